"""From the blocks of a row to entries: which of a block's links is the release, what its headline is, and its date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from press.instant import Instant
from press.text import one_line, word_count
from press.urls import host_key, same_site
from spiders.discovery.listing.block_dates import of_block
from spiders.discovery.listing.blocks import Block, Row
from spiders.discovery.listing.date_labels import label_of_names
from spiders.discovery.listing.dates import Dating, in_line, is_month, mentions_in, of_address, of_element
from spiders.discovery.listing.links import Link
from spiders.discovery.listing.tree import HEADINGS, Element, Tree, pieces_of, text_of
from spiders.discovery.listing.words import says

_LONGEST_HEADLINE = 400
_LONGEST_SUMMARY = 2_000
_LONGEST_HEADING = 60
_TITLE_NAMES = ("title", "headline", "heading", "entry-name")
_SIDE_NAMES = ("tag", "cat", "author", "byline", "comment", "share", "social", "topic", "label", "meta", "reply")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date with its place in the document. `is_bare`: nothing stands beside it, or it is a heading."""

    number: int
    instant: Instant
    is_bare: bool


@dataclass(eq=False, slots=True)
class Found:
    """A block read: its address, and what it says. `date_from` is how its date is known: block, heading or address."""

    block: Block
    link: Link
    url: str
    headline: str | None
    summary: str | None
    published: Instant | None
    date_from: str | None
    on_site: bool
    is_heading: bool
    modified: Instant | None = None

    @property
    def is_dated(self) -> bool:
        return self.published is not None or self.modified is not None


def read_row(tree: Tree, row: Row, dating: Dating, page_dates: list[PageDate]) -> list[Found]:
    """The row's entries in order. Blocks without a link that could be a release's give none."""
    in_blocks: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for block in row.blocks:
        in_blocks.update({link.url for link in block.links})
        texts.update({link.text.casefold() for link in block.links if link.text})
    found = []
    for block in row.blocks:
        link = _release_link(tree, block, in_blocks, texts, len(row.blocks))
        if link is None:
            continue
        headline, element = _headline(tree, block, link, texts, len(row.blocks))
        said = of_block(block.parts, dating, element)
        instant = said.published
        found.append(
            Found(
                block, link, link.url, headline, None, instant, "block" if instant else None,
                on_site=same_site(tree.url, link.url) if host_key(link.url) != host_key(tree.url) else True,
                is_heading=element is not None and (element.tag in HEADINGS or element.said("role") == "heading"),
                modified=said.modified,
            )
        )  # fmt: skip
    _inherit(tree, row, found, page_dates)
    for entry in found:
        if entry.published is None and (instant := of_address(entry.url)) is not None:
            entry.published, entry.date_from = instant, "address"
    return found


def summary_of(tree: Tree, entry: Found) -> str | None:
    """The longest line of the block that is neither its headline nor its date."""
    best = ""
    for part in entry.block.parts:
        for piece in _paragraphs(tree, part):
            if len(piece) > max(len(best), 40) and piece != entry.headline and says(piece) is None:
                best = piece
    return one_line(best[:_LONGEST_SUMMARY]) if best else None


def page_dates_of(tree: Tree, dating: Dating) -> list[PageDate]:
    """Dates that stand alone, as headings over several entries do, with their place in the document."""
    found = []
    for element in tree.elements:
        if (instant := of_element(element, dating)) is not None:
            beside = text_of(element.parent) if element.parent is not None else ""
            if label_of_names(f"{element.said('itemprop')} {element.names}") in ("modified", "other") or _is_of_another(
                beside, dating
            ):
                continue
            is_bare = len(beside) <= len(text_of(element)) + 12 or (element.parent is not None and element.parent.tag in HEADINGS)
            found.append(PageDate(element.number, instant, is_bare))
            continue
        if element.tag in ("a", "option") or not element.children:
            continue
        own = " ".join(" ".join(child.split()) for child in element.children if isinstance(child, str)).strip()
        if own and (read := in_line(own, dating)) is not None and read.share >= 0.5:
            if (
                read.label is None
                and read.starts
                and element.parent is not None
                and _is_of_another(text_of(element.parent), dating)
            ):
                continue
            found.append(PageDate(element.number, read.instant, read.share >= 0.8 or element.tag in HEADINGS))
    return found


def _is_of_another(text: str, dating: Dating) -> bool:
    """Whether a line says of its first date that it is of a change, or of something else than a publication."""
    return any(one.label in ("modified", "other") for one in mentions_in(text, dating)[:1])


