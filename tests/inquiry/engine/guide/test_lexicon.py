"""The guide's words: what a content file must hold, and how texts are matched."""

import pytest

from inquiry.engine.guide.lexicon import LISTS, compile_words, language_of, make_lexicon, readable, stems
from tests.samples.guide import all_lexicons

WHOLE = {"words": {name: ["a"] for name in LISTS}, "topics": {}}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({}, "acts"),
        ({"words": WHOLE["words"] | {"studnets": ["a"]}}, "studnets"),
        ({"words": WHOLE["words"] | {"students": []}}, "students"),
        ({"words": WHOLE["words"] | {"students": ["Student"]}}, "students"),
        ({"words": WHOLE["words"] | {"students": ["*"]}}, "students"),
        (WHOLE | {"topics": {"reading": "reading"}}, "reading"),
    ],
)
def test_a_file_that_does_not_fit_says_where(content: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        make_lexicon("en", content)


@pytest.mark.parametrize(
    ("entry", "text", "fits"),
    [
        ("student*", "Students", True),
        ("kid", "kidney", False),
        ("grade 9", "grade 12", True),
        ("grade 9", "grade book", False),
        ("two thirds", "two-thirds", True),
        ("l'élève", "l’élève", True),
        ("élève*", "eleves", True),
        ("está", "esta", False),
    ],
)
def test_how_an_entry_matches(entry: str, text: str, fits: bool) -> None:
    assert bool(compile_words([entry]).search(readable(text).lower())) == fits


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("les élèves de la troisième année ne lisent pas", "en", "fr"),
        ("los estudiantes de tercer grado no leen con gusto", "fr", "es"),
        ("the students in our schools do not read", "es", "en"),
        ("visit classrooms", "en", "en"),
        ("visit classrooms", "fr-CA", "fr"),
    ],
)
def test_the_language_is_told_by_small_words(text: str, usual: str, language: str) -> None:
    found = language_of(text, all_lexicons(), usual=usual)

    assert found is not None
    assert found.language == language


def test_what_a_text_speaks_of_is_without_small_words_and_endings() -> None:
    lexicon = all_lexicons()["en"]

    assert stems("We visit the classrooms", lexicon) == stems("visiting a classroom", lexicon) == {"visit", "class"}
