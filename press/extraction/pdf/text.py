"""What comes out of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: Why nothing could be read. encrypted: a password is asked for. broken: no document, or no page of it can be opened. scanned:
#: pages without any text. endless: it says that it has more pages than any document that people print.
Unread = Literal["encrypted", "broken", "scanned", "endless"]


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A paragraph, heading (`h1` the larger, `h2`), list item (`li`) or table row (`tr`). `page` from 0, `size` in points."""

    text: str
    tag: Literal["h1", "h2", "p", "li", "tr"]
    page: int
    size: float


@dataclass(frozen=True, slots=True)
class PdfText:
    """A PDF, read. `unread` is the one word for why there are no `lines`.

    `pages` is what the document says of its length, `cut` whether a bound on pages or characters left some of it out. `title` and
    `created` are the document's own information: often a template's, never checked. `fields` counts form fields to be filled in;
    `landscape`: most pages are wider than high, as slides are.
    """

    lines: tuple[PdfLine, ...] = ()
    unread: Unread | None = None
    pages: int = 0
    cut: bool = False
    title: str | None = None
    created: datetime | None = None
    fields: int = 0
    landscape: bool = False

    @property
    def body_text(self) -> str:
        """All lines, one a line."""
        return "\n".join(line.text for line in self.lines)
