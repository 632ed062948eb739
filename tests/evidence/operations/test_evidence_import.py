from datetime import date, timedelta

import pytest
from django.utils import timezone

from evidence.models import DataPoint, EvidenceImport, EvidenceImportState, MeasureKind
from evidence.operations import evidence_import as operations
from evidence.operations.evidence_import import choose_columns, start_bringing_in, stop_bringing_in, stop_check
from evidence.operations.evidence_import_bring_in import StoppedMeanwhile, bring_in
from evidence.tasks.evidence_import import bring_in_evidence, check_evidence_import
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import HEADERS, bring, changes, check, points, reload, rows, upload
from tests.evidence.setting import Shared


def test_new_changed_same_empty_and_problem_rows_are_told_apart(counted: Shared):
    with program_scope(counted.program.pk):
        counted.bring(date(2026, 9, 15), numerator=18, denominator=36)
        counted.bring(date(2026, 10, 15), numerator=18, denominator=36)
    content = HEADERS + (
        "Visits each week,2026-09-15,Pictou Road School,,18,36,\n"
        "visits each week,2026-10-15,pictou road school,all,20,36,counted again\n"
        "Visits each week,2026-10-15,Gull Rock,Grade 3,8,24,\n"
        "Visits each week,2026-10-15,Gull Rock,Grade 4,n/a,,\n"
        "Visits each week,2026-10-15,Gull Rok,,8,24,\n"
        "Visits each week,2026-10-15,Gull Rock,Grade: Grade 3,9,24,\n"
    )

    found = check(upload(counted.placemat, counted.member, content))

    assert found.counts == {"new": 1, "changed": 1, "same": 1, "nothing": 1, "problem": 2}
    assert rows(found) == [
        (2, "same", []),
        (3, "changed", []),
        (4, "new", []),
        (5, "nothing", []),
        (6, "problem", ["school_unknown"]),
        (7, "problem", ["twice"]),
    ]


def test_what_is_new_comes_what_changed_is_corrected_and_says_why(counted: Shared):
    with program_scope(counted.program.pk):
        counted.bring(date(2026, 10, 15), numerator=18, denominator=36)
    content = HEADERS + (
        "Visits each week,15/10/2026,Pictou Road School,,20,36,counted again\n"
        "Visits each week,15/10/2026,,Grade 3,8,24,\n"
    )

    done = bring(check(upload(counted.placemat, counted.member, content)), counted.member)

    assert done.state == EvidenceImportState.DONE
    assert points(done) == [
        ("2026-10-15", "Pictou Road School", None, (20, 36)),
        ("2026-10-15", None, "Grade 3", (8, 24)),
    ]
    assert changes(done) == [("corrected", {"numerator": 18, "note": ""}, "counts.csv")]
    with program_scope(counted.program.pk):
        new = DataPoint.objects.get(group__name="Grade 3")
        assert (new.evidence_import_id, new.district_id, new.brought_by, new.source) == (
            done.pk,
            counted.school.district_id,
            counted.member,
            "counts.csv",
        )
    assert check(upload(counted.placemat, counted.member, content)).counts["same"] == 2


def test_a_point_that_changed_after_the_look_keeps_everything_out(counted: Shared):
    with program_scope(counted.program.pk):
        point = counted.bring(date(2026, 10, 15), numerator=18, denominator=36)
    content = HEADERS + "Visits each week,2026-10-15,Pictou Road School,,20,36,\nVisits each week,2026-11-15,,,8,24,\n"
    found = check(upload(counted.placemat, counted.member, content))
    with program_scope(counted.program.pk):
        DataPoint.objects.filter(pk=point.pk).update(numerator=19, version=2)

    back = bring(found, counted.member)

    assert (back.state, back.brought_in_by_id) == (EvidenceImportState.CHECKED, None)
    assert points(back) == [("2026-10-15", "Pictou Road School", None, (19, 36))]
    assert changes(back) == []


