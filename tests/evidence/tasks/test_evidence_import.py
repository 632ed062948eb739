import json
from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.models import DataPoint, EvidenceImport, EvidenceImportState
from evidence.operations.evidence_import import BRING_IN, CHECK, choose_columns, start_bringing_in
from evidence.queries.evidence_import_progress import told_progress
from evidence.tasks import evidence_import as tasks
from evidence.tasks.evidence_import import bring_in_evidence, check_evidence_import
from ilc.due import claim, waiting
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import HEADERS, reload, rows, upload
from tests.evidence.setting import Shared

TABLE = HEADERS + "".join(f"Visits each week,2026-10-{day:02},,,8,24,\n" for day in range(1, 13))


@pytest.fixture
def table(counted: Shared) -> EvidenceImport:
    """A table that is to be checked."""
    one = upload(counted.placemat, counted.member, TABLE)
    with program_scope(counted.program.pk):
        choose_columns(
            one, columns=one.columns, indicator=None, day=None, decimal_comma=False, day_first=False, fill_down=False,
            now=timezone.now(),
        )  # fmt: skip
    return one


def run(task: object, one: EvidenceImport) -> EvidenceImport:
    task(program_id=one.program_id, import_pk=str(one.pk))  # type: ignore[operator]
    return reload(one)


def test_rows_are_staged_in_batches_and_counted_on_the_way(table: EvidenceImport, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks, "_BATCH", 5)
    seen = []
    stage_points = tasks.stage_points

    def watched(*args, **kwargs) -> bool:
        going_on = stage_points(*args, **kwargs)
        seen.append(EvidenceImport.objects.get().rows_read)
        return going_on

    monkeypatch.setattr(tasks, "stage_points", watched)

    assert run(check_evidence_import, table).counts["new"] == 12
    assert seen == [5, 10, 12]


def test_a_task_that_runs_twice_does_nothing_the_second_time(table: EvidenceImport, counted: Shared):
    run(check_evidence_import, table)
    run(check_evidence_import, table)
    with program_scope(table.program_id):
        start_bringing_in(table, leave_out_problems=False, by=counted.member, now=timezone.now())

    run(bring_in_evidence, table)
    done = run(bring_in_evidence, table)

    assert (done.state, len(rows(done)), told_progress(table.program_id, str(table.pk))) == ("done", 12, 13)
    with program_scope(table.program_id):
        assert DataPoint.objects.count() == 12


def test_another_worker_leaves_work_alone_that_somebody_holds(table: EvidenceImport):
    with program_scope(table.program_id):
        claim(table.program_id, CHECK, str(table.pk), now=timezone.now(), lease=timedelta(minutes=1))

    assert run(check_evidence_import, table).state == EvidenceImportState.CHECKING
    assert rows(table) == []


def test_a_table_of_too_many_data_points_keeps_nothing_but_the_reason(
    table: EvidenceImport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks, "_MOST_POINTS", 7)

    stopped = run(check_evidence_import, table)

    assert (stopped.state, rows(stopped)) == (EvidenceImportState.STOPPED, [])
    assert json.loads(stopped.trouble) == {"code": "too_many_rows", "values": {"limit": 7}}


def test_work_that_nobody_does_is_found_by_the_sweep(table: EvidenceImport, counted: Shared):
    assert list(waiting(CHECK, now=timezone.now())) == [(table.program_id, str(table.pk))]
    run(check_evidence_import, table)
    with program_scope(table.program_id):
        start_bringing_in(table, leave_out_problems=False, by=counted.member, now=timezone.now())

    assert list(waiting(CHECK, now=timezone.now())) == []
    assert list(waiting(BRING_IN, now=timezone.now())) == [(table.program_id, str(table.pk))]
