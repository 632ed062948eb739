"""Every table of this app, where Django looks for them."""

from inquiry.models.cycle import Cycle, Phase, PhaseMove
from inquiry.models.indicator import Clause, DataType, Direction, Indicator, IndicatorKind
from inquiry.models.placemat import (
    MAX_IF_ACTIONS,
    MAX_TEXT,
    IfAction,
    Placemat,
    PlacematChange,
    PlacematField,
    PlacematText,
)

__all__ = [
    "MAX_IF_ACTIONS",
    "MAX_TEXT",
    "Clause",
    "Cycle",
    "DataType",
    "Direction",
    "IfAction",
    "Indicator",
    "IndicatorKind",
    "Phase",
    "PhaseMove",
    "Placemat",
    "PlacematChange",
    "PlacematField",
    "PlacematText",
]
