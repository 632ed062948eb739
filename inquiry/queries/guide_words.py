"""The words by which the guide reads each language, from the content files."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from ilc.content import read_content
from inquiry.engine.guide.lexicon import Lexicon, make_lexicon


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """One for each language of the catalogue, read once in a process. Raises ValueError when a file does not fit."""
    return {code: make_lexicon(code, read_content("inquiry", f"guide_{code}")) for code, _ in settings.LANGUAGES}


def check_guide_words(**_options: Any) -> Sequence[CheckMessage]:
    """A check at start: every language has its words, and every list belongs."""
    try:
        lexicons()
    except (OSError, ValueError) as reason:
        return [Error(str(reason), id="inquiry.E001")]
    return []
