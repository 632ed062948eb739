"""`manage.py suggest_themes`: group the answers of a file into themes, without the board."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from collectives.engine.grouping.grouping import group_texts
from collectives.engine.grouping.texts import MIN_TEXTS, Grouping, Text
from ilc.errors import Refused
from ilc.tables.folding import fold
from ilc.tables.formulas import defused
from ilc.tables.opening import AnyTable, open_table
from ilc.vectors import chosen_vectors

HEADERS = ["row", "theme", "label", "closeness"]


class Command(BaseCommand):
    help = (
        "Propose themes for the answers in a column of a table. Writes a line for each row: its number below the "
        "headers (from 1), the number of the theme it is closest to (1 is the largest), the theme's most telling "
        "words, and how close it is (0 to 1; where that is small, no theme fits well). An empty row has none."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a table whose first row names its columns")
        parser.add_argument("--column", required=True, help="the column with the answers")
        parser.add_argument("--themes", type=int, help="how many themes in each language; else about ten")
        parser.add_argument("--out", required=True, type=Path, help="the CSV file to write")
        parser.add_argument("--lang-column", help="the column with each answer's language, such as en or fr-CA")
        parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same themes")
        parser.add_argument("--force", action="store_true", help=f"group even fewer than {MIN_TEXTS} answers")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["themes"] is not None and options["themes"] < 1:
            raise CommandError("--themes must be 1 or more.")
        if not 0 <= options["seed"] < 2**32:
            raise CommandError("--seed must be 0 or more, and below 4294967296.")
        try:
            texts = read_texts(options["file"], column=options["column"], lang_column=options["lang_column"])
            grouping = group_texts(
                texts,
                vectors=chosen_vectors(settings.VECTORS),
                themes=options["themes"],
                seed=options["seed"],
                even_if_few=options["force"],
            )
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        if grouping.too_few:
            raise CommandError(
                f"{options['file']} has {len(texts)} answers. Fewer than {MIN_TEXTS} are read together sooner than "
                "grouped; add --force to group them all the same."
            )
        try:
            write_themes(grouping, options["out"])
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from error
        for group in grouping.groups:
            self.stdout.write(f"{group.number:3} {group.lang or ''} {len(group.keys):5}  {group.label}")
        self.stdout.write(f"{len(texts)} answers, {len(grouping.groups)} themes: {options['out']}")


def read_texts(path: Path, *, column: str, lang_column: str | None) -> list[Text]:
    """The answers of a file with their row numbers as keys; one without words for a row that holds nothing."""
    try:
        table = open_table(path)
        answers = _column(table, column)
        langs = _column(table, lang_column) if lang_column else None
        rows = list(table)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    if not any(row.cells[answers].strip() for row in rows):
        raise CommandError(f"The column {column} of {path} holds no answers.")
    texts: list[Text] = []
    for row in rows:
        number = row.number - table.header_number
        texts += [Text(between, "") for between in range(len(texts) + 1, number)]
        texts.append(
            Text(number, row.cells[answers], (row.cells[langs].strip() or None) if langs is not None else None)
        )
    return texts


def write_themes(grouping: Grouping, path: Path) -> None:
    """Write a line for each answer. Plain UTF-8: made for programs, not for a spreadsheet of one country."""
    labels = {group.number: defused(group.label) for group in grouping.groups}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADERS)
        for place in grouping.placed:
            near = f"{place.closeness:.4f}" if place.nearest else ""
            writer.writerow([place.key, place.nearest or "", labels.get(place.nearest or 0, ""), near])


def _column(table: AnyTable, name: str) -> int:
    wanted = [number for number, header in enumerate(table.headers) if header == name]
    wanted = wanted or [number for number, header in enumerate(table.headers) if fold(header) == fold(name)]
    if not wanted:
        raise CommandError(f"There is no column {name}. The columns are: {', '.join(table.headers)}.")
    return wanted[0]
