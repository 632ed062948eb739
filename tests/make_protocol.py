"""Protocols of a program's own. Call inside a program's scope."""

from typing import Any

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import OwnProtocol
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
