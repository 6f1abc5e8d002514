"""A blog as WordPress serves it, invented: posts of 150 to 400 words in a theme's usual furniture, a feed, a sitemap.

Pages come to 15–30 kB, of which the text is a tenth: about what a ministry's or a newswire's small WordPress site sends.
Everything is drawn from a seed, so that each run and each candidate reads the same bytes.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

HOST = "press-office.example"
_PLACES = (
    "Vellmark",
    "Ostrava Bay",
    "Kirrin",
    "Dunmoor",
    "Santa Laia",
    "Port Hale",
    "Tessmere",
    "Aldova",
    "Bruneck Hill",
    "Quayside",
)
_BODIES = ("Harbour Board", "Ministry of Inland Waters", "Agency for Rural Roads", "Council of Archives", "Grain Office")
_TOPICS = (
    "ferry crossings",
    "bridge inspections",
    "seed reserves",
    "night trains",
    "flood walls",
    "school meals",
    "public records",
)
_VERBS = ("announced", "confirmed", "published", "opened", "reviewed", "extended", "presented", "approved")
_NOUNS = (
    "a programme", "a second phase", "new guidance", "an agreement", "a survey", "the yearly report", "a public consultation",
    "a training scheme", "an inspection", "a grant",
)  # fmt: skip
_TAILS = (
    "after talks that lasted through the spring", "with the support of the regional councils",
    "at a meeting attended by engineers",
    "following two years of preparation", "as part of a wider plan for the coast", "in response to letters from residents",
    "despite higher costs than first expected", "and invited comments until the end of the quarter",
)  # fmt: skip
_SAID = ("Dr Ilse Varn", "Director Tomas Reel", "Minister Ada Colm", "Secretary Jon Pruett", "Engineer Mira Dahl")


@dataclass(frozen=True, slots=True)
class Post:
    """An invented post of the blog at `host`. `at` is when it was published."""

    host: str
    number: int
    slug: str
    title: str
    paragraphs: tuple[str, ...]
    at: datetime
    topic: str

    @property
    def address(self) -> str:
        return f"http://{self.host}/{self.at:%Y/%m}/{self.slug}/"


def _slug(title: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in title.lower()).split())


def _paragraphs(draw: random.Random, place: str, body: str, topic: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """150 to 400 words. Where there are `words`, sentences are made of them, so that no two posts share much."""
    wanted, said, paragraphs = draw.randint(150, 400), 0, []
    while said < wanted:
        sentences = []
        for _ in range(draw.randint(2, 4)):
            if words:
                sentence = _in_own_words(draw, topic, draw.choices(words, k=10))
            else:
                sentence = (
                    f"The {body} {draw.choice(_VERBS)} {draw.choice(_NOUNS)} on {topic} in {draw.choice(_PLACES)} "
                    f"{draw.choice(_TAILS)}, covering {draw.randint(3, 980)} sites and {draw.randint(2, 60)} districts."
                )
            if draw.random() < 0.25:
                sentence = f"“{sentence.removesuffix('.')},” said {draw.choice(_SAID)} in {place}."
            sentences.append(sentence)
        paragraphs.append(" ".join(sentences))
        said += sum(len(sentence.split()) for sentence in sentences)
    return tuple(paragraphs)


def _in_own_words(draw: random.Random, topic: str, w: list[str]) -> str:
    return (
        f"{w[0].capitalize()} {w[1]} is {w[2]} to {w[3]} {w[4]}, since the {w[5]} {w[6]} of {topic} and its {w[7]} with {w[8]} "
        f"{w[9]} was {draw.choice(_VERBS)} there."
    )


@cache
def _vocabulary() -> tuple[str, ...]:
    """5,000 invented words that could be English."""
    draw = random.Random(5000)
    starts = ("br", "c", "d", "fl", "gr", "h", "l", "m", "p", "pl", "r", "s", "st", "t", "tr", "w")
    middles, ends = ("a", "e", "i", "o", "ou", "ea", "oo"), ("nd", "ck", "ll", "m", "ning", "r", "rly", "ster", "ve", "ver", "t")
    return tuple(
        "".join(draw.choice(part) for part in (starts, middles, ("", "l", "nt", "r"), ("", "i", "e"), ends)) for _ in range(5000)
    )


def page(post: Post, neighbours: list[Post]) -> bytes:
    """The post in its theme. `neighbours` fill the sidebar and the related posts."""
    return (
        _theme()
        .substitute(
            host=post.host,
            address=post.address,
            title=escape(post.title),
            description=escape(post.paragraphs[0][:150]),
            number=post.number,
            published=post.at.isoformat(),
            modified=(post.at + timedelta(minutes=14)).isoformat(),
            day=f"{post.at:%d %B %Y}",
            image=f"{post.at:%Y/%m}/{post.slug[:30]}",
            topic=post.topic,
            topic_slug=_slug(post.topic),
            structured=_structured(post),
            style=_STYLE,
            script=_SCRIPT,
            paragraphs="".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in post.paragraphs),
            shares=_shares(post),
            cards="".join(_card(other) for other in neighbours[:4]),
            recent="".join(_recent(other) for other in neighbours),
            previous_address=neighbours[0].address,
            previous_title=escape(neighbours[0].title),
            next_address=neighbours[1].address,
            next_title=escape(neighbours[1].title),
        )
        .encode()
    )


@cache
def _theme() -> Template:
    return Template(Path(__file__).with_name("theme.html").read_text(encoding="utf-8"))


def _structured(post: Post) -> str:
    graph = [
        {"@type": "Article", "@id": f"{post.address}#article", "headline": post.title, "inLanguage": "en-GB",
         "datePublished": post.at.isoformat(), "dateModified": (post.at + timedelta(minutes=14)).isoformat(),
         "wordCount": sum(len(paragraph.split()) for paragraph in post.paragraphs), "articleSection": ["News"],
         "author": {"@type": "Organization", "name": "Press Office"}, "mainEntityOfPage": {"@id": post.address}},
        {"@type": "WebPage", "@id": post.address, "url": post.address, "name": f"{post.title} - Press Office"},
        {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": f"http://{post.host}/"},
            {"@type": "ListItem", "position": 2, "name": post.title}]},
        {"@type": "WebSite", "@id": f"http://{post.host}/#website", "url": f"http://{post.host}/", "name": "Press Office"},
        {"@type": "Organization", "@id": f"http://{post.host}/#organization", "name": "Press Office", "url": f"http://{post.host}/"},
    ]  # fmt: skip
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, separators=(",", ":"))


def _shares(post: Post) -> str:
    return "".join(
        f'<li class="share-{name}"><a rel="nofollow noopener" class="share-{name} share-icon" '
        f'href="{post.address}?share={name}" target="_blank" title="Click to share on {name}"><span>{name}</span></a></li>'
        for name in ("facebook", "mastodon", "linkedin", "email", "print")
    )


def _card(post: Post) -> str:
    return (
        f'<div class="card"><a href="{post.address}"><img loading="lazy" width="300" height="169" alt="" '
        f'src="http://{post.host}/wp-content/uploads/{post.at:%Y/%m}/{post.slug[:30]}-300x169.jpg"/></a>'
        f'<h3><a href="{post.address}">{escape(post.title)}</a></h3><p>{escape(post.paragraphs[0][:110])}…</p></div>'
    )


def _recent(post: Post) -> str:
    return f'<li><a href="{post.address}">{escape(post.title)}</a><span class="post-date">{post.at:%d %B %Y}</span></li>\n'


# What themes and plugins put into every page's head: rules and settings by the kilobyte.
_STYLE = "".join(
    f".layout-{number} .block-{number % 7}>*{{margin-block-start:{number % 5}.5rem;padding:{number % 3}em {number % 11}px;"
    f"color:var(--preset--color--{number % 9});max-width:{600 + number}px}}"
    for number in range(48)
)
_SCRIPT = (
    "window.settings="
    + json.dumps({f"option{number}": {"enabled": number % 2 == 0, "path": f"/assets/{number}.js"} for number in range(24)})
    + ";"
)


@dataclass(frozen=True)
class Blog:
    """`count` posts on one host, drawn from `seed`: siblings, all of one small set of phrases, or each in words of its own."""

    count: int
    host: str = HOST
    seed: int = 20240229
    siblings: bool = True

    @property
    def feed_address(self) -> str:
        return f"http://{self.host}/feed/"

    @property
    def sitemap_address(self) -> str:
        return f"http://{self.host}/wp-sitemap.xml"

    @cached_property
    def posts(self) -> list[Post]:
        """The newest first."""
        draw = random.Random(self.seed)
        newest = datetime(2025, 6, 30, 9, 0, tzinfo=UTC)
        made = []
        for number in range(self.count, 0, -1):
            topic, place, body = draw.choice(_TOPICS), draw.choice(_PLACES), draw.choice(_BODIES)
            title = f"{body} {draw.choice(_VERBS)} {draw.choice(_NOUNS)} on {topic} in {place} ({number})"
            paragraphs = _paragraphs(draw, place, body, topic, () if self.siblings else _vocabulary())
            at = newest - timedelta(hours=7 * (self.count - number))
            made.append(Post(self.host, number, _slug(title), title, paragraphs, at, topic))
        return made

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Address and page of every post."""
        for at, post in enumerate(self.posts):
            yield post.address, page(post, [self.posts[(at + step) % self.count] for step in range(1, 7)])

    def feed(self) -> bytes:
        """The ten newest posts, with their text, as the blog's RSS has them."""
        items = "".join(
            f"<item><title>{escape(post.title)}</title><link>{post.address}</link><dc:creator><![CDATA[Office]]></dc:creator>"
            f"<pubDate>{post.at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><category><![CDATA[News]]></category>"
            f'<guid isPermaLink="false">http://{self.host}/?p={post.number}</guid>'
            f"<description><![CDATA[{post.paragraphs[0][:200]} [&#8230;]]]></description>"
            f"<content:encoded><![CDATA[{''.join(f'<p>{text}</p>' for text in post.paragraphs)}]]></content:encoded></item>\n"
            for post in self.posts[:10]
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Press Office</title><link>http://{self.host}/</link>'
            f"<description>News</description><language>en-GB</language>\n{items}</channel></rss>"
        ).encode()

    def sitemaps(self) -> Iterator[tuple[str, bytes]]:
        """The index and the one file of posts it names."""
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        listed = f"http://{self.host}/wp-sitemap-posts-post-1.xml"
        index = f"{head}<sitemapindex {space}><sitemap><loc>{listed}</loc></sitemap></sitemapindex>"
        yield self.sitemap_address, index.encode()
        rows = "".join(f"<url><loc>{post.address}</loc><lastmod>{post.at.isoformat()}</lastmod></url>" for post in self.posts)
        yield listed, f"{head}<urlset {space}>{rows}</urlset>".encode()


def packed(body: bytes) -> bytes:
    """As a web server sends it."""
    return gzip.compress(body, 6, mtime=0)
