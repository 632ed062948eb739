"""Every table of this app, where Django looks for them."""

from collectives.models.collective import MAX_SEATS, Collective, CollectiveChange, Facilitator, Seat
from collectives.models.door import Door
from collectives.models.notice import Notice, NoticeState
from collectives.models.participant import Participant, ParticipantChange, Position
from collectives.models.program import Membership, Paper, Program, ProgramChange, Role, RoleGrant
from collectives.models.region import District, Region, School
from collectives.models.rendering import Rendering, RenderingState
from collectives.models.rhythm import Meeting, Rhythm, RhythmKind
from collectives.models.roster import RosterImport, RosterRow, RosterRowState, RosterState
from collectives.models.theme import Theme
from collectives.models.user import LANGUAGES, User

__all__ = [
    "LANGUAGES",
    "MAX_SEATS",
    "Collective",
    "CollectiveChange",
    "District",
    "Door",
    "Facilitator",
    "Meeting",
    "Membership",
    "Notice",
    "NoticeState",
    "Paper",
    "Participant",
    "ParticipantChange",
    "Position",
    "Program",
    "ProgramChange",
    "Region",
    "Rendering",
    "RenderingState",
    "Rhythm",
    "RhythmKind",
    "Role",
    "RoleGrant",
    "RosterImport",
    "RosterRow",
    "RosterRowState",
    "RosterState",
    "School",
    "Seat",
    "Theme",
    "User",
]
