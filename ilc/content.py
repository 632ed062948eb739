"""Texts that authors edit without touching Python: the TOML files in each app's `content/` folder."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import get_language

SOURCE_LANGUAGE = "en"


@lru_cache(maxsize=64)
def read_content(app: str, name: str) -> dict[str, Any]:
    """One content file of an app, read once in a process. Do not change what comes back."""
    path = Path(apps.get_app_config(app).path) / "content" / f"{name}.toml"
    with path.open("rb") as file:
        return tomllib.load(file)


def in_language(words: Mapping[str, str], language: str | None = None) -> str:
    """A text in a language, the reader's unless given: its own words, or English where nobody has written them yet."""
    language = (language or get_language() or SOURCE_LANGUAGE).partition("-")[0]
    return words.get(language) or words[SOURCE_LANGUAGE]
