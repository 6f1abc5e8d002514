"""The newswire's site: old XHTML in windows-1252, coded with gzip, with datelines, SOURCE lines and a gzipped sitemap."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

from sample import postings as texts
from sample.document import Document, redirect
from sample.markup import paragraphs, to_html
from sample.posting import Posting
from sample.syndication import Channel, Place, rss, sitemap

_PAGE = Template((Path(__file__).parent.parent / "templates" / "wire.html").read_text("utf-8"))
_TYPE = "text/html; charset=windows-1252"


def documents(own: tuple[Posting, ...], sites: Mapping[str, str]) -> dict[str, Document]:
    """All that the wire serves. `own` is its releases, newest first."""
    base = sites["wire"]
    newest = max(posting.modified for posting in own)
    site: dict[str, Document] = {
        "/robots.txt": Document(
            f"User-agent: *\nDisallow: /send-a-release.html\nCrawl-delay: 0\nSitemap: {base}/sitemap.xml.gz\n".encode(),
            "text/plain",
        )
    }
    for posting in own:
        page = _frame(posting.headline, posting.path, _release(posting, sites), own, base, _head(posting))
        site[posting.path] = _html(page, posting)
        site[f"/r/{posting.post_id}"] = redirect(base + posting.path)
    others = {page["path"]: page for page in texts.read_toml("wire.toml")["page"]}
    for path, page_text in others.items():
        title, text = page_text["title"], page_text["text"]
        site[path] = _html(_frame(title, path, f"<h1>{title}</h1><p>{escape(text, quote=False)}</p>", own, base))
    for path, title, items in [("/", "Newsroom", own[:5]), ("/news-releases/", "All releases", own)] + [
        (f"/topics/{topic}.html", f"Releases on {topic}", tuple(p for p in own if p.topic == topic)) for topic in _topics(own)
    ]:
        rows = "".join(f"<li>{_stamp(p)} <a href='{p.path}'>{escape(p.headline, quote=False)}</a></li>" for p in items)
        site[path] = _html(_frame(title, path, f"<h1>{title}</h1><ul>{rows}</ul>", own, base))
    channel = Channel(texts.read_toml("wire.toml")["name"], base + "/", base + "/rss/all.xml", "en")
    feed = rss(channel, own, lambda p: base + p.path, full=None, summary=lambda p: paragraphs(p.blocks)[0])
    site["/rss/all.xml"] = Document(feed, "application/rss+xml; charset=utf-8", newest, gzipped=True)
    places = [Place(base + path) for path in ("/", "/news-releases/", *others) if path != "/send-a-release.html"]
    places += [Place(f"{base}/topics/{topic}.html") for topic in _topics(own)]
    places += [Place(base + p.path, p.modified) for p in own]
    site["/sitemap.xml.gz"] = Document(gzip.compress(sitemap(places), mtime=0), "application/gzip", newest)
    return site


def _html(page: str, posting: Posting | None = None) -> Document:
    body = page.encode("windows-1252", "xmlcharrefreplace")
    return Document(body, _TYPE, posting.modified if posting else None, gzipped=True)


def _topics(own: tuple[Posting, ...]) -> list[str]:
    return sorted({posting.topic for posting in own})


def _stamp(posting: Posting) -> str:
    return f"{posting.published:%b} {posting.published.day}, {posting.published.year}, {posting.published:%H:%M} GMT"


def _head(posting: Posting) -> str:
    if "json-ld" not in posting.marks:
        return ""
    told = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": posting.headline,
        "datePublished": posting.published.isoformat(),
        "dateModified": posting.modified.isoformat(),
        "author": {"@type": "Organization", "name": posting.issuer},
        "publisher": {"@type": "Organization", "name": posting.distributor},
    }
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def _release(posting: Posting, sites: Mapping[str, str]) -> str:
    subheadline = f"<h3 class='sub'>{escape(posting.subheadline, quote=False)}</h3>" if posting.subheadline else ""
    note = f"<p><i>Correction: {escape(posting.note, quote=False)}</i></p>" if posting.note else ""
    contacts = "<br />".join(escape(line, quote=False) for line in posting.contacts)
    furniture = "".join(f"<p>{_furniture(line, sites)}</p>\n" for line in posting.furniture)
    *middle, last = furniture.splitlines()
    return "\n".join(
        [
            f"<h1>{escape(posting.headline, quote=False)}</h1>{subheadline}",
            f"<div class='newsby'>News provided by <a href='/topics/{posting.topic}.html'>",
            f"<b>{escape(str(posting.issuer))}</b></a>",
            f"<br />{_stamp(posting)}</div>",
            "<div class='tools'>[ <a href='#print'>Print</a> | <a href='#mail'>E-mail</a> ]</div>",
            f"<div class='release-body'>{note}",
            to_html(posting.blocks, lead_in=f"{escape(str(posting.dateline))} "),
            f"<p><b>{escape(str(posting.about_title))}</b></p>\n{to_html(posting.about)}",
            f"<p><b>Contacts</b><br />{contacts}</p>",
            *middle,
            last,
            "</div>",
        ]
    )


def _furniture(line: str, sites: Mapping[str, str]) -> str:
    if (at := line.find("{ministry}")) >= 0:
        url = sites["ministry"] + line[at:].removeprefix("{ministry}")
        return f'{line[:at]}<a href="{url}">{url}</a>'
    return escape(line, quote=False)


def _frame(title: str, path: str, main: str, own: tuple[Posting, ...], base: str, head: str = "") -> str:
    return _PAGE.substitute(
        title=escape(title, quote=False),
        canonical=base + path,
        head=head,
        topics="".join(f"<li><a href='/topics/{topic}.html'>{topic.title()}</a></li>" for topic in _topics(own)),
        main=main,
        others="".join(f"<li><a href='{p.path}'>{escape(p.headline, quote=False)}</a></li>" for p in own[:5] if p.path != path),
    )
