"""Where the texts of a board come from, and what else could come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from collectives.models import (
    AnswersFile,
    Board,
    BoardSource,
    BoardText,
    Gathering,
    GatheringState,
    ImprovementPlan,
    Participant,
)
from collectives.permissions.board import gatherings_for_boards, visible_answers_files, visible_plans


@dataclass(frozen=True)
class GatheringOnBoard:
    """A gathering whose answers come to the board, and how many texts it brought."""

    pk: UUID
    name: str
    kind: str
    texts: int
    open: bool


@dataclass(frozen=True)
class FileOnBoard:
    """A file of answers on its way to the board, or there."""

    pk: UUID
    name: str
    label: str
    state: str
    state_words: str
    texts: int
    by: str
    at: datetime


@dataclass(frozen=True)
class PlanOnBoard:
    """An improvement plan: how many passages wait for a look, how many stand on the board."""

    pk: UUID
    title: str
    state: str
    waiting: int
    texts: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Sources:
    """Everything that came to a board, and the gatherings that still could."""

    gatherings: tuple[GatheringOnBoard, ...]
    files: tuple[FileOnBoard, ...]
    plans: tuple[PlanOnBoard, ...]
    not_yet: tuple[str, ...]


def sources_page(participant: Participant, board: Board) -> Sources:
    """What a board is made of. Seven SQL queries."""
    here = BoardText.objects.filter(board=board)
    by_gathering = _counted(here, "response__gathering")
    by_file, by_plan = _counted(here, "answers_file"), _counted(here, "passage__plan")
    sources = BoardSource.objects.filter(board=board).select_related("gathering__collective").order_by("added_at", "pk")
    files = visible_answers_files(participant).filter(mapping__board=str(board.pk)).select_related("uploaded_by")
    plans = visible_plans(participant).filter(removed_at=None).select_related("added_by")
    plans = plans.annotate(waiting=Count("passages", filter=Q(passages__accepted=None)))
    return Sources(
        gatherings=tuple(_gathering(one.gathering, by_gathering) for one in sources),
        files=tuple(_file(one, by_file) for one in files.order_by("-uploaded_at")),
        plans=tuple(_plan(one, by_plan) for one in plans.order_by("-added_at")),
        not_yet=tuple(str(one) for one in _not_yet(participant)),
    )


def telling_name(gathering: Gathering) -> str:
    """A gathering's name among others; exit tickets all have the same, so whose it is and its day stand beside it."""
    if gathering.collective is None or gathering.closed_at is None:
        return str(gathering)
    day = date_format(localtime(gathering.closed_at), "DATE_FORMAT")
    return f"{gathering} · {gathering.collective.name}, {day}"


def gatherings_to_add(participant: Participant, board: Board) -> QuerySet[Gathering]:
    """Gatherings that may come to the board and are not on it, newest first. One SQL query."""
    there = BoardSource.objects.filter(board=board).values("gathering")
    found = gatherings_for_boards(participant).exclude(pk__in=there)
    return found.select_related("collective").order_by("-made_at")


def _not_yet(participant: Participant) -> Sequence[Gathering]:
    """Anonymous gatherings that are open: their answers come once they have closed."""
    waiting = Gathering.objects.filter(collective=None, anonymous=True, shuffled_at=None).exclude(
        state=GatheringState.DRAFT
    )
    return list(waiting.order_by("-made_at")[:20])


def _counted(texts: QuerySet[BoardText], by: str) -> dict[UUID, int]:
    return dict(texts.exclude(**{by: None}).values_list(by).annotate(many=Count("pk")).order_by())


def _gathering(one: Gathering, counted: dict[UUID, int]) -> GatheringOnBoard:
    return GatheringOnBoard(
        one.pk, telling_name(one), str(one.get_kind_display()), counted.get(one.pk, 0), one.state == GatheringState.OPEN
    )


def _file(one: AnswersFile, counted: dict[UUID, int]) -> FileOnBoard:
    return FileOnBoard(
        pk=one.pk,
        name=one.file_name,
        label=one.label,
        state=one.state,
        state_words=str(one.get_state_display()),
        texts=counted.get(one.pk, 0),
        by=one.uploaded_by.name,
        at=one.uploaded_at,
    )


def _plan(one: ImprovementPlan, counted: dict[UUID, int]) -> PlanOnBoard:
    waiting: int = getattr(one, "waiting", 0)
    return PlanOnBoard(one.pk, one.title, one.state, waiting, counted.get(one.pk, 0), one.added_by.name, one.added_at)
