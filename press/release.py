"""What comes out of extraction: the fields of a release, each with who said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from press.instant import Instant
from press.page import Attachment

Pubstatus = Literal["usable", "withheld", "canceled"]
Role = Literal["original", "wire", "republication", "excerpt"]

#: Why a page is an `error` that says that nothing stands at its address (page_kind_reason); other errors pass.
NO_SUCH_PAGE = "its title says that there is no such page"
#: The same, by the site's own answer; the visit alone can tell (press.revisits.nowhere), no later reading of the capture.
AS_NOWHERE = "the site shows the same at an address that cannot exist"


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one witness said of one field. `confidence` is 0 to 1, and says how often such a witness is right."""

    witness: str
    value: Any
    confidence: float = 0.5

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its fields: every page that is read sends dozens from process to process, and a frozen dataclass with slots
        would be taken apart and put together in Python."""
        return Testimony, (self.witness, self.value, self.confidence)


@dataclass(frozen=True, slots=True)
class Finding:
    """A decided field: whose word was taken, how sure, what the others said instead, and who said the same."""

    witness: str
    confidence: float
    others: tuple[Testimony, ...] = ()
    agreed: tuple[Testimony, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """As a testimony is."""
        return Finding, (self.witness, self.confidence, self.others, self.agreed)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page, read.

    `page_kind` is `release` where the page reads as a release or article; else what it is instead (section, tag,
    author, about, contact, search, legal, error, consent, empty, unreadable, …) and `page_kind_reason` says why in words.
    `extractor_version` names the rules that read it. `provenance` maps a field's name to its Finding. `layout` is the key of the
    learned layout that the page was read by, and `layout_fit` (0 to 1) how well a layout that was offered fits the page: None
    where none was offered, low where the site seems to have been redesigned.
    """

    url: str
    extractor_version: str
    page_kind: str = "release"
    page_kind_reason: str | None = None
    canonical_url: str | None = None
    original_url: str | None = None  # the copy that the text itself points to ("View original content: …")
    headline: str | None = None
    subheadline: str | None = None
    body_text: str = ""
    body_html: str | None = None
    boilerplate: str | None = None
    contacts: tuple[Mapping[str, str], ...] = ()
    language: str | None = None
    published: Instant | None = None
    modified: Instant | None = None
    dateline_place: str | None = None
    dateline_date: date | None = None
    issuer: str | None = None
    distributor: str | None = None
    release_number: str | None = None
    wire_ids: tuple[str, ...] = ()
    embargoed_until: Instant | None = None
    pubstatus: Pubstatus = "usable"
    attachments: tuple[Attachment, ...] = ()
    text_in: str | None = None  # the attachment in which the text seems to stand, where the page has none of its own
    files: tuple[str, ...] = ()  # addresses of attachments that a crawl should fetch, the most important first
    alternates: tuple[tuple[str, str], ...] = ()  # (BCP 47 language, address) of the page's translations, by hreflang
    switches: tuple[tuple[str, str], ...] = ()  # the same, by the page's visible links
    confidence: float = 0.0
    layout: str | None = None
    layout_fit: float | None = None
    provenance: Mapping[str, Finding] = field(default_factory=dict)
