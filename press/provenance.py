"""Who said what of a field, as JSON: the form that `press.revision.provenance` and `scrapy extract` show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press import text
from press.instant import Instant
from press.release import Finding

#: A witness's word longer than this is shown by its beginning: the page itself is kept, and provenance is no second copy of it.
LONGEST = 300


def as_json(provenance: Mapping[str, Finding]) -> dict[str, Any]:
    """field -> {witness, confidence, others: [{witness, value}], agreed: [witness]}."""
    return {name: _finding(finding) for name, finding in provenance.items()}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "witness": finding.witness,
        "confidence": round(finding.confidence, 3),
        "others": [{"witness": other.witness, "value": _plain(other.value)} for other in finding.others],
        "agreed": list(dict.fromkeys(one.witness for one in finding.agreed)),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        cleaned = text.clean(value)
        return cleaned if len(cleaned) <= LONGEST else f"{cleaned[:LONGEST]}… ({len(cleaned)} characters)"
    if isinstance(value, Instant):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {text.clean(str(key)): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float) else text.clean(str(value))
