"""Gatherings that have answers, and boards that have texts, for tests. Call inside a program's scope."""

import itertools
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from collectives.models import (
    Board,
    BoardText,
    DraftState,
    DraftTheme,
    Gathering,
    GatheringKind,
    GatheringQuestion,
    GatheringState,
    Participant,
    QuestionKind,
    Response,
)
from collectives.operations.board import make_board

_count = itertools.count(1)

TROUBLES = {
    "attendance": [
        "Mondays we teach half a class and start again on Tuesday",
        "When the bus is cancelled eleven of mine stay home",
        "After each long weekend a third of the students are absent",
        "The ferry timetable changed and so did our attendance",
        "Students absent on Friday are absent on Monday",
        "Attendance letters go out and nobody reads them",
    ],
    "grading": [
        "Two teachers give the same work an A and a C",
        "Zeros for late work tell me about the bus and not about learning",
        "Grades measure compliance more than what a student knows",
        "We average grades from September with grades from June",
        "Parents get a grade and no idea what to do with it",
        "Homework counts for a quarter of the grade in one room",
    ],
}


def make_answered_gathering(
    texts: Sequence[str] = (),
    *,
    by: Participant,
    title: str = "Survey",
    anonymous: bool = False,
    quotable: bool = True,
    language: str = "en",
) -> Gathering:
    """A gathering with one open question: closed, shuffled and answered by so many when anonymous, open when named."""
    now = timezone.now()
    closed = {"state": GatheringState.CLOSED, "closed_at": now, "shuffled_at": now, "answers": len(texts)}
    gathering = Gathering.objects.create(
        kind=GatheringKind.SURVEY,
        title={"en": title},
        anonymous=anonymous,
        made_by=by,
        made_at=now,
        opened_at=now,
        **(closed if anonymous else {"state": GatheringState.OPEN}),
    )
    gathering.refresh_from_db()
    GatheringQuestion.objects.create(
        gathering=gathering, number=1, kind=QuestionKind.OPEN_TEXT, words={"en": "What troubles you?"}
    )
    for text in texts:
        add_answer(gathering, text, by=by, quotable=quotable, language=language)
    return gathering


def add_answer(gathering: Gathering, text: str, *, by: Participant, **fields: Any) -> Response:
    """One more answer to the first question of a gathering; of a named one, by somebody new."""
    question = gathering.questions.order_by("number").first()
    named = {}
    if not gathering.anonymous:
        somebody = Participant.objects.create(name="Somebody", email=f"answers{next(_count)}@example.org")
        named = {"participant": somebody, "answered_at": timezone.now()}
    fields = {"language": "en", "quotable": True} | fields
    return Response.objects.create(gathering=gathering, question=question, text=text, **named, **fields)


def make_board_of(texts: Sequence[str], *, by: Participant, name: str = "Themes", **fields: Any) -> Board:
    """A board with these texts standing alone."""
    gathering = make_answered_gathering(texts, by=by, **fields)
    board = make_board(name, gatherings=[gathering], by=by, now=timezone.now())
    return Board.objects.get(pk=board.pk)


def make_draft_of(
    board: Board, texts: Sequence[BoardText], *, name: str = "Attendance", kept_by: Participant | None = None
) -> DraftTheme:
    """A theme on the board with these texts: proposed, or kept by somebody."""
    now = timezone.now()
    decided = {"state": DraftState.KEPT, "kept_by": kept_by, "kept_at": now} if kept_by else {}
    draft = DraftTheme.objects.create(
        board=board, name=name, number=board.drafts.count() + 1, telling=["absent", "bus"], made_at=now, **decided
    )
    draft.refresh_from_db()
    BoardText.objects.filter(pk__in=[text.pk for text in texts]).update(draft=draft, closeness=0.5)
    return draft


def texts_of(board: Board) -> list[BoardText]:
    """A board's texts by their words."""
    return list(BoardText.objects.filter(board=board).order_by("text", "pk"))
