"""What one program publishes is read in another where both agreed, and nowhere else."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now

from collectives.models import Program, Role
from evidence.engine.learning_summary import read_frozen
from evidence.models import LearningStart, LibraryCopy
from evidence.operations.learning_start import NotPublished, start_from
from evidence.operations.learning_summary import withdraw_summary
from evidence.operations.library_copy import read_published, share_library
from evidence.queries.learned import Wanted, learned
from evidence.queries.learning_start import plan_start, starts_of
from evidence.tasks.library_copy import copy_library, sweep_library_copies
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import Shared, browser
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program, seat
from tests.make_learning import make_published


class Across:
    """Amara's program publishes; one program wants to read it, a third one never agreed to anything."""

    def __init__(self, program: Program, other: Program) -> None:
        self.shown, self.reader, self.third = Shared(program), other, make_program("third")
        with program_scope(program.pk):
            self.summary = make_published(self.shown.placemat, by=self.shown.facilitator)
        with program_scope(other.pk):
            self.admin = make_participant("Odile Beauchamp", role=Role.ADMIN)

    def agree(self, *, shown: bool = True, seen: bool = True) -> None:
        with program_scope(self.shown.program.pk):
            share_library(self.shown.program, shown=shown, seen=False, by=self.shown.admin, now=now())
        with program_scope(self.reader.pk):
            share_library(self.reader, shown=False, seen=seen, by=self.admin, now=now())

    def follow(self) -> None:
        for due in Due.objects.filter(kind="library-copy", done_at=None).order_by("program_id"):
            copy_library(program_id=due.program_id)

    def copies(self, program: Program | None = None) -> list[tuple[str, str]]:
        with program_scope((program or self.reader).pk):
            return list(LibraryCopy.objects.values_list("title", "from_name"))


@pytest.fixture
def across(program: Program, other_program: Program) -> Across:
    return Across(program, other_program)


def test_it_is_found_where_both_agreed_and_nowhere_else(across: Across) -> None:
    across.agree()

    across.follow()

    with program_scope(across.reader.pk):
        found = learned(Wanted("classrooms"))
    rows = [(row.title, row.program, row.collective) for row in found.rows]
    assert rows == [("Visits change talk", across.shown.program.name, "Reading with meaning")]
    assert [(one.name, one.count) for one in found.facets["from"]] == [(across.shown.program.name, 1)]
    assert [across.copies(one) for one in (across.shown.program, across.third)] == [[], []]


@pytest.mark.parametrize(("shown", "seen"), [(True, False), (False, True), (False, False)])
def test_one_side_alone_shows_nothing(across: Across, shown: bool, seen: bool) -> None:
    across.agree(shown=shown, seen=seen)

    across.follow()

    assert across.copies() == []


def test_a_copy_names_nobody_and_is_read_as_it_was_frozen(across: Across) -> None:
    across.agree()
    across.follow()
    with program_scope(across.reader.pk):
        copy = LibraryCopy.objects.get()

    page = plain(browser(across.admin).get(reverse("evidence:library-copy", args=[across.reader.slug, copy.pk])))

    people = (across.shown.member, across.shown.colleague, across.shown.facilitator)
    assert ("Talk came first." in page, [one.name for one in people if one.name in page]) == (True, [])


def test_twice_is_once_and_nothing_due_is_nothing(across: Across) -> None:
    across.agree()
    for _again in range(2):
        copy_library(program_id=across.shown.program.pk)
        copy_library(program_id=across.reader.pk)

    sweep_library_copies()

    assert len(across.copies()) == 1
    assert Due.objects.filter(kind="library-copy", done_at=None).count() == 0


def test_what_is_withdrawn_goes_everywhere_and_what_began_from_it_says_so(across: Across) -> None:
    across.agree()
    across.follow()
    with program_scope(across.reader.pk):
        placemat, start = begin(across)
    with program_scope(across.shown.program.pk):
        withdraw_summary(across.summary, why="Not ours", by=across.shown.member, now=now())

    across.follow()

    with program_scope(across.reader.pk):
        assert (LibraryCopy.objects.count(), [one.title for one in starts_of(placemat)]) == (0, [""])
        assert LearningStart.objects.get(pk=start.pk).parts.get().words == "teachers plan together"


def begin(across: Across) -> tuple[Any, LearningStart]:
    copy = LibraryCopy.objects.get()
    group = make_collective("Talk in every lesson")
    seat(group, across.admin)
    placemat = make_placemat(make_cycle(group))
    seen = plan_start(read_frozen(copy.snapshot), placemat, chosen=["clause:1"]).digest
    start = start_from(copy, placemat, chosen=["clause:1"], below=[], seen=seen, by=across.admin, now=now())
    return placemat, start


@pytest.mark.parametrize("side", ["shown", "reader"])
def test_when_either_does_not_agree_any_more_it_goes(across: Across, side: str) -> None:
    across.agree()
    across.follow()

    across.agree(shown=side != "shown", seen=side != "reader")
    at_once = across.copies()
    across.follow()

    assert (bool(at_once), across.copies()) == (side == "shown", [])


def test_a_copy_that_went_meanwhile_is_no_start_any_more(across: Across) -> None:
    across.agree()
    across.follow()
    with program_scope(across.reader.pk):
        copy, placemat = LibraryCopy.objects.get(), make_placemat(make_cycle(make_collective("Late")))
        LibraryCopy.objects.all().delete()

        with pytest.raises(NotPublished):
            start_from(copy, placemat, chosen=["clause:1"], below=[], seen="x", by=across.admin, now=now())


def test_what_is_not_published_is_not_read_by_its_key(across: Across) -> None:
    with program_scope(across.shown.program.pk):
        withdraw_summary(across.summary, why="Not ours", by=across.shown.member, now=now())

        assert read_published([across.summary.pk]) == []
