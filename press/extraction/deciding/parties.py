"""Whose release it is, and who distributes it."""

from __future__ import annotations

from press.extraction.hearing import Hearing
from press.grammar.reading import Reading
from press.grammar.wires import distributor_named
from press.release import Finding
from press.source import Source


def decide_issuer(hearing: Hearing, reading: Reading, source: Source | None) -> tuple[str | None, Finding | None]:
    """The explicit line first (`on behalf of X`, `SOURCE X`, `News provided by X`), then an organisation that structured
    data names as source or author, then the source's own, then the one that its portrait introduces (`About X`) and the text
    begins with, then structured data's publisher.

    On a wire's or republisher's site structured data names the site itself, so its publisher is not heard there.
    """
    carries_others = source is not None and source.kind in ("newswire", "republisher")
    if reading.distribution:
        hearing.add("issuer", "distribution-line", reading.distribution.issuer, 0.97)
    hearing.add("issuer", "source-line", reading.source, 0.95)
    hearing.add("issuer", "provided-by", reading.provided_by, 0.93)
    hearing.add("issuer", "portrait", reading.introduced, 0.54)
    if source is not None:
        hearing.add("issuer", "source", source.default_issuer, 0.55)
    for testimony in sorted(hearing.of("issuer"), key=lambda t: -t.confidence):
        if carries_others and testimony.witness.startswith("json-ld") and not testimony.witness.endswith("sourceOrganization"):
            continue
        return testimony.value, hearing.finding("issuer", testimony)
    return None, None


def decide_distributor(hearing: Hearing, reading: Reading) -> tuple[str | None, Finding | None]:
    """The distributor that the page names: by its line, by the wire's tag in the dateline, or by the wire's pointer to its own
    copy. Never guessed from the site; in the spelling that the wire itself uses.
    """
    if reading.distribution:
        hearing.add("distributor", "distribution-line", distributor_named(reading.distribution.distributor), 0.97)
    if reading.dateline and reading.dateline.wire:
        hearing.add("distributor", "dateline", distributor_named(reading.dateline.wire), 0.85)
    hearing.add("distributor", "original-link", reading.original_wire, 0.8)
    chosen = hearing.surest("distributor")
    return (chosen.value, hearing.finding("distributor", chosen)) if chosen else (None, None)
