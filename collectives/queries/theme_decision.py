"""The decision record, and what a new version of it would say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from collectives.models import Board, DraftState, DraftTheme, Participant, Theme
from collectives.permissions.board import visible_decisions
from collectives.permissions.theme import visible_themes


@dataclass(frozen=True)
class DecidedTheme:
    """A theme as a version of the record opened it. `texts`: how many stood under it then."""

    theme: UUID
    draft: UUID
    name: str
    description: str
    texts: int
    telling: str
    since: str  # "new", "same"


@dataclass(frozen=True)
class Decision:
    """One version: who decided, when and why; what is open since, and what is not any more."""

    version: int
    reason: str
    by: str
    at: datetime
    themes: tuple[DecidedTheme, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class KeptTheme:
    """A kept theme that may be opened, with the words members would read. `joins`: a theme of this name is there."""

    draft: DraftTheme
    description: str
    texts: int
    telling: str
    open: bool
    joins: bool


def list_decisions(participant: Participant, board: Board) -> list[Decision]:
    """Every version, newest first. One SQL query."""
    rows = visible_decisions(participant).filter(board=board).select_related("by").order_by("version")
    found: list[Decision] = []
    before: dict[str, str] = {}
    for row in rows:
        now = {line["theme"]: line["name"] for line in row.themes}
        found.append(
            Decision(
                version=row.version,
                reason=row.reason,
                by=row.by.name,
                at=row.at,
                themes=tuple(_decided(line, before) for line in row.themes),
                left_out=tuple(name for theme, name in before.items() if theme not in now),
            )
        )
        before = now
    return found[::-1]


def kept_themes(participant: Participant, board: Board) -> list[KeptTheme]:
    """The kept themes of a board with what members would read of them. Two SQL queries."""
    drafts = DraftTheme.objects.filter(board=board, state=DraftState.KEPT).select_related("theme")
    counted = drafts.annotate(held=Count("texts")).order_by("number")
    named = {theme.name.casefold(): theme for theme in visible_themes(participant)}
    kept = []
    for draft in counted:
        same = draft.theme or named.get(draft.name.casefold())
        kept.append(
            KeptTheme(
                draft=draft,
                description=same.description if same else "",
                texts=draft.held,
                telling=", ".join(draft.telling[:4]),
                open=_is_open(draft.theme),
                joins=draft.theme is None and same is not None,
            )
        )
    return kept


def _is_open(theme: Theme | None) -> bool:
    return theme is not None and theme.set_aside_at is None


def _decided(line: dict[str, Any], before: dict[str, str]) -> DecidedTheme:
    return DecidedTheme(
        theme=UUID(line["theme"]),
        draft=UUID(line["draft"]),
        name=line["name"],
        description=line.get("description", ""),
        texts=line["texts"],
        telling=", ".join(line["telling"]),
        since="same" if line["theme"] in before else "new",
    )
