"""`scrapy extract`: extraction alone, one JSON line a page. No database, and for paths no network."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Exit, Frame, as_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Iterator

    from commands.lessons import Lessons
    from crawler.reading import ReadingPool
    from press.page import Page
    from press.release import Extraction

#: A gzipped file may not grow beyond this; a page of a crawl neither (DOWNLOAD_MAXSIZE).
MOST_BYTES = 20_000_000


class Command(Frame, ScrapyCommand):
    """Exit code 3 where some pages could not be read; each of them has a line that says why."""

    takes = "[PATH-or-URL …]"

    def short_desc(self) -> str:
        return "Read pages from files or addresses and print their fields as JSON lines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--list", metavar="FILE", help="lines of `path TAB url` (the url may be empty); - is standard input")

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from crawler.run import run

        if not args and opts.list is None:
            raise UsageError("needs a PATH, a URL or --list FILE")
        given = [*((arg, "") for arg in args), *(_listed(opts.list) if opts.list else ())]
        return run(lambda stopping: self._extract(given, stopping), self.settings)

    async def _extract(self, given: list[tuple[str, str]], stopping: asyncio.Event) -> Exit:
        from commands.lessons import Lessons
        from crawler.reading import ReadingPool

        processes = self.settings.getint("PRESS_READING_PROCESSES")
        pool = ReadingPool(
            processes=processes,
            seconds=self.settings.getfloat("PRESS_READING_SECONDS"),
            megabytes=self.settings.getint("PRESS_READING_MEGABYTES"),
        )
        unread = 0
        try:
            lessons = Lessons(pool, _read, self.note)
            await lessons.prepare(given)
            async for line in self._lines(given, pool, lessons, ahead=2 * processes):
                unread += line.get("page_kind") == "unreadable"
                print(as_json(line))
                if stopping.is_set():
                    return Exit.FAILED
        finally:
            await pool.close()
        return Exit.PART if unread else Exit.DONE

    async def _lines(
        self, given: list[tuple[str, str]], pool: ReadingPool, lessons: Lessons, *, ahead: int
    ) -> AsyncIterator[dict[str, Any]]:
        """In the order given, while the next pages are being read."""
        from collections import deque

        reading: deque[asyncio.Future[dict[str, Any]]] = deque()
        for path, url in given:
            reading.append(asyncio.ensure_future(self._line(path, url, pool, lessons)))
            if len(reading) > ahead:
                yield await reading.popleft()
        while reading:
            yield await reading.popleft()

    async def _line(self, path: str, url: str, pool: ReadingPool, lessons: Lessons) -> dict[str, Any]:
        from crawler.reading import ReadingFailed
        from press.errors import PressError
        from press.extraction import extract

        try:
            layouts = await lessons.layouts_for((path, url))
            page = await self._page(path, url)
            return _as_line(path, await pool.run(extract, page, None, None, None, layouts))
        except ReadingFailed as failure:
            return _unread(path, url, failure.detail)
        except PressError as error:
            return _unread(path, url, str(error))
        except Exception as fault:  # noqa: BLE001 - a fault of ours over one page, told in its line: the other pages are still wanted
            return _unread(path, url, f"reading it failed, which is a fault of this program: {type(fault).__name__}: {fault}")

    async def _page(self, path: str, url: str) -> Page:
        from press.page import Page

        if path.startswith(("http://", "https://")):
            from crawler.fetch import fetch_page
            from crawler.network.rules import parse_networks
            from crawler.user_agent import require_contact

            allow = parse_networks(self.settings.get("CRAWLER_ALLOW_NETWORKS"))
            require_contact(self.settings.get("CRAWLER_CONTACT"), [path], allow)
            return await fetch_page(path, self.settings)
        return Page(url=url, body=await asyncio.to_thread(_read, path), media_type=None)


def _read(path: str) -> bytes:
    from press.errors import Unreadable

    try:
        body = Path(path).read_bytes()
        return gzip_bounded(body) if body.startswith(b"\x1f\x8b") else body
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror or error}") from error


def gzip_bounded(body: bytes) -> bytes:
    """A gzipped file's content, at most MOST_BYTES of it. What stands before the fault of a torn file is kept."""
    out = bytearray()
    decoder = zlib.decompressobj(wbits=31)
    try:
        while body and len(out) < MOST_BYTES:
            out += decoder.decompress(body, MOST_BYTES - len(out))
            body = decoder.unconsumed_tail
            if decoder.eof:
                body, decoder = decoder.unused_data, zlib.decompressobj(wbits=31)
    except (zlib.error, gzip.BadGzipFile):
        if not out:
            raise OSError(0, "neither a page nor a gzipped one") from None
    return bytes(out)


def _listed(file: str) -> Iterator[tuple[str, str]]:
    import sys

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--list {file}: {error.strerror}") from error
    for line in text.splitlines():
        path, _, url = line.partition("\t")
        if path.strip():
            yield path.strip(), url.strip()


def _as_line(path: str, found: Extraction) -> dict[str, Any]:
    from press.provenance import as_json as provenance_as_json

    published = found.published
    return {
        "path": path,
        "url": found.url or None,
        "page_kind": found.page_kind,
        "page_kind_reason": found.page_kind_reason,
        "headline": found.headline,
        "subheadline": found.subheadline,
        "body_text": found.body_text,
        "language": found.language,
        "published_at": published.isoformat() if published else None,
        "published_precision": published.precision if published else None,
        "dateline_place": found.dateline_place,
        "dateline_date": found.dateline_date,
        "issuer": found.issuer,
        "distributor": found.distributor,
        "canonical_url": found.canonical_url,
        "confidence": round(found.confidence, 3),
        "layout": found.layout,
        "layout_fit": found.layout_fit,
        "provenance": provenance_as_json(found.provenance),
    }


def _unread(path: str, url: str, reason: str) -> dict[str, Any]:
    """The line of a page that could not be read: the same keys, and why."""
    from press.release import Extraction

    nothing = Extraction(url, "", page_kind="unreadable", page_kind_reason=reason)
    return _as_line(path, nothing)
