"""The archive beside the truth: what is missing, what is too much, and how exact the rest is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from statistics import fmean
from typing import Any

from protego import Protego

from benchmarks.cms.crawling import Crawled, Step
from benchmarks.cms.proxy import Asked
from benchmarks.cms.site import Facts, place
from benchmarks.cms.texts import Release
from press.instant import zone_of

#: What is promised for a site that is known by its address alone.
ARCHIVED, OTHERS, BODY, INSTANT, SECOND_VISIT, PROBE = 0.99, 0.01, 0.97, 0.98, 9, 60

#: Requests are stamped where they arrive, so two that left in time may stand this many seconds closer.
_JITTER = 0.02


@dataclass(frozen=True, slots=True)
class Compared:
    """One site's figures. Shares are of the releases that were archived. `faults` names each target that was missed."""

    facts: Facts
    expected: int
    archived: int
    missing: tuple[str, ...]
    merged: tuple[tuple[str, str], ...]  # two releases that became one
    others: tuple[str, ...]  # pages that are no release, stored as such
    headline: float
    body: float
    worst: float
    instant: float
    zone: float
    language: float
    forbidden: tuple[str, ...]
    gap: float | None
    requests: Mapping[str, int]
    seconds: Mapping[str, float]
    cpu: Mapping[str, float]
    differences: tuple[Mapping[str, Any], ...] = field(repr=False)
    faults: tuple[str, ...] = ()

    @property
    def cpu_a_page(self) -> float:
        """Milliseconds of CPU of the first visit for each of its requests."""
        return 1000 * self.cpu.get("first", 0.0) / max(1, self.requests.get("first", 0))


def compare(facts: Facts, truth: Mapping[str, Release], crawled: Crawled) -> Compared:
    """Figures, and what of them misses a target."""
    releases = {row["release_id"]: row for row in crawled.views["release"]}
    shown: dict[str, Mapping[str, Any]] = {}
    for row in crawled.views["revision"]:
        shown[place(row["url"])] = row  # the last one of each address
    at = {place(row["url"]): row["release_id"] for row in crawled.views["appearance"] if row["release_id"] in releases}

    owner: dict[Any, str] = {}
    merged, missing, differences, marks = [], [], [], []
    truth = {**truth, **crawled.published}
    for path, release in truth.items():
        release_id = at.get(path)
        if release_id is None:
            missing.append(path)
        elif release_id in owner:
            merged.append((owner[release_id], path))
        else:
            owner[release_id] = path
            marks.append(_mark(facts, release, releases[release_id], shown[path]))
            if marks[-1].wrong:
                differences.append({"path": path, **marks[-1].wrong})
    others = tuple(sorted(path for path in at if path not in truth))
    robots = Protego.parse(facts.robots)
    asked = [one for step in crawled.steps.values() for one in step.asked]
    compared = Compared(
        facts=facts, expected=len(truth), archived=len(marks), missing=tuple(missing), merged=tuple(merged), others=others,
        headline=_share(mark.headline for mark in marks), body=_share(mark.body for mark in marks),
        worst=min((mark.body for mark in marks), default=0.0), instant=_share(mark.instant for mark in marks),
        zone=_share(mark.zone for mark in marks), language=_share(mark.language for mark in marks),
        forbidden=tuple(one.path for one in asked if not robots.can_fetch(facts.origin + one.path, one.agent)),
        gap=_smallest_gap(crawled.steps.values()),
        requests={name: len(step.asked) for name, step in crawled.steps.items()},
        seconds={name: step.seconds for name, step in crawled.steps.items()},
        cpu={name: step.cpu for name, step in crawled.steps.items()},
        differences=tuple(differences),
    )  # fmt: skip
    return _judged(compared, crawled)


@dataclass(frozen=True, slots=True)
class _Mark:
    headline: bool
    body: float
    instant: bool
    zone: bool
    language: bool
    wrong: Mapping[str, Any]


