"""A source: one publisher's press room as its file in `sources/` states it. Data only.

`docs/source-reference.md` explains each key.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter, field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from press.instant import zone_of

SourceKind = Literal["newswire", "ministry", "agency", "intergovernmental", "republisher"]

#: Discovery kinds that stand today; spiders/discovery has one file for each.
WayKind = Literal["feed", "sitemap", "listing", "wordpress", "json"]

#: What a healthy page can be asked to have: columns of press.release that a page itself fills.
ReleaseField = Literal[
    "headline", "subheadline", "body_text", "body_html", "language", "published_at", "modified_at", "dateline_place",
    "dateline_date", "issuer", "distributor", "release_number", "wire_ids", "contacts", "boilerplate", "canonical_url",
]  # fmt: skip

_BCP47 = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_HTTP = TypeAdapter(HttpUrl)


def _web_address(text: str) -> str:
    _HTTP.validate_python(text)
    return text  # as written: HttpUrl would add slashes and re-encode, and an address is kept as the publisher has it


def _language(text: str) -> str:
    if not _BCP47.match(text):
        raise ValueError("not a BCP 47 language such as fr or pt-BR")
    return text


def _zone(text: str) -> str:
    zone_of(text)
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


def _selector(text: str) -> str:
    try:
        LexborHTMLParser("<p>").css(text)
    except SelectolaxError as error:
        raise ValueError("not a CSS selector that can be used here") from error
    return text


WebAddress = Annotated[str, AfterValidator(_web_address)]
Language = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_zone)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selector = Annotated[str, AfterValidator(_selector)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Answer(_Strict):
    """Where a JSON endpoint's answer holds its releases, and how to ask for more of them.

    `items` is the path to the list, member names with dots between them; empty where the answer itself is the list. `url` is the
    path to an item's address, or an address with `{path}` in it for what the item holds there. The other fields are paths in an
    item too. Three ways to page, at most one of them: `next` (path to the next page's address, or with `cursor` to what that
    query parameter takes), or the query parameter `page` or `offset` that counts pages or items. `pages` and `total` are the
    paths to the number of pages and of items where the answer says it.
    """

    items: str = ""
    url: str = Field(min_length=1)
    headline: str | None = None
    summary: str | None = None
    body: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    next: str | None = None
    cursor: str | None = None
    page: str | None = None
    offset: str | None = None
    pages: str | None = None
    total: str | None = None

    @model_validator(mode="after")
    def _one_way_to_page(self) -> Answer:
        given = [name for name in ("next", "page", "offset") if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} are two ways to page; keep one")
        if self.cursor and not self.next:
            raise ValueError("cursor is the parameter that takes what next points to; say next too")
        return self


class Way(_Strict):
    """One way to find releases.

    A feed; a sitemap (or a robots.txt that names sitemaps); a listing, which is a page for readers that lists releases; a
    collection of WordPress' REST interface; a JSON endpoint, which `answer` describes. `sweep_hours`: asked at most this often,
    for a way that is complete but dear beside one that brings what is new.
    """

    kind: WayKind
    url: WebAddress
    language: Language | None = None
    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()
    sweep_hours: int | None = Field(default=None, ge=1, le=8760)
    answer: Answer | None = None

    @model_validator(mode="after")
    def _described(self) -> Way:
        if (self.kind == "json") != (self.answer is not None):
            raise ValueError('answer belongs to a way of kind "json", and such a way needs it')
        return self


class Layout(_Strict):
    """CSS selectors for pages published from `since` on, for a site that extraction cannot read unaided."""

    since: date | None = None
    headline: Selector | None = None
    subheadline: Selector | None = None
    body: Selector | None = None
    published: Selector | None = None
    issuer: Selector | None = None
    remove: tuple[Selector, ...] = ()


class Healthy(_Strict):
    """What a visit of a working source looks like; less than this makes the visit `partial` and says so."""

    min_leads: int = Field(default=1, ge=0)
    fields: tuple[ReleaseField, ...] = ("headline", "body_text", "published_at")
    max_days_quiet: int | None = Field(default=None, ge=1)


class Politeness(_Strict):
    """How gently a source's hosts are asked; robots.txt's Crawl-delay and Retry-After always win when they ask for more."""

    delay: float = Field(default=1.0, ge=0, le=3600)
    concurrency: int = Field(default=2, ge=1, le=16)


class Schedule(_Strict):
    """Bounds between which the visits' rhythm may move, in minutes."""

    min_minutes: int = Field(default=10, ge=1)
    max_minutes: int = Field(default=1440, ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Schedule:
        if self.min_minutes > self.max_minutes:
            raise ValueError("min_minutes is more than max_minutes")
        return self


class Source(_Strict):
    """One publisher. `source_id` and `country` come from the file's path (`ma/diplomatie.toml`: `ma_diplomatie`, `ma`)."""

    source_id: str = Field(pattern=r"^([a-z]{2}|int)_[a-z0-9_]+$")
    country: str = Field(pattern=r"^([a-z]{2}|int)$")
    name: str = Field(min_length=1)
    kind: SourceKind
    languages: tuple[Language, ...] = Field(min_length=1)
    time_zone: Zone
    home: WebAddress
    discover: tuple[Way, ...] = Field(min_length=1)
    issuer: str | None = None
    render: Literal["http", "browser"] = "http"
    attachments: Literal["documents", "all", "none"] = "documents"
    override: str | None = Field(default=None, pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")
    max_pages_first_visit: int | None = Field(default=None, ge=1)
    release_paths: tuple[Pattern, ...] = ()
    other_paths: tuple[Pattern, ...] = ()
    ignore_parameters: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    healthy: Healthy = Healthy()
    politeness: Politeness = Politeness()
    schedule: Schedule = Schedule()

    @field_validator("layouts")
    @classmethod
    def _dated_apart(cls, layouts: tuple[Layout, ...]) -> tuple[Layout, ...]:
        days = [layout.since for layout in layouts]
        if len(set(days)) < len(days):
            raise ValueError("two layouts begin on the same day")
        return layouts

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its home and those of its ways, as the file has them."""
        return (self.home, *(way.url for way in self.discover))

    @property
    def is_republisher(self) -> bool:
        """A republisher's page is a release only by a distributor's line or a known text."""
        return self.kind == "republisher"

    @property
    def default_issuer(self) -> str | None:
        """Who issues what stands here when the page names nobody: the publisher itself, unless it carries others' texts."""
        return self.issuer or (None if self.kind in ("newswire", "republisher") else self.name)
