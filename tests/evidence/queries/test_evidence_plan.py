"""What is due, and for whom."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import HowOften, PlanLine
from evidence.queries.clause import theory_clauses
from evidence.queries.evidence_plan import DueRow, due_evidence, due_indicators, evidence_plan
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_evidence import make_plan_line
from tests.make_history import promise

TODAY = date(2026, 11, 20)
FIRST = date(2026, 9, 15)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def plan(shared: Shared) -> PlanLine:
    return make_plan_line(shared.indicator, shared.member, first_due=FIRST, school=shared.school, source="sheet")


def test_what_was_planned_and_not_brought_is_asked_for_once_and_only_the_latest(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = plan(shared)

        assert due_evidence(shared.member, today=TODAY) == [
            DueRow(
                line=line.pk,
                indicator=shared.indicator.pk,
                text="Visits each week",
                place="Pictou Road School",
                collective="Reading with meaning",
                due=date(2026, 11, 15),
                past=True,
            )
        ]
        assert due_evidence(shared.colleague, today=TODAY) == []


def test_what_was_brought_is_not_asked_for_unless_it_was_taken_away(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = plan(shared)
        point = shared.bring(TODAY, numerator=1, denominator=2, plan_line=line, due_on=date(2026, 11, 15))
        brought = due_evidence(shared.member, today=TODAY)
        point.removed_at, point.removed_by = NOW, shared.member
        point.save()

        assert (brought, len(due_evidence(shared.member, today=TODAY))) == ([], 1)


def test_nothing_is_asked_for_when_the_line_the_indicator_the_cycle_or_the_collective_is_over(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        line = plan(shared)
        for row, name in (
            (line, "ended_at"),
            (shared.indicator, "removed_at"),
            (shared.cycle, "closed_at"),
            (shared.collective, "closed_at"),
        ):
            assert len(due_evidence(shared.member, today=TODAY)) == 1
            setattr(row, name, NOW)
            row.save(update_fields=[name])
            assert due_evidence(shared.member, today=TODAY) == [], name
            setattr(row, name, None)
            row.save(update_fields=[name])


def test_nobody_is_asked_who_does_not_see_the_placemat_any_more(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        plan(shared)
        shared.member.seats.update(left_at=NOW)

        assert due_evidence(shared.member, today=TODAY) == []


def test_the_plan_stands_clause_by_clause(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        plan(shared)
        promise(shared.placemat, "Students explain a text", by=shared.member, at=NOW)
        clauses = theory_clauses(shared.placemat)

        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows = evidence_plan(shared.placemat, shared.member, clauses, today=TODAY)

        assert [(row.clause.key, [(one.text, len(one.lines)) for one in row.indicators]) for row in rows] == [
            ("if", [("Visits each week", 1)]),
            ("then", []),
            ("so", [("Students explain a text", 0)]),
        ]
        line = rows[0].indicators[0].lines[0]
        assert (line.by, line.place, line.asked, line.past, line.next, line.mine) == (
            "Amara Okafor",
            "Pictou Road School",
            date(2026, 11, 15),
            True,
            date(2026, 12, 15),
            True,
        )
        assert len(queries) == 3


def test_indicators_that_somebody_is_asked_for_come_with_their_earliest_day(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        plan(shared)
        make_plan_line(shared.indicator, shared.colleague, first_due=date(2026, 11, 1), how_often=HowOften.ONCE)

        found = due_indicators([shared.placemat], today=TODAY)

        assert found == [(shared.indicator, date(2026, 11, 1))]
