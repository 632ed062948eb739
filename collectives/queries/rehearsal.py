"""Where somebody's rehearsal stands."""

from dataclasses import dataclass

from collectives.models import Membership, Program, User


@dataclass(frozen=True)
class RehearsalState:
    """A rehearsal as its person finds it. `ready`: it has its content, and opens."""

    slug: str
    name: str
    ready: bool


def rehearsal_of(user: User) -> RehearsalState | None:
    """The one somebody has. Two SQL queries."""
    program = Program.objects.filter(rehearsal_of=user, thrown_away_at=None).first()
    if program is None:
        return None
    ready = Membership.objects.filter(program=program, user=user, left_at=None).exists()
    return RehearsalState(program.slug, program.name, ready)
