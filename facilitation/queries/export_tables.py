"""Every table of a program: what goes along in an export, and what stays behind and why.

A table that stands in neither list fails a test. The words are in content/export.toml.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

import collectives.models as c
import evidence.models as e
import facilitation.models as f
import inquiry.models as i
from collectives.models import Participant
from collectives.permissions.ballot import visible_ballots, visible_offers
from collectives.permissions.board import visible_plans
from collectives.permissions.collective import belongs, visible_collectives
from collectives.permissions.gathering import readable_responses, visible_gatherings
from collectives.permissions.invitation import visible_invitations, visible_waiting
from collectives.permissions.program import is_admin
from evidence.permissions.analysis import visible_analyses
from evidence.permissions.attachment import visible_attachments
from evidence.permissions.coding import visible_coding_moves
from evidence.permissions.data_point import visible_data_points
from evidence.permissions.learning_summary import visible_summaries
from evidence.permissions.report import visible_reports
from facilitation.permissions.question import visible_questions, visible_questions_asked
from facilitation.permissions.support_flag import visible_flags, visible_help
from facilitation.queries.export_table import ExportTable, Reach
from ilc.tenancy.owned import ProgramOwned
from inquiry.permissions.comment import visible_comments
from inquiry.permissions.feedback import at_work_on, visible_feedback
from inquiry.permissions.placemat import visible_placemats

PROGRAM, REFERRED = Reach.PROGRAM, Reach.REFERRED


def _placemats(participant: Participant) -> QuerySet[i.Placemat]:
    """The collectives', and one's own: what another leader shows to a group does not leave it in somebody's file."""
    return visible_placemats(participant).filter(Q(leader=None) | Q(leader=participant))


def _judgement_parts(participant: Participant) -> QuerySet[e.JudgementPart]:
    return e.JudgementPart.objects.filter(at_work_on(participant, "judgement__placemat__"))


def _judgement_changes(participant: Participant) -> QuerySet[e.JudgementChange]:
    return e.JudgementChange.objects.filter(at_work_on(participant, "judgement__placemat__"))


def _consents(participant: Participant) -> QuerySet[e.LearningConsent]:
    return e.LearningConsent.objects.filter(at_work_on(participant, "summary__placemat__"))


def _learning_changes(participant: Participant) -> QuerySet[e.LearningChange]:
    return e.LearningChange.objects.filter(at_work_on(participant, "summary__placemat__"))


def _attendance_changes(participant: Participant) -> QuerySet[f.AttendanceChange]:
    """Who marked whom, for those who run the session."""
    rows = f.AttendanceChange.objects.all()
    guides = c.Facilitator.objects.filter(
        collective=OuterRef("session__collective"), participant=participant, left_at=None
    )
    return rows if is_admin(participant) else rows.filter(Exists(guides))


def _renewals(participant: Participant) -> QuerySet[f.Renewal]:
    """Once decided for all; a draft is its people's."""
    return f.Renewal.objects.filter(Q(cycle__closed_at__isnull=False) | belongs(participant, "cycle__collective"))


