"""The dates of a block of a listing: what its markup says, else what a line of it says, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.instant import Instant
from spiders.discovery.listing.date_labels import Label, label_before, label_of_names
from spiders.discovery.listing.dates import LONGEST_LINE, Dating, Mention, in_line, mentions_in, of_element
from spiders.discovery.listing.tree import Element, pieces_of, text_of

#: Themes call the day of publication `updated` too, but not beside another.
_CHANGED = re.compile(r"updat")
#: Parts of one date may stand in elements of their own (a calendar leaf): so many of them, so many characters in all.
_MOST_PARTS, _LONGEST_PARTS = 5, 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a block says of its release's instants: of publication, and of the last change."""

    published: Instant | None = None
    modified: Instant | None = None


def of_block(parts: Sequence[Element | str], dating: Dating, headline: Element | None) -> Said:
    """The instants that the block states, as far as it says whose they are.

    A date without a label is of the publication. Dates in the headline are of what the release speaks of; they count only where
    nothing else is said.
    """
    gathered = _Gathered(dating, headline)
    for part in parts:
        gathered.take(part)
    published = gathered.published()
    modified = gathered.modified
    if published is None and modified is None and not gathered.is_of_another:
        published = next((one.instant for line in gathered.late if (one := in_line(line, dating)) is not None), None)
    return Said(published, modified)


class _Gathered:
    """A block's dates in the order of its text, each with what stands before it."""

    def __init__(self, dating: Dating, headline: Element | None) -> None:
        self.late: list[str] = []  # the headline's own lines
        self.modified: Instant | None = None
        self.is_of_another = False
        self._dating = dating
        self._headline = headline
        self._marked: list[tuple[int, Instant]] = []
        self._mentions: list[Mention] = []
        self._lines: list[str] = []
        self._before = ""

    def take(self, part: Element | str) -> None:
        """Read one part of the block."""
        stack: list[Element | str] = [part]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._line(" ".join(item.split()))
            elif (instant := of_element(item, self._dating)) is not None:
                self._mark(item, instant)
                self._before = ""
                if item.tag in ("a", "div", "article", "li", "tr", "section"):  # it holds more than its date
                    stack.extend(reversed(item.children))
            elif item is self._headline:
                self.late.extend(line for piece in pieces_of(item) if (line := " ".join(piece.split())))
                for inner in _below(item):
                    if (marked := of_element(inner, self._dating)) is not None:
                        self._mark(inner, marked)
                self._before = ""
            elif label_of_names(item.said("class")) in ("modified", "other") and self._is_date(item):
                self._note(self._first(item), label_of_names(item.said("class")))
            else:
                stack.extend(reversed(item.children))

    def published(self) -> Instant | None:
        """The date of publication: marked as one, labelled as one, or the one that fills its line best."""
        if self._marked:
            return min(self._marked, key=lambda pair: pair[0])[1]
        if labelled := next((one for one in self._mentions if one.label == "published"), None):
            return labelled.instant
        best: Mention | None = None
        for one in self._mentions:
            if one.may_be_published and one.share >= 0.3 and (best is None or one.share > best.share + 0.3):
                best = one
        if best is not None:
            return best.instant
        if (joined := _joined(self._lines, self._dating)) is not None:
            return joined
        return next((one.instant for one in self._mentions if one.may_be_published), None)

    def _line(self, line: str) -> None:
        if not line:
            return
        mentions = mentions_in(line, self._dating)
        for place, one in enumerate(mentions):
            label = one.label
            if label is None and place == 0 and one.starts:
                label = label_before(self._before)
            if label in ("modified", "other"):
                self._note(one.instant, label)
            else:
                self._mentions.append(Mention(one.instant, one.share, label, one.starts))
        if not mentions:
            self._lines.append(line)
        self._before = "" if mentions else line

    def _mark(self, element: Element, instant: Instant) -> None:
        parent = element.parent.names if element.parent is not None and len(element.parent.elements()) == 1 else ""
        own = label_of_names(f"{element.said('itemprop')} {element.names}")
        label = own or label_before(self._before) or label_of_names(parent)
        if label in ("modified", "other"):
            self._note(instant, label)
        else:
            self._marked.append((0 if label == "published" else 2 if _CHANGED.search(element.names) else 1, instant))

    def _note(self, instant: Instant | None, label: Label | None) -> None:
        if instant is None:
            return
        if label == "modified":
            self.modified = self.modified or instant
        else:
            self.is_of_another = True

    def _is_date(self, element: Element) -> bool:
        return self._first(element) is not None

    def _first(self, element: Element) -> Instant | None:
        text = text_of(element)
        return next((one.instant for one in mentions_in(text, self._dating)), None) if len(text) <= LONGEST_LINE else None


def _below(element: Element) -> Iterator[Element]:
    stack = element.elements()
    while stack:
        inner = stack.pop(0)
        yield inner
        stack.extend(inner.elements())


def _joined(lines: Sequence[str], dating: Dating) -> Instant | None:
    """A date whose parts stand in elements of their own: `03`, `May`, `2024`."""
    for start, first in enumerate(lines):
        if len(first) > 20:
            continue
        text = first
        for line in lines[start + 1 : start + _MOST_PARTS]:
            if len(text) + len(line) > _LONGEST_PARTS:
                break
            text = f"{text} {line}"
            read = in_line(text, dating, thorough=False)
            if read is not None and read.share >= 0.6:
                return read.instant
    return None
