"""A site known by its address alone: `sources add`, two crawls, a third when something is new, all held against the truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from press import urls
from sample.generated.site import Served, Truth
from tests.integration.crawl.crawling import Crawls


@dataclass
class Outcome:
    """What was archived of a site. Lists name the pages that are not as they should be."""

    report: str
    source_file: str
    expected: int
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # stored as releases, and none
    headlines: list[str] = field(default_factory=list)
    instants: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    f1: dict[str, float] = field(default_factory=dict)  # of the body's words, by path
    probe_requests: int = 0
    first_requests: int = 0
    second_requests: int = 0
    third_requests: int = 0
    published: int = 0  # releases that were new at the third visit
    broken_rules: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def mean_f1(self) -> float:
        """Over the releases that were archived."""
        return sum(self.f1.values()) / len(self.f1) if self.f1 else 0.0

    def summary(self) -> str:
        """For the failure's message and for a person who tunes."""
        lists = {
            name: getattr(self, name)
            for name in ("missing", "twice", "others", "headlines", "instants", "languages", "issuers", "broken_rules")
        }
        lines = [f"{name}: {len(found)} {found[:6]}" for name, found in lists.items() if found]
        worst = sorted(self.f1.items(), key=lambda one: one[1])[:3]
        third = f"third {self.third_requests} with {self.published} new"
        requests = f"add {self.probe_requests}, first {self.first_requests}, second {self.second_requests}, {third}"
        archived = f"{self.expected - len(self.missing)} of {self.expected} releases"
        return "\n".join([f"{archived}, body F1 {self.mean_f1():.3f} (worst {worst}), requests: {requests}", *lines])


def archive_site(crawls: Crawls, site: Served, start: str) -> Outcome:
    """Add the site by an address of it, visit it twice, once more after it published what it held back, and compare."""
    kind = site.theme.kind
    added = crawls.run("sources", "add", site.base + start, "--id", "xx_site", "--kind", kind, "-s", "DOWNLOAD_DELAY=0")
    probe = len(site.log)
    crawls.crawl("xx_site", "-s", "DOWNLOAD_DELAY=0", expect=None)
    first = len(site.log) - probe
    crawls.crawl("xx_site", "-s", "DOWNLOAD_DELAY=0", expect=None)
    second = len(site.log) - probe - first
    published = site.publish()
    if published:
        crawls.crawl("xx_site", "-s", "DOWNLOAD_DELAY=0", expect=None)
    written = (crawls.sources / "xx" / "site.toml").read_text()
    outcome = Outcome(added.stdout + added.stderr, written, len(site.theme.truth))
    outcome.probe_requests, outcome.first_requests, outcome.second_requests = probe, first, second
    outcome.third_requests, outcome.published = len(site.log) - probe - first - second, published
    outcome.broken_rules = site.broken_rules()
    _compare(crawls, site, outcome)
    return outcome


def _compare(crawls: Crawls, site: Served, outcome: Outcome) -> None:
    truth = {_key(site.base + one.path): one for one in site.theme.truth}
    rows = crawls.sql(
        "SELECT a.url, v.headline, v.body_text, v.issuer, r.language, a.published_at, r.published_local, r.published_precision"
        " FROM press.appearance a JOIN press.revision v USING (revision_id) JOIN press.release r ON r.release_id = a.release_id"
    )
    outcome.refused = crawls.sql("SELECT url, way, state, outcome, detail FROM archive.lead WHERE outcome <> 'new' ORDER BY 1")
    found = Counter(_key(row["url"]) for row in rows)
    outcome.missing = [one.path for key, one in truth.items() if key not in found]
    outcome.twice = [key for key, count in found.items() if count > 1]
    for row in rows:
        one = truth.get(_key(row["url"]))
        if one is None:
            outcome.others.append(row["url"].removeprefix(site.base))
            continue
        story = one.story
        if row["headline"] != story.headline:
            outcome.headlines.append(f"{one.path}: {row['headline']!r} for {story.headline!r}")
        if not _dated(one, row):
            outcome.instants.append(f"{one.path}: {row['published_local']} {row['published_at']} for {story.published}")
        if row["language"] is None or row["language"].partition("-")[0] != story.language:
            outcome.languages.append(f"{one.path}: {row['language']}")
        if one.issuer is not None and row["issuer"] != one.issuer:
            outcome.issuers.append(f"{one.path}: {row['issuer']!r} for {one.issuer!r}")
        outcome.f1[one.path] = max(f1(row["body_text"], story.paragraphs), f1(row["body_text"], (*story.paragraphs, *one.around)))


def _dated(one: Truth, row: dict[str, Any]) -> bool:
    """Whether the row says all that the site tells of the time, and no more."""
    local = row["published_local"]
    if local is None:
        return False
    if one.day_only:
        return bool(row["published_precision"] == "day" and local.date() == one.story.published.date())
    if one.zone_unknown:
        return bool(row["published_precision"] == "minute" and local == one.story.published.replace(tzinfo=None))
    return bool(row["published_at"] == one.story.published)


def _key(url: str) -> str:
    """Host, path and what of the query names a release: sessions and the order of parameters do not."""
    address = urls.normalise(url)
    place, _, query = address.partition("?")
    kept = sorted(pair for pair in query.split("&") if pair.lower().startswith(("id=", "lang=")))
    return f"{place.rstrip('/')}?{'&'.join(kept)}"


def f1(text: str | None, paragraphs: Sequence[str]) -> float:
    """F1 of the words, each counted as often as it stands."""
    told, true = Counter(re.findall(r"\w+", text or "")), Counter(re.findall(r"\w+", " ".join(paragraphs)))
    common = sum((told & true).values())
    return 2 * common / (told.total() + true.total()) if common else 0.0
