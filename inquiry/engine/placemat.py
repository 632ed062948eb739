"""Fitting a placemat to one page: where each box stands, how large the type is, what goes on to page two.

Pure arithmetic in millimetres and points. The caller lays the sheet out once and measures it; `plan_sheet` predicts how
tall each box will be at other sizes and widths and picks the largest type that fits; the caller lays that out and
checks it with `overfull`. Only what happens to be predicted too short costs another layout.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from math import floor, inf

from collectives.engine.paper import Paper
from inquiry.engine.frames import (
    AIM_LINE,
    BANDS,
    BASE,
    BOXES,
    CELL_PADDING,
    CELLS,
    COLUMN_GAP,
    HEAD,
    LABELS,
    LAST_LINE,
    LINE_HEIGHT,
    MEASURED_AT,
    MORE_LINE,
    MOST_CUTS,
    ROW_GAP,
    SIDE,
    SIDE_GAP,
    SIZES,
    TABLE_EDGE,
    THEORY,
    THEORY_GAP,
    TOLERANCE,
    TYPES,
    USUAL,
    Bands,
    Frame,
    Heights,
    Shares,
    bands,
    content_size,
    row_heights,
    share_out,
    widths,
)


@dataclass(frozen=True)
class Measured:
    """Heights read from one layout, with the size and shares it was laid out at."""

    heights: Heights
    size: float = MEASURED_AT
    shares: Shares = USUAL
    spread: bool = False


@dataclass(frozen=True)
class Plan:
    """One way to lay the sheet out. `budgets` says how many characters of a box stay on page one."""

    size: float
    shares: Shares
    frames: Mapping[str, Frame]
    rows: Mapping[str, float]
    spread: bool = False
    budgets: Mapping[str, int] = field(default_factory=dict)


def predict(measured: Measured, paper: Paper, *, size: float, shares: Shares, spread: bool = False) -> dict[str, float]:
    """Heights at another size and other shares. Text grows with the square of its size, nearly; titles do not grow.

    A little pessimistic, and exact where nothing changed.
    """
    if (size, shares, spread) == (measured.size, measured.shares, measured.spread):
        return dict(measured.heights)
    before = widths(paper, measured.shares, spread=measured.spread)
    after = widths(paper, shares, spread=spread)
    heights = dict(measured.heights)
    for box in BOXES:
        if box in heights and after[box]:
            stretch = (size / measured.size) ** 1.8 * (before[box] / after[box])
            heights[box] = HEAD[box] + max(0.0, heights[box] - HEAD[box]) * stretch + LAST_LINE * size
    return heights


def plan_sheet(measured: Measured, paper: Paper, *, lengths: Mapping[str, int], below: float = inf) -> Plan:
    """The largest type that fits on one page; if none does, what to cut; if too much is cut, a spread of two pages.

    With `below`, the sheet was laid out at that size and did not hold: it may do with the heights now known, else the
    type is smaller. So a sheet is not laid out over and over at one size.
    """
    exact = None
    if below == measured.size:
        exact = _place(measured.heights, paper, size=measured.size, shares=measured.shares, spread=False)
    whole = exact or _largest(measured, paper, spread=False, below=below)
    if whole:
        return whole
    one_page = _cut_plan(measured, paper, lengths=lengths, spread=False)
    if len(one_page.budgets) <= MOST_CUTS:
        return one_page
    return _largest(measured, paper, spread=True) or _cut_plan(measured, paper, lengths=lengths, spread=True)


def overfull(plan: Plan, heights: Heights) -> list[str]:
    """Boxes and rows that came out taller than their frames, or fell off the page. None when the sheet is good."""
    wrong = [box for box in plan.frames if box != "evidence" and heights.get(box, inf) > _room(plan, box) + TOLERANCE]
    wrong += [cell for cell in (*CELLS, *LABELS) if heights.get(cell, inf) > _room(plan, cell) + TOLERANCE]
    table = heights.get("evidence-head", inf) + sum(plan.rows.values()) + TABLE_EDGE
    return [*wrong, "evidence"] if table > plan.frames["evidence"].height + TOLERANCE else wrong


def plan_again(plan: Plan, heights: Heights, paper: Paper, *, lengths: Mapping[str, int]) -> Plan:
    """A shortened sheet was measured as planned: put its frames where they belong, or cut what is still too tall."""
    measured = Measured(heights, plan.size, plan.shares, plan.spread)
    left = {**lengths, **plan.budgets}
    again = _cut_plan(
        measured, paper, lengths=left, spread=plan.spread, size=plan.size, shares=plan.shares, cut=plan.budgets
    )
    return replace(again, budgets={**plan.budgets, **again.budgets})


def _room(plan: Plan, box: str) -> float:
    if box in CELLS or box in LABELS:
        return plan.rows[box.partition("-")[2]] - CELL_PADDING
    return plan.frames[box].height


def _shares(*, spread: bool) -> list[Shares]:
    sides = (USUAL.side,) if spread else (0.22, 0.245, 0.27, 0.295, 0.32, 0.345)
    return [Shares(theory, side) for theory, side in product((0.36, 0.40, 0.44, 0.48, 0.52), sides)]


def _largest(measured: Measured, paper: Paper, *, spread: bool, below: float = inf) -> Plan | None:
    """The largest size that fits, with the shares that leave most room; the shares as they are win when close."""
    for size in (size for size in SIZES if size < below):
        options = []
        for shares in _shares(spread=spread):
            heights = predict(measured, paper, size=size, shares=shares, spread=spread)
            bias = abs(shares.theory - USUAL.theory) * 12 + abs(shares.side - USUAL.side) * 18
            options.append((sum(bands(heights, spread=spread)) + bias, shares, heights))
        for _, shares, heights in sorted(options, key=lambda option: option[0]):
            plan = _place(heights, paper, size=size, shares=shares, spread=spread)
            if plan:
                return plan
    return None


def _place(heights: Heights, paper: Paper, *, size: float, shares: Shares, spread: bool) -> Plan | None:
    """Frames for these heights, with what is left over shared out. None when they do not fit."""
    _, full = content_size(paper)
    mast, theory, core, base = bands(heights, spread=spread)
    slack = full - mast - theory - core - base - 3 * ROW_GAP
    if slack < 0:
        return None
    theory += min(slack * 0.15, 6.0)
    base += 0.0 if spread else min(slack * 0.25, 16.0)
    core = full - mast - theory - base - 3 * ROW_GAP
    return _frames(heights, paper, Bands(mast, theory, core, base), size=size, shares=shares, spread=spread)


def _frames(heights: Heights, paper: Paper, tall: Bands, *, size: float, shares: Shares, spread: bool) -> Plan:
    full, _ = content_size(paper)
    wide = widths(paper, shares, spread=spread)
    frames = {"mast": Frame(0, 0, full, tall.mast)}
    y = tall.mast + ROW_GAP
    x = 0.0
    for box in THEORY:
        frames[box] = Frame(x, y, wide[box], tall.theory)
        x += wide[box] + THEORY_GAP
    y += tall.theory + ROW_GAP
    frames["evidence"] = Frame(full - wide["evidence"], y, wide["evidence"], tall.core)
    if spread:
        frames["later"] = Frame(0, y + tall.core + ROW_GAP, full, tall.base)
    else:
        frames |= _stack(SIDE, heights, y=y, width=wide["problem"], room=tall.core)
        y += tall.core + ROW_GAP
        for place, box in enumerate(BASE):
            frames[box] = Frame(place * (wide[box] + COLUMN_GAP), y, wide[box], tall.base)
    rows = row_heights(heights)
    extra = (tall.core - heights["evidence-head"] - TABLE_EDGE - sum(rows.values())) / len(rows)
    return Plan(size, shares, frames, {name: height + extra for name, height in rows.items()}, spread)


def _stack(boxes: tuple[str, ...], heights: Heights, *, y: float, width: float, room: float) -> dict[str, Frame]:
    """Boxes below each other, what is left over shared equally."""
    extra = (room - sum(heights[box] for box in boxes) - SIDE_GAP * (len(boxes) - 1)) / len(boxes)
    frames = {}
    for box in boxes:
        frames[box] = Frame(0, y, width, heights[box] + extra)
        y += heights[box] + extra + SIDE_GAP
    return frames


def _cut_plan(
    measured: Measured,
    paper: Paper,
    *,
    lengths: Mapping[str, int],
    spread: bool,
    size: float = SIZES[-1],
    shares: Shares = USUAL,
    cut: Collection[str] = (),
) -> Plan:
    """As much of each box as has room, shared out fairly. Boxes in `cut` are short already and say where they go on."""
    heights = predict(measured, paper, size=size, shares=shares, spread=spread)
    limits, tall = _limits(heights, paper, spread=spread)
    over = {box: limit for box, limit in limits.items() if heights.get(box, 0.0) > limit + 0.05}
    budgets = {}
    for box, limit in over.items():
        fixed = HEAD[box] + (AIM_LINE if box in CELLS else 0.0)
        text = max(heights[box] - fixed - (MORE_LINE if box in cut else 0.0), 0.1)
        line = size * LINE_HEIGHT
        room = floor(max(limit - fixed - MORE_LINE, 0.0) / line) * line
        budgets[box] = max(0, min(int(lengths[box] * room / text * 0.97), lengths[box] - 5))
    shown = {**heights, **over}
    plan = _place(shown, paper, size=size, shares=shares, spread=spread)
    plan = plan or _frames(shown, paper, tall, size=size, shares=shares, spread=spread)
    return replace(plan, budgets=budgets)


def _limits(heights: Heights, paper: Paper, *, spread: bool) -> tuple[dict[str, float], Bands]:
    """How tall each box may be when there is too much, and the bands that follow."""
    wanted = bands(heights, spread=spread)
    room = content_size(paper)[1] - wanted.mast - 3 * ROW_GAP
    tall = wanted._replace(**share_out(dict(zip(BANDS, wanted[1:], strict=True)), room, weights=BANDS))
    limits = dict.fromkeys(THEORY, tall.theory)
    if not spread:
        side = {box: heights[box] for box in SIDE}
        limits |= dict.fromkeys(BASE, tall.base)
        limits |= share_out(side, tall.core - 2 * SIDE_GAP, weights=dict.fromkeys(SIDE, 1.0))
    rows = row_heights(heights)
    row_room = tall.core - heights["evidence-head"] - TABLE_EDGE
    kept = share_out(rows, row_room, weights=dict.fromkeys(rows, 1.0))
    limits |= {f"{kind}-{name}": kept[name] - CELL_PADDING for name in TYPES for kind in ("leading", "lagging")}
    return limits, tall
