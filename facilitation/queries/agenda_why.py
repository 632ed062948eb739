"""Why an item stands on the agenda, in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant
from facilitation.models import AgendaItem, ReflectionQuestion, SelfReflection

LONGEST_QUOTE: Final = 160  # characters


@dataclass(frozen=True)
class Reason:
    """One reason. `own`: it comes from what the reader wrote for themselves, and nobody else sees it.

    `prompt`: whose answers it speaks of; whoever runs the session reads them.
    """

    text: str
    quote: str = ""
    own: bool = False
    prompt: str = ""


def reasons_of(items: Iterable[AgendaItem], reader: Participant) -> dict[UUID, list[Reason]]:
    """The reasons of each item that this reader may see. One SQL query, none when no item names a self-reflection."""
    rows = list(items)
    wanted = [one["reflection"] for row in rows for one in row.why if one.get("because") == "reflection"]
    own = SelfReflection.objects.filter(pk__in=wanted, facilitator=reader) if wanted else ()
    written = {str(reflection.pk): reflection for reflection in own}
    return {row.pk: [reason for one in row.why if (reason := _words(one, written))] for row in rows}


def _words(why: Mapping[str, Any], written: Mapping[str, SelfReflection]) -> Reason | None:
    if why.get("because") == "reflection":
        reflection = written.get(why["reflection"])
        return _own(reflection, why["question"]) if reflection else None
    say = _SAYS.get(why.get("because", ""))
    return Reason(say(why), prompt=why.get("prompt", "")) if say else None


def _own(reflection: SelfReflection, question: str) -> Reason | None:
    text = str(getattr(reflection, question, ""))
    if not text:
        return None
    asked = str(ReflectionQuestion(question).label)
    quote = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
    return Reason(_("You wrote last time, to “%(question)s”:") % {"question": asked}, quote, own=True)


def _phase(why: Mapping[str, Any]) -> str:
    return _("Groups in phase %(phase)d usually do this") % {"phase": why["phase"]}


def _promised(why: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d commitment comes along from earlier sessions",
        "%(count)d commitments come along from earlier sessions",
        why["count"],
    ) % {"count": why["count"]}


def _prepared(why: Mapping[str, Any]) -> str:
    return ngettext(
        "Members were asked %(count)d prompt beforehand",
        "Members were asked %(count)d prompts beforehand",
        why["count"],
    ) % {"count": why["count"]}


def _exit(why: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d member answered the exit ticket of %(day)s",
        "%(count)d members answered the exit ticket of %(day)s",
        why["count"],
    ) % {"count": why["count"], "day": date_format(date.fromisoformat(why["on"]), "MONTH_DAY_FORMAT")}


def _indicators(why: Mapping[str, Any]) -> str:
    return ngettext(
        "Your placemat promises %(count)d indicator to look at",
        "Your placemat promises %(count)d indicators to look at",
        why["count"],
    ) % {"count": why["count"]}


def _brought(why: Mapping[str, Any]) -> str:
    return ngettext(
        "Evidence was brought for %(count)d indicator since you met",
        "Evidence was brought for %(count)d indicators since you met",
        why["count"],
    ) % {"count": why["count"]}


def _due(why: Mapping[str, Any]) -> str:
    return ngettext(
        "Evidence for %(count)d indicator is planned until then",
        "Evidence for %(count)d indicators is planned until then",
        why["count"],
    ) % {"count": why["count"]}


def _feedback(why: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d feedback round about your placemat is open",
        "%(count)d feedback rounds about your placemat are open",
        why["count"],
    ) % {"count": why["count"]}


def _shared(why: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d facilitator agreed to share a look back",
        "%(count)d facilitators agreed to share a look back",
        why["count"],
    ) % {"count": why["count"]}


def _pulse(why: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d member answered the pulse of phase %(phase)d",
        "%(count)d members answered the pulse of phase %(phase)d",
        why["count"],
    ) % {"count": why["count"], "phase": why["phase"]}


def _pulse_due(why: Mapping[str, Any]) -> str:
    words = _("Phase %(phase)d has begun. Whoever guides the group can open its pulse: five minutes, without names")
    return words % {"phase": why["phase"]}


_SAYS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "phase": _phase,
    "promised": _promised,
    "prepared": _prepared,
    "exit": _exit,
    "indicators": _indicators,
    "brought": _brought,
    "due": _due,
    "feedback": _feedback,
    "shared": _shared,
    "pulse": _pulse,
    "pulse_due": _pulse_due,
}
