"""The machine's proposals on a board: asked for by a person, computed by a task, taken in here, never decided here."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.grouping.texts import MIN_TEXTS, Grouping, Text
from collectives.models import Board, BoardMove, BoardState, BoardText, DraftState, DraftTheme, Participant
from collectives.operations.board import count_change, lock_board
from collectives.operations.board_move import draft_here, next_number, note_move, place_rows, rows_of
from ilc.due import cancel, schedule
from ilc.errors import Refused

GROUP: Final = "board_group"
"""What is due for a board; the key is the board's id."""

SEED: Final = 1
ABOUT: Final = 10
"""About so many themes run at once in a program."""

FEW_TEXTS: Final = "few_texts"
OTHER_LANGUAGES: Final = "other_languages"
_UNKNOWN: Final = "und"


class TooFewToGroup(Refused):
    """People read these faster than a machine sorts them."""


class TooSmallToSplit(Refused):
    """A theme of so few texts cannot be split."""


@dataclass(frozen=True)
class GroupingWork:
    """What the engine is to group: all free texts, or one theme to split. `themes`: how many; None: the engine says."""

    board_pk: UUID
    texts: list[Text]
    themes: int | None
    draft_pk: UUID | None


@transaction.atomic
def start_grouping(board: Board, *, even_if_few: bool = False, by: Participant, now: datetime) -> None:
    """Have the texts that are in no kept theme grouped. Raises BoardBusy, TooFewToGroup."""
    held = lock_board(board)
    free = _free_texts(held).count()
    if free < (2 if even_if_few else MIN_TEXTS):
        raise TooFewToGroup(
            _("Fewer than %(fewest)s texts stand in no kept theme. You read them faster than a machine sorts them.")
            % {"fewest": MIN_TEXTS}
        )
    _begin(held, {"by": str(by.pk)}, now)


@transaction.atomic
def start_splitting(draft: DraftTheme, *, into: int, by: Participant, now: datetime) -> None:
    """Have a theme split into so many. Raises BoardBusy, ThemeGone, TooSmallToSplit."""
    held = lock_board(draft.board)
    found = draft_here(held, draft)
    if BoardText.objects.filter(board=held, draft=found).count() < 2 * into:
        raise TooSmallToSplit(
            _("“%(name)s” has too few texts to split it. Choose some of them and make a new theme of those.")
            % {"name": found.name}
        )
    _begin(held, {"by": str(by.pk), "draft": str(found.pk), "into": into}, now)


@transaction.atomic
def stop_grouping(board: Board, *, by: Participant, now: datetime) -> None:
    """Stop; the board stays as it was. A second time changes nothing."""
    held = lock_board(board, may_be_grouping=True)
    if held.state == BoardState.GROUPING:
        cancel(GROUP, str(held.pk), now=now)
        _end(held)


def begin_grouping(board_pk: UUID) -> GroupingWork | None:
    """What is to be grouped, in an order that ids, which are random, do not change; None: nobody waits any more."""
    board = Board.objects.filter(pk=board_pk, state=BoardState.GROUPING).first()
    if board is None:
        return None
    asked = board.proposal["asked"]
    draft_pk = UUID(asked["draft"]) if "draft" in asked else None
    if draft_pk:
        texts, themes = BoardText.objects.filter(board=board, draft=draft_pk), asked["into"]
    else:
        texts = _free_texts(board)
        kept = DraftTheme.objects.filter(board=board, state=DraftState.KEPT).count()
        themes = max(3, ABOUT - kept) if kept else None
    rows = texts.order_by("text", "pk").values_list("pk", "text", "language")
    return GroupingWork(
        board_pk, [Text(str(pk), words, language or None) for pk, words, language in rows], themes, draft_pk
    )


