"""Every table of this app, where Django looks for them."""

from evidence.models.analysis import ADJUSTING, MAX_ANSWER, Analysis, AnalysisChange, Course
from evidence.models.attachment import MAX_ADDRESS, MAX_CAPTION, Attachment
from evidence.models.citation import Citation
from evidence.models.coding import MAX_CODE_NAME, MAX_CODES, Code, Coding, CodingMove, CodingProposal
from evidence.models.confirmation import Confirmation
from evidence.models.data_point import MAX_NOTE, MAX_WORDS, DataPoint, DataPointChange
from evidence.models.evidence_import import (
    EvidenceImport,
    EvidenceImportRow,
    EvidenceImportRowState,
    EvidenceImportState,
)
from evidence.models.evidence_plan import HowOften, PlanLine
from evidence.models.judgement import (
    MAX_REASON,
    THEORY,
    Answer,
    Judgement,
    JudgementChange,
    JudgementPart,
    Settlement,
    Sure,
)
from evidence.models.learning_start import LearningStart, LearningStartPart
from evidence.models.learning_summary import (
    MAX_LEARNED,
    MAX_LEARNING_WORD,
    MAX_OBJECTION,
    MAX_SUMMARY_TITLE,
    LearningChange,
    LearningConsent,
    LearningState,
    LearningSummary,
    LearningWord,
)
from evidence.models.library_copy import LibraryCopy, LibraryCopyWord
from evidence.models.measure import MAX_LEVELS, About, Measure, MeasureKind
from evidence.models.prediction import MAX_PREDICTION, Expected, Prediction, PredictionLook, PredictionRound
from evidence.models.protection import SMALLEST_AT_FIRST, SMALLEST_EVER, ProtectionRule
from evidence.models.release import Release
from evidence.models.report import (
    MAX_REMARK,
    MAX_TITLE,
    Report,
    ReportChange,
    ReportComment,
    ReportKind,
    ReportPaper,
)
from evidence.models.rollup import EvidenceRollup, EvidenceTail
from evidence.models.student_group import StudentGroup

__all__ = [
    "ADJUSTING",
    "MAX_ADDRESS",
    "MAX_ANSWER",
    "MAX_CAPTION",
    "MAX_CODES",
    "MAX_CODE_NAME",
    "MAX_LEARNED",
    "MAX_LEARNING_WORD",
    "MAX_LEVELS",
    "MAX_NOTE",
    "MAX_OBJECTION",
    "MAX_PREDICTION",
    "MAX_REASON",
    "MAX_REMARK",
    "MAX_SUMMARY_TITLE",
    "MAX_TITLE",
    "MAX_WORDS",
    "SMALLEST_AT_FIRST",
    "SMALLEST_EVER",
    "THEORY",
    "About",
    "Analysis",
    "AnalysisChange",
    "Answer",
    "Attachment",
    "Citation",
    "Code",
    "Coding",
    "CodingMove",
    "CodingProposal",
    "Confirmation",
    "Course",
    "DataPoint",
    "DataPointChange",
    "EvidenceImport",
    "EvidenceImportRow",
    "EvidenceImportRowState",
    "EvidenceImportState",
    "EvidenceRollup",
    "EvidenceTail",
    "Expected",
    "HowOften",
    "Judgement",
    "JudgementChange",
    "JudgementPart",
    "LearningChange",
    "LearningConsent",
    "LearningStart",
    "LearningStartPart",
    "LearningState",
    "LearningSummary",
    "LearningWord",
    "LibraryCopy",
    "LibraryCopyWord",
    "Measure",
    "MeasureKind",
    "PlanLine",
    "Prediction",
    "PredictionLook",
    "PredictionRound",
    "ProtectionRule",
    "Release",
    "Report",
    "ReportChange",
    "ReportComment",
    "ReportKind",
    "ReportPaper",
    "Settlement",
    "StudentGroup",
    "Sure",
]
