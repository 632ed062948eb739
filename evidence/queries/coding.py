"""Codes of words as a page shows them: to the district whose words they are, and to everybody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import Code, Coding, CodingMove, DataPoint
from evidence.permissions.coding import visible_coding_moves
from evidence.permissions.data_point import own_district
from evidence.queries.coding_proposal import Proposal, read_proposal, standing_words, words_without_code
from ilc.charts import draw_share
from inquiry.models import Indicator

FEWEST_DISTRICTS: Final = 3  # that carry a code before anybody else learns of it
WORDS_AT_ONCE: Final = 25
LONGEST: Final = 600  # letters of one piece on the page; the rest is on its own page
NONE: Final = "none"


@dataclass(frozen=True)
class CodeRow:
    """A code. `count`: how many of the reader's district's words carry it, None in the shared view. `districts`: in how
    many districts words carry it, as everybody is told; None where that is protected, which no district at all is, too.
    """

    pk: UUID
    name: str
    count: int | None = None
    districts: int | None = None
    bar: SafeString | None = None

    @property
    def protected(self) -> bool:
        """Whether others are told nothing of it: that is not the same as none."""
        return self.districts is None


@dataclass(frozen=True)
class CodeSummary:
    """What the codes say. In the shared view `words` is 0: how many there are stays in the district, too."""

    codes: Sequence[CodeRow]
    own: bool
    words: int = 0
    open: int = 0

    @property
    def protects(self) -> bool:
        """Whether anything is protected."""
        return any(one.protected for one in self.codes)

    @property
    def found(self) -> Sequence[CodeRow]:
        """Those that words carry, as far as the view tells, the most frequent first."""
        return sorted((one for one in self.codes if self._many(one)), key=lambda one: -self._many(one))

    def _many(self, one: CodeRow) -> int:
        return (one.count if self.own else one.districts) or 0


@dataclass(frozen=True)
class WordsRow:
    """Words of the reader's district, with the codes they carry."""

    pk: UUID
    words: str
    longer: int
    lang: str
    on: date
    place: str
    codes: Sequence[CodeRow]


@dataclass(frozen=True)
class Step:
    """The latest step that the reader sees, to be undone."""

    pk: UUID
    what: str
    words: str
    count: int


@dataclass(frozen=True)
class CodingSheet:
    """The page. `shown`: which words are listed, the id of a code, "none" or "" for all; `start`: from which on."""

    summary: CodeSummary
    words: Sequence[WordsRow]
    shown: str
    listed: int
    start: int
    gone: Sequence[Code]
    proposal: Proposal | None
    undo: Step | None

    @property
    def end(self) -> int:
        """The number of the last that is listed."""
        return self.start + len(self.words)

    @property
    def next_start(self) -> int | None:
        """Where the next page begins."""
        return self.end if self.end < self.listed else None

    @property
    def back_start(self) -> int | None:
        """Where the page before begins."""
        return max(self.start - WORDS_AT_ONCE, 0) if self.start else None


def standing_codes(indicators: Iterable[UUID]) -> QuerySet[Code]:
    """The codes of these indicators in the order they were made."""
    return Code.objects.filter(indicator__in=indicators, gone_at=None).order_by("indicator", "number")


def shared_codes(indicators: Iterable[UUID]) -> dict[UUID, CodeSummary]:
    """What everybody may know, by indicator: the names, and in how many districts, where enough carry it.

    One SQL query. Ask for it only with indicators that were found through `visible_indicators`.
    """
    there = Q(codings__data_point__removed_at=None)
    rows = standing_codes(indicators).annotate(
        districts=Count("codings__data_point__district", distinct=True, filter=there)
    )
    found: dict[UUID, list[CodeRow]] = {}
    for row in rows:
        enough = row.districts >= FEWEST_DISTRICTS
        found.setdefault(row.indicator_id, []).append(
            CodeRow(row.pk, row.name, districts=row.districts if enough else None)
        )
    return {pk: CodeSummary(codes, own=False) for pk, codes in found.items()}


