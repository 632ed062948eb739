"""Judgements as they are read: on the page, in print, as a PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext

from collectives.models import Participant, Program
from evidence.engine.judgement import Judged, Said, read_said
from evidence.engine.reference import read_references
from evidence.models import THEORY, Answer, Citation, Judgement, JudgementChange, JudgementPart, Settlement, Sure
from evidence.permissions.judgement import visible_judgement_changes, visible_settlements
from evidence.queries.citation import CitedPoint, points_named, reference_of, with_places
from evidence.queries.citation_figure import cited_figures
from evidence.queries.clause import ClauseLine
from inquiry.models import Placemat

type Words = str | Promise

ASKED: Mapping[str, Words] = {
    "if": gettext_lazy("Did it happen?"),
    "then": gettext_lazy("Did it follow?"),
    "so": gettext_lazy("Did it move?"),
    THEORY: gettext_lazy("How well did the theory hold?"),
}
FIELDS: Mapping[str, Words] = {
    "speaks_for": gettext_lazy("What speaks for it"),
    "speaks_against": gettext_lazy("What speaks against it"),
    "sure_why": gettext_lazy("Why"),
    "successes": gettext_lazy("Where it went well, and what was the same there"),
    "challenges": gettext_lazy("Where it was hard, and what was the same there"),
}


@dataclass(frozen=True)
class JudgedRow:
    """One clause of the sheet, in words."""

    part: str
    slug: str
    clause: str
    number: int | None
    name: str
    words: str
    question: Words
    answer: str
    answer_words: Words
    speaks_for: str
    speaks_against: str
    sure_words: Words
    sure_why: str
    successes: str
    challenges: str
    lang: str
    cites_for: Sequence[CitedPoint]
    cites_against: Sequence[CitedPoint]

    @property
    def if_action(self) -> str:
        """The id of the if-action that it is about."""
        return self.part.removeprefix("if:")


@dataclass(frozen=True)
class JudgementSheet:
    """What page, print and PDF are made of. `on`: the day it was settled, None for a draft."""

    program: str
    collective: str
    theme: str
    cycle: str
    leader: str
    language: str
    on: date | None
    clauses: Sequence[JudgedRow]
    theory: JudgedRow

    @property
    def open(self) -> int:
        """How many clauses nobody has answered yet, the whole theory among them."""
        return sum(not one.answer for one in (*self.clauses, self.theory))

    @property
    def begun(self) -> bool:
        """Whether there is any answer."""
        return self.open <= len(self.clauses)


@dataclass(frozen=True)
class PartVersion:
    """What a part said before somebody wrote there anew."""

    by: str
    at: datetime
    answer: str
    texts: Sequence[tuple[Words, str]]


def standing_judgement(placemat: Placemat) -> Judgement | None:
    """The judgement of a placemat, if there is one. One SQL query."""
    return Judgement.objects.filter(placemat=placemat).first()


def standing_settlement(placemat: Placemat) -> Settlement | None:
    """What stands as the group's judgement, if it is settled. One SQL query."""
    rows = Settlement.objects.filter(judgement__placemat=placemat, taken_up_at=None)
    return rows.select_related("judgement", "by").first()


def earlier_settlements(placemat: Placemat, participant: Participant) -> list[Settlement]:
    """What was settled and taken up again, the newest first. One SQL query."""
    rows = visible_settlements(participant).filter(judgement__placemat=placemat, taken_up_at__isnull=False)
    return list(rows.select_related("by", "taken_up_by").order_by("-at", "-pk"))


def said_so_far(placemat: Placemat, clauses: Mapping[str, ClauseLine]) -> Said:
    """The draft as it stands. Two SQL queries.

    An if-action that was taken away is judged only where something was said of it.
    """
    rows = JudgementPart.objects.filter(judgement__placemat=placemat)
    found = {row.part: row for row in rows.prefetch_related(Prefetch("citations", with_places(Citation.objects.all())))}
    lines = [line for line in clauses.values() if not line.gone or line.part in found]
    return Said(
        tuple(_judged(line.part, line.key, line.number, line.words, found.get(line.part)) for line in lines),
        _judged(THEORY, THEORY, None, "", found.get(THEORY)),
    )


def settled_said(settlement: Settlement) -> Said:
    """What was settled. No SQL."""
    return read_said(settlement.said)


def judgement_sheet(
    said: Said, placemat: Placemat, *, program: Program, reader: Participant | None, on: date | None
) -> JudgementSheet:
    """The sheet of a placemat that was read with its cycle, collective, theme and leader, with the figures that a
    reader may see; None stands for everybody. Nine SQL queries at most.
    """
    references = read_references(key for one in said.parts for key in one.cites)
    points = points_named(references, cited_figures(references, reader))
    cycle = placemat.cycle
    return JudgementSheet(
        program=program.name,
        collective=cycle.collective.name,
        theme=cycle.collective.theme.name,
        cycle=cycle.name,
        leader=placemat.leader.name if placemat.leader else "",
        language=cycle.collective.language,
        on=on,
        clauses=[_row(one, points) for one in said.clauses],
        theory=_row(said.theory, points),
    )


def part_versions(judgement: Judgement | None, part: str, participant: Participant) -> list[PartVersion]:
    """What a part said before, the newest first. One SQL query."""
    if judgement is None:
        return []
    rows = visible_judgement_changes(participant).filter(judgement=judgement, part=part).select_related("by")
    return [_version(row) for row in rows.order_by("-at", "-pk")]


def judged_part(placemat: Placemat, part: str) -> JudgementPart | None:
    """What was said of a part, with its citations. Two SQL queries."""
    rows = JudgementPart.objects.filter(judgement__placemat=placemat, part=part).select_related("changed_by")
    return rows.prefetch_related(Prefetch("citations", with_places(Citation.objects.all()))).first()


def _judged(part: str, clause: str, number: int | None, words: str, row: JudgementPart | None) -> Judged:
    if row is None:
        return Judged(part, clause, number, words)
    cites = [(one.against, reference_of(one).key) for one in row.citations.all()]
    return Judged(
        part,
        clause,
        number,
        words,
        row.answer,
        row.speaks_for,
        row.speaks_against,
        row.sure,
        row.sure_why,
        row.successes,
        row.challenges,
        row.lang,
        tuple(key for against, key in cites if not against),
        tuple(key for against, key in cites if against),
    )


def _row(one: Judged, points: Mapping[str, CitedPoint]) -> JudgedRow:
    name = str(pgettext("clause", "The whole theory"))
    if one.clause != THEORY:
        name = ClauseLine(one.part, one.number, one.words).name
    return JudgedRow(
        part=one.part,
        slug=one.part.replace(":", "-"),
        clause=one.clause,
        number=one.number,
        name=name,
        words=one.words,
        question=ASKED[one.clause],
        answer=one.answer,
        answer_words=Answer(one.answer).label if one.answer else "",
        speaks_for=one.speaks_for,
        speaks_against=one.speaks_against,
        sure_words=Sure(one.sure).label if one.sure else "",
        sure_why=one.sure_why,
        successes=one.successes,
        challenges=one.challenges,
        lang=one.lang,
        cites_for=[points[key] for key in one.cites_for if key in points],
        cites_against=[points[key] for key in one.cites_against if key in points],
    )


def _version(row: JudgementChange) -> PartVersion:
    answer = str(Answer(row.was["answer"]).label) if row.was.get("answer") else ""
    texts = [(label, row.was[name]) for name, label in FIELDS.items() if row.was.get(name)]
    return PartVersion(row.by.name, row.at, answer, texts)
