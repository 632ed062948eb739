"""Exports: the same rows as pages show, in every format, and nothing of what others keep to themselves."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import transaction
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Participant
from evidence.models import DataPoint
from evidence.operations.release import release_days
from facilitation.operations.export_json import write_archive
from facilitation.operations.export_sheets import write_csv_archive, write_workbook
from facilitation.operations.export_stage import StagedExport, stage_export
from facilitation.queries import export_rows
from facilitation.queries.export_rows import ExportScope
from facilitation.queries.export_schema import FILE_NAME
from facilitation.queries.export_table import Reach
from facilitation.queries.export_tables import TABLES
from ilc.tenancy.scope import program_scope
from tests.world import World, make_world

pytestmark = pytest.mark.xdist_group("export")  # one worker: what they share is made once

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SCHEMA = json.loads((Path(settings.BASE_DIR) / "static/src/schemas" / FILE_NAME).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One of everything."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world("fundy-shore")
        with program_scope(world.program.pk):
            Participant.objects.filter(user=world.users["facilitator"]).update(name="=HYPERLINK(A1)")
            for indicator, on in set(DataPoint.objects.values_list("indicator", "on")):
                release_days(indicator, [on], now=NOW)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def staged(world: World, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., StagedExport]:
    """What somebody in a relation takes along: the whole program, or a collective."""

    @cache
    def stage(relation: str, *, whole: bool = False) -> StagedExport:
        with program_scope(world.program.pk):
            exporter = Participant.objects.get(user=world.users[relation])
        here = None if whole else UUID(str(world.things["collective"]))
        scope = ExportScope(exporter, whole, here)
        return stage_export(world.program.pk, scope, tmp_path_factory.mktemp("export"), tell=lambda _rows: None)

    return stage


def rows_of(staged: StagedExport, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for one in staged.tables if one.table.name == table for line in one.lines()]


def wrong_in(found: object, part: str = "") -> list[str]:
    """What the published schema finds wrong with it, or with a part of an export."""
    schema = {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]} if part else SCHEMA
    return [error.message for error in Draft202012Validator(schema).iter_errors(found)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_whole_program_is_an_archive_as_its_schema_says(world: World, staged: Callable[..., StagedExport]) -> None:
    found = staged("admin", whole=True)
    file = io.BytesIO()

    write_archive(file, found, program=world.program, now=NOW)

    with ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        tables = {
            one["table"]: [json.loads(line) for line in archive.read(one["file"]).decode().splitlines()]
            for one in manifest["tables"]
        }
    assert wrong_in(manifest) == []
    assert [wrong_in(row, name) for name, rows in tables.items() for row in rows if wrong_in(row, name)] == []
    assert {one["table"]: one["rows"] for one in manifest["tables"]} == {name: len(r) for name, r in tables.items()}


def test_a_collective_goes_along_without_its_program_and_without_addresses(
    world: World, staged: Callable[..., StagedExport]
) -> None:
    found = staged("member")
    file = io.BytesIO()

    write_archive(file, found, program=world.program, now=NOW)

    with ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert wrong_in(manifest) == []
    assert manifest["kind"] == "collectives"
    assert "role_grant" not in {one["table"] for one in manifest["tables"]}
    assert [row["id"] for row in rows_of(found, "collective")] == [str(world.things["collective"])]
    assert "email" not in rows_of(found, "participant")[0]


def test_a_workbook_has_a_sheet_for_each_table_with_types_names_and_a_dictionary(
    world: World, staged: Callable[..., StagedExport]
) -> None:
    found = staged("member")
    file = io.BytesIO()

    write_workbook(file, found)

    workbook = load_workbook(file)
    seats = [[cell.value for cell in row] for row in workbook["seat"].iter_rows()]
    first = dict(zip(seats[0], seats[1], strict=True))
    assert isinstance(first["seated_at"], datetime)
    assert (first["number"], first["collective name"]) == (1, f"{world.word} collective")
    described = {(row[0].value, row[1].value) for row in workbook["dictionary"].iter_rows(min_row=2)}
    sheets = [sheet for sheet in workbook.worksheets if sheet.title not in {"dictionary", "not exported"}]
    assert {(sheet.title, cell.value) for sheet in sheets for cell in sheet[1]} <= described
    assert {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}.isdisjoint({"f", "e"})


def test_tables_as_csv_open_in_a_spreadsheet_and_compute_nothing(
    world: World, staged: Callable[..., StagedExport]
) -> None:
    found = staged("member")
    file = io.BytesIO()

    write_csv_archive(file, found)

    with ZipFile(file) as archive:
        people = archive.read("participant.csv")
        names = archive.namelist()
    rows = list(csv.DictReader(io.StringIO(people.decode("utf-8-sig"))))
    assert people.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(A1)" in {row["name"] for row in rows}
    assert {"dictionary.csv", "not_exported.csv", "shared_figure.csv", "data_point.csv"} <= set(names)


@pytest.mark.parametrize("relation", ["member", "coordinator", "admin"])
def test_full_figures_and_words_go_along_for_ones_own_district_only(
    world: World, staged: Callable[..., StagedExport], relation: str
) -> None:
    found = staged(relation, whole=relation == "admin")

    own = {"member": {str(world.things["district"])}}.get(relation, set())
    assert {row["district"] for row in rows_of(found, "data_point")} == own
    assert {row["data_point"] for row in rows_of(found, "coding")} <= {
        row["id"] for row in rows_of(found, "data_point")
    }
    told = [cell for release in rows_of(found, "release") for cell in release["cells"]]
    small = [cell for cell in told if cell["group"]]
    assert {cell["told"] for cell in small} == {"protected"}
    assert all(set(cell) == {"place", "group", "told"} for cell in small)
    assert len(told) > len(small) > 0


@pytest.mark.parametrize(("relation", "whole"), [("member", False), ("coordinator", False), ("admin", True)])
def test_whatever_a_row_refers_to_goes_along_too(
    world: World, staged: Callable[..., StagedExport], relation: str, *, whole: bool
) -> None:
    found = staged(relation, whole=whole)

    ids = {one.table.name: {row.get("id") for row in rows_of(found, one.table.name)} for one in found.tables}
    dangling = {
        (one.table.name, key.name)
        for one in found.tables
        for row in rows_of(found, one.table.name)
        for key in one.table.keys
        if row.get(key.name) is not None and row[key.name] not in ids[key.related_model._meta.db_table]
    }
    assert dangling == set()
    assert len(ids["participant"]) > 1


def test_a_member_takes_along_no_flag_no_question_of_the_guide_and_no_e_mail(
    world: World, staged: Callable[..., StagedExport]
) -> None:
    mine = staged("member")
    guiding = {one.table.name: one.rows for one in mine.tables}

    assert [guiding[name] for name in ("support_flag", "help", "question_asked", "attendance_change")] == [0, 0, 0, 0]
    assert [line for one in mine.tables for line in one.lines() if "@example.org" in line] == []
    assert {one.table.reach for one in mine.tables} == {Reach.COLLECTIVE, Reach.REFERRED}


def test_staff_take_along_flags_and_their_own_help(world: World, staged: Callable[..., StagedExport]) -> None:
    found = staged("coordinator")

    assert [len(rows_of(found, name)) > 0 for name in ("support_flag", "help")] == [True, True]


@pytest.mark.parametrize("relation", ["member elsewhere", "facilitator elsewhere", "former member"])
def test_who_does_not_see_a_collective_takes_nothing_of_it_along(
    world: World, staged: Callable[..., StagedExport], relation: str
) -> None:
    found = staged(relation)

    assert found.rows == 0


def test_nobody_takes_along_what_another_leader_wrote_for_themself_or_reflected(
    world: World, staged: Callable[..., StagedExport]
) -> None:
    found = staged("admin", whole=True)

    leaders = {row["leader"] for row in rows_of(found, "placemat")}
    assert leaders == {None}
    assert {table.name for table in TABLES.values()}.isdisjoint({"self_reflection", "asked", "prediction", "notice"})


def test_a_table_is_read_whole_a_part_at_a_time(
    world: World, staged: Callable[..., StagedExport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = staged("admin", whole=True)
    monkeypatch.setattr(export_rows, "ROWS_AT_ONCE", 2)
    told: list[int] = []

    in_parts = stage_export(world.program.pk, at_once.scope, tmp_path, tell=told.append)

    assert [one.sha256 for one in in_parts.tables] == [one.sha256 for one in at_once.tables]
    assert (told[-1], len(told) > len(in_parts.tables)) == (at_once.rows, True)
