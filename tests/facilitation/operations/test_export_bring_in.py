"""Bringing in a program, or its collectives: as it was, all of it or nothing, and nothing changed since."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Membership, Notice, Participant, Program
from collectives.operations.membership import NoAddress, invite_participant
from collectives.operations.program import SlugTaken
from evidence.models import DataPoint, Release
from evidence.operations.release import release_days
from facilitation.operations.export_bring_in import bring_in_program
from facilitation.operations.export_check import ExportDamaged, NewerExport, NoExport, OlderExport
from facilitation.queries.export_schema import VERSION
from ilc.due import Due
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope
from tests.make_export import changed, differences, make_export_file, parts_of
from tests.world import make_world

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
ADMIN = "fundy-shore.admin@example.org"


@pytest.fixture(scope="module")
def export(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """One of everything, exported by its admin. The program it was stays, under another address."""
    with django_db_blocker.unblock(), transaction.atomic():
        program = make_world("fundy-shore").program
        with program_scope(program.pk):
            for indicator, on in set(DataPoint.objects.values_list("indicator", "on")):
                release_days(indicator, [on], now=NOW)
        yield make_export_file(program, email=ADMIN, folder=tmp_path_factory.mktemp("first") / "export", now=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def empty(export: Path) -> Iterator[None]:
    """An installation where nobody has the program's address; what is done there is taken back."""
    with transaction.atomic():
        Program.objects.filter(slug="fundy-shore").update(slug="as-it-was")
        yield
        transaction.set_rollback(True)


def test_what_is_exported_again_is_the_same_but_for_ids_and_the_time(export: Path, empty: None, tmp_path: Path) -> None:
    program = bring_in_program(export, now=NOW)

    again = make_export_file(program, email=ADMIN, folder=tmp_path / "again")

    assert differences(export, again) == []


def test_nobody_has_an_account_until_an_admin_is_invited(export: Path, empty: None) -> None:
    call_command("bring_in_program", str(export), "--admin-email", ADMIN.upper(), "--slug", "moved")

    program = Program.objects.get(slug="moved")
    with program_scope(program.pk):
        accounts = [one.email for one in Participant.objects.filter(user__isnull=False)]
        [notice] = Notice.objects.all()
    members = Membership.objects.filter(program=program).count()
    assert (accounts, notice.kind, members) == ([ADMIN], "invitation", 1)


def test_sessions_are_made_from_rhythms_again(export: Path, empty: None) -> None:
    program = bring_in_program(export, now=NOW)

    assert Due.objects.filter(program=program, kind="rhythm").exists()


def test_a_day_that_came_along_tells_nothing_newer(export: Path, empty: None) -> None:
    program = bring_in_program(export, now=NOW)

    with program_scope(program.pk):
        before = Release.objects.filter(waiting=False, cells__0__isnull=False).first()
        assert before
        release_days(before.indicator_id, [before.on], now=NOW)
        days = Release.objects.filter(indicator=before.indicator_id, on=before.on)
        assert [(one.cells, one.waiting) for one in days] == [(before.cells, True)]


def with_version(version: int) -> Callable[[str], str]:
    return lambda text: text.replace(f'"version": {VERSION},', f'"version": {version},')


def with_tables(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[str], str]:
    def changed_manifest(text: str) -> str:
        manifest = json.loads(text)
        change(manifest["tables"])
        return json.dumps(manifest)

    return changed_manifest


