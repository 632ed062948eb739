"""The embedded servers, run for real in a folder of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from ilc.embedded import (
    celery_url,
    connection_settings,
    database_settings,
    embedded_urls,
    own_urls,
)
from ilc.embedded.places import LONGEST_SOCKET_PATH, places_for
from tests.processes import command_of, processes_of, wait_until

USE_THE_SERVERS = """
import sys
from pathlib import Path
from ilc.embedded import release_servers, start_servers
folder = Path(sys.argv[1])
start_servers(folder)
print("ready", flush=True)
sys.stdin.readline()
release_servers(folder)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that the servers' own user may enter, which pytest's temporary folders forbid."""
    path = Path(tempfile.mkdtemp(prefix="ilc-test-"))
    path.chmod(0o755)
    yield path
    wait_until(lambda: not processes_of(path))
    shutil.rmtree(path)


def test_the_servers_stop_with_their_last_user(folder: Path) -> None:
    first, second = user(folder), user(folder)

    leave(first)
    during = query(folder, "SELECT 1")
    leave(second)

    assert during == [(1,)]
    wait_until(lambda: not processes_of(folder))


def test_the_servers_stop_after_their_last_user_was_killed(folder: Path) -> None:
    only = user(folder)

    only.kill()
    end(only)

    wait_until(lambda: not processes_of(folder))


def test_a_new_user_finds_what_was_stored_before_everything_was_killed(
    folder: Path,
) -> None:
    first = user(folder)
    query(folder, "CREATE TABLE kept AS SELECT 'still here' AS word")
    for pid in processes_of(folder):
        with suppress(ProcessLookupError):  # it went with the one that was killed before it
            os.kill(pid, signal.SIGKILL)
    end(first)
    wait_until(lambda: not processes_of(folder))

    second = user(folder)
    words = query(folder, "SELECT word FROM kept")
    leave(second)

    assert words == [("still here",)]


def test_the_servers_end_with_their_keeper(folder: Path) -> None:
    only = user(folder)
    (keeper,) = [pid for pid in processes_of(folder) if b"ilc.embedded.keeper" in command_of(pid)]

    os.kill(keeper, signal.SIGKILL)

    wait_until(lambda: processes_of(folder) == [only.pid])
    leave(only)


def test_a_user_that_just_ends_leaves_no_warning_behind(folder: Path) -> None:
    just_end = (
        "import sys; from pathlib import Path; from ilc.embedded import start_servers\nstart_servers(Path(sys.argv[1]))"
    )

    ended = subprocess.run(
        [sys.executable, "-W", "always", "-c", just_end, str(folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "ILC_EMBEDDED_FSYNC": "off"},
        cwd=Path(__file__).parents[2],
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_both_servers_answer_on_their_sockets_and_listen_on_no_port(
    folder: Path,
) -> None:
    only = user(folder)
    urls = own_urls(places_for(folder))

    with Redis.from_url(urls.redis) as connection:
        valkey_port = connection.config_get("port")
    addresses = query(folder, "SHOW listen_addresses")
    leave(only)

    assert (valkey_port, addresses) == ({"port": "0"}, [("",)])


def test_the_roles_may_no_more_than_they_need(folder: Path) -> None:
    only = user(folder)

    roles = query(
        folder,
        "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper OR rolcreaterole OR rolreplication "
        "FROM pg_roles WHERE rolname LIKE 'ilc%' ORDER BY rolname",
    )
    compiles = query(folder, "SELECT 'jit=off' = ANY(rolconfig) FROM pg_roles WHERE rolname = 'ilc_app'")
    leave(only)

    assert roles == [
        ("ilc_app", True, False, False),
        ("ilc_backup", True, True, False),
        ("ilc_migrate", True, True, False),
        ("ilc_owner", False, False, False),
    ]
    assert compiles == [(True,)]


def test_a_long_folder_still_gives_a_socket_path_the_system_takes() -> None:
    places = places_for(Path("/tmp") / ("long" * 40))

    assert len(str(places.sockets / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH


def test_addresses_from_the_environment_are_used_and_nothing_is_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = folder / "database-url"
    secret.write_text("postgresql://ilc_app:p%40ss@db:5432/ilc?sslmode=require\n", encoding="utf-8")
    monkeypatch.setenv("ILC_DATA", str(folder))
    monkeypatch.setenv("REDIS_URL", "redis://valkey:6379/0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL_FILE", str(secret))
    monkeypatch.delenv("DATABASE_MIGRATE_URL", raising=False)

    settings = connection_settings()

    assert settings.databases == {
        "default": {
            "ENGINE": "ilc.tenancy.backend",
            "NAME": "ilc",
            "USER": "ilc_app",
            "PASSWORD": "p@ss",
            "HOST": "db",
            "PORT": "5432",
            "OPTIONS": {"sslmode": "require"},
        }
    }
    assert (settings.redis_url, settings.celery_broker_url) == (
        "redis://valkey:6379/0",
        "redis://valkey:6379/0",
    )
    assert sorted(path.name for path in folder.iterdir()) == ["database-url"]


def test_a_tool_that_never_connects_starts_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILC_DATA", str(folder))
    monkeypatch.setenv("ILC_EMBEDDED", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    urls = embedded_urls()

    assert urls == own_urls(places_for(folder))
    assert list(folder.iterdir()) == []


def test_celery_spells_a_unix_socket_its_own_way() -> None:
    assert celery_url("unix:///run/valkey?db=2") == "redis+socket:///run/valkey?virtual_host=2"


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with postgresql://"):
        database_settings("mysql://root@db/ilc")


def user(folder: Path) -> subprocess.Popen[str]:
    """A process that uses the servers of this folder until it is told to leave."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE_THE_SERVERS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "ILC_EMBEDDED_FSYNC": "off"},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def leave(process: subprocess.Popen[str]) -> None:
    """Tell a user to go, and wait for it."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    end(process)


def end(process: subprocess.Popen[str]) -> None:
    process.wait(30)
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        stream.close()


def query(folder: Path, statement: str) -> list[tuple[object, ...]]:
    """What the superuser reads in our database; empty for a statement without rows."""
    with psycopg.connect(host=str(places_for(folder).sockets), user="postgres", dbname="ilc") as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
