"""From evidence to a source: every key of its file, with the reason, how sure that is, and what a person should check. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from press.extraction.deciding.page_kind.paths import is_home
from press.language_tags import primary
from spiders.probe.evidence import Evidence, Judged, Proposal, Sample
from spiders.probe.naming import country_of, id_of, kind_of, name_of
from spiders.probe.sections import Verdicts
from spiders.probe.shapes import bare, base_of
from spiders.probe.tongues import languages_of
from spiders.probe.words import press_weight
from spiders.probe.zones import zone_found

#: Fewer sample pages that read as releases say little.
_ENOUGH_SAMPLES = 2


def propose(evidence: Evidence, judged: Sequence[Judged], *, source_id: str | None, kind: str | None) -> Proposal | None:
    """The source; None where no way to its releases was found."""
    chosen = [one for one in judged if one.chosen]
    home = evidence.home
    if not chosen or home is None:
        return None
    samples = list(evidence.samples.values())
    releases = [sample for sample in samples if sample.is_release]
    languages, reasons = languages_of(evidence, chosen)
    name, name_reason = name_of(
        home, evidence.start, evidence.stated_name, releases, evidence.looks.values(), primary(languages[0])
    )
    decided, reason = (kind, "as asked for") if kind else kind_of(name, home.url, releases)
    country = source_id.partition("_")[0] if source_id else country_of(home.url)
    spoken = next((page.language for page in (home, evidence.home) if page is not None and page.language), languages[0])
    zone = zone_found(evidence.stated_zone, [*evidence.stamps], country, spoken)
    base = base_of(home.url, (link.url for link in home.links))
    counts = [one.releases for one in chosen if one.way.complete]
    total = max((count for count in _by_reach(chosen)), default=None)
    sure, checks = _judgement(evidence, chosen, samples)
    if zone.check:
        checks.append(f"time_zone {zone.name}: {zone.reason}")
    if reason == "nothing says otherwise":
        checks.append(f"kind {decided}: {reason}; `--kind` says another")
    if not any(counts) and total is None:
        checks.append("the number of releases is not known: compare after the first visit")
    return Proposal(
        source_id=source_id or id_of(home.url, base),
        name=name,
        name_reason=name_reason,
        kind=decided,
        kind_reason=reason,
        languages=languages,
        language_reason=reasons,
        zone=zone,
        home=_room(evidence, judged, chosen),
        issuer=None,
        ways=tuple(judged),
        render="browser" if evidence.needs_browser else "http",
        delay=evidence.crawl_delay,
        release_paths=(),
        ignore_parameters=evidence.sessions,
        releases=total,
        how_sure=sure,
        checks=tuple(checks),
    )


def _by_reach(chosen: Sequence[Judged]) -> list[int]:
    """Numbers of releases that stand for the whole site: each sitemap's, and the sum of the other complete ways'."""
    sitemaps = [one.releases for one in chosen if one.way.kind == "sitemap" and one.releases]
    others = [one.releases for one in chosen if one.way.kind not in ("sitemap", "feed") and one.releases]
    feeds = [one.releases for one in chosen if one.way.kind == "feed" and one.releases]
    return [*sitemaps, *([sum(others)] if others else []), *(feeds if not sitemaps and not others else [])]


def _room(evidence: Evidence, judged: Sequence[Judged], chosen: Sequence[Judged]) -> str:
    """The press room's page: the listing whose name speaks most for it, in the site's own language, else the site's home."""
    assert evidence.home is not None  # noqa: S101  # a proposal has one
    spoken = primary(evidence.home.language)
    verdicts = Verdicts.of(evidence.samples.values())
    listings = [one for one in judged if one.way.kind == "listing" and verdicts.proven(one.way)]

    def rank(one: Judged) -> tuple[bool, bool, int, int, int]:
        way = one.way
        words = max([press_weight(part) for part in urlsplit(way.url).path.split("/")] + [press_weight(way.title or "")])
        return (
            one.chosen, primary(way.language or spoken) == spoken and not is_home(way.url), words,
            way.total or len(way.entries), -len(way.url),
        )  # fmt: skip

    if listings:
        return max(listings, key=rank).way.url
    followed = [url for url in evidence.looks if any(press_weight(part) >= 2 for part in urlsplit(url).path.split("/")[-2:])]
    named = [url for url in followed if bare(url) not in evidence.samples]
    return min(named, key=len) if named else evidence.home.url


def _judgement(evidence: Evidence, chosen: Sequence[Judged], samples: Sequence[Sample]) -> tuple[str, list[str]]:
    """How sure it all is, in words, and what to check."""
    checks: list[str] = []
    good = [sample for sample in samples if sample.is_release]
    dated = [sample for sample in good if sample.published is not None]
    complete = [one for one in chosen if one.way.complete]
    if len(good) < _ENOUGH_SAMPLES:
        checks.append(f"only {len(good)} sample pages read as releases")
    if len(dated) < len(good):
        checks.append(f"{len(good) - len(dated)} of {len(good)} sample releases have no date")
    if not complete:
        checks.append("no way goes back to the first release: only the newest can be had")
    checks += [f"{one.way.url}: {one.way.note}" for one in chosen if one.way.note]
    if evidence.needs_browser:
        checks.append("pages are made by scripts: a browser is needed")
    if len(good) >= _ENOUGH_SAMPLES and len(dated) == len(good) and complete:
        return "quite sure", checks
    return ("fairly sure" if good and complete else "not sure"), checks
