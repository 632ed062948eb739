"""Every table of this app, where Django looks for them."""

from evidence.models.data_point import MAX_NOTE, MAX_WORDS, DataPoint, DataPointChange
from evidence.models.evidence_plan import HowOften, PlanLine
from evidence.models.measure import MAX_LEVELS, About, Measure, MeasureKind
from evidence.models.protection import SMALLEST_AT_FIRST, SMALLEST_EVER, ProtectionRule
from evidence.models.rollup import EvidenceRollup, EvidenceTail
from evidence.models.student_group import StudentGroup

__all__ = [
    "MAX_LEVELS",
    "MAX_NOTE",
    "MAX_WORDS",
    "SMALLEST_AT_FIRST",
    "SMALLEST_EVER",
    "About",
    "DataPoint",
    "DataPointChange",
    "EvidenceRollup",
    "EvidenceTail",
    "HowOften",
    "Measure",
    "MeasureKind",
    "PlanLine",
    "ProtectionRule",
    "StudentGroup",
]
