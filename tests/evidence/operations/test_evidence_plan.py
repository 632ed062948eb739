"""Who brings which evidence."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from evidence.models import HowOften, PlanLine
from evidence.operations.evidence_plan import (
    CannotBring,
    IndicatorGone,
    PlannedAlready,
    Promise,
    add_plan_line,
    change_plan_line,
    end_plan_line,
    reopen_plan_line,
)
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_participant, seat

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def promise(shared: Shared) -> Promise:
    return Promise(shared.member, shared.school, HowOften.MONTHLY, "sheet", date(2026, 12, 1), date(2027, 6, 1))


def standing() -> list[PlanLine]:
    return list(PlanLine.objects.filter(ended_at=None))


def test_a_line_says_who_brings_what_from_where_and_when(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = add_plan_line(shared.indicator, promise(shared), by=shared.facilitator, now=NOW)

        assert (line.participant, line.school, line.how_often, line.source) == (
            shared.member,
            shared.school,
            "monthly",
            "sheet",
        )
        assert (line.first_due, line.until, line.made_by) == (date(2026, 12, 1), date(2027, 6, 1), shared.facilitator)


def test_the_same_twice_is_refused_and_another_place_is_not(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)

        with pytest.raises(PlannedAlready, match="Amara Okafor brings this from there already"):
            add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)
        add_plan_line(shared.indicator, replace(promise(shared), school=None), by=shared.member, now=NOW)

        assert len(standing()) == 2


def test_only_people_of_the_placemat_with_a_district_bring_it_and_only_of_their_own(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        placeless = make_participant("Mireille Babin")
        seat(shared.collective, placeless)
        said = promise(shared)
        refused = [
            (replace(said, participant=shared.stranger), "does not write this placemat"),
            (replace(said, participant=placeless, school=None), "has no school or district yet"),
            (replace(said, school=shared.far_school), "is not in the district of Amara Okafor"),
        ]

        for one, words in refused:
            with pytest.raises(CannotBring, match=words):
                add_plan_line(shared.indicator, one, by=shared.facilitator, now=NOW)

        assert standing() == []


def test_nobody_is_asked_for_an_indicator_that_was_taken_away(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        shared.indicator.removed_at = NOW
        shared.indicator.save(update_fields=["removed_at"])

        with pytest.raises(IndicatorGone):
            add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)


def test_a_changed_line_ends_and_another_takes_its_place(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)
        weekly = replace(promise(shared), how_often=HowOften.WEEKLY)

        changed = change_plan_line(line, weekly, by=shared.facilitator, now=NOW)
        again = change_plan_line(changed, weekly, by=shared.facilitator, now=NOW)

        line.refresh_from_db()
        assert (line.ended_at, line.ended_by, standing(), again) == (NOW, shared.facilitator, [changed], changed)


def test_a_line_that_cannot_be_changed_stays(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)

        with pytest.raises(CannotBring):
            change_plan_line(line, replace(promise(shared), school=shared.far_school), by=shared.member, now=NOW)

        assert standing() == [line]


def test_an_ended_line_can_go_on_unless_another_stands_in_its_place(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)
        end_plan_line(line, by=shared.member, now=NOW)
        end_plan_line(line, by=shared.facilitator, now=NOW)
        assert standing() == []

        reopen_plan_line(line, by=shared.member, now=NOW)
        reopen_plan_line(line, by=shared.member, now=NOW)
        assert standing() == [line]
        end_plan_line(line, by=shared.member, now=NOW)
        other = add_plan_line(shared.indicator, promise(shared), by=shared.member, now=NOW)

        with pytest.raises(PlannedAlready):
            reopen_plan_line(line, by=shared.member, now=NOW)
        assert standing() == [other]