def _mark(facts: Facts, true: Release, release: Mapping[str, Any], revision: Mapping[str, Any]) -> _Mark:
    """Headline and text as this address has them; the instant and the language stand on the release alone."""
    headline = _plain(revision["headline"] or "") == _plain(true.headline)
    body = body_f1(revision["body_text"] or "", true.body)
    local = true.published.replace(tzinfo=None)
    instant = release["published_at"] is not None and abs(release["published_at"] - true.published) < timedelta(minutes=1)
    zone = instant and _offset(release) == true.published.utcoffset()
    if facts.day_only and release["published_precision"] == "day":
        instant = zone = release["published_local"].date() == local.date()
    language = (release["language"] or "").split("-")[0] == true.language
    wrong: dict[str, Any] = {}
    if not headline:
        wrong["headline"] = [true.headline, revision["headline"]]
    if body < 0.98:
        wrong |= {"body": round(body, 3), "body_true": true.body, "body_found": revision["body_text"]}
    if not zone:
        found = [str(release[key]) for key in ("published_at", "published_local", "published_zone", "published_precision")]
        wrong["published"] = [true.published.isoformat(), *found]
    if not language:
        wrong["language"] = [true.language, release["language"]]
    return _Mark(headline, body, instant, zone, language, wrong)


def _offset(release: Mapping[str, Any]) -> timedelta | None:
    zone = release["published_zone"]
    return release["published_at"].astimezone(zone_of(zone)).utcoffset() if zone else None


def _plain(headline: str) -> str:
    """Without what a CMS does to quotes and spaces on its own account."""
    return " ".join(headline.replace("'", "’").split())


def body_f1(found: str, true: str) -> float:
    """F1 over four-word shingles, as bags."""
    a, b = _shingles(found), _shingles(true)
    hit = sum((a & b).values())
    return 2 * hit / (sum(a.values()) + sum(b.values())) if hit else 0.0


def _shingles(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < length:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _share(values: Iterable[float]) -> float:
    listed = list(values)
    return fmean(listed) if listed else 0.0


def _smallest_gap(steps: Iterable[Step]) -> float | None:
    """Seconds between two requests, over all steps on end. What a browser fetches as part of a page belongs to that page."""
    whole: list[Asked] = [one for step in steps for one in step.asked if not one.part]
    return min((later.at - earlier.at for earlier, later in pairwise(sorted(whole, key=lambda one: one.at))), default=None)


def _judged(compared: Compared, crawled: Crawled) -> Compared:
    faults = []
    if "add" in crawled.steps and crawled.steps["add"].exit_code:
        faults.append(f"sources add: exit {crawled.steps['add'].exit_code}")
    faults += [f"{name} visit: exit {step.exit_code}" for name, step in crawled.steps.items() if name != "add" and step.exit_code]
    third = sum(not one.part for one in crawled.steps["third"].asked) if "third" in crawled.steps else 0
    lost = sorted(set(compared.missing) & set(crawled.published))
    figures: Sequence[tuple[bool, str]] = (
        (compared.archived >= ARCHIVED * compared.expected, f"{compared.archived} of {compared.expected} archived"),
        (len(compared.others) <= OTHERS * compared.expected, f"{len(compared.others)} others stored as releases"),
        (compared.body >= BODY, f"body F1 {compared.body:.3f}"),
        (compared.instant >= INSTANT, f"instant {compared.instant:.3f}"),
        (not compared.forbidden, f"{len(compared.forbidden)} forbidden requests"),
        (
            compared.gap is None or compared.gap >= compared.facts.delay - _JITTER,
            f"a gap of {compared.gap or 0:.3f} s under a Crawl-delay of {compared.facts.delay}",
        ),
        (compared.requests.get("add", 0) <= PROBE, f"sources add asked {compared.requests.get('add')} times"),
        (compared.requests.get("second", 0) <= SECOND_VISIT, f"second visit asked {compared.requests.get('second')} times"),
        (third <= SECOND_VISIT + len(crawled.published), f"third visit asked {third} times for {len(crawled.published)} new"),
        (not lost, f"published before the third visit, not archived: {', '.join(lost)}"),
    )
    faults += [words for met, words in figures if not met]
    return replace(compared, faults=tuple(faults))
