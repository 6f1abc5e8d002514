"""Invented documents for a scripted site: source files, feeds, sitemaps, pages that read as releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.integration.crawl.scripted_site import Answer, ScriptedSite

_SENTENCES = (
    "The harbour board of {topic} has opened the western lock to barges again after the winter's repairs to its gates. ",
    "Masters of vessels are asked to report to the lock house of {topic} an hour before they mean to pass through it. ",
    "The board thanked the masons, the divers and the people of {topic} for their patience through a long cold season. ",
)


def page(topic: str, day: int = 3) -> Answer:
    """A release of its own for each topic, published on a day of March 2026."""
    body = "".join(f"<p>{sentence.format(topic=topic) * 3}</p>" for sentence in _SENTENCES)
    return Answer(
        f'<!DOCTYPE html><html lang="en"><head><title>The lock of {topic} opens again</title>'
        f'<meta property="article:published_time" content="2026-03-{day:02}T09:30:00+00:00"></head>'
        f"<body><article><h1>The lock of {topic} opens again</h1>{body}</article></body></html>".encode()
    )


def feed(links: Iterable[str], *, older: str | None = None, days: Sequence[int] = ()) -> Answer:
    """An Atom feed of these addresses, newest first; `older` is the address of its previous archive (RFC 5005)."""
    dated = list(days)
    entries = "".join(
        f'<entry><id>{escape(link)}</id><title>An entry</title><link href="{escape(link)}"/>'
        f"<published>2026-03-{dated[number] if dated else 3:02}T09:30:00Z</published>"
        f"<updated>2026-03-{dated[number] if dated else 3:02}T09:30:00Z</updated></entry>"
        for number, link in enumerate(links)
    )
    archive = f'<link rel="prev-archive" href="{escape(older)}"/>' if older else ""
    return Answer(
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Locks</title><id>urn:locks</id>'
        f"<updated>2026-03-09T00:00:00Z</updated>{archive}{entries}</feed>".encode(),
        "application/atom+xml",
    )


def sitemap(links: Iterable[str]) -> Answer:
    """A sitemap of these addresses, without dates."""
    return _sitemap("urlset", "url", [(link, None) for link in links])


def sitemap_index(children: Iterable[tuple[str, str | None]]) -> Answer:
    """An index of these sitemaps with their lastmod."""
    return _sitemap("sitemapindex", "sitemap", children)


def _sitemap(root: str, element: str, rows: Iterable[tuple[str, str | None]]) -> Answer:
    items = "".join(
        f"<{element}><loc>{escape(link)}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</{element}>"
        for link, lastmod in rows
    )
    return Answer(
        f'<?xml version="1.0" encoding="utf-8"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{root}>'
        .encode(), "application/xml",
    )  # fmt: skip


def robots(*lines: str) -> Answer:
    """A robots.txt."""
    return Answer("\n".join(lines).encode(), "text/plain")


def write_source(
    folder: Path, name: str, *ways: tuple[str, str], home: str = "http://127.0.0.1/", delay: float = 0, concurrency: int = 8
) -> str:
    """Write `xx/NAME.toml` with these ways (kind, address); returns the source's id."""
    discover = "".join(f'\n[[discover]]\nkind = "{kind}"\nurl = "{url}"\n' for kind, url in ways)
    path = folder / "xx" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'name = "Harbour board of {name}"\nkind = "agency"\nlanguages = ["en"]\ntime_zone = "UTC"\nhome = "{home}"\n{discover}'
        f"\n[politeness]\ndelay = {delay}\nconcurrency = {concurrency}\n",
        "utf-8",
    )
    return f"xx_{name}"


def publish(site: ScriptedSite, topics: Iterable[str]) -> list[str]:
    """Put a page a topic on the site; returns their addresses."""
    links = []
    for topic in topics:
        site.answers[f"/news/{topic}"] = page(topic)
        links.append(f"{site.base}/news/{topic}")
    return links
