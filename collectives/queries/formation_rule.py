"""The rules of a formation, and those that may be worth setting."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from collectives.models import Formation, FormationRule, FormationRulePerson, Participant, Position
from collectives.permissions.participant import visible_participants
from collectives.queries.seat import LISTED, district_name, place_name


@dataclass(frozen=True)
class RuleRow:
    """One rule, in words."""

    pk: UUID
    kind: str
    kind_words: str
    people: Sequence[str]
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Suggestion:
    """A superintendent and a principal of one district. `key` names the pair in a form."""

    key: str
    superintendent: Participant
    principal: Participant
    district: str
    at: str


def active_rules(formation: Formation) -> QuerySet[FormationRule]:
    """Those that hold, the latest first, with `people`. Two SQL queries."""
    people = FormationRulePerson.objects.select_related("participant").order_by("participant__name", "pk")
    rules = FormationRule.objects.filter(formation=formation, ended_at=None)
    return rules.select_related("set_by").prefetch_related(Prefetch("people", people)).order_by("-set_at", "pk")


def list_rules(formation: Formation) -> list[RuleRow]:
    """Those that hold, as the page shows them. Two SQL queries."""
    return [rule_row(rule) for rule in active_rules(formation)]


def find_ended_rule(formation: Formation, pk: UUID | None) -> RuleRow | None:
    """A rule that no longer holds, to bring it back. At most two SQL queries."""
    if pk is None:
        return None
    people = FormationRulePerson.objects.select_related("participant").order_by("participant__name", "pk")
    rules = FormationRule.objects.filter(formation=formation, pk=pk).exclude(ended_at=None).select_related("set_by")
    rule = rules.prefetch_related(Prefetch("people", people)).first()
    return rule_row(rule) if rule else None


def rule_row(rule: FormationRule) -> RuleRow:
    """A rule of `active_rules`, in words. No SQL."""
    people = [one.participant.name for one in rule.people.all()]
    return RuleRow(rule.pk, rule.kind, rule.get_kind_display(), people, rule.reason, rule.set_by.name, rule.set_at)


def suggested_pairs(formation: Formation) -> list[Suggestion]:
    """Superintendents and principals of their district who are both asked and not kept apart yet, by district.

    Three SQL queries.
    """
    asked = formation.ballots.filter(
        participant__left_at=None, participant__position__in=[Position.SUPERINTENDENT, Position.PRINCIPAL]
    ).select_related("participant__school__district", "participant__district")
    apart = {
        frozenset(pair)
        for rule in active_rules(formation)
        if rule.kind == FormationRule.Kind.APART
        for pair in combinations([one.participant_id for one in rule.people.all()], 2)
    }
    found: dict[str, list[Participant]] = defaultdict(list)
    for ballot in asked.order_by("participant__name"):
        found[district_name(ballot.participant)].append(ballot.participant)
    return [
        Suggestion(f"{boss.pk}:{other.pk}", boss, other, district, place_name(other))
        for district, people in sorted(found.items())
        if district
        for boss in people
        if boss.position == Position.SUPERINTENDENT
        for other in people
        if other.position == Position.PRINCIPAL and frozenset([boss.pk, other.pk]) not in apart
    ]


@dataclass(frozen=True)
class PersonToPick:
    """Somebody whom a rule could be about."""

    pk: UUID
    name: str
    position: str
    at: str


def people_for_rule(participant: Participant, *, words: str, picked: Sequence[UUID]) -> tuple[list[PersonToPick], bool]:
    """Those who were picked, then those whose name, school or district holds the words; and whether there are more.

    At most two SQL queries.
    """
    people = visible_participants(participant).filter(left_at=None).select_related("school__district", "district")
    chosen = list(people.filter(pk__in=picked).order_by("name", "pk")) if picked else []
    if not words:
        return [_to_pick(one) for one in chosen], False
    for word in words.split():
        here = Q(name__icontains=word) | Q(school__name__icontains=word)
        people = people.filter(here | Q(district__name__icontains=word) | Q(school__district__name__icontains=word))
    found = list(people.exclude(pk__in=picked).order_by("name", "pk")[: LISTED + 1])
    return [_to_pick(one) for one in [*chosen, *found[:LISTED]]], len(found) > LISTED


def _to_pick(person: Participant) -> PersonToPick:
    return PersonToPick(person.pk, person.name, person.get_position_display(), place_name(person))
