"""The doctor against an installation that works, and against broken ones."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connections

from collectives.models import Program
from ilc.doctor import Finding, examine
from ilc.due import schedule
from ilc.tenancy.scope import program_scope
from tests.clamd import scanner

SPOIL_A_ROLE_AND_EXAMINE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "ilc.settings"
import django, psycopg
django.setup()
from ilc.doctor import examine
from ilc.embedded import data_folder, embedded_urls, release_servers
with psycopg.connect(embedded_urls().admin) as connection:
    connection.execute("ALTER ROLE ilc_backup CREATEDB")
for finding in dict(examine())["Database roles"]:
    if finding.remedy:
        print(finding.name, finding.text, finding.remedy, sep="|")
django.db.connections.close_all()
release_servers(data_folder())
"""


def test_a_working_installation_has_nothing_to_look_at_but_its_absent_worker(committed: None) -> None:
    problems = [finding.name for finding in findings() if finding.remedy]

    assert problems == ["workers"]


def test_every_area_is_looked_at(committed: None) -> None:
    areas = [area for area, _findings in examine()]

    assert areas == [
        "Versions",
        "Database",
        "Database roles",
        "Protection of programs",
        "Migrations",
        "Redis",
        "Background work",
        "PDF",
        "Mail",
        "Scanner",
        "Disk",
    ]


def test_a_table_whose_protection_was_switched_off_is_named(committed: None) -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("ALTER TABLE region NO FORCE ROW LEVEL SECURITY")

    problems = [finding.text for finding in findings("Protection of programs") if finding.remedy]

    assert problems == ["Row-level security is not forced on region."]


def test_a_role_that_may_too_much_is_named_with_what_it_should_have() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ilc-test-"))  # roles belong to a whole server, so this takes one of its own
    folder.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "ILC_DEMO": "yes", "ILC_EMBEDDED_FSYNC": "off", "ILC_DATA": str(folder)}

    doctor = run([sys.executable, "-c", SPOIL_A_ROLE_AND_EXAMINE], environment)
    shutil.rmtree(folder)

    assert doctor.stdout.splitlines() == [
        "ilc_backup|BYPASSRLS, CREATEDB, LOGIN|Run `manage.py roles`. It should have BYPASSRLS, LOGIN."
    ]


def test_an_application_that_may_empty_tables_is_named(committed: None) -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON region TO ilc_app")

    problems = [finding.text for finding in findings("Database roles") if finding.remedy]

    assert problems == ["may also empty tables past their policies"]


def test_migrating_takes_back_what_the_application_should_not_have(committed: None) -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON region TO ilc_app")

    call_command("migrate", verbosity=0)

    assert [finding.text for finding in findings("Database roles") if finding.remedy] == []


def test_a_migration_that_waits_is_counted(committed: None) -> None:
    with connections["migrate"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'ilc' AND name LIKE '0001%'")

    (finding,) = findings("Migrations")

    assert (finding.text, finding.remedy) == ("1 not applied (ilc.0001_initial …)", "Run `manage.py migrate`.")


def test_work_that_nobody_took_points_to_beat_and_worker(program: Program) -> None:
    with program_scope(program.pk):
        schedule("render", "placemat", due_at=datetime(2026, 1, 5, 9, 30, tzinfo=UTC))

    waiting = [finding.text for finding in findings("Background work") if finding.name == "due work"]

    assert waiting == ["1 wait, the oldest (render) since 2026-01-05 09:30 UTC"]


def test_a_mail_server_that_does_not_answer_is_named(committed: None, settings: LazySettings) -> None:
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 2}}}

    (finding,) = findings("Mail")

    assert finding.remedy == "Correct ILC_MAIL_URL and ILC_MAIL_PASSWORD."
    assert finding.text.startswith("127.0.0.1:9 does not: ")


def test_a_scanner_that_answers_or_does_not_is_named(committed: None, settings: LazySettings) -> None:
    settings.SCANNER = None
    (none,) = findings("Scanner")
    with scanner() as (settings.SCANNER, _shown):
        (there,) = findings("Scanner")
        expected = f"{settings.SCANNER} answers"
    (gone,) = findings("Scanner")

    assert (none.remedy, there.text, there.remedy) == ("", expected, "")
    assert gone.remedy == "Start the scanner, or correct ILC_SCANNER."


def test_without_fonts_the_command_that_makes_them_is_named(
    committed: None, settings: LazySettings, tmp_path: Path
) -> None:
    settings.BASE_DIR = tmp_path

    fonts = [finding.remedy for finding in findings("PDF") if finding.name == "fonts"]

    assert fonts == ["Run `manage.py assets`."]


def test_the_command_says_what_to_do_and_ends_with_one(committed: None) -> None:
    output = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=output)

    assert end.value.code == 1
    assert "> Run `make demo`, or start the worker service." in output.getvalue()
    assert output.getvalue().endswith("1 to look at.\n")


def test_it_works_when_neither_database_nor_redis_answers(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "ILC_DEMO": "yes", "ILC_EMBEDDED": "off", "ILC_DATA": str(tmp_path)}

    doctor = run([sys.executable, "manage.py", "doctor"], environment)

    assert (doctor.returncode, doctor.stderr) == (1, "")
    assert "> Start it, or correct DATABASE_URL." in doctor.stdout
    assert "> Start it, or correct REDIS_URL. Work is kept until then." in doctor.stdout
    assert doctor.stdout.endswith("2 to look at.\n")


def findings(area: str | None = None) -> list[Finding]:
    """What the doctor finds, in one area or in all."""
    return [finding for name, found in examine() if area in (None, name) for finding in found]


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command from the project's folder, with this environment and no other."""
    folder = Path(__file__).parents[2]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment, cwd=folder)
