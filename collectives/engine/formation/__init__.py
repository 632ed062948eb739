"""Forming collectives: who sits with whom, why, how near to the best possible, and what to do when someone leaves."""
