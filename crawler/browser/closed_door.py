"""The proxy before the browser's network. It lets nothing through: what a page may have, the crawl asks for it."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import suppress

logger = logging.getLogger(__name__)

#: Seconds in which a client has to say what it wants.
_PATIENCE = 5.0
_MOST_NAMES = 1000
_REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class ClosedDoor:
    """An HTTP proxy on loopback, on a port of the system's choice, that refuses every request and connects nowhere.

    It needs no secret: whoever else finds it gets the same refusal. `knocks` counts what was asked, by method and host.
    """

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self.knocks: Counter[str] = Counter()

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("this ClosedDoor has not been put up")
        return int(self._server.sockets[0].getsockname()[1])

    async def put_up(self) -> None:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0, limit=8192)

    async def take_down(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await asyncio.wait_for(reader.readline(), _PATIENCE)
            asked = " ".join(line.decode("latin-1").split()[:2])[:200]
            if asked and (asked in self.knocks or len(self.knocks) < _MOST_NAMES):
                self.knocks[asked] += 1
            logger.debug("the browser asked past the crawl: %s", asked)
            writer.write(_REFUSAL)
            await writer.drain()
        except (OSError, TimeoutError, ValueError):  # hung up, silent, or a line without end
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
