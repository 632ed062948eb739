"""Themes, and those a program may start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from collectives.models import LANGUAGES, Participant, Theme
from collectives.permissions.theme import visible_themes
from ilc.content import read_content


@dataclass(frozen=True)
class ThemeRow:
    """One theme in the list."""

    pk: UUID
    name: str
    description: str
    collectives: int
    set_aside_at: datetime | None


@dataclass(frozen=True)
class OfferedTheme:
    """A theme to start from, in one language."""

    key: str
    name: str
    description: str


def list_themes(participant: Participant) -> list[ThemeRow]:
    """Every theme by name, with how many open collectives work on it. One SQL query."""
    open_ones = Count("collectives", filter=Q(collectives__closed_at=None))
    rows = visible_themes(participant).annotate(open_collectives=open_ones).order_by("name")
    return [ThemeRow(row.pk, row.name, row.description, row.open_collectives, row.set_aside_at) for row in rows]


def themes_to_choose(also: Theme | None = None) -> QuerySet[Theme]:
    """The themes a collective may take, by name; `also` keeps one that was set aside since. One SQL query."""
    return Theme.objects.filter(Q(set_aside_at=None) | Q(pk=also.pk if also else None)).order_by("name")


def offered_themes(language: str, *, taken: Sequence[str] = ()) -> list[OfferedTheme]:
    """The themes to start from, without those whose name is taken in any of our languages. No SQL."""
    names = {name.casefold() for name in taken}
    return [
        OfferedTheme(key, words[language]["name"], words[language]["description"])
        for key, words in read_themes().items()
        if not names & {word["name"].casefold() for word in words.values()}
    ]


@cache
def read_themes() -> dict[str, dict[str, dict[str, str]]]:
    """The texts of content/themes.toml: key, language, then name and description. Raises ValueError for a gap."""
    themes: dict[str, dict[str, dict[str, str]]] = read_content("collectives", "themes")
    for key, words in themes.items():
        for language, _ in LANGUAGES:
            if not {"name", "description"} <= words.get(language, {}).keys():
                raise ValueError(f"themes.toml: {key} has no name or description in {language}.")
    return themes
