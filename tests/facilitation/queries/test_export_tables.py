"""What goes along in an export is decided for every table of a program, and said in words."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from facilitation.queries.export_dictionary import (
    SHARED_COLUMNS,
    SHARED_FIGURE,
    staying_words,
    table_columns,
    table_lines,
    table_words,
)
from facilitation.queries.export_schema import FILE_NAME
from facilitation.queries.export_tables import STAYING, TABLES
from ilc.content import read_content
from ilc.management.commands.export_schema import schema_text
from ilc.tenancy.owned import ProgramOwned

SECRET_COLUMNS = {"code", "secret", "key", "file", "preview", "password", "link", "user", "behind"}
HARMLESS = {("own_protocol", "link"), ("question_asked", "key")}  # where a protocol comes from, which question


def test_every_table_of_a_program_goes_along_or_stays_for_a_reason() -> None:
    owned = {model for model in apps.get_models() if issubclass(model, ProgramOwned)}

    assert (owned - set(TABLES) - set(STAYING), set(TABLES) & set(STAYING)) == (set(), set())


def test_nothing_that_opens_something_is_a_column_of_an_export() -> None:
    found = {
        (table.name, field.name)
        for table in TABLES.values()
        for field in table.columns
        if field.name in SECRET_COLUMNS and not (field in table.keys and field.related_model in TABLES)
    }

    assert found == HARMLESS


def test_no_reference_of_an_export_leads_to_a_table_that_stays() -> None:
    leading = {
        (table.name, key.name) for table in TABLES.values() for key in table.keys if key.related_model in STAYING
    }

    assert leading == set()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_dictionary_has_words_for_every_table_column_and_reason(language: str) -> None:
    with translation.override(language):
        lines = [
            line for table in TABLES.values() for line in table_lines(table.name, table_columns(table, table.columns))
        ] + list(table_lines(SHARED_FIGURE, list(SHARED_COLUMNS.items())))
        words = [line.meaning for line in lines] + [line.kind for line in lines if line.column]
        words += [why for why, _tables in staying_words()] + [what for _table, what in table_words()]

    assert all(words)


def test_every_word_of_the_dictionary_stands_in_three_languages() -> None:
    entries = [entry for part in read_content("facilitation", "export").values() for entry in part.values()]

    assert [entry for entry in entries if not all(entry.get(language) for language in ("en", "fr", "es"))] == []


def test_the_published_schema_is_that_of_the_tables() -> None:
    published = Path(settings.BASE_DIR) / "static/src/schemas" / FILE_NAME

    assert published.read_text(encoding="utf-8") == schema_text(), "Run manage.py export_schema."


def test_the_names_of_sheets_fit_into_a_workbook() -> None:
    assert [table.name for table in TABLES.values() if len(table.name) > 28] == []
