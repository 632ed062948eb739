"""Texts of a board as slips: found, narrowed, a page at a time, with their telling words marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import MD5, Left, Length, Lower, RowNumber, Trim
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from collectives.models import Board, BoardText, DraftState, DraftTheme
from ilc.pages import named_key

SHOWN_CHARACTERS: Final = 420
TO_A_PAGE: Final = 60
MOST_MARKS: Final = 3

_SAME: Final = MD5(Lower(Trim("text")))
# What people moved has no closeness and comes first, so that they see it where they put it.
_CLOSEST_FIRST: Final = (F("quoted").desc(), F("closeness").desc(nulls_first=True), F("pk").asc())


@dataclass(frozen=True)
class Slip:
    """One text as the board shows it. `pieces` are words and whether they are telling; `longer`: characters not shown.

    `times`: how often the same answer stands in this place. `language` is empty when it is the reader's.
    """

    pk: UUID
    draft: UUID | None
    aside: bool
    pieces: tuple[tuple[str, bool], ...]
    longer: int
    times: int
    source: str
    language: str
    language_name: str
    quotable: bool
    quoted: bool
    theme: str = ""
    offered: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a list of texts is narrowed to. `place`: a theme, "alone", "aside", "offered"; "": the whole board."""

    place: str = ""
    words: str = ""
    source: str = ""
    language: str = ""
    quotable: bool = False
    start: int = 0


@dataclass(frozen=True)
class SlipPage:
    """Some slips, how many texts there are in all, and where the next page begins (None on the last)."""

    slips: tuple[Slip, ...]
    total: int
    next_start: int | None


def first_slips(board: Board, drafts: Sequence[DraftTheme], *, each: int) -> list[Slip]:
    """The first slips of every theme, of those standing alone and of those set aside. Two SQL queries."""
    here = BoardText.objects.filter(board=board)
    place = [F("draft"), F("set_aside")]
    copies = Window(RowNumber(), partition_by=[*place, _SAME], order_by=_CLOSEST_FIRST)
    firsts = here.annotate(copy=copies).filter(copy=1).values("pk")
    number = Window(RowNumber(), partition_by=place, order_by=_CLOSEST_FIRST)
    shown = here.filter(pk__in=firsts).annotate(place_number=number).filter(place_number__lte=each)
    return _slips(shown.order_by("place_number"), _times(here), {draft.pk: draft for draft in drafts})


def list_slips(board: Board, drafts: Sequence[DraftTheme], wanted: Wanted) -> SlipPage:
    """A page of the texts that are wanted, the closest first. Four SQL queries."""
    here = _wanted(BoardText.objects.filter(board=board), wanted)
    copies = Window(RowNumber(), partition_by=[F("draft"), F("set_aside"), _SAME], order_by=_CLOSEST_FIRST)
    firsts = here.annotate(copy=copies).filter(copy=1).values("pk")
    shown = BoardText.objects.filter(board=board, pk__in=firsts).order_by(*_CLOSEST_FIRST)
    page = shown[wanted.start : wanted.start + TO_A_PAGE]
    slips = _slips(page, _times(here), {draft.pk: draft for draft in drafts})
    after = wanted.start + TO_A_PAGE
    return SlipPage(tuple(slips), here.count(), after if shown[after : after + 1].exists() else None)


def sources_of(board: Board) -> list[tuple[str, str]]:
    """What texts of a board are from, to choose from: a key and its words. One SQL query."""
    rows = BoardText.objects.filter(board=board).values_list("source", flat=True).distinct().order_by("source")
    return [(source, source) for source in rows[:100]]


def languages_of(board: Board) -> list[tuple[str, str]]:
    """The languages of a board's texts: code and name. One SQL query."""
    rows = BoardText.objects.filter(board=board).exclude(language="").values_list("language", flat=True).distinct()
    return sorted(((code, language_name(code)) for code in rows), key=lambda one: one[1])


def standing_drafts(board: Board) -> list[DraftTheme]:
    """The themes on a board now, in the order they came. One SQL query."""
    drafts = DraftTheme.objects.filter(board=board).exclude(state=DraftState.GONE)
    return list(drafts.select_related("kept_by", "theme").order_by("number"))


