from datetime import date

from django.utils import timezone

from evidence.models import DataPoint, EvidenceImportState
from evidence.operations.release import RELEASE, release_due
from ilc.due import is_done
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import HEADERS, bring, changes, check, points, rows, undo, upload
from tests.evidence.setting import Shared


def test_undone_what_came_is_taken_away_and_what_was_corrected_says_what_it_said(counted: Shared):
    with program_scope(counted.program.pk):
        counted.bring(date(2026, 10, 15), numerator=18, denominator=36, note="as planned")
    content = (
        HEADERS + "Visits each week,2026-10-15,Pictou Road School,,20,40,again\nVisits each week,2026-10-15,,,8,24,\n"
    )
    done = bring(check(upload(counted.placemat, counted.member, content)), counted.member)

    undone = undo(done, counted.member)

    assert (undone.state, undone.counts["kept"]) == (EvidenceImportState.UNDONE, 0)
    assert points(undone) == [("2026-10-15", "Pictou Road School", None, (18, 36))]
    with program_scope(counted.program.pk):
        assert DataPoint.objects.get(removed_at=None).note == "as planned"
    assert sorted(changes(undone)[1:], key=str) == [
        ("corrected", {"numerator": 20, "denominator": 40, "note": "again"}, "counts.csv"),
        ("removed", {}, "counts.csv"),
    ]


def test_undone_what_was_changed_since_stays(counted: Shared):
    content = HEADERS + "Visits each week,2026-10-15,,,8,24,\nVisits each week,2026-11-15,,,9,24,\n"
    done = bring(check(upload(counted.placemat, counted.member, content)), counted.member)
    with program_scope(counted.program.pk):
        DataPoint.objects.filter(on="2026-10-15").update(numerator=7, version=2)

    undone = undo(done, counted.member)

    assert undone.counts["kept"] == 1
    assert points(undone) == [("2026-10-15", None, None, (7, 24))]
    assert rows(undone)[0] == (2, "new", ["kept_changed"])


def test_what_everybody_may_see_of_its_days_is_decided_anew_after_it_came_and_after_the_undo(counted: Shared):
    content = HEADERS + "Visits each week,2026-10-15,,,8,24,\nVisits each week,2026-11-15,,,9,24,\n"
    found = check(upload(counted.placemat, counted.member, content))
    keys = [f"{counted.indicator.pk}:{on}" for on in ("2026-10-15", "2026-11-15")]

    done = bring(found, counted.member)
    assert [is_due(counted, key) for key in keys] == [True, True]
    with program_scope(counted.program.pk):
        release_due(now=timezone.now())
    assert [is_due(counted, key) for key in keys] == [False, False]
    undo(done, counted.member)

    assert [is_due(counted, key) for key in keys] == [True, True]


def is_due(shared: Shared, key: str) -> bool:
    with program_scope(shared.program.pk):
        return is_done(RELEASE, key) is False
