"""Every table of this app, where Django looks for them."""

from facilitation.models.agenda import MAX_ITEM_MINUTES, MAX_ITEMS, AgendaItem, ItemKind
from facilitation.models.analysis import SessionAnalysis
from facilitation.models.attendance import WAS_THERE, Attendance, AttendanceChange, Came, Coming
from facilitation.models.certificate import Certificate, TookPart
from facilitation.models.commitment import Commitment, CommitmentChange
from facilitation.models.dashboard import (
    MAX_VIEW_NAME,
    DashboardMonth,
    DashboardSubscription,
    DashboardView,
    DashboardVisit,
)
from facilitation.models.decision import Decision
from facilitation.models.digest import DigestChoice, DigestWeek
from facilitation.models.help import Help, HelpKind
from facilitation.models.note import MAX_NOTES, PART, NotesChange, SessionNotes
from facilitation.models.prompt import MAX_GROUPS, MAX_PROMPTS, AnswerGroup, GroupedAnswer, Prompt, PromptUse
from facilitation.models.protocol import (
    OwnProtocol,
    ProtocolChange,
    ProtocolCopy,
    ProtocolFate,
    Purpose,
    Silent,
    Speaks,
)
from facilitation.models.pulse import Pulse
from facilitation.models.question import (
    MAX_QUESTION,
    FavouriteQuestion,
    Question,
    QuestionAsked,
    QuestionJob,
    QuestionOutcome,
)
from facilitation.models.rehearsal import RehearsalMark
from facilitation.models.renewal import MAX_WHY, Renewal, RenewalChoice, RenewalPart, RenewalSeat, Staying
from facilitation.models.resource import ThemeResource
from facilitation.models.self_reflection import ReflectionQuestion, SelfReflection, SelfReflectionChange
from facilitation.models.session import ChangeKind, Session, SessionChange, SessionState
from facilitation.models.session_invitation import CalendarMethod, SessionInvitation
from facilitation.models.session_run import SessionRun, SessionStep
from facilitation.models.support_flag import FlagRule, SupportFlag

__all__ = [
    "MAX_GROUPS",
    "MAX_ITEMS",
    "MAX_ITEM_MINUTES",
    "MAX_NOTES",
    "MAX_PROMPTS",
    "MAX_QUESTION",
    "MAX_VIEW_NAME",
    "MAX_WHY",
    "PART",
    "WAS_THERE",
    "AgendaItem",
    "AnswerGroup",
    "Attendance",
    "AttendanceChange",
    "CalendarMethod",
    "Came",
    "Certificate",
    "ChangeKind",
    "Coming",
    "Commitment",
    "CommitmentChange",
    "DashboardMonth",
    "DashboardSubscription",
    "DashboardView",
    "DashboardVisit",
    "Decision",
    "DigestChoice",
    "DigestWeek",
    "FavouriteQuestion",
    "FlagRule",
    "GroupedAnswer",
    "Help",
    "HelpKind",
    "ItemKind",
    "NotesChange",
    "OwnProtocol",
    "Prompt",
    "PromptUse",
    "ProtocolChange",
    "ProtocolCopy",
    "ProtocolFate",
    "Pulse",
    "Purpose",
    "Question",
    "QuestionAsked",
    "QuestionJob",
    "QuestionOutcome",
    "ReflectionQuestion",
    "RehearsalMark",
    "Renewal",
    "RenewalChoice",
    "RenewalPart",
    "RenewalSeat",
    "SelfReflection",
    "SelfReflectionChange",
    "Session",
    "SessionAnalysis",
    "SessionChange",
    "SessionInvitation",
    "SessionNotes",
    "SessionRun",
    "SessionState",
    "SessionStep",
    "Silent",
    "Speaks",
    "Staying",
    "SupportFlag",
    "ThemeResource",
    "TookPart",
]
