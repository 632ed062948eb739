"""Writing, opening, reminding and closing gatherings."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Asked, Door, Gathering, GatheringKind, GatheringState, Participant
from collectives.operations.door import knock
from collectives.operations.gathering import (
    CODE,
    ClosesInThePast,
    GatheringSettings,
    NotBeingWritten,
    copy_gathering,
    discard_gathering,
    edit_gathering,
    make_gathering,
)
from collectives.operations.gathering_close import NotOpen, close_gathering, close_later
from collectives.operations.gathering_open import (
    CLOSING,
    LETTERS,
    REMINDING,
    NobodyLeftToRemind,
    NobodyToAsk,
    NotReady,
    RemindedToday,
    open_gathering,
    remind,
    write_letters,
)
from collectives.operations.gathering_question import (
    MOST_QUESTIONS,
    QuestionWords,
    TooManyQuestions,
    add_question,
    edit_question,
    move_question,
    remove_question,
)
from ilc.due import Due
from tests.make import make_participant
from tests.make_gathering import make_gathering as write_gathering
from tests.make_gathering import open_to

CLOSED = timedelta(days=9)


@pytest.fixture
def people(admin: Participant) -> list[Participant]:
    return [make_participant(f"Leader {number}") for number in range(5)]


def settings(**changes) -> GatheringSettings:
    return GatheringSettings(
        **{"title": {"en": "Now?"}, "intro": {}, "anonymous": True, "asks": "chosen", "closes_at": None} | changes
    )


def due(kind: str) -> list[tuple[str, bool]]:
    return [(one.key, one.done_at is None) for one in Due.objects.filter(kind=kind)]


def test_every_kind_begins_with_questions_in_three_languages(admin):
    for kind in GatheringKind:
        gathering = make_gathering(kind, by=admin, now=now())

        said = [gathering.title, *gathering.questions.values_list("words", flat=True)]
        assert len(said) > 2
        assert all(words[code] for words in said for code in ("en", "fr", "es"))


def test_a_draft_gets_a_code_and_loses_it_again(admin):
    gathering = write_gathering(admin)

    with_code = edit_gathering(gathering, settings(asks="code"), by=admin, now=now())
    opens = knock(with_code.code, address="here", now=now())
    without = edit_gathering(gathering, settings(), by=admin, now=now())

    assert (opens.purpose, opens.object_key) == (CODE, str(gathering.pk))
    assert (without.code, knock(with_code.code, address="here", now=now())) == ("", None)


def test_what_was_opened_is_written_no_more(admin, people):
    gathering = open_to(write_gathering(admin), people)
    question = gathering.questions.get()

    for change in (
        lambda: edit_gathering(gathering, settings(anonymous=False), by=admin, now=now()),
        lambda: add_question(gathering, "scale", by=admin, now=now()),
        lambda: edit_question(question, QuestionWords({}, {}, [], {}, required=False), by=admin, now=now()),
        lambda: move_question(question, "up", by=admin, now=now()),
        lambda: remove_question(question, by=admin, now=now()),
        lambda: discard_gathering(gathering, by=admin, now=now()),
        lambda: open_gathering(gathering, by=admin, now=now()),
    ):
        with pytest.raises(NotBeingWritten):
            change()


def test_nothing_closes_in_the_past(admin, people):
    gathering = open_to(write_gathering(admin), people)

    with pytest.raises(ClosesInThePast):
        edit_gathering(write_gathering(admin), settings(closes_at=now()), by=admin, now=now())
    with pytest.raises(ClosesInThePast):
        close_later(gathering, at=now(), by=admin, now=now())


def test_questions_are_added_moved_reworded_and_removed(admin):
    gathering = write_gathering(admin, kinds=("open_text", "choice"))
    first, second = gathering.questions.order_by("number")

    third = add_question(gathering, "dots", by=admin, now=now())
    move_question(third, "up", by=admin, now=now())
    move_question(first, "up", by=admin, now=now())
    said = QuestionWords({"en": "Which?"}, {}, [("b", {"en": "Bee"}), ("", {"en": "New"})], {}, required=True)
    edit_question(second, said, by=admin, now=now())
    remove_question(first, by=admin, now=now())

    assert list(gathering.questions.order_by("number").values_list("pk", "number")) == [(third.pk, 1), (second.pk, 2)]
    assert [one["key"] for one in gathering.questions.get(pk=second.pk).options] == ["b", "a"]


def test_there_is_an_end_to_questions(admin):
    gathering = write_gathering(admin, kinds=("scale",) * MOST_QUESTIONS)

    with pytest.raises(TooManyQuestions):
        add_question(gathering, "scale", by=admin, now=now())


@pytest.mark.parametrize(
    ("fields", "kinds", "words"),
    [
        ({"title": {"en": ""}}, ("open_text",), "no title"),
        ({}, (), "asks nothing"),
    ],
)
def test_what_people_could_not_read_is_not_opened(admin, people, fields, kinds, words):
    with pytest.raises(NotReady, match=words):
        open_to(write_gathering(admin, kinds=kinds, **fields), people)


def test_a_choice_needs_options_and_a_question_words(admin, people):
    gathering = write_gathering(admin)
    gathering.questions.update(words={})
    with pytest.raises(NotReady, match="no words"):
        open_to(gathering, people)

    gathering.questions.update(words={"en": "Which?"}, kind="choice")
    with pytest.raises(NotReady, match="two options"):
        open_gathering(gathering, by=admin, now=now())


def test_too_few_are_asked_to_stay_anonymous(admin, people):
    with pytest.raises(NobodyToAsk, match="only 4"):
        open_to(write_gathering(admin), people[:4])
    with pytest.raises(NobodyToAsk, match="Nobody"):
        open_to(write_gathering(admin, anonymous=False), [])

    assert open_to(write_gathering(admin, anonymous=False), people[:1]).state == GatheringState.OPEN


def test_everyone_who_has_not_left_is_asked(admin, people):
    Participant.objects.filter(pk=people[0].pk).update(left_at=now())

    gathering = open_to(write_gathering(admin, everyone=True), people[:1])

    assert set(gathering.asked.values_list("participant", flat=True)) == {admin.pk, *(one.pk for one in people[1:])}
    assert due(LETTERS) == [(f"{gathering.pk}:asked", True)]


def test_each_who_is_asked_gets_one_letter_with_their_own_link(admin, people):
    gathering = open_to(write_gathering(admin), people)

    first = write_letters(gathering.pk, "asked", after=None, now=now())
    again = write_letters(gathering.pk, "asked", after=None, now=now())
    rest = write_letters(gathering.pk, "asked", after=first[-1].recipient_id, now=now())

    assert ([one.pk for one in first], rest) == ([one.pk for one in again], [])
    assert {one.recipient_id for one in first} == {one.pk for one in people}
    assert Door.objects.filter(purpose="gathering").count() == 5
    assert "Option" not in first[0].text
    assert "anonymous" in first[0].text


def test_only_who_has_not_answered_is_reminded_and_not_twice_a_day(admin, people):
    gathering = open_to(write_gathering(admin, anonymous=False), people)
    gathering.asked.filter(participant=people[0]).update(answered=True)
    later = now() + timedelta(days=1, minutes=1)

    with pytest.raises(RemindedToday):
        remind(gathering, by=admin, now=now())
    count = remind(gathering, by=admin, now=later)
    with pytest.raises(RemindedToday):
        remind(gathering, by=None, now=later + timedelta(hours=23))
    letters = write_letters(gathering.pk, f"{later:%Y%m%d%H%M}", after=None, now=later)

    assert (count, {one.recipient_id for one in letters}) == (4, {one.pk for one in people[1:]})


def test_nobody_is_reminded_when_all_have_answered(admin, people):
    gathering = open_to(write_gathering(admin), people)
    gathering.asked.update(answered=True)

    with pytest.raises(NobodyLeftToRemind):
        remind(gathering, by=admin, now=now() + timedelta(days=2))


def test_the_reminder_and_the_closing_are_planned_and_planned_anew(admin, people):
    gathering = open_to(write_gathering(admin, closes_at=now() + CLOSED), people)
    planned = (due(CLOSING), due(REMINDING))

    close_later(gathering, at=None, by=admin, now=now())

    assert planned == ([(str(gathering.pk), True)], [(str(gathering.pk), True)])
    assert (due(CLOSING), due(REMINDING)) == ([(str(gathering.pk), False)], [(str(gathering.pk), False)])


def test_closing_ends_it_and_its_links_say_so_for_a_while(admin, people):
    gathering = open_to(write_gathering(admin, closes_at=now() + CLOSED), people)
    write_letters(gathering.pk, "asked", after=None, now=now())

    closed = close_gathering(gathering, by=admin, now=now())
    with pytest.raises(NotOpen):
        close_gathering(gathering, by=admin, now=now())

    assert (closed.state, closed.answers, closed.shuffled_at == closed.closed_at) == ("closed", 0, True)
    assert Door.objects.filter(purpose="gathering", closed_at=None, expires_at__gt=now() + CLOSED).count() == 5
    assert due(CLOSING) == [(str(gathering.pk), False)]


def test_asking_again_is_a_new_draft_for_the_same_people(admin, people):
    gathering = open_to(write_gathering(admin, kinds=("choice", "scale")), people)

    copy = copy_gathering(gathering, by=admin, now=now())

    assert (copy.state, copy.asked.count(), Asked.objects.count()) == ("draft", 5, 10)
    said = [list(one.questions.order_by("number").values_list("words", "kind")) for one in (gathering, copy)]
    assert said[0] == said[1]


def test_a_draft_is_thrown_away(admin):
    gathering = write_gathering(admin, code=True)

    discard_gathering(gathering, by=admin, now=now())

    assert (Gathering.objects.count(), knock(gathering.code, address="here", now=now())) == (0, None)
