"""Boards as pages show them: their list, and the board itself with its columns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Count, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.grouping.texts import MIN_TEXTS
from collectives.models import (
    Board,
    BoardSource,
    BoardText,
    DraftState,
    DraftTheme,
    Participant,
    QuestionKind,
    Response,
)
from collectives.permissions.board import visible_boards
from collectives.permissions.gathering import shown_responses
from collectives.queries.board_move import MoveLine, latest_move
from collectives.queries.board_text import Slip, first_slips, standing_drafts

SLIPS_TO_A_COLUMN: Final = 6

WITH_WORDS: Final = (QuestionKind.OPEN_TEXT, QuestionKind.ONE_WORD)
"""The questions whose answers are texts."""


@dataclass(frozen=True)
class BoardRow:
    """One board in the list."""

    pk: UUID
    name: str
    texts: int
    kept: int
    proposed: int
    made_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Column:
    """One theme with its first slips. `more`: texts below them. `language`: theirs, where it is not the reader's."""

    pk: UUID
    name: str
    kept: bool
    open: bool
    by_hand: bool
    kept_by: str
    kept_at: datetime | None
    telling: str
    language: str
    language_name: str
    texts: int
    slips: tuple[Slip, ...]
    more: int


@dataclass(frozen=True)
class Counts:
    """How many texts and where they stand, and what they come from."""

    texts: int = 0
    alone: int = 0
    aside: int = 0
    offered: int = 0
    gatherings: int = 0
    plans: int = 0
    files: int = 0


@dataclass(frozen=True)
class BoardPage:
    """A board as its page shows it."""

    columns: tuple[Column, ...]
    alone: tuple[Slip, ...]
    alone_more: int
    counts: Counts
    undo: MoveLine | None
    new_answers: int

    @property
    def kept(self) -> int:
        """How many themes people keep."""
        return sum(column.kept for column in self.columns)

    @property
    def proposed(self) -> int:
        """How many still need a decision."""
        return len(self.columns) - self.kept

    @property
    def few(self) -> bool:
        """Whether so few texts stand in no kept theme that people read them sooner than a machine sorts them."""
        return self.counts.alone + sum(column.texts for column in self.columns if not column.kept) < MIN_TEXTS

    @property
    def undecided(self) -> Column | None:
        """The proposed theme to look at next: the largest."""
        return max((one for one in self.columns if not one.kept), key=lambda one: one.texts, default=None)

    @property
    def unopened(self) -> int:
        """How many kept themes members cannot join yet."""
        return sum(column.kept and not column.open for column in self.columns)

    @property
    def made_of(self) -> str:
        """How many texts, and from what, in one sentence."""
        counts = self.counts
        parts = [
            ngettext("%(many)s gathering", "%(many)s gatherings", counts.gatherings) % {"many": counts.gatherings},
            ngettext("%(many)s file", "%(many)s files", counts.files) % {"many": counts.files},
            ngettext("%(many)s improvement plan", "%(many)s improvement plans", counts.plans) % {"many": counts.plans},
        ]
        there = [
            part for part, many in zip(parts, (counts.gatherings, counts.files, counts.plans), strict=True) if many
        ]
        texts = ngettext("%(many)s text", "%(many)s texts", counts.texts) % {"many": counts.texts}
        if not there:
            return texts
        return _("%(texts)s from %(sources)s") % {"texts": texts, "sources": get_text_list(there, _("and"))}

    @property
    def open_words(self) -> str:
        """What is undecided, in one sentence."""
        words = []
        if self.proposed:
            many = str(apnumber(self.proposed))
            said = ngettext(
                "%(many)s proposed theme still needs a decision",
                "%(many)s proposed themes still need a decision",
                self.proposed,
            )
            words.append(said % {"many": many[:1].upper() + many[1:]})
        if self.counts.alone:
            said = ngettext("%(many)s text stands alone", "%(many)s texts stand alone", self.counts.alone)
            words.append(said % {"many": self.counts.alone})
        return (
            _("%(first)s; %(second)s") % dict(zip(("first", "second"), words, strict=True))
            if words[1:]
            else "".join(words)
        )


