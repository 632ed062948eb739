"""Feedback rounds: asked for, seen, moved from step to step, closed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Notice
from ilc.tenancy.scope import program_scope
from inquiry.models import FeedbackRound
from tests.inquiry.setting import Setting, person_named, promise_indicator, write_if_action
from tests.make import make_placemat
from tests.make_comment import make_comment, make_feedback, make_listening, make_readers


def sign_in(client: Client, setting: Setting, who: str = "member") -> None:
    client.force_login(person_named(setting, who).user)


def asking(**fields: Any) -> dict[str, Any]:
    until = (timezone.now() + timedelta(days=7)).date().isoformat()
    return {"question": "Is it about students?", "whom": ["members"], "how": "comments", "until": until} | fields


def test_another_collective_is_asked_and_told_by_mail(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, guide = make_readers()
    sign_in(client, setting)
    here = setting.url("feedback-new", setting.placemat.pk)

    form = client.get(here).content.decode()
    answer = client.post(here, asking(whom=[], collective=collective.pk, how="tuning"))

    with program_scope(setting.program.pk):
        asked = FeedbackRound.objects.get()
        told = set(Notice.objects.filter(kind="feedback_asked").values_list("recipient", flat=True))
    assert "Time to think together (Collaborative cultures)" in form
    assert answer["Location"] == setting.url("feedback", asked.pk)
    assert (asked.collective_id, asked.step, asked.asks_members, told) == (
        collective.pk, "clarify", False, {reader.pk, guide.pk},
    )  # fmt: skip
    assert "2 people are asked, and are told by mail." in client.get(answer["Location"]).content.decode()


def test_a_day_ends_on_the_clocks_of_the_program(setting: Setting, client: Client) -> None:
    setting.program.time_zone = "America/Halifax"
    setting.program.save()
    sign_in(client, setting)

    client.post(setting.url("feedback-new", setting.placemat.pk), asking(until="2097-12-01"))

    with program_scope(setting.program.pk):
        assert FeedbackRound.objects.get().until.isoformat() == "2097-12-02T03:59:59+00:00"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"question": ""}, "Ask one question"),
        ({"question": "x" * 501}, "at most 500"),
        ({"whom": []}, "Choose at least one"),
        ({"until": "2020-01-01"}, "That day has passed."),
        ({"until": "9999-01-01"}, "Please look at the year again."),
        ({"until": "soon"}, "Write the day as"),
        ({"collective": "01890000-0000-7000-8000-000000000000"}, "Select a valid choice"),
        ({"how": "loudly"}, "Select a valid choice"),
    ],
)
def test_a_refusal_keeps_what_was_typed(setting: Setting, client: Client, wrong: dict[str, Any], words: str) -> None:
    sign_in(client, setting)

    answer = client.post(setting.url("feedback-new", setting.placemat.pk), asking(**wrong))

    with program_scope(setting.program.pk):
        assert not FeedbackRound.objects.exists()
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f"{wrong.get('question', 'Is it about students?')}</textarea>" in answer.content.decode()


def test_a_private_placemat_says_what_comes_first(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
    sign_in(client, setting)

    answer = client.post(setting.url("feedback-new", own.pk), asking())

    assert answer.status_code == 422
    assert "Show it to your collective first" in answer.content.decode()


def test_those_asked_read_the_draft_and_only_the_draft(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        action = write_if_action(setting, "visit classrooms together")
        promise_indicator(setting, "Routines seen", if_action=action)
        make_comment(setting.placemat, setting.member, "among ourselves", part=f"if:{action.pk}")
        asked = make_feedback(setting.placemat, setting.member, collective=collective)
    client.force_login(reader.user)

    draft = client.get(setting.url("feedback-draft", asked.pk))
    sheet = client.get(setting.url("placemat", setting.placemat.pk))

    assert (draft.status_code, sheet.status_code) == (200, 404)
    words = draft.content.decode()
    for read in ("visit classrooms together", "Routines seen", "Is the problem about students?"):
        assert read in words
    for hidden in ("among ourselves", 'form="sheet"', setting.member.email):
        assert hidden not in words


def test_members_who_are_asked_go_to_the_placemat_itself(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        asked = make_feedback(setting.placemat, setting.facilitator)
        closed = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        over = make_feedback(closed, setting.member, closed_at=timezone.now(), closed_by=setting.member)
    sign_in(client, setting)

    answers = [client.get(setting.url("feedback-draft", one.pk)) for one in (asked, over)]

    assert answers[0].status_code == 200
    assert answers[1]["Location"] == setting.url("placemat", closed.pk)


def test_a_tuning_round_shows_warm_and_cool_and_its_steps(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
        for kind in ("warm", "cool", "question"):
            make_comment(setting.placemat, reader, f"{kind} words", kind=kind, feedback_round=asked)
    here = setting.url("feedback", asked.pk)
    sign_in(client, setting)

    listening = client.get(here).content.decode()
    moved = client.post(setting.url("feedback-step", asked.pk), {"step": "reflect"})
    reflecting = client.get(here).content.decode()
    client.force_login(reader.user)
    for_reader = client.get(here).content.decode()

    assert moved["Location"] == here
    for words in ("warm words", "cool words", "question words", "Listen: read what comes in"):
        assert words in listening
    assert ("We take this up" in listening, "We take this up" in reflecting) == (False, True)
    assert ("We take this up" in for_reader, "Go back to this" in for_reader) == (False, False)


def test_whoever_asks_the_members_leads_and_listens_themselves(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        here = setting.url("feedback", make_listening(setting.placemat, setting.member).pk)
    pages = {}
    for who in ("member", "other_member", "facilitator"):
        sign_in(client, setting, who)
        pages[who] = client.get(here).content.decode()

    words = ("Listen: read what comes in", "Say what is strong", "Go on to this")
    assert {who: [one in page for one in words] for who, page in pages.items()} == {
        "member": [True, False, False],
        "other_member": [False, True, True],
        "facilitator": [True, False, False],
    }


def test_it_is_closed_with_a_summary_that_those_asked_get(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
    sign_in(client, setting)
    close, here = setting.url("feedback-close", asked.pk), setting.url("feedback", asked.pk)

    refused = client.post(close, {"summary": " "})
    closed = client.post(close, {"summary": "We visit in pairs."})
    page = client.get(here).content.decode()
    again = client.get(close)
    client.force_login(reader.user)
    afterwards = client.get(setting.url("feedback-draft", asked.pk), follow=True)

    with program_scope(setting.program.pk):
        [letter, _other] = Notice.objects.filter(kind="feedback_closed")
    assert (refused.status_code, closed["Location"], again["Location"]) == (422, here, here)
    assert "We visit in pairs." in page
    assert "We visit in pairs." in letter.text
    assert afterwards.redirect_chain == [(here, 302)]
    told = afterwards.content.decode()
    assert "This feedback round is over" in told
    for hidden in ("We visit in pairs.", asked.question, "Reading with meaning"):
        assert hidden not in told


def test_those_asked_learn_that_it_is_over_and_strangers_nothing(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        own = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        late = make_feedback(
            setting.placemat, setting.member, collective=collective, until=timezone.now() - timedelta(minutes=1)
        )
        taken_back = make_feedback(own, setting.member, collective=collective)
        own.shown_at = None
        own.save()
    answers = {}
    for who, user in (("reader", reader.user), ("stranger", person_named(setting, "stranger").user)):
        client.force_login(user)
        got = [client.get(setting.url("feedback", one.pk)) for one in (late, taken_back)]
        answers[who] = [(one.status_code, b"Is the problem about students?" in one.content) for one in got]
    client.force_login(reader.user)
    piece = client.get(setting.url("feedback", late.pk), HTTP_HX_REQUEST="true").content.decode()

    assert answers == {"reader": [(200, False), (200, False)], "stranger": [(404, False), (404, False)]}
    assert piece.strip().startswith('<section id="feedback"')
    assert "every 20s" not in piece


def test_what_is_taken_away_in_a_round_can_be_brought_back_there(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_feedback(setting.placemat, setting.member, collective=collective)
        said = make_comment(setting.placemat, reader, "So clear", feedback_round=asked)
    client.force_login(reader.user)

    gone = client.post(setting.url("comment-remove", setting.placemat.pk, said.pk), {"to": "round"})
    page = client.get(gone["Location"]).content.decode()

    assert gone["Location"].startswith(f"{setting.url('feedback', asked.pk)}?removed={said.pk}#")
    assert ("Your comment is taken away." in page, "Undo" in page) == (True, True)


def test_who_keeps_their_own_private_is_asked_to_show_it_first(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
    sign_in(client, setting)
    here = setting.url("feedback-new", own.pk)

    at_first = client.get(here).content.decode()
    sent = client.post(here, {"question": "Clear?", "whom": ["members"], "how": "comments", "until": "2099-01-01"})

    assert ("Show it to your collective first" in at_first, "<textarea" in at_first) == (True, False)
    assert setting.url("placemat-show", own.pk) in at_first
    assert (sent.status_code, "Clear?</textarea>" in sent.content.decode()) == (422, True)


def test_only_what_may_be_left_open_is_said_to_be(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        plain = make_feedback(setting.placemat, setting.facilitator)
        own = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
        tuning = make_listening(own, setting.member)
    sign_in(client, setting)

    pages = [client.get(setting.url("feedback-close", one.pk)).content.decode() for one in (plain, tuning)]
    ask = client.get(setting.url("feedback-new", setting.placemat.pk)).content.decode()

    assert ["(may be left open)" in one for one in pages] == [True, False]
    assert ask.count("(may be left open)") == 1


def test_a_step_that_is_none_is_not_found(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        asked = make_listening(setting.placemat, setting.member)
    sign_in(client, setting)

    assert client.post(setting.url("feedback-step", asked.pk), {"step": "dance"}).status_code == 404


def test_home_says_that_feedback_waits(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_feedback(setting.placemat, setting.member, collective=collective)
    client.force_login(reader.user)
    home = f"/p/{setting.program.slug}/"

    waits = client.get(home).content.decode()
    with program_scope(setting.program.pk):
        asked.until = timezone.now() - timedelta(minutes=1)
        asked.save()
    over = client.get(home).content.decode()
    sign_in(client, setting)
    for_asker = client.get(home).content.decode()

    assert "Give feedback to Reading with meaning" in waits
    assert "Give feedback to" not in over
    assert "Close the feedback round of Reading with meaning" in for_asker
