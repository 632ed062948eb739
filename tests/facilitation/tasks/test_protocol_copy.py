"""A protocol that one program wrote is read in another where both agreed, and can be taken from there."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now

from collectives.models import Program, ProgramChange, Role
from facilitation.models import OwnProtocol, ProtocolCopy
from facilitation.operations.protocol import change_protocol, retire_protocol, take_protocol
from facilitation.operations.protocol_copy import agree_across
from facilitation.queries.library import list_protocols, protocols_of_others, protocols_with
from facilitation.tasks.protocol_copy import copy_protocols, sweep_protocol_copies
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import browser
from tests.make import make_participant, make_program
from tests.make_protocol import make_own_protocol, protocol_text


class Libraries:
    """Renée's program wrote a protocol; one program wants to read it, a third one never agreed to anything."""

    def __init__(self, program: Program, other: Program) -> None:
        self.shown, self.reader, self.third = program, other, make_program("third")
        with program_scope(program.pk):
            self.writer = make_participant("Renée Thériault", role=Role.ADMIN)
            self.protocol = make_own_protocol(self.writer)
        with program_scope(other.pk):
            self.admin = make_participant("Odile Beauchamp", role=Role.ADMIN)

    def agree(self, *, shown: bool = True, seen: bool = True) -> None:
        with program_scope(self.shown.pk):
            agree_across(self.shown, shown=shown, seen=False, by=self.writer, now=now())
        with program_scope(self.reader.pk):
            agree_across(self.reader, shown=False, seen=seen, by=self.admin, now=now())

    def follow(self) -> None:
        for due in Due.objects.filter(kind="protocol-copy", done_at=None).order_by("program_id"):
            copy_protocols(program_id=due.program_id)

    def copies(self, program: Program | None = None) -> list[tuple[Any, str]]:
        with program_scope((program or self.reader).pk):
            return [(one.text["name"], one.from_name) for one in ProtocolCopy.objects.all()]


@pytest.fixture
def libraries(program: Program, other_program: Program) -> Libraries:
    return Libraries(program, other_program)


def test_it_is_found_where_both_agreed_and_nowhere_else(libraries: Libraries) -> None:
    libraries.agree()

    libraries.follow()

    with program_scope(libraries.reader.pk):
        (found,) = protocols_of_others()
        assert [one.key for one in protocols_with("kitchen")] == [found.key]
        assert found.key not in [one.key for one in list_protocols()]
    assert (found.name, found.program, found.minutes, found.by) == ("Kitchen table", libraries.shown.name, 14, "")
    assert [libraries.copies(one) for one in (libraries.shown, libraries.third)] == [[], []]


@pytest.mark.parametrize(("shown", "seen"), [(True, False), (False, True), (False, False)])
def test_one_side_alone_shows_nothing(libraries: Libraries, shown: bool, seen: bool) -> None:
    libraries.agree(shown=shown, seen=seen)

    libraries.follow()

    assert libraries.copies() == []


def test_twice_is_once_and_nothing_due_is_nothing(libraries: Libraries) -> None:
    libraries.agree()
    for _again in range(2):
        copy_protocols(program_id=libraries.shown.pk)
        copy_protocols(program_id=libraries.reader.pk)

    sweep_protocol_copies()

    assert len(libraries.copies()) == 1
    assert Due.objects.filter(kind="protocol-copy", done_at=None).count() == 0


