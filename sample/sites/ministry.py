"""The ministry's site: semantic HTML in three languages, a feed of another kind for each, a sitemap index with translations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from sample import faults as fault_list
from sample import postings as texts
from sample.document import Document, redirect
from sample.markup import paragraphs, to_html
from sample.pdf import pdf
from sample.posting import Posting
from sample.syndication import Channel, Place, atom, json_feed, rss, sitemap, sitemap_index

LANGUAGES = ("en", "fr", "ar")
#: How many releases a feed shows; older ones stand in the sitemap alone, as on real sites.
FEED_LENGTH = 10
FEEDS = {
    "en": ("/en/feed.rss", "application/rss+xml"),
    "fr": ("/fr/feed.atom", "application/atom+xml"),
    "ar": ("/ar/feed.json", "application/feed+json"),
}
_SLUGS = {
    "en": ("press-releases", "about", "contact", "search", "topics", "legal"),
    "fr": ("communiques", "le-ministere", "contact", "recherche", "themes", "mentions-legales"),
    "ar": ("بلاغات", "الوزارة", "اتصل", "بحث", "مواضيع", "إشعار"),
}
_SECTIONS = ("section", "about", "contact", "search", "tag", "legal")
_PATHS = {
    language: {key: quote(f"/{language}/{slug}/") for key, slug in zip(_SECTIONS, slugs, strict=True)}
    for language, slugs in _SLUGS.items()
}
_PAGE = Template((Path(__file__).parent.parent / "templates" / "ministry.html").read_text("utf-8"))
_CSS = b"""body{font:18px/1.6 Georgia,serif;max-width:56rem;margin:auto;color:#1a2b33}
.masthead{background:#0b4f6c;color:#fff;padding:1rem}
.masthead a{color:#fff}ul{padding-inline-start:1.2rem}.main-menu ul,.languages{display:flex;gap:1rem;list-style:none;padding:0}
blockquote{border-inline-start:4px solid #0b4f6c;padding-inline-start:1rem}
table{border-collapse:collapse}td,th{border:1px solid #aac;padding:.3rem .7rem}
.cookie-banner{background:#fff3cd;padding:.5rem 1rem;font-size:.8em}footer,.related,.meta{font-size:.85em;color:#456}"""

_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200"><rect width="480" height="200" fill="#cfe3ea"/>
<path d="M0 150 Q120 110 240 150 T480 150 V200 H0Z" fill="#0b4f6c"/></svg>"""


def documents(own: tuple[Posting, ...], sites: Mapping[str, str], *, touched: datetime, faults: bool) -> dict[str, Document]:
    """All that the ministry serves. `own` is its releases, newest first; `touched` is when something last left the site."""
    base = sites["ministry"]
    site: dict[str, Document] = {
        "/": redirect(f"{base}/en/", 302),
        "/robots.txt": Document(
            "User-agent: *\nDisallow: /private/\nDisallow: /en/search/\nCrawl-delay: 0\n\n"
            f"Sitemap: {base}/sitemap.xml\n".encode(),
            "text/plain; charset=utf-8",
        ),
        "/assets/site.css": Document(_CSS, "text/css"),
        "/assets/workshop.svg": Document(_SVG, "image/svg+xml"),
        "/private/draft-release": Document(b"<!DOCTYPE html><title>Draft</title><h1>Not for crawlers</h1>", "text/html"),
    }  # fmt: skip
    newest = {language: max([touched, *(p.modified for p in own if p.language == language)]) for language in LANGUAGES}
    for posting in own:
        site[posting.path] = Document(_release(posting, own, base).encode(), "text/html; charset=utf-8", posting.modified)
        site[f"/news/{posting.number}/{posting.language}"] = redirect(base + posting.path)
        if posting.attachment:
            content = pdf(posting.attachment.title, posting.attachment.lines)
            site[posting.attachment.path] = Document(content, "application/pdf", posting.published)
    for language in LANGUAGES:
        shown = [posting for posting in own if posting.language == language]
        for path, body in _other_pages(language, shown, own, base):
            site[path] = Document(body.encode(), "text/html; charset=utf-8", newest[language])
        path, media_type = FEEDS[language]
        feed = _feed(language, [p for p in shown[:FEED_LENGTH] if not p.day_only], base, newest[language], faults)
        site[path] = Document(feed, f"{media_type}; charset=utf-8", newest[language])
        others = [Place(base + other) for key, other in _PATHS[language].items() if key != "search"]
        topics = [Place(f"{base}{_PATHS[language]['tag']}{topic}/") for topic in sorted({p.topic for p in shown})]
        places = [Place(base + p.path, p.modified, _alternates(p, own, base)) for p in shown]
        broken = [Place(f"{base}/faults/{name}") for name in fault_list.IN_SITEMAP] if faults and language == "en" else []
        body_of_map = sitemap([*others, *topics, *places, *broken])
        site[f"/sitemap-{language}.xml"] = Document(body_of_map, "application/xml", newest[language])
    index = sitemap_index(Place(f"{base}/sitemap-{language}.xml", newest[language]) for language in LANGUAGES)
    site["/sitemap.xml"] = Document(index, "application/xml", max(newest.values()))
    return site


def _feed(language: str, items: list[Posting], base: str, updated: datetime, faults: bool) -> bytes:
    words = texts.read_toml("ministry.toml")["words"][language]
    channel = Channel(words["site"], f"{base}/{language}/", base + FEEDS[language][0], language)
    match language:
        case "en":
            return rss(
                channel, items, lambda p: base + p.path, full=None, summary=_summary, extra=_fault_items(base) if faults else ""
            )
        case "fr":
            return atom(channel, items, lambda p: base + p.path, full=lambda p: to_html(p.blocks), updated=updated)
        case _:
            return json_feed(channel, items, lambda p: base + p.path, summary=_summary)


def _fault_items(base: str) -> str:
    return "".join(
        f"<item><title>{escape(fault.name)}</title><link>{escape(fault.address(base))}</link></item>\n"
        for fault in fault_list.FAULTS
        if fault.name not in fault_list.IN_SITEMAP
    )


def _summary(posting: Posting) -> str:
    return posting.subheadline or paragraphs(posting.blocks)[0].split(". ")[0].rstrip(".") + "."


def _alternates(posting: Posting, own: tuple[Posting, ...], base: str) -> tuple[tuple[str, str], ...]:
    return tuple((p.language, base + p.path) for p in sorted(own, key=lambda p: p.path) if p.story == posting.story)


def date_in_words(posting: Posting) -> str:
    """The date as the page says it: in the ministry's own time, with its zone in English only."""
    moment = posting.published
    months: list[str] = texts.read_toml("ministry.toml")["months"][posting.language]
    day = f"{moment.day} {months[moment.month - 1]} {moment.year}"
    if posting.day_only:
        return day
    match posting.language:
        case "en":
            return f"{day} at {moment:%H:%M} (UTC+1)"
        case "fr":
            return f"{day} à {moment.hour} h {moment:%M}"
        case _:
            return f"{day} - {moment:%H:%M}"


def _release(posting: Posting, own: tuple[Posting, ...], base: str) -> str:
    common = texts.read_toml("ministry.toml")
    words = common["words"][posting.language]
    date = escape(date_in_words(posting))
    if "time" in posting.marks:
        date = f'<time datetime="{posting.published.isoformat()}">{date}</time>'
    figure = f'<img src="/assets/workshop.svg" alt=""><figcaption>{words["caption"]}</figcaption>'
    parts = [
        "<article class='release'>",
        f"<h1>{escape(posting.headline, quote=False)}</h1>",
        f'<p class="standfirst">{escape(posting.subheadline, quote=False)}</p>' if posting.subheadline else "",
        f'<p class="meta">{words["number"]} {posting.number} · {words["published"]} {date}</p>',
        f'<div class="share">{words["share"]}: <a href="#mail">E-mail</a> <a href="#print">{words["print"]}</a></div>',
        _note(posting, words["correction"]),
        f"<figure>{figure}</figure>" if "figure" in posting.marks else "",
        f'<div class="text">\n{to_html(posting.blocks)}\n</div>',
    ]  # fmt: skip
    if posting.attachment:
        title = escape(posting.attachment.title, quote=False)
        link = f'<a href="{posting.attachment.path}" type="application/pdf">{title} (PDF)</a>'
        parts.append(f'<p class="download">{words["download"]}: {link}</p>')
    contacts = "<br>".join(escape(line, quote=False) for line in posting.contacts)
    parts += [
        f'<section class="about"><h2>{posting.about_title}</h2>\n{to_html(posting.about)}\n</section>',
        f'<section class="contacts"><h2>{words["contacts_title"]}</h2><p>{contacts}</p></section>',
        "</article>",
    ]
    main = "\n".join(part for part in parts if part)
    return _frame(posting.language, posting.headline, posting.path, main, own, base, _head(posting, own, base), posting)


def _note(posting: Posting, word: str) -> str:
    return f'<p class="note"><strong>{word}:</strong> {escape(posting.note, quote=False)}</p>' if posting.note else ""


def _head(posting: Posting, own: tuple[Posting, ...], base: str) -> str:
    lines = [f'<link rel="alternate" hreflang="{language}" href="{url}">' for language, url in _alternates(posting, own, base)]
    if "open-graph" in posting.marks:
        said = {
            "og:type": "article",
            "og:title": posting.headline,
            "og:url": base + posting.path,
            "og:description": _summary(posting),
        }
        lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in said.items()]
    if "json-ld" in posting.marks:
        issuer = texts.read_toml("ministry.toml")["issuers"][posting.language]
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": posting.headline,
            "datePublished": posting.published.isoformat(),
            "dateModified": posting.modified.isoformat(),
            "inLanguage": posting.language,
            "publisher": {"@type": "GovernmentOrganization", "name": issuer},
            "mainEntityOfPage": base + posting.path,
        }
        lines.append(f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>')
    elif posting.modified != posting.published:
        lines.append(f'<meta property="article:modified_time" content="{posting.modified.isoformat()}">')
    return "\n".join(lines)


def _other_pages(language: str, shown: list[Posting], own: tuple[Posting, ...], base: str) -> list[tuple[str, str]]:
    """Pages that are no release: home, section, topics, about, contact, search, legal notice."""
    words = texts.read_toml("ministry.toml")["words"][language]
    paths = _PATHS[language]

    def listing(items: list[Posting]) -> str:
        rows = (
            f'<li><span>{date_in_words(p)}</span> <a href="{p.path}">{escape(p.headline, quote=False)}</a> '
            f'<a href="{p.path}">{words["read_more"]}</a></li>'
            for p in items
        )
        return f'<ul class="listing">{"".join(rows)}</ul>'

    topics = sorted({posting.topic for posting in shown})
    tags = "".join(f'<li><a href="{paths["tag"]}{topic}/">{topic}</a></li>' for topic in topics)
    told = [
        (f"/{language}/", words["site"], listing(shown[:5])),
        (paths["section"], words["section"], listing(shown)),
        (paths["tag"], words["tag"], f"<ul>{tags}</ul>"),
        *((f"{paths['tag']}{topic}/", topic, listing([p for p in shown if p.topic == topic])) for topic in topics),
        (paths["about"], words["about"], f"<p>{words['about_text']}</p>"),
        (paths["contact"], words["contact"], f"<p>{words['contact_text']}</p>"),
        (paths["legal"], words["legal"], f"<p>{words['legal_text']}</p>"),
        (paths["search"], words["search"], f'<form><input type="search" name="q"><button>{words["search"]}</button></form>'),
    ]
    return [
        (
            path,
            _frame(language, title, path, f"<h1>{title}</h1>\n{main}", own, base, '<meta property="og:type" content="website">'),
        )
        for path, title, main in told
    ]


def _frame(
    language: str,
    title: str,
    path: str,
    main: str,
    own: tuple[Posting, ...],
    base: str,
    head: str,
    posting: Posting | None = None,
) -> str:
    words = texts.read_toml("ministry.toml")["words"][language]
    paths = _PATHS[language]
    menu = "".join(f'<li><a href="{paths[key]}">{words[key]}</a></li>' for key in ("section", "tag", "about", "contact"))
    twins = {p.language: p.path for p in own if posting is not None and p.story == posting.story}
    languages = "".join(
        f'<li><a href="{twins.get(code, f"/{code}/")}" hreflang="{code}">{name}</a></li>'
        for code, name in (("en", "English"), ("fr", "Français"), ("ar", "العربية"))
    )
    related = [p for p in own if p.language == language and p is not posting][:4]
    return _PAGE.substitute(
        words,
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title=escape(title, quote=False),
        canonical=base + path,
        head=head,
        feed=FEEDS[language][0],
        feed_type=FEEDS[language][1],
        menu=menu,
        languages=languages,
        section_path=paths["section"],
        search_path=paths["search"],
        legal_path=paths["legal"],
        contact_path=paths["contact"],
        main=main,
        related_items="".join(f'<li><a href="{p.path}">{escape(p.headline, quote=False)}</a></li>' for p in related),
    )
