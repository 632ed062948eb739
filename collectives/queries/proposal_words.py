"""What the engine says in codes, in words that a person can act on. No SQL here."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.formation.check import Violation
from collectives.engine.formation.check import ViolationCode as Broken
from collectives.engine.formation.problem import Collective
from collectives.engine.formation.unplaced import UnplacedCode as Unplaced
from collectives.models import LANGUAGES
from collectives.queries.formation_problem import FormationFacts, RuleFacts
from collectives.queries.proposal import Seating
from collectives.queries.proposal_name import slot_words
from collectives.queries.proposal_refusal import refusal_words
from ilc.zones import date_words

LANGUAGE_NAMES = dict(LANGUAGES)
NAMED = 4  # people in one sentence; the others are counted


def short_rank(rank: int | None) -> str:
    """Which choice a theme was, as short as it goes."""
    return {0: _("1st"), 1: _("2nd"), 2: _("3rd")}.get(rank, "") if rank is not None else ""


def rank_words(rank: int | None) -> str:
    """Which choice a theme was, rank counted from 0; empty for a theme that was not ranked."""
    return {0: _("1st choice"), 1: _("2nd choice"), 2: _("3rd choice")}.get(rank, "") if rank is not None else ""


def list_words(names: Iterable[str]) -> str:
    """Names in one phrase: "A, B and C"."""
    names = list(names)
    if len(names) > NAMED:
        others = ngettext("%(count)d other", "%(count)d others", len(names) - NAMED) % {"count": len(names) - NAMED}
        names = [*names[:NAMED], others]
    return str(get_text_list(names, _("and")))


def people_words(seating: Seating, keys: Iterable[str]) -> str:
    """Names of people in one phrase."""
    return list_words(sorted(seating.person(key).name for key in keys))


def percent_of_best(score: int | None, bound: int | None) -> int | None:
    """How much of the best possible a score reaches at least, rounded down; None without a proven bound."""
    return min(100, max(0, 100 * score // bound)) if bound and score is not None else None


def rule_words(rule: RuleFacts, *, shown: bool) -> str:
    """Who set a rule and when; to who may not see the rules, only that there is one."""
    if not shown:
        return _("a rule of the program’s admins")
    said = _("rule set by %(name)s on %(day)s") % {"name": rule.set_by, "day": date_words(rule.set_on)}
    return _("%(rule)s: %(reason)s") % {"rule": said, "reason": rule.reason} if rule.reason else said


def rule_between(given: FormationFacts, one: str, other: str) -> RuleFacts | None:
    """The rule that keeps two people apart."""
    return next((rule for rule in given.apart if {one, other} <= set(rule.people)), None)


def violation_words(violation: Violation, seating: Seating, *, rules_shown: bool = True) -> str:
    """What a broken rule means, about the collective it is broken in."""
    people, row = list(violation.people), seating.rows.get(violation.collective)
    names = people_words(seating, people)
    said = {
        "names": names,
        "count": violation.count,
        "limit": violation.limit,
        "slot": slot_words(row.half_hour) if row else "",
        "language": LANGUAGE_NAMES.get(row.language, "") if row else "",
        "theme": row.theme.name if row else "",
        "guide": seating.person(str(row.facilitator_id)).name if row else "",
        "district": seating.person(people[0]).district if people else "",
    }
    many = len(people)
    words = {
        Broken.TOO_SMALL: _("%(count)d people, and a collective has at least %(limit)d."),
        Broken.TOO_LARGE: _("%(count)d people, and a collective has at most %(limit)d."),
        Broken.THEME_NOT_RANKED: ngettext(
            "%(names)s did not choose this theme.", "%(names)s did not choose this theme.", many
        ),
        Broken.LANGUAGE_NOT_SHARED: ngettext(
            "%(names)s did not name %(language)s as a language.",
            "%(names)s did not name %(language)s as a language.",
            many,
        ),
        Broken.TOO_MANY_ABSENT: ngettext(
            "%(names)s cannot make %(slot)s.", "%(names)s cannot make %(slot)s; one at most may be away.", many
        ),
        Broken.DISTRICT_CAP: _("%(count)d from %(district)s, and a district may have %(limit)d."),
        Broken.APART: _("%(names)s are kept apart."),
        Broken.TOGETHER_SPLIT: _("%(names)s are kept together and sit in different collectives."),
        Broken.TOGETHER_PARTLY_UNPLACED: _("%(names)s are kept together and not all of them have a seat."),
        Broken.FACILITATOR_THEME: _("%(guide)s did not offer to guide this theme."),
        Broken.FACILITATOR_SLOT: _("%(guide)s cannot make %(slot)s."),
        Broken.FACILITATOR_LANGUAGE: _("%(guide)s does not guide in %(language)s."),
        Broken.FACILITATOR_CAPACITY: _("%(guide)s would guide %(count)d collectives and offered %(limit)d."),
        Broken.FACILITATOR_TWICE_AT_ONCE: _("%(guide)s would guide two collectives at the same time."),
        Broken.UNKNOWN_FACILITATOR: _("%(guide)s has not said what they can guide."),
        Broken.UNKNOWN_PERSON: ngettext(
            "%(names)s has not answered, or does not take part.",
            "%(names)s have not answered, or do not take part.",
            many,
        ),
        Broken.SEATED_TWICE: _("%(names)s sits in two collectives."),
        Broken.PIN_BROKEN: ngettext("%(names)s was pinned elsewhere.", "%(names)s were pinned elsewhere.", many),
    }
    text = words[violation.code] % said
    rule = rule_between(seating.given, people[0], people[-1]) if violation.code == Broken.APART else None
    return f"{text[:-1]} ({rule_words(rule, shown=rules_shown)})." if rule else text


def collective_about(collective: Collective, seating: Seating) -> str:
    """When and in which language a collective meets, and with whom: "Thursday 16:00 · English · Tomás Echeverría"."""
    parts = [slot_words(collective.slot), LANGUAGE_NAMES.get(collective.language, collective.language)]
    return " · ".join([*parts, seating.person(collective.facilitator).name])


def unplaced_words(code: str) -> str:
    """Why somebody has no seat, in words about what could change it."""
    return {
        Unplaced.NO_THEME_RANKED: _("Chose no theme that is open."),
        Unplaced.NO_FACILITATOR: _("No facilitator guides a theme they chose in a language they speak."),
        Unplaced.NO_FACILITATED_SLOT: _("No facilitator of their themes meets when they can."),
        Unplaced.TOO_FEW_COMPATIBLE: _("Too few others share a theme, a language and a time with them."),
        Unplaced.NONE_OPEN: _("No collective is open for a theme they chose in a language they speak."),
        Unplaced.NO_OPEN_SLOT: _("No collective of their themes meets when they can."),
        Unplaced.ALL_FULL: _("Every collective that would suit them is full."),
        Unplaced.KEEP_APART: _("Where a seat is free, somebody sits whom they are kept apart from."),
        Unplaced.DISTRICT_CAP: _("Where a seat is free, their district has as many people as it may."),
        Unplaced.KEEP_TOGETHER: _("They are kept together with others, and no collective has room for all of them."),
        Unplaced.SEAT_FREE: _("A seat that suits them is free: you can give it."),
    }.get(Unplaced(code), "")


def trouble_words(trouble: Mapping[str, Any], *, name: Mapping[str, str]) -> tuple[str, str]:
    """Why a run came to nothing, or what to know about it; and what to do next. `name` of people by their keys."""
    if trouble["code"] == "not_accepted":
        return _("It could not be accepted."), refusal_words(trouble)
    people = [name.get(key, _("somebody who left")) for key in trouble.get("people", ())]
    said = {"names": list_words(people), "count": trouble.get("count", len(people)), "limit": trouble.get("limit", 0)}
    unpin = _("Look at the pins and let one of them go, then run again.")
    rules = _("Look at the rules and end one of them, then run again.")
    words = {
        "nobody_answered": (
            _("Nobody has answered yet."),
            _("Ask people what they want, or remind them; then form."),
        ),
        "too_few_answered": (
            _("%(count)d people answered, and a collective has at least %(limit)d."),
            _("Remind those who have not answered, or let collectives be smaller."),
        ),
        "no_facilitator": (
            _("No facilitator has offered to guide a collective yet."),
            _("Ask facilitators what they can guide, or answer for them."),
        ),
        "no_theme": (_("No theme is open."), _("Open the themes that people may join.")),
        "no_slot": (_("No session could begin on these weekdays and hours."), _("Widen the weekdays or the hours.")),
        "no_common_time": (
            _("Nobody can make any of the times at which a session could begin."),
            _("Widen the weekdays or the hours, make sessions shorter, or ask people to look at their times again."),
        ),
        "nothing_formed": (
            _("No group could be found whose people share a theme, a time and a language with a facilitator."),
            _("More times, one more facilitator, or smaller collectives would help most. You can also form by hand."),
        ),
        "few_facilitators": (
            _("Facilitators offered to guide %(count)d collectives; these people need %(limit)d at least."),
            _("Ask one more facilitator, or let one guide more collectives."),
        ),
        "interrupted": (_("Forming was interrupted several times."), _("Run it again; nothing was lost.")),
        "together_too_many": (
            _("%(count)d people are to be kept together (%(names)s), and a collective has at most %(limit)d."),
            rules,
        ),
        "together_and_apart": (_("%(names)s are to be kept together and apart at once."), rules),
        "together_over_district_cap": (
            _("%(names)s are to be kept together, and more of them come from one district than may: %(limit)d."),
            rules,
        ),
        "together_theme": (_("%(names)s are to be kept together and share no theme."), rules),
        "together_language": (_("%(names)s are to be kept together and share no language."), rules),
        "pin_unknown_person": (_("Somebody is pinned who does not take part any more."), unpin),
        "pin_unknown_collective": (_("%(names)s: pinned to a collective that is not there any more."), unpin),
        "pin_theme": (_("%(names)s: pinned to a theme they did not choose."), unpin),
        "pin_language": (_("%(names)s: pinned to a collective whose language they do not speak."), unpin),
        "pin_absences": (_("%(names)s are pinned to a time that they cannot make."), unpin),
        "pin_size": (_("%(count)d people are pinned to one collective, and it has at most %(limit)d."), unpin),
        "pin_district_cap": (_("%(names)s are pinned together, more of one district than may: %(limit)d."), unpin),
        "pins_split_together": (_("%(names)s are kept together and pinned to different collectives."), unpin),
        "pins_join_apart": (_("%(names)s are kept apart and pinned to one collective."), unpin),
        "pin_facilitator": (_("The facilitator of a pinned collective cannot guide it any more."), unpin),
    }
    happened, to_do = words[trouble["code"]]
    return happened % said, to_do
