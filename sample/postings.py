"""From the texts' files to postings: which text stands where, when, in whose words. Read once a process."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sample.markup import Block, parse
from sample.posting import Attachment, Posting

TEXTS = Path(__file__).parent / "texts"
_SECTION = {"en": "/en/press-releases/", "fr": "/fr/communiques/", "ar": "/ar/بلاغات/"}


@cache
def read_toml(name: str) -> dict[str, Any]:
    """One file of `texts/`, parsed."""
    return tomllib.loads((TEXTS / name).read_text("utf-8"))


@cache
def ministry() -> tuple[Posting, ...]:
    """The ministry's releases in all their languages, also the one that only `publish` shows."""
    return tuple(
        _edition(path.stem, read_toml(f"ministry/{path.name}"), language)
        for path in sorted((TEXTS / "ministry").glob("*.toml"))
        for language in ("en", "fr", "ar")
        if language in read_toml(f"ministry/{path.name}")
    )


def _edition(story: str, told: dict[str, Any], language: str) -> Posting:
    common, own = read_toml("ministry.toml"), told[language]
    published: datetime = told["published"] + timedelta(minutes=own.get("later", 0))
    number = told["number"]
    attachment = None
    if file := told.get("attachment"):
        attachment = Attachment(f"/files/{number.replace('/', '-')}.pdf", file["title"], tuple(file["lines"]))
    return Posting(
        site="ministry",
        path=quote(f"{_SECTION[language]}{number.replace('/', '-')}-{own['slug']}"),
        story=story,
        release=f"{story}.{language}",
        role="original",
        language=language,
        headline=own["headline"],
        subheadline=own.get("subheadline"),
        blocks=parse(own["body"]),
        published=published,
        modified=published,
        topic=told["topic"],
        issuer=common["issuer"],
        number=number,
        about_title=common["words"][language]["about_title"],
        about=parse(common["about"][language]),
        contacts=tuple(common["contacts"][language]),
        attachment=attachment,
        marks=frozenset(told["marks"]),
        day_only=told.get("day_only", False),
    )


@cache
def wire() -> tuple[Posting, ...]:
    """The wire's releases: some of the ministry's, some of others."""
    told = read_toml("wire.toml")
    originals = {posting.story: posting for posting in ministry() if posting.language == "en"}
    copies = [_distributed(originals[copy["story"]], copy) for copy in told["copy"]]
    others = [_others(path.stem, read_toml(f"wire/{path.name}")) for path in sorted((TEXTS / "wire").glob("*.toml"))]
    return tuple(copies + others)


def _distributed(original: Posting, copy: dict[str, Any]) -> Posting:
    slug = original.path.rsplit("/", 1)[1].split("-", 2)[2]
    links = (f"View original content: {{ministry}}{original.path}",) if copy.get("view_original") else ()
    return replace(
        original,
        site="wire",
        path=f"/news-releases/{slug}-{copy['post_id']}.html",
        role="wire",
        published=copy["published"],
        modified=copy["published"],
        distributor=read_toml("wire.toml")["name"],
        dateline=f"KESTRIN, {_month_day(copy['published'])} /CORVANEWIRE/ --",
        furniture=(f"SOURCE {original.issuer}", *links, _line(str(original.issuer))),
        attachment=None,
        number=None,
        marks=frozenset({"json-ld"}),
        post_id=copy["post_id"],
    )


def _others(story: str, told: dict[str, Any]) -> Posting:
    return Posting(
        site="wire",
        path=f"/news-releases/{told['slug']}-{told['post_id']}.html",
        story=story,
        release=f"{story}.en",
        role="wire",
        language="en",
        headline=told["headline"],
        blocks=parse(told["body"]),
        published=told["published"],
        modified=told["published"],
        topic=told["topic"],
        issuer=told["issuer"],
        distributor=read_toml("wire.toml")["name"],
        dateline=f"{told['city']}, {_month_day(told['published'])} /CORVANEWIRE/ --",
        about_title=f"About {told['issuer']}",
        about=parse(told["about"]),
        contacts=tuple(told["contacts"]),
        furniture=(f"SOURCE {told['issuer']}", _line(told["issuer"])),
        post_id=told["post_id"],
    )


@cache
def courier() -> tuple[Posting, ...]:
    """The republisher's pages: copies with and without the wire's line, cut copies, and its own news."""
    by_story = {posting.story: posting for posting in (*ministry(), *wire()) if posting.language == "en"}
    copies = [_republished(by_story[copy["of"]], copy) for copy in read_toml("courier.toml")["copy"]]
    own = [_own_news(path.stem, read_toml(f"courier/{path.name}")) for path in sorted((TEXTS / "courier").glob("*.toml"))]
    return tuple(copies + own)


def _republished(text: Posting, copy: dict[str, Any]) -> Posting:
    line: bool = copy.get("line", False)
    keep: int | None = copy.get("keep")
    published: datetime = copy["published"]
    return replace(
        text,
        site="courier",
        path=_dated_path(published, copy["headline"]),
        role="excerpt" if keep else "republication",
        headline=copy["headline"],
        subheadline=None,
        blocks=text.blocks[:keep],
        published=published,
        modified=published,
        topic="Releases" if line else "City",
        distributor=text.distributor if line else None,
        dateline=text.dateline if line else None,
        number=None,
        about_title=text.about_title if line else None,
        about=text.about if line else (),
        contacts=(),
        furniture=(_line(str(text.issuer)),) if line else (),
        attachment=None,
        marks=frozenset({"json-ld", "open-graph", "time"}),
        post_id=copy["post_id"],
    )


def _own_news(story: str, told: dict[str, Any]) -> Posting:
    return Posting(
        site="courier",
        path=_dated_path(told["published"], told["slug"]),
        story=story,
        release=None,
        role=None,
        language="en",
        headline=told["headline"],
        blocks=parse(told["body"]),
        published=told["published"],
        modified=told["published"],
        topic=told["topic"],
        marks=frozenset({"json-ld", "open-graph", "time"}),
        post_id=told["post_id"],
    )


def changed(blocks: tuple[Block, ...], pairs: list[list[str]]) -> tuple[Block, ...]:
    """Blocks with each old wording replaced by its new one. ValueError where the old one does not stand there exactly once."""
    for old, new in pairs:
        found = sum(line.count(old) for block in blocks for line in block.lines)
        if found != 1:
            raise ValueError(f"{old!r} stands {found} times in the text, not once")
        blocks = tuple(Block(block.kind, tuple(line.replace(old, new) for line in block.lines)) for block in blocks)
    return blocks


def _line(issuer: str) -> str:
    return f"Distributed by {read_toml('wire.toml')['name']} on behalf of {issuer}."


def _month_day(moment: datetime) -> str:
    months: list[str] = read_toml("ministry.toml")["months"]["en"]
    return f"{months[moment.month - 1]} {moment.day}, {moment.year}"


def _dated_path(published: datetime, words: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return f"/{published:%Y/%m/%d}/{slug}/"