def _release_link(tree: Tree, block: Block, in_blocks: Counter[str], texts: Counter[str], blocks: int) -> Link | None:
    best: tuple[float, int] | None = None
    chosen = None
    repeated = Counter(link.url for link in block.links)
    own_host = host_key(tree.url)
    for place, link in enumerate(block.links):
        if link.url == tree.url:
            continue
        score = 0.0
        if link.heading is not None and any(isinstance(part, Element) and part.holds(link.heading) for part in block.parts):
            score += 4
        names = f"{link.element.names} {link.element.parent.names if link.element.parent is not None else ''}"
        if "bookmark" in link.element.said("rel") or any(name in names for name in _TITLE_NAMES):
            score += 2
        if any(name in names for name in _SIDE_NAMES) or link.element.said("rel") in (
            "tag",
            "category tag",
            "author",
            "nofollow",
        ):
            score -= 1.5
        if "tag" in link.element.said("rel").split() or "author" in link.element.said("rel").split():
            score -= 4
        if blocks > 1 and in_blocks[link.url] > 1:
            score -= 3 if in_blocks[link.url] * 5 < blocks else 5
        if repeated[link.url] > 1:
            score += 1.5
        if link is block.link:
            score += 0.5
        if link.text:
            generic = blocks > 1 and texts[link.text.casefold()] > max(1, blocks // 4)
            score += 0 if generic else min(word_count(link.text), 10) * 0.4
            if is_month(link.text, tree.language) or says(link.text) is not None:
                score -= 2
        if host_key(link.url) != own_host and not same_site(tree.url, link.url):
            score -= 3
        if best is None or score > best[0]:
            best, chosen = (score, place), link
    return chosen


def _headline(tree: Tree, block: Block, link: Link, texts: Counter[str], blocks: int) -> tuple[str | None, Element | None]:
    """The headline and the element that says it: a heading, else the longest of the texts that link there."""
    if link.heading is not None and (text := text_of(link.heading)):
        return one_line(text[:_LONGEST_HEADLINE]), link.heading
    same = [other for other in block.links if other.url == link.url and other.text]
    special = [other for other in same if not (blocks > 1 and texts[other.text.casefold()] > max(1, blocks // 4))]
    heading = next(
        (
            element
            for part in block.parts
            if not isinstance(part, str)
            for element in tree.inside(part)
            if element.tag in HEADINGS and text_of(element)
        ),
        None,
    )
    best = max(special, key=lambda other: len(other.text), default=None)
    if heading is not None and (best is None or len(text_of(heading)) >= len(best.text) // 2 or len(best.text) > 200):
        return one_line(text_of(heading)[:_LONGEST_HEADLINE]), heading
    if best is not None:
        titled = next((inner for inner in tree.inside(best.element) if any(name in inner.names for name in _TITLE_NAMES)), None)
        if titled is not None and titled is not best.element and (text := text_of(titled)):
            return one_line(text[:_LONGEST_HEADLINE]), titled
        return one_line(best.text[:_LONGEST_HEADLINE]), best.element
    if title := link.element.said("title"):
        return one_line(title[:_LONGEST_HEADLINE]), link.element
    lines = [
        piece for part in block.parts for piece in _paragraphs(tree, part) if texts[piece.casefold()] == 0 and len(piece) > 8
    ]
    lines = [line for line in lines if not mentions_in(line, Dating(tree.languages))]
    return (one_line(lines[0][:_LONGEST_HEADLINE]) if lines else None), None


def _paragraphs(tree: Tree, part: Element | str) -> list[str]:
    if isinstance(part, str):
        return [text] if (text := " ".join(part.split())) else []
    found = [
        text_of(element)
        for element in tree.inside(part)
        if element.tag in ("p", "div", "dd", "td", "span", "li")
        and any(isinstance(child, str) and child.strip() for child in element.children)
    ]
    return found or [" ".join("".join(pieces_of(part)).split())]


def _inherit(tree: Tree, row: Row, entries: list[Found], page_dates: list[PageDate]) -> None:
    """Entries without a date of their own take the one that stands over them: a heading, or a cell that spans several rows.

    Only if it stands in the element that holds the row, and not in another block.
    """
    bare = [entry for entry in entries if not entry.is_dated]
    if not bare or not page_dates:
        return
    inside = {
        number
        for block in row.blocks
        for part in block.parts
        if not isinstance(part, str)
        for number in range(part.number, part.end)
    }
    before = _element_before(row.around)
    headings = [
        (date.number, date.instant)
        for date in page_dates
        if date.is_bare
        and date.number not in inside
        and (
            row.around.number <= date.number < row.around.end
            or (before is not None and before.number <= date.number < before.end)
        )
    ]
    spans: list[tuple[int, int, Instant]] = []
    place = {id(entry.block): at for at, entry in enumerate(entries)}
    for entry in entries:
        for part in entry.block.parts:
            if isinstance(part, str) or part.tag != "tr" or entry.published is None:
                continue
            spans.extend(
                (place[id(entry.block)], min(int(cell.said("rowspan")[:4]), 1000), entry.published)
                for cell in part.elements()
                if cell.said("rowspan").isdecimal() and any(cell.number <= date.number < cell.end for date in page_dates)
            )
    for start, count, instant in spans:
        for entry in entries[start + 1 : start + count]:
            if entry.published is None:
                entry.published, entry.date_from = instant, "heading"
    if len(headings) < 1 or len(bare) < len(entries):
        return
    for entry in bare:
        over = [instant for number, instant in headings if number < entry.block.root.number]
        if over and entry.published is None:
            entry.published, entry.date_from = over[-1], "heading"


def _element_before(element: Element) -> Element | None:
    """The sibling right before an element: where a day's heading stands over a list."""
    if element.parent is None:
        return None
    siblings = element.parent.elements()
    place = siblings.index(element)
    return siblings[place - 1] if place and len(text_of(siblings[place - 1])) <= _LONGEST_HEADING else None
