"""Sheets of this app that several people write on at once, in the way of inquiry.coediting."""
