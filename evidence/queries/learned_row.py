"""What was learned, as it stands in a list of what was found: the words of its people, or its placemat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from evidence.engine.learning_summary import Frozen, read_frozen
from evidence.engine.learning_word import excerpt_of
from evidence.models import LearningSummary, LibraryCopy
from evidence.queries.learning_summary import frozen_line
from evidence.queries.learning_word import marked_words

type Source = LearningSummary | LibraryCopy
type Pieces = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class FoundPlacemat:
    """A placemat as it was frozen. `problem`: pieces, each with whether it was looked for.

    `clauses`: "if", "then" and "so", each with the name and the words of its clauses.
    """

    language: str
    problem: Pieces
    priority: str
    clauses: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True)
class LearnedRow:
    """A summary in the list. `excerpt`: pieces of its words, each with whether it was looked for.

    `program`: which other one published it. `placemat`: where placemats were asked for, instead of an excerpt.
    """

    pk: UUID
    title: str
    language: str
    collective: str
    theme: str
    cycle: str
    published_at: datetime
    excerpt: Pieces = ()
    program: str = ""
    placemat: FoundPlacemat | None = None


def learned_rows(keys: Sequence[UUID], stems: Sequence[set[str]], *, placemats: bool = False) -> list[LearnedRow]:
    """These, in this order, with what was looked for marked in them. Three SQL queries."""
    own = LearningSummary.objects.filter(pk__in=keys).select_related("placemat__cycle__collective", "theme")
    by_key: dict[UUID, Source] = {one.pk: one for one in (own if placemats else own.defer("snapshot"))}
    by_key |= {one.pk: one for one in LibraryCopy.objects.filter(pk__in=keys)}
    rows = [by_key[key] for key in keys if key in by_key]
    wanted = {word for words in stems for word in words}
    if placemats:
        found = [(one, read_frozen(one.snapshot)) for one in rows]
        marked = marked_words([(frozen.words_language, frozen.problem) for _one, frozen in found], wanted)
        return [_row(one, placemat=_placemat(frozen, marked)) for one, frozen in found]
    texts = {one.pk: [one.learned, one.tried, one.for_others, one.helped, one.hindered] for one in rows}
    marked = marked_words([(one.language, text) for one in rows for text in texts[one.pk]], wanted)
    return [_row(one, excerpt=excerpt_of(texts[one.pk], marked.get(one.language, set()))) for one in rows]


def _placemat(frozen: Frozen, marked: dict[str, set[str]]) -> FoundPlacemat:
    return FoundPlacemat(
        language=frozen.words_language,
        problem=excerpt_of([frozen.problem], marked.get(frozen.words_language, set())),
        priority=frozen.priority,
        clauses=[
            (key, [(frozen_line(one).name, one.words) for one in clauses])
            for key, clauses in groupby(frozen.clauses, key=lambda one: one.key)
        ],
    )


def _row(one: Source, *, excerpt: Pieces = (), placemat: FoundPlacemat | None = None) -> LearnedRow:
    if isinstance(one, LibraryCopy):
        frozen = read_frozen(one.snapshot)
        where, program = (frozen.collective, frozen.theme, frozen.cycle), one.from_name
        return LearnedRow(one.pk, one.title, one.language, *where, one.published_at, excerpt, program, placemat)
    cycle, at = one.placemat.cycle, one.published_at or one.changed_at
    where = (cycle.collective.name, one.theme.name if one.theme else "", cycle.name)
    return LearnedRow(one.pk, one.title, one.language, *where, at, excerpt, "", placemat)
