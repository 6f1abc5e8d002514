"""Sample pages: a few of what each way names, read as a crawl would read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crawler.reading import ReadingFailed
from press.page import Lead, Page
from press.release import Extraction
from press.text import word_count
from spiders.probe.asking.trail import Trail
from spiders.probe.evidence import Entry, FoundWay, Sample
from spiders.probe.page_look import PageLook
from spiders.probe.sections import Verdicts
from spiders.probe.shapes import Place, bare, place_of

#: Samples of a way whose pages stand where nothing has been sampled yet; one is enough where releases are known to stand.
OF_A_WAY = 2
#: Samples from which on one of a way is enough, where releases are known to stand.
ENOUGH = 4
#: Samples in all.
MOST = 22
#: Pages in places that a way names beside those that were sampled: so many of them are worth a sample of their own.
WORTH_A_SAMPLE = 2


async def ask_samples(trail: Trail, ways: Iterable[FoundWay]) -> None:
    """Read up to two pages of each way, from different places where it names such."""
    for way in list(ways):
        for number, entry in enumerate(_order(way.entries)):
            verdicts = Verdicts.of(trail.evidence.samples.values())
            own = verdicts.samples_of(way)
            known = verdicts.of_place(place_of(entry.url))
            few = sum(sample.is_release for sample in trail.evidence.samples.values()) < OF_A_WAY
            if len(own) >= OF_A_WAY + few or number >= 2 * OF_A_WAY or not _may(trail):
                break
            enough = len(trail.evidence.samples) >= ENOUGH and own and own[0].is_release and known is not None
            if bare(entry.url) in trail.evidence.samples or enough:
                continue
            await ask_sample(trail, entry, way.kind, way.url)


async def ask_strays(trail: Trail, ways: Iterable[FoundWay]) -> None:
    """One page of each further place that several entries of a way stand in."""
    for way in list(ways):
        if not Verdicts.of(trail.evidence.samples.values()).proven(way):
            continue
        counted = Counter(place_of(entry.url) for entry in way.entries)
        for place, count in counted.most_common():
            verdicts = Verdicts.of(trail.evidence.samples.values())
            if count >= WORTH_A_SAMPLE and verdicts.of_place(place) is None and _may(trail):
                await ask_sample(trail, next(entry for entry in way.entries if place_of(entry.url) == place), way.kind, way.url)


def _may(trail: Trail) -> bool:
    return len(trail.evidence.samples) < MOST and trail.left >= 3


async def ask_sample(trail: Trail, entry: Entry, kind: str, found_in: str) -> bool:
    """Read one page as a visit would that was led to it by this way. Whether it could be read."""
    evidence = trail.evidence
    lead = Lead(
        entry.url, kind, found_in, headline=entry.headline, published=entry.published, modified=entry.modified,
        language=entry.language,
    )  # fmt: skip
    sample = None
    if not evidence.needs_browser:
        sample = await _read(trail, await trail.ask(entry.url, "a sample page"), lead)
    if evidence.needs_browser or (sample is not None and sample.is_shell):
        rendered = await _read(trail, (await trail.render(entry.url, "a sample page")).page, lead)
        if rendered is not None and (sample is None or (rendered.is_release and not sample.is_release)):
            sample, evidence.needs_browser = rendered, True
    if sample is None:
        return False
    evidence.samples[bare(entry.url)] = sample
    return True


async def _read(trail: Trail, page: Page | None, lead: Lead) -> Sample | None:
    if page is None:
        return None
    try:
        found = await trail.prober.workshop.reading.extract(page, None, lead)
    except ReadingFailed as failure:
        trail.vain("a sample page", page.url, failure.detail)
        return None
    return _sample(found, lead.way, await trail.look(page))


def _order(entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries in an order that shows what a way holds: the first of each place, then one from its middle, then the rest."""
    dated = [entry for entry in entries if entry.published is not None] or list(entries)
    first: dict[Place, Entry] = {}
    counted = Counter(place_of(entry.url) for entry in dated)
    for entry in dated:
        first.setdefault(place_of(entry.url), entry)
    heads = [first[place] for place, _count in counted.most_common(OF_A_WAY)]
    middle = dated[len(dated) // 2 :]
    return list(dict.fromkeys((*heads, *middle, *dated)))


def _sample(found: Extraction, way: str, seen: PageLook | None) -> Sample:
    published = found.provenance.get("published")
    sample = Sample(
        url=found.url,
        way=way,
        page_kind=found.page_kind,
        reason=found.page_kind_reason,
        headline=found.headline,
        published=found.published,
        own_date=published is not None and not published.witness.startswith("lead"),
        language=found.language,
        issuer=found.issuer,
        distributor=found.distributor,
        text=found.body_text[:400],
        words=word_count(found.body_text[:5000]),
        alternates=found.alternates,
    )
    if seen is None:
        return sample
    return replace(sample, stamps=seen.stamps, site_name=seen.site_name, is_shell=seen.is_shell)
