"""Files are checked in the background: scanned, made anew, kept or refused; those taken away for long are erased."""

import io
import logging
import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import now

from evidence.models import Attachment
from evidence.operations.attachment import CHECK, BroughtFile, bring_files, remove_attachment, restore_attachment
from evidence.operations.attachment_check import TIDY
from evidence.queries.attachment import Place, attachment_list
from evidence.tasks import attachment as tasks
from evidence.tasks.attachment import (
    check_attachment,
    erase_attachment,
    sweep_attachments,
    sweep_removed_attachments,
    tidy_attachments,
)
from ilc.due import Due, begin_everywhere
from ilc.tenancy.scope import program_scope
from tests.clamd import EICAR, scanner
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment
from tests.make_upload import PLACE, changed, minutes_docx, telephone_photo


@pytest.fixture(autouse=True)
def no_scanner(settings: LazySettings) -> None:
    settings.SCANNER = None


def waiting_file(shared: Shared, data: bytes, name: str = "work.jpg") -> Attachment:
    with program_scope(shared.program.pk):
        (made,) = bring_files(
            Place(shared.indicator),
            [BroughtFile(io.BytesIO(data), name)],
            caption="Work",
            shared=False,
            by=shared.member,
            now=now(),
        )
    return made


def stored(key: str) -> bytes:
    with default_storage.open(key) as file:
        return file.read()


def check(made: Attachment, commits: Any) -> Attachment:
    """The attachment after its check, whose commit is played."""
    with commits(execute=True):
        check_attachment(program_id=made.program_id, attachment_pk=str(made.pk))
    with program_scope(made.program_id):
        return Attachment.objects.get(pk=made.pk)


def test_a_photo_is_kept_anew_and_what_came_is_erased(shared: Shared, django_capture_on_commit_callbacks: Any) -> None:
    came = waiting_file(shared, telephone_photo())

    kept = check(came, django_capture_on_commit_callbacks)
    again = check(came, django_capture_on_commit_callbacks)

    data, small = (stored(key) for key in (kept.file, kept.preview))
    assert (kept.state, kept.name, kept.content_type) == ("checked", "work.jpg", "image/jpeg")
    assert (kept.width, kept.height, kept.size, again.file) == (480, 640, len(data), kept.file)
    assert [PLACE in one for one in (telephone_photo(), data, small)] == [True, False, False]
    assert not default_storage.exists(came.file)
    with program_scope(shared.program.pk):
        assert Due.objects.get(kind=CHECK).done_at is not None


def test_a_file_that_turns_out_unfit_is_erased_and_says_why(
    shared: Shared, django_capture_on_commit_callbacks: Any
) -> None:
    came = waiting_file(shared, changed(minutes_docx(), word__film_dot_mp4=b"film"), "minutes.docx")

    kept = check(came, django_capture_on_commit_callbacks)

    with program_scope(shared.program.pk):
        (row,) = attachment_list(Place(shared.indicator), shared.member, now=now()).standing
    assert (kept.state, kept.file, kept.trouble["code"]) == ("refused", "", "file_inside")
    assert "film.mp4" in row.trouble
    assert not default_storage.exists(came.file)


