"""Protecting small groups of students and adults in figures that leave their district."""

from evidence.engine.suppression.protect import Protection, protect
from evidence.engine.suppression.rule import SMALLEST_EVER, Counts, Range, Rule, Shown, Told
from evidence.engine.suppression.table import Figures, Key, Layout, Release

__all__ = [
    "SMALLEST_EVER",
    "Counts",
    "Figures",
    "Key",
    "Layout",
    "Protection",
    "Range",
    "Release",
    "Rule",
    "Shown",
    "Told",
    "protect",
]
