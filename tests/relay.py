"""A way from one browser to the product that can be cut: pages from the web's process, sockets from one of several."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread

HEAD_END = b"\r\n\r\n"


class Relay:
    """Listens on a port of its own. `at` is the port of the process that the newest socket reached."""

    def __init__(self, web: int, sockets: Sequence[int]) -> None:
        self.web, self.sockets = web, sockets
        self.at = 0
        self.is_cut = False
        self.open: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self._run(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.address = f"http://localhost:{self.server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """As when a train goes into a tunnel: whatever is open breaks, nothing gets through."""
        self.is_cut = True
        self._run(self._abort())

    def mend(self) -> None:
        """There is a network again."""
        self.is_cut = False

    def end(self) -> None:
        """For good."""
        self._run(self._finish())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _run[T](self, work: "asyncio._CoroutineLike[T]") -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def _abort(self) -> None:
        for writer in self.open:
            writer.transport.abort()

    async def _finish(self) -> None:
        self.server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0.05)  # what was aborted closes a moment later

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.add(writer)
        try:
            head = await reader.readuntil(HEAD_END)
            is_socket = b"/live" in head.partition(b"\r\n")[0]
            for port in self.sockets if is_socket else [self.web]:
                if self.is_cut or await self._join(port, head, reader, writer):
                    break
        except (OSError, asyncio.IncompleteReadError):
            pass  # the browser went away
        finally:
            self.open.discard(writer)
            writer.transport.abort()

    async def _join(self, port: int, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """False when nobody listens there."""
        try:
            answers, asks = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        if port in self.sockets:
            self.at = port
        asks.write(head)
        tasks = [asyncio.create_task(_pump(reader, asks)), asyncio.create_task(_pump(answers, writer))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            asks.transport.abort()
        return True


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()


@contextmanager
def relays(web: int, ways: Sequence[Sequence[int]]) -> Iterator[list[Relay]]:
    """One for each sequence of socket servers, which are tried in this order."""
    running = [Relay(web, sockets) for sockets in ways]
    try:
        yield running
    finally:
        for relay in running:
            relay.end()