def own_codes(indicators: Iterable[UUID], district: UUID) -> dict[UUID, CodeSummary]:
    """Of each indicator with codes or words of this district, how many of those carry which. Three SQL queries."""
    wanted = list(indicators)
    rows = DataPoint.objects.filter(indicator__in=wanted, district=district, removed_at=None).exclude(words="")
    carried = Q(codings__code__gone_at=None)
    counted = rows.values("indicator").annotate(
        words=Count("pk", distinct=True), coded=Count("pk", distinct=True, filter=carried & Q(codings__isnull=False))
    )
    totals = {one["indicator"]: (one["words"], one["coded"]) for one in counted}
    with_code = dict(
        Coding.objects.filter(data_point__in=rows.values("pk"), code__gone_at=None)
        .values_list("code")
        .annotate(many=Count("pk"))
    )
    everybodys = shared_codes(wanted)
    found = {}
    for pk in {*totals, *everybodys}:
        words, coded = totals.get(pk, (0, 0))
        known = everybodys[pk].codes if pk in everybodys else ()
        counts = [with_code.get(one.pk, 0) for one in known]
        bars = [draw_share(100 * count / words if words else 0) for count in counts]
        codes = [replace(one, count=count, bar=bar) for one, count, bar in zip(known, counts, bars, strict=True)]
        found[pk] = CodeSummary(codes, own=True, words=words, open=words - coded)
    return found


def code_summary(indicator: UUID, participant: Participant, *, own: bool) -> CodeSummary:
    """The same of one indicator. Three SQL queries at most."""
    district = own_district(participant)
    if own and district is not None:
        return own_codes([indicator], district).get(indicator, CodeSummary((), own=True))
    return shared_codes([indicator]).get(indicator, CodeSummary((), own=False))


def read_coding(
    indicator: Indicator, participant: Participant, *, names: bool, codes: bool, shown: str, start: int
) -> CodingSheet:
    """The page of an indicator's codes; the words of it are those of the reader's district. At most twelve SQL queries.

    `names` and `codes`: whether the reader may name codes, and code words.
    """
    district = own_district(participant)
    summary = code_summary(indicator.pk, participant, own=district is not None)
    rows = _listed(indicator.pk, district, shown)
    listed = rows.count() if district else 0
    start = start if start < listed else 0
    return CodingSheet(
        summary=summary,
        words=_words(rows, start, summary) if listed else (),
        shown=shown,
        listed=listed,
        start=start,
        gone=list(_gone(indicator.pk)) if names else (),
        proposal=read_proposal(indicator.pk, district) if codes and district else None,
        undo=_latest(indicator.pk, participant) if names else None,
    )


def code_names(summary: CodeSummary, *, most: int = 4) -> str:
    """The codes in a line, the most frequent first, with how many words carry each where that is known. No SQL."""
    found = list(summary.found)
    if not summary.own:
        found += [one for one in summary.codes if one not in found]
    named = [f"{one.name} {one.count}" if summary.own else one.name for one in found[:most]]
    more = len(found) - most
    said = ", ".join(named)
    return _("%(codes)s and %(count)s more") % {"codes": said, "count": more} if more > 0 else said


def _listed(indicator: UUID, district: UUID | None, shown: str) -> QuerySet[DataPoint]:
    if shown == NONE:
        return words_without_code(indicator, district)
    rows = standing_words(indicator, district)
    return rows.filter(pk__in=Coding.objects.filter(code=UUID(shown)).values("data_point")) if shown else rows


def _words(rows: QuerySet[DataPoint], start: int, summary: CodeSummary) -> list[WordsRow]:
    page = rows.select_related("school", "district").order_by("-on", "-pk")[start : start + WORDS_AT_ONCE]
    points = list(page)
    names = {one.pk: one for one in summary.codes}
    carried: dict[UUID, list[CodeRow]] = {}
    for point, code in (
        Coding.objects.filter(data_point__in=points).order_by("code__number").values_list("data_point", "code")
    ):
        if code in names:
            carried.setdefault(point, []).append(names[code])
    return [
        WordsRow(
            one.pk,
            Truncator(one.words).chars(LONGEST),
            max(len(one.words) - LONGEST, 0),
            one.lang,
            one.on,
            one.school.name if one.school else one.district.name,
            carried.get(one.pk, ()),
        )
        for one in points
    ]


def _gone(indicator: UUID) -> QuerySet[Code]:
    rows = Code.objects.filter(indicator=indicator, gone_at__isnull=False, merged_into=None)
    return rows.select_related("gone_by").order_by("-gone_at", "pk")


def _latest(indicator: UUID, participant: Participant) -> Step | None:
    rows = visible_coding_moves(participant).filter(indicator=indicator, undone_at=None)
    move = rows.order_by("-number").first()
    return Step(move.pk, str(CodingMove.What(move.what).label), move.words, _many(move)) if move else None


def _many(move: CodingMove) -> int:
    """How many pieces of words it was about; none where it was about a code, whose words may be other districts'."""
    return len(move.was.get("added", ()) or move.was.get("taken", ())) if move.district_id else 0
