"""The figures behind citations, each reader's own view of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.engine.reference import Reference
from evidence.engine.suppression import Shown
from evidence.models import Measure
from evidence.permissions.data_point import own_district, visible_data_points
from evidence.queries.data_point import figure_words, figures_of
from evidence.queries.release import PROGRAM, read_key, read_shown
from evidence.queries.shared import newest_releases, say_shown


@dataclass(frozen=True)
class CitedFigure:
    """What a reader is told. `protected`: for the sake of small groups; `full`: only their own district sees it."""

    words: str
    protected: bool = False
    full: bool = False


type Figures = Mapping[str, CitedFigure]


def cited_figures(references: Sequence[Reference], participant: Participant | None) -> Figures:
    """By the keys of the references, of those that tell something. Five SQL queries at most.

    What one's own district brought is told in full; everything else as the shared view shows it, and to everybody
    (None) all of it.
    """
    if not references:
        return {}
    measures = Measure.objects.filter(indicator__in={one.indicator for one in references})
    scales = {row.indicator_id: row.scale for row in measures}
    shared = _shared(references, scales)
    return shared | _full(references, participant, scales) if participant else shared


def _full(
    references: Sequence[Reference], participant: Participant, scales: Mapping[UUID, Sequence[str]]
) -> dict[str, CitedFigure]:
    own = {one for one in references if not one.together and one.district == own_district(participant)}
    if not own:
        return {}
    rows = visible_data_points(participant).filter(
        indicator__in={one.indicator for one in own}, on__in={one.on for one in own}, removed_at=None
    )
    found = {}
    for row in rows.order_by("pk"):
        reference = Reference(row.indicator_id, row.on, row.district_id, row.school_id, row.group_id)
        if reference in own:
            words = figure_words(figures_of(row), scales.get(row.indicator_id, ()))
            found[reference.key] = CitedFigure(words, full=True)
    return found


def _shared(references: Sequence[Reference], scales: Mapping[UUID, Sequence[str]]) -> dict[str, CitedFigure]:
    newest = newest_releases({one.indicator for one in references}).filter(on__in={one.on for one in references})
    releases_of = {(row.indicator_id, row.on): row for row in newest}
    found = {}
    for one in references:
        release = releases_of.get((one.indicator, one.on))
        cell = next((cell for cell in release.cells if _is_of(cell, one)), None) if release else None
        if cell is None and release and release.waiting:
            found[one.key] = CitedFigure(_("not shown yet"), protected=True)
        elif cell is not None:
            shown = read_shown(cell)
            words = _told(shown, cell.get("value"), scales.get(one.indicator, ()))
            found[one.key] = CitedFigure(words, protected=shown.protected)
    return found


def _is_of(cell: dict[str, Any], one: Reference) -> bool:
    """Whether a kept cell is that of the place and group that a reference points to."""
    place, group = read_key(cell)
    if (group[0] if group else None) != (str(one.group) if one.group else None):
        return False
    if one.together:
        return bool(place == PROGRAM)
    wanted = ("school", str(one.school)) if one.school else ("district", str(one.district))
    return bool(place[:2] == wanted)


def _told(shown: Shown, value: float | None, scale: Sequence[str]) -> str:
    """A shared figure in words; a scale's level by level."""
    if value is not None:
        return str(number_format(value if value % 1 else int(value)))
    if scale and shown.percents:
        shares = zip(scale, shown.percents, strict=False)
        return ", ".join(_("%(level)s %(share)s %%") % {"level": level, "share": share} for level, share in shares)
    return say_shown(shown)
