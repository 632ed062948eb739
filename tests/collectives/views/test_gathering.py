"""Writing and running gatherings by their pages."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Gathering, GatheringQuestion, Notice
from collectives.tasks.gathering import write_gathering_letters
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make import make_participant
from tests.make_gathering import make_gathering, open_to

GATHERINGS = "gatherings/"
WORDS = {"title_en": "What now?", "anonymous": "named", "asks": "chosen"}


@pytest.fixture
def draft(shore) -> Gathering:
    with program_scope(shore.program_pk):
        return make_gathering(shore.admin, kinds=("open_text", "choice", "scale"))


def path_of(gathering: Gathering, verb: str = "") -> str:
    return f"{GATHERINGS}{gathering.pk}/{verb}"


def again(shore: Shore, gathering: Gathering) -> Gathering:
    with program_scope(shore.program_pk):
        return Gathering.objects.get(pk=gathering.pk)


def numbers(shore: Shore, gathering: Gathering) -> list[str]:
    with program_scope(shore.program_pk):
        return list(gathering.questions.order_by("number").values_list("kind", flat=True))


def test_nothing_yet_is_an_invitation(shore):
    page = plain(shore.sign_in("admin").get(shore.url(GATHERINGS)))

    assert "Nothing was asked yet. What would you like to hear from leaders?" in page


@pytest.mark.parametrize("kind", ["survey", "exit_ticket", "live_poll", "reflection"])
def test_a_new_one_begins_with_questions(shore, kind):
    response = shore.sign_in("facilitator").post(shore.url(f"{GATHERINGS}new/"), {"kind": kind}, follow=True)

    assert "See it as people will" in plain(response)
    with program_scope(shore.program_pk):
        assert GatheringQuestion.objects.count() > 1


def test_words_are_written_side_by_side_and_a_title_is_needed(shore, draft):
    client, url = shore.sign_in("admin"), shore.url(path_of(draft, "edit/"))

    refused = client.post(url, WORDS | {"title_en": "", "intro_fr": "Gardé"}, headers=HTMX)
    kept = client.post(url, WORDS | {"title_fr": "Et maintenant ?"})

    assert (refused.status_code, "Gardé</textarea>" in plain(refused)) == (422, True)
    assert "Give it a title in at least one language." in plain(refused)
    assert kept["Location"].endswith("/people/")
    assert again(shore, draft).title == {"en": "What now?", "fr": "Et maintenant ?", "es": ""}
    assert not again(shore, draft).anonymous


def test_a_facilitator_does_not_ask_everyone(shore):
    with program_scope(shore.program_pk):
        own = make_gathering(shore.facilitator)

    refused = shore.sign_in("facilitator").post(shore.url(path_of(own, "edit/")), WORDS | {"asks": "everyone"})

    assert refused.status_code == 422


def test_who_is_no_admin_any_more_does_not_open_what_asks_everyone(shore):
    with program_scope(shore.program_pk):
        own = make_gathering(shore.facilitator, everyone=True)

    refused = shore.sign_in("facilitator").post(shore.url(path_of(own, "open/")))

    assert refused.status_code == 403


def test_closing_in_the_past_is_refused(shore, draft):
    past = {"closes_at": f"{now() - timedelta(days=1):%Y-%m-%dT%H:%M}"}

    refused = shore.sign_in("admin").post(shore.url(path_of(draft, "edit/")), WORDS | past)

    assert (refused.status_code, "That time is over." in plain(refused)) == (422, True)


def test_questions_are_added_worded_moved_and_removed(shore, draft):
    client = shore.sign_in("admin")
    added = client.post(shore.url(path_of(draft, "questions/")), {"kind": "dots"})
    here = added["Location"]

    unworded = client.post(here, {"words_en": "", "dots": "5"})
    client.post(here, {"words_en": "Where?", "dots": "7", "o0_en": "Here", "o1_fr": "Là", "o2_en": ""})
    client.post(f"{here}move/", {"direction": "up"})
    with program_scope(shore.program_pk):
        first = draft.questions.get(number=1)
        dots = draft.questions.get(kind="dots")
    client.post(shore.url(path_of(draft, f"questions/{first.pk}/remove/")))

    assert (unworded.status_code, dots.settings, dots.number) == (422, {"dots": 7}, 3)
    assert [option["key"] for option in dots.options] == ["a", "b"]
    assert numbers(shore, draft) == ["choice", "dots", "scale"]


def test_an_option_that_is_emptied_goes_and_the_others_keep_their_keys(shore, draft):
    with program_scope(shore.program_pk):
        choice = draft.questions.get(kind="choice")
    sent = {
        "words_en": "Which?",
        "many": "on",
        "o0_key": "a",
        "o1_key": "b",
        "o1_en": "Bee",
        "o3_key": "b",
        "o3_en": "New",
    }

    shore.sign_in("admin").post(shore.url(path_of(draft, f"questions/{choice.pk}/")), sent)

    with program_scope(shore.program_pk):
        choice.refresh_from_db()
    assert [(one["key"], one["words"]["en"]) for one in choice.options] == [("b", "Bee"), ("a", "New")]


def test_people_are_ticked_and_taken_back(shore, draft):
    client, url = shore.sign_in("admin"), shore.url(path_of(draft, "people/"))
    client.post(url, {"people": [str(shore.member.pk), str(shore.outsider.pk)]})
    client.post(url, {"without": str(shore.member.pk)})

    page = plain(client.get(url))
    client.post(f"{url}?q=Arsenault", {"everyone": "on"})
    nobody = client.post(url, {})

    assert f'value="{shore.outsider.pk}" > <svg' in page or str(shore.outsider.pk) in page
    assert nobody.status_code == 422
    with program_scope(shore.program_pk):
        asked = set(draft.asked.values_list("participant", flat=True))
    assert asked == {shore.outsider.pk, shore.admin.pk}


def test_the_preview_sends_nothing(shore, draft):
    page = plain(shore.sign_in("coordinator").get(shore.url(path_of(draft, "preview/?lang=fr"))))

    assert "Question 1 en français ?" in page
    assert "data-draft=" not in page


def test_opening_says_how_many_mails_go_out_and_sends_them(shore, draft):
    client = shore.sign_in("admin")
    with program_scope(shore.program_pk):
        people = [make_participant() for _ in range(5)]
        for person in people:
            draft.asked.create(participant=person)

    asks = plain(client.get(shore.url(path_of(draft, "open/"))))
    opened = plain(client.post(shore.url(path_of(draft, "open/")), follow=True))
    write_gathering_letters(program_id=shore.program_pk, key=f"{draft.pk}:asked")

    assert "Open it and send 5 mails" in asks
    assert "nobody sees an answer before it is closed, and then only from 5 answers on" in asks
    assert "0 of 5 have answered" in opened
    with program_scope(shore.program_pk):
        assert Notice.objects.filter(kind="gathering_asked").count() == 5


def test_what_is_not_ready_is_not_opened(shore, draft):
    refused = shore.sign_in("admin").post(shore.url(path_of(draft, "open/")))

    assert (refused.status_code, "Nobody is asked yet." in plain(refused)) == (422, True)


def test_an_open_one_is_closed_after_saying_what_that_does(shore, draft):
    client = shore.sign_in("admin")
    with program_scope(shore.program_pk):
        open_to(draft, [make_participant() for _ in range(5)])

    asks = plain(client.get(shore.url(path_of(draft, "close/"))))
    client.post(shore.url(path_of(draft, "close/")))
    twice = client.post(shore.url(path_of(draft, "close/")), follow=True)

    assert "all answers are written anew in random order" in asks
    assert "This gathering is closed already." in plain(twice)
    assert again(shore, draft).state == "closed"


def test_it_closes_at_another_time(shore, draft):
    client, url = shore.sign_in("admin"), shore.url(path_of(draft, "closes/"))
    with program_scope(shore.program_pk):
        open_to(draft, [make_participant() for _ in range(5)])

    refused = client.post(url, {"closes_at": "2020-01-01T10:00"})
    client.post(url, {"closes_at": "2036-01-01T10:00"})

    assert refused.status_code == 422
    assert again(shore, draft).closes_at.year == 2036


def test_a_reminder_says_to_how_many_and_not_twice_a_day(shore, draft):
    client, url = shore.sign_in("admin"), shore.url(path_of(draft, "remind/"))
    with program_scope(shore.program_pk):
        open_to(draft, [make_participant() for _ in range(5)], now=now() - timedelta(days=2))

    asks = plain(client.get(url))
    first = plain(client.post(url, follow=True))
    second = plain(client.post(url, follow=True))

    assert "5 mails go out, only to those who have not answered." in asks
    assert "5 reminders are on their way." in first
    assert "They heard from you less than a day ago." in second


def test_asking_again_and_throwing_away(shore, draft):
    client = shore.sign_in("admin")

    copy = client.post(shore.url(path_of(draft, "copy/")))
    client.post(f"{copy['Location']}discard/")

    with program_scope(shore.program_pk):
        assert list(Gathering.objects.values_list("pk", flat=True)) == [draft.pk]


def test_the_wall_shows_the_code_and_counts(shore):
    with program_scope(shore.program_pk):
        poll = open_to(make_gathering(shore.admin, code=True), [])
    client, url = shore.sign_in("admin"), shore.url(path_of(poll, "wall/"))

    wall, count = plain(client.get(url)), plain(client.get(url, headers=HTMX))
    client.post(shore.url(path_of(poll, "close/")))
    closed = client.get(url, headers=HTMX)

    assert f"{poll.code[:3]}-{poll.code[3:]}" in wall
    assert '<path d="M' in wall
    assert ("<b>0</b> have answered" in count, "<h1" in count) == (True, False)
    assert closed["HX-Refresh"] == "true"


def test_another_programs_gathering_is_not_there(shore, draft):
    verbs = ("", "edit/", "open/", "close/", "people/", "preview/", "wall/", "results/", "answer/")

    answers = [shore.sign_in("stranger").get(f"/p/autre-rive/{path_of(draft, verb)}").status_code for verb in verbs]

    assert answers == [404] * len(verbs)
