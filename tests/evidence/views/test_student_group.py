"""Student groups in the browser."""

from http import HTTPStatus

import pytest

from evidence.models import StudentGroup
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.make import make_program
from tests.make_evidence import make_group


def groups(shared: Shared) -> list[tuple[str, str, bool]]:
    with program_scope(shared.program.pk):
        rows = StudentGroup.objects.order_by("kind", "position")
        return [(row.kind, row.name, row.removed_at is None) for row in rows]


def test_an_admin_names_groups_one_a_line_and_a_kind_is_written_in_one_way(shared: Shared) -> None:
    client = browser(shared.admin)

    first = client.post(shared.url("groups"), {"kind": "Grade", "names": "Grade 3\n\nGrade 4\nGrade 3"})
    client.post(shared.url("groups"), {"kind": "grade", "names": "Grade 5"})

    assert first.status_code == HTTPStatus.FOUND
    assert groups(shared) == [("Grade", "Grade 3", True), ("Grade", "Grade 4", True), ("Grade", "Grade 5", True)]
    assert "Grade 5" in client.get(shared.url("groups")).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "", "names": "Grade 4"}, "This needs an answer."),
        ({"kind": "Grade", "names": "grade 3"}, "There is a group called"),
        ({"kind": "Grade", "names": "x" * 121}, "120 letters at most"),
        ({"kind": "Grade", "names": "\n".join(map(str, range(31)))}, "more than 30 groups"),
    ],
)
def test_what_cannot_be_named_stays_in_the_form(shared: Shared, said: dict[str, str], words: str) -> None:
    with program_scope(shared.program.pk):
        make_group("Grade 3")

    answer = browser(shared.admin).post(shared.url("groups"), said)

    page = answer.content.decode()
    assert (answer.status_code, words in page, said["names"][:7] in page) == (422, True, True)
    assert groups(shared) == [("Grade", "Grade 3", True)]


def test_a_group_is_renamed_set_aside_and_comes_back_unless_its_name_is_taken(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        third, fourth = make_group("Grade 3"), make_group("Grade 4")
    client = browser(shared.admin)

    client.post(shared.url("group", third.pk), {"name": "Third grade"})
    refused = client.post(shared.url("group", third.pk), {"name": "Grade 4"})
    client.post(shared.url("group-aside", fourth.pk))
    client.post(shared.url("group", third.pk), {"name": "Grade 4"})
    taken = client.post(shared.url("group-back", fourth.pk), follow=True)

    assert (refused.status_code, "There is a group called" in taken.content.decode()) == (422, True)
    assert groups(shared) == [("Grade", "Grade 4", True), ("Grade", "Grade 4", False)]
    client.post(shared.url("group", third.pk), {"name": "Grade 3"})
    client.post(shared.url("group-back", fourth.pk))
    assert groups(shared) == [("Grade", "Grade 3", True), ("Grade", "Grade 4", True)]


def test_without_groups_the_page_says_what_they_are_for(shared: Shared) -> None:
    assert "No groups yet." in browser(shared.admin).get(shared.url("groups")).content.decode()


def test_members_do_not_name_them(shared: Shared) -> None:
    assert browser(shared.member).get(shared.url("groups")).status_code == HTTPStatus.FORBIDDEN


def test_whether_another_program_has_a_group_is_told_to_nobody(shared: Shared) -> None:
    other = make_program("autre-rive")
    with program_scope(other.pk):
        theirs = make_group("Grade 3")
    with program_scope(shared.program.pk):
        ours = make_group("Grade 3")

    client = browser(shared.member)

    assert [client.get(shared.url("group", one.pk)).status_code for one in (ours, theirs)] == [403, 404]
    assert client.post(shared.url("group-aside", theirs.pk)).status_code == HTTPStatus.NOT_FOUND
