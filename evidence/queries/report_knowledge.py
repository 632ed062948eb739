"""The knowledge report of a region or of the whole program: each collective in short, by theme, in one frozen sheet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collectives.models import Program, Region, Seat
from collectives.queries.seat import district_name
from evidence.engine import report as parts
from evidence.engine.judgement import Judged
from evidence.models import Answer, Report, ReportKind, Settlement
from evidence.queries.clause import ClauseLine, clause_lines
from evidence.queries.judgement import ASKED, settled_said
from evidence.queries.report_learned import ReportLearned, published_learned
from evidence.queries.report_part import Words, named_sections
from evidence.queries.report_strip import StripRow, evidence_strips
from inquiry.models import IfAction, Placemat, PlacematField, PlacematText

EACH, MOST_PAGES = 1.6, 200  # pages: of a collective, and beyond which the writer is told before
MOST_DRAWN = 120  # collectives, up to which each strip bears its lines; beyond that figures and words alone


@dataclass(frozen=True)
class CollectivePart:
    """One collective on its page. `anchor` names it in the document; `judged` are the answers to its clauses."""

    anchor: str
    name: str
    theme: str
    language: str
    cycle: str
    leaders: int
    districts: Sequence[str]
    positions: Sequence[str]
    problem: str
    clauses: Sequence[ClauseLine]
    strips: Sequence[StripRow]
    judged: Sequence[tuple[str, Words, str]]
    successes: str
    challenges: str
    lang: str
    learned: ReportLearned | None


@dataclass(frozen=True)
class ThemePart:
    """A theme with its collectives, by name."""

    anchor: str
    name: str
    collectives: Sequence[CollectivePart]


@dataclass(frozen=True)
class KnowledgeSheet:
    """Everything that is printed. `collective` is whom it is about, for the heads of its pages."""

    language: str
    own_language: str
    program: str
    collective: str
    title: str
    parts: Sequence[str]
    foreword: str
    themes: Sequence[ThemePart]
    index: Sequence[tuple[str, Sequence[tuple[str, Sequence[tuple[str, str]]]]]]
    kind: str = ReportKind.KNOWLEDGE.value
    cycle: str = ""
    theme: str = ""
    words_language: str = field(default="")

    @property
    def kind_name(self) -> str:
        """Which kind of report it is, in the language that is spoken now."""
        return str(ReportKind.KNOWLEDGE.label)

    @property
    def sections(self) -> Sequence[tuple[str, Words, str]]:
        """The parts in their order: key, name, and the template that shows it."""
        return named_sections(key for key in self.parts if key != parts.FOREWORD or self.foreword)

    @property
    def many(self) -> int:
        """How many collectives it tells of."""
        return sum(len(one.collectives) for one in self.themes)

    @property
    def paged(self) -> bool:
        """Whether each collective has its page here, to which others can lead."""
        return parts.COLLECTIVES in self.parts

    @property
    def long(self) -> int:
        """About how many pages there will be, where that is more than most people would read; else 0.

        821 pages were set for 500 collectives with all that one can tell.
        """
        about = round(self.many * EACH) if self.paged else 0
        return about if about > MOST_PAGES else 0

    @property
    def leaders(self) -> int:
        """How many seats they have together."""
        return sum(one.leaders for theme in self.themes for one in theme.collectives)


def read_knowledge(report: Report, *, program: Program, style: str = "") -> KnowledgeSheet:
    """The sheet of a knowledge report, in the active language. Ten SQL queries, whatever its length."""
    placemats = list(reported_placemats(report.region))
    style = style if len(placemats) <= MOST_DRAWN else ""
    themes = _themes(_collectives(placemats, style=style, drawn=len(placemats) <= MOST_DRAWN))
    shown = [part for part in report.parts if part in parts.parts_of(ReportKind.KNOWLEDGE)]
    return KnowledgeSheet(
        language=report.language,
        own_language=report.words_language,
        program=program.name,
        collective=report.region.name if report.region else program.name,
        title=report.title,
        parts=tuple(shown),
        foreword=report.foreword,
        themes=themes,
        index=_index(themes) if parts.INDEX in shown else (),
    )


def reported_placemats(region: Region | None) -> QuerySet[Placemat]:
    """The placemat of the latest cycle of each collective of leaders that has or had a seat in a region, or of all."""
    rows = Placemat.objects.filter(leader=None, cycle__collective__for_facilitators=False)
    if region is not None:
        here = Q(participant__school__district__region=region) | Q(participant__district__region=region)
        rows = rows.filter(cycle__collective__in=Seat.objects.filter(here).values("collective"))
    rows = rows.order_by("cycle__collective", "-cycle__number").distinct("cycle__collective")
    return rows.select_related("cycle__collective__theme").defer("document")


def _collectives(placemats: Sequence[Placemat], *, style: str, drawn: bool) -> list[CollectivePart]:
    keys = [one.pk for one in placemats]
    texts: dict[UUID, dict[str, str]] = defaultdict(dict)
    for pk, name, text in PlacematText.objects.filter(placemat__in=keys).values_list("placemat", "field", "text"):
        texts[pk][name] = text
    actions: dict[UUID, list[IfAction]] = defaultdict(list)
    for action in IfAction.objects.filter(placemat__in=keys, removed_at=None).order_by("position", "pk"):
        actions[action.placemat_id].append(action)
    clauses = {pk: clause_lines(actions[pk], texts[pk]) for pk in keys}
    strips = evidence_strips(clauses, style=style, drawn=drawn)
    standing = Settlement.objects.filter(judgement__placemat__in=keys, taken_up_at=None).select_related("judgement")
    settled = {one.judgement.placemat_id: one for one in standing}
    collectives = {one.cycle.collective_id for one in placemats}
    learned, seats = published_learned(collectives), _seats(collectives)
    return [
        _part(
            one,
            problem=texts[one.pk].get(PlacematField.PROBLEM_OF_PRACTICE, "").strip(),
            clauses=list(clauses[one.pk].values()),
            strips=strips.get(one.pk, ()),
            settled=settled.get(one.pk),
            learned=learned.get(one.cycle.collective_id),
            seats=seats.get(one.cycle.collective_id, []),
        )
        for one in placemats
    ]


def _seats(collectives: set[UUID]) -> dict[UUID, list[Any]]:
    """Who sits there. One SQL query."""
    rows = Seat.objects.filter(collective__in=collectives, left_at=None)
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.select_related("participant__school__district", "participant__district").order_by("number"):
        found[row.collective_id].append(row.participant)
    return found


def _part(
    placemat: Placemat,
    *,
    problem: str,
    clauses: Sequence[ClauseLine],
    strips: Sequence[StripRow],
    settled: Settlement | None,
    learned: ReportLearned | None,
    seats: Sequence[Any],
) -> CollectivePart:
    cycle = placemat.cycle
    said = settled_said(settled) if settled else None
    theory = said.theory if said else Judged("theory", "theory")
    return CollectivePart(
        anchor=f"c-{cycle.collective_id}",
        name=cycle.collective.name,
        theme=cycle.collective.theme.name,
        language=cycle.collective.language,
        cycle=cycle.name,
        leaders=len(seats),
        districts=sorted({name for one in seats if (name := district_name(one))}),
        positions=sorted({str(one.get_position_display()) for one in seats if one.position}),
        problem=problem,
        clauses=[one for one in clauses if one.words.strip()],
        strips=strips,
        judged=[_answer(one) for one in said.parts if one.answer] if said else [],
        successes=theory.successes,
        challenges=theory.challenges,
        lang=theory.lang,
        learned=learned,
    )


def _answer(one: Judged) -> tuple[str, Words, str]:
    name = pgettext("clause", "The whole theory")
    if one.clause in {"if", "then", "so"}:
        name = ClauseLine(one.part, one.number, one.words).name
    return name, ASKED[one.clause], str(Answer(one.answer).label)


def _themes(collectives: Sequence[CollectivePart]) -> list[ThemePart]:
    by_theme: dict[str, list[CollectivePart]] = defaultdict(list)
    for one in sorted(collectives, key=lambda one: (one.theme.casefold(), one.name.casefold())):
        by_theme[one.theme].append(one)
    return [ThemePart(f"t-{number}", name, found) for number, (name, found) in enumerate(by_theme.items(), start=1)]


def _index(themes: Sequence[ThemePart]) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """Positions and districts, each with the collectives where they sit."""
    every = [one for theme in themes for one in theme.collectives]
    return [
        (_("Districts"), _entries({one.anchor: (one.name, one.districts) for one in every})),
        (_("Positions"), _entries({one.anchor: (one.name, one.positions) for one in every})),
    ]


def _entries(named: Mapping[str, tuple[str, Sequence[str]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for anchor, (name, words) in named.items():
        for word in words:
            found[word].append((anchor, name))
    return sorted(found.items(), key=lambda item: item[0].casefold())
