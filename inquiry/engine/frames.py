"""The geometry of a placemat on paper, in millimetres and points: pages, widths, bands, rows."""

from collections.abc import Mapping
from typing import NamedTuple

from collectives.engine.paper import PAPERS, Paper

Heights = Mapping[str, float]

MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 10.0, 8.5, 10.0
ROW_GAP, THEORY_GAP, COLUMN_GAP, SIDE_GAP = 3.2, 6.4, 5.0, 2.6
SIZES = (11.0, 10.75, 10.5, 10.25, 10.0, 9.75, 9.5, 9.25, 9.0, 8.75, 8.5)
MEASURED_AT = 9.5
TYPE_COLUMN = 34.0
TABLE_EDGE = 0.6
MOST_CUTS = 6
AIM_LINE = 4.1  # an indicator's tag and figures
LINE_HEIGHT = 1.3 * 25.4 / 72  # millimetres a point of type
MORE_LINE = 4.2  # "continued on page 2, 1"
BANDS = {"theory": 0.28, "core": 0.52, "base": 0.20}  # how the bands share a page that is too full

THEORY = ("if", "then", "so")
SIDE = ("problem", "priority", "goal")
BASE = ("well", "not", "adjust")
TYPES = ("learning", "perceptions", "processes", "demographic")
CELLS = tuple(f"{kind}-{name}" for name in TYPES for kind in ("leading", "lagging"))
LABELS = tuple(f"type-{name}" for name in TYPES)
BOXES = (*THEORY, *SIDE, *BASE, *CELLS)
HEAD = dict.fromkeys(THEORY, 10.5) | dict.fromkeys(SIDE, 7.0) | dict.fromkeys(BASE, 7.5) | dict.fromkeys(CELLS, 0.5)
CELL_PADDING = 2.4
SHORTEST_ROW = 11.0
TOLERANCE = 0.15
LAST_LINE = 0.2  # millimetres a point of type: a good part of a line, since a text may need one line more


class Shares(NamedTuple):
    """How the width is shared: the if-box's part of the theory, the side column's part of the middle."""

    theory: float = 0.44
    side: float = 0.27


USUAL = Shares()


class Frame(NamedTuple):
    """A box's place on the sheet."""

    x: float
    y: float
    width: float
    height: float


def content_size(paper: Paper) -> tuple[float, float]:
    """Width and height inside the margins."""
    width, height = PAPERS[paper]
    return width - 2 * MARGIN_X, height - MARGIN_TOP - MARGIN_BOTTOM


def widths(paper: Paper, shares: Shares, *, spread: bool = False) -> dict[str, float]:
    """How wide each box and the table are. In a spread the table takes the whole width."""
    full, _ = content_size(paper)
    theory = full - 2 * THEORY_GAP
    side = 0.0 if spread else full * shares.side
    table = full if spread else full - side - COLUMN_GAP
    result = {"mast": full, "evidence": table, "if": theory * shares.theory}
    result |= dict.fromkeys(("then", "so"), theory * (1 - shares.theory) / 2)
    result |= dict.fromkeys(SIDE, side)
    result |= dict.fromkeys(BASE, (full - 2 * COLUMN_GAP) / 3)
    result |= dict.fromkeys(CELLS, (table - TYPE_COLUMN) / 2)
    return result


def row_heights(heights: Heights) -> dict[str, float]:
    """How tall each row of the table must be for its two cells."""
    rows = {}
    for name in TYPES:
        cells = (heights.get(f"leading-{name}", 0.0), heights.get(f"lagging-{name}", 0.0))
        rows[name] = max(SHORTEST_ROW, heights.get(f"type-{name}", 0.0) + CELL_PADDING, max(cells) + CELL_PADDING)
    return rows


class Bands(NamedTuple):
    """The sheet's four bands from top to bottom, by their heights."""

    mast: float
    theory: float
    core: float
    base: float


def bands(heights: Heights, *, spread: bool = False) -> Bands:
    """How tall each band must be."""
    table = heights["evidence-head"] + sum(row_heights(heights).values()) + TABLE_EDGE
    if spread:
        return Bands(heights["mast"], max(heights[box] for box in THEORY), table, heights.get("later", 0.0))
    side = sum(heights[box] for box in SIDE) + 2 * SIDE_GAP
    return Bands(
        heights["mast"], max(heights[box] for box in THEORY), max(side, table), max(heights[box] for box in BASE)
    )


def share_out(wanted: Mapping[str, float], room: float, *, weights: Mapping[str, float]) -> dict[str, float]:
    """Each gets what it wants, or its fair part of the room when there is too little; what some leave, others get."""
    given = dict(wanted)
    open_to = set(wanted)
    left = room
    while sum(wanted[name] for name in open_to) > left and open_to:
        total = sum(weights[name] for name in open_to)
        modest = {name for name in open_to if wanted[name] <= left * weights[name] / total}
        if not modest:
            return given | {name: left * weights[name] / total for name in open_to}
        left -= sum(wanted[name] for name in modest)
        open_to -= modest
    return given
