"""Reading what was answered: as far as it may be read, and nothing before."""

import csv
import io
from datetime import UTC, datetime

import pytest

from collectives.models import Gathering, QuestionKind, Response
from collectives.operations.gathering_close import close_gathering
from collectives.operations.response import Answer, give_answers
from collectives.permissions.gathering import readable_responses
from collectives.queries.response import Answerer
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore, plain
from tests.make import make_participant
from tests.make_gathering import make_gathering, open_to

KINDS = tuple(QuestionKind.values)
NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
SAID = {
    "open_text": {"text": "=SUM(A1) Time to plan"},
    "one_word": {"text": "Time"},
    "scale": {"value": 4},
    "choice": {"value": ["b"]},
    "ranking": {"value": ["c", "a"]},
    "dots": {"value": {"a": 2, "c": 3}},
}


def answered(shore: Shore, people: int, *, anonymous: bool = True, kinds: tuple[str, ...] = KINDS) -> Gathering:
    with program_scope(shore.program_pk):
        asked = [make_participant(f"Leader {number}") for number in range(max(people, 5))]
        gathering = open_to(make_gathering(shore.admin, kinds=kinds, anonymous=anonymous), asked)
        for number, person in enumerate(asked[:people]):
            answers = [Answer(one.pk, **SAID[one.kind]) for one in gathering.questions.all()]
            give_answers(
                gathering, answers, asked=[], answerer=Answerer(person, f"secret {number}"), language="en", now=NOW
            )
        return gathering


def results(shore: Shore, gathering: Gathering, *, who: str = "admin", find: str = "") -> str:
    return plain(shore.sign_in(who).get(shore.url(f"gatherings/{gathering.pk}/results/"), {"q": find}))


def sheets(shore: Shore, gathering: Gathering) -> list[tuple[int, list[list[str]]]]:
    client, found = shore.sign_in("admin"), []
    with program_scope(shore.program_pk):
        questions = list(gathering.questions.order_by("number").values_list("pk", flat=True))
    for pk in questions:
        response = client.get(shore.url(f"gatherings/{gathering.pk}/questions/{pk}/answers.csv"))
        rows = (
            list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) if response.status_code == 200 else []
        )
        found.append((response.status_code, rows))
    return found


def close(shore: Shore, gathering: Gathering) -> None:
    with program_scope(shore.program_pk):
        close_gathering(gathering, by=shore.admin, now=NOW)


def test_an_open_anonymous_gathering_shows_numbers_only(shore):
    gathering = answered(shore, 6)

    page = results(shore, gathering)

    assert "6 people have answered so far." in page
    assert ("Time to plan" in page, "<table" in page) == (False, False)
    assert [status for status, _rows in sheets(shore, gathering)] == [404] * 6


def test_closed_it_shows_bars_words_and_texts(shore):
    gathering = answered(shore, 6)
    close(shore, gathering)

    page = results(shore, gathering)

    assert page.count("Time to plan") == 6
    assert page.count('value="6"') >= 3
    assert 'value="18"' in page  # six times three dots, or three points for the first place
    assert "Leader" not in page


def test_four_answers_stay_protected_even_when_closed(shore):
    gathering = answered(shore, 4)
    close(shore, gathering)

    page = results(shore, gathering)

    assert "Protected: fewer than 5 people answered." in page
    assert "Time to plan" not in page
    assert [status for status, _rows in sheets(shore, gathering)] == [404] * 6


def test_a_question_that_few_answered_stays_protected(shore):
    gathering = answered(shore, 6)
    with program_scope(shore.program_pk):
        few = Response.objects.filter(question__kind="open_text")
        few.filter(pk__in=list(few.values_list("pk", flat=True)[:2])).delete()
    close(shore, gathering)

    page = results(shore, gathering)

    assert ("Time to plan" in page, "Protected: fewer than 5 answers" in page) == (False, True)
    assert [status for status, _rows in sheets(shore, gathering)] == [404, *[200] * 5]
    with program_scope(shore.program_pk):
        assert readable_responses(shore.admin).count() == 30


def test_named_answers_are_read_at_once_by_staff_and_maker(shore):
    gathering = answered(shore, 2, anonymous=False)

    page = results(shore, gathering, who="coordinator")

    assert ("Leader 0" in page, "Leader 1" in page, page.count("Time to plan")) == (True, True, 2)


def test_texts_are_found_by_their_words(shore):
    gathering = answered(shore, 2, anonymous=False, kinds=("open_text",))

    assert "2 of 2 hold “TIME”" in results(shore, gathering, find="TIME")
    assert "No answer holds these words." in results(shore, gathering, find="money")


@pytest.mark.parametrize("anonymous", [True, False])
def test_each_question_is_a_sheet_in_which_nothing_is_computed(shore, anonymous):
    gathering = answered(shore, 6, anonymous=anonymous, kinds=("open_text", "dots", "ranking"))
    close(shore, gathering)

    texts, dots, ranking = (rows for _status, rows in sheets(shore, gathering))

    assert texts[0] == [*([] if anonymous else ["Name"]), "Question 1?", "Language", "May be quoted"]
    assert texts[1] == [*([] if anonymous else ["Leader 0"]), "'=SUM(A1) Time to plan", "en", ""]
    assert dots[1][-3] == "Option a: 2; Option c: 3"
    assert ranking[1][-3] == "Option c; Option a"
    assert len(texts) == 7


def test_five_hundred_times_the_same_answer_is_one_bar(shore):
    with program_scope(shore.program_pk):
        poll = open_to(make_gathering(shore.admin, kinds=("one_word",), code=True), [])
        question = poll.questions.get()
        for number in range(500):
            answer = Answer(question.pk, text="Time" if number % 2 else "time")
            give_answers(poll, [answer], asked=[], answerer=Answerer(None, str(number)), language="en", now=NOW)
        close_gathering(poll, by=shore.admin, now=NOW)

    page = results(shore, poll)

    assert page.count('<th scope="row"') == 1
    assert '<td class="n">500</td>' in page


def test_a_gathering_nobody_answered_closes_and_says_so(shore):
    gathering = answered(shore, 0)
    close(shore, gathering)

    assert "Protected: fewer than 5 people answered." in results(shore, gathering)
