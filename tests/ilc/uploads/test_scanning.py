"""What people bring is shown to a scanner, which speaks for itself over a socket."""

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from ilc.uploads.scanning import ScannerAway, ask_scanner, scan
from tests.clamd import EICAR, scanner


def test_without_a_scanner_nothing_is_found(settings: LazySettings) -> None:
    settings.SCANNER = None

    assert scan(io.BytesIO(EICAR)) is None


@pytest.mark.parametrize("unix", [False, True])
def test_a_scanner_sees_the_whole_file_and_names_what_it_finds(
    settings: LazySettings, tmp_path: Path, unix: bool
) -> None:
    clean = bytes(range(256)) * 1000
    with scanner(tmp_path / "clamd.ctl" if unix else None) as (settings.SCANNER, shown):
        found = [scan(io.BytesIO(clean)), scan(io.BytesIO(b"PK" + EICAR)), scan(io.BytesIO(b""))]
        ask_scanner(seconds=5)

    assert found == [None, "Eicar-Test-Signature", None]
    assert shown == [clean, b"PK" + EICAR, b""]


@pytest.mark.parametrize("says", [b"stream: Can't allocate memory ERROR", b"stream: ", b"UNKNOWN COMMAND", b"OK"])
def test_an_answer_that_is_no_result_is_not_taken_for_one(settings: LazySettings, says: bytes) -> None:
    with scanner(says=says) as (settings.SCANNER, _shown), pytest.raises(ScannerAway):
        scan(io.BytesIO(b"words"))


def test_a_scanner_that_hangs_up_in_the_middle_is_asked_why(settings: LazySettings) -> None:
    with scanner(most=100_000) as (settings.SCANNER, _shown), pytest.raises(ScannerAway, match=r"."):
        scan(io.BytesIO(bytes(20_000_000)))


def test_a_scanner_that_is_not_there_is_away(settings: LazySettings, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        for address in (f"clamd://127.0.0.1:{taken.getsockname()[1]}", f"clamd+unix://{tmp_path}/none.ctl"):
            settings.SCANNER = address
            with pytest.raises(ScannerAway):
                scan(io.BytesIO(b"words"))
            with pytest.raises(ScannerAway):
                ask_scanner(seconds=1)


def test_a_scanner_that_says_nothing_is_not_waited_for_for_ever(settings: LazySettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SCANNER = f"clamd://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(ScannerAway, match="timed out"):
            scan(io.BytesIO(b"words"), seconds=0.2)
        with pytest.raises(ScannerAway, match="timed out"):
            ask_scanner(seconds=0.2)


def test_a_peer_that_is_no_scanner_is_away(settings: LazySettings) -> None:
    with scanner(says=b"x") as (settings.SCANNER, _shown):
        ask_scanner(seconds=5)
        with pytest.raises(ScannerAway, match=r"^x$"):
            scan(io.BytesIO(b"words"))


@pytest.mark.parametrize("address", ["http://scanner:3310", "scanner", "clamd:///run/clamd.ctl", "clamd+unix://host"])
def test_an_address_that_names_no_scanner_stops_the_start(address: str) -> None:
    environment = os.environ | {"ILC_SCANNER": address, "ILC_EMBEDDED": "off"}

    done = subprocess.run(
        [sys.executable, "-c", "import ilc.settings"], env=environment, capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip

    assert "ILC_SCANNER must be clamd://host:3310 or clamd+unix:///run/clamav/clamd.ctl" in done.stderr
