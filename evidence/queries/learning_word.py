"""Stems, by PostgreSQL's own dictionaries of English, French and Spanish."""

from collections.abc import Sequence

from django.db import connection

from evidence.engine.learning_word import CONFIGURATIONS, WORD, folded, stem_words


def stems_of(language: str, text: str) -> set[str]:
    """The stems of a text in its language, as they are kept; common words have none. One SQL query."""
    if not text.strip():
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme FROM unnest(to_tsvector(%s::regconfig, %s))",
            [CONFIGURATIONS[language], text.replace("\0", "")],
        )
        return stem_words(language, [row[0] for row in cursor.fetchall()])


def term_stems(terms: Sequence[str]) -> list[set[str]]:
    """For each term its stems in every language, with its accents and without; terms that are common words in all of
    them are left out. One SQL query.
    """
    if not terms:
        return []
    asked = [
        (place, language, configuration, spelled)
        for place, term in enumerate(terms)
        for language, configuration in CONFIGURATIONS.items()
        for spelled in {term, folded(term)}
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, language, lexeme FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[])"
            " AS asked(place, language, configuration, spelled),"
            " LATERAL unnest(to_tsvector(asked.configuration::regconfig, asked.spelled))",
            [list(column) for column in zip(*asked, strict=True)],
        )
        rows = cursor.fetchall()
    found: list[set[str]] = [set() for _term in terms]
    for place, language, lexeme in rows:
        found[place] |= stem_words(language, [lexeme])
    return [one for one in found if one]


def marked_words(texts: Sequence[tuple[str, str]], stems: set[str]) -> dict[str, set[str]]:
    """By language: the words of these texts, as they are written there, that have one of these stems. One SQL query."""
    if not stems:
        return {}
    words = sorted({(language, one) for language, text in texts for one in WORD.findall(text)})
    if not words:
        return {}
    asked = [(language, one, CONFIGURATIONS[language], form) for language, one in words for form in {one, folded(one)}]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT language, word, lexeme FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
            " AS asked(language, word, configuration, form),"
            " LATERAL unnest(to_tsvector(asked.configuration::regconfig, asked.form))",
            [list(column) for column in zip(*asked, strict=True)],
        )
        rows = cursor.fetchall()
    found: dict[str, set[str]] = {}
    for language, word, lexeme in rows:
        if stem_words(language, [lexeme]) & stems:
            found.setdefault(language, set()).add(word)
    return found


def stems_of_each(texts: Sequence[tuple[str, str]]) -> list[set[str]]:
    """The stems of each text in its language, as they are kept. One SQL query."""
    if not texts:
        return []
    languages, words = zip(*texts, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, lexeme FROM unnest(%s::text[], %s::text[])"
            " WITH ORDINALITY AS asked(configuration, words, place),"
            " LATERAL unnest(to_tsvector(asked.configuration::regconfig, asked.words))",
            [[CONFIGURATIONS[one] for one in languages], [one.replace("\0", "") for one in words]],
        )
        rows = cursor.fetchall()
    found: list[set[str]] = [set() for _text in texts]
    for place, lexeme in rows:
        found[place - 1] |= stem_words(languages[place - 1], [lexeme])
    return found
