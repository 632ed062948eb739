"""The pages of comments: all of a placemat, those beside one part, one more."""

import pytest
from django.test import Client
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import Comment
from tests.inquiry.setting import Setting, person_named, write_if_action
from tests.make import make_placemat
from tests.make_comment import make_comment, make_feedback, make_listening, make_readers
from tests.world_comment import comments_of

HTMX = {"HTTP_HX_REQUEST": "true"}


def sign_in(client: Client, setting: Setting, who: str = "member") -> None:
    client.force_login(person_named(setting, who).user)


def url(setting: Setting, query: str = "") -> str:
    return setting.url("comments", setting.placemat.pk) + query


def test_a_comment_is_written_beside_its_part_and_shown_there(setting: Setting, client: Client) -> None:
    sign_in(client, setting)

    answer = client.post(url(setting), {"part": "then", "kind": "question", "text": "What would I see?"})

    with program_scope(setting.program.pk):
        made = Comment.objects.get()
    assert answer["Location"] == f"{url(setting)}?part=then&new=1&said=yes#comment-{made.pk}"
    assert (made.part, made.kind, made.text, made.by_id, made.feedback_round_id) == (
        "then", "question", "What would I see?", setting.member.pk, None,
    )  # fmt: skip
    sign_in(client, setting, "other_member")
    sheet = client.get(setting.url("placemat", setting.placemat.pk)).content.decode()
    assert "Amara Okafor asks:" in sheet
    assert "What would I see?" in sheet


def test_a_piece_opens_in_place_and_the_page_stands_alone(setting: Setting, client: Client) -> None:
    sign_in(client, setting)

    piece = client.get(url(setting, "?part=then"), **HTMX).content.decode()
    whole = client.get(url(setting, "?part=then")).content.decode()

    assert piece.strip().startswith('<section id="comments-then"')
    assert "<html" not in piece
    assert "<html" in whole
    assert 'hx-trigger="news:comments from:body"' in piece


