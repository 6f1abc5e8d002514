"""The sites: one process that answers on every loopback address. `/feed1` has an ETag, `/feed0` has none and sends its bytes.

With a certificate's file as its argument it speaks TLS. Prints its port, and its CPU seconds when its input ends.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
import time

from benchmarks.glances.sources import ETAG, FEED

_NOT_MODIFIED = f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode()
_OK = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(FEED)}\r\n\r\n".encode() + FEED


class _Site(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._said = b""

    def data_received(self, data: bytes) -> None:
        self._said += data
        while (end := self._said.find(b"\r\n\r\n")) >= 0:
            asked, self._said = self._said[:end], self._said[end + 4 :]
            assert isinstance(self._transport, asyncio.WriteTransport)
            self._transport.write(_NOT_MODIFIED if ETAG.encode() in asked else _OK)


async def main() -> None:
    tls = None
    if len(sys.argv) > 1:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[1])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Site, "0.0.0.0", 0, backlog=4096, ssl=tls)  # noqa: S104  # all of 127/8
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()
    print(f"{time.process_time():.2f}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
