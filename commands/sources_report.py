"""The report of `scrapy sources add`: what was found at a site, for a person to judge, in 80 columns; and as one object."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from press.instant import Instant
    from spiders.probe.evidence import Evidence, Judged, Proposal, Sample

_WIDTH = 80
_MOST_VAIN = 12
_MOST_SAMPLES = 8


def report(evidence: Evidence, judged: Sequence[Judged], proposal: Proposal | None, file: str | None) -> Iterator[str]:
    """The report's lines."""
    if proposal is not None:
        yield f"{proposal.name}  ({proposal.source_id}, {proposal.kind})"
        if file is not None:
            yield f"written: {file}"
        yield ""
        yield from _fact("How sure", proposal.how_sure)
        count = "not known" if proposal.releases is None else f"about {proposal.releases}"
        yield from _fact("Releases", count)
        yield from _fact("Press room", proposal.home)
        yield from _fact("Name", f"by {proposal.name_reason}")
        yield from _fact("Kind", f"{proposal.kind}: {proposal.kind_reason}")
        yield from _fact("Languages", "; ".join(f"{tag} ({proposal.language_reason[tag]})" for tag in proposal.languages))
        yield from _fact("Time zone", f"{proposal.zone.name}: {proposal.zone.reason}")
        yield from _fact(
            "Browser", "needed: pages are empty before scripts run" if proposal.render == "browser" else "not needed"
        )
    delay = f", Crawl-delay {evidence.crawl_delay:g} s" if evidence.crawl_delay is not None else ""
    yield from _fact("Asked", f"{evidence.requests} requests in {evidence.seconds:.0f} s{delay}")
    if judged:
        yield ""
        yield f"{'':2}{'kind':<10}{'releases':>9}  {'newest':<11}{'address'}"
        for one in judged:
            yield from _way(one)
    samples = list(evidence.samples.values())
    if samples:
        yield ""
        yield "Sample pages, read as a crawl would read them:"
        for sample in samples[:_MOST_SAMPLES]:
            yield from _sample(sample)
    if evidence.vain:
        yield ""
        yield "Asked in vain:"
        for vain in evidence.vain[:_MOST_VAIN]:
            yield from _wrapped(f"{_path(vain.url)} as {vain.what}: {vain.why}", "  ")
        if len(evidence.vain) > _MOST_VAIN:
            yield f"  and {len(evidence.vain) - _MOST_VAIN} more"
    if proposal is not None:
        yield ""
        yield "To check:" if proposal.checks else "Nothing stands out to be checked."
        for check in proposal.checks:
            yield from _wrapped(f"- {check}", "  ", "    ")
        yield from _wrapped(
            "It cannot tell whether the site has releases that none of its pages, feeds and sitemaps lead to.",
            "  " if proposal.checks else "",
        )


def as_object(evidence: Evidence, judged: Sequence[Judged], proposal: Proposal | None, file: str | None) -> dict[str, Any]:
    """The same as one JSON object."""
    found: dict[str, Any] = {"url": evidence.asked, "file": file}
    if proposal is not None:
        found |= {
            "source_id": proposal.source_id, "name": proposal.name, "kind": proposal.kind, "kind_reason": proposal.kind_reason,
            "languages": [{"language": tag, "reason": proposal.language_reason[tag]} for tag in proposal.languages],
            "time_zone": proposal.zone.name, "time_zone_reason": proposal.zone.reason, "home": proposal.home,
            "render": proposal.render, "releases": proposal.releases, "how_sure": proposal.how_sure,
            "checks": list(proposal.checks),
        }  # fmt: skip
    return found | {
        "requests": evidence.requests,
        "seconds": round(evidence.seconds, 1),
        "crawl_delay": evidence.crawl_delay,
        "ways": [_way_object(one) for one in judged],
        "samples": [_sample_object(sample) for sample in evidence.samples.values()],
        "in_vain": [{"url": vain.url, "as": vain.what, "reason": vain.why} for vain in evidence.vain],
    }


def _way(one: Judged) -> Iterator[str]:
    way = one.way
    releases = "?" if one.releases is None else str(one.releases)
    newest = way.newest.local.date().isoformat() if way.newest is not None else "–"
    yield f"{'+' if one.chosen else '-':2}{way.kind:<10}{releases:>9}  {newest:<11}{_path(way.url)}"
    sweep = f"; every {one.sweep_hours} hours" if one.sweep_hours else ""
    counted = f" ({way.counted})" if way.counted and one.releases is not None else ""
    yield from _wrapped(f"{'' if one.chosen else 'left out: '}{one.why}{counted}{sweep}", " " * 12)
    for name, found in (("only", one.include), ("without", one.exclude)):
        if found and one.chosen:
            yield from _wrapped(f"{name} {'  '.join(found)}", " " * 12)


def _sample(sample: Sample) -> Iterator[str]:
    kind = (
        "release" if sample.is_release else f"no release: {sample.page_kind}" + (f" ({sample.reason})" if sample.reason else "")
    )
    yield from _wrapped(f"{_path(sample.url)}: {kind}", "  ", "    ")
    if sample.headline:
        yield from _wrapped(sample.headline, "    ")
    facts = [_instant(sample.published), sample.language, f"issuer {sample.issuer}" if sample.issuer else None]
    facts.append(f"{sample.words} words")
    yield from _wrapped(", ".join(fact for fact in facts if fact), "    ")
    if sample.is_release and sample.text:
        yield from _wrapped(f"“{' '.join(sample.text.split()[:18])} …”", "    ")


def _way_object(one: Judged) -> dict[str, Any]:
    way = one.way
    return {
        "kind": way.kind, "url": way.url, "chosen": one.chosen, "why": one.why, "releases": one.releases,
        "counted": way.counted or None, "newest": way.newest.isoformat() if way.newest is not None else None,
        "complete": way.complete, "documents": way.cost, "language": way.language, "include": list(one.include),
        "exclude": list(one.exclude), "sweep_hours": one.sweep_hours,
    }  # fmt: skip


def _sample_object(sample: Sample) -> dict[str, Any]:
    return {
        "url": sample.url, "page_kind": sample.page_kind, "reason": sample.reason, "headline": sample.headline,
        "published_at": sample.published.isoformat() if sample.published is not None else None, "language": sample.language,
        "issuer": sample.issuer, "words": sample.words, "text": sample.text[:200],
    }  # fmt: skip


def _instant(instant: Instant | None) -> str:
    if instant is None:
        return "no date"
    return instant.isoformat().replace("T", " ") + ("" if instant.zone or instant.precision == "day" else " (no zone)")


def _path(url: str) -> str:
    parts = urlsplit(url)
    shown = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return shown if len(shown) < 200 else f"{shown[:199]}…"


def _fact(name: str, text: str) -> Iterator[str]:
    yield from _wrapped(f"{name + ':':<12}{text}", "", " " * 12)


def _wrapped(text: str, first: str, then: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=first if then is None else then, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
