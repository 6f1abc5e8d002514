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

_DISPUTED_ALONE = 0.70
_DISPUTED_WITH_ONE = 0.79
_DISPUTED_WITH_MORE = 0.98
_AGREED = 0.99
#: The fields that the shares were measured on; of others the witness's own word stands.
_MEASURED = ("headline", "published")
_MAKE_A_RELEASE = ("headline", "body_text", "published")


def weighed(field: str, finding: Finding) -> Finding:
    """The finding as sure as such findings were right; a witness that stands alone undisputed is as sure as it is by itself.

    A selector that a person wrote into the source's file is their decision and is not lowered by what the page's software says.
    """
    if field not in _MEASURED or finding.witness == layout.WITNESS:
        return finding
    agreed = voices(finding.agreed, finding.witness)
    disputed = voices(finding.others, finding.witness) > 0
    if disputed:
        share = (_DISPUTED_ALONE, _DISPUTED_WITH_ONE, _DISPUTED_WITH_MORE)[min(agreed, 2)]
        return replace(finding, confidence=share if agreed else min(share, finding.confidence))
    return replace(finding, confidence=max(_AGREED, finding.confidence)) if agreed else finding


def of_record(provenance: Mapping[str, Finding]) -> float:
    """The chance that all three fields which make a release are right; where one is missing, times the share that is there.

    Not their mean: one disputed field makes a record that someone should look at, however sure the other two are.
    """
    found = [provenance[name].confidence for name in _MAKE_A_RELEASE if name in provenance]
    return round(prod(found) * len(found) / len(_MAKE_A_RELEASE), 3)
