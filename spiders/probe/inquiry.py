"""A look at a site from its address alone: what is asked in which order. The steps are in `asking`, the judging is pure."""

from __future__ import annotations

import time
from dataclasses import replace

from crawler.probing import Prober
from press.extraction.deciding.page_kind.paths import is_home
from spiders.probe.asking.endpoints import leave_undated
from spiders.probe.asking.feeds import ask_feeds, feed_found, guess_feeds
from spiders.probe.asking.home import ask_start
from spiders.probe.asking.rooms import ask_languages, ask_rooms, ask_unnamed, count_pages
from spiders.probe.asking.samples import ask_sample, ask_samples, ask_strays
from spiders.probe.asking.sitemaps import Sitemap, ask_sitemaps
from spiders.probe.asking.trail import Trail
from spiders.probe.asking.wordpress import ask_wordpress
from spiders.probe.asking.years import ask_years
from spiders.probe.choosing import choose
from spiders.probe.choosing_sitemaps import SitemapFound
from spiders.probe.evidence import Evidence, Judged
from spiders.probe.sections import Group, Verdicts, groups_of
from spiders.probe.shapes import base_of, place_of

#: Places of a sitemap that are sampled for their names' sake, and where no other way is found, because they are large.
_NAMED_PLACES, _LARGE_PLACES = 5, 4
#: A look takes about so long at the most: at a host that asks for long delays fewer requests are made, but not fewer than these.
LONGEST_SECONDS, LEAST_REQUESTS = 900.0, 12
#: A place with fewer pages is no section.
_FEWEST = 2


async def inquire(prober: Prober, url: str) -> tuple[Evidence, list[Judged]]:
    """Look at the site; the evidence, and every way that was found with its verdict."""
    began = time.monotonic()
    evidence = Evidence(url)
    trail = Trail(prober, evidence)
    sitemaps = await _gather(trail)
    found = [_sitemap_found(sitemap) for sitemap in sitemaps]
    judged = choose(evidence.ways, found, Verdicts.of(evidence.samples.values()))
    for one in [one for one in judged if one.chosen and one.way.kind == "listing"]:
        await count_pages(trail, one.way)
    judged = choose(evidence.ways, found, Verdicts.of(evidence.samples.values()))
    evidence.requests = prober.budget.made
    evidence.seconds = time.monotonic() - began
    return evidence, judged


async def _gather(trail: Trail) -> list[Sitemap]:
    """Ask for all that the judgement needs."""
    evidence = trail.evidence
    given = await ask_start(trail)
    if evidence.home is None or evidence.start is None:
        return []
    home, start = evidence.home, evidence.start
    base = base_of(home.url, (link.url for link in home.links))
    rules = trail.prober.robots(home.url)
    if rules is not None:
        evidence.crawl_delay = rules.crawl_delay()
        if evidence.crawl_delay is not None and evidence.crawl_delay > 0:
            trail.prober.budget.lower(max(LEAST_REQUESTS, int(LONGEST_SECONDS / evidence.crawl_delay)))
    if given is not None and given.entries:
        feed_found(trail, given)
    for seen in dict.fromkeys((start, home)):
        await ask_feeds(trail, seen)
    api = next((seen.api for seen in (home, start) if seen.api), None)
    if api is not None:
        await ask_wordpress(trail, api)
    sitemaps = await ask_sitemaps(trail, rules.sitemaps if rules is not None else (), home.url.partition("?")[0])
    await ask_rooms(trail, base)
    await ask_samples(trail, evidence.ways)
    if not _goes_back(evidence):
        await ask_unnamed(trail, base)
        await ask_samples(trail, evidence.ways)
    verdicts = Verdicts.of(evidence.samples.values())
    rooms = [way.url for way in evidence.ways if way.kind == "listing" and verdicts.proven(way)]
    await ask_languages(trail, rooms, base)
    await ask_samples(trail, evidence.ways)
    verdicts = Verdicts.of(evidence.samples.values())
    for way in [way for way in evidence.ways if way.kind == "listing" and verdicts.proven(way)]:
        await ask_years(trail, way)
    if not any(way.kind in ("feed", "wordpress") for way in evidence.ways):
        below = [url.partition("?")[0] for url in dict.fromkeys([*rooms[:1], home.url])]
        await guess_feeds(trail, below)
    await ask_samples(trail, evidence.ways)
    leave_undated(trail)
    await ask_strays(trail, evidence.ways)
    await _sample_sitemaps(trail, sitemaps)
    return sitemaps


def _goes_back(evidence: Evidence) -> bool:
    """Whether a way that leads to releases goes back further than a home page's newest and a feed do."""
    verdicts = Verdicts.of(evidence.samples.values())
    return any(
        way.kind in ("wordpress", "json") or (way.kind == "listing" and not (is_home(way.url) and way.total is not None))
        for way in evidence.ways
        if verdicts.proven(way)
    )


async def _sample_sitemaps(trail: Trail, sitemaps: list[Sitemap]) -> None:
    """Sample places that only sitemaps name."""
    evidence = trail.evidence
    verdicts = Verdicts.of(evidence.samples.values())
    proven = [way for way in evidence.ways if verdicts.proven(way)]
    known = {place_of(entry.url) for way in proven for entry in way.entries}
    groups: list[Group] = []
    for sitemap in sitemaps:
        groups += _groups(sitemap)
    groups = [group for group in groups if group.count >= _FEWEST and group.place not in known]
    named = [group for group in groups if group.weight >= 2][:_NAMED_PLACES]
    large = sorted((group for group in groups if group.weight == 0), key=lambda group: -group.count)[:_LARGE_PLACES]
    for group in [*named, *([] if proven or named else large)]:
        verdict = verdicts.of_place(group.place)
        if verdict is not None and not group.place.is_root:
            continue
        for entry in group.entries[:: max(1, len(group.entries) // 2)][:2]:
            if trail.left >= 2:
                await ask_sample(trail, entry, "sitemap", group.sitemap)


def _groups(sitemap: Sitemap) -> list[Group]:
    groups: list[Group] = []
    for number, family in enumerate(sitemap.families):
        entries = [entry for document in family.read for entry in document.entries]
        groups += groups_of(sitemap.url, number, entries)
    return groups


def _sitemap_found(sitemap: Sitemap) -> SitemapFound:
    families = tuple(
        (family.children[0][0] if len(family.children) == 1 else "", len(family.children)) for family in sitemap.families
    )
    files = sum(count for _url, count in families)
    groups = []
    for number, family in enumerate(sitemap.families):
        entries = [entry for document in family.read for entry in document.entries]
        seen = len(entries)
        for group in groups_of(sitemap.url, number, entries):
            scaled = round(group.count * family.total / seen) if seen else group.count
            groups.append(replace(group, count=scaled))
    return SitemapFound(
        url=sitemap.url,
        groups=tuple(groups),
        families=families,
        cost=1 + sitemap.is_open if sitemap.is_index else 1,
        first=1 + files if sitemap.is_index else 1,
        is_index=sitemap.is_index,
        is_whole=sitemap.is_whole,
        addresses=tuple(sitemap.entries),
    )
