"""What is known of a page when its kind is decided. Dear questions are asked once, and only where a rule needs them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from press.extraction.blocks import Block
from press.extraction.deciding.days import is_day
from press.extraction.deciding.instants import is_ahead
from press.extraction.deciding.page_kind import place, said, signs
from press.extraction.deciding.page_kind.labels import Labels, labels_of
from press.extraction.deciding.page_kind.menus import menu_entry_of
from press.extraction.deciding.page_kind.paths import path_of
from press.extraction.deciding.page_kind.place import Place
from press.extraction.deciding.page_kind.shape import Shape, shape_of, weight
from press.extraction.deciding.told_days import date_in
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.paragraphs import Paragraph
from press.extraction.witnesses.page_words import around_headline, is_short_date, shows_date
from press.grammar.reading import Reading
from press.instant import Instant
from press.page import Lead
from press.release import Finding

#: A date with less confidence was found somewhere in the page, not beside its headline.
BESIDE_THE_HEADLINE = 0.65
#: Below this confidence htmldate or a bare date anywhere in the page is all there is.
_SOMEWHERE = 0.55
_OF_AN_ARTICLE = 0.85
#: Below this confidence a date that the page shows may be that of another page beside it.
_MARKED = 0.8
_ABOVE, _INSIDE, _BELOW = 14, 6, 4
_AROUND = 60
#: Shorter links beside a date are sections and buttons.
_TITLE = 18
#: A day, an hour and a place in one line are parted by commas or bars; the commas within a day are not.
_PARTS = re.compile(r"\s*[\n|·•;]\s*|,\s+(?=[^\W\d_])(?!\d)")
_YEAR = re.compile(r"/(?:19|20)\d\d/")
_NEWS = re.compile(r"news(?!letter)|presse?(?![a-z])|articl|artik|aktuell|noticia", re.IGNORECASE)


def _is_link(block: Block) -> bool:
    return block.anchors > 0 and block.link_share > 0.5 and weight(block.text) >= _TITLE


@dataclass
class Evidence:
    """The page, what was heard of it, what its text states, the finding of its date, and the lead that led to it."""

    document: Document
    hearing: Hearing
    reading: Reading
    headline: str | None
    published: Finding | None
    lead: Lead | None
    body: Sequence[Paragraph]

    @property
    def url(self) -> str:
        return self.document.url

    @property
    def way(self) -> str | None:
        return self.lead.way if self.lead is not None else None

    @cached_property
    def shape(self) -> Shape:
        return shape_of(self.document.blocks, self.body)

    @property
    def own(self) -> int:
        """The words of the page's own prose."""
        return self.shape.own

    @cached_property
    def announced(self) -> str | None:
        """The way by which the page was announced as something new; None where it was only listed (see the lead's witness)."""
        return self.way if self.hearing.by("announced", "lead") == "news" else None

    @cached_property
    def says_article(self) -> bool:
        return said.says_article(self.hearing)

    @property
    def says_news(self) -> bool:
        return said.says_news(self.hearing)

    @cached_property
    def dated(self) -> bool:
        """Whether the page has a day of publication of its own: its data's where an article has it, one that is shown, or
        a year in its address.
        """
        found = self.published
        if _YEAR.search(path_of(self.url)):
            return True
        if found is None or found.confidence < _SOMEWHERE:
            return found is not None and self.shows_date
        if found.witness == "page-words" and BESIDE_THE_HEADLINE <= found.confidence < _MARKED:
            return self.shows_date or not self._dates_stand_below
        if found.witness == "json-ld" and found.confidence < _OF_AN_ARTICLE:  # the day of a WebPage: every page has one
            return self.shows_date
        return True

    @cached_property
    def shows_date(self) -> bool:
        """Whether readers see a date above the text, in its first lines, or at its end and not beside another page's title."""
        found = self.published
        if found is not None and found.witness in ("dateline", "layout"):
            return True
        if self._span is None:
            return shows_date(self.document, self.headline)
        blocks = self.document.blocks.blocks
        first, last = self._span
        opening = range(max(0, first - _ABOVE), min(first + _INSIDE, last + 1))
        closing = range(max(opening.stop, last - 1), min(len(blocks), last + _BELOW))
        return any(is_short_date(blocks[number]) for number in opening) or any(
            is_short_date(blocks[number])
            and (number <= last or not any(_is_link(blocks[n]) for n in (number - 1, number + 1) if n < len(blocks)))
            for number in closing
        )

    @cached_property
    def to_come(self) -> Instant | None:
        """The page's own day, where it lies after the page was read: what is told of is to come.

        Said by the page's data or the lead, or shown beside the headline in a line of its own; dates within sentences are not the
        page's. None where a surer word puts the page in the past.
        """
        seen_at = self.document.page.fetched_at
        past = self.published.confidence if self.published is not None else 0.0
        ahead = [
            told
            for told in self.hearing.of("published")
            if told.confidence >= BESIDE_THE_HEADLINE and told.confidence > past and is_ahead(told.value, seen_at)
        ]
        shown = self._stamped_to_come(seen_at) if any(told.witness == "page-words" for told in ahead) else None
        return next((told.value for told in ahead if told.witness not in ("page-words", "address", "dateline")), shown)

    def _stamped_to_come(self, seen_at: datetime | None) -> Instant | None:
        languages = (self.document.html_language,) if self.document.html_language else ()
        for block in around_headline(self.document, self.headline):
            for part in _PARTS.split(block.text) if is_short_date(block) else ():
                if (told := date_in(part, languages, seen_at)) and is_ahead(told, seen_at) and is_day(part, languages):
                    return told
        return None

    @property
    def _dates_stand_below(self) -> bool:
        """Whether the dates beside the headline of a short page are all below its text, where other pages are announced."""
        blocks, last = self.document.blocks.blocks, self._span[1] if self._span else len(self.document.blocks.blocks)
        return not any(is_short_date(block) for block in blocks[max(0, last - _AROUND) : last + 1])

    @cached_property
    def _span(self) -> tuple[int, int] | None:
        """The numbers of the text's first and last block."""
        own = {id(block) for paragraph in self.body for block in paragraph.blocks}
        numbers = [number for number, block in enumerate(self.document.blocks.blocks) if id(block) in own]
        return (numbers[0], numbers[-1]) if numbers else None

    @property
    def _around_text(self) -> Sequence[Block]:
        """The blocks above the text, its first ones, and those at its end."""
        blocks = self.document.blocks.blocks
        first, last = self._span or (0, 0)
        begun = min(first + _INSIDE, len(blocks))
        return [*blocks[max(0, first - _ABOVE) : begun], *blocks[max(begun, last - 1) : last + _BELOW]]

    @cached_property
    def calls_itself_release(self) -> str | None:
        return signs.calls_itself_release(self._around_text)

    @cached_property
    def labels(self) -> Labels:
        return labels_of(self._shown, self.document.text)

    @cached_property
    def _shown(self) -> Sequence[Block]:
        blocks = self.document.blocks
        furniture: list[bool] = []
        for number, parent in enumerate(blocks.parent):
            names = blocks.names[number]
            plainly = blocks.hint[number] < 0 and any(word in names for word in ("footer", "sidebar", "menu", "nav", "related"))
            furniture.append(plainly or (parent >= 0 and furniture[parent]))
        return [block for block in blocks.blocks if not furniture[block.container]]

    @cached_property
    def menu_entry(self) -> str | None:
        """The entry of the site's menu that leads to this page."""
        return menu_entry_of(self.document, self.headline)

    @cached_property
    def software_type(self) -> Place | None:
        return place.by_type(self.document)

    @cached_property
    def section(self) -> Place | None:
        """The part of the site in which the page stands, by the surest that says so."""
        kind = self.software_type
        if kind is not None and kind.kind not in ("news", "page"):
            return kind
        return (
            place.by_address(self.url)
            or place.by_crumbs(self.document, self.hearing, self.headline)
            or (None if self.says_article and self.dated else place.by_menu(self.document))
            or (listed if (listed := place.by_sitemap(self.lead)) and listed.kind != "page" else None)
        )

    @cached_property
    def said_to_be_page(self) -> Place | None:
        """The software's word, or the sitemap's, that this is one of the site's pages and no post."""
        kind = self.software_type
        if kind is not None:
            return kind if kind.kind == "page" else None
        listed = place.by_sitemap(self.lead)
        return listed if listed is not None and listed.kind == "page" else None

    @property
    def address_speaks_of_news(self) -> bool:
        """Whether the address has a word for news in it, be it the name of a program's parameter."""
        return bool(_NEWS.search(self.url))

    @property
    def _depth(self) -> int:
        parts = [part for part in path_of(self.url).split("/") if part]
        return len(parts) - (1 if len(parts) > 1 and len(parts[0]) == 2 else 0)

    @property
    def is_shallow(self) -> bool:
        """Whether the address is at most two steps from the home page, the language's not counted."""
        return self._depth <= 2

    @property
    def is_top(self) -> bool:
        return self._depth <= 1
