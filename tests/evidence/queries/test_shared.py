"""Shared figures: what everybody may see."""

from datetime import UTC, datetime, timedelta

import pytest

from evidence.engine.suppression import Shown, Told
from evidence.operations.release import release_days
from evidence.queries.shared import say_shown, shared_figure, shared_figures
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


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
