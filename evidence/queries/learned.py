"""What was learned in the program: published summaries, searched and narrowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from collectives.models import LANGUAGES, Position, Theme
from evidence.engine.learning_word import MAX_TERMS, Asked, asked_words
from evidence.models import LibraryCopy
from evidence.queries.learned_row import LearnedRow, learned_rows
from evidence.queries.learning_word import term_stems
from ilc.templatetags.ilc import DATA_TYPES
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Phase

PER_PAGE: Final = 20
FACETS: Final = ("theme", "phase", "type", "position", "level", "lang", "from")
HERE: Final = "here"  # what the program itself published
_COLUMNS: Final[Mapping[str, str]] = {
    "theme": "theme_id::text = %s",
    "phase": "phase::text = %s",
    "level": "level::text = %s",
    "lang": "language = %s",
    "from": "from_program = %s",
    "type": "data_types @> ARRAY[%s]::varchar[]",
    "position": "positions @> ARRAY[%s]::varchar[]",
}
_GROUPED: Final = {"15": "theme", "23": "phase", "27": "level", "29": "lang", "30": "from", "31": "all"}  # grouping()
_ASKED: Final = """
asked AS (
    SELECT term, word, lang, phrase, place
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[], %s::int[]) AS asked(term, word, lang, phrase, place)
), needed AS (
    SELECT lang, bit_or(1 << term) | coalesce(bit_or(1 << {most} + phrase) FILTER (WHERE phrase > 0), 0) AS terms
    FROM asked GROUP BY lang
), held AS (
    SELECT w.summary_id AS id, true AS own, w.weight, asked.lang, 1 << asked.term AS terms{places}
    FROM asked JOIN learning_word w ON w.program_id = %s AND w.word = asked.word COLLATE "C"
    UNION ALL SELECT w.copy_id, false, w.weight, asked.lang, 1 << asked.term{places}
    FROM asked JOIN library_copy_word w ON w.program_id = %s AND w.word = asked.word COLLATE "C"
), {spoken}hits AS (
    SELECT said.id, said.own, sum(said.weight) AS weight FROM {said} AS said JOIN needed ON needed.lang = said.lang
    GROUP BY said.id, said.own, said.lang, needed.terms
    HAVING bit_or(said.terms) = needed.terms
), """
_PLACES: Final = ", asked.phrase, asked.place, w.places"
_SPOKEN: Final = """runs AS (
    SELECT lang, phrase, bit_or(1 << term) AS terms FROM asked WHERE phrase > 0 GROUP BY lang, phrase
), spoken AS (
    SELECT id, own, weight, lang, terms FROM held
    UNION ALL SELECT held.id, held.own, 0, held.lang, 1 << {most} + held.phrase
    FROM held JOIN runs ON runs.lang = held.lang AND runs.phrase = held.phrase,
        unnest(coalesce(held.places, ARRAY[held.place])) AS at
    GROUP BY held.id, held.own, held.lang, held.phrase, at - held.place, runs.terms
    HAVING bit_or(held.terms) = runs.terms
), """
_FOUND: Final = """
found AS MATERIALIZED (
    SELECT * FROM (
        SELECT s.id, s.theme_id, s.phase, s.level, s.language, s.data_types, s.positions, s.published_at,
            'here' AS from_program, {weight} AS weight
        FROM {hits}LATERAL (
            SELECT * FROM learning_summary WHERE program_id = %s AND state = 'published'{own} OFFSET 0
        ) AS s{only}
        UNION ALL SELECT s.id, NULL, s.phase, s.level, s.language, s.data_types, s.positions, s.published_at,
            s.from_program::text, {weight}
        FROM {hits}LATERAL (SELECT * FROM library_copy WHERE program_id = %s{own} OFFSET 0) AS s{others}
    ) AS shown WHERE true{narrowed}
)
SELECT grouping(theme_id, phase, level, language, from_program)::text,
    coalesce(theme_id::text, phase::text, level::text, language, from_program), count(*), NULL::bigint
