"""One comment: written anew, resolved, opened again, taken away, brought back."""

import pytest
from django.test import Client
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import Comment
from tests.inquiry.setting import Setting, person_named
from tests.make_comment import make_comment

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def comment(setting: Setting, client: Client) -> Comment:
    """Of the member, who is signed in."""
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        return make_comment(setting.placemat, setting.member, part="then")


def url(setting: Setting, name: str, comment: Comment) -> str:
    return setting.url(name, setting.placemat.pk, comment.pk)


def now_of(setting: Setting, comment: Comment) -> Comment:
    with program_scope(setting.program.pk):
        return Comment.objects.get(pk=comment.pk)


def test_ones_own_is_written_anew(setting: Setting, client: Client, comment: Comment) -> None:
    here = url(setting, "comment", comment)
    form = client.get(client.get(here)["Location"]).content.decode()

    answer = client.post(here, {"text": "Whom would I see?", "was": "What would I see?"})

    assert "What would I see?</textarea>" in form
    assert answer.status_code == 302
    assert now_of(setting, comment).text == "Whom would I see?"


@pytest.mark.parametrize(("text", "was"), [("", "What would I see?"), ("Mine", "Something else")])
def test_a_refusal_keeps_what_was_typed(
    setting: Setting, client: Client, comment: Comment, text: str, was: str
) -> None:
    answer = client.post(url(setting, "comment", comment), {"text": text, "was": was})

    assert answer.status_code == 422
    assert f"{text}</textarea>" in answer.content.decode()
    assert now_of(setting, comment).text == "What would I see?"


def test_it_is_resolved_and_opened_again(setting: Setting, client: Client, comment: Comment) -> None:
    client.post(url(setting, "comment-resolve", comment), {"outcome": "settled"})
    resolved = now_of(setting, comment).outcome
    page = client.get(setting.url("comments", setting.placemat.pk) + "?part=then").content.decode()

    client.post(url(setting, "comment-open", comment))

    assert (resolved, now_of(setting, comment).outcome) == ("settled", "")
    assert "Open it again" in page


def test_it_is_taken_away_with_a_way_back(setting: Setting, client: Client, comment: Comment) -> None:
    gone = client.post(url(setting, "comment-remove", comment), **HTMX)
    piece = client.get(gone["Location"], **HTMX).content.decode()
    client.force_login(setting.facilitator.user)
    for_others = client.get(gone["Location"], **HTMX).content.decode()
    client.force_login(setting.member.user)

    client.post(url(setting, "comment-restore", comment))

    assert ("Your comment is taken away." in piece, "Undo" in piece) == (True, True)
    assert "Your comment is taken away." not in for_others
    assert now_of(setting, comment).removed_at is None


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("settled", "The comment is resolved."), ("taken_up", "Noted: you take this up."), ("not_now", "Noted: not now.")],
)
def test_it_is_resolved_with_a_way_back(
    setting: Setting, client: Client, comment: Comment, outcome: str, words: str
) -> None:
    done = client.post(url(setting, "comment-resolve", comment), {"outcome": outcome}, **HTMX)
    piece = client.get(done["Location"], **HTMX).content.decode()
    whole = client.get(done["Location"]).content.decode()
    client.post(url(setting, "comment-open", comment))
    afterwards = client.get(done["Location"], **HTMX).content.decode()

    for page in (piece, whole):
        assert (words in page, "Undo" in page, url(setting, "comment-open", comment) in page) == (True, True, True)
    assert words not in afterwards
    assert now_of(setting, comment).outcome == ""


@pytest.mark.parametrize("to", ["", "all"])
def test_one_comes_back_to_where_one_pressed(setting: Setting, client: Client, comment: Comment, to: str) -> None:
    answer = client.post(url(setting, "comment-remove", comment), {"to": to})

    here = setting.url("comments", setting.placemat.pk)
    asked = f"?removed={comment.pk}" if to else f"?part=then&new=1&removed={comment.pk}"
    assert answer["Location"] == f"{here}{asked}#comment-{comment.pk}"
    page = client.get(answer["Location"]).content.decode()
    assert "Your comment is taken away." in page


def test_who_may_not_is_told_so(setting: Setting, client: Client, comment: Comment) -> None:
    names = ("comment", "comment-remove", "comment-restore", "comment-resolve", "comment-open")
    answers = {}
    for who in ("other_member", "admin", "stranger"):
        client.force_login(person_named(setting, who).user)
        data = {"text": "x", "outcome": "settled"}
        answers[who] = [client.post(url(setting, name, comment), data).status_code for name in names]

    assert answers == {
        "other_member": [403, 403, 403, 302, 302],
        "admin": [403] * 5,
        "stranger": [404] * 5,
    }


def test_nothing_changes_once_the_cycle_is_closed(setting: Setting, client: Client, comment: Comment) -> None:
    with program_scope(setting.program.pk):
        setting.cycle.closed_at = timezone.now()
        setting.cycle.save()

    page = client.get(setting.url("comments", setting.placemat.pk) + "?part=then")
    answer = client.post(url(setting, "comment-remove", comment))

    assert (page.status_code, answer.status_code) == (200, 403)
    assert "The cycle is closed." in page.content.decode()


def test_an_outcome_that_is_none_is_not_found(setting: Setting, client: Client, comment: Comment) -> None:
    assert client.post(url(setting, "comment-resolve", comment), {"outcome": "perhaps"}).status_code == 404
