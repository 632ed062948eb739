"""What all pages of a session that is on have in common, remembered by each server process while it stays the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from collectives.models import GatheringQuestion
from facilitation.models import AgendaItem, Prompt, Session, SessionRun, SessionStep
from ilc.tenancy.scope import bound_program_id

MOST_KEPT: Final = 200  # sessions that a process remembers


@dataclass(frozen=True)
class Asked:
    """A prompt with its gathering, and what it asks."""

    prompt: Prompt
    questions: Sequence[GatheringQuestion]


@dataclass(frozen=True)
class Stage:
    """A session that was begun: every step the group was at, its agenda, and prompts as they are asked for.

    The rows are read by many requests at once: nobody changes them.
    """

    run: SessionRun
    steps: Sequence[SessionStep]
    items: Sequence[AgendaItem]
    prompts: dict[UUID, Asked | None] = field(default_factory=dict)

    def prompt(self, pk: UUID) -> Asked | None:
        """One of its prompts; None when there is no such. Two SQL queries the first time."""
        if pk not in self.prompts:
            rows = Prompt.objects.filter(session=self.run.session_id).select_related("gathering")
            found = rows.filter(pk=pk).first()
            self.prompts[pk] = Asked(found, _questions(found)) if found else None
        return self.prompts[pk]


_stages: dict[tuple[int, UUID], Stage] = {}


def find_stage(session: Session, *, version: int | None) -> Stage | None:
    """The session as its pages show it; None before it was begun. No SQL while nothing changed, else two queries.

    `version`: of its run, as it was just read. Whatever changes the session raises it in the same transaction.
    """
    key = (bound_program_id(), session.pk)
    known = _stages.get(key)
    if known is not None and known.run.version == version:
        return known
    rows = SessionStep.objects.filter(run__session=session).select_related("run__led_by")
    steps = list(rows.order_by("began_at", "pk"))
    if not steps:
        return None
    stage = Stage(steps[0].run, steps, list(AgendaItem.objects.filter(session=session).order_by("position")))
    transaction.on_commit(lambda: _keep(key, stage))  # what is rolled back never was
    return stage


def _keep(key: tuple[int, UUID], stage: Stage) -> None:
    if len(_stages) >= MOST_KEPT:
        _stages.clear()
    _stages[key] = stage


def _questions(prompt: Prompt) -> list[GatheringQuestion]:
    return list(GatheringQuestion.objects.filter(gathering=prompt.gathering_id).order_by("number"))
