"""Attachments: brought whole or not at all, described, shown, taken away and brought back."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import now

from evidence.models import MAX_CAPTION, Attachment
from evidence.operations import attachment as operations
from evidence.operations.attachment import (
    CHECK,
    ERASE,
    BroughtFile,
    FileErased,
    FileRefused,
    NoDistrict,
    NoSuchAddress,
    TooManyAttachments,
    bring_files,
    bring_link,
    describe_attachment,
    remove_attachment,
    restore_attachment,
    show_attachment,
)
from evidence.operations.data_point import PersonalData
from evidence.queries.attachment import Place
from ilc.due import Due
from ilc.tenancy.scope import bound_program_id, program_scope
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment
from tests.make_upload import minutes_pdf, picture, telephone_photo


def brought(data: bytes, name: str = "work.jpg") -> BroughtFile:
    return BroughtFile(io.BytesIO(data), name)


def stored() -> list[str]:
    """What stands in the storage below the bound program."""
    folder = f"p{bound_program_id()}/attachments"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_a_file_waits_for_its_check_under_a_name_that_tells_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        point = shared.bring()
        (made,) = bring_files(
            Place(shared.indicator, point),
            [brought(telephone_photo(), "C:\\Users\\amara\\Wall of words.HEIC")],
            caption="Work",
            shared=False,
            by=shared.member,
            now=now(),
        )

        assert (made.state, made.name, made.district_id, made.data_point, made.shared_at) == (
            Attachment.State.WAITING, "Wall of words.jpeg", shared.school.district_id, point, None,
        )  # fmt: skip
        assert made.file.startswith(f"p{shared.program.pk}/attachments/")
        assert "words" not in made.file
        with default_storage.open(made.file) as file:
            assert file.read() == telephone_photo()
        assert list(Due.objects.filter(kind=CHECK).values_list("key", "done_at")) == [(str(made.pk), None)]


def test_several_are_numbered_behind_what_is_said_of_them(shared: Shared) -> None:
    long = "w" * MAX_CAPTION
    with program_scope(shared.program.pk):
        files = [brought(picture("PNG")), brought(minutes_pdf(), "minutes.pdf")]
        made = bring_files(Place(shared.indicator), files, caption=long, shared=True, by=shared.member, now=now())

    assert [one.caption for one in made] == ["w" * (MAX_CAPTION - 6) + f" ({n}/2)" for n in (1, 2)]
    assert [one.shared_at is None for one in made] == [False, False]


def test_one_that_cannot_be_taken_keeps_all_of_them_out_and_is_named(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        before = stored()
        with pytest.raises(FileRefused, match=r"^plan\.jpg: This is a web page"), transaction.atomic():
            bring_files(
                Place(shared.indicator),
                [brought(picture("PNG")), brought(b"<html><script>alert(1)</script>", "plan.jpg")],
                caption="Plan",
                shared=False,
                by=shared.member,
                now=now(),
            )

        assert (Attachment.objects.count(), stored()) == (0, before)


def test_a_file_goes_again_with_its_row(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        before = stored()
        with pytest.raises(NoDistrict), transaction.atomic():
            bring_files(
                Place(shared.indicator),
                [brought(picture("PNG"))],
                caption="x",
                shared=False,
                by=shared.admin,
                now=now(),
            )

        assert (Attachment.objects.count(), stored()) == (0, before)


def test_a_caption_that_names_somebody_keeps_it_out_and_a_file_that_is_named_after_somebody_loses_its_name(
    shared: Shared,
) -> None:
    place, said = Place(shared.indicator), {"shared": False, "by": shared.member, "now": now()}
    with program_scope(shared.program.pk):
        for bring in (
            lambda: bring_files(place, [brought(picture("PNG"))], caption="Work of Mia Chen", **said),
            lambda: bring_link(place, "https://example.org/", caption="Mia Chen’s page", **said),
        ):
            with pytest.raises(PersonalData), transaction.atomic():
                bring()
        (made,) = bring_files(
            place, [brought(picture("PNG"), "Mia_Chen-grade4.png")], caption="Wall of Pictou Road School", **said
        )
        with pytest.raises(PersonalData):
            describe_attachment(made, caption="Work of Mia Chen", by=shared.member)

        assert [(one.name, one.caption) for one in Attachment.objects.all()] == [
            ("file.png", "Wall of Pictou Road School")
        ]


def test_there_is_an_end_to_how_many_stand_beside_one(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_BESIDE", 2)
    place = Place(shared.indicator)
    with program_scope(shared.program.pk):
        made = [make_attachment(shared.indicator, by=shared.member) for _ in range(2)]
        with pytest.raises(TooManyAttachments, match="room for 0 more"):
            bring_link(place, "https://example.org/", caption="x", shared=True, by=shared.member, now=now())

        remove_attachment(made[0], by=shared.member, now=now())
        bring_link(place, "https://example.org/", caption="x", shared=True, by=shared.member, now=now())


@pytest.mark.parametrize(
    "address", ["http://example.org/", "https://", "javascript:alert(1)", "https://ruth:secret@example.org/", "plan"]
)
def test_a_link_leads_to_a_site_by_https(shared: Shared, address: str) -> None:
    with program_scope(shared.program.pk), pytest.raises(NoSuchAddress):
        bring_link(Place(shared.indicator), address, caption="x", shared=True, by=shared.member, now=now())


def test_a_link_is_there_at_once(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = bring_link(
            Place(shared.indicator), "https://example.org/plan", caption="x", shared=True, by=shared.member, now=now()
        )

    assert (made.kind, made.state, made.address) == ("link", "checked", "https://example.org/plan")


def test_words_and_who_sees_it_can_change(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_attachment(shared.indicator, by=shared.member)
        describe_attachment(made, caption="Work, anew", by=shared.member)
        show_attachment(made, shown=True, now=now())
        made.refresh_from_db()
        first = made.shared_at
        show_attachment(made, shown=True, now=now() + timedelta(days=1))
        made.refresh_from_db()
        assert (made.caption, made.shared_at == first, first is not None) == ("Work, anew", True, True)

        show_attachment(made, shown=False, now=now())
        made.refresh_from_db()
        assert made.shared_at is None


def test_what_is_taken_away_comes_back_until_it_is_erased(shared: Shared) -> None:
    at = now()
    with program_scope(shared.program.pk):
        made = make_attachment(shared.indicator, by=shared.member)
        for _ in range(2):
            remove_attachment(made, by=shared.member, now=at)
        made.refresh_from_db()
        due = Due.objects.get(kind=ERASE)
        assert (made.removed_at, made.removed_by, due.due_at) == (at, shared.member, at + timedelta(days=30))

        for _ in range(2):
            restore_attachment(made, now=at)
        made.refresh_from_db()
        due.refresh_from_db()
        assert (made.removed_at, made.removed_by, due.done_at) == (None, None, at)

        remove_attachment(made, by=shared.member, now=at)
        Attachment.objects.filter(pk=made.pk).update(file="", preview="")
        with pytest.raises(FileErased):
            restore_attachment(made, now=at)


def test_a_link_that_was_taken_away_has_nothing_to_erase(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        made = make_attachment(shared.indicator, by=shared.member, kind="link", address="https://example.org/")
        remove_attachment(made, by=shared.member, now=now())
        restore_attachment(made, now=now())

        assert (Attachment.objects.get().removed_at, Due.objects.filter(kind=ERASE).count()) == (None, 0)
