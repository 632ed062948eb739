"""Protocols of a program's own. Call inside a program's scope."""

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import OwnProtocol, ProtocolCopy
from facilitation.operations.protocol import ProtocolStep, ProtocolText, write_protocol

STEPS = (
    ProtocolStep("One ordinary day", 8, "presenter", "others", "From the first bus to the last lamp."),
    ProtocolStep("What stays with us", 6, "everyone"),
)


def protocol_text(name: str = "Kitchen table", **fields: Any) -> ProtocolText:
    """What a small protocol says."""
    return ProtocolText(**{"name": name, "purpose": "voices", "steps": STEPS} | fields)


def make_own_protocol(by: Participant, name: str = "Kitchen table", **fields: Any) -> OwnProtocol:
    """A protocol that a program wrote."""
    return write_protocol(protocol_text(name, **fields), by=by, now=timezone.now())


def make_protocol_copy(name: str = "Two scripts, one hour", program: str = "Two Shores") -> ProtocolCopy:
    """A protocol of another program, as it came from there."""
    text = {**asdict(protocol_text(name)), "fewest": 3, "most": 12}
    del text["people"]
    return ProtocolCopy.objects.create(
        source=uuid4(), from_program=0, from_name=program, version=1, language="en", text=text
    )
