"""Nobody sees another's e-mail unless the collective decided to show them to each other."""

import pytest

from collectives.models import CollectiveChange
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore, plain
from tests.make import make_participant, seat
from tests.make_invitation import make_invitation


def overview(shore: Shore) -> str:
    return shore.url(f"collectives/{shore.collective.pk}/")


def decide(shore: Shore, name: str, shown: str) -> int:
    return shore.sign_in(name).post(overview(shore) + "addresses/", {"shown": shown}).status_code


def seen(shore: Shore, name: str) -> list[str]:
    """Whose e-mail this person sees on the collective's page: of its member and of its facilitator."""
    page = plain(shore.sign_in(name).get(overview(shore)))
    return [who for who in ("member", "facilitator") if getattr(shore, who).email in page]


def test_at_first_nobody_sees_an_address(shore: Shore) -> None:
    assert [seen(shore, name) for name in ("member", "facilitator", "coordinator", "admin")] == [[]] * 4


@pytest.mark.parametrize("who", ["facilitator", "admin"])
def test_its_people_see_them_once_it_was_decided_and_nobody_else_does(shore: Shore, who: str) -> None:
    assert decide(shore, who, "yes") == 302

    both = ["member", "facilitator"]
    assert {name: seen(shore, name) for name in ("member", "facilitator", "coordinator", "admin")} == {
        "member": both,
        "facilitator": both,
        "coordinator": [],
        "admin": [],
    }


def test_it_is_taken_back_and_both_are_remembered_once(shore: Shore) -> None:
    for shown in ("yes", "yes", "no", "no"):
        decide(shore, "facilitator", shown)

    assert seen(shore, "member") == []
    with program_scope(shore.program_pk):
        changes = list(CollectiveChange.objects.order_by("at").values_list("what", "by__name"))
    assert changes == [("addresses", shore.facilitator.name), ("no_address", shore.facilitator.name)]
    assert "E-mails no longer shown" in plain(shore.sign_in("member").get(overview(shore)))


def test_who_still_thinks_about_a_seat_neither_sees_nor_is_seen(shore: Shore) -> None:
    with program_scope(shore.program_pk):
        thinking, new = make_participant("Thinking"), make_participant("New")
        make_invitation(shore.collective, thinking)
        seat(shore.collective, new)
    decide(shore, "facilitator", "yes")

    page = plain(shore.sign_in("member").get(overview(shore)))

    assert (new.email in page, thinking.email in page) == (True, False)


@pytest.mark.parametrize(
    ("name", "status"), [("member", 403), ("coordinator", 403), ("outsider", 404), ("stranger", 404)]
)
def test_others_do_not_decide(shore: Shore, name: str, status: int) -> None:
    assert decide(shore, name, "yes") == status
    assert seen(shore, "member") == []
