"""A scanner to talk to: a server of its own that speaks as a ClamAV daemon does, over TCP or a Unix socket."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._until_zero()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM":
            self.wfile.write(self._result() + b"\0")

    def _until_zero(self) -> bytes:
        said = b""
        while (one := self.rfile.read(1)) not in {b"\0", b""}:
            said += one
        return said

    def _result(self) -> bytes:
        shown = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            shown += self.rfile.read(length)
            if len(shown) > self.server.most:
                return b"INSTREAM size limit exceeded. ERROR"
        self.server.shown.append(shown)
        return self.server.says or (b"stream: Eicar-Test-Signature FOUND" if EICAR in shown else b"stream: OK")


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def scanner(
    path: Path | None = None, *, most: int = 26_214_400, says: bytes = b""
) -> Iterator[tuple[str, list[bytes]]]:
    """A running scanner: its ILC_SCANNER, and what it was shown. It takes `most` bytes, or `says` one thing always."""
    server = _Unix(str(path), _Talk) if path else _Tcp(("127.0.0.1", 0), _Talk)
    server.most, server.says, server.shown = most, says, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield (f"clamd+unix://{path}" if path else f"clamd://127.0.0.1:{server.server_address[1]}"), server.shown
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
