"""The program in which the journey of gathering and forming happens: sixty leaders, seven facilitators, one admin."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from collectives.engine.weekly_times import half_hour_of
from collectives.models import Ballot, Formation, Meeting, Offer, Participant, Program, Theme
from collectives.operations.ballot import Said, save_ballot, save_offer
from facilitation.operations.demonstration import CONTENT, school_year
from facilitation.operations.demonstration.people import make_people
from ilc.tenancy.scope import program_scope
from tests.make import make_program

SLUG = "winter-shore"
ADMIN = "ines.arsenault@demo.example"
LEADERS = 60
AFTERNOON = range(30, 37)  # half-hours of a day, from 15:00 to 18:30


def read(name: str) -> dict[str, Any]:
    """A content file of the demonstration."""
    return tomllib.loads(Path(CONTENT / f"fundy_shore{name}.toml").read_text(encoding="utf-8"))


def make_winter_program() -> None:
    """People and places, and nothing else yet: no theme, no collective."""
    content = read("")
    content["leaders"] = {"people": content["leaders"]["people"][:LEADERS]}
    content["facilitators"]["people"] = content["facilitators"]["people"][:7]
    content["themes"] = []
    program = make_program(SLUG, name="Winter Shore", language="en", time_zone="America/Halifax")
    with program_scope(program.pk):
        make_people(program, content, now=now(), since=school_year(now().date()))


def said_by_leaders() -> list[tuple[str, bool, str]]:
    """Sixty answers: language, whether it may be quoted, the words. French and Spanish are among them."""
    lines = [tuple(part.strip() for part in line.split(";", 2)) for line in read("_gathering")["answers"]]
    answers = [(language, quotable == "q", words) for language, quotable, words in lines]
    others = [one for one in answers if one[0] != "en"]
    return [*[one for one in answers if one[0] == "en"][: LEADERS - len(others)], *others]


def answer_for_everybody(*, but: list[str]) -> None:
    """Ballots and offers of everybody who was asked, but those who answer in a browser: all days, all open themes."""
    program = Program.objects.get(slug=SLUG)
    with program_scope(program.pk):
        formation = Formation.objects.get()
        themes = list(Theme.objects.filter(set_aside_at=None).order_by("name"))
        for number, ballot in enumerate(Ballot.objects.exclude(participant__email__in=but).order_by("participant")):
            wanted = [themes[(number + step * step) % len(themes)] for step in range(min(3, len(themes)))]
            days = [number % 3, 3 + number % 2]
            save_ballot(ballot, _said(formation, days), choices=_once(wanted), by=ballot.participant, now=now())
        for number, offer in enumerate(Offer.objects.order_by("participant")):
            days = [number % 3, 3 + number % 2]
            said = _said(formation, days)
            save_offer(offer, said, themes=themes, capacity=2, by=offer.participant, now=now() + timedelta(seconds=1))


def email_of(name: str) -> str:
    """The e-mail of somebody in the program."""
    with program_scope(Program.objects.get(slug=SLUG).pk):
        return Participant.objects.get(name=name).email


def _said(formation: Formation, days: list[int]) -> Said:
    first = [half_hour_of(day, formation.earliest) for day in days]
    half_hours = [one + step for one in first for step in range(len(AFTERNOON))]
    return Said(formation.zone, half_hours, ["en"], Meeting.HYBRID, "")


def _once(themes: list[Theme]) -> list[Theme]:
    return list(dict.fromkeys(themes))
