"""The demonstration programs: people, collectives and a few months of work, all of it made up."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from collectives.models import Program
from evidence.operations.demonstration import bring_evidence
from evidence.operations.demonstration.analyses import AtWork, make_analyses
from evidence.operations.demonstration.learning import make_learning
from evidence.operations.demonstration.reports import make_reports
from facilitation.operations.demonstration.board import make_demonstration_board
from facilitation.operations.demonstration.comments import make_comments
from facilitation.operations.demonstration.dashboard import make_dashboards
from facilitation.operations.demonstration.forming import make_formation_round
from facilitation.operations.demonstration.gathering import make_gatherings
from facilitation.operations.demonstration.going_on import hold_one_now, make_room
from facilitation.operations.demonstration.groups import make_groups
from facilitation.operations.demonstration.history import look_back, name_analyses, prepare_closings
from facilitation.operations.demonstration.inquiries import Work, make_collectives
from facilitation.operations.demonstration.library import make_library
from facilitation.operations.demonstration.people import make_people
from facilitation.operations.demonstration.prework import ask_before
from facilitation.operations.demonstration.pulse import take_pulses
from facilitation.operations.demonstration.sessions import hold_sessions
from facilitation.operations.demonstration.support import cancel_two, make_support
from facilitation.operations.protocol_copy import agree_across
from ilc.tenancy.scope import program_scope

CONTENT = Path(__file__).resolve().parents[2] / "content" / "demonstration"
PROGRAMS = ("fundy_shore", "deux_rives")


def make_demonstration(*, now: datetime) -> list[Program]:
    """Make each demonstration program that is not there yet, whole or not at all; give those that were made.

    Their history begins with the school year that `now` falls into.
    """
    return [program for name in PROGRAMS if (program := _make_program(name, now=now)) is not None]


def _make_program(name: str, *, now: datetime) -> Program | None:
    content, collectives = _read(f"{name}.toml"), _read(f"{name}_collectives.toml")["collectives"]
    about = {key: content["program"][key] for key in ("name", "language", "time_zone", "paper")}
    program, made = Program.objects.get_or_create(slug=content["program"]["slug"], defaults=about)
    if not made:
        return None
    with program_scope(program.pk):
        starts_on = school_year(now.date())
        people = make_people(program, content, now=now, since=starts_on)
        made_collectives = make_collectives(people, collectives, since=starts_on, now=now)
        make_comments(people, made_collectives, _read(f"{name}_comments.toml"), now=now)
        support = _read(f"{name}_support.toml")
        cancel_two(made_collectives, support, now=now)
        going_on = _read(f"{name}_going_on.toml")
        make_room(made_collectives, going_on, now=now)
        hold_sessions(made_collectives, now=now)
        ask_before(made_collectives, now=now)
        make_groups(made_collectives, _read(f"{name}_groups.toml"), now=now)
        take_pulses(made_collectives, _read(f"{name}_pulse.toml")["pulses"], now=now)
        look_back(made_collectives, collectives)
        prepare_closings(made_collectives, collectives)
        make_support(program, people, made_collectives, support, since=starts_on, now=now)
        by_name = {work.collective.name: work.collective for work in made_collectives}
        bring_evidence(name, by_name, people.by_name, since=starts_on, now=now)
        at_work = _at_work(made_collectives)
        reports = make_analyses(name, at_work)
        make_learning(name, at_work)
        make_reports(reports, {one.name: one for one in at_work}, program=program)
        name_analyses(made_collectives)
        make_library(people, made_collectives, _read(f"{name}_library.toml"), now=now)
        agree_across(program, shown=True, seen=True, by=people.admin, now=now)
        hold_one_now(people, made_collectives, going_on, now=now)
        make_dashboards(people, made_collectives, support, since=starts_on, now=now)
        if (CONTENT / f"{name}_gathering.toml").exists():
            gathered = _read(f"{name}_gathering.toml")
            survey, *_open_ones = make_gatherings(people, gathered, now=now)
            make_demonstration_board(people, [survey], gathered["board"], now=now)
            make_formation_round(program, people, _read(f"{name}_formation.toml"), now=now)
    return program


def _at_work(works: Sequence[Work]) -> list[AtWork]:
    """Those whose placemat stands, as evidence sees them."""
    return [
        AtWork(work.collective.name, work.placemat, work.facilitator, work.members, work.span.at)
        for work in works
        if work.placemat and work.span
    ]


def school_year(day: date) -> date:
    """The first of September on which the school year around a day began."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)  # noqa: PLR2004  September


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / file).read_text(encoding="utf-8"))
