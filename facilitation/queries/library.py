"""Protocols and agenda outlines, from the content files."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.models import MAX_ITEMS
from ilc.content import in_language, read_content


@dataclass(frozen=True)
class Step:
    """One timed step of a protocol, or one item of an outline."""

    title: str
    minutes: int
    protocol: str = ""


@dataclass(frozen=True)
class Protocol:
    """A structured conversation, in the reader's language."""

    key: str
    name: str
    about: str
    origin: str
    phases: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long its steps take together."""
        return sum(step.minutes for step in self.steps)


def list_protocols(phase: int | None = None) -> list[Protocol]:
    """Every protocol; those that suit the phase come first. No SQL."""
    protocols = [
        Protocol(
            key=entry["key"],
            name=in_language(entry["name"]),
            about=in_language(entry["about"]),
            origin=entry["origin"],
            phases=tuple(entry["phases"]),
            steps=tuple(
                Step(in_language(step["title"]), step["minutes"], protocol=entry["key"]) for step in entry["step"]
            ),
        )
        for entry in read_content("facilitation", "protocols")["protocol"]
    ]
    return sorted(protocols, key=lambda protocol: phase is not None and phase not in protocol.phases)


def find_protocol(key: str) -> Protocol | None:
    """One protocol by its key. No SQL."""
    return next((protocol for protocol in list_protocols() if protocol.key == key), None)


def outline_for(phase: int, *, minutes: int) -> list[Step]:
    """What a session usually does in a phase, in the reader's language, fitted to the session's length. No SQL."""
    entries = read_content("facilitation", "agendas")[f"phase_{phase}"][:MAX_ITEMS]
    fitted = fit_minutes([entry["minutes"] for entry in entries], minutes)
    return [
        Step(in_language(entry["title"]), length, protocol=entry.get("protocol", ""))
        for entry, length in zip(entries, fitted, strict=True)
    ]


def fit_minutes(lengths: Sequence[int], total: int) -> list[int]:
    """Lengths in about the same proportion that add up to `total`: in steps of five, the longest takes the rest."""
    step = 5 if total >= 5 * len(lengths) else 1
    share = total / sum(lengths) / step
    fitted = [step * max(1, round(length * share)) for length in lengths]
    fitted[fitted.index(max(fitted))] += total - sum(fitted)
    return fitted
