"""Answers that go wrong on purpose, each way in which a request can end, under `/faults/` of the ministry's site."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sample.document import Document, redirect
from sample.exchange import Exchange

_TEXT = "text/html; charset=utf-8"
_SENTENCES = (
    "The river office at Tolm has counted the boats that pass the town bridge since 1902. ",
    "In the past year there were 11,406 of them, fewer than in any year of peace. ",
    "Most carried gravel, some carried pianos, and one carried a house. ",
    "The office will go on counting, and it asks skippers to slow down so that it can read their names. ",
)
#: Longer than any crawler should wait for a first byte or a last one; the server's end cuts it short.
_FOREVER = 3600.0
_BIG = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """One address. `ends` says how a request for it ends; `kept`: a crawler should have a release of it in the end.

    `elsewhere` is a whole address that does not lie under `/faults/`.
    """

    name: str
    ends: str
    kept: bool = False
    elsewhere: str | None = None

    @property
    def path(self) -> str:
        """The percent-encoded path on the ministry's site."""
        return f"/faults/{self.name}" + ("/" + "a" * 8_900 if self.name == "long-url" else "")

    def address(self, base: str) -> str:
        """The whole address. `base` is the ministry's."""
        if self.elsewhere:
            return self.elsewhere if "://" in self.elsewhere else base + self.elsewhere
        return base + self.path


FAULTS: tuple[Fault, ...] = (
    Fault("redirect-off-site", "redirected to another site's page, which is no release"),
    Fault("redirect-to-seen", "redirected to a release that the feed lists too"),
    Fault("redirect-to-fragment", "redirected to itself with a fragment, for ever"),
    Fault("redirect-loop", "two addresses that redirect to each other"),
    Fault("redirect-nowhere", "a 302 without a Location"),
    Fault("redirect-to-forbidden", "redirected to a private address, which the guard refuses"),
    Fault("redirect-to-file", "redirected to a file: address"),
    Fault("timeout", "no answer"),
    Fault("never-ending", "an answer that does not end"),
    Fault("closed-at-once", "the connection is closed before an answer"),
    Fault("closed-in-body", "the connection is closed in the middle of the body"),
    Fault("retry-after-503", "503 with Retry-After at the first request, then a release", kept=True),
    Fault("retry-after-429", "429 with Retry-After at the first request, then a release", kept=True),
    Fault("always-503", "503 at every request"),
    Fault("gone", "410"),
    Fault("not-found", "404: a broken link in the sitemap"),
    Fault("server-error", "500 at every request"),
    Fault("too-large", "a page of 256 MB by its Content-Length"),
    Fault("wrong-type", "an image where a page was expected"),
    Fault("gzip-bomb", "256 kB that become 256 MB"),
    Fault("broken-gzip", "Content-Encoding says gzip, and the body is not"),
    Fault("long-url", "a release at an address of 9,000 characters", kept=True),
    Fault("long-headline", "a release with a headline of 5,000 characters", kept=True),
    Fault("nul-and-surrogates", "a release with NUL bytes and lone surrogates in its text", kept=True),
    Fault("long-paragraph", "a release with a paragraph of 10 MB", kept=True),
    Fault("deep", "a release within 10,000 nested elements", kept=True),
    Fault("wrong-charset", "a release that says it is UTF-8 and is windows-1252", kept=True),
    Fault("empty", "200 with no byte"),
    Fault("empty-page", "HTML without words"),
    Fault("robots", "disallowed by robots.txt", elsewhere="/private/draft-release"),
    Fault("refused", "nobody listens on this port", elsewhere="http://127.0.0.1:9/release"),
    Fault("no-such-host", "a name that does not resolve", elsewhere="http://no-such-host.invalid/release"),
)
#: These two are listed in the ministry's English sitemap, the others in its English feed.
IN_SITEMAP = ("not-found", "gone")


def answer(path: str, exchange: Exchange) -> bool:
    """Give the answer of a path under `/faults/`. False where no fault has this address: it is a 404 then."""
    name = path.removeprefix("/faults/").partition("/")[0]
    give = _ANSWERS.get(name)
    if give is None:
        return False
    give(exchange)
    return True


def page(headline: str, text: str = "", *, before: str = "", after: str = "") -> bytes:
    """A release's page in its plainest form, with two paragraphs of text."""
    first, second = "".join(_SENTENCES[:2]), "".join(_SENTENCES[2:])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline}</title></head>'
        f"<body>{before}<article><h1>{headline}</h1>"
        f'<p>Published on <time datetime="2026-03-01T09:00:00+01:00">1 March 2026 at 09:00</time></p>'
        f"<p>{text}{first}</p><p>{second}</p></article>{after}</body></html>"
    ).encode()


def _page(body: bytes) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.send(Document(body, _TEXT))


def _status(status: int) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.send(Document(b"<h1>Sorry</h1>", _TEXT, status=status))


def _to(location: Callable[[Exchange], str]) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.send(redirect(location(exchange), 302))


