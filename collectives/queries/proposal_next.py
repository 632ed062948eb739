"""The most useful next step with a proposal, and what would give a seat to those who have none. No SQL here."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.formation.opening import Opening, Stretch, StretchCode, more_capacity, would_place
from collectives.models import ProposalState
from collectives.queries.proposal import Seating
from collectives.queries.proposal_name import slot_words
from collectives.queries.proposal_overtaken import Overtaken
from collectives.queries.proposal_words import LANGUAGE_NAMES, list_words, people_words

OPENINGS = 3


@dataclass(frozen=True)
class NextStep:
    """What is next: a sentence, why, and which of the page's acts it asks for."""

    title: str
    text: str
    act: str


@dataclass(frozen=True)
class Help:
    """What would give people a seat. `asked`: what the page that opens a collective begins with, where nobody has to be
    asked first.
    """

    words: str
    asked: str = ""


def openings_of(seating: Seating) -> list[Opening]:
    """What one more facilitator could do for those without a seat, the most helpful first."""
    if not seating.unplaced or seating.proposal.state != ProposalState.READY:
        return []
    return list(would_place(seating.given.problem, seating.assignment, pins=seating.pins))[:OPENINGS]


def helps_of(seating: Seating, openings: Sequence[Opening]) -> list[Help]:
    """What would give a seat to those who have none: a little more of a facilitator there is, or one more."""
    if not openings:
        return []
    stretches = more_capacity(seating.given.problem, seating.assignment, pins=seating.pins)[: OPENINGS - 1]
    found = [_stretched(one, seating) for one in stretches]
    return found + [Help(opening_words(one, seating)) for one in openings[: OPENINGS - len(found)]]


def opening_words(opening: Opening, seating: Seating) -> str:
    """What one more facilitator would do: "One more facilitator for Grading practices, Thursday 16:00, … 7"."""
    words = ngettext(
        "One more facilitator for %(theme)s, %(slot)s, %(language)s, would place %(count)d person.",
        "One more facilitator for %(theme)s, %(slot)s, %(language)s, would place %(count)d people.",
        len(opening.placed),
    )
    return words % _said(opening, seating) + _moving(opening)


def _stretched(stretch: Stretch, seating: Seating) -> Help:
    opening, count = stretch.opening, len(stretch.opening.placed)
    words = {
        StretchCode.NOTHING: ngettext(
            "%(name)s could guide one more: %(theme)s, %(slot)s, %(language)s, would place %(count)d person.",
            "%(name)s could guide one more: %(theme)s, %(slot)s, %(language)s, would place %(count)d people.",
            count,
        ),
        StretchCode.ONE_MORE_COLLECTIVE: ngettext(
            "If %(name)s guided one more collective, %(theme)s, %(slot)s, %(count)d person would have a seat.",
            "If %(name)s guided one more collective, %(theme)s, %(slot)s, %(count)d people would have a seat.",
            count,
        ),
        StretchCode.ONE_MORE_SLOT: ngettext(
            "If %(name)s could make %(slot)s for %(theme)s, %(count)d person would have a seat.",
            "If %(name)s could make %(slot)s for %(theme)s, %(count)d people would have a seat.",
            count,
        ),
    }
    said = words[stretch.code] % (_said(opening, seating) | {"name": seating.person(stretch.facilitator).name})
    asked = {
        "theme": opening.theme,
        "half_hour": opening.slot,
        "language": opening.language,
        "facilitator": stretch.facilitator,
    }
    return Help(said + _moving(opening), urlencode(asked) if stretch.code == StretchCode.NOTHING else "")


def _said(opening: Opening, seating: Seating) -> dict[str, object]:
    return {
        "theme": seating.given.themes.get(opening.theme, ""),
        "slot": slot_words(opening.slot),
        "language": LANGUAGE_NAMES.get(opening.language, opening.language),
        "count": len(opening.placed),
    }


def _moving(opening: Opening) -> str:
    if not opening.movers:
        return ""
    words = ngettext("%(count)d other would move there.", "%(count)d others would move there.", len(opening.movers))
    return " " + words % {"count": len(opening.movers)}


def next_step(seating: Seating, since: Overtaken, openings: Sequence[Opening]) -> NextStep | None:
    """What is next, as the page's bookmark says it; None when nothing is left to do."""
    if seating.proposal.state != ProposalState.READY:
        return None
    if since:
        return NextStep(_("Something changed since this proposal was formed."), overtaken_words(since), "again")
    waiting = len(seating.unplaced)
    if not seating.rows:
        return NextStep(
            _("Open the first collective, then give people seats in it."),
            _("You choose its theme, when it meets and who guides it; each person’s page shows what a seat would do."),
            "open",
        )
    broken = len(seating.verdict.violations)
    if broken:
        words = ngettext(
            "One rule is broken. Look at it first.", "%(count)d rules are broken. Look at them first.", broken
        )
        return NextStep(
            words % {"count": broken}, _("The collectives concerned stand first below, with what is broken."), "look"
        )
    if waiting:
        return _unplaced_step(seating, waiting, openings)
    return NextStep(
        _("Everybody who answered has a seat."),
        _("Look at who sits with whom. When it is as you want it, accept it: then people are invited."),
        "accept",
    )


def overtaken_words(since: Overtaken) -> str:
    """What changed since a proposal was formed."""
    found = []
    if since.gone:
        words = ngettext("%(names)s takes no part any more.", "%(names)s take no part any more.", len(since.gone))
        found.append(words % {"names": list_words(name for _key, name in since.gone)})
    if since.new:
        words = ngettext("%(names)s has answered since.", "%(names)s have answered since.", len(since.new))
        found.append(words % {"names": list_words(name for _key, name in since.new)})
    if not found:
        found.append(_("An answer, an offer or a rule is another one now."))
    found.append(_("Run it again around the pins: as few people as possible move."))
    return " ".join(found)


def _unplaced_step(seating: Seating, waiting: int, openings: Sequence[Opening]) -> NextStep:
    title = ngettext("One person has no seat yet.", "%(count)d people have no seat yet.", waiting) % {"count": waiting}
    if not openings:
        return NextStep(
            title, _("Below you see why. Who has no seat when you accept goes to the waiting list."), "accept"
        )
    best = openings[0]
    would = ngettext(
        "One more facilitator for %(theme)s on %(slot)s would place %(count)d.",
        "One more facilitator for %(theme)s on %(slot)s would place %(count)d.",
        len(best.placed),
    ) % _said(best, seating)
    words = ngettext("%(names)s could sit there.", "%(names)s could sit there.", len(best.placed)) % {
        "names": people_words(seating, best.placed)
    }
    return NextStep(f"{title} {would}", words, "ask")
