import pytest

from collectives.engine.grouping.concepts import CONCEPTS
from collectives.engine.grouping.spotting import LANGUAGES, names_concept, spot_concepts, words_of


def concepts(text: str, lang: str) -> set[str]:
    row = spot_concepts([text], [lang]).todense()[0]
    return {name for name, count in zip(CONCEPTS, row, strict=True) if count}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("TRUANCY is up", "en", {"attendance"}),
        ("absent again", "en", {"attendance"}),
        ("Report cards confuse parents", "en", {"grading", "families"}),
        ("report on cards", "en", set()),
        ("Well-being", "en", {"staff_wellbeing"}),
        ("Strong Tier 1", "en", {"core_instruction"}),
        ("l’équité", "fr", {"equity"}),
        ("L'EQUITE", "fr", {"equity"}),
        ("la inasistencia", "es", {"attendance"}),
        ("absent", "pt", set()),
        ("", "en", set()),
    ],
)
def test_the_concerns_that_a_text_names(text, lang, expected):
    assert concepts(text, lang) == expected


def test_every_concern_has_words_in_every_language():
    assert [name for name, words in CONCEPTS.items() if tuple(words) != LANGUAGES or not all(words.values())] == []


def test_every_entry_finds_itself():
    lost = [
        (name, entry)
        for name, by_language in CONCEPTS.items()
        for lang, words in by_language.items()
        for entry in words.split()
        if name not in concepts(entry.replace("*", "").replace("-", " "), lang)
    ]

    assert lost == []


def test_words_without_capitals_and_accents():
    assert words_of("L’Équité, well-being 2") == ["l", "equite", "well", "being", "2"]
    assert (names_concept("algebra", "en"), names_concept("algebra", None), names_concept("table", "en")) == (
        True,
        True,
        False,
    )
