"""Themes as members read them. Nothing here tells who wrote what, and little tells what few people wrote.

A number of texts is given from five on; so are quotes, and only of texts that were given as quotable, that a person
chose, and that still read as they did when they were chosen.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language

from collectives.models import BoardText, DraftState, Participant, Theme
from collectives.permissions.open_theme import visible_open_themes

FEWEST_TEXTS: Final = 5
MOST_QUOTES: Final = 3


@dataclass(frozen=True)
class Quote:
    """Words somebody allowed to be shown. `language` is empty when it is the reader's."""

    text: str
    language: str


@dataclass(frozen=True)
class OpenTheme:
    """A theme that members can join. `texts` is None below five."""

    pk: UUID
    name: str
    description: str
    texts: int | None
    quotes: tuple[Quote, ...]
    collectives: int


def list_open_themes(participant: Participant) -> list[OpenTheme]:
    """Every open theme by name, with a few quotes. Three SQL queries."""
    return _shown(visible_open_themes(participant), most=MOST_QUOTES)


def open_theme(participant: Participant, theme: Theme) -> OpenTheme:
    """One open theme with all its quotes. Three SQL queries."""
    return _shown(visible_open_themes(participant).filter(pk=theme.pk), most=None)[0]


def find_open_theme(participant: Participant, theme: UUID) -> OpenTheme | None:
    """The same, with a few quotes; None when the participant sees no such open theme. Three SQL queries."""
    found = _shown(visible_open_themes(participant).filter(pk=theme), most=MOST_QUOTES)
    return found[0] if found else None


def _shown(themes: QuerySet[Theme], *, most: int | None) -> list[OpenTheme]:
    open_ones = Count("collectives", filter=Q(collectives__closed_at=None), distinct=True)
    found = list(themes.annotate(open_collectives=open_ones).order_by("name"))
    under = BoardText.objects.filter(draft__state=DraftState.KEPT, draft__theme__in=[theme.pk for theme in found])
    counted = under.values_list("draft__theme").annotate(texts=Count("pk")).order_by()
    texts = {theme: many for theme, many in counted if many >= FEWEST_TEXTS}
    quotes = _quotes(under.filter(draft__theme__in=list(texts)))
    return [
        OpenTheme(
            pk=theme.pk,
            name=theme.name,
            description=theme.description,
            texts=texts.get(theme.pk),
            quotes=tuple(quotes[theme.pk][:most]),
            collectives=theme.open_collectives,
        )
        for theme in found
    ]


def _quotes(texts: QuerySet[BoardText]) -> dict[UUID, list[Quote]]:
    as_given = Q(response=None) | Q(response__quotable=True, response__text=F("text"))
    rows = texts.filter(as_given, quoted=True, quotable=True).order_by(F("closeness").desc(nulls_last=True), "pk")
    reader = (get_language() or settings.LANGUAGE_CODE)[:2]
    quotes: dict[UUID, list[Quote]] = defaultdict(list)
    for theme, text, language in rows.values_list("draft__theme", "text", "language"):
        quotes[theme].append(Quote(text, "" if language[:2] == reader else language))
    return quotes
