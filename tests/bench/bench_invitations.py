"""Invitations with their calendar files against the bare mail text: what 10,000 of each cost to render.

Run with `python -m tests.bench.bench_invitations [rounds]`. An invitation is what goes out to one person: subject,
text, HTML and the calendar file folded for the way, in English, French or Spanish by turns, each with a link of its
own. Bare is the subject and the plain text of the same message, nothing else. Both are rendered by what writes
notices, without the database, which costs the same for both.

Time is CPU time of this process. Rounds of 1,000 (a hundred sessions of ten people) alternate between the sides until
each has rendered 10,000. Every round has sessions that no file was made of before. The ratio is that of the sums, the
interval the middle 95 % of resampled ratios of the paired rounds.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests import conftest

conftest.django.setup()

from django.template.loader import render_to_string
from django.utils import timezone, translation

from collectives.models import Participant, Program
from collectives.operations import notice as notices
from collectives.operations.notice import Message
from facilitation.models import CalendarMethod, Session
from facilitation.operations.session_invitation import Around, Told, _around, _message
from ilc.content_lines import folded
from ilc.tenancy.scope import program_scope
from tests.databases import drop_database, use_database
from tests.make import make_collective, make_participant, make_program, make_session, name_facilitator, seat
from tests.make_session_invitation import NOW

INVITATIONS, EACH_ROUND, BOUND = 10_000, 1_000, 3.0
COLLECTIVES, SEATS = 10, 10
ZONES = ("America/Halifax", "America/St_Johns", "America/Toronto", "Europe/Paris", "America/Phoenix")
KIND = "session_invitation"
DATABASE = f"bench_invitations_{os.getpid()}"


def main(rounds: int) -> None:
    """Print the ratio and its parts; end with 1 when the bound is not kept."""
    use_database(DATABASE)
    try:
        program = make_program("many-invitations")
        with program_scope(program.pk):
            told = make_told()
            around = _around(told, NOW)
        sides: dict[str, Callable[[Message], object]] = {
            "invitation with its file": lambda one: with_file(one, program),
            "the same mail without": lambda one: notices._render(replace(one, calendar=None), KIND, program),
            "bare text": lambda one: bare(one, program),
        }
        for render in sides.values():  # templates, catalogues and time zones are read once for all
            measure(render, make_messages(told, around, -1))
        spent: dict[str, list[float]] = {name: [] for name in sides}
        for number in range(rounds):
            order = list(sides) if number % 2 else list(reversed(sides))
            for name in order:
                spent[name].append(measure(sides[name], make_messages(told, around, number)))
    finally:
        drop_database(DATABASE)
    report(spent, rounds)


def report(spent: dict[str, list[float]], rounds: int) -> None:
    full, mail, text = spent.values()
    for name, seconds in spent.items():
        print(f"{rounds * EACH_ROUND:,} x {name}: {sum(seconds):.1f} s, {sum(seconds) / rounds:.2f} ms each")
    ratio = sum(full) / sum(text)
    low, high = interval(full, text)
    print(f"invitation / bare text: {ratio:.2f}, 95 % between {low:.2f} and {high:.2f} (bound {BOUND:.1f})")
    print(f"the file's share, invitation / the same mail without: {sum(full) / sum(mail):.2f}")
    sys.exit(0 if ratio <= BOUND else 1)


def make_messages(told: list[Told], around: Around, number: int) -> list[Message]:
    """What is to be written in one round; another `number`, another moment."""
    fresh = replace(around, entries={})
    return [_message(one, 1, fresh, NOW + timedelta(seconds=number)) for one in told]


def make_told() -> list[Told]:
    """Invitations of a hundred people who sit in ten collectives, each with ten sessions to come."""
    people = [make_participant(f"Person {number}") for number in range(COLLECTIVES * SEATS)]
    for number, person in enumerate(people):
        person.user.language = ("en", "fr", "es")[number % 3]
        person.user.time_zone = ZONES[number % len(ZONES)]
    told = []
    for number in range(COLLECTIVES):
        collective = make_collective(f"Collective {number}")
        mine = people[number * SEATS : (number + 1) * SEATS]
        name_facilitator(collective, mine[0])
        for person in mine:
            seat(collective, person)
        sessions = [make_session(collective, zone=ZONES[number % len(ZONES)]) for _ in range(10)]
        told += [Told(session, person, CalendarMethod.REQUEST) for session in sessions for person in mine]
    return told


def with_file(message: Message, program: Program) -> bytes:
    """Everything that goes out."""
    _language, words = notices._render(message, KIND, program)
    return folded(words["calendar"])


def bare(message: Message, program: Program) -> str:
    """Subject and text, as _render makes them."""
    person: Participant = message.recipient
    session: Session = message.context["session"]
    said = {**message.context, "recipient": person, "program": program, "base_url": "http://localhost:8000"}
    assert session.pk
    with translation.override(person.reads), timezone.override(person.user.time_zone):
        said["subject"] = " ".join(render_to_string(f"mail/{KIND}.subject.txt", said).split())
        return render_to_string(f"mail/{KIND}.txt", said).strip() + "\n"


def measure(render: Callable[[Message], object], messages: list[Message]) -> float:
    """CPU seconds for EACH_ROUND of them."""
    before = time.process_time()
    for message in messages:
        render(message)
    return time.process_time() - before


def interval(full: list[float], text: list[float]) -> tuple[float, float]:
    chance = random.Random(7)
    pairs = list(zip(full, text, strict=True))
    ratios = []
    for _ in range(2000):
        drawn = chance.choices(pairs, k=len(pairs))
        ratios.append(sum(a for a, _b in drawn) / sum(b for _a, b in drawn))
    return sorted(ratios)[50], sorted(ratios)[1949]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else INVITATIONS // EACH_ROUND)
