"""One page as learning sees it: its blocks, and what a careful reading took for the text, the headline and the date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from press.extraction.blocks import Block, Blocks
from press.extraction.deciding import headline as headlines
from press.extraction.deciding import instants, page_kind
from press.extraction.deciding.body import Body, decide_body
from press.extraction.deciding.told_days import published_in
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.hosts import host_of
from press.extraction.main_text.entries import entries_of
from press.extraction.main_text.rows import rows_of
from press.extraction.media import media_of
from press.extraction.paragraphs import Paragraph
from press.extraction.witnesses import microdata, page_head, page_words, structured_data
from press.grammar.reading import read
from press.instant import Instant
from press.page import Page
from press.source import Source

#: A larger page costs more to learn from than it can teach: of the recorded articles four in a thousand are larger.
_MOST_MARKUP = 2_000_000
_MOST_CONTAINERS = 5_000
_MOST_BLOCKS = 800
#: A shorter text says too little of where texts stand.
_LEAST_TEXT = 250


@dataclass(frozen=True, slots=True)
class Observation:
    """What one page teaches. `text` are the numbers of the blocks that are its text, `stated` those of them that state a field
    (a dateline, a distributor's line, contacts, an issuer's self-portrait), `headline` and `published` those of the blocks that
    say them. `said` is the title by the page's head, `host` the page's host, and `unfit` says why the page teaches nothing.
    """

    url: str
    blocks: Blocks
    rows: frozenset[int] = frozenset()
    text: frozenset[int] = frozenset()
    stated: frozenset[int] = frozenset()
    headline: int | None = None
    published: int | None = None
    said: str | None = None
    unfit: str | None = None
    host: str | None = None


def observe(page: Page, source: Source | None = None) -> Observation:
    """The page, read with care. Never raises for any bytes."""
    if media_of(page) != "html" or len(page.body) > _MOST_MARKUP:
        return Observation(page.url, Blocks(), unfit="not a page of HTML" if media_of(page) != "html" else "too large")
    document = Document.of(page)
    if len(document.blocks.tag) > _MOST_CONTAINERS or len(document.blocks.blocks) > _MOST_BLOCKS:
        return Observation(page.url, Blocks(), unfit="too large")
    hearing = _heard(document)
    headline, _ = headlines.decide(hearing)
    published, finding = instants.decide(hearing, "published", page.fetched_at)
    if published is None:
        page_words.hear(document, hearing, headline)
        published, finding = instants.decide(hearing, "published", page.fetched_at)
    body = decide_body(document, hearing, None, headline)
    texts = [paragraph.text for paragraph in body.paragraphs]
    reading = read(texts, (document.html_language,) if document.html_language else ())
    kept = [body.paragraphs[number] for number in reading.kept]
    kind = page_kind.decide(document, hearing, reading, headline, kept, finding, source)
    if kind.name != "release":
        return Observation(page.url, Blocks(), unfit=f"{kind.name}: {kind.reason}")
    return _of_release(document, body, set(reading.kept), headline, published)


def _heard(document: Document) -> Hearing:
    hearing = Hearing()
    structured_data.hear(document, hearing)
    page_head.hear(document, hearing)
    microdata.hear(document, hearing)
    headlines.hear_headings(document, hearing)
    return hearing


def _of_release(document: Document, body: Body, kept: set[int], headline: str | None, published: Instant | None) -> Observation:
    blocks = document.blocks
    number_of = {id(block): number for number, block in enumerate(blocks.blocks)}
    text = _numbers(body.paragraphs, number_of)
    if sum(len(blocks.blocks[number].text) for number in text) < _LEAST_TEXT:
        return Observation(document.url, Blocks(), unfit="its text is too short, or does not stand in its own blocks")
    stated = _numbers((p for number, p in enumerate(body.paragraphs) if number not in kept), number_of)
    title = next(
        (n for n, b in enumerate(blocks.blocks) if headline and b.tag in ("h1", "h2", "h3") and headlines.same(b.text, headline)),
        None,
    )
    dated = _dated(document, headline, published) if published is not None else None
    return Observation(
        document.url,
        _without_nodes(blocks),
        rows_of(document) | entries_of(blocks),
        text,
        stated,
        title,
        number_of[id(dated)] if dated is not None else None,
        document.said("og:title", "twitter:title"),
        host=host_of(document.page),
    )


def _numbers(paragraphs: Iterable[Paragraph], number_of: dict[int, int]) -> frozenset[int]:
    return frozenset(number_of[id(block)] for paragraph in paragraphs for block in paragraph.blocks if id(block) in number_of)


def _dated(document: Document, headline: str | None, published: Instant) -> Block | None:
    """The line beside the headline that says the day of publication."""
    languages = (document.html_language,) if document.html_language else ()
    for block in page_words.around_headline(document, headline):
        if page_words.is_short_date(block):
            instant = published_in(block.text.replace("\n", " "), languages, document.page.fetched_at)
            if instant is not None and instant.local.date() == published.local.date():
                return block
    return None


def _without_nodes(blocks: Blocks) -> Blocks:
    """The blocks without the tree they came from, which would be kept alive and cannot be sent to another process."""
    return replace(blocks, node=[], blocks=[replace(block, nodes=None, node=None) for block in blocks.blocks])
