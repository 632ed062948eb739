"""Analyses as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant
from evidence.engine.reference import read_references
from evidence.models import ADJUSTING, Analysis, AnalysisChange, Citation, Course
from evidence.permissions.analysis import visible_analyses, visible_analysis_changes
from evidence.queries.citation import NO_FIGURES, CitedPoint, cited_points, points_named, reference_of, with_places
from evidence.queries.citation_figure import Figures, cited_figures
from evidence.queries.clause import ClauseLine, clauses_named
from inquiry.models import Adjustment, Placemat
from inquiry.permissions.adjustment import visible_adjustments
from inquiry.queries.adjustment import AdjustmentRow, adjustment_row

MOST_TO_CHOOSE = 20
COURSE_WORDS = {
    Course.ADOPT: _("adopted"),
    Course.ADAPT: _("adapted"),
    Course.ABANDON: _("abandoned"),
    Course.GO_ON: _("still collecting"),
}
QUESTIONS = {
    "seen": _("What do we see?"),
    "reading": _("What do we make of it?"),
    "rivals": _("What else could explain it?"),
    "next_step": _("What do we do next?"),
}


@dataclass(frozen=True)
class AnalysisRow:
    """One analysis. `open_adjustment`: something is adapted or abandoned, and nobody has said yet what was adjusted."""

    pk: UUID
    seen: str
    reading: str
    rivals: str
    next_step: str
    lang: str
    clauses: Sequence[ClauseLine]
    cites: Sequence[CitedPoint]
    course: str
    course_word: str
    course_name: str
    course_why: str
    decided_by: str
    decided_at: datetime | None
    led_to: AdjustmentRow | None
    by: str
    initials: str
    at: datetime
    changed: bool
    removed: bool

    @property
    def open_adjustment(self) -> bool:
        """Whether to ask what was adjusted."""
        return self.course in ADJUSTING and self.led_to is None


@dataclass(frozen=True)
class AnalysisVersion:
    """What stood there before a change: the answers that it had, by question; or in `words` what was done."""

    by: str
    at: datetime
    words: str
    answers: Sequence[tuple[str, str]]
    cites: Sequence[CitedPoint]


def readable_analyses(participant: Participant) -> QuerySet[Analysis]:
    """Those the participant may see, each with its placemat, its people and what it led to; its citations with one
    query more.
    """
    cites = Prefetch("citations", with_places(Citation.objects.all()))
    rows = visible_analyses(participant).select_related(
        "placemat__cycle__collective__theme", "placemat__leader", "by", "decided_by", "adjustment"
    )
    return rows.prefetch_related(cites)


def listed_analyses(placemat: Placemat, participant: Participant, *, part: str = "") -> QuerySet[Analysis]:
    """Those of a placemat that stand, the newest first; `part` narrows it to one clause."""
    rows = readable_analyses(participant).filter(placemat=placemat, removed_at=None)
    if part:
        rows = rows.filter(parts__contains=[part])
    return rows.order_by("-at", "-pk")


def analysis_rows(analyses: Iterable[Analysis], clauses: Mapping[str, ClauseLine]) -> list[AnalysisRow]:
    """Analyses that were read as `readable_analyses`. No SQL."""
    return [analysis_row(one, clauses) for one in analyses]


def analysis_row(one: Analysis, clauses: Mapping[str, ClauseLine], figures: Figures = NO_FIGURES) -> AnalysisRow:
    """The same for one, with what the reader is told of what it points to. No SQL."""
    led_to = one.adjustment if one.adjustment and one.adjustment.removed_at is None else None
    return AnalysisRow(
        pk=one.pk,
        seen=one.seen,
        reading=one.reading,
        rivals=one.rivals,
        next_step=one.next_step,
        lang=one.lang,
        clauses=clauses_named(one.parts, clauses),
        cites=cited_points(one.citations.all(), figures),
        course=one.course,
        course_word=str(COURSE_WORDS[Course(one.course)]) if one.course else "",
        course_name=str(Course(one.course).label) if one.course else "",
        course_why=one.course_why,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_at=one.decided_at,
        led_to=adjustment_row(led_to) if led_to else None,
        by=one.by.name,
        initials=one.by.initials,
        at=one.at,
        changed=one.version > 1,
        removed=one.removed_at is not None,
    )


def figures_of_analysis(one: Analysis, participant: Participant) -> Figures:
    """What the participant is told of what an analysis, read as `readable_analyses`, points to. Five SQL queries."""
    return cited_figures([reference_of(row) for row in one.citations.all()], participant)


def analysis_versions(analysis: Analysis, participant: Participant) -> list[AnalysisVersion]:
    """What became of it, the newest first. At most five SQL queries."""
    changes = (
        visible_analysis_changes(participant).filter(analysis=analysis).select_related("by").order_by("-at", "-pk")
    )
    rows = list(changes)
    points = points_named(read_references(key for row in rows for key in row.was.get("cites", [])))
    return [_version(row, points) for row in rows]


def analyses_behind(adjustment: Adjustment, participant: Participant) -> QuerySet[Analysis]:
    """Those that led to an adjustment, as far as the participant sees them."""
    return visible_analyses(participant).filter(adjustment=adjustment, removed_at=None).order_by("at", "pk")


def adjustments_to_name(analysis: Analysis, participant: Participant) -> list[AdjustmentRow]:
    """The adjustments of its theory that it may have led to, the newest first. One SQL query."""
    rows = visible_adjustments(participant).filter(placemat=analysis.placemat_id, removed_at=None)
    return [adjustment_row(row) for row in rows.order_by("-on", "-at")[:MOST_TO_CHOOSE]]


def _version(row: AnalysisChange, points: Mapping[str, CitedPoint]) -> AnalysisVersion:
    answers = [(str(label), row.was[name]) for name, label in QUESTIONS.items() if row.was.get(name)]
    if row.was.get("course"):
        answers.append((str(Course(row.was["course"]).label), row.was["course_why"]))
    cites = [points[key] for key in row.was.get("cites", []) if key in points]
    return AnalysisVersion(row.by.name, row.at, str(AnalysisChange.What(row.what).label), answers, cites)
