"""The made-up answers of tests/samples/answers, with the theme that their writer had in mind."""

import tomllib
from pathlib import Path

from collectives.engine.grouping.texts import Text

FOLDER = Path(__file__).resolve().parents[3] / "samples" / "answers"


def answers(name: str, *, lang: str | None = None) -> tuple[list[Text], list[str]]:
    """The texts of a file with numbers as keys, and their themes."""
    by_theme = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    pairs = [(words, theme) for theme, all_of_it in by_theme.items() for words in all_of_it]
    return [Text(number, words, lang) for number, (words, _) in enumerate(pairs)], [theme for _, theme in pairs]
