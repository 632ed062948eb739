"""Answering on a phone: by a link, by the code of a room, signed in; whatever is sent, nothing typed is lost."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from collectives.models import Asked, Door, Gathering, Participant, QuestionKind, Response
from collectives.operations.gathering_close import close_gathering
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore, plain
from tests.make import make_participant
from tests.make_gathering import link_of, make_gathering, open_to

ALL_KINDS = tuple(QuestionKind.values)
EVERYTHING = {
    "q1": "Time for teams\r\nto meet",
    "q1_quote": "on",
    "q2": "  time ",
    "q3": "4",
    "q4": "b",
    "q5_1": "c",
    "q5_3": "a",
    "q6_a": "2",
    "q6_b": "3",
    "q6_c": "",
}


@dataclass(frozen=True)
class Asked5:
    """A gathering of every kind of question, put to five people; the first of them has a link."""

    shore: Shore
    gathering: Gathering
    people: list[Participant]
    link: str

    def rows(self) -> list[tuple]:
        with program_scope(self.shore.program_pk):
            rows = Response.objects.order_by("question__number")
            return list(rows.values_list("text", "language", "value", "quotable"))

    def marks(self) -> int:
        with program_scope(self.shore.program_pk):
            return Asked.objects.filter(answered=True).count()

    def close(self) -> None:
        with program_scope(self.shore.program_pk):
            close_gathering(self.gathering, by=self.shore.admin, now=now())


@pytest.fixture
def asked(shore) -> Asked5:
    return ask(shore)


def ask(shore, **fields) -> Asked5:
    with program_scope(shore.program_pk):
        people = [shore.member, *[make_participant() for _ in range(4)]]
        code = fields.pop("code", False)
        gathering = make_gathering(shore.admin, kinds=fields.pop("kinds", ALL_KINDS), code=code, **fields)
        gathering = open_to(gathering, [] if code else people)
        return Asked5(shore, gathering, people, "" if code else link_of(gathering, shore.member))


def test_opening_a_link_changes_nothing_and_says_as_whom(asked):
    before = list(Door.objects.values_list())

    page = plain(Client().get(asked.link))

    assert "You answer as one of the people asked: Amara Okafor." in page
    assert "even a reader of the database cannot connect an answer with a person" in page
    assert (list(Door.objects.values_list()), asked.rows(), asked.marks()) == (before, [], 0)


def test_every_kind_of_question_is_answered_by_a_plain_form(asked):
    response = Client().post(asked.link, EVERYTHING, follow=True)

    assert "Your answers have arrived" in plain(response)
    assert asked.rows() == [
        ("Time for teams\nto meet", "en", None, True),
        ("time", "en", None, False),
        ("", "", 4, False),
        ("", "", ["b"], False),
        ("", "", ["c", "a"], False),
        ("", "", {"a": 2, "b": 3}, False),
    ]
    with program_scope(asked.shore.program_pk):
        assert set(Response.objects.values_list("participant", "answered_at")) == {(None, None)}


def test_the_link_brings_the_answers_back_to_be_changed(asked):
    Client().post(asked.link, EVERYTHING)

    page = plain(Client().get(asked.link))
    Client().post(asked.link, EVERYTHING | {"q1": "Something else", "q4": ""})

    assert "You have answered already. These are your answers" in page
    assert "Time for teams to meet</textarea>" in page
    assert [row[0] for row in asked.rows()][:2] == ["Something else", "time"]
    assert (len(asked.rows()), asked.marks()) == (5, 1)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"q1": "x" * 100_000}, "These are 100,000 characters; 5,000 fit here."),
        ({"q2": "far too many words to be one of them, really"}, "at most 40 characters"),
        ({"q5_1": "a", "q5_2": "a"}, "“Option a” stands in two places."),
        ({"q6_a": "4", "q6_b": "4"}, "You gave 8 dots and have 5"),
        ({"q6_a": "-1"}, "Dots are whole numbers"),
        ({"q1": " \0 "}, "Nothing was answered yet"),
        ({"q3": "9", "q4": "z", "q5_1": "z"}, "Nothing was answered yet"),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays_as_typed(asked, sent, words):
    response = Client().post(asked.link, {"q1": "Kept words"} | sent if "q1" not in sent and "q3" not in sent else sent)

    assert response.status_code == 422
    assert words in plain(response)
    assert ("x" * 100_000 if "q1" in sent and len(sent["q1"]) > 9 else "") in response.content.decode()
    assert asked.rows() == []


def test_required_is_asked_for(shore):
    asked = ask(shore, kinds=("open_text", "scale"))
    with program_scope(shore.program_pk):
        asked.gathering.questions.filter(number=2).update(required=True)

    response = Client().post(asked.link, {"q1": "Kept words"})

    assert response.status_code == 422
    assert "This needs an answer." in plain(response)
    assert "Kept words</textarea>" in plain(response)


def test_null_characters_are_left_out_and_twelve_languages_kept(asked):
    texts = "время 時間 시간 الوقت שָׁעָה χρόνος समय সময় czas cảm ơn sẹ̀ yāḻ"

    Client().post(asked.link, {"q1": f"a\0b {texts}"})

    assert asked.rows()[0][0] == f"ab {texts}"


def test_the_language_is_chosen_beside_and_what_was_typed_stays(asked):
    page = plain(Client().post(asked.link, {"q1": "Du temps", "speak": "fr", "lang": "en"}))
    Client().post(asked.link, {"q1": "Du temps", "lang": "fr"})

    assert "Question 1 en français ?" in page
    assert "Du temps</textarea>" in page
    assert "Envoyer" in page
    assert asked.rows() == [("Du temps", "fr", None, False)]


def test_what_nobody_has_translated_is_borrowed_and_says_so(asked):
    page = plain(Client().get(f"{asked.link}?lang=es"))

    assert '<span lang="fr">Question 1 en français ?</span>' not in page
    assert '<span lang="en">Question 1?</span> <span class="tag borrowed">English</span>' in page


def test_a_code_is_typed_as_people_type(shore):
    asked = ask(shore, code=True)
    code = asked.gathering.code

    typed = Client().get("/g/", {"code": f" {code[:3].lower()}-{code[3:].lower()} "}, follow=True)
    wrong = Client().get("/g/XXXXXX/")

    assert "You answer as somebody who has the code." in plain(typed)
    assert (wrong.status_code, "No gathering is open under this code." in plain(wrong)) == (404, True)


def test_a_phone_in_the_room_answers_once_and_the_next_person_on_it_afresh(shore):
    asked, phone = ask(shore, code=True), Client()
    url = f"/g/{asked.gathering.code}/"
    phone.get(url)

    for text in ("First", "Changed"):
        phone.post(url, {"q1": text})
    again = plain(phone.get(url))
    phone.post(url, {"fresh": "yes"})
    fresh = plain(phone.get(url))
    phone.post(url, {"q1": "Second"})

    assert ("Changed</textarea>" in again, "Changed" in fresh) == (True, False)
    assert sorted(row[0] for row in asked.rows()) == ["Changed", "Second"]
    assert phone.cookies["answer"]["httponly"]
    assert (phone.cookies["answer"]["path"], phone.cookies["answer"]["samesite"]) == (url, "Lax")


def test_guessing_codes_comes_to_an_end(shore):
    asked = ask(shore, code=True)
    for number in range(120):
        Client().get(f"/g/{number:06}/")

    assert Client().get(f"/g/{asked.gathering.code}/").status_code == 404


def test_by_name_one_signs_in(shore):
    asked = ask(shore, code=True, anonymous=False)
    client = shore.sign_in("member")

    response = client.get(f"/g/{asked.gathering.code}/", follow=True)
    client.post(response.redirect_chain[-1][0], {"q1": "By name"})

    assert "You answer as Amara Okafor" in plain(response)
    with program_scope(shore.program_pk):
        assert Response.objects.get().participant == shore.member


def answer_path(asked: Asked5) -> str:
    return asked.shore.url(f"gatherings/{asked.gathering.pk}/answer/")


def test_signed_in_the_browser_keeps_the_secret(asked):
    client = asked.shore.sign_in("member")
    client.get(answer_path(asked))
    client.post(answer_path(asked), {"q1": "Signed in"})

    here = plain(client.get(answer_path(asked)))
    elsewhere = plain(asked.shore.sign_in("member").get(answer_path(asked)))
    refused = Client().post(asked.link, {"q1": "Once more"})

    assert "Signed in</textarea>" in here
    assert "You have answered already" in elsewhere
    assert "Signed in" not in elsewhere.replace("signed in", "")
    assert (refused.status_code, "Once more" in plain(refused)) == (422, True)
    assert [row[0] for row in asked.rows()] == ["Signed in"]


def test_the_next_to_sign_in_on_a_device_sees_nothing_of_the_one_before(asked):
    client = asked.shore.sign_in("member")
    client.get(answer_path(asked))
    client.post(answer_path(asked), {"q1": "Mine alone"})

    client.force_login(asked.people[1].user)

    assert "Mine alone" not in plain(client.get(answer_path(asked)))


def test_who_is_not_asked_finds_nothing(asked):
    answers = {name: asked.shore.sign_in(name).get(answer_path(asked)).status_code for name in ("outsider", "stranger")}

    assert answers == {"outsider": 404, "stranger": 404}


@pytest.mark.parametrize("how", ["closed", "over"])
def test_what_comes_too_late_is_given_back(asked, how):
    if how == "closed":
        asked.close()
    else:
        with program_scope(asked.shore.program_pk):
            Gathering.objects.update(closes_at=now() - timedelta(seconds=1))

    read = plain(Client().get(asked.link))
    sent = Client().post(asked.link, EVERYTHING)

    assert "This gathering is closed" in read
    assert (sent.status_code, asked.rows()) == (422, [])
    page = plain(sent)
    assert "It was not kept here. Copy what you want to keep." in page
    assert [words in page for words in ("Time for teams to meet", "1. Option c", "Option a: 2")] == [True] * 3


def test_a_link_ends_with_the_person_and_a_month_after_closing(asked):
    asked.close()
    with program_scope(asked.shore.program_pk):
        Participant.objects.filter(pk=asked.shore.member.pk).update(left_at=now())

    assert Client().get(asked.link).status_code == 410


def test_a_code_before_its_time_says_not_yet(shore):
    with program_scope(shore.program_pk):
        draft = make_gathering(shore.admin, code=True)

    assert "Not open yet" in plain(Client().get(f"/g/{draft.code}/"))


def test_a_page_of_ones_own_is_kept_by_nobody_between(asked):
    response = Client().get(asked.link)

    assert "no-store" in response["Cache-Control"]
    assert re.search(r"\bprivate\b", response["Cache-Control"])
