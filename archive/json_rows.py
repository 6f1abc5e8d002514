"""Many rows as one parameter: a JSON array that `json_to_recordset` opens in the database.

One statement and one round trip for any number of rows, each column with the type that the statement names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID


def json_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as JSON: bytes as PostgreSQL's hex, instants as ISO 8601. Raises UnicodeError for half a character."""
    return _text(list(rows))


def json_row(row: Mapping[str, Any]) -> str:
    """One row."""
    return _text(row)


def _text(value: object) -> str:
    text = _ENCODER.encode(value)
    text.encode()  # a lone surrogate is found here, where its rows are known, and not when the whole is sent
    return text


def _plain(value: object) -> str | list[Any] | dict[str, Any]:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} has no place in a row: {value!r:.100}")


#: Made once: every encoder that is told how to write what JSON has no word for costs more to make than a short row to write.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False)
