"""Every table of this app, where Django looks for them."""

from inquiry.models.adjustment import MAX_WHY, Adjustment
from inquiry.models.comment import (
    MAX_COMMENT,
    MAX_QUOTED,
    WHOLE,
    Comment,
    CommentChange,
    CommentKind,
    Outcome,
)
from inquiry.models.cycle import Cycle, Phase, PhaseMove
from inquiry.models.document import Document, DocumentUpdate
from inquiry.models.feedback import MAX_QUESTION, MAX_SUMMARY, FeedbackChange, FeedbackRound, FeedbackStep
from inquiry.models.hint import LONGEST_KEY, HintAside
from inquiry.models.indicator import Clause, DataType, Direction, Indicator, IndicatorKind
from inquiry.models.moment import MAX_MOMENT_NAME, Moment
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
    "MAX_COMMENT",
    "MAX_IF_ACTIONS",
    "MAX_MOMENT_NAME",
    "MAX_POSITION",
    "MAX_QUESTION",
    "MAX_QUOTED",
    "MAX_SUMMARY",
    "MAX_TEXT",
    "MAX_WHY",
    "WHOLE",
    "Adjustment",
    "Clause",
    "Comment",
    "CommentChange",
    "CommentKind",
    "Cycle",
    "DataType",
    "Direction",
    "Document",
    "DocumentUpdate",
    "FeedbackChange",
    "FeedbackRound",
    "FeedbackStep",
    "HintAside",
    "IfAction",
    "IfActionOrigin",
    "Indicator",
    "IndicatorKind",
    "Moment",
    "Outcome",
    "Phase",
    "PhaseMove",
    "Placemat",
    "PlacematChange",
    "PlacematField",
    "PlacematText",
]
