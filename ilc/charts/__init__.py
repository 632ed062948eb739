"""Charts, drawn on the server as SVG: they need no script, print, and obey zoom and the reader's colours.

Nothing in them is told by colour alone. Their classes are styled by `charts.css` on pages and on paper.
"""

from ilc.charts.arcs import Arc, draw_arcs
from ilc.charts.bars import Bar, draw_bars
from ilc.charts.calendar import Month, MonthVessel, draw_calendar
from ilc.charts.run_chart import ChartWords, Mark, Point, RunChart, draw_run_chart
from ilc.charts.scale import Axis, axis_for, day_ticks
from ilc.charts.share import draw_share
from ilc.charts.small import Small, draw_small, draw_spark
from ilc.charts.vessels import Vessel, draw_vessels

__all__ = [
    "Arc",
    "Axis",
    "Bar",
    "ChartWords",
    "Mark",
    "Month",
    "MonthVessel",
    "Point",
    "RunChart",
    "Small",
    "Vessel",
    "axis_for",
    "day_ticks",
    "draw_arcs",
    "draw_bars",
    "draw_calendar",
    "draw_run_chart",
    "draw_share",
    "draw_small",
    "draw_spark",
    "draw_vessels",
]
