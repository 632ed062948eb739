"""What was published, here or in a program that shows it, whose theories say something like one's own clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from evidence.engine.learning_summary import read_frozen
from evidence.engine.learning_word import spelled_both_ways
from evidence.models import LearningSummary, LibraryCopy
from evidence.queries.clause import ClauseLine, theory_clauses
from evidence.queries.learning_word import stems_of_each
from ilc.tenancy.scope import bound_program_id
from inquiry.models import Placemat

SHOWN: Final = 3
_LOOKED_AT: Final = 12
_FEWEST: Final = 3  # words in common
_ALIKE: Final = 0.4  # of the words of the shorter clause
_CANDIDATES: Final = """
WITH hits AS (
    SELECT w.summary_id AS id, w.word FROM unnest(%s::text[]) AS asked(word)
    JOIN learning_word w ON w.program_id = %s AND w.word = asked.word COLLATE "C"
    UNION ALL SELECT w.copy_id, w.word FROM unnest(%s::text[]) AS asked(word)
    JOIN library_copy_word w ON w.program_id = %s AND w.word = asked.word COLLATE "C"
), rare AS (SELECT word, 1.0 / count(*) AS weight FROM hits GROUP BY word)
SELECT id FROM hits JOIN rare USING (word)
GROUP BY id HAVING count(*) >= %s ORDER BY sum(weight) DESC, id LIMIT %s"""


@dataclass(frozen=True)
class SimilarClause:
    """A summary of another collective, its clause, and the one of ours that it is like.

    `program`: which other one published it; what stands here is a copy.
    """

    pk: UUID
    title: str
    language: str
    collective: str
    words: str
    words_language: str
    mine: ClauseLine
    program: str = ""


def similar_clauses(placemat: Placemat) -> list[SimilarClause]:
    """Three at most, the most alike first; each tells its most similar clause. Words of one language are compared.

    `placemat` is read with its cycle and collective. Seven SQL queries at most.
    """
    collective = placemat.cycle.collective
    mine = [one for one in theory_clauses(placemat).values() if one.words.strip() and not one.gone]
    stems = stems_of_each([(collective.language, spelled_both_ways(one.words)) for one in mine])
    keys = _candidates(set().union(*stems))
    ours = LearningSummary.objects.filter(pk__in=keys).exclude(placemat__cycle__collective=collective)
    rows: list[LearningSummary | LibraryCopy] = [*ours, *LibraryCopy.objects.filter(pk__in=keys)]
    found = [(row, read_frozen(row.snapshot)) for row in rows]
    theirs = [(row, frozen, clause) for row, frozen in found for clause in frozen.clauses]
    their_stems = stems_of_each(
        [(frozen.words_language, spelled_both_ways(clause.words)) for _row, frozen, clause in theirs]
    )
    best: dict[UUID, tuple[float, SimilarClause]] = {}
    for (row, frozen, clause), words in zip(theirs, their_stems, strict=True):
        for line, own in zip(mine, stems, strict=True):
            share = _alike(own, words) if line.key == clause.key else 0.0
            if share >= _ALIKE and share > best.get(row.pk, (0.0, None))[0]:
                said = (row.pk, row.title, row.language, frozen.collective, clause.words, frozen.words_language)
                best[row.pk] = (share, SimilarClause(*said, line, getattr(row, "from_name", "")))
    ordered = sorted(best.values(), key=lambda one: (-one[0], one[1].title))
    return [one for _share, one in ordered[:SHOWN]]


def _candidates(words: set[str]) -> Sequence[UUID]:
    with connection.cursor() as cursor:
        asked, program = sorted(words), bound_program_id()
        cursor.execute(_CANDIDATES, [asked, program, asked, program, _FEWEST, _LOOKED_AT])
        return [row[0] for row in cursor.fetchall()]


def _alike(one: set[str], other: set[str]) -> float:
    """Which share of the shorter clause's words both have; 0 where they are too few to say."""
    both = len(one & other)
    return both / min(len(one), len(other)) if both >= _FEWEST else 0.0
