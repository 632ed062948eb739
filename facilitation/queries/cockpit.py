"""The program at a glance, for its admins: what waits, what is ready, who is in it, whom it reaches, its mail."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Participant, Program
from collectives.queries.program import place_rows, readiness, setup_steps
from collectives.queries.program_count import count_rows
from collectives.queries.program_forming import SetupStep, forming_rows, read_forming
from evidence.models import LearningState, LearningSummary
from facilitation.queries.cockpit_decision import (
    MailHealth,
    decision_rows,
    decision_steps,
    mail_health,
    mail_steps,
    names_to_help,
)
from facilitation.queries.cockpit_people import Districts, People, count_people, list_districts
from facilitation.queries.home_renewal import moving_steps
from facilitation.queries.home_step import Step
from facilitation.queries.pulse_whole import PulseWhole, newest_pulses, open_pulses, pulse_whole
from inquiry.models import Cycle

# Which lines of the setup list belong to what comes next.
GATHERING: Final = ("settings", "places", "participants", "coordinators", "invitations", "gatherings", "boards")
FORMATION: Final = ("themes", "formations", "collective-invitations", "collectives", "seats")
CYCLE: Final = ("facilitators", "rhythms", "cycles", "closings", "learning")


@dataclass(frozen=True)
class Readiness:
    """What is still to do until the next gathering, formation or cycle can begin. Without `steps` it is ready."""

    title: str | Promise
    ready: str | Promise
    steps: Sequence[SetupStep]


@dataclass(frozen=True)
class Seats:
    """Seats of the open collectives of leaders, and how many people wait for one."""

    taken: int
    free: int
    waiting: int

    @property
    def number(self) -> int:
        """How many there are."""
        return self.taken + self.free


@dataclass(frozen=True)
class Cockpit:
    """Everything on the page."""

    decisions: Sequence[Step]
    ahead: Sequence[Readiness]
    collectives: int
    cycles: int
    seats: Seats
    people: People
    districts: Districts
    pulse: PulseWhole
    mail: MailHealth
    mail_steps: Sequence[Step]

    @property
    def next_step(self) -> Step | None:
        """The first thing that waits."""
        return next(iter([*self.decisions, *self.mail_steps]), None)

    @property
    def other_decisions(self) -> Sequence[Step]:
        """What waits for a decision beside it."""
        return self.decisions[1:]

    @property
    def next_setup(self) -> SetupStep | None:
        """The first thing that is still to do."""
        return next((step for one in self.ahead for step in one.steps), None)


def cockpit_of(participant: Participant, program: Program, *, today: date, now: datetime) -> Cockpit:
    """The whole page. Nine SQL queries, however large the program is."""
    setup = place_rows(participant) | forming_rows()
    counted = count_rows(**setup, **decision_rows(participant, now=now), **_cycle_rows(today))
    names, found = names_to_help(now=now), readiness(participant, program, counted)
    steps = [*setup_steps(found, read_forming(counted)), *_cycle_steps(counted)]
    mail = mail_health(counted)
    return Cockpit(
        decisions=[*decision_steps(counted, names), *moving_steps(now=now)],
        ahead=[
            _ahead(_("The next gathering"), _("Everybody can be asked."), GATHERING, steps),
            _ahead(_("The next formation"), _("Collectives can be formed."), FORMATION, steps),
            _ahead(_("The next cycle"), _("Every collective is at work on its cycle."), CYCLE, steps),
        ],
        collectives=found.collectives,
        cycles=counted["cycles"],
        seats=Seats(found.seats_taken, found.seats_free, counted["waiting"]),
        people=count_people(),
        districts=list_districts(),
        pulse=pulse_whole(collectives=counted["pulses"], asked=counted["pulses_open"]),
        mail=mail,
        mail_steps=list(mail_steps(mail, names)),
    )


def _cycle_rows(today: date) -> dict[str, QuerySet[Any, Any]]:
    at_work = Cycle.objects.filter(closed_at=None, collective__closed_at=None)
    begun = Cycle.objects.filter(collective=OuterRef("pk"), closed_at=None)
    return {
        "cycles": at_work,
        "without_cycle": Collective.objects.filter(~Exists(begun), closed_at=None, for_facilitators=False),
        "cycles_over": at_work.filter(ends_on__lt=today),
        "pulses": newest_pulses(),
        "pulses_open": open_pulses(),
        "learning": LearningSummary.objects.filter(state=LearningState.ASKED),
    }


def _cycle_steps(counted: Mapping[str, int]) -> Iterator[SetupStep]:
    """What a next cycle waits for, as lines of the same list. No SQL."""
    if number := counted["without_cycle"]:
        words = ngettext("%(count)d collective has none", "%(count)d collectives have none", number)
        yield _cycle_step("cycles", _("Cycles"), words % {"count": number}, _("When does their cycle begin?"))
    if number := counted["cycles_over"]:
        words = ngettext(
            "The last day of %(count)d cycle has passed", "The last day of %(count)d cycles has passed", number
        )
        question = _("What would their facilitators need to close them with the group?")
        yield _cycle_step("closings", _("Closing"), words % {"count": number}, question)
    if number := counted["learning"]:
        words = ngettext(
            "%(count)d learning summary is with its members",
            "%(count)d learning summaries are with their members",
            number,
        )
        question = _("Who could ask them to say whether others may read it?")
        yield _cycle_step("learning", _("What was learned"), words % {"count": number}, question)


def _cycle_step(key: str, title: str | Promise, stands: str, question: str | Promise) -> SetupStep:
    see = gettext("See the collectives")
    return SetupStep(key, title, f"{stands}.", question, see, "collectives:collectives", open=True)


def _ahead(title: str | Promise, ready: str | Promise, keys: Sequence[str], steps: Sequence[SetupStep]) -> Readiness:
    return Readiness(title, ready, [step for key in keys for step in steps if step.key == key and step.open])