FROM found GROUP BY GROUPING SETS ((theme_id), (phase), (level), (language), (from_program), ())
UNION ALL SELECT 'type', one, sum(many), NULL
FROM (SELECT data_types, count(*) AS many FROM found GROUP BY data_types) AS alike, unnest(data_types) AS one
GROUP BY one
UNION ALL SELECT 'position', one, sum(many), NULL
FROM (SELECT positions, count(*) AS many FROM found GROUP BY positions) AS alike, unnest(positions) AS one
GROUP BY one
UNION ALL (
    SELECT 'row', id::text, 0, row_number() OVER (ORDER BY weight DESC, published_at DESC, id) FROM (
        SELECT id, weight, published_at FROM found ORDER BY weight DESC, published_at DESC, id LIMIT %s OFFSET %s
    ) AS first
)"""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, and a value by facet ("theme", "phase", "type", "position", "level", "lang").

    `placemats`: the rows show the placemat that each summary was frozen with.
    """

    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    placemats: bool = False


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by, how many of what was found have it, and whether it is chosen."""

    key: str
    name: str | Promise
    count: int
    chosen: bool


@dataclass(frozen=True)
class Learned:
    """What was found. `nothing_asked`: what was typed is signs, or too common in the reader's language.

    `unclosed`: a quotation mark has no end. `cut`: only the first words were looked for.
    """

    rows: Sequence[LearnedRow]
    count: int
    facets: Mapping[str, Sequence[FacetValue]]
    nothing_asked: bool = False
    unclosed: bool = False
    cut: bool = False


def learned(wanted: Wanted, *, page: int = 1) -> Learned:
    """What the bound program and those it sees published, with every word and every phrase, the weightiest first.

    Seven SQL queries.
    """
    asked = asked_words(wanted.words)
    stems = term_stems(asked.words)
    mine = f"{(get_language() or 'en')[:2]}:"
    if wanted.words and not any(word.startswith(mine) for words in stems for word in words):
        return Learned([], 0, {}, nothing_asked=True)
    counted, keys = _found(_asked(asked, stems), wanted.facets, page=page)
    count = next((many for (kind, _key), many in counted.items() if kind == "all"), 0)
    rows = learned_rows(keys, stems, placemats=wanted.placemats)
    return Learned(rows, count, _facets(counted, wanted), unclosed=asked.unclosed, cut=asked.cut)


def _asked(asked: Asked, stems: Sequence[set[str]]) -> list[tuple[int, str, str, int, int]]:
    """A row for each stem: of which word, its language, in which phrase (0 for none), and at which place there."""
    phrases = {term: (number, place) for number, row in enumerate(asked.phrases, 1) for place, term in enumerate(row)}
    return [
        (term, word, word.partition(":")[0], *phrases.get(term, (0, 0)))
        for term, words in enumerate(stems)
        for word in sorted(words)
    ]


def _found(
    asked: Sequence[tuple[int, str, str, int, int]], facets: Mapping[str, str], *, page: int
) -> tuple[dict[tuple[str, str], int], list[UUID]]:
    chosen = {name: facets[name] for name in FACETS if facets.get(name)}
    narrowed = "".join(f" AND {_COLUMNS[name]}" for name in chosen)
    program = bound_program_id()
    sql = "WITH "
    values: list[Any] = []
    if asked:
        spoken = any(phrase for _term, _word, _lang, phrase, _place in asked)
        sql += _ASKED.format(
            most=MAX_TERMS,
            places=_PLACES if spoken else "",
            spoken=_SPOKEN.format(most=MAX_TERMS) if spoken else "",
            said="spoken" if spoken else "held",
        )
        values += [*(list(column) for column in zip(*asked, strict=True)), program, program]
    sql += _FOUND.format(
        weight="hits.weight" if asked else "0",
        hits="hits, " if asked else "",
        own=" AND id = hits.id" if asked else "",  # one by one: how many there are, no plan foresees
        only=" WHERE hits.own" if asked else "",
        others=" WHERE NOT hits.own" if asked else "",
        narrowed=narrowed,
    )
    values += [program, program, *chosen.values(), PER_PAGE, (max(page, 1) - 1) * PER_PAGE]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[Any] = cursor.fetchall()
    counted = {(_GROUPED.get(kind, kind), key or ""): int(many) for kind, key, many, place in rows if place is None}
    places = sorted((place, UUID(key)) for _kind, key, _many, place in rows if place is not None)
    return counted, [key for _place, key in places]


def _facets(counted: Mapping[tuple[str, str], int], wanted: Wanted) -> dict[str, list[FacetValue]]:
    names: dict[str, Mapping[str, str | Promise]] = {
        "theme": {str(pk): name for pk, name in Theme.objects.order_by("name").values_list("pk", "name")},
        "phase": {str(number): name for number, name in Phase.choices},
        "type": dict(DATA_TYPES),
        "position": dict(Position.choices),
        "level": {
            str(number): gettext("level %(level)s of ten") % {"level": number}
            if number
            else gettext("no level reached")
            for number in range(11)
        },
        "lang": dict(LANGUAGES),
        "from": _programs()
        if {key for kind, key in counted if kind == "from"} - {HERE} or "from" in wanted.facets
        else {},
    }
    return {
        facet: [
            FacetValue(key, name, counted.get((facet, key), 0), wanted.facets.get(facet) == key)
            for key, name in names[facet].items()
            if counted.get((facet, key)) or wanted.facets.get(facet) == key
        ]
        for facet in FACETS
    }


def _programs() -> dict[str, str]:
    """This program, and those whose publications stand here. One SQL query."""
    rows = LibraryCopy.objects.order_by("from_name").values_list("from_program", "from_name").distinct()
    return {HERE: gettext("this program"), **{str(pk): name for pk, name in rows}}