@transaction.atomic
def take_grouping(work: GroupingWork, grouping: Grouping, *, across_languages: bool, now: datetime) -> None:
    """Put what the engine proposes on the board, beside what people keep."""
    held = Board.objects.select_for_update(no_key=True).get(pk=work.board_pk)
    if held.state != BoardState.GROUPING:
        return
    by = Participant.objects.get(pk=held.proposal["asked"]["by"])
    _end(held)
    _name_languages(held, grouping)
    if work.draft_pk:
        _take_split(held, work.draft_pk, grouping, by, now)
        return
    rows = rows_of(_free_texts(held))
    replaced = list(DraftTheme.objects.filter(board=held, state=DraftState.PROPOSED))
    made = _make_drafts(held, grouping, now)
    note_move(held, BoardMove.What.GROUPED, texts=rows, drafts=replaced, made=made.values(), by=by, now=now)
    DraftTheme.objects.filter(pk__in=[draft.pk for draft in replaced]).update(state=DraftState.GONE)
    near = {str(placed.key): placed for placed in grouping.placed}
    here = {row[0] for row in rows}
    place_rows(
        held,
        [
            [key, str(made[placed.group].pk) if placed.group else None, False, placed.closeness, None, False]
            for key, placed in near.items()
            if key in here
        ],
    )
    others = {placed.lang for placed in grouping.placed} - {"en", _UNKNOWN}
    held.weak = [FEW_TEXTS] * (len(work.texts) < MIN_TEXTS)
    held.weak += [OTHER_LANGUAGES] * bool(others and not across_languages)
    held.proposal = {
        "seed": SEED,
        "made_at": now.isoformat(),
        "themes": [
            {
                "draft": str(made[group.number].pk),
                "name": made[group.number].name,
                "telling": list(group.terms),
                "texts": [[str(key), near[str(key)].closeness] for key in group.keys],
            }
            for group in grouping.groups
        ],
        "alone": [key for key, placed in near.items() if placed.group is None],
    }
    held.save(update_fields=["weak", "proposal"])


@transaction.atomic
def refuse_grouping(work: GroupingWork, trouble: str) -> None:
    """Say on the board why nothing could be grouped; everything else on it stays as it was."""
    held = Board.objects.select_for_update(no_key=True).get(pk=work.board_pk)
    if held.state == BoardState.GROUPING:
        _end(held)
        held.trouble = trouble
        held.save(update_fields=["trouble"])


def _take_split(held: Board, draft_pk: UUID, grouping: Grouping, by: Participant, now: datetime) -> None:
    """The largest part stays what the theme was; the others are proposals."""
    if len(grouping.groups) < 2:  # noqa: PLR2004 - one part is no split
        held.trouble = "not_split"
        held.save(update_fields=["trouble"])
        return
    theme = DraftTheme.objects.get(pk=draft_pk)
    rows = rows_of(BoardText.objects.filter(board=held, draft=theme))
    made = _make_drafts(held, grouping, now, but=1)
    note_move(
        held, BoardMove.What.SPLIT, texts=rows, drafts=[theme], made=made.values(), words=theme.name, by=by, now=now
    )
    near = {str(placed.key): placed for placed in grouping.placed}
    moved = [row for row in rows if row[0] in near and near[row[0]].group in made]
    place_rows(held, [[row[0], str(made[near[row[0]].group or 0].pk), False, None, None, False] for row in moved])


def _make_drafts(held: Board, grouping: Grouping, now: datetime, *, but: int = 0) -> dict[int, DraftTheme]:
    first = next_number(held)
    made = {
        group.number: DraftTheme(
            board=held,
            name=_as_title(group.label),
            telling=list(group.terms),
            number=first + place,
            made_at=now,
        )
        for place, group in enumerate(grouping.groups)
        if group.number != but
    }
    DraftTheme.objects.bulk_create(made.values())
    fresh = {draft.number: draft for draft in DraftTheme.objects.filter(board=held, number__gte=first)}
    return {group: fresh[draft.number] for group, draft in made.items()}


def _name_languages(held: Board, grouping: Grouping) -> None:
    """Keep the language that was found in texts that came without one."""
    found: dict[str, list[Any]] = defaultdict(list)
    for placed in grouping.placed:
        found[placed.lang].append(placed.key)
    for language in set(found) - {_UNKNOWN}:
        BoardText.objects.filter(board=held, pk__in=found[language], language="").update(language=language[:5])


def _as_title(label: str) -> str:
    return (label[:1].upper() + label[1:])[:120] or "…"


def _free_texts(board: Board) -> Any:
    kept = DraftTheme.objects.filter(board=board, state=DraftState.KEPT)
    return BoardText.objects.filter(board=board, set_aside=False).exclude(draft__in=kept)


def _begin(held: Board, asked: dict[str, Any], now: datetime) -> None:
    held.state, held.trouble = BoardState.GROUPING, ""
    held.proposal = {**held.proposal, "asked": asked}
    held.save(update_fields=["state", "trouble", "proposal"])
    count_change(held)
    schedule(GROUP, str(held.pk), due_at=now)


def _end(held: Board) -> None:
    held.state = BoardState.READY
    held.proposal = {name: what for name, what in held.proposal.items() if name != "asked"}
    held.save(update_fields=["state", "proposal"])
    count_change(held)
