"""What a perfect archive would hold after it has crawled a newsroom as it stands: acceptance tests compare with this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sample import postings as texts
from sample.markup import paragraphs
from sample.newsroom import SITES, Newsroom
from sample.posting import Posting, Role, Site


@dataclass(frozen=True, slots=True)
class TruePage:
    """One page that carries a release, or the republisher's own news (`release` and `role` are None then).

    `published` is in UTC; at precision `day` it is midnight in the site's zone. `issuer` is the name that the source's file or
    the page uses in English, `issuer_names` also those of the other languages; a republisher's copy that is not `carried` names
    nobody, and only the known text tells its issuer. `paragraphs` are the body's paragraphs, list items and table rows, without
    dateline, note, about section, contacts and the distributor's line. `carried`: the page
    itself says who distributed it, so that it reads as a release even where the text is not known from elsewhere.
    `language` is the primary subtag: the courier's pages say `en-GB`.
    """

    url: str
    site: Site
    release: str | None
    role: Role | None
    headline: str
    subheadline: str | None
    language: str
    published: datetime
    precision: Literal["minute", "day"]
    modified: datetime
    issuer: str | None
    issuer_names: frozenset[str]
    distributor: str | None
    carried: bool
    release_number: str | None
    paragraphs: tuple[str, ...]
    note: str | None
    about: tuple[str, ...]
    contacts: tuple[str, ...]
    attachments: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class TrueRelease:
    """One release with all its copies, the first published first."""

    key: str
    pages: tuple[TruePage, ...]

    @property
    def translation_group(self) -> str:
        """Releases with the same word are translations of each other."""
        return self.key.rsplit(".", 1)[0]


def pages(newsroom: Newsroom, sites: Mapping[str, str]) -> tuple[TruePage, ...]:
    """Every page of a release and of own news on the sites that have feeds and sitemaps. `sites` as in `Server.sites`."""
    return tuple(_page(posting, sites) for posting in newsroom.postings)


def releases(newsroom: Newsroom, sites: Mapping[str, str]) -> tuple[TrueRelease, ...]:
    """The releases, each once, with their copies; the republisher's own news apart."""
    copies: dict[str, list[TruePage]] = {}
    for page in pages(newsroom, sites):
        if page.release is not None:
            copies.setdefault(page.release, []).append(page)
    return tuple(TrueRelease(key, tuple(sorted(found, key=lambda page: page.published))) for key, found in sorted(copies.items()))


def own_news(newsroom: Newsroom, sites: Mapping[str, str]) -> tuple[TruePage, ...]:
    """The republisher's own news: kept, and no release."""
    return tuple(page for page in pages(newsroom, sites) if page.release is None)


def no_releases(newsroom: Newsroom, sites: Mapping[str, str]) -> frozenset[str]:
    """Addresses of HTML pages that are no release: sections, topics, categories, authors, about, contact, legal, search."""
    known = {(posting.site, posting.path) for posting in newsroom.postings}
    return frozenset(
        sites[site] + path
        for site in SITES
        if site != "observatory"
        for path, document in newsroom.documents(site, sites).items()
        if document.status == 200 and document.content_type.startswith("text/html") and (site, path) not in known
    )


def _page(posting: Posting, sites: Mapping[str, str]) -> TruePage:
    common = texts.read_toml("ministry.toml")
    names = {posting.issuer} if posting.issuer else set()
    if posting.issuer == common["issuer"]:
        names |= set(common["issuers"].values())
    return TruePage(
        url=sites[posting.site] + posting.path,
        site=posting.site,
        release=posting.release,
        role=posting.role,
        headline=posting.headline,
        subheadline=posting.subheadline,
        language=posting.language,
        published=posting.published.astimezone(UTC),
        precision="day" if posting.day_only else "minute",
        modified=posting.modified.astimezone(UTC),
        issuer=posting.issuer,
        issuer_names=frozenset(names),
        distributor=posting.distributor,
        carried=any(line.startswith("Distributed by ") for line in posting.furniture),
        release_number=posting.number,
        paragraphs=paragraphs(posting.blocks),
        note=posting.note,
        about=paragraphs(posting.about),
        contacts=posting.contacts,
        attachments=(sites[posting.site] + posting.attachment.path,) if posting.attachment else (),
    )
