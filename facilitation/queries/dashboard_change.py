"""What changed across collectives since a moment: phases, sessions, evidence, adjustments, judgements, help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Max, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant
from evidence.models import LearningState, LearningSummary, Release, Settlement
from facilitation.models import Help, Session, SupportFlag
from facilitation.queries.session_held import that_took_place
from ilc.templatetags.ilc import PHASES
from inquiry.models import Adjustment, PhaseMove

type Words = str | Promise


class Changed(StrEnum):
    """Kinds of things that change."""

    PHASE = "phase"
    HELD = "held"
    EVIDENCE = "evidence"
    ADJUSTED = "adjusted"
    SETTLED = "settled"
    LEARNED = "learned"
    UP = "up"
    DOWN = "down"
    HELPED = "helped"


SAID: dict[str, Words] = {
    Changed.PHASE: _("is in another phase:"),
    Changed.HELD: _("met"),
    Changed.EVIDENCE: _("has new evidence:"),
    Changed.ADJUSTED: _("adjusted its theory of action"),
    Changed.SETTLED: _("settled its judgement"),
    Changed.LEARNED: _("published what it learned:"),
    Changed.UP: _("has a hand up"),
    Changed.DOWN: _("no longer has a hand up"),
    Changed.HELPED: _("was offered help"),
}
LINKS = {
    Changed.PHASE: "inquiry:collective-phase",
    Changed.HELD: "facilitation:session",
    Changed.EVIDENCE: "evidence:indicator",
    Changed.ADJUSTED: "inquiry:adjustment",
    Changed.SETTLED: "evidence:settlement",
    Changed.LEARNED: "evidence:learning-summary",
    Changed.UP: "facilitation:collective-support",
    Changed.DOWN: "facilitation:collective-support",
    Changed.HELPED: "facilitation:collective-support",
}
COLUMNS = ("told_kind", "told_at", "told_of", "told_name", "told_lang", "told_about", "told_words")


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changed. `link` names the address of `about`; `words`: what people wrote, or a phase."""

    at: datetime
    collective: str
    said: Words
    words: Words
    language: str
    link: str
    about: UUID


def dashboard_changes(
    collectives: QuerySet[Collective, Any], participant: Participant, *, since: datetime, now: datetime
) -> QuerySet[Any, Any]:
    """What changed in these since then, the latest first; for a page of a list. Not what one did oneself as staff.

    Of evidence, that the shared view shows something new of an indicator, and nothing of what it shows.
    """
    within = collectives.values("pk")
    span, others = (since, now), ~Q(by=participant)
    rows = [
        _named(
            PhaseMove.objects.filter(at__range=span, cycle__collective__in=within),
            Changed.PHASE,
            of="cycle__collective",
            about="cycle__collective",
            words=Cast("to_phase", CharField()),
        ),
        _named(
            that_took_place(Session.objects.filter(starts_at__range=span, collective__in=within)),
            Changed.HELD,
            of="collective",
            moment="starts_at",
        ),
        _named(
            Release.objects.filter(
                made_at__range=span,
                indicator__placemat__leader=None,
                indicator__placemat__cycle__collective__in=within,
            ),
            Changed.EVIDENCE,
            of="indicator__placemat__cycle__collective",
            about="indicator",
            moment="made_at",
            words=F("indicator__text"),
        ),
        _named(
            Adjustment.objects.filter(
                at__range=span, removed_at=None, placemat__leader=None, placemat__cycle__collective__in=within
            ),
            Changed.ADJUSTED,
            of="placemat__cycle__collective",
        ),
        _named(
            Settlement.objects.filter(
                at__range=span,
                taken_up_at=None,
                judgement__placemat__leader=None,
                judgement__placemat__cycle__collective__in=within,
            ),
            Changed.SETTLED,
            of="judgement__placemat__cycle__collective",
        ),
        _named(
            LearningSummary.objects.filter(
                published_at__range=span,
                state=LearningState.PUBLISHED,
                placemat__cycle__collective__in=within,
            ),
            Changed.LEARNED,
            of="placemat__cycle__collective",
            moment="published_at",
            words=F("title"),
        ),
        _flags(
            SupportFlag.objects.filter(raised_at__range=span, lowered_at=None),
            Changed.UP,
            within,
            "raised",
            participant,
        ),
        _flags(SupportFlag.objects.filter(lowered_at__range=span), Changed.DOWN, within, "lowered", participant),
        _named(
            Help.objects.filter(others, at__range=span, collective__in=within),
            Changed.HELPED,
            of="collective",
            about="collective",
        ),
    ]
    return rows[0].union(*rows[1:], all=True).order_by("-told_at", "told_name", "told_about")


def change_lines(rows: Iterable[Any]) -> list[ChangeLine]:
    """A page of `dashboard_changes` in words. One SQL query."""
    return [
        ChangeLine(
            at=row["told_at"],
            collective=row["told_name"],
            said=SAID[row["told_kind"]],
            words=PHASES[int(row["told_words"]) - 1] if row["told_kind"] == Changed.PHASE else row["told_words"],
            language="" if row["told_kind"] == Changed.PHASE else row["told_lang"],
            link=LINKS[row["told_kind"]],
            about=row["told_about"],
        )
        for row in rows
    ]


def _flags(
    flags: QuerySet[SupportFlag], kind: Changed, within: Any, did: str, participant: Participant
) -> QuerySet[Any, Any]:
    """Raised or lowered, by a rule or by somebody else."""
    others = flags.filter(Q(**{f"{did}_by": None}) | ~Q(**{f"{did}_by": participant}), collective__in=within)
    return _named(others, kind, of="collective", about="collective", moment=f"{did}_at")


def _named(
    rows: QuerySet[Any], kind: Changed, *, of: str, about: str = "pk", moment: str = "at", words: Any = None
) -> QuerySet[Any, Any]:
    """The columns that all kinds have, once for each thing that they are about."""
    nothing = Value("", output_field=CharField())
    told: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            told_kind=Value(kind.value, output_field=CharField()),
            told_of=F(of),
            told_name=F(f"{of}__name"),
            told_lang=F(f"{of}__language"),
            told_about=F(about),
            told_words=nothing if words is None else words,
        )
        .values(*(one for one in COLUMNS if one != "told_at"))
        .annotate(told_at=Max(moment, output_field=DateTimeField()))
        .values(*COLUMNS)
    )
    return told