def list_boards(participant: Participant) -> list[BoardRow]:
    """Every board, newest first. Three SQL queries."""
    boards = visible_boards(participant).order_by("-made_at")
    texts = dict(BoardText.objects.values_list("board").annotate(held=Count("pk")).order_by())
    drafts = DraftTheme.objects.values_list("board", "state").annotate(many=Count("pk")).order_by()
    states = {(board, state): many for board, state, many in drafts}
    return [
        BoardRow(
            pk=row.pk,
            name=row.name,
            texts=texts.get(row.pk, 0),
            kept=states.get((row.pk, DraftState.KEPT), 0),
            proposed=states.get((row.pk, DraftState.PROPOSED), 0),
            made_at=row.made_at,
            closed_at=row.closed_at,
        )
        for row in boards
    ]


@dataclass(frozen=True)
class WaitingBoard:
    """A board on which something waits for a decision."""

    pk: UUID
    name: str
    proposed: int


def waiting_boards(participant: Participant) -> list[WaitingBoard]:
    """Boards with proposed themes that nobody decided on, the newest first. One SQL query."""
    open_ones = Count("drafts", filter=Q(drafts__state=DraftState.PROPOSED))
    rows = visible_boards(participant).annotate(proposed=open_ones).filter(proposed__gt=0).order_by("-made_at")
    return [WaitingBoard(row.pk, row.name, row.proposed) for row in rows]


def board_page(board: Board) -> BoardPage:
    """A board with its columns. Seven SQL queries, however many texts and themes."""
    drafts = standing_drafts(board)
    slips: dict[object, list[Slip]] = defaultdict(list)
    for slip in first_slips(board, drafts, each=SLIPS_TO_A_COLUMN):
        slips["aside" if slip.aside else slip.draft].append(slip)
    held, counts = _counts(board)
    alone = tuple(slips[None])
    return BoardPage(
        columns=tuple(_column(draft, held[draft.pk], slips[draft.pk]) for draft in drafts),
        alone=alone,
        alone_more=_more(counts.alone, alone),
        counts=counts,
        undo=latest_move(board),
        new_answers=count_new_answers(board),
    )


def answers_for(board: Board) -> QuerySet[Response]:
    """The answers in words of its gatherings, as far as they may be shown: what belongs on a board."""
    gatherings = BoardSource.objects.filter(board=board).values("gathering")
    return shown_responses().filter(gathering__in=gatherings, question__kind__in=WITH_WORDS).exclude(text="")


def count_new_answers(board: Board) -> int:
    """How many answers of its gatherings are not on the board yet. One SQL query."""
    there = BoardText.objects.filter(board=board, response__isnull=False).values("response")
    return answers_for(board).exclude(pk__in=there).count()


def _column(draft: DraftTheme, texts: int, slips: Sequence[Slip]) -> Column:
    return Column(
        pk=draft.pk,
        name=draft.name,
        kept=draft.state == DraftState.KEPT,
        open=draft.theme is not None and draft.theme.set_aside_at is None,
        by_hand=draft.made_by_id is not None,
        kept_by=draft.kept_by.name if draft.kept_by else "",
        kept_at=draft.kept_at,
        telling=", ".join(draft.telling[:3]),
        language=slips[0].language if slips and all(slip.language for slip in slips) else "",
        language_name=slips[0].language_name if slips else "",
        texts=texts,
        slips=tuple(slips),
        more=_more(texts, slips),
    )


def _more(texts: int, slips: Sequence[Slip]) -> int:
    return texts - sum(slip.times for slip in slips)


def _counts(board: Board) -> tuple[dict[object, int], Counts]:
    """How many texts each theme has, and the counts of the whole board. Two SQL queries."""
    here = BoardText.objects.filter(board=board)
    rows = here.values("draft", "set_aside").annotate(
        texts=Count("pk"), offers=Count("pk", filter=Q(offered__isnull=False))
    )
    held: dict[object, int] = defaultdict(int)
    aside = offered = 0
    for row in rows.order_by():
        held[row["draft"]] += row["texts"]
        offered += row["offers"]
        aside += row["texts"] * row["set_aside"]
    what = here.aggregate(
        gatherings=Count("response__gathering", distinct=True),
        plans=Count("passage__plan", distinct=True),
        files=Count("answers_file", distinct=True),
    )
    return held, Counts(sum(held.values()), held[None] - aside, aside, offered, **what)
