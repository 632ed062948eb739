"""Stems, by PostgreSQL's own dictionaries of English, French and Spanish."""

from collections.abc import Collection, Sequence

from django.db import connection

from evidence.engine.learning_word import CONFIGURATIONS, WORD, folded, stem_words


def word_stems(words: Collection[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
    """By language and word its stems, with its accents and without; common words have none. One SQL query."""
    asked = [
        (language, word, CONFIGURATIONS[language], spelled)
        for language, word in sorted(words)
        for spelled in {word, folded(word)}
    ]
    found: dict[tuple[str, str], set[str]] = {}
    if not asked:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT language, word, lexeme FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
            " AS asked(language, word, configuration, spelled),"
            " LATERAL unnest(to_tsvector(asked.configuration::regconfig, asked.spelled))",
            [list(column) for column in zip(*asked, strict=True)],
        )
        for language, word, lexeme in cursor.fetchall():
            found.setdefault((language, word), set()).update(stem_words(language, [lexeme]))
    return found


def term_stems(terms: Sequence[str]) -> list[set[str]]:
    """For each term its stems in every language; none for what is a common word in all of them. One SQL query."""
    found = word_stems({(language, term) for language in CONFIGURATIONS for term in terms})
    return [set().union(*(found.get((language, term), set()) for language in CONFIGURATIONS)) for term in terms]


def marked_words(texts: Sequence[tuple[str, str]], stems: set[str]) -> dict[str, set[str]]:
    """By language: the words of these texts, as they are written there, that have one of these stems. One SQL query."""
    words = {(language, one) for language, text in texts for one in WORD.findall(text)} if stems else set()
    found: dict[str, set[str]] = {}
    for (language, word), held in word_stems(words).items():
        if held & stems:
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
