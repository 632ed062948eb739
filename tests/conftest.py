"""What every test gets: real PostgreSQL, real Valkey, the product's own roles."""

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")
os.environ.setdefault("ILC_DEMO", "yes")
os.environ.setdefault("ILC_DEBUG", "yes")  # static files under their plain names; DEBUG itself is off in tests
os.environ.setdefault("ILC_EMBEDDED_FSYNC", "off")
os.environ.setdefault("ILC_DATA", str(Path(__file__).resolve().parent.parent / ".data" / "test"))
FOLDER = tempfile.TemporaryDirectory(prefix="ilc-tests-")  # removed when this process ends
for name, inside in (("ILC_FILES", "files"), ("ILC_STATIC_ROOT", "static")):
    os.environ[name] = f"{FOLDER.name}/{inside}"
    Path(os.environ[name]).mkdir()

import django
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from ilc.embedded import embedded_urls

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
# A worker's own Valkey database, because emptying the cache empties all of it.
os.environ["REDIS_URL"] = re.sub(r"db=\d+", f"db={int(WORKER.removeprefix('gw')) + 1}", embedded_urls().redis)
django.setup()
settings.CACHES["default"]["OPTIONS"]["socket_timeout"] = 60  # on a busy machine, a late answer costs a page a query
PBKDF2PasswordHasher.iterations = 1_000  # production's 1.5 million are there to cost time
del os.environ["DJANGO_SETTINGS_MODULE"]  # parallel workers inherit this and would read the settings before this file

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Program
from tests.browser import ARGUMENTS, CHROMIUM
from tests.databases import drop_database, use_database
from tests.make import make_program


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """The name of a file in a parameter: its bytes hold the time it was made, and both workers must name one test."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to run when pytest and xdist do not agree about groups: all they share would silently be made twice."""
    if getattr(session.config.option, "loadgroup", False):
        lost = [one.nodeid for one in session.items if one.get_closest_marker("xdist_group") and "@" not in one.nodeid]
        if lost:
            raise pytest.UsageError(f"xdist does not keep the group of {lost[0]}.")
    gc.collect()
    gc.freeze()  # thousands of collected tests, and all that is imported: nothing of it ends before the process does


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker, worker_name: str) -> Iterator[None]:
    """One database for this worker; tests marked django_db run in a transaction that is undone."""
    name = f"test_{worker_name}"
    with django_db_blocker.unblock():
        use_database(name)
        yield
        drop_database(name)


@pytest.fixture(scope="session")
def worker_name() -> str:
    """What tells parallel test processes apart."""
    return f"{WORKER}_{os.getpid()}"


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker, worker_name: str) -> Iterator[None]:
    """A database where commits are commits: for locks, workers, sockets, browsers. Thrown away afterwards."""
    with django_db_blocker.unblock():
        yield
        use_database(f"test_{worker_name}")
        shutil.rmtree(
            settings.MEDIA_ROOT, ignore_errors=True
        )  # the next program may get the number of one that stored files
        settings.MEDIA_ROOT.mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits and sessions of one test do not reach the next."""
    yield
    cache.clear()


@pytest.fixture
def program(db: None) -> Program:
    """A program with nobody in it."""
    return make_program("fundy-shore")


@pytest.fixture
def other_program(db: None) -> Program:
    """Another program, for what must not be reached."""
    return make_program("autre-rive")


@pytest.fixture
def browser_client() -> Client:
    """A client that shows exceptions as pages, as a server does."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    assert Path(CHROMIUM).exists(), "The journeys need Chromium. Debian: sudo apt install chromium"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")  # Playwright keeps a loop in this thread
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
