"""A browser's way to the server without a browser: one connection at a time, and its cookies."""

import asyncio
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Phone:
    """It knows its cookies, and the token of the form it saw last."""

    port: int
    path: str
    host: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def open_page(self) -> bytes:
        """Read its page, and the token of the form on it."""
        status, body = await self.ask("GET", self.path)
        assert status == 200, status
        if found := TOKEN.search(body):
            self.token = found[1].decode()
        return body

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """One request on the connection that is open, or on a new one when the server has closed it."""
        try:
            return await self._ask(method, path, body, headers or {})
        except (ConnectionError, asyncio.IncompleteReadError):
            self.streams = None
            return await self._ask(method, path, body, headers or {})

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        head = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}", "Accept-Encoding: gzip"]
        head += ["Accept-Language: en", f"Origin: http://localhost:{self.port}"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        head += ["Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items())]
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", ""]
        writer.write("\r\n".join(head).encode() + body)
        return await self._read(reader)

    async def _read(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = [line.partition(": ")[::2] for line in lines if line]
        for name, value in headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        said = {name.lower(): value for name, value in headers}
        body = await reader.readexactly(int(said["content-length"]))
        if said.get("connection") == "close":
            self.streams = None
        if said.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return int(first.split()[1]), body
