"""What a placemat's sheet is filled with, and what that costs."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import remove_if_action
from inquiry.models import PlacematText
from inquiry.queries.placemat import collective_placemat, read_sheet, readable_placemats
from inquiry.queries.placemat_sheet import PlacematSheet, SheetClause, SheetIndicator, SheetLeader
from tests.inquiry.setting import Setting, promise_indicator, write_if_action
from tests.make import make_placemat, make_school


def test_the_sheet_holds_everything_that_stands_on_the_placemat(setting: Setting) -> None:
    later = timezone.now() + timedelta(days=3)
    with program_scope(setting.program.pk):
        PlacematText.objects.create(
            placemat=setting.placemat, field="problem_of_practice", text="41 % met it.", version=1, changed_at=later
        )
        PlacematText.objects.create(placemat=setting.placemat, field="will_adjust", text="- shorter", version=1)
        gone = write_if_action(setting, "buy more")
        action = write_if_action(setting, "visit classrooms")
        remove_if_action(setting.placemat, pk=gone.pk, by=setting.member, now=timezone.now())
        promise_indicator(
            setting,
            "Classrooms visited",
            if_action=action,
            data_types=["demographic", "learning"],
            baseline="8 of 36",
            target="32 of 36",
            direction="hold",
            how_often="monthly",
        )
        placemat = readable_placemats(setting.member).get()

        sheet = read_sheet(placemat, program=setting.program)

    assert sheet == PlacematSheet(
        program="Fundy Shore",
        collective="Reading with meaning",
        theme="Tier 1 instruction",
        cycle="2026–27",
        phase=3,
        facilitators=("Renée Thériault",),
        members=("Amara Okafor", "Zoë Lindqvist"),
        updated_at=later,
        time_zone="UTC",
        words_language="en",
        problem="41 % met it.",
        if_actions=(SheetClause(number=1, text="visit classrooms"),),
        indicators=(
            SheetIndicator(
                kind="leading",
                name="Classrooms visited",
                data_types=("learning", "demographic"),
                aligned_to="if",
                if_number=1,
                baseline="8 of 36",
                target="32 of 36",
                direction="hold",
                how_often="monthly",
            ),
        ),
        adjust="- shorter",
    )


def test_the_sheet_of_an_own_placemat_names_its_leader(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        setting.member.position, setting.member.school = "principal", make_school("Pictou Road School")
        setting.member.save()
        own = make_placemat(setting.cycle, leader=setting.member)

        sheet = read_sheet(readable_placemats(setting.member).get(pk=own.pk), program=setting.program)

    assert sheet.leader == SheetLeader(name="Amara Okafor", position="principal", school="Pictou Road School")


def test_reading_a_sheet_costs_five_queries(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for _position in range(1, 6):
            promise_indicator(setting, "seen", if_action=write_if_action(setting, "visit"))
        placemat = readable_placemats(setting.member).get()

        with CaptureQueriesContext(connection) as queries:
            read_sheet(placemat, program=setting.program)

    assert len(queries) == 5


def test_the_collectives_placemat_is_the_one_of_its_last_cycle(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        found = collective_placemat(setting.collective)

    assert found == setting.placemat
