"""Every new payload is a record in a WARC file before anything reads it.

The middleware stands nearest to the wire: it sees bodies as received (content coding kept), also those of redirects, writes
them durably, and passes the decoded body on. Not kept: a 304, an answer that the same discovery document gave before
(compared by its decoded digest), robots.txt (its text stands in the host's row), transient errors (429, 5xx), and what a page's
scripts asked for besides JSON and text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from archive import captures
from archive.warc import exchange
from archive.warc.exchange import Exchange, Placed
from crawler import sameness
from crawler.answer import ACCEPT_ENCODING, is_text, media_type_of
from crawler.refused import Refused
from crawler.visiting import visiting_of
from press import urls
from press.capture import Capture
from press.errors import CaptureFailed


class CaptureMiddleware:
    """Downloader middleware. Settings: DOWNLOAD_MAXSIZE bounds the decoded body too. Reads from a request's meta:

    `press_known_digest`: content digest of a discovery document at its last reading; the same again is not captured.
    `press_asked_before`: False where this address was never fetched, so that no earlier capture need be looked up.
    `press_part`: a page's scripts ask. What they are answered also goes into the list `press_parts`; scripts are not kept, and
    what this crawl has kept already is not kept again.
    `press_held`: a list; what would be captured is put there instead, until `keep_held`.

    Writes `press_captures` (list of Capture, redirects first), `press_content_digest`, and `press_unchanged` for a document
    that did not change.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._visiting = visiting_of(crawler)
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._parts: dict[tuple[str, str], Capture] = {}  # what pages' scripts were answered, by address and payload

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CaptureMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPT_ENCODING)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Decode within bounds; keep the bytes unless nothing is new in them."""
        arrived = datetime.now(UTC)
        if sameness.not_modified(request, response):
            return response
        try:
            plain = sameness.plain(response, self._most)
        except Refused:  # the bytes are evidence all the same
            await self._keep(request, response, None, arrived)
            raise
        if request.meta.get("press_robots") or response.status == HTTPStatus.TOO_MANY_REQUESTS or response.status >= 500:
            return plain
        if sameness.compare(request, plain):
            return plain
        content_digest = request.meta["press_content_digest"]
        if request.meta.get("press_part") == "script" or (request.meta.get("press_part") and not is_text(plain)):
            return plain
        if (held := request.meta.get("press_held")) is not None:
            held.append((request, response, content_digest, arrived))
        else:
            await self._keep(request, response, content_digest, arrived)
        return plain

    async def keep_held(self, request: Request) -> None:
        """Capture what was held back for this request, in the order in which it came."""
        held = request.meta.pop("press_held", [])
        while held:  # the list is shared with what the page's scripts ask for
            await self._keep(*held.pop(0))

    async def keep_dom(self, request: Request, dom: bytes, rendered_at: datetime) -> None:
        """Capture what scripts made of a page: tied to the page's document and to what its scripts were answered."""
        parts: list[Capture] = request.meta.get("press_parts", [])
        named = dict.fromkeys(part.capture_id for part in parts)
        document = next(one for one in reversed(request.meta["press_captures"]) if one.capture_id not in named)
        workshop, url, media_type = self._visiting.workshop, urls.normalise(request.url), "text/html"
        digest = hashlib.sha256(dom).hexdigest()
        earlier = None
        if request.meta.get("press_asked_before", True):
            earlier = await captures.earlier(workshop.archive, url, digest, record_type="resource")
        writing = workshop.writer.write_resource(
            url, f"{media_type}; charset=utf-8", dom, document.capture_id, fetched_at=rendered_at, also=tuple(named),
            refers_to=earlier,
        )  # fmt: skip
        placed = await self._written(writing)
        request.meta["press_captures"].append(
            Capture(
                capture_id=placed.record_id, url=url, source_id=self._visiting.source.source_id, fetched_at=rendered_at,
                http_status=None, media_type=media_type, record_type=placed.record_type, payload_digest=digest,
                content_digest=digest, warc_file=placed.warc_file, warc_offset=placed.offset, warc_length=placed.length,
                refers_to=placed.refers_to,
            )
        )  # fmt: skip

    async def _written(self, writing: Awaitable[Placed]) -> Placed:
        """Where a record stands. A disk that takes none says nothing of the page or its site: the visit cannot go on."""
        try:
            return await writing
        except CaptureFailed as failed:
            self._visiting.give_up(failed)
            raise

    async def _keep(self, request: Request, response: Response, content_digest: str | None, arrived: datetime) -> None:
        workshop = self._visiting.workshop
        url = urls.normalise(request.url)
        payload_digest = hashlib.sha256(response.body).hexdigest()
        if (parts := request.meta.get("press_parts") if request.meta.get("press_part") else None) is not None and (
            known := self._parts.get((url, payload_digest))
        ):
            parts.append(known)
            return
        earlier = None
        if request.meta.get("press_asked_before", True):
            earlier = await captures.earlier(workshop.archive, url, payload_digest)
        writing = workshop.writer.write(
            Exchange(
                url=url,
                fetched_at=arrived,
                request=exchange.Request(request.method, _pairs(request.headers), request.body),
                response=exchange.Response(response.status, _pairs(response.headers), response.body),
                ip_address=str(response.ip_address) if response.ip_address is not None else None,
            ),
            refers_to=earlier,
        )
        placed = await self._written(writing)
        capture = Capture(
            capture_id=placed.record_id,
            url=url,
            source_id=self._visiting.source.source_id,
            fetched_at=arrived,
            http_status=response.status,
            media_type=media_type_of(response),
            record_type=placed.record_type,
            payload_digest=payload_digest,
            content_digest=content_digest,
            warc_file=placed.warc_file,
            warc_offset=placed.offset,
            warc_length=placed.length,
            refers_to=placed.refers_to,
        )
        request.meta.setdefault("press_captures", []).append(capture)
        if parts is not None:
            parts.append(capture)
            self._parts[url, payload_digest] = capture


def _pairs(headers: Headers) -> exchange.Headers:
    return tuple((name, value) for name, values in headers.items() for value in values)
