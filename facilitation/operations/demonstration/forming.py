"""A second round of forming in a demonstration program: almost everyone has answered, ready to be formed."""

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from collectives.engine.weekly_times import half_hour_of
from collectives.models import Ballot, Formation, FormationRule, FormationState, Meeting, Offer, Participant, Program
from collectives.operations.ballot import Said, save_ballot, save_offer, say_not_this_time
from collectives.operations.formation import Settings, make_formation
from collectives.operations.formation_asking import close_asking
from collectives.operations.formation_rule import set_rule
from collectives.operations.proposal import start_run
from facilitation.operations.demonstration.people import People
from ilc.tenancy.scope import program_scope

WEEKDAYS = [0, 1, 2, 3, 4]


def make_formation_round(program: Program, people: People, content: Mapping[str, Any], *, now: datetime) -> Formation:
    """The formation in the file, with a ballot of every leader and an offer of every facilitator that it names."""
    asked_at = now - timedelta(days=12)
    settings = Settings(
        title=content["title"],
        fewest=6,
        most=10,
        district_most=3,
        zone=program.time_zone,
        minutes=90,
        weekdays=WEEKDAYS,
        earliest=time(15),
        latest=time(16, 30),
        starts_on=_first_of_month_after_next(now.date()),
        nth=2,
        answers_by=now + timedelta(days=2),
        leaders_may_join=True,
    )
    themes = [people.themes[name] for name in content["themes"]]
    formation = make_formation(settings, themes=themes, by=people.admin, now=asked_at)
    formation.state, formation.asked_at, formation.weights = FormationState.ASKING, asked_at, content["weights"]
    formation.save(update_fields=["state", "asked_at", "weights"])
    for leader in people.leaders:
        _answer(formation, leader, people, content, asked_at=asked_at)
    for line in content["offers"]:
        _offer(formation, people, line, asked_at=asked_at)
    for kind in FormationRule.Kind.values:
        for rule in content.get(kind, []):
            named = [people.by_name[name] for name in rule["people"]]
            set_rule(formation, kind=kind, people=named, reason=rule["reason"], by=people.admin, now=asked_at)
    close_asking(formation, by=people.admin, now=now - timedelta(days=1))
    return formation


def form_first_proposals(program: Program, *, now: datetime) -> None:
    """Have a proposal formed for each formation whose answers are in. A worker does it, within a minute."""
    with program_scope(program.pk):
        for formation in Formation.objects.filter(state=FormationState.FORMING, proposals=None).select_related(
            "made_by"
        ):
            start_run(formation, by=formation.made_by, now=now)


def _answer(
    formation: Formation, leader: Participant, people: People, content: Mapping[str, Any], *, asked_at: datetime
) -> None:
    ballot = Ballot.objects.create(formation=formation, participant=leader, asked_at=asked_at)
    if leader.name in content["silent"]:
        return
    chance = random.Random(leader.name)  # noqa: S311  the same answers come each time it is made
    at = asked_at + timedelta(hours=chance.randint(1, 220))
    if leader.name in content["not_this_time"]:
        say_not_this_time(ballot, by=leader, now=at)
        return
    names = content["themes"]
    wanted: list[str] = []
    for _number in range(chance.choices([1, 2, 3], [1, 2, 7])[0]):
        free = [(name, weight) for name, weight in zip(names, content["popular"], strict=True) if name not in wanted]
        wanted += chance.choices([name for name, _ in free], [weight for _, weight in free])
    days = chance.sample(WEEKDAYS, chance.randint(2, 4))
    said = Said(
        zone=formation.zone,
        half_hours=_afternoons(days, chance.choice([time(15), time(15), time(15, 30)])),
        languages=["en", "fr"] if _works_in_french(leader, content) else ["en"],
        meeting=chance.choice([Meeting.HYBRID, Meeting.HYBRID, Meeting.ONLINE, Meeting.ROOM]),
        note=content["notes"].get(leader.name, ""),
    )
    save_ballot(ballot, said, choices=[people.themes[name] for name in wanted], by=leader, now=at)


def _offer(formation: Formation, people: People, line: str, *, asked_at: datetime) -> None:
    name, themes, languages, capacity, days = (part.strip() for part in line.split(";"))
    facilitator = people.by_name[name]
    offer = Offer.objects.create(formation=formation, participant=facilitator, asked_at=asked_at)
    said = Said(
        zone=formation.zone,
        half_hours=_afternoons([int(day) for day in days.split()], time(15)),
        languages=languages.split(),
        meeting=Meeting.HYBRID,
        note="",
    )
    save_offer(
        offer,
        said,
        themes=[people.themes[theme.strip()] for theme in themes.split(",")],
        capacity=int(capacity),
        by=facilitator,
        now=asked_at + timedelta(days=1),
    )


def _afternoons(days: list[int], first: time) -> list[int]:
    """From `first` to 18:30 on these weekdays."""
    return [
        half_hour
        for day in sorted(days)
        for half_hour in range(half_hour_of(day, first), half_hour_of(day, time(18, 30)))
    ]


def _works_in_french(leader: Participant, content: Mapping[str, Any]) -> bool:
    place = f"{leader.school or ''} {leader.district or ''}"
    return any(name in place for name in content["french_too"])


def _first_of_month_after_next(day: date) -> date:
    """So that invitations can be answered before the first session."""
    return date(day.year + (day.month + 1) // 12, (day.month + 1) % 12 + 1, 1)
