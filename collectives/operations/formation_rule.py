"""Rules of a formation: who is kept apart, who together. One that contradicts the others is refused, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import District, Formation, FormationRule, FormationRulePerson, Participant
from collectives.operations.formation import OPEN_STATES, lock_formation
from collectives.queries.formation import FEWEST_DISTRICTS
from collectives.queries.formation_rule import active_rules
from collectives.queries.seat import district_name
from ilc.errors import Refused

APART, TOGETHER = FormationRule.Kind.APART, FormationRule.Kind.TOGETHER
FEWEST = 2


class TooFew(Refused):
    """A rule speaks of two people at least."""


class RuleStands(Refused):
    """The same rule stands already."""


class Contradiction(Refused):
    """No collective could keep this rule and the others."""


@dataclass(frozen=True)
class _Spoken:
    """Whom a rule speaks of."""

    kind: str
    people: frozenset[UUID]
    reason: str


@transaction.atomic
def set_rule(
    formation: Formation, *, kind: str, people: Sequence[Participant], reason: str, by: Participant, now: datetime
) -> FormationRule:
    """Keep people apart, each from each, or all together. Raises TooFew, RuleStands, Contradiction, FormedAlready."""
    held = lock_formation(formation, OPEN_STATES)
    spoken = _Spoken(kind, frozenset(one.pk for one in people), reason)
    if len(spoken.people) < FEWEST:
        raise TooFew(_("A rule is about two people or more."))
    _check(held, spoken)
    rule = FormationRule.objects.create(formation=held, kind=kind, reason=reason, set_by=by, set_at=now)
    FormationRulePerson.objects.bulk_create(
        FormationRulePerson(rule=rule, participant_id=pk) for pk in sorted(spoken.people)
    )
    return rule


@transaction.atomic
def set_rules(
    formation: Formation,
    about: Iterable[Sequence[Participant]],
    *,
    kind: str,
    reason: str,
    by: Participant,
    now: datetime,
) -> int:
    """A rule for each of these groups of people, all or none; one that stands already is passed over.

    How many were set. Raises as set_rule, and says about whom.
    """
    made = 0
    for people in about:
        try:
            set_rule(formation, kind=kind, people=people, reason=reason, by=by, now=now)
        except RuleStands:
            continue
        except TooFew as wrong:
            raise TooFew(f"{', '.join(one.name for one in people)}: {wrong}") from wrong
        made += 1
    return made


@transaction.atomic
def end_rule(rule: FormationRule, *, by: Participant, now: datetime) -> None:
    """A rule no longer holds; it stays in the history. A second time changes nothing. Raises FormedAlready."""
    lock_formation(rule.formation, OPEN_STATES)
    FormationRule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=now, ended_by=by)


@transaction.atomic
def restore_rule(rule: FormationRule, *, by: Participant, now: datetime) -> FormationRule | None:
    """Undo that: the same rule is set anew. None when it holds. Raises RuleStands, Contradiction, FormedAlready."""
    held = FormationRule.objects.select_related("formation").get(pk=rule.pk)
    if held.ended_at is None:
        return None
    people = [one.participant for one in held.people.select_related("participant")]
    return set_rule(held.formation, kind=held.kind, people=people, reason=held.reason, by=by, now=now)


def _check(formation: Formation, new: _Spoken) -> None:
    rules = [
        _Spoken(rule.kind, frozenset(one.participant_id for one in rule.people.all()), rule.reason)
        for rule in active_rules(formation)
    ]
    if any((rule.kind, rule.people) == (new.kind, new.people) for rule in rules):
        raise RuleStands(_("This rule stands already."))
    people = Participant.objects.select_related("school__district", "district").in_bulk(
        list(new.people.union(*(rule.people for rule in rules)))
    )
    groups = _groups([rule.people for rule in [*rules, new] if rule.kind == TOGETHER])
    for group in groups:
        _check_size(group, formation, people)
        _check_districts(group, formation, people)
    for rule in [new, *rules]:
        if rule.kind == APART:
            _check_apart(rule, groups, people)


def _check_size(group: frozenset[UUID], formation: Formation, people: dict[UUID, Participant]) -> None:
    if len(group) > formation.most:
        raise Contradiction(
            _("%(count)d people cannot sit in one collective of %(most)d: %(people)s.")
            % {"count": len(group), "most": formation.most, "people": _names(group, people)}
        )


def _check_districts(group: frozenset[UUID], formation: Formation, people: dict[UUID, Participant]) -> None:
    if formation.district_most is None or District.objects.count() < FEWEST_DISTRICTS:
        return
    found = Counter(district_name(people[pk]) for pk in group)
    for district, count in found.items():
        if district and count > formation.district_most:
            words = ngettext(
                "%(count)d people of %(district)s cannot sit together: at most %(most)d of one district.",
                "%(count)d people of %(district)s cannot sit together: at most %(most)d of one district.",
                count,
            )
            raise Contradiction(words % {"count": count, "district": district, "most": formation.district_most})


def _check_apart(rule: _Spoken, groups: list[frozenset[UUID]], people: dict[UUID, Participant]) -> None:
    for group in groups:
        both = rule.people & group
        if len(both) > 1:
            first, second = next(combinations(sorted(both, key=lambda pk: people[pk].name), 2))
            words = (
                _("%(first)s and %(second)s are kept apart (%(reason)s). They cannot be kept together too.")
                if rule.reason
                else _("%(first)s and %(second)s are kept apart. They cannot be kept together too.")
            )
            raise Contradiction(
                words % {"first": people[first].name, "second": people[second].name, "reason": rule.reason}
            )


def _groups(together: list[frozenset[UUID]]) -> list[frozenset[UUID]]:
    """People who sit together by one rule or through several."""
    groups: list[frozenset[UUID]] = []
    for people in together:
        touched = [group for group in groups if group & people]
        groups = [group for group in groups if not group & people] + [people.union(*touched)]
    return groups


def _names(group: frozenset[UUID], people: dict[UUID, Participant]) -> str:
    return ", ".join(sorted(people[pk].name for pk in group))
