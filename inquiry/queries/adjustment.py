"""Adjustments to a theory of action, and the question what led to one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from collectives.models import Participant
from ilc.zones import date_words
from inquiry.engine.adjustment import AdjustedPart, adjusted_parts, kept_part, theory_stood
from inquiry.engine.comparison import Comparison, compare
from inquiry.models import Adjustment, HintAside, Phase, Placemat
from inquiry.permissions.adjustment import visible_adjustments
from inquiry.queries.comparison import FIELDS
from inquiry.queries.moment import instant_key
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import Content

CHANGED = "theory_changed"  # the key under which the question is put aside
MOST_NAMED = 3  # parts in one breath; at least two more are told apart
FATES = {
    "added": gettext_lazy("%(part)s was added"),
    "changed": gettext_lazy("%(part)s was changed"),
    "moved": gettext_lazy("%(part)s has another place"),
    "gone": gettext_lazy("%(part)s was taken away"),
}
ASKED = {
    "added": gettext_lazy("You added %(part)s. What led to it?"),
    "changed": gettext_lazy("You changed %(part)s. What led to it?"),
    "moved": gettext_lazy("You moved %(part)s. What led to it?"),
    "gone": gettext_lazy("You took away %(part)s. What led to it?"),
}


@dataclass(frozen=True)
class AdjustmentRow:
    """An adjustment with what it changed, in words."""

    adjustment: Adjustment
    summary: str

    @property
    def day(self) -> str:
        """Its day, for a sentence."""
        return date_words(self.adjustment.on)

    @property
    def before(self) -> str:
        """The moment before it, as an address names it."""
        return instant_key(self.adjustment.from_at)

    @property
    def after(self) -> str:
        """The moment after it."""
        return instant_key(self.adjustment.to_at)


@dataclass(frozen=True)
class TheoryQuestion:
    """That the theory changed since the last time anybody said why. `since` names that moment.

    It names the newest changes; `earlier` has the others, each in words. `spoken` is a digest of the words it is about,
    as with the guide's questions.
    """

    question: str
    earlier: list[str]
    since: str
    spoken: str


def readable_adjustments(participant: Participant) -> QuerySet[Adjustment]:
    """Those the participant may see, each with its placemat, collective and who recorded it."""
    return visible_adjustments(participant).select_related(
        "placemat__cycle__collective__theme", "placemat__leader", "by"
    )


def adjustment_row(adjustment: Adjustment) -> AdjustmentRow:
    """One adjustment in words. No SQL."""
    return AdjustmentRow(adjustment, parts_words([kept_part(kept) for kept in adjustment.parts]))


def last_adjustment(placemat: Placemat, *, since: datetime | None = None) -> AdjustmentRow | None:
    """The latest one, for the head of the theory; `since`: when the reader's history begins. One SQL query."""
    rows = placemat.adjustments.filter(removed_at=None, **({"from_at__gte": since} if since else {}))
    latest = rows.order_by("-on", "-at").first()
    return adjustment_row(latest) if latest else None


def theory_question(content: Content, participant: Participant) -> TheoryQuestion | None:
    """What to ask when the theory changed while acting on it and nobody has said why; None when there is nothing.

    Who says "not now" is asked again when it changes once more. Four SQL queries at most.
    """
    placemat = content.placemat
    said_at = last_said(placemat) if placemat.cycle.phase >= Phase.ACTING else None
    if said_at is None:
        return None
    comparison = compare(standing_at(placemat, said_at), standing_now(content), fields=FIELDS)
    if not theory_stood(comparison):
        return None
    parts = adjusted_parts(comparison)
    spoken = _digest(parts, comparison)
    aside = HintAside.objects.filter(placemat=placemat, participant=participant, key=CHANGED, spoken=spoken)
    if not parts or aside.exists():
        return None
    newest = _newest(parts, placemat, since=said_at)
    earlier = [capfirst(parts_words([part])) for part in parts if part not in newest]
    return TheoryQuestion(question_words(newest), earlier, instant_key(said_at), spoken)


def theory_changes(comparison: Comparison) -> list[tuple[str, str]]:
    """The parts of the theory that are different, as value and words for choosing. No SQL."""
    return [(part.part, capfirst(parts_words([part]))) for part in adjusted_parts(comparison)]


def parts_words(parts: Sequence[AdjustedPart]) -> str:
    """What became of the parts, in one breath: "if-action 3 was added, the “then” was changed"."""
    return ", ".join(FATES[part.fate] % {"part": _name(part)} for part in parts)


def question_words(parts: Sequence[AdjustedPart]) -> str:
    """The question about these parts."""
    if len(parts) == 1:
        return str(ASKED[parts[0].fate] % {"part": _name(parts[0])})
    return _("You adjusted the theory: %(parts)s. What led to it?") % {"parts": parts_words(parts)}


def last_said(placemat: Placemat) -> datetime | None:
    """When the theory was last agreed or explained: an adjustment, a named moment, the move to acting. One query."""
    adjusted = placemat.adjustments.filter(removed_at=None).order_by().values_list("to_at")
    named = placemat.moments.filter(removed_at=None).order_by().values_list("at")
    moved = placemat.cycle.moves.filter(to_phase=Phase.ACTING).order_by().values_list("at")
    rows = adjusted.union(named, moved, all=True)
    return max((at for (at,) in rows), default=None)


def _newest(parts: list[AdjustedPart], placemat: Placemat, *, since: datetime) -> list[AdjustedPart]:
    """Those that changed last, in the order of the theory: all of them while they are few. One SQL query at most."""
    if len(parts) <= MOST_NAMED + 1:
        return parts
    changes = placemat.changes.filter(at__gt=since, part__in=[part.part for part in parts]).order_by("at", "version")
    order = {name: place for place, name in enumerate(changes.values_list("part", flat=True))}
    newest = sorted(parts, key=lambda part: order.get(part.part, -1))[-MOST_NAMED:]
    return [part for part in parts if part in newest]


def _name(part: AdjustedPart) -> str:
    if part.part.startswith("if:"):
        return _("if-action %(number)d") % {"number": part.number}
    return pgettext("clause", "the “then”") if part.part == "then" else pgettext("clause", "the “so that”")


def _digest(parts: Sequence[AdjustedPart], comparison: Comparison) -> str:
    """The words the question speaks of, as they are remembered when somebody puts it aside."""
    words = {one.field: one.now for one in comparison.texts} | {
        f"if:{one.pk}": one.now for one in comparison.if_actions
    }
    told = [(part.part, part.fate, part.number, words[part.part]) for part in parts]
    return hashlib.sha256(repr(told).encode()).hexdigest()
