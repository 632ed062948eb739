"""How uvicorn speaks with the sockets of open pages: `uvicorn --ws=ilc.sockets:SocketProtocol`."""

import functools
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own, but for what all pages of a room get: bytes that are made into a frame once (decision 0032).

    Only without compression, which makes another frame of the same bytes for each socket.
    """

    async def send(self, message: Any) -> None:
        """As uvicorn does. Waits while the other end takes nothing; raises ClientDisconnected when it has gone."""
        data = message.get("bytes")
        open_and_ready = self.handshake_complete and not self.disconnected and self.conn.state is State.OPEN
        if data is not None and open_and_ready and self.writable.is_set() and not self.conn.extensions:
            self.transport.write(_framed(data))
        else:
            await super().send(message)


@functools.lru_cache(maxsize=64)
def _framed(data: bytes) -> bytes:
    return Frame(Opcode.BINARY, data).serialize(mask=False)
