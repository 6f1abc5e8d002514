"""How sure a field is once all have spoken, and how sure the record: what agreement and disagreement are worth.

The shares are measured (`python -m benchmarks.witnesses`, docs/decisions/024): of the headlines and days of the recorded
pages, how many were right by the number of independent witnesses that said the same and whether one said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import prod

from press.extraction.alike import voices
from press.extraction.witnesses import layout
from press.release import Finding

#: Disputed, with fewer than two on its side: 8 of 12 headlines, 40 of 45 days. On other fields nothing was measured, and the
#: witness's own word stands.
_DISPUTED = {"headline": 0.67, "published": 0.89}
_WITH_ONE = 0.97  # undisputed: 99 of 102
_WITH_MORE = 0.99  # 182 of 183 undisputed, 56 of 56 disputed
_MAKE_A_RELEASE = ("headline", "body_text", "published")


def weighed(field: str, finding: Finding) -> Finding:
    """The finding as sure as such findings were right; a witness that stands alone undisputed is as sure as it is by itself.

    A selector that a person wrote into the source's file is their decision and is not lowered by what the page's software says.
    """
    if field not in _DISPUTED or finding.witness == layout.WITNESS:
        return finding
    agreed = voices(finding.agreed, finding.witness)
    disputed = voices(finding.others, finding.witness) > 0
    if agreed > 1:
        share = max(_WITH_MORE, finding.confidence)
    elif disputed:
        share = _DISPUTED[field] if agreed else min(_DISPUTED[field], finding.confidence)
    else:
        share = max(_WITH_ONE, finding.confidence) if agreed else finding.confidence
    return replace(finding, confidence=share)


def of_record(provenance: Mapping[str, Finding]) -> float:
    """The chance that all three fields which make a release are right; where one is missing, times the share that is there.

    Not their mean: one disputed field makes a record that someone should look at, however sure the other two are.
    """
    found = [provenance[name].confidence for name in _MAKE_A_RELEASE if name in provenance]
    return round(prod(found) * len(found) / len(_MAKE_A_RELEASE), 3)
