"""Figures about things are protected until somebody who may has confirmed it, and again once that is taken back."""

from datetime import timedelta
from typing import Any

import pytest

from evidence.engine.figures import Figures
from evidence.models import About, Confirmation, DataPoint, Release
from evidence.operations.confirmation import (
    NotAboutThings,
    NothingConfirmed,
    WhyNeeded,
    confirm_things,
    take_back_confirmation,
)
from evidence.operations.data_point import Told, bring_data_points
from evidence.operations.measure import Counting, set_measure
from evidence.operations.release import release_due
from evidence.queries.shared import say_shown, shared_figures
from ilc.tenancy.scope import program_scope
from tests.evidence.operations.test_release import NOW, TODAY
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure

LATER = NOW + timedelta(days=1)


def shown(shared: Shared) -> set[str]:
    """What is told of the day, in words, once everything due was released."""
    while release_due(now=LATER):
        pass
    return {say_shown(one.shown) for one in shared_figures(shared.indicator)}


def bring(shared: Shared) -> None:
    told = Told(ON, Figures(numerator=1, denominator=2), shared.school, None)
    measure = shared.indicator.measures.get()
    bring_data_points(measure, [told], by=shared.member, today=TODAY, now=NOW)


def confirm(shared: Shared, **more: Any) -> Confirmation:
    return confirm_things(shared.indicator, **({"by": shared.facilitator, "now": NOW} | more))


@pytest.fixture
def things(shared: Shared) -> Shared:
    """Somebody who writes says that it is about things, and brings one of two."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member, about=About.THINGS)
        bring(shared)
    return shared


def test_what_nobody_confirmed_is_protected_and_shown_once_it_is_confirmed(things: Shared) -> None:
    with program_scope(things.program.pk):
        before = shown(things)

        made = confirm(things)

        assert (before, shown(things)) == ({"protected"}, {"50 %"})
        assert (made.by, made.at, made.text, confirm(things, now=LATER)) == (
            things.facilitator,
            NOW,
            things.indicator.text,
            made,
        )


def test_only_what_is_said_to_be_about_things_can_be_confirmed(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)

        with pytest.raises(NotAboutThings):
            confirm(shared)


def test_before_anything_was_shown_it_is_taken_back_without_a_word(things: Shared) -> None:
    with program_scope(things.program.pk):
        confirm(things)

        take_back_confirmation(things.indicator, why="", by=things.admin, now=NOW)

        one = Confirmation.objects.get()
        assert (one.taken_back_by, one.taken_back_at, one.why) == (things.admin, NOW, "")
        assert shown(things) == {"protected"}
        with pytest.raises(NothingConfirmed):
            take_back_confirmation(things.indicator, why="", by=things.admin, now=NOW)


def test_once_something_was_shown_it_is_taken_back_with_a_reason_and_hidden(things: Shared) -> None:
    with program_scope(things.program.pk):
        confirm(things)
        was = shown(things)

        with pytest.raises(WhyNeeded):
            take_back_confirmation(things.indicator, why=" ", by=things.admin, now=NOW)
        take_back_confirmation(things.indicator, why="It was one teacher", by=things.admin, now=LATER)

        assert (was, shown(things)) == ({"50 %"}, {"protected"})
        assert Confirmation.objects.get().why == "It was one teacher"


def test_a_correction_after_that_does_not_bring_the_former_figure_back(things: Shared) -> None:
    with program_scope(things.program.pk):
        confirm(things)
        shown(things)
        DataPoint.objects.update(numerator=2)
        take_back_confirmation(things.indicator, why="It was one teacher", by=things.admin, now=LATER)

        assert "50 %" not in shown(things)
        assert "100 %" not in shown(things)
        assert Release.objects.order_by("number").last().protects is True


def test_other_words_are_to_be_confirmed_anew(things: Shared) -> None:
    with program_scope(things.program.pk):
        first = confirm(things)
        things.indicator.text = "Students who were sent home"
        things.indicator.save()
        hidden = shown(things)

        second = confirm(things, by=things.admin, now=LATER)

        first.refresh_from_db()
        assert (hidden, shown(things)) == ({"protected"}, {"50 %"})
        assert (first.taken_back_by, second.text) == (things.admin, "Students who were sent home")


def test_counting_in_another_way_ends_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        set_measure(shared.indicator, Counting("share", About.THINGS), by=shared.member, now=NOW)
        confirm(shared)

        set_measure(shared.indicator, Counting("share", About.STUDENTS), by=shared.member, now=LATER)
        set_measure(shared.indicator, Counting("share", About.THINGS), by=shared.member, now=LATER)
        bring(shared)

        assert (Confirmation.objects.get().taken_back_by, shown(shared)) == (shared.member, {"protected"})


def test_a_new_target_leaves_it(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        set_measure(shared.indicator, Counting("share", About.THINGS), by=shared.member, now=NOW)
        made = confirm(shared)

        set_measure(shared.indicator, Counting("share", About.THINGS, target=80), by=shared.member, now=LATER)

        assert list(Confirmation.objects.filter(taken_back_at=None)) == [made]
