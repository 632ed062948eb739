"""Shared figures: what everybody may see."""

from datetime import UTC, date, datetime, timedelta

import pytest

from evidence.engine.suppression import Shown, Told
from evidence.models import Release
from evidence.operations.release import release_days
from evidence.queries.figure import shared_table
from evidence.queries.shared import say_figure, say_shown, say_waiting, shared_figure, shared_figures, why_waiting
from evidence.queries.shared_whole import shared_wholes
from ilc.tenancy.scope import program_scope
from ilc.zones import date_words
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Shown(Told.PROTECTED), "protected"),
        (Shown(Told.NOBODY, 0), "nobody"),
        (Shown(Told.FIGURE), ""),
        (Shown(Told.FIGURE, 40, ((61.5, 62.5), (37.5, 38.5))), "62 %"),
        (Shown(Told.FIGURE, 40, ((95, 100), (0, 5)), 5), "95 % or more"),
        (Shown(Told.FIGURE, 40, ((0, 5), (95, 100)), 5), "5 % or less"),
        (Shown(Told.FIGURE, 40, ((60, 65), (35, 40)), 5), "from 60 to 65 %"),
    ],
)
def test_a_shown_figure_is_said_in_words(shown: Shown, words: str) -> None:
    assert say_shown(shown) == words


def test_shared_figures_cost_two_queries_however_many_days(shared: Shared, django_assert_num_queries) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        days = [ON - timedelta(days=7 * week) for week in range(5)]
        for on in days:
            shared.bring(on)
        release_days(shared.indicator.pk, days, now=NOW)

        with django_assert_num_queries(2):
            figures = shared_figures(shared.indicator)

        assert [one.on for one in figures if one.level == "program"] == sorted(days)
        assert {one.on for one in shared_figures(shared.indicator, since=days[2], until=days[1])} == {days[1], days[2]}


def test_who_enters_a_figure_sees_what_the_others_see(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        point = shared.bring(ON, numerator=2, denominator=8)
        unreleased = shared_figure(point)

        release_days(shared.indicator.pk, [ON], now=NOW)

        found = shared_figure(point)
        assert unreleased is None
        assert found is not None
        assert (found.level, found.name, found.shown) == ("school", "Pictou Road School", Shown(Told.PROTECTED))


def test_days_that_wait_are_said_with_the_day_since_which_they_are_shown() -> None:
    said = say_waiting({ON: date(2026, 11, 2), ON + WEEK: None})

    assert said.startswith("Newer figures wait:")
    assert said.endswith(
        f"shows {date_words(ON)} as it stood on 2 November 2026; nothing of {date_words(ON + WEEK)} yet."
    )
    assert say_waiting({}) == ""


def test_a_day_of_which_all_waits_is_protected_and_says_why(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        point = shared.bring(ON, numerator=20, denominator=40)
        release_days(shared.indicator.pk, [ON], now=NOW)
        Release.objects.update(cells=[], behind=[], waiting=True)

        figures = shared_figures(shared.indicator)
        seen = shared_figure(point)
        whole = shared_wholes({shared.indicator.pk: measure})[shared.indicator.pk]

        assert [(one.level, one.shown, one.as_of) for one in figures] == [("program", Shown(Told.PROTECTED), None)]
        assert seen is not None
        assert say_figure(seen) == "protected"
        assert why_waiting([seen, None]) == whole.waits == say_waiting({ON: None})


def test_of_a_day_that_waits_everybody_is_told_as_of_when_it_is_shown(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        measure = make_measure(shared.indicator, by=shared.member)
        shared.bring(ON, numerator=20, denominator=40)
        release_days(shared.indicator.pk, [ON], now=NOW)
        before = shared_table(measure.kind, shared_figures(shared.indicator)).waits
        Release.objects.update(waiting=True)

        table = shared_table(measure.kind, shared_figures(shared.indicator))

        assert (before, table.waits) == ("", say_waiting({ON: NOW.date()}))
