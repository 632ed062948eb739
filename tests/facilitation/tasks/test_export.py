"""Making an export in the background: told, stopped, tried again, kept for a week."""

from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from collectives.models import Collective, Notice, Participant, Program, Rendering, RenderingState, Role
from collectives.operations.rendering import FORGET, stop_rendering
from collectives.operations.rendering_notice import ask_on
from collectives.tasks import rendering_notice as notice_tasks
from collectives.tasks.rendering_notice import tell_rendering_over
from facilitation.operations.export import ask_export
from facilitation.queries.export import KIND, ExportFormat, ExportSubject, ExportWhat
from facilitation.tasks import export as export_tasks
from facilitation.tasks.export import make_export, sweep_exports, sweep_old_exports
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import give_role, make_collective, make_participant, seat

WHOLE = ExportSubject(ExportWhat.PROGRAM, ExportFormat.JSON)


@pytest.fixture
def collective(program: Program) -> Collective:
    """One with a member."""
    with program_scope(program.pk):
        here = make_collective("Reading together")
        seat(here, make_participant("Noor Haddad"))
        return here


@pytest.fixture
def admin(program: Program, collective: Collective) -> Participant:
    """Who runs the program."""
    with program_scope(program.pk):
        return give_role(make_participant("Ada Admin"), Role.ADMIN).participant


def ask(by: Participant, subject: ExportSubject = WHOLE) -> Rendering:
    with program_scope(by.program_id):
        return ask_export(subject, by=by, language="fr", now=timezone.now())


def look(rendering: Rendering) -> Rendering:
    with program_scope(rendering.program_id):
        return Rendering.objects.get(pk=rendering.pk)


def make(rendering: Rendering) -> Rendering:
    make_export(program_id=rendering.program_id, rendering_pk=str(rendering.pk))
    return look(rendering)


def test_an_export_is_made_once_and_who_left_its_page_is_told_by_mail(
    admin: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering = ask(admin)
    with program_scope(admin.program_id):
        ask_on(rendering, page="/p/fundy-shore/exports/")

    made, again = make(rendering), make(rendering)

    assert (made.state, made.file, made.done_at) == (RenderingState.DONE, again.file, again.done_at)
    assert made.size == default_storage.size(made.file)
    with default_storage.open(made.file) as file, ZipFile(file) as archive:
        assert archive.testzip() is None
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(notice_tasks, "now", lambda: later)
    tell_rendering_over(program_id=admin.program_id, rendering_pk=str(rendering.pk))
    with program_scope(admin.program_id):
        [notice] = Notice.objects.filter(kind="rendering_over")
    assert (notice.recipient_id, "/exports/" in notice.text, "It is kept until" in notice.text) == (
        admin.pk,
        True,
        True,
    )


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_collective_is_made_in_every_format(program: Program, collective: Collective, form: ExportFormat) -> None:
    with program_scope(program.pk):
        member = collective.seats.get().participant
    subject = ExportSubject(ExportWhat.COLLECTIVE, form, collective.pk)

    made = make(ask(member, subject))

    assert (made.state, made.file.rpartition(".")[2]) == (RenderingState.DONE, subject.extension)
    assert made.title == "Reading together"
    assert (made.rows or 0) > 3


def test_who_asks_twice_waits_for_one_and_later_gets_a_new_one(admin: Participant) -> None:
    first, second = ask(admin), ask(admin)
    make(first)

    third = ask(admin)

    assert (first.pk == second.pk, third.pk == first.pk) == (True, False)


def test_one_that_is_stopped_leaves_nothing(admin: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = ask(admin)
    stage = export_tasks.stage_export

    def stopped(*arguments: Any, **more: Any) -> Any:
        with program_scope(admin.program_id):
            stop_rendering(rendering, now=timezone.now())
        return stage(*arguments, **more)

    monkeypatch.setattr(export_tasks, "stage_export", stopped)

    made = make(rendering)

    assert (made.state, made.file) == (RenderingState.STOPPED, "")
    assert not (settings.MEDIA_ROOT / f"p{admin.program_id}/exports").exists()


def test_one_that_goes_wrong_is_tried_again_and_then_given_up(
    admin: Participant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_arguments: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_tasks, "stage_export", full)
    rendering = ask(admin)

    states = []
    for _try in range(3):
        Due.objects.filter(kind=KIND).update(due_at=timezone.now())
        states.append(make(rendering).state)

    assert states == [RenderingState.WAITING, RenderingState.WAITING, RenderingState.FAILED]
    assert "interrompre" in look(rendering).trouble
    assert len(caplog.records) == 3


def test_whose_right_ended_meanwhile_gets_none(admin: Participant) -> None:
    rendering = ask(admin)
    with program_scope(admin.program_id):
        admin.grants.update(taken_at=timezone.now())

    made = make(rendering)

    assert (made.state, made.file, bool(made.trouble)) == (RenderingState.FAILED, "", True)


def test_a_sweep_makes_what_nobody_rang_for(admin: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering, rung = ask(admin), []
    monkeypatch.setattr(make_export, "apply_async", lambda **options: rung.append(options["kwargs"]))

    sweep_exports()

    assert rung == [{"program_id": admin.program_id, "rendering_pk": str(rendering.pk)}]


def test_after_a_week_the_file_goes_and_that_it_was_made_stays_known(admin: Participant) -> None:
    made = make(ask(admin))
    sweep_old_exports()
    kept = default_storage.exists(made.file)

    Due.objects.filter(kind=FORGET).update(due_at=timezone.now() - timedelta(minutes=1))
    sweep_old_exports()

    assert (kept, default_storage.exists(made.file)) == (True, False)
    assert (look(made).state, look(made).file) == (RenderingState.DONE, "")
