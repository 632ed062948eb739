"""Clauses as people write them in each language: good ones, and weak ones by the rule that asks about them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from inquiry.engine.guide.draft import Draft, DraftAction, DraftIndicator
from inquiry.engine.guide.lexicon import Lexicon, make_lexicon

LANGUAGES = ("en", "fr", "es")
CONTENT = Path(__file__).resolve().parents[3] / "inquiry" / "content"
PARTS = {
    "problem": "problem",
    "priority": "priority",
    "if": "if",
    "then": "then",
    "so": "so_that",
    "indicator": "indicator",
}


@cache
def all_lexicons() -> Mapping[str, Lexicon]:
    """The product's own words, without Django."""
    return {
        language: make_lexicon(
            language, tomllib.loads((CONTENT / f"guide_{language}.toml").read_text(encoding="utf-8"))
        )
        for language in LANGUAGES
    }


def clauses(language: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Good ones as (part, text), weak ones as (rule, text)."""
    path = Path(__file__).with_name(f"{language}.toml")
    samples = tomllib.loads(path.read_text(encoding="utf-8"))
    good = [(part, text) for part, texts in samples["good"].items() for text in texts]
    weak = [(rule, text) for rule, texts in samples["weak"].items() for text in texts]
    return good, weak


def draft_with(part: str, text: str, *, language: str) -> Draft:
    """A placemat on which nothing stands but this clause."""
    match part:
        case "problem":
            return Draft(language, problem=text)
        case "priority":
            return Draft(language, priority=text)
        case "if":
            return Draft(language, actions=(DraftAction("if:1", 1, text),))
        case "then":
            return Draft(language, then=text)
        case "so_that":
            return Draft(language, so_that=text)
    return Draft(language, indicators=(DraftIndicator("indicator:1", text, "leading", "if", ("learning",), "if:1"),))
