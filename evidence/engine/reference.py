"""How people point to what was brought: an indicator, a day, a place, a group; never a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

BETWEEN = "~"
PIECES = 5


@dataclass(frozen=True)
class Reference:
    """A place is a school with its district, a district alone, or none: all places together. No group: everybody."""

    indicator: UUID
    on: date
    district: UUID | None = None
    school: UUID | None = None
    group: UUID | None = None

    @property
    def key(self) -> str:
        """The same as one word, for forms, addresses and histories."""
        pieces = (self.indicator, self.on.isoformat(), self.district or "", self.school or "", self.group or "")
        return BETWEEN.join(str(piece) for piece in pieces)

    @property
    def together(self) -> bool:
        """Whether it points to all places at once."""
        return self.district is None


def read_reference(key: str) -> Reference | None:
    """The reference with this key; None where it is none, for people may mangle what they send."""
    pieces = key.split(BETWEEN)
    if len(pieces) != PIECES:
        return None
    try:
        ids = [UUID(piece) if piece else None for piece in (pieces[0], *pieces[2:])]
        on = date.fromisoformat(pieces[1])
    except ValueError:
        return None
    indicator, district, school, group = ids
    if indicator is None or (school is not None and district is None):
        return None
    return Reference(indicator, on, district, school, group)


def read_references(keys: Iterable[str]) -> list[Reference]:
    """Those of the keys that are references, each once, in order."""
    found = (read_reference(key) for key in keys)
    return list(dict.fromkeys(one for one in found if one is not None))
