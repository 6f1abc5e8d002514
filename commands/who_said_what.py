"""Who said what of a release, for a person: field by field the value, whose word it is, who agrees, and who says otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

#: In the order in which a person reads a release; fields that are not named here follow.
_ORDER = ("headline", "subheadline", "published", "modified", "issuer", "distributor", "dateline_place", "dateline_date",
          "release_number", "language", "body_text")  # fmt: skip
#: Enough of a value to know it again, in characters.
_LONGEST = 110
_CALLED = {"published": "published_at", "modified": "modified_at"}

Row = Mapping[str, Any]


def who_said_what(provenance: Mapping[str, Any], *rows: Row) -> Iterator[tuple[str, str, str]]:
    """(field, how sure, what was said), the last in several lines. A value is looked up in the first of `rows` that has it."""
    for field in sorted(provenance, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)):
        finding = provenance[field]
        sure = finding.get("confidence")
        told = [_value(field, rows), *_witnesses(finding)]
        yield field.replace("_", " "), "–" if sure is None else f"{sure:.2f}", "\n".join(filter(None, told))


def _witnesses(finding: Row) -> Iterator[str]:
    witness = finding.get("witness")
    agreed = [name for name in finding.get("agreed", ()) if name != witness]
    if witness:
        yield f"  by {witness}" + (f"; {', '.join(agreed)} say{'s' if len(agreed) == 1 else ''} the same" if agreed else "")
    for value, names in _by_value(finding.get("others", ())).items():
        yield f"  but {', '.join(names)}: {value}"
    if refused := finding.get("refused"):
        yield f"  refused: {refused['value']} ({refused['reason']})"


def _by_value(others: Any) -> dict[str, list[str]]:
    """What was said otherwise, each value once with all who said it."""
    said: dict[str, list[str]] = {}
    for other in others:
        names = said.setdefault(_short(other["value"]), [])
        if other["witness"] not in names:
            names.append(other["witness"])
    return said


def _value(field: str, rows: tuple[Row, ...]) -> str | None:
    name = _CALLED.get(field, field)
    value = next((row[name] for row in rows if row.get(name) not in (None, "", [])), None)
    if field == "body_text" and value:
        return f"{_short(value)} ({len(value.split())} words)"
    return None if value is None else _short(value)


def _short(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M %Z}".strip()
    if isinstance(value, Mapping):
        value = ", ".join(str(inner) for inner in value.values())
    elif isinstance(value, list | tuple):
        value = ", ".join(_short(inner) for inner in value)
    text = " ".join(str(value).split())
    cut = textwrap.shorten(text, _LONGEST, placeholder=" …")
    return cut if cut != "…" else f"{text[:_LONGEST]}…"  # a script without blanks has no word to end at
