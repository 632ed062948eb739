"""The collectives of a proposal side by side, with what is good and what is strained in each. No SQL here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.formation.check import GoodCode, Sheet, Strain, StrainCode
from collectives.engine.formation.problem import Collective
from collectives.engine.weekly_times import MINUTES
from collectives.queries.proposal import Seating
from collectives.queries.proposal_name import slot_words
from collectives.queries.proposal_words import LANGUAGE_NAMES, people_words, short_rank, violation_words

type Ranks = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class MemberRow:
    """Somebody in a collective of a proposal. `signs`: which choice it is, and whether they are pinned or away."""

    key: str
    name: str
    about: str
    signs: str


@dataclass(frozen=True)
class GroupRow:
    """One collective of a proposal. `broken`: rules it breaks; `strained` and `good`: what else there is to say."""

    pk: UUID
    number: int
    name: str
    theme: str
    taken: int
    seats: int
    slot: str
    language: str
    facilitator: str
    members: Sequence[MemberRow]
    broken: Sequence[str]
    strained: Sequence[str]
    good: Sequence[str]
    collective: UUID | None = None


def ordered(seating: Seating, *, words: str) -> list[Collective]:
    """The collectives of a proposal, the strained first; with words, those in whose names all of them stand. No SQL."""
    broken = Counter(violation.collective for violation in seating.verdict.violations)
    sheets = {sheet.key: sheet for sheet in seating.verdict.sheets}
    wanted = words.casefold().split()

    def strain(one: Collective) -> tuple[int, int, float, int]:
        sheet = sheets[one.key]
        worth = sheet.score / max(sheet.size, 1)
        return (-broken[one.key], -len(sheet.strained), worth, seating.rows[one.key].number)

    return sorted((one for one in seating.assignment.collectives if _holds(one, wanted, seating)), key=strain)


def group_rows(seating: Seating, collectives: Iterable[Collective], *, rules_shown: bool) -> list[GroupRow]:
    """These collectives of a proposal as its page shows them. No SQL."""
    broken: dict[str, list[str]] = defaultdict(list)
    shown = list(collectives)
    keys = {one.key for one in shown}
    for violation in seating.verdict.violations:
        if violation.collective in keys:
            broken[violation.collective].append(violation_words(violation, seating, rules_shown=rules_shown))
    ranks = ranks_of(seating)
    sheets = {sheet.key: sheet for sheet in seating.verdict.sheets}
    return [_group_row(one, sheets[one.key], broken[one.key], seating, ranks) for one in shown]


def ranks_of(seating: Seating) -> Ranks:
    """How each person ranked each theme they chose, counted from 0."""
    people = seating.given.problem.people
    return {(person.key, theme): rank for person in people for rank, theme in enumerate(person.choices)}


def _group_row(
    collective: Collective,
    sheet: Sheet,
    broken: Sequence[str],
    seating: Seating,
    ranks: Ranks,
) -> GroupRow:
    row, away = seating.rows[collective.key], set(sheet.absent)
    members = [
        MemberRow(
            key,
            (person := seating.person(key)).name,
            " · ".join(part for part in (person.position, person.district) if part),
            " · ".join(
                sign
                for sign in (
                    short_rank(ranks.get((key, collective.theme))),
                    _("pinned") if key in seating.pins.people else "",
                    _("away") if key in away else "",
                )
                if sign
            ),
        )
        for key in collective.members
    ]
    return GroupRow(
        row.pk,
        row.number,
        row.name,
        row.theme.name,
        len(members),
        seating.given.problem.rules.max_size,
        slot_words(row.half_hour),
        LANGUAGE_NAMES.get(row.language, row.language),
        seating.person(collective.facilitator).name,
        sorted(members, key=lambda member: member.name),
        broken,
        _strained(collective, sheet, seating),
        _good(sheet),
        row.collective_id,
    )


def _strained(collective: Collective, sheet: Sheet, seating: Seating) -> list[str]:
    words = {
        StrainCode.ABSENT: _("%(names)s cannot make %(slot)s; nobody else may be away."),
        StrainCode.SMALLEST: _("%(value)d people, the fewest there may be: if one says no, it is too small."),
        StrainCode.FULL: _("All %(value)d seats are taken."),
        StrainCode.DISTRICT_AT_CAP: _("%(value)d from %(name)s, the most a district may have."),
        StrainCode.ONLY_LOW_CHOICES: _("Nobody’s first or second choice."),
        StrainCode.SINGLE_POSITION: _("All have the same position."),
        StrainCode.SINGLE_DISTRICT: _("All are from %(name)s."),
        StrainCode.THIRD_AGAIN: _("A third choice for the second time: %(names)s."),
    }
    found = [
        words[one.code]
        % {
            "names": people_words(seating, one.people),
            "slot": slot_words(collective.slot),
            "value": one.value,
            "name": one.name,
        }
        for one in sheet.strained
        if one.code in words and not _broken_already(one, sheet, seating)
    ]
    return found + _at_once(collective, seating)


def _broken_already(strain: Strain, sheet: Sheet, seating: Seating) -> bool:
    """More absent people than may be are a broken rule; it is said as such."""
    return strain.code == StrainCode.ABSENT and len(sheet.absent) > seating.given.problem.rules.max_absent


def _at_once(collective: Collective, seating: Seating) -> list[str]:
    """Where else its facilitator would be while it meets, which the engine does not look at."""
    apart = -(-seating.given.minutes // MINUTES)
    name = seating.person(collective.facilitator).name
    found = [
        _("%(name)s would guide %(collective)s at the same time.")
        % {"name": name, "collective": seating.rows[other.key].name}
        for other in seating.guided_by(collective.facilitator)
        if other.key != collective.key and 0 < abs(other.slot - collective.slot) < apart
    ]
    sits = seating.places.get(collective.facilitator)
    if sits is not None and abs(sits.slot - collective.slot) < apart:
        words = _("%(name)s would sit in %(collective)s at the same time.")
        found.append(words % {"name": name, "collective": seating.rows[sits.key].name})
    return found


def _good(sheet: Sheet) -> list[str]:
    values = {one.code: one.value for one in sheet.good}
    mix = [
        words % {"count": count}
        for code, words in (
            (GoodCode.DISTRICTS_MEET, ngettext("%(count)d district", "%(count)d districts", 2)),
            (GoodCode.POSITIONS_MEET, ngettext("%(count)d position", "%(count)d positions", 2)),
            (GoodCode.REGIONS_MEET, ngettext("%(count)d region", "%(count)d regions", 2)),
        )
        if (count := values.get(code, 0)) > 1
    ]
    found = [_("%(mix)s meet.") % {"mix": ", ".join(mix)}] if mix else []
    words = {
        GoodCode.RURAL_WITH_LARGE: _("Rural and large places meet."),
        GoodCode.EVERYONE_FIRST_CHOICE: _("Everyone’s first choice."),
        GoodCode.ALL_BUT_ONE_FIRST_CHOICE: _("Everyone’s first choice but one."),
        GoodCode.NOBODY_ALONE: _("Nobody is alone of their position."),
        GoodCode.ALL_CAN_MAKE_IT: _("Everybody can make it."),
    }
    return found + [said for code, said in words.items() if code in values]


def _holds(collective: Collective, wanted: Sequence[str], seating: Seating) -> bool:
    if not wanted:
        return True
    row = seating.rows[collective.key]
    people = (seating.person(key).name for key in (collective.facilitator, *collective.members))
    text = " ".join([row.name, row.theme.name, *people]).casefold()
    return all(word in text for word in wanted)
