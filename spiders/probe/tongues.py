"""The languages that a site's releases come in, the main one first, each with the reason. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from press import language
from spiders.probe.evidence import Evidence, Judged
from spiders.probe.rooms import tag_of_path
from spiders.probe.shapes import matches


def languages_of(evidence: Evidence, chosen: Sequence[Judged]) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Languages as BCP 47 tags, region dropped unless pages of two regions stand side by side; and why each is there."""
    reasons: dict[str, str] = {}
    weight: Counter[str] = Counter()
    for sample in evidence.samples.values():
        if sample.is_release and (tag := _plain(sample.language)):
            weight[tag] += 10
            reasons.setdefault(tag, "sample pages are written in it")
    for judged in chosen:
        way = judged.way
        entries = [entry for entry in way.entries if matches(judged.include, entry.url)]
        spoken = Counter(tag for entry in entries if (tag := _plain(entry.language)))
        for tag in spoken:
            weight[tag] += 2
            reasons.setdefault(tag, f"the {way.kind} says so")
        if (tag := _plain(way.language)) and way.kind in ("listing", "feed"):
            weight[tag] += 3
            reasons.setdefault(tag, f"the {way.kind} {way.url} says so")
        paths = Counter(tag for entry in entries if (tag := _plain(tag_of_path(entry.url))))
        for tag, count in paths.items():
            if count >= 2:
                weight[tag] += 1
                reasons.setdefault(tag, "addresses of releases name it")
    for sample in evidence.samples.values():
        for said, _url in sample.alternates:
            if (tag := _plain(said)) and sample.is_release:
                weight[tag] += 1
                reasons.setdefault(tag, "a release names its translation")
    if not weight:
        seen = evidence.start or evidence.home
        tag = _plain(seen.language) if seen is not None else None
        return (tag or "en",), {tag or "en": "its pages say so" if tag else "nothing says it"}
    main = _plain(evidence.home.language) if evidence.home is not None else None
    ranked = sorted(weight, key=lambda tag: (-(weight[tag] + (5 if tag == main else 0)), tag))
    return tuple(ranked), {tag: reasons[tag] for tag in ranked}


def _plain(said: str | None) -> str | None:
    """The language without its region; the script stays (`zh-Hant`)."""
    tag = language.tag(said)
    if tag is None:
        return None
    parts = tag.split("-")
    return "-".join(part for part in parts if part == parts[0] or len(part) == 4)
