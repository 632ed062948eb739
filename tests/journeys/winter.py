"""The program in which the journey of gathering and forming happens: sixty leaders, five facilitators, one admin."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from collectives.engine.weekly_times import half_hour_of
from collectives.models import (
    Ballot,
    Formation,
    Invitation,
    Meeting,
    Offer,
    Participant,
    Program,
    Seat,
    Theme,
    WaitingPlace,
)
from collectives.operations.ballot import Said, save_ballot, save_offer
from facilitation.operations.demonstration import CONTENT, school_year
from facilitation.operations.demonstration.people import make_people
from ilc.tenancy.scope import program_scope
from tests.make import make_program

SLUG = "winter-shore"
ADMIN = "ines.arsenault@demo.example"
LEADERS = 60


def read(name: str) -> dict[str, Any]:
    """A content file of the demonstration."""
    return tomllib.loads(Path(CONTENT / f"fundy_shore{name}.toml").read_text(encoding="utf-8"))


def make_winter_program() -> None:
    """People and places, and nothing else yet: no theme, no collective."""
    content = read("")
    content["leaders"] = {"people": content["leaders"]["people"][:LEADERS]}
    content["facilitators"]["people"] = content["facilitators"]["people"][:5]
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


def answer_for_everybody(*, but: str) -> None:
    """Ballots and offers of all who were asked, but of who answers in a browser. Five collectives are fifty seats."""
    program = Program.objects.get(slug=SLUG)
    with program_scope(program.pk):
        formation = Formation.objects.get()
        said = Said(formation.zone, _two_afternoons(), ["en"], Meeting.HYBRID, "")
        themes = list(Theme.objects.filter(set_aside_at=None).order_by("name"))
        for number, ballot in enumerate(Ballot.objects.exclude(participant__email=but).order_by("participant")):
            wanted = [themes[(number + step) % len(themes)] for step in range(2)]
            save_ballot(ballot, said, choices=wanted, by=ballot.participant, now=now())
        for offer in Offer.objects.order_by("participant"):
            save_offer(offer, said, themes=themes, capacity=1, by=offer.participant, now=now())


def one_who_is_invited() -> str:
    """The e-mail of somebody who was invited to a collective."""
    with program_scope(Program.objects.get(slug=SLUG).pk):
        return Invitation.objects.filter(state="sent").earliest("sent_at", "pk").participant.email


def those_promoted() -> list[str]:
    """The e-mails of all who waited and got a seat."""
    with program_scope(Program.objects.get(slug=SLUG).pk):
        return list(WaitingPlace.objects.filter(state="promoted").values_list("participant__email", flat=True))


def seats_and_waiting() -> tuple[int, int]:
    """How many seats are taken, and how many people wait for one."""
    with program_scope(Program.objects.get(slug=SLUG).pk):
        waiting = WaitingPlace.objects.filter(state="waiting")
        return Seat.objects.filter(left_at=None).count(), waiting.count()


def one_who_answers() -> str:
    """The e-mail of the leader who says in a browser what they want."""
    with program_scope(Program.objects.get(slug=SLUG).pk):
        return Participant.objects.get(name="Amara Okafor").email


def _two_afternoons() -> list[int]:
    return [half_hour_of(day, time(15)) + step for day in (1, 3) for step in range(7)]
