"""Drawings as the tests of charts read them."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from ilc.charts import ChartWords, Point, RunChart, axis_for

SVG = "{http://www.w3.org/2000/svg}"
WORDS = ChartWords(protected="Protected", target="Target 89", baseline="Baseline 20", median="Median 36")


def parsed(drawing: str) -> ET.Element:
    """A drawing as a tree; it is well-formed."""
    return ET.fromstring(f'<div xmlns="http://www.w3.org/2000/svg">{drawing}</div>')[0]


def words_in(drawing: str) -> list[str]:
    """All words that are drawn, in order."""
    return [one.text or "" for one in parsed(drawing).iter(f"{SVG}text")]


def of_kind(drawing: str, kind: str) -> list[dict[str, str]]:
    """The attributes of every piece with this class."""
    return [one.attrib for one in parsed(drawing).iter() if kind in one.get("class", "").split()]


def monthly(*values: float | None) -> list[Point]:
    """Points four weeks apart from 2 November 2026 on; None is protected."""
    return [Point(date(2026, 11, 2) + timedelta(weeks=4 * n), value) for n, value in enumerate(values)]


def chart(points: list[Point], **fields: Any) -> RunChart:
    """A chart of percents."""
    return RunChart(
        title="Visits each month",
        summary="It rises.",
        points=points,
        axis=axis_for([0], low=0, high=100),
        say=lambda value: f"{value:g}%",
        words=WORDS,
        **fields,
    )
