"""The question guide of one session: which questions come first and why, what was asked, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collectives.models import Participant
from facilitation.engine.guide import Candidate, Earlier, Reason, order_questions
from facilitation.models import Decision, QuestionAsked, QuestionJob, QuestionOutcome, Session, SessionState
from facilitation.permissions.question import visible_questions_asked
from facilitation.queries.question import BankQuestion, favourite_keys, list_questions, of_jobs
from facilitation.queries.screen import screen_of
from ilc.zones import local_time
from inquiry.permissions.adjustment import visible_adjustments
from inquiry.queries.adjustment import adjustment_row

MOST_TO_CHOOSE, LONGEST = 12, 80
FIRST = 4  # as many as one can take in beside a running session
ICONS = {QuestionJob.ANCHOR: "anchor", QuestionJob.ILLUMINATE: "lamp", QuestionJob.ELEVATE: "stairs"}
FITS = {
    "problem": gettext_lazy("fits the problem of practice on the screen"),
    "if": gettext_lazy("fits the if on the screen"),
    "if_without_indicator": gettext_lazy("fits an if that has no indicator yet"),
    "then": gettext_lazy("fits the then on the screen"),
    "so_that": gettext_lazy("fits the so-that on the screen"),
    "indicator_leading": gettext_lazy("fits the leading indicator on the screen"),
    "indicator_lagging": gettext_lazy("fits the lagging indicator on the screen"),
    "chart_moved": gettext_lazy("fits a chart that moved"),
    "chart_flat": gettext_lazy("fits a chart that stayed flat"),
    "commitments": gettext_lazy("fits the commitments on the screen"),
    "prompt_answers": gettext_lazy("fits the answers on the screen"),
    "silence": gettext_lazy("helps when it is quiet"),
    "start": gettext_lazy("good to begin with"),
    "end": gettext_lazy("good to end with"),
}


@dataclass(frozen=True)
class Outcome:
    """One thing that came of a question, in words; `adjustment`: the one it names, for its page."""

    pk: UUID
    words: str
    adjustment: UUID | None


@dataclass(frozen=True)
class AskedRow:
    """A question that was put to the group in this session."""

    pk: UUID
    key: str
    words: str
    job: str
    by: str
    at: datetime
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class GuideRow:
    """A question of the guide, why it stands here, and whether it was asked in this session already."""

    question: BankQuestion
    reason: str
    favourite: bool
    asked: UUID | None


@dataclass(frozen=True)
class Tab:
    """One of the three jobs."""

    job: str
    label: str
    icon: str
    on: bool


@dataclass(frozen=True)
class Guide:
    """The tab that is open, its first questions and the rest, what is on the screen, and what was asked today."""

    tabs: tuple[Tab, ...]
    job: str
    first: Sequence[GuideRow]
    rest: Sequence[GuideRow]
    screen: str
    show: str
    asked: Sequence[AskedRow]

    @property
    def total(self) -> int:
        """How many questions the open tab has."""
        return len(self.first) + len(self.rest)


def guide_of(session: Session, participant: Participant, *, phase: int | None, job: str, show: str) -> Guide:
    """The guide for who runs a session. Eight SQL queries at most; `phase` is that of its collective."""
    chosen = QuestionJob(job) if job in QuestionJob.values else QuestionJob.ANCHOR
    now = screen_of(session, show)
    questions = {one.key: one for one in of_jobs(list_questions(participant))[chosen]}
    favourites = favourite_keys(participant)
    rows = list(_asked_in(session))
    here = {row.key: row.pk for row in rows if row.session_id == session.pk}
    ordered = order_questions(
        [Candidate(one.key, one.phases, one.fits, own=one.own is not None) for one in questions.values()],
        phase=phase,
        screen=now.screen,
        earlier=[_earlier(row, session) for row in rows],
        favourites=favourites,
    )
    shown = [
        GuideRow(
            question=questions[one.key],
            reason=_words(one.reasons),
            favourite=one.key in favourites,
            asked=here.get(one.key),
        )
        for one in ordered
    ]
    reader = ZoneInfo(str(get_current_timezone()))
    return Guide(
        tabs=tuple(Tab(one.value, str(one.label), ICONS[one], one == chosen) for one in QuestionJob),
        job=chosen.value,
        first=shown[:FIRST],
        rest=shown[FIRST:],
        screen=now.words,
        show=show if now.words else "",
        asked=[asked_row(row, reader) for row in rows if row.session_id == session.pk],
    )


def asked_row(row: QuestionAsked, reader: ZoneInfo) -> AskedRow:
    """One that was asked, read with its outcomes. No SQL."""
    return AskedRow(
        pk=row.pk,
        key=row.key,
        words=row.words,
        job=row.get_job_display(),
        by=row.by.name,
        at=local_time(row.at, reader),
        outcomes=tuple(_outcome(one) for one in row.outcomes.all()),
    )


def with_outcomes(rows: QuerySet[QuestionAsked]) -> QuerySet[QuestionAsked]:
    """Each with what came of it and who asked. One SQL query more."""
    outcomes = QuestionOutcome.objects.filter(taken_back_at=None).order_by("at", "pk")
    return rows.select_related("by", "session").prefetch_related(
        Prefetch("outcomes", outcomes.select_related("decision", "adjustment"))
    )


def _asked_in(session: Session) -> QuerySet[QuestionAsked]:
    """What was put to this collective until now, the latest last."""
    rows = QuestionAsked.objects.filter(session__collective=session.collective_id, taken_back_at=None)
    return with_outcomes(rows.exclude(session__state=SessionState.REPLACED)).order_by("at", "pk")


def _earlier(row: QuestionAsked, session: Session) -> Earlier:
    return Earlier(
        key=row.key,
        on=row.session.date,
        here=row.session_id == session.pk,
        came_of=_came_of(row),
    )


def _outcome(one: QuestionOutcome) -> Outcome:
    """In words. What was taken away since is not named; the words somebody wrote stay."""
    decision = one.decision if one.decision and one.decision.removed_at is None else None
    adjustment = one.adjustment if one.adjustment and one.adjustment.removed_at is None else None
    parts = [
        one.text,
        f"“{decision.text}”" if decision else "",
        adjustment_row(adjustment).summary if adjustment else "",
    ]
    return Outcome(one.pk, "; ".join(part for part in parts if part), adjustment.pk if adjustment else None)


def _words(reasons: Sequence[Reason]) -> str:
    """The reasons a reader wants: what it fits, else the phase; and what is known of it."""
    kinds = {reason.kind: reason for reason in reasons}
    said = []
    if "asked_here" in kinds:
        said.append(_("asked in this session"))
    if "fits" in kinds:
        said.append(str(FITS[kinds["fits"].fit]))
    elif "phase" in kinds and "asked_here" not in kinds:
        said.append(_("suits your phase"))
    history = kinds.get("came_of") or kinds.get("asked")
    if history and history.earlier:
        when = {"month": _month(history.earlier.on), "outcome": history.earlier.came_of}
        asked = _("asked in %(month)s: %(outcome)s") if history.kind == "came_of" else _("asked in %(month)s")
        said.append(asked % when)
    elif "new" in kinds:
        said.append(_("nobody has asked this yet"))
    return " · ".join(said)


def _month(on: date) -> str:
    return date_format(on, "F" if on.year == localdate().year else "F Y")


def _came_of(row: QuestionAsked) -> str:
    return next((words for one in row.outcomes.all() if (words := _outcome(one).words)), "")


@dataclass(frozen=True)
class AskedBefore:
    """The last time a question was asked, and what came of it, in words; empty when nothing is known."""

    session: UUID
    collective: str
    month: str
    came_of: str


def asked_before(participant: Participant) -> dict[str, AskedBefore]:
    """By a question's key, in the sessions one may run: the last time something came of it, else the last. Two SQL."""
    rows = visible_questions_asked(participant).filter(taken_back_at=None, session__state=SessionState.PLANNED)
    found: dict[str, AskedBefore] = {}
    for row in with_outcomes(rows).select_related("by", "session__collective").order_by("at", "pk"):
        came_of = _came_of(row)
        if came_of or not (row.key in found and found[row.key].came_of):
            month = _month(row.session.date)
            found[row.key] = AskedBefore(row.session_id, row.session.collective.name, month, came_of)
    return found


@dataclass(frozen=True)
class OutcomeChoices:
    """What may have come of a question of this session: its decisions and the latest adjustments, each in words."""

    decisions: Sequence[tuple[UUID, str]]
    adjustments: Sequence[tuple[UUID, str]]


def outcome_choices(session: Session, participant: Participant) -> OutcomeChoices:
    """Two SQL queries."""
    decisions = Decision.objects.filter(session=session, removed_at=None).order_by("-at", "-pk")
    adjustments = visible_adjustments(participant).filter(
        placemat__cycle__collective=session.collective_id, placemat__leader=None, removed_at=None
    )
    rows = [adjustment_row(row) for row in adjustments.order_by("-on", "-at")[:MOST_TO_CHOOSE]]
    return OutcomeChoices(
        [(row.pk, Truncator(row.text).chars(LONGEST)) for row in decisions[:MOST_TO_CHOOSE]],
        [(row.adjustment.pk, f"{row.day}: {row.summary}") for row in rows],
    )