def test_who_came_from_elsewhere_goes_back_there(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        make_comment(setting.placemat, setting.facilitator, part="then")
    sign_in(client, setting)

    in_place = client.get(url(setting, "?part=then")).content.decode()
    from_all = client.get(url(setting, "?part=then&new=1&to=all")).content.decode()

    assert ("hx-post" in in_place, "hx-post" in from_all) == (True, False)
    assert from_all.count('name="to" value="all"') == 2


def test_the_form_answers_the_newest_question_unless_one_writes_anew(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        asked = make_comment(setting.placemat, setting.facilitator, part="then", kind="question")
    sign_in(client, setting)

    at_first = client.get(url(setting, "?part=then")).content.decode()
    anew = client.get(url(setting, "?part=then&new=1")).content.decode()
    named = client.get(url(setting, f"?part=then&new=1&answer={asked.pk}")).content.decode()
    mangled = client.get(url(setting, "?part=then&answer=x&change=y&removed=z"))

    field = f'name="in_reply_to" value="{asked.pk}"'
    assert [field in one for one in (at_first, anew, named)] == [True, False, True]
    assert mangled.status_code == 200


def test_an_answer_stands_below_its_comment(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        asked = make_comment(setting.placemat, setting.facilitator, part="then", kind="question")
    sign_in(client, setting)

    answer = client.post(url(setting), {"part": "then", "in_reply_to": asked.pk, "text": "Pairs at work."})

    with program_scope(setting.program.pk):
        assert list(asked.answers.values_list("text", "part")) == [("Pairs at work.", "then")]
    assert answer["Location"].endswith(f"#comment-{asked.pk}")


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_refusal_keeps_what_was_typed(setting: Setting, client: Client, text: str) -> None:
    with program_scope(setting.program.pk):
        asked = make_comment(setting.placemat, setting.facilitator, part="then", kind="question")
    sign_in(client, setting)

    new = client.post(url(setting), {"part": "then", "kind": "question", "text": text})
    reply = client.post(url(setting), {"part": "then", "in_reply_to": asked.pk, "text": text}, **HTMX)

    with program_scope(setting.program.pk):
        assert comments_of(setting.placemat) == ["What would I see?"]
    assert (new.status_code, reply.status_code) == (422, 422)
    for answer in (new, reply):
        assert f"{text}</textarea>" in answer.content.decode()
        assert "comment-then-text_error" in answer.content.decode()
    assert f'value="{asked.pk}"' in reply.content.decode()


def test_a_part_that_is_not_there_is_not_found(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        elsewhere = make_placemat(setting.cycle, leader=setting.other_member)
        there = make_comment(elsewhere, setting.other_member)
    sign_in(client, setting)
    nowhere = ["", "nothing", "if:01890000-0000-7000-8000-000000000000", "then'--"]

    looked = {client.get(url(setting), {"part": part}).status_code for part in nowhere}
    sent = {client.post(url(setting), {"part": part, "kind": "plain", "text": "x"}).status_code for part in nowhere}
    other = client.post(url(setting), {"part": "then", "in_reply_to": there.pk, "text": "x"})

    assert (looked, sent, other.status_code) == ({404}, {404}, 404)


def test_all_comments_stand_part_by_part(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit classrooms together")
        make_comment(setting.placemat, setting.member, "About the visits", part=f"if:{action.pk}")
        action.removed_at = timezone.now()
        action.save()
        done = {"outcome": "settled", "resolved_at": timezone.now(), "resolved_by": setting.member}
        make_comment(setting.placemat, setting.member, "Settled long ago", part="then", **done)
    sign_in(client, setting)

    open_ones = client.get(url(setting)).content.decode()
    resolved = client.get(url(setting, "?show=resolved")).content.decode()
    piece = client.get(url(setting), **HTMX).content.decode()

    for words in ("About the visits", "visit classrooms together", "taken away from the placemat"):
        assert words in open_ones
    assert ("Settled long ago" in open_ones, "Settled long ago" in resolved) == (False, True)
    assert piece.strip().startswith('<div id="comments"')


def test_the_pages_that_answers_come_from_and_go_to_are_refreshed_beside_the_form(
    setting: Setting, client: Client
) -> None:
    sign_in(client, setting)

    everything = client.get(url(setting, "?show=resolved")).content.decode()
    one_part = client.get(url(setting, "?part=then&to=all")).content.decode()
    in_place = client.get(url(setting, "?part=then"), **HTMX).content.decode()

    again = f'hx-get="{url(setting)}?show=resolved" hx-trigger="every 20s" hx-select="#comments-all"'
    assert again in " ".join(everything.split())
    assert f'hx-get="{url(setting)}?part=then&amp;to=all"' in one_part
    assert 'hx-trigger="news:comments from:body, every 20s"' in one_part
    assert "every 20s" not in in_place


def test_an_empty_page_says_what_could_come_next(setting: Setting, client: Client) -> None:
    sign_in(client, setting)

    page = client.get(url(setting)).content.decode()

    assert "No comment is open." in page
    assert setting.url("feedback-new", setting.placemat.pk) in page


def test_staff_read_the_placemat_without_its_comments(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        make_comment(setting.placemat, setting.member, "among ourselves", part="then")
    answers = {}
    for who in ("admin", "coordinator", "stranger"):
        sign_in(client, setting, who)
        sheet = client.get(setting.url("placemat", setting.placemat.pk))
        answers[who] = (sheet.status_code, b"among ourselves" in sheet.content, client.get(url(setting)).status_code)

    assert answers == {"admin": (200, False, 403), "coordinator": (200, False, 403), "stranger": (404, False, 404)}


def test_news_bring_every_line_anew_and_no_field(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        make_comment(setting.placemat, setting.facilitator, "Just now", part="then")
    sign_in(client, setting)
    news = setting.url("comments-news", setting.placemat.pk)

    piece = client.get(news, **HTMX).content.decode()

    assert 'id="beside-then"' in piece.replace("\n", " ")
    assert "Just now" in piece
    assert "<textarea" not in piece
    assert client.get(news)["Location"] == url(setting)


def test_those_asked_comment_in_the_round(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_listening(setting.placemat, setting.member, collective=collective)
        make_comment(setting.placemat, setting.member, "among ourselves", part="then")
    client.force_login(reader.user)

    form = client.get(url(setting, "?part=then")).content.decode()
    answer = client.post(url(setting), {"part": "then", "kind": "warm", "text": "So clear", "to": "round"})

    with program_scope(setting.program.pk):
        made = Comment.objects.get(by=reader)
    assert (made.feedback_round_id, made.kind) == (asked.pk, "warm")
    assert answer["Location"] == f"{setting.url('feedback', asked.pk)}?said=yes#comment-{made.pk}"
    assert 'value="warm"' in form
    assert "among ourselves" not in form


def test_those_asked_find_nothing_that_was_taken_off_the_sheet(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        collective, reader, _guide = make_readers()
        asked = make_feedback(setting.placemat, setting.member, collective=collective)
        silent, spoken = write_if_action(setting, "bury the reports"), write_if_action(setting, "visit classrooms")
        make_comment(setting.placemat, reader, "How often?", part=f"if:{spoken.pk}", feedback_round=asked)
        for one in (silent, spoken):
            one.removed_at = timezone.now()
            one.save()
    client.force_login(reader.user)

    answers = [client.get(url(setting, f"?part=if:{one.pk}")).status_code for one in (silent, spoken)]
    everything = client.get(url(setting)).content.decode()
    sign_in(client, setting)
    for_member = client.get(url(setting, f"?part=if:{silent.pk}"))

    assert (answers, for_member.status_code) == ([404, 200], 200)
    assert ("bury the reports" in everything, "visit classrooms" in everything) == (False, True)


def test_what_somebody_said_stays_when_they_have_left(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        said = make_comment(setting.placemat, setting.other_member, "Whose students?", part="then")
        setting.other_member.seats.update(left_at=timezone.now())
    sign_in(client, setting)

    page = client.get(url(setting)).content.decode()
    client.post(setting.url("comment-resolve", setting.placemat.pk, said.pk), {"outcome": "settled"})
    sign_in(client, setting, "other_member")
    gone = [client.get(url(setting)).status_code, client.get(url(setting, "?part=then")).status_code]

    assert ("Whose students?" in page, setting.other_member.name in page) == (True, True)
    with program_scope(setting.program.pk):
        said.refresh_from_db()
    assert (said.outcome, gone) == ("settled", [404, 404])


def test_presenters_who_listen_are_told_so_kindly(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        asked = make_listening(setting.placemat, setting.member, asks_facilitators=True)
        said = make_comment(setting.placemat, setting.facilitator, part="then", kind="cool", feedback_round=asked)
    sign_in(client, setting)

    page = client.get(url(setting, "?part=then")).content.decode()
    answer = client.post(url(setting), {"part": "then", "in_reply_to": said.pk, "text": "But we did"})
    resolved = client.post(
        setting.url("comment-resolve", setting.placemat.pk, said.pk), {"outcome": "taken_up"}, follow=True
    )

    assert "You only listen now" in page
    assert answer.status_code == 422
    for got in (answer, resolved):
        assert "While you only listen, nothing is answered yet." in got.content.decode()
    with program_scope(setting.program.pk):
        said.refresh_from_db()
        assert (said.outcome, said.answers.count()) == ("", 0)
