"""The languages that a site's releases come in, the main one first, each with the reason. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from press import language
from spiders.probe.evidence import Evidence, Judged
from spiders.probe.rooms import tag_of_path
from spiders.probe.shapes import matches

#: Headlines that are marked with a language; a single one may quote something.
ENOUGH_PASSAGES = 2
#: A site that marks so many headlines marks each with its own.
ALL_MARKED = 8


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
    marked = _marked(evidence, chosen)
    for tag, count in marked.items():
        if count >= ENOUGH_PASSAGES or marked.total() >= ALL_MARKED or tag in weight:
            weight[tag] += 1
            reasons.setdefault(tag, "headlines are marked with it")
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


def _marked(evidence: Evidence, chosen: Sequence[Judged]) -> Counter[str]:
    """How many headlines are marked with which language, on the chosen listings and the first pages."""
    looks = [evidence.looks.get(judged.way.url) for judged in chosen] + [evidence.start, evidence.home]
    pages = {seen.url: seen for seen in looks if seen is not None}
    return Counter(tag for seen in pages.values() for said in seen.spoken if (tag := _plain(said)))


def _plain(said: str | None) -> str | None:
    """The language without its region; the script stays (`zh-Hant`)."""
    tag = language.tag(said)
    if tag is None:
        return None
    parts = tag.split("-")
    return "-".join(part for part in parts if part == parts[0] or len(part) == 4)