def test_a_point_that_came_after_the_look_keeps_everything_out(counted: Shared):
    found = check(upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n"))
    with program_scope(counted.program.pk):
        DataPoint.objects.create(
            indicator=counted.indicator, kind="share", on="2026-10-15", district=counted.school.district,
            numerator=1, denominator=2, brought_by=counted.member, brought_at=timezone.now(),
        )  # fmt: skip

    assert bring(found, counted.member).state == EvidenceImportState.CHECKED
    assert points(found) == [("2026-10-15", None, None, (1, 2))]


def test_an_indicator_that_is_counted_otherwise_by_now_keeps_everything_out(counted: Shared):
    found = check(upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n"))
    with program_scope(counted.program.pk):
        counted.indicator.measures.update(kind=MeasureKind.VALUE)

    assert bring(found, counted.member).state == EvidenceImportState.CHECKED
    assert points(found) == []


def test_stopped_while_it_is_brought_in_nothing_is_in(counted: Shared):
    found = check(upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n"))
    with program_scope(counted.program.pk):
        start_bringing_in(found, leave_out_problems=False, by=counted.member, now=timezone.now())

    with pytest.raises(StoppedMeanwhile), program_scope(counted.program.pk):
        bring_in(found.pk, progress=lambda _line: stop_bringing_in(found))

    assert points(found) == []


def test_stopped_before_its_turn_it_is_not_brought_in(counted: Shared):
    found = check(upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n"))
    with program_scope(counted.program.pk):
        start_bringing_in(found, leave_out_problems=False, by=counted.member, now=timezone.now())
        stop_bringing_in(found)

    bring_in_evidence(program_id=counted.program.pk, import_pk=str(found.pk))

    assert reload(found).state == EvidenceImportState.CHECKED
    assert points(found) == []
    assert len(points(bring(found, counted.member))) == 1


def test_another_districts_school_is_not_written_to(counted: Shared):
    content = HEADERS + "Visits each week,2026-10-15,Inland School,,8,24,\n"

    assert rows(check(upload(counted.placemat, counted.member, content))) == [(2, "problem", ["school_elsewhere"])]


def test_days_to_come_and_of_the_last_century_need_a_look(counted: Shared):
    ahead = (timezone.now().date() + timedelta(days=3)).isoformat()
    content = HEADERS + f"Visits each week,{ahead},,,8,24,\nVisits each week,1996-01-01,,,8,24,\n"

    found = check(upload(counted.placemat, counted.member, content))

    assert rows(found) == [(2, "problem", ["day_ahead"]), (3, "problem", ["day_long_ago"])]


def test_one_indicator_and_one_day_may_hold_for_all_rows(counted: Shared):
    content = "School,Figure\nPictou Road School,8 of 24\nGull Rock,25 %\n"
    found = upload(counted.placemat, counted.member, content)

    done = check(found, indicator=counted.indicator.pk, day=date(2026, 10, 15))

    assert rows(done) == [(2, "new", []), (3, "problem", ["whole_missing"])]


def test_each_of_several_columns_may_be_a_day(counted: Shared):
    content = "School,2026-09-15,2026-10-15,Of how many\nPictou Road School,8,9,24\nGull Rock,<5,,20\n"
    found = upload(counted.placemat, counted.member, content)
    assert found.columns == ["school", "each_day", "each_day", "denominator"]

    done = check(found, indicator=counted.indicator.pk)

    assert rows(done) == [(2, "new", []), (2, "new", []), (3, "problem", ["hidden"]), (3, "nothing", [])]
    assert points(bring(done, counted.member, leave_out_problems=True)) == [
        ("2026-09-15", "Pictou Road School", None, (8, 24)),
        ("2026-10-15", "Pictou Road School", None, (9, 24)),
    ]


def test_each_of_several_columns_may_be_a_student_group(counted: Shared):
    content = "Day,Grade 3,Grade 4\n2026-09-15,8 of 24,9/30\n"
    found = upload(counted.placemat, counted.member, content)
    assert found.columns == ["day", "each_group", "each_group"]

    done = bring(check(found, indicator=counted.indicator.pk), counted.member)

    assert [point[2:] for point in points(done)] == [("Grade 3", (8, 24)), ("Grade 4", (9, 30))]


def test_an_empty_cell_may_mean_the_one_above(counted: Shared):
    content = HEADERS + "Visits each week,2026-09-15,Gull Rock,Grade 3,8,24,\n,,,Grade 4,9,30,\n"

    found = check(upload(counted.placemat, counted.member, content), fill_down=True)

    assert points(bring(found, counted.member)) == [
        ("2026-09-15", "Gull Rock", "Grade 3", (8, 24)),
        ("2026-09-15", "Gull Rock", "Grade 4", (9, 30)),
    ]


@pytest.mark.parametrize(
    ("columns", "chosen", "says"),
    [
        (["indicator", "day", "", "", "numerator"], {}, "not in the table"),
        (["indicator", "day", "colour", "", "", "", ""], {}, "not in the table"),
        (["indicator", "day", "school", "school", "figure", "", ""], {}, "two columns"),
        (["indicator", "each_day", "each_group", "", "", "", ""], {}, "one kind"),
        (["indicator", "each_day", "each_day", "figure", "", "", ""], {}, "one kind"),
        (["indicator", "each_day", "day", "", "", "", ""], {}, "one kind"),
        (["indicator", "day", "school", "", "", "", ""], {}, "figures or the words"),
        (["", "day", "", "", "figure", "", ""], {}, "indicators"),
        (["indicator", "", "", "", "figure", "", ""], {}, "days"),
    ],
)
def test_columns_that_do_not_tell_enough_are_refused(counted: Shared, columns: list[str], chosen: dict, says: str):
    found = upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n")

    with pytest.raises(operations.ColumnsNotChosen, match=says):
        check(found, columns=columns, **chosen)


def test_problems_are_left_out_only_when_somebody_says_so(counted: Shared):
    content = HEADERS + "Visits each week,2026-10-15,,,8,24,\nVisits each week,soon,,,8,24,\n"
    found = check(upload(counted.placemat, counted.member, content))

    with pytest.raises(operations.RowsNeedALook):
        bring(found, counted.member)

    assert len(points(bring(found, counted.member, leave_out_problems=True))) == 1
    with pytest.raises(operations.ImportElsewhere):
        bring(found, counted.member)


def test_nothing_new_is_not_brought_in(counted: Shared):
    found = check(upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,n/a,,\n"))

    with pytest.raises(operations.NothingToBringIn):
        bring(found, counted.member)


def test_reading_can_be_stopped_and_begun_again(counted: Shared):
    found = upload(counted.placemat, counted.member, HEADERS + "Visits each week,2026-10-15,,,8,24,\n")
    with program_scope(counted.program.pk):
        choose_columns(
            found, columns=found.columns, indicator=None, day=None, decimal_comma=False, day_first=False,
            fill_down=False, now=timezone.now(),
        )  # fmt: skip
        stop_check(found, now=timezone.now())

    check_evidence_import(program_id=counted.program.pk, import_pk=str(found.pk))

    assert reload(found).state == EvidenceImportState.STOPPED
    assert check(reload(found)).counts["new"] == 1


def test_a_participant_without_a_district_brings_nothing(counted: Shared):
    with program_scope(counted.program.pk), pytest.raises(operations.NoDistrict):
        upload(counted.placemat, counted.facilitator, HEADERS + "Visits each week,2026-10-15,,,8,24,\n")

    with program_scope(counted.program.pk):
        assert EvidenceImport.objects.count() == 0