_TABLES = (
    ExportTable(c.Region, REFERRED),
    ExportTable(c.District, REFERRED),
    ExportTable(c.School, REFERRED),
    ExportTable(c.Participant, REFERRED, behind=["user"], admins=["email", "invited_at"]),
    ExportTable(c.ParticipantChange, PROGRAM),
    ExportTable(c.RoleGrant, PROGRAM),
    ExportTable(c.ProgramChange, PROGRAM),
    ExportTable(c.Theme, REFERRED),
    ExportTable(c.Gathering, PROGRAM, visible_gatherings, behind=["code"]),
    ExportTable(c.GatheringQuestion, PROGRAM),
    ExportTable(c.Response, PROGRAM, readable_responses, behind=["key"]),
    ExportTable(c.ImprovementPlan, PROGRAM, visible_plans, behind=["file"]),
    ExportTable(c.Passage, PROGRAM),
    ExportTable(c.Board, PROGRAM, behind=["proposal", "weak"]),
    ExportTable(c.DraftTheme, PROGRAM),
    ExportTable(c.ThemeDecision, PROGRAM),
    ExportTable(c.Formation, PROGRAM),
    ExportTable(c.FormationTheme, PROGRAM),
    ExportTable(c.Ballot, PROGRAM, visible_ballots),
    ExportTable(c.BallotChoice, PROGRAM),
    ExportTable(c.Offer, PROGRAM, visible_offers),
    ExportTable(c.OfferTheme, PROGRAM),
    ExportTable(c.Collective, Reach.COLLECTIVE, visible_collectives),
    ExportTable(c.CollectiveChange),
    ExportTable(c.Seat),
    ExportTable(c.Facilitator),
    ExportTable(c.Invitation, PROGRAM, visible_invitations),
    ExportTable(c.InvitationAnswer, PROGRAM),
    ExportTable(c.WaitingPlace, PROGRAM, visible_waiting),
    ExportTable(c.Rhythm, behind=["link"]),
    ExportTable(i.Cycle),
    ExportTable(i.PhaseMove),
    ExportTable(i.Placemat, rows=_placemats, behind=["document"]),
    ExportTable(i.PlacematText),
    ExportTable(i.IfAction),
    ExportTable(i.IfActionOrigin),
    ExportTable(i.PlacematChange, met=["also_by"]),
    ExportTable(i.Adjustment),
    ExportTable(i.Moment),
    ExportTable(i.Indicator),
    ExportTable(i.FeedbackRound, rows=visible_feedback),
    ExportTable(i.FeedbackChange),
    ExportTable(i.Comment, rows=visible_comments, needs=["feedback_round", "in_reply_to"]),
    ExportTable(e.Measure),
    ExportTable(e.Confirmation),
    ExportTable(e.StudentGroup, REFERRED),
    ExportTable(e.PlanLine),
    ExportTable(e.DataPoint, rows=visible_data_points, behind=["evidence_import"], needs=["plan_line"]),
    ExportTable(e.DataPointChange),
    ExportTable(e.Attachment, rows=visible_attachments, behind=["file", "preview"]),
    ExportTable(e.Code),
    ExportTable(e.Coding),
    ExportTable(e.CodingMove, rows=visible_coding_moves),
    ExportTable(e.ProtectionRule, PROGRAM),
    ExportTable(e.Release, behind=["behind"], met=["cells"]),
    ExportTable(e.Analysis, rows=visible_analyses),
    ExportTable(e.AnalysisChange),
    ExportTable(e.Judgement),
    ExportTable(e.JudgementPart, rows=_judgement_parts),
    ExportTable(e.JudgementChange, rows=_judgement_changes),
    ExportTable(e.Settlement),
    ExportTable(e.Citation, needs=["analysis", "judgement_part"]),
    ExportTable(e.LearningSummary, rows=visible_summaries),
    ExportTable(e.LearningConsent, rows=_consents),
    ExportTable(e.LearningChange, rows=_learning_changes),
    ExportTable(e.LearningStart, behind=["copy"]),
    ExportTable(e.LearningStartPart),
    ExportTable(e.Report, rows=visible_reports, needs=["placemat"], hangs_on="placemat"),
    ExportTable(e.ReportChange),
    ExportTable(e.ReportComment),
    ExportTable(f.Session, behind=["document", "link"]),
    ExportTable(f.SessionChange),
    ExportTable(f.AgendaItem),
    ExportTable(f.SessionAnalysis),
    ExportTable(f.Attendance),
    ExportTable(f.AttendanceChange, rows=_attendance_changes),
    ExportTable(f.SessionNotes),
    ExportTable(f.NotesChange, met=["also_by"]),
    ExportTable(f.Decision),
    ExportTable(f.Commitment),
    ExportTable(f.CommitmentChange),
    ExportTable(f.SessionRun, behind=["code"]),
    ExportTable(f.SessionStep),
    ExportTable(f.QuestionAsked, rows=visible_questions_asked),
    ExportTable(f.QuestionOutcome),
    ExportTable(f.SupportFlag, rows=visible_flags),
    ExportTable(f.Help, rows=visible_help),
    ExportTable(f.Renewal, rows=_renewals),
    ExportTable(f.RenewalPart),
    ExportTable(f.RenewalSeat),
    ExportTable(f.OwnProtocol, PROGRAM),
    ExportTable(f.ProtocolChange, PROGRAM),
    ExportTable(f.Question, PROGRAM, visible_questions),
    ExportTable(f.ThemeResource, PROGRAM),
)
TABLES: Final[Mapping[type[Model], ExportTable]] = {one.model: one for one in _TABLES}

_STAYING: dict[str, list[type[ProgramOwned]]] = {
    "reflections": [f.SelfReflection, f.SelfReflectionChange],
    "who_answered": [c.Asked],
    "expected": [e.PredictionRound, e.Prediction, e.PredictionLook],
    "in_the_room": [f.Prompt, f.AnswerGroup, f.GroupedAnswer],
    "of_themselves": [f.Pulse],
    "said_about_people": [c.FormationRule, c.FormationRulePerson],
    "mail": [c.Notice, c.ThingTold, f.DigestChoice, f.DigestWeek, f.SessionInvitation, f.DashboardMonth],
    "desk": [c.AnswersFile, c.BoardSource, c.BoardText, c.BoardMove],
    "tried_out": [c.Proposal, c.ProposedCollective, c.ProposedSeat, c.ProposalMove, c.Reseating, e.CodingProposal],
    "brought_in": [c.RosterImport, c.RosterRow, e.EvidenceImport, e.EvidenceImportRow],
    "typing": [i.Document, i.DocumentUpdate, i.CommentChange],
    "for_oneself": [i.HintAside, f.FavouriteQuestion, f.DashboardVisit, f.DashboardView, f.DashboardSubscription],
    "rehearsed": [f.RehearsalMark],
    "checked_here": [f.Certificate],
    "made_anew": [c.Rendering, e.EvidenceTail, e.EvidenceRollup, e.LearningWord],
    "of_others": [e.LibraryCopy, e.LibraryCopyWord, f.ProtocolCopy],
}
BESIDE_TABLES: Final[Mapping[str, Sequence[str]]] = {
    "accounts": ["user", "membership", "door"],
    "files": ["attachment.file", "attachment.preview", "improvement_plan.file"],
}
STAYING: Final[Mapping[type[ProgramOwned], str]] = {model: why for why, models in _STAYING.items() for model in models}
