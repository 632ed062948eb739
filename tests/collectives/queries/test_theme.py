"""The themes a program may start from."""

from collectives.models import LANGUAGES
from collectives.queries.theme import offered_themes, read_themes


def test_about_ten_themes_are_offered_in_every_language():
    for language, _ in LANGUAGES:
        assert len(offered_themes(language)) >= 10


def test_every_text_fits_its_column_and_every_name_stands_once():
    for language, _ in LANGUAGES:
        names = [words[language]["name"].casefold() for words in read_themes().values()]
        assert len(set(names)) == len(names)
    for words in read_themes().values():
        assert {language for language, _ in LANGUAGES} == set(words)
        assert all(0 < len(text["name"]) <= 120 and 0 < len(text["description"]) <= 2000 for text in words.values())


def test_a_theme_one_has_in_another_language_is_not_offered_again():
    names = [one.name for one in offered_themes("en", taken=["pratiques d’évaluation et de notation"])]

    assert "Grading practices" not in names
