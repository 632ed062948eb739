"""A session while it takes place: where the group is, how long it has, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone

from facilitation.engine.pace import Ahead, Pace, pace_of
from facilitation.models import AgendaItem, Session, SessionRun, SessionStep
from facilitation.queries.calendar import ends_at
from facilitation.queries.library import Step
from facilitation.queries.session_step import protocols_of, steps_of
from facilitation.queries.stage import Stage
from ilc.zones import local_time

type Place = Literal["past", "on", "ahead"]
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class StepRow:
    """One step of an item on the run sheet."""

    number: int
    step: Step
    place: Place


@dataclass(frozen=True)
class ItemRow:
    """One item on the run sheet: when it began or will begin, and the minutes it took so far, None when it is ahead."""

    pk: UUID
    kind: str
    title: str
    note: str
    minutes: int
    begins: datetime
    taken: int | None
    place: Place
    steps: Sequence[StepRow]


@dataclass(frozen=True)
class Here:
    """The step where somebody is, the group or a person who looks at another one. Times in whole seconds.

    `key` names the step the group is at; None for one that is only looked at.
    """

    key: int | None
    item: ItemRow
    number: int
    step: Step
    length: int
    taken: int
    paused: bool
    next: str

    @property
    def of(self) -> int:
        """How many steps the item has."""
        return len(self.item.steps)

    @property
    def left(self) -> int:
        """Seconds left; below zero when the step runs over."""
        return self.length - self.taken

    @property
    def clock(self) -> str:
        """The time left as it is shown without a script: 5:12, or +0:40 when it runs over."""
        minutes, seconds = divmod(abs(self.left), 60)
        return f"{'+' if self.left < 0 else ''}{minutes}:{seconds:02}"

    @property
    def share(self) -> int:
        """How much of the step has gone, in per cent, at most 100."""
        return min(100, round(100 * self.taken / self.length)) if self.length else 100


@dataclass(frozen=True)
class CutRow:
    """The item that could give way: from how many minutes to how many."""

    key: str
    title: str
    was: int
    minutes: int


@dataclass(frozen=True)
class RunSheet:
    """The whole session: every item, where the group is, and whether it ends in time."""

    rows: Sequence[ItemRow]
    here: Here | None
    pace: Pace
    planned: int

    def look_at(self, item: UUID, number: int) -> Here | None:
        """Another step than the group's, for somebody who does not follow. None when there is no such."""
        row = next((row for row in self.rows if row.pk == item), None)
        if row is None or not 1 <= number <= len(row.steps):
            return None
        step = row.steps[number - 1].step
        return Here(None, row, number, step, 60 * step.minutes, 0, paused=False, next=_after(self.rows, row, number))


def find_run(session: Session) -> SessionRun | None:
    """The session's run once it was begun. One SQL query."""
    return SessionRun.objects.select_related("led_by").filter(session=session).first()


def run_sheet(session: Session, stage: Stage, *, now: datetime) -> RunSheet:
    """How a session goes. No SQL, one query when it goes through a protocol of the program's own."""
    items, done = stage.items, stage.steps
    protocols = protocols_of(items)
    steps = {item.pk: steps_of(item, protocols) for item in items}
    current = next((step for step in reversed(done) if step.ended_at is None), None)
    at = next((place for place, item in enumerate(items) if current and item.pk == current.item_id), None)
    left = _left_in_item(steps[items[at].pk], current, now) if at is not None and current else timedelta(0)
    ahead = items[at + 1 :] if at is not None else []
    pace = pace_of(
        now=now,
        left_in_item=left,
        ahead=[Ahead(str(item.pk), item.kind, item.minutes) for item in ahead],
        ends_at=ends_at(session),
    )
    rows = _rows(items, steps, done, current, begins_next=now + left, now=now)
    here = _here(rows, rows[at], current, now) if at is not None and current else None
    return RunSheet(rows, here, pace, sum(item.minutes for item in items))


def cut_words(sheet: RunSheet) -> CutRow | None:
    """What could give way, when the session runs over. No SQL."""
    cut = sheet.pace.cut
    row = next((row for row in sheet.rows if cut and str(row.pk) == cut.key), None)
    return CutRow(cut.key, row.title, row.minutes, cut.minutes) if cut and row else None


def _rows(
    items: Sequence[AgendaItem],
    steps: Mapping[UUID, Sequence[Step]],
    done: Sequence[SessionStep],
    current: SessionStep | None,
    *,
    begins_next: datetime,
    now: datetime,
) -> list[ItemRow]:
    reader = ZoneInfo(str(get_current_timezone()))
    rows = []
    for item in items:
        own = [step for step in done if step.item_id == item.pk]
        on = current is not None and current.item_id == item.pk
        place: Place = "on" if on else "past" if own else "ahead"
        if own:
            begins = own[0].began_at
            taken: int | None = round(sum((step.taken(now) for step in own), timedelta(0)) / MINUTE)
        else:
            begins, taken = begins_next, None
            begins_next += timedelta(minutes=item.minutes)
        rows.append(
            ItemRow(
                pk=item.pk,
                kind=item.kind,
                title=item.title,
                note=item.note,
                minutes=item.minutes,
                begins=local_time(begins, reader),
                taken=taken,
                place=place,
                steps=_steps(steps[item.pk], place, current),
            )
        )
    return rows


def _steps(steps: Sequence[Step], place: Place, current: SessionStep | None) -> list[StepRow]:
    rows = []
    for number, step in enumerate(steps, 1):
        there: Place = place
        if place == "on" and current is not None and number != current.number:
            there = "past" if number < current.number else "ahead"
        rows.append(StepRow(number, step, there))
    return rows


def _here(rows: Sequence[ItemRow], row: ItemRow, current: SessionStep, now: datetime) -> Here:
    number = min(current.number, len(row.steps))
    return Here(
        key=current.pk,
        item=row,
        number=number,
        step=row.steps[number - 1].step,
        length=round(current.length.total_seconds()),
        taken=int(current.taken(now).total_seconds()),
        paused=current.paused_at is not None,
        next=_after(rows, row, number),
    )


def _after(rows: Sequence[ItemRow], row: ItemRow, number: int) -> str:
    """What comes after a step, in its words; empty after the last one."""
    if number < len(row.steps):
        return row.steps[number].step.title
    place = rows.index(row) + 1
    return rows[place].title if place < len(rows) else ""


def _left_in_item(steps: Sequence[Step], current: SessionStep, now: datetime) -> timedelta:
    """What the item still takes: the rest of this step, and the steps after it."""
    rest = max(timedelta(0), current.length - current.taken(now))
    return rest + timedelta(minutes=sum(step.minutes for step in steps[current.number :]))
