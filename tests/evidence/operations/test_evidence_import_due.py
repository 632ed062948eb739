from datetime import timedelta

from django.utils import timezone

from evidence.models import DataPoint
from evidence.queries.evidence_plan import due_evidence
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import HEADERS, bring, check, undo, upload
from tests.evidence.setting import Shared
from tests.make_evidence import make_plan_line


def asked(shared: Shared) -> list[str]:
    """The places of which the member is asked for evidence now."""
    with program_scope(shared.program.pk):
        return [row.place for row in due_evidence(shared.member, today=timezone.now().date())]


def test_nobody_is_asked_for_what_came_with_a_table_until_it_is_undone(counted: Shared):
    today = timezone.now().date()
    with program_scope(counted.program.pk):
        line = make_plan_line(counted.indicator, counted.member, first_due=today, school=counted.school)
        make_plan_line(counted.indicator, counted.member, first_due=today)
    assert sorted(asked(counted)) == ["Pictou Road School", "Tidewater"]
    day = (today - timedelta(days=3)).isoformat()
    content = HEADERS + (
        f"Visits each week,{day},Pictou Road School,Grade 3,8,24,\nVisits each week,{day},Pictou Road School,,20,60,\n"
        f"Visits each week,{day},Gull Rock,,9,24,\n"
    )

    done = bring(check(upload(counted.placemat, counted.member, content)), counted.member)

    assert asked(counted) == ["Tidewater"]
    with program_scope(counted.program.pk):
        assert [(point.group, point.due_on) for point in DataPoint.objects.filter(plan_line=line)] == [(None, today)]
    assert undo(done, counted.member).counts["kept"] == 0
    assert sorted(asked(counted)) == ["Pictou Road School", "Tidewater"]


def test_an_old_figure_fulfils_nothing(counted: Shared):
    today = timezone.now().date()
    with program_scope(counted.program.pk):
        make_plan_line(counted.indicator, counted.member, first_due=today, school=counted.school)
    day = (today - timedelta(days=70)).isoformat()

    bring(
        check(
            upload(counted.placemat, counted.member, HEADERS + f"Visits each week,{day},Pictou Road School,,8,24,\n")
        ),
        counted.member,
    )

    assert asked(counted) == ["Pictou Road School"]
