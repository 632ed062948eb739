"""A session's agenda: what, how long, from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone

from collectives.models import Collective, Participant
from facilitation.models import MAX_ITEMS, AgendaItem, ChangeKind, ItemKind, Session, SessionChange
from facilitation.queries.agenda_why import Reason, reasons_of
from facilitation.queries.library import Step, protocol_names
from facilitation.queries.prompt import PromptRow
from facilitation.queries.session_step import protocols_of, steps_of
from ilc.zones import local_time
from inquiry.models import Cycle


@dataclass(frozen=True)
class AgendaRow:
    """One item, with the moment it begins on the reader's clocks."""

    pk: UUID
    number: int
    title: str
    minutes: int
    note: str
    kind: str
    kind_words: str
    asks: bool
    protocol: str
    protocol_name: str
    steps: Sequence[Step]
    why: Sequence[Reason]
    prompts: Sequence[PromptRow]
    starts: datetime
    first: bool
    last: bool
    on: bool


@dataclass(frozen=True)
class Agenda:
    """Every item, and how their minutes add up against the session's."""

    rows: Sequence[AgendaRow]
    minutes: int
    session_minutes: int

    @property
    def over(self) -> int:
        """By how many minutes the items are longer than the session; never below 0."""
        return max(0, self.minutes - self.session_minutes)

    @property
    def left(self) -> int:
        """How many of the session's minutes nobody has planned; never below 0."""
        return max(0, self.session_minutes - self.minutes)

    @property
    def full(self) -> bool:
        """Whether it holds as many items as it can."""
        return len(self.rows) >= MAX_ITEMS


def find_agenda(session: Session, *, now: datetime, reader: Participant, prompts: Sequence[PromptRow] = ()) -> Agenda:
    """A session's agenda in order, with the reasons this reader may see. At most four SQL queries.

    `prompts`: those of the session; each stands at the item that offers it.
    """
    items = list(AgendaItem.objects.filter(session=session).order_by("position"))
    names = protocol_names(item.protocol for item in items)
    why, protocols = reasons_of(items, reader), protocols_of(items)
    zone = ZoneInfo(str(get_current_timezone()))
    rows, begins = [], session.starts_at
    for number, item in enumerate(items, 1):
        ends = begins + timedelta(minutes=item.minutes)
        rows.append(
            AgendaRow(
                pk=item.pk,
                number=number,
                title=item.title,
                minutes=item.minutes,
                note=item.note,
                kind=item.kind,
                kind_words=item.get_kind_display() if item.kind != ItemKind.FREE else "",
                asks=item.kind == ItemKind.PROMPT,
                protocol=item.protocol,
                protocol_name=names.get(item.protocol, ""),
                steps=steps_of(item, protocols) if item.kind == ItemKind.PROTOCOL else (),
                why=why[item.pk],
                prompts=[prompt for prompt in prompts if prompt.item == item.pk],
                starts=local_time(begins, zone),
                first=number == 1,
                last=number == len(items),
                on=begins <= now < ends,
            )
        )
        begins = ends
    return Agenda(rows, sum(item.minutes for item in items), session.minutes)


def phase_of(collective: Collective) -> int | None:
    """The phase of the collective's open cycle, if it has one. One SQL query."""
    return Cycle.objects.filter(collective=collective, closed_at=None).values_list("phase", flat=True).first()


@dataclass(frozen=True)
class RemovedItem:
    """An item just taken away."""

    change_pk: UUID
    title: str


def item_to_bring_back(session: Session, pk: UUID | None) -> RemovedItem | None:
    """What an address names as just taken away, while it has not been brought back. At most one SQL query."""
    if pk is None:
        return None
    change = SessionChange.objects.filter(session=session, pk=pk, what=ChangeKind.AGENDA).first()
    if change is None or "removed" not in change.was or "brought_back" in change.was:
        return None
    return RemovedItem(change.pk, change.was["removed"]["title"])