def marked(text: str, telling: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, of which the telling words say so: the first few of them."""
    words = sorted((re.escape(term) for term in telling if term), key=len, reverse=True)
    if not words:
        return ((text, False),)
    found = re.split(rf"(\b(?:{'|'.join(words)})\b)", text, maxsplit=MOST_MARKS, flags=re.IGNORECASE)
    return tuple((piece, number % 2 == 1) for number, piece in enumerate(found) if piece)


def language_name(code: str) -> str:
    """A language's name in the reader's, or its code where nobody knows it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _wanted(texts: QuerySet[BoardText], wanted: Wanted) -> QuerySet[BoardText]:
    if wanted.place == "alone":
        texts = texts.filter(draft=None, set_aside=False)
    elif wanted.place == "aside":
        texts = texts.filter(set_aside=True)
    elif wanted.place == "offered":
        texts = texts.filter(offered__isnull=False)
    elif wanted.place:
        texts = texts.filter(draft=named_key(wanted.place))
    if wanted.words:
        texts = texts.filter(text__icontains=wanted.words)
    if wanted.source:
        texts = texts.filter(source=wanted.source)
    if wanted.language:
        texts = texts.filter(language=wanted.language)
    return texts.filter(quotable=True) if wanted.quotable else texts


def _times(texts: QuerySet[BoardText]) -> dict[tuple[object, ...], int]:
    """How often an answer stands in a place, for those that do more than once."""
    groups = texts.annotate(same=_SAME).values("draft", "set_aside", "same").annotate(times=Count("pk"))
    rows = groups.filter(times__gt=1).order_by()
    return {(row["draft"], row["set_aside"], row["same"]): row["times"] for row in rows}


def _slips(
    texts: QuerySet[BoardText], times: dict[tuple[object, ...], int], drafts: dict[UUID, DraftTheme]
) -> list[Slip]:
    fields = (
        "pk", "draft", "set_aside", "source", "language", "quotable", "quoted", "offered", "passage",
        "same", "begins", "length",
    )  # fmt: skip
    rows = texts.annotate(same=_SAME, begins=Left("text", SHOWN_CHARACTERS), length=Length("text")).values(*fields)
    reader = (get_language() or settings.LANGUAGE_CODE)[:2]
    return [
        Slip(
            pk=row["pk"],
            draft=row["draft"],
            aside=row["set_aside"],
            pieces=marked(row["begins"], drafts[row["draft"]].telling if row["draft"] in drafts else ()),
            longer=max(0, row["length"] - SHOWN_CHARACTERS),
            times=times.get((row["draft"], row["set_aside"], row["same"]), 1),
            source=_("improvement plan, %(place)s") % {"place": row["source"]} if row["passage"] else row["source"],
            language="" if row["language"][:2] == reader else row["language"],
            language_name=language_name(row["language"]) if row["language"] else "",
            quotable=row["quotable"],
            quoted=row["quoted"],
            theme=drafts[row["draft"]].name if row["draft"] in drafts else "",
            offered=drafts[row["offered"]].name if row["offered"] in drafts else "",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class TextPage:
    """One text, whole, with what it answers and where it stands."""

    pk: UUID
    text: str
    language: str
    language_name: str
    source: str
    question: str
    draft: UUID | None
    theme: str
    aside: bool
    quotable: bool
    quoted: bool


def text_page(text: BoardText) -> TextPage:
    """A text as its own page shows it. At most five SQL queries."""
    question = ""
    if text.response:
        words = text.response.question.words
        question = words.get((get_language() or "en")[:2]) or next((said for said in words.values() if said), "")
    return TextPage(
        pk=text.pk,
        text=text.text,
        language=text.language,
        language_name=language_name(text.language) if text.language else "",
        source=_("improvement plan, %(place)s") % {"place": text.source} if text.passage_id else text.source,
        question=question,
        draft=text.draft_id,
        theme=text.draft.name if text.draft else "",
        aside=text.set_aside,
        quotable=text.quotable,
        quoted=text.quoted,
    )