def _once(status: int) -> Callable[[Exchange], None]:
    def give(exchange: Exchange) -> None:
        if exchange.times == 1:
            exchange.send(Document(b"<h1>Later, please</h1>", _TEXT, status=status, headers=(("Retry-After", "1"),)))
        else:
            exchange.send(Document(page(f"Boats counted again after {status}"), _TEXT))

    return give


def _hang(exchange: Exchange) -> None:
    exchange.stopping.wait(_FOREVER)
    exchange.drop()


def _never_ending(exchange: Exchange) -> None:
    exchange.start(
        200, [("Content-Type", _TEXT), ("Connection", "close")], b"<!DOCTYPE html><title>On and on</title><h1>On and on</h1><p>"
    )
    exchange.handler.close_connection = True
    while not exchange.stopping.wait(0.05):
        exchange.write(b"and on ")


def _closed_in_body(exchange: Exchange) -> None:
    body = page("Half a page")
    exchange.start(200, [("Content-Type", _TEXT), ("Content-Length", str(len(body)))], body[: len(body) // 2])
    exchange.drop()


def _too_large(exchange: Exchange) -> None:
    exchange.start(200, [("Content-Type", _TEXT), ("Content-Length", str(_BIG))])
    chunk = "".join(_SENTENCES).encode().ljust(1024) * 64
    for _ in range(_BIG // len(chunk)):
        if exchange.stopping.is_set():
            exchange.drop()
            return
        exchange.write(chunk)


def _gzip_bomb(exchange: Exchange) -> None:
    body = b"".join(_bomb())
    exchange.start(200, [("Content-Type", _TEXT), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))], body)


@cache
def _bomb() -> tuple[bytes, ...]:
    def parts() -> Iterator[bytes]:
        press = zlib.compressobj(6, zlib.DEFLATED, 31)
        for _ in range(_BIG // (1 << 20)):
            yield press.compress(bytes(1 << 20))
        yield press.flush()

    return tuple(parts())


def _broken_gzip(exchange: Exchange) -> None:
    body = page("Not gzip at all")
    exchange.start(200, [("Content-Type", _TEXT), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))], body)


def _to_seen(exchange: Exchange) -> str:
    from sample.postings import ministry

    seen = next(posting for posting in ministry() if posting.release == "floodgates.en")
    return exchange.sites["ministry"] + seen.path


def _long_paragraph(exchange: Exchange) -> None:
    text = "".join(_SENTENCES)
    exchange.send(Document(page("A paragraph of ten megabytes", text * (10_000_000 // len(text))), _TEXT))


_STRANGE = page("Boats with \x00 strange letters", "NUL \x00 and surrogates &#xD800; SURROGATE here. ").replace(
    b"SURROGATE", b"\xed\xa0\x80 \xed\xb0\x80"
) + (
    b'<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "headline": "Boats \ud800 with \x00"}).encode()
    + b"</script>"
)

_ANSWERS: dict[str, Callable[[Exchange], None]] = {
    "redirect-off-site": _to(lambda exchange: exchange.sites["observatory"] + "/"),
    "redirect-to-seen": _to(_to_seen),
    "redirect-to-fragment": _to(lambda exchange: exchange.sites["ministry"] + "/faults/redirect-to-fragment#text"),
    "redirect-loop": _to(lambda exchange: exchange.sites["ministry"] + "/faults/redirect-loop-2"),
    "redirect-loop-2": _to(lambda exchange: exchange.sites["ministry"] + "/faults/redirect-loop"),
    "redirect-nowhere": _status(302),
    "redirect-to-forbidden": _to(lambda exchange: "http://10.255.255.1/release"),
    "redirect-to-file": _to(lambda exchange: "file:///etc/hostname"),
    "timeout": _hang,
    "never-ending": _never_ending,
    "closed-at-once": lambda exchange: exchange.drop(),
    "closed-in-body": _closed_in_body,
    "retry-after-503": _once(503),
    "retry-after-429": _once(429),
    "always-503": _status(503),
    "gone": _status(410),
    "not-found": _status(404),
    "server-error": _status(500),
    "too-large": _too_large,
    "wrong-type": lambda exchange: exchange.send(Document(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png")),
    "gzip-bomb": _gzip_bomb,
    "broken-gzip": _broken_gzip,
    "long-url": _page(page("A long address for a short release")),
    "long-headline": _page(page("Boats " * 833 + "go")),
    "nul-and-surrogates": _page(_STRANGE),
    "long-paragraph": _long_paragraph,
    "deep": _page(page("Boats, ten thousand deep", before="<div>" * 10_000, after="</div>" * 10_000)),
    "wrong-charset": _page(page("Écluses and façades", "Ça coûte “très” peu. ").decode().encode("windows-1252")),
    "empty": _page(b""),
    "empty-page": _page(b"<!DOCTYPE html><html><head><title></title></head><body><div></div></body></html>"),
}
