"""Telling how far a roster is."""

from collectives.operations.roster_progress import tell_progress
from collectives.queries.roster_progress import told_progress


def test_who_watches_reads_the_latest_line_of_their_own_roster() -> None:
    tell_progress(1, "watched", 1_000)
    tell_progress(1, "watched", 2_000)
    tell_progress(2, "watched", 7)

    assert [told_progress(1, "watched"), told_progress(2, "watched"), told_progress(1, "another")] == [2_000, 7, 0]