def test_what_is_changed_there_is_read_here_at_the_same_address(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    with program_scope(libraries.reader.pk):
        before = ProtocolCopy.objects.get().pk
    with program_scope(libraries.shown.pk):
        text = protocol_text("Kitchen table, shorter")
        change_protocol(libraries.protocol, text, version=1, by=libraries.writer, now=now())

    libraries.follow()

    with program_scope(libraries.reader.pk):
        copy = ProtocolCopy.objects.get()
    assert (copy.pk, copy.text["name"], copy.version) == (before, "Kitchen table, shorter", 2)


def test_what_is_retired_there_goes_and_what_was_taken_stays(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    with program_scope(libraries.reader.pk):
        taken = take_protocol(ProtocolCopy.objects.get(), by=libraries.admin, now=now())
    with program_scope(libraries.shown.pk):
        retire_protocol(libraries.protocol, by=libraries.writer, now=now())

    libraries.follow()

    assert libraries.copies() == []
    with program_scope(libraries.reader.pk):
        found = list_protocols()[0]
        assert (found.own, found.program, found.by) == (taken.pk, libraries.shown.name, "Odile Beauchamp")


def test_the_name_of_the_program_follows(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    Program.objects.filter(pk=libraries.shown.pk).update(name="Another shore")
    Due.objects.filter(kind="protocol-copy").update(done_at=None)

    libraries.follow()

    assert libraries.copies() == [("Kitchen table", "Another shore")]


def test_whoever_does_not_want_to_see_any_more_loses_them_at_once(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()

    with program_scope(libraries.reader.pk):
        agree_across(libraries.reader, shown=False, seen=False, by=libraries.admin, now=now())

    assert libraries.copies() == []


def test_what_was_taken_is_not_shown_on_and_is_listed_once(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    with program_scope(libraries.reader.pk):
        agree_across(libraries.reader, shown=True, seen=True, by=libraries.admin, now=now())
        copy = ProtocolCopy.objects.get()
        one, again = (take_protocol(copy, by=libraries.admin, now=now()) for _time in range(2))
        assert (one.pk, protocols_of_others()) == (again.pk, [])
    with program_scope(libraries.shown.pk):
        agree_across(libraries.shown, shown=True, seen=True, by=libraries.writer, now=now())

    libraries.follow()

    assert libraries.copies(libraries.shown) == []


def test_one_that_was_retired_here_is_offered_again_when_it_is_taken_anew(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    with program_scope(libraries.reader.pk):
        copy = ProtocolCopy.objects.get()
        retire_protocol(take_protocol(copy, by=libraries.admin, now=now()), by=libraries.admin, now=now())
        assert [one.copy for one in protocols_of_others()] == [copy.pk]

        take_protocol(copy, by=libraries.admin, now=now())

        assert OwnProtocol.objects.get().retired_at is None


def test_its_page_says_whose_it_is_and_takes_it(libraries: Libraries) -> None:
    libraries.agree()
    libraries.follow()
    client, slug = browser(libraries.admin), libraries.reader.slug
    with program_scope(libraries.reader.pk):
        copy = ProtocolCopy.objects.get()

    listed = plain(client.get(reverse("facilitation:library", args=[slug])))
    page = plain(client.get(reverse("facilitation:protocol-copy", args=[slug, copy.pk])))
    taken = plain(client.post(reverse("facilitation:protocol-take", args=[slug, copy.pk]), follow=True))

    assert ("Kitchen table" in listed, f'<span class="tag">{libraries.shown.name}</span>' in listed) == (True, True)
    assert f"Written in {libraries.shown.name}. Both programs agreed to this" in page
    assert (libraries.writer.name in page, "Add it to an agenda" in page) == (False, False)
    assert ("It stands in your library now" in taken, "Taken from another program" in taken) == (True, True)
    assert f"Written in {libraries.shown.name}, taken into your library by Odile Beauchamp." in taken


def test_an_admin_agrees_and_it_is_kept_in_the_history(libraries: Libraries) -> None:
    url = reverse("facilitation:library-sharing", args=[libraries.reader.slug])
    client = browser(libraries.admin)

    page, sent = client.get(url), client.post(url, {"shown": "on"})

    libraries.reader.refresh_from_db()
    with program_scope(libraries.reader.pk):
        was = ProgramChange.objects.get().was
    assert ("no names of people" in plain(page), sent.status_code) == (True, 302)
    assert (libraries.reader.library_shown, libraries.reader.library_seen) == (True, False)
    assert was == {"library_shown": False, "library_seen": False}
    assert {one.kind for one in Due.objects.filter(program=libraries.reader)} == {"library-copy", "protocol-copy"}
