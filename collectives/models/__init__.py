"""Every table of this app, where Django looks for them."""

from collectives.models.board import (
    Board,
    BoardMove,
    BoardSource,
    BoardState,
    BoardText,
    DraftState,
    DraftTheme,
    ThemeDecision,
)
from collectives.models.collective import MAX_SEATS, Collective, CollectiveChange, Facilitator, Seat
from collectives.models.door import Door
from collectives.models.formation import (
    HALF_HOURS,
    Ballot,
    BallotChoice,
    Formation,
    FormationRule,
    FormationRulePerson,
    FormationState,
    FormationTheme,
    Offer,
    OfferTheme,
)
from collectives.models.gathering import (
    Asked,
    Gathering,
    GatheringKind,
    GatheringQuestion,
    GatheringState,
    QuestionKind,
    Response,
)
from collectives.models.improvement_plan import AnswersFile, ImprovementPlan, Passage, PlanState
from collectives.models.invitation import Invitation, InvitationAnswer, InvitationState, WaitingPlace, WaitingState
from collectives.models.notice import Notice, NoticeState, ThingTold
from collectives.models.participant import NOWHERE, Participant, ParticipantChange, Position, no_address
from collectives.models.program import Membership, Paper, Program, ProgramChange, Role, RoleGrant
from collectives.models.proposal import Proposal, ProposalMove, ProposalState, ProposedCollective, ProposedSeat
from collectives.models.region import District, Region, School, Surroundings
from collectives.models.rendering import Rendering, RenderingState
from collectives.models.reseating import Reseating, ReseatingState
from collectives.models.rhythm import Meeting, Rhythm, RhythmKind
from collectives.models.roster import RosterImport, RosterRow, RosterRowState, RosterState
from collectives.models.theme import Theme
from collectives.models.user import LANGUAGES, User

__all__ = [
    "HALF_HOURS",
    "LANGUAGES",
    "MAX_SEATS",
    "NOWHERE",
    "AnswersFile",
    "Asked",
    "Ballot",
    "BallotChoice",
    "Board",
    "BoardMove",
    "BoardSource",
    "BoardState",
    "BoardText",
    "Collective",
    "CollectiveChange",
    "District",
    "Door",
    "DraftState",
    "DraftTheme",
    "Facilitator",
    "Formation",
    "FormationRule",
    "FormationRulePerson",
    "FormationState",
    "FormationTheme",
    "Gathering",
    "GatheringKind",
    "GatheringQuestion",
    "GatheringState",
    "ImprovementPlan",
    "Invitation",
    "InvitationAnswer",
    "InvitationState",
    "Meeting",
    "Membership",
    "Notice",
    "NoticeState",
    "Offer",
    "OfferTheme",
    "Paper",
    "Participant",
    "ParticipantChange",
    "Passage",
    "PlanState",
    "Position",
    "Program",
    "ProgramChange",
    "Proposal",
    "ProposalMove",
    "ProposalState",
    "ProposedCollective",
    "ProposedSeat",
    "QuestionKind",
    "Region",
    "Rendering",
    "RenderingState",
    "Reseating",
    "ReseatingState",
    "Response",
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
    "Surroundings",
    "Theme",
    "ThemeDecision",
    "ThingTold",
    "User",
    "WaitingPlace",
    "WaitingState",
    "no_address",
]
