"""Every table of this app, where Django looks for them."""

from inquiry.models.cycle import Cycle, Phase, PhaseMove
from inquiry.models.document import Document, DocumentUpdate
from inquiry.models.hint import LONGEST_KEY, HintAside
from inquiry.models.indicator import Clause, DataType, Direction, Indicator, IndicatorKind
from inquiry.models.origin import IfActionOrigin
from inquiry.models.placemat import (
    MAX_IF_ACTIONS,
    MAX_POSITION,
    MAX_TEXT,
    IfAction,
    Placemat,
    PlacematChange,
    PlacematField,
    PlacematText,
)

__all__ = [
    "LONGEST_KEY",
    "MAX_IF_ACTIONS",
    "MAX_POSITION",
    "MAX_TEXT",
    "Clause",
    "Cycle",
    "DataType",
    "Direction",
    "Document",
    "DocumentUpdate",
    "HintAside",
    "IfAction",
    "IfActionOrigin",
    "Indicator",
    "IndicatorKind",
    "Phase",
    "PhaseMove",
    "Placemat",
    "PlacematChange",
    "PlacematField",
    "PlacematText",
]
