r"""Showing a file to a virus scanner that the installation runs: a ClamAV daemon, in its own words (INSTREAM).

https://docs.clamav.net/manual/Usage/Scanning.html#clamd: `zINSTREAM\0`, then pieces that begin with their length in
four bytes, an empty one at the end; it answers `stream: OK`, `stream: <name> FOUND` or `… ERROR`.
"""

import socket
from contextlib import suppress
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from django.conf import settings

SECONDS: Final = 60  # without a word of the scanner

_PORT = 3310
_PIECE = 1 << 16  # bytes
_LONGEST_ANSWER = 4096  # bytes


class ScannerAway(Exception):
    """There is a scanner, and it does not answer, or not with a result. The file waits."""


def scan(source: BinaryIO, *, seconds: float = SECONDS) -> str | None:
    """What the scanner calls that which it found in a file; None when it found nothing, or there is no scanner.

    Raises ScannerAway. The caller keeps and closes the file.
    """
    if not settings.SCANNER:
        return None
    try:
        with _connection(seconds) as connection:
            answer = _asked(connection, source)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    if answer == "stream: OK":
        return None
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerAway(answer or "it said nothing")


def ask_scanner(*, seconds: float) -> None:
    """Ask whether the scanner is there. Raises ScannerAway."""
    try:
        with _connection(seconds) as connection:
            connection.sendall(b"zPING\0")
            answer = _answer(connection)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    if answer != "PONG":
        raise ScannerAway(answer or "it said nothing")


def _connection(seconds: float) -> socket.socket:
    address = urlsplit(settings.SCANNER)
    if address.scheme == "clamd":
        return socket.create_connection((address.hostname or "", address.port or _PORT), seconds)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect(address.path)
    except OSError:
        connection.close()
        raise
    return connection


def _asked(connection: socket.socket, source: BinaryIO) -> str:
    source.seek(0)
    with suppress(BrokenPipeError, ConnectionResetError):  # it has had enough, said why, and hung up
        connection.sendall(b"zINSTREAM\0")
        while piece := source.read(_PIECE):
            connection.sendall(len(piece).to_bytes(4, "big") + piece)
        connection.sendall(bytes(4))
    return _answer(connection)


def _answer(connection: socket.socket) -> str:
    answer = b""
    while len(answer) < _LONGEST_ANSWER and not answer.endswith(b"\0"):
        piece = connection.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