@pytest.mark.parametrize(
    ("refusal", "parts"),
    [
        pytest.param(OlderExport, {"manifest": with_version(VERSION - 1)}, id="older"),
        pytest.param(NewerExport, {"manifest": with_version(VERSION + 1)}, id="newer"),
        pytest.param(NoExport, {"manifest": lambda _text: '{"format": "something", "kind": "program"}'}, id="other"),
        pytest.param(
            ExportDamaged,
            {"manifest": lambda text: text.replace('"kind": "program"', '"kind": "collectives"')},
            id="part",
        ),
        pytest.param(ExportDamaged, {"manifest": lambda _text: "{"}, id="no-json"),
        pytest.param(ExportDamaged, {"manifest": with_tables(list.clear)}, id="no-tables"),
        pytest.param(
            ExportDamaged, {"manifest": with_tables(lambda tables: tables[0].pop("sha256"))}, id="no-checksum"
        ),
        pytest.param(ExportDamaged, {"seat": lambda text: text.replace(":1,", ":2,", 1)}, id="a-digit-changed"),
        pytest.param(ExportDamaged, {"seat": lambda text: text + text}, id="rows-more"),
        pytest.param(ExportDamaged, {"seat": lambda _text: ""}, id="rows-less"),
        pytest.param(ExportDamaged, {"seat": lambda _text: None}, id="a-table-gone"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused_and_nothing_is_made(
    export: Path, empty: None, refusal: type[Refused], parts: dict[str, Any]
) -> None:
    with pytest.raises(refusal) as refused:
        bring_in_program(changed(export, **parts), now=NOW)

    assert str(refused.value)
    assert not Program.objects.filter(slug="fundy-shore").exists()


def test_a_manifest_that_was_changed_alone_is_refused(export: Path, empty: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    copy.write_bytes(export.read_bytes())
    with ZipFile(copy, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.sha256", "0" * 64)

    with pytest.raises(ExportDamaged):
        bring_in_program(copy, now=NOW)


@pytest.mark.parametrize("share", [0.3, 0.999])
def test_half_a_file_is_refused(export: Path, empty: None, tmp_path: Path, share: float) -> None:
    half = tmp_path / "half.zip"
    whole = export.read_bytes()
    half.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(NoExport):
        bring_in_program(half, now=NOW)


def fitting(export: Path, table: str, change: Callable[[str], str]) -> Path:
    """A table changed with everything that checks it, as somebody with a purpose would."""

    def manifest(text: str) -> str:
        told = json.loads(text)
        [one] = [one for one in told["tables"] if one["table"] == table]
        new = change(parts_of(export)[one["file"]]).encode()
        one |= {"sha256": sha256(new).hexdigest(), "bytes": len(new), "rows": new.count(b"\n")}
        return json.dumps(told)

    return changed(export, manifest=manifest, **{table: change})


@pytest.mark.parametrize(
    ("table", "change"),
    [
        pytest.param("seat", lambda text: re.sub(r'"participant":"........', '"participant":"00000000', text, count=1),
                     id="refers-to-nobody"),
        pytest.param("seat", lambda text: text.replace('"number":1', '"number":99', 1), id="breaks-a-rule"),
        pytest.param("seat", lambda text: text.replace('"number":', '"nummer":', 1), id="another-column"),
        pytest.param("seat", lambda text: text.splitlines(keepends=True)[0] * 2, id="same-id-twice"),
        pytest.param("cycle", lambda text: text.replace('"starts_on":"2', '"starts_on":"x', 1), id="no-day"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused_whole(
    export: Path, empty: None, table: str, change: Callable[[str], str]
) -> None:
    with pytest.raises(ExportDamaged):
        bring_in_program(fitting(export, table, change), now=NOW)

    assert not Program.objects.filter(slug="fundy-shore").exists()


def test_an_address_that_is_taken_is_refused(export: Path) -> None:
    with pytest.raises(SlugTaken):
        bring_in_program(export, now=NOW)


def test_without_one_of_its_admins_nothing_is_brought_in(export: Path, empty: None) -> None:
    with pytest.raises(CommandError, match=ADMIN):
        call_command("bring_in_program", str(export), "--admin-email", "nobody@example.org")

    assert not Program.objects.filter(slug="fundy-shore").exists()


@pytest.fixture(scope="module")
def collectives(export: Path, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collectives of the same program, as its admin takes them along."""
    with django_db_blocker.unblock():
        program = Program.objects.get(slug="fundy-shore")
        folder = tmp_path_factory.mktemp("collectives") / "export"
        return make_export_file(program, email=ADMIN, folder=folder, whole=False, now=NOW)


def test_collectives_become_a_program_of_themselves(
    export: Path, collectives: Path, empty: None, tmp_path: Path
) -> None:
    new = ("--admin-email", "New@example.org", "--admin-name", "Nia New")

    call_command("bring_in_program", str(collectives), *new)

    program = Program.objects.get(slug="fundy-shore")
    again = make_export_file(program, email="new@example.org", folder=tmp_path / "again", whole=False)
    assert differences(collectives, again) == []


def test_their_people_are_invited_once_somebody_writes_their_address(collectives: Path, empty: None) -> None:
    program = bring_in_program(collectives, slug="apart", now=NOW)
    with program_scope(program.pk):
        somebody = Participant.objects.filter(left_at=None).first()
        assert somebody
        assert not somebody.has_address

        with pytest.raises(NoAddress):
            invite_participant(somebody, by=somebody, now=NOW)

        somebody.email = "found@example.org"
        somebody.save()
        assert invite_participant(somebody, by=somebody, now=NOW).notice


def test_without_a_name_for_their_admin_nothing_is_brought_in(collectives: Path, empty: None) -> None:
    with pytest.raises(CommandError, match="--admin-name"):
        call_command("bring_in_program", str(collectives), "--admin-email", "new@example.org")

    assert not Program.objects.filter(slug="fundy-shore").exists()