def test_what_the_scanner_finds_is_named_in_the_log_and_not_to_people(
    shared: Shared, settings: LazySettings, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    came = waiting_file(shared, b"School,Share\n" + EICAR, "shares.csv")

    with scanner() as (settings.SCANNER, shown), caplog.at_level(logging.WARNING):
        kept = check(came, django_capture_on_commit_callbacks)

    with program_scope(shared.program.pk):
        (row,) = attachment_list(Place(shared.indicator), shared.member, now=now()).standing
    assert (kept.state, kept.trouble["code"], len(shown)) == ("refused", "scanner_found", 1)
    assert ("Eicar-Test-Signature" in caplog.text, "Eicar" in row.trouble) == (True, False)
    assert not default_storage.exists(came.file)


def test_while_the_scanner_is_away_a_file_waits_and_is_tried_again(
    shared: Shared, settings: LazySettings, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    came = waiting_file(shared, telephone_photo())
    with scanner() as (settings.SCANNER, _shown):
        pass  # it was here

    with caplog.at_level(logging.WARNING):
        away = check(came, django_capture_on_commit_callbacks)

    with program_scope(shared.program.pk):
        due = Due.objects.get(kind=CHECK)
        assert (due.done_at, due.attempts, due.lease) == (None, 1, None)
        assert now() < due.due_at < now() + timedelta(minutes=6)
        Due.objects.filter(kind=CHECK).update(due_at=now())
    assert (away.state, away.file, default_storage.exists(came.file)) == ("waiting", came.file, True)
    assert "The scanner is away" in caplog.text

    with scanner() as (settings.SCANNER, shown):
        kept = check(came, django_capture_on_commit_callbacks)

    assert (kept.state, shown) == ("checked", [telephone_photo()])


def test_a_check_whose_lease_was_lost_keeps_nothing(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    came = waiting_file(shared, telephone_photo())
    monkeypatch.setattr(tasks, "finish", lambda *_args, **_options: False)

    kept = check(came, django_capture_on_commit_callbacks)

    assert (kept.state, kept.file, default_storage.exists(came.file)) == ("waiting", came.file, True)


def test_what_waits_and_what_is_to_be_erased_is_rung_for(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[tuple[str, dict[str, Any]]] = []
    for name in ("check_attachment", "erase_attachment", "tidy_attachments"):
        monkeypatch.setattr(getattr(tasks, name), "delay", lambda name=name, **ids: rung.append((name, ids)))
    waits = waiting_file(shared, telephone_photo())
    with program_scope(shared.program.pk):
        gone = waiting_file(shared, telephone_photo())
        remove_attachment(gone, by=shared.member, now=now() - timedelta(days=31))
        Due.objects.filter(kind=CHECK, key=str(gone.pk)).delete()

    sweep_attachments()
    sweep_removed_attachments()

    ids = [{"program_id": shared.program.pk, "attachment_pk": str(one.pk)} for one in (waits, gone)]
    tidied = ("tidy_attachments", {"program_id": shared.program.pk})
    assert [one for one in rung if one[1]["program_id"] == shared.program.pk] == [
        ("check_attachment", ids[0]), tidied, ("erase_attachment", ids[1]),
    ]  # fmt: skip


@pytest.mark.parametrize("back", [False, True])
def test_what_was_taken_away_for_long_is_erased_unless_it_came_back(
    shared: Shared, back: bool, django_capture_on_commit_callbacks: Any
) -> None:
    kept = check(waiting_file(shared, telephone_photo()), django_capture_on_commit_callbacks)
    with program_scope(shared.program.pk):
        remove_attachment(kept, by=shared.member, now=now() - timedelta(days=31))
        if back:
            restore_attachment(kept, now=now())
            Due.objects.update(done_at=None)  # as if it had been claimed just before

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            erase_attachment(program_id=shared.program.pk, attachment_pk=str(kept.pk))

    with program_scope(shared.program.pk):
        found = Attachment.objects.get()
    assert (bool(found.file), default_storage.exists(kept.file), default_storage.exists(kept.preview)) == (back,) * 3


def test_files_that_no_row_names_are_erased_after_a_day(shared: Shared, caplog: pytest.LogCaptureFixture) -> None:
    came = waiting_file(shared, telephone_photo())
    with program_scope(shared.program.pk):
        kept = make_attachment(shared.indicator, by=shared.member)
    folder = came.file.rpartition("/")[0]
    lost, fresh = (default_storage.save(f"{folder}/{name}", ContentFile(b"photo")) for name in ("lost", "fresh"))
    old = time.time() - 2 * 24 * 60 * 60
    for key in (came.file, kept.file, lost):
        os.utime(default_storage.path(key), (old, old))
    begin_everywhere(TIDY, due_at=now())

    for _ in range(2):
        tidy_attachments(program_id=shared.program.pk)

    there = [default_storage.exists(key) for key in (came.file, kept.file, lost, fresh)]
    assert (there, caplog.text.count("Erased 1 files")) == ([True, True, False, True], 1)
    default_storage.delete(fresh)


def test_an_attachment_that_is_gone_is_nothing_to_do(shared: Shared, django_capture_on_commit_callbacks: Any) -> None:
    came = waiting_file(shared, telephone_photo())
    with program_scope(shared.program.pk):
        Attachment.objects.filter(pk=came.pk).update(state="refused", file="")

    assert check(came, django_capture_on_commit_callbacks).state == "refused"
    with program_scope(shared.program.pk):
        assert Due.objects.get(kind=CHECK).done_at is not None
