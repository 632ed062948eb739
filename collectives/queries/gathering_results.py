"""What was answered to a gathering: bars, words and texts, as far as they may be shown."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringQuestion, Participant, QuestionKind, Response
from collectives.permissions.gathering import readable_responses
from collectives.queries.gathering_words import Words
from collectives.queries.response import AskedQuestion, ask_questions, question_in

MOST_TEXTS: Final = 200  # texts of one question on a page
_TEXTS: Final = {QuestionKind.OPEN_TEXT, QuestionKind.ONE_WORD}


@dataclass(frozen=True)
class Bar:
    """One option or step, with how often it was chosen. `places`: how often in which place of a ranking."""

    label: Words
    count: int
    share: int
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class TextRow:
    """One text. `who` is empty where the gathering is anonymous."""

    text: str
    language: str
    quotable: bool
    who: str


@dataclass(frozen=True)
class QuestionResults:
    """One question with its answers. Without `shown` there are too few, and nothing is said about them."""

    question: AskedQuestion
    shown: bool
    answered: int
    bars: tuple[Bar, ...]
    most: int
    middle: float | None
    texts: tuple[TextRow, ...]
    found: int


def results_of(
    participant: Participant, gathering: Gathering, language: str, *, otherwise: str, find: str = ""
) -> list[QuestionResults]:
    """The answers this person may read, question by question; of the texts those that hold `find`. Two SQL queries."""
    given: dict[UUID, list[Response]] = defaultdict(list)
    for row in _readable(participant, gathering):
        given[row.question_id].append(row)
    return [
        results_in(question, given[question.pk], find=find)
        for question in ask_questions(gathering, language, otherwise=otherwise)
    ]


def answer_sheet(
    participant: Participant, question: GatheringQuestion, language: str, *, otherwise: str
) -> list[list[str]] | None:
    """One question's answers as a table with its head; None when they may not be shown. One SQL query.

    The rows of an anonymous gathering come in an order that is random, and another for each question.
    """
    rows = list(_readable(participant, question.gathering).filter(question=question))
    if not rows:
        return None
    asked = question_in(question, language, otherwise=otherwise)
    named = not question.gathering.anonymous
    head = [_("Name")] if named else []
    head += [asked.words.text, _("Language"), _("May be quoted")]
    return [head, *(_cells(asked, row, named=named) for row in rows)]


def _readable(participant: Participant, gathering: Gathering) -> QuerySet[Response]:
    rows = readable_responses(participant).filter(gathering=gathering).select_related("participant")
    return rows.order_by("id") if gathering.anonymous else rows.order_by("participant__name", "participant")


def _value(row: Response) -> Any:
    """What was chosen; every answer that is not in words has it."""
    return row.value


def _cells(asked: AskedQuestion, row: Response, *, named: bool) -> list[str]:
    labels = {option.key: option.words.text for option in asked.options}
    if asked.kind in _TEXTS:
        said = row.text
    elif asked.kind == QuestionKind.SCALE:
        said = str(_value(row))
    elif asked.kind == QuestionKind.DOTS:
        said = "; ".join(f"{labels.get(key, key)}: {dots}" for key, dots in _value(row).items())
    else:
        said = "; ".join(labels.get(key, key) for key in _value(row))
    who = [row.participant.name if row.participant else ""] if named else []
    return [*who, said, row.language, _("yes") if row.quotable else ""]


def results_in(question: AskedQuestion, rows: list[Response], *, find: str = "") -> QuestionResults:
    """One question with these answers to it. No SQL when the rows know their participants."""
    bars = tuple(_bars(question, rows)) if rows else ()
    texts = [
        TextRow(row.text, row.language, row.quotable, row.participant.name if row.participant else "")
        for row in rows
        if question.kind == QuestionKind.OPEN_TEXT and find.casefold() in row.text.casefold()
    ]
    return QuestionResults(
        question=question,
        shown=bool(rows),
        answered=len(rows),
        bars=bars,
        most=max((bar.count for bar in bars), default=0),
        middle=median([_value(row) for row in rows]) if rows and question.kind == QuestionKind.SCALE else None,
        texts=tuple(texts[:MOST_TEXTS]),
        found=len(texts),
    )


def _bars(question: AskedQuestion, rows: list[Response]) -> Iterator[Bar]:
    if question.kind == QuestionKind.ONE_WORD:
        yield from _word_bars(rows)
    elif question.kind == QuestionKind.SCALE:
        counted = Counter(_value(row) for row in rows)
        for step in question.scale:
            yield Bar(Words(str(step), "", borrowed=False), counted[step], _share(counted[step], len(rows)))
    elif question.kind == QuestionKind.CHOICE:
        chosen = Counter(key for row in rows for key in _value(row))
        for option in question.options:
            yield Bar(option.words, chosen[option.key], _share(chosen[option.key], len(rows)))
    elif question.kind == QuestionKind.DOTS:
        dots: Counter[str] = Counter()
        for row in rows:
            dots.update(_value(row))
        for option in question.options:
            yield Bar(option.words, dots[option.key], _share(dots[option.key], dots.total()))
    elif question.kind == QuestionKind.RANKING:
        yield from _ranking_bars(question, rows)


def _word_bars(rows: list[Response]) -> Iterator[Bar]:
    """Words that differ in case only are one; it is shown as most people wrote it."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        written[row.text.casefold()][row.text] += 1
    languages = {row.text: row.language for row in rows}
    for spellings in sorted(written.values(), key=lambda one: (-one.total(), one.most_common(1)[0][0].casefold())):
        word = spellings.most_common(1)[0][0]
        yield Bar(Words(word, languages[word], borrowed=False), spellings.total(), _share(spellings.total(), len(rows)))


def _ranking_bars(question: AskedQuestion, rows: list[Response]) -> Iterator[Bar]:
    """Points: the first place counts as many as there are places, the last one."""
    places = len(question.places)
    bars = []
    for option in question.options:
        ranks = Counter(_value(row).index(option.key) for row in rows if option.key in _value(row))
        points = sum((places - rank) * times for rank, times in ranks.items())
        bars.append(
            Bar(
                option.words,
                points,
                _share(points, places * len(rows)),
                tuple(ranks[rank] for rank in range(places)),
            )
        )
    yield from sorted(bars, key=lambda bar: -bar.count)


def _share(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0
