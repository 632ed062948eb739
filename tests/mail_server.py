"""A mail server that says yes, no or not now."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def mail_server(*, answer_to_recipient: bytes) -> Iterator[int]:
    """A mail server on loopback that gives one answer to every recipient; comes with its port."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := await reader.readline():
            word = line[:4].upper().strip()
            answers = {b"RCPT": answer_to_recipient, b"DATA": b"354 go on", b"QUIT": b"221 bye"}
            writer.write(answers.get(word, b"250 ok") + b"\r\n")
            if word == b"QUIT":
                break
        writer.close()

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(talk, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def through(port: int) -> dict[str, object]:
    """The setting that sends mail through a port of this computer."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
