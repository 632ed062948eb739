"""Every table of this app, where Django looks for them."""

from facilitation.models.agenda import MAX_ITEMS, AgendaItem
from facilitation.models.attendance import Attendance, AttendanceChange, Came, Coming
from facilitation.models.decision import Decision
from facilitation.models.note import Note
from facilitation.models.session import ChangeKind, Session, SessionChange, SessionState

__all__ = [
    "MAX_ITEMS",
    "AgendaItem",
    "Attendance",
    "AttendanceChange",
    "Came",
    "ChangeKind",
    "Coming",
    "Decision",
    "Note",
    "Session",
    "SessionChange",
    "SessionState",
]
