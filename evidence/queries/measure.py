"""How an indicator is counted, and what its words on the placemat suggest before anybody said so."""

import re
from typing import Any, Final

from django.db.models import F, QuerySet

from evidence.engine.numbers import Figure, read_figure
from evidence.models import About, Measure, MeasureKind
from inquiry.models import DataType, Indicator

_COLUMNS: Final = [field.attname for field in Measure._meta.concrete_fields]
_BESIDE: Final = "beside_"
_THINGS: Final = re.compile(
    r"\b(lessons?|units?|minutes|meetings?|visits?|sessions?|leçons?|unités|réunions?|visites|lecciones|unidades"
    r"|reuniones|visitas)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_ADULTS: Final = re.compile(
    r"\b(teachers?|staff|educators?|leaders?|enseignant\w*|personnel|éducat\w+|docentes?|maestr\w+|personal)\b",
    re.IGNORECASE,
)


def measure_of(indicator: Indicator) -> Measure | None:
    """How it is counted; None when nobody said so yet. One SQL query."""
    return Measure.objects.filter(indicator=indicator).first()


def with_measure(rows: QuerySet[Indicator, Any]) -> QuerySet[Indicator, Any]:
    """Indicators that bring their measure along, for `measure_beside`: a join, where `measure_of` is a query more."""
    return rows.annotate(**{f"{_BESIDE}{name}": F(f"measures__{name}") for name in _COLUMNS})


def measure_beside(indicator: Any) -> Measure | None:
    """How an indicator that was read `with_measure` is counted. No SQL."""
    values = [getattr(indicator, f"{_BESIDE}{name}") for name in _COLUMNS]
    return Measure.from_db("default", _COLUMNS, values) if getattr(indicator, f"{_BESIDE}id") else None


def suggested_measure(indicator: Indicator) -> dict[str, Any]:
    """What the form begins with, read from the baseline, the target, the unit and the words. No SQL."""
    baseline, target = read_figure(indicator.baseline), read_figure(indicator.target)
    kinds = {baseline.kind, target.kind}
    share = kinds & {"part", "percent"} or "%" in indicator.unit
    numbered = _NUMBER.search(f"{indicator.baseline} {indicator.target}")
    kind = MeasureKind.SHARE if share else MeasureKind.VALUE if numbered else _kind_of(indicator)
    return {"kind": kind, "about": _about(indicator)} | hoped_for(indicator, kind)


def hoped_for(indicator: Indicator, kind: str) -> dict[str, float | None]:
    """Baseline and target on the axis of a measure of this kind, as the placemat's words have them. No SQL.

    Where shares are counted "8 of 36" is 22.2 percent; on a scale "2.9 of 5" is the level 2.9.
    """
    words = {"baseline": indicator.baseline, "target": indicator.target}
    if kind in {MeasureKind.SHARE, MeasureKind.YES_NO}:
        return {name: _on_axis(read_figure(said), said) for name, said in words.items()}
    numbers = {name: _NUMBER.search(said) for name, said in words.items()}
    return {name: float(found[0].replace(",", ".")) if found else None for name, found in numbers.items()}


def _kind_of(indicator: Indicator) -> str:
    return MeasureKind.YES_NO if indicator.data_types == [DataType.PROCESSES] else MeasureKind.SHARE


def _about(indicator: Indicator) -> str:
    words = f"{indicator.text} {indicator.unit}"
    if _ADULTS.search(words):
        return About.ADULTS
    only_processes = indicator.data_types == [DataType.PROCESSES]
    return About.THINGS if only_processes and _THINGS.search(words) else About.STUDENTS


def _on_axis(figure: Figure, written: str) -> float | None:
    if figure.kind == "part":
        return round(100 * figure.numerator / figure.denominator, 1) if figure.denominator else None
    return figure.value if written and figure.kind in {"number", "percent"} else None
