"""The geometry of a blank placemat: two landscape pages with large boxes, in millimetres."""

from collections.abc import Mapping

from collectives.engine.paper import Paper
from inquiry.engine.frames import COLUMN_GAP, ROW_GAP, THEORY_GAP, Frame, content_size

MAST, TALLEST_MAST = 28.0, 50.0
TOP = 60.0  # problem, priority, system goal
BASE = 47.0  # the reflection on page two
TABLE_HEAD = 19.0  # its title and the names of its columns
ROWS = 4
IF_LINES = 4
IF_HEAD = 24.0
SHARES = {"problem": 0.5, "priority": 0.27, "goal": 0.23}
THEORY = {"if": 0.44, "then": 0.28, "so": 0.28}


def blank_frames(paper: Paper, *, mast: float = MAST) -> Mapping[str, Frame]:
    """Where every box stands on its page, by name. `row` and `action` are the sizes of one row of each kind.

    `mast` is how tall the masthead must be for its names; the theory below gives what it takes, up to TALLEST_MAST.
    """
    mast = min(max(mast, MAST), TALLEST_MAST)
    width, height = content_size(paper)
    height -= 0.2  # a rounded last frame must not open another page
    frames = {"mast": Frame(0, 0, width, mast)}
    y = mast + ROW_GAP
    frames |= _across(SHARES, y=y, width=width, height=TOP, gap=COLUMN_GAP)
    y += TOP + ROW_GAP
    frames |= _across(THEORY, y=y, width=width, height=height - y, gap=THEORY_GAP)
    table = height - BASE - ROW_GAP
    frames["evidence"] = Frame(0, 0, width, table)
    thirds = dict.fromkeys(("well", "not", "adjust"), 1 / 3)
    frames |= _across(thirds, y=height - BASE, width=width, height=BASE, gap=COLUMN_GAP)
    frames["row"] = Frame(0, 0, width, (table - TABLE_HEAD) / ROWS)
    frames["action"] = Frame(0, 0, frames["if"].width, (frames["if"].height - IF_HEAD) / IF_LINES)
    return frames


def _across(shares: Mapping[str, float], *, y: float, width: float, height: float, gap: float) -> dict[str, Frame]:
    """Boxes beside each other, by their shares of the width."""
    room = width - gap * (len(shares) - 1)
    frames, x = {}, 0.0
    for name, share in shares.items():
        frames[name] = Frame(x, y, room * share, height)
        x += room * share + gap
    return frames
