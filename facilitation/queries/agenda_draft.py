"""An agenda as a draft: from the phase, what was promised and prepared, what is open, what was noted last time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from collectives.models import GatheringState, Participant
from evidence.queries.evidence_plan import due_indicators, newly_brought
from facilitation.models import MAX_ITEMS, ItemKind, Prompt, PromptUse, SelfReflection, Session
from facilitation.queries.agenda import phase_of
from facilitation.queries.commitment import commitments_before
from facilitation.queries.exit_ticket import TicketBefore, ticket_before
from facilitation.queries.library import OutlineItem, fit_minutes, outline_of
from facilitation.queries.pulse_agenda import pulse_reasons
from facilitation.queries.self_reflection import shared_reflections
from facilitation.queries.session import find_neighbours
from inquiry.models import FeedbackRound, Indicator, IndicatorKind, Phase, Placemat

# Which item of an outline a self-reflection speaks of, by the key of the item.
SPEAKS_OF: Final = {
    "learning_community": ("agreements", "arrive"),
    "deepening_inquiry": ("theory", "problem", "leading", "lagging"),
    "application_at_home": ("practice", "success", "share"),
}
ARRIVING: Final = "arrive"  # here one looks back: at what was promised, and what was written on leaving
LOOKS: Final = {"leading": IndicatorKind.LEADING, "lagging": IndicatorKind.LAGGING, "evidence": None}


@dataclass(frozen=True)
class Drafted:
    """One item of a draft. `why` are its reasons, as AgendaItem keeps them."""

    kind: str
    title: str
    minutes: int
    protocol: str
    why: list[dict[str, Any]]


@dataclass(frozen=True)
class _Facts:
    """What a draft is made from."""

    phase: int
    promised: int
    prepared: list[UUID]
    feedback: int
    shared: int
    indicators: dict[str | None, int]
    brought: dict[str | None, int]
    due: int
    reflection: SelfReflection | None
    ticket: TicketBefore | None
    pulse: list[dict[str, Any]]

    @property
    def left_with(self) -> list[dict[str, Any]]:
        """The reason that what members wrote as they left last time is."""
        if self.ticket is None:
            return []
        about = {"count": self.ticket.answered, "prompt": str(self.ticket.prompt), "on": self.ticket.on.isoformat()}
        return [{"because": "exit", **about}]


def draft_for(session: Session, reader: Participant) -> list[Drafted]:
    """A draft of a session's agenda, in the reader's language, which takes as long as the session.

    The outline of the phase is its spine; what the group brings along comes right after arriving. Seventeen SQL queries
    at most.
    """
    facts = _facts(session, reader)
    outline = outline_of(facts.phase)
    items = [_from_outline(one, facts) for one in outline]
    items[1:1] = list(_brought_along(facts, outline))
    items = items[:MAX_ITEMS]
    minutes = fit_minutes([item.minutes for item in items], session.minutes)
    return [
        Drafted(item.kind, item.title, length, item.protocol, item.why)
        for item, length in zip(items, minutes, strict=True)
    ]


def _facts(session: Session, reader: Participant) -> _Facts:
    placemats = {"placemat__cycle__collective": session.collective_id, "placemat__cycle__closed_at": None}
    indicators = Indicator.objects.filter(**placemats, placemat__leader=None, removed_at=None)
    kinds = list(indicators.values_list("kind", flat=True))
    prompts = Prompt.objects.filter(session=session, use=PromptUse.BEFORE)
    met_before = find_neighbours(session).before
    brought = newly_brought(session.collective_id, since=met_before.starts_at if met_before else None)
    ours = Placemat.objects.filter(cycle__collective=session.collective_id, cycle__closed_at=None, leader=None)
    before = SelfReflection.objects.filter(
        facilitator=reader, session__collective=session.collective_id, session__starts_at__lt=session.starts_at
    )
    return _Facts(
        phase=phase_of(session.collective) or Phase.FORMING,
        promised=commitments_before(session).count(),
        prepared=list(prompts.exclude(gathering__state=GatheringState.DRAFT).values_list("pk", flat=True)),
        feedback=FeedbackRound.objects.filter(**placemats, placemat__leader=None, closed_at=None).count(),
        shared=len(shared_reflections(session, reader=reader)),
        indicators={None: len(kinds)} | {kind: kinds.count(kind) for kind in IndicatorKind.values},
        brought={None: sum(brought.values())} | brought,
        due=len(due_indicators(ours, today=session.date)),
        reflection=before.order_by("-session__starts_at").first(),
        ticket=ticket_before(session),
        pulse=list(pulse_reasons(session, met_before=met_before.starts_at if met_before else None)),
    )


def _from_outline(one: OutlineItem, facts: _Facts) -> Drafted:
    why: list[dict[str, Any]] = [{"because": "phase", "phase": facts.phase}]
    kind = ItemKind.PROTOCOL if one.protocol else ItemKind.FREE
    if one.key == ARRIVING:
        why += facts.left_with
    if one.key == ARRIVING and facts.promised:
        kind = ItemKind.COMMITMENTS
        why.append({"because": "promised", "count": facts.promised})
    if one.key in LOOKS and (count := facts.indicators[LOOKS[one.key]]):
        kind = kind if one.protocol else ItemKind.EVIDENCE
        why.append({"because": "indicators", "count": count})
        why += _evidence(facts, LOOKS[one.key])
    if one.key == "theory" and not one.protocol:
        kind = ItemKind.PLACEMAT
    why += _from_reflection(one.key, facts.reflection)
    return Drafted(kind, one.title, one.minutes, one.protocol, why)


def _evidence(facts: _Facts, kind: str | None) -> Iterator[dict[str, Any]]:
    """What was brought since the group met, and what is planned until it meets."""
    if count := facts.brought.get(kind, 0):
        yield {"because": "brought", "count": count}
    if facts.due:
        yield {"because": "due", "count": facts.due}


def _from_reflection(key: str, reflection: SelfReflection | None) -> Iterator[dict[str, Any]]:
    """That whoever drafts wrote something last time that speaks of this item: its key, never its words."""
    for question, keys in SPEAKS_OF.items():
        if reflection is not None and key in keys and getattr(reflection, question):
            yield {"because": "reflection", "reflection": str(reflection.pk), "question": question}


def _brought_along(facts: _Facts, outline: list[OutlineItem]) -> Iterator[Drafted]:
    arrives = any(one.key == ARRIVING for one in outline)
    if facts.left_with and not arrives:
        yield Drafted(ItemKind.FREE, _("What we wrote as we left"), 5, "", facts.left_with)
    if facts.promised and not arrives:
        why = [{"because": "promised", "count": facts.promised}]
        yield Drafted(ItemKind.COMMITMENTS, _("What we promised each other"), 10, "", why)
    if facts.prepared:
        about = {"prompt": str(facts.prepared[0])} if len(facts.prepared) == 1 else {}
        why = [{"because": "prepared", "count": len(facts.prepared), **about}]
        yield Drafted(ItemKind.PROMPT, _("What we answered beforehand"), 10, "", why)
    for reason in facts.pulse:
        asks = reason["because"] == "pulse_due"
        title = _("Say how we see ourselves as a group") if asks else _("What we said of ourselves as a group")
        yield Drafted(ItemKind.FREE, title, 10 if asks else 15, "", [reason])
    if facts.brought[None] and not any(one.key in LOOKS for one in outline):
        yield Drafted(ItemKind.EVIDENCE, _("What was brought since we met"), 15, "", list(_evidence(facts, None)))
    if facts.shared:
        why = [{"because": "shared", "count": facts.shared}]
        yield Drafted(ItemKind.FREE, _("What facilitators agreed to share"), 20, "", why)
    if facts.feedback:
        why = [{"because": "feedback", "count": facts.feedback}]
        yield Drafted(ItemKind.PLACEMAT, _("Feedback on our placemat"), 10, "", why)
