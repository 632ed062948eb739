"""A program writes protocols or takes those of others, changes them, retires them. What one said before is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import MAX_ITEM_MINUTES, OwnProtocol, ProtocolChange, ProtocolCopy, ProtocolFate
from facilitation.operations.protocol_copy import schedule_protocol_copies
from ilc.errors import Refused

FEWEST_STEPS, MOST_STEPS = 2, 12


class StepsOutOfRange(Refused):
    """Too few or too many steps, or more minutes than an agenda item may have."""


class ProtocolChangedMeanwhile(Refused):
    """Somebody wrote it anew since this person looked."""


@dataclass(frozen=True)
class ProtocolStep:
    """One timed step, as its writer puts it; `speaks` and `silent` are keys of models/protocol.py."""

    title: str
    minutes: int
    speaks: str
    silent: str = ""
    guide: str = ""


@dataclass(frozen=True)
class ProtocolText:
    """What a protocol of a program's own says."""

    name: str
    purpose: str
    steps: Sequence[ProtocolStep]
    about: str = ""
    when: str = ""
    origin: str = ""
    link: str = ""
    phases: Sequence[int] = field(default_factory=tuple)
    people: tuple[int, int] = (3, 12)
    roles: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def write_protocol(text: ProtocolText, *, by: Participant, now: datetime) -> OwnProtocol:
    """A new one, in the language its writer reads. Raises StepsOutOfRange."""
    _require_steps(text.steps)
    protocol = OwnProtocol.objects.create(**_values(text), language=by.reads, by=by, at=now)
    schedule_protocol_copies(now=now)
    return protocol


@transaction.atomic
def change_protocol(
    protocol: OwnProtocol, text: ProtocolText, *, version: int, by: Participant, now: datetime
) -> OwnProtocol:
    """Write it anew; history keeps what it said. Raises StepsOutOfRange, ProtocolChangedMeanwhile."""
    _require_steps(text.steps)
    held = OwnProtocol.objects.select_for_update().get(pk=protocol.pk)
    if held.version != version:
        raise ProtocolChangedMeanwhile(
            _(
                "Somebody changed this protocol while you were writing. "
                "Your words are in the fields: keep them if they should stand."
            )
        )
    values = _values(text)
    was = {name: getattr(held, name) for name in values}
    if was == values:
        return held
    _keep(held, ProtocolFate.CHANGED, was=was, by=by, now=now)
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.save(update_fields=[*values, "version"])
    schedule_protocol_copies(now=now)
    return held


@transaction.atomic
def retire_protocol(protocol: OwnProtocol, *, by: Participant, now: datetime) -> None:
    """Offer it no more; agendas that name it keep it. A second time changes nothing."""
    held = OwnProtocol.objects.select_for_update().get(pk=protocol.pk)
    if held.retired_at is None:
        _keep(held, ProtocolFate.RETIRED, was={}, by=by, now=now)
        held.retired_at = now
        held.save(update_fields=["retired_at"])
        schedule_protocol_copies(now=now)


@transaction.atomic
def bring_back_protocol(protocol: OwnProtocol, *, by: Participant, now: datetime) -> None:
    """Offer it again. A second time changes nothing."""
    held = OwnProtocol.objects.select_for_update().get(pk=protocol.pk)
    if held.retired_at is not None:
        _keep(held, ProtocolFate.BACK, was={}, by=by, now=now)
        held.retired_at = None
        held.save(update_fields=["retired_at"])
        schedule_protocol_copies(now=now)


@transaction.atomic
def take_protocol(copy: ProtocolCopy, *, by: Participant, now: datetime) -> OwnProtocol:
    """Make another program's protocol one of this program's own, to use and to change. Twice is the same one.

    One that was taken before and retired since is brought back, as this program left it.
    """
    said = {**copy.text, "taken_from": copy.from_name, "language": copy.language, "by": by, "at": now}
    protocol, _new = OwnProtocol.objects.get_or_create(taken_source=copy.source, defaults=said)
    bring_back_protocol(protocol, by=by, now=now)
    return protocol


def _require_steps(steps: Sequence[ProtocolStep]) -> None:
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise StepsOutOfRange(
            _("A protocol has %(fewest)d to %(most)d steps. This one has %(count)d.")
            % {"fewest": FEWEST_STEPS, "most": MOST_STEPS, "count": len(steps)}
        )
    minutes = sum(step.minutes for step in steps)
    if minutes > MAX_ITEM_MINUTES:
        raise StepsOutOfRange(
            _("The steps take %(minutes)d minutes together. An item of an agenda has room for %(most)d.")
            % {"minutes": minutes, "most": MAX_ITEM_MINUTES}
        )


def _values(text: ProtocolText) -> dict[str, Any]:
    fewest, most = text.people
    return {
        "name": text.name,
        "about": text.about,
        "when": text.when,
        "origin": text.origin,
        "link": text.link,
        "purpose": text.purpose,
        "phases": list(text.phases),
        "fewest": fewest,
        "most": most,
        "roles": list(text.roles),
        "steps": [asdict(step) for step in text.steps],
    }


def _keep(protocol: OwnProtocol, what: ProtocolFate, *, was: dict[str, Any], by: Participant, now: datetime) -> None:
    ProtocolChange.objects.create(protocol=protocol, what=what, was=was, by=by, at=now)
