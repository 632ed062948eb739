"""What happened while figures were brought, and stands above the line of a chart.

Sessions belong to the app above this one: it adds, once at start, how they are read.
"""

from collections.abc import Callable, Sequence

from ilc.charts import Mark
from inquiry.models import Placemat

type Occasions = Callable[[Placemat], Sequence[Mark]]

_sources: list[Occasions] = []


def add_occasions(source: Occasions) -> None:
    """Let a source of what happened be asked from now on. For an app's start alone; the same twice is once."""
    if source not in _sources:
        _sources.append(source)


def occasions_of(placemat: Placemat) -> list[Mark]:
    """What happened around a placemat, by day. As many SQL queries as its sources cost: one."""
    return sorted((mark for source in _sources for mark in source(placemat)), key=lambda mark: mark.on)
