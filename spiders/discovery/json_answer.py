"""From an answer's bytes to what its JSON says, and paths into it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from spiders.discovery.document import Document
from spiders.discovery.payload import unpack_text

#: Warnings of a broken server before the JSON are a few lines.
_JUNK_WINDOW = 8192
_START = re.compile(rb"[\[{]\s*[\[{\"\]}]")
_NOT_JSON = "not JSON"


def parse(document: Document, faults: Counter[str]) -> Any:
    """What the answer says; None, and a count, where it is no JSON. (`null` is None too: it lists nothing.)

    Text before the JSON (a server's warnings, a guard against being run as a script) is left out and counted.
    """
    body = unpack_text(document, faults)
    if not body:
        faults["empty document"] += 1
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        text = body.decode("utf-8", "replace")
    start = _START.search(body, 0, _JUNK_WINDOW)
    if start is None or not start.start() or body[:1] in b"[{":
        faults[_NOT_JSON] += 1
        return None
    try:
        data, _end = json.JSONDecoder().raw_decode(text, len(body[: start.start()].decode("utf-8", "replace")))
    except (ValueError, RecursionError):
        faults[_NOT_JSON] += 1
        return None
    faults["text before the document"] += 1
    return data


def at(data: Any, path: str) -> Any:
    """What stands at `path`: member names with dots between them, numbers for places in a list from 0; empty: `data` itself.

    None where the path leads nowhere. A member whose own name has dots is found too.
    """
    if not path:
        return data
    if isinstance(data, dict):
        if path in data:
            return data[path]
        name, dot, rest = path.partition(".")
        while dot:
            if name in data:
                return at(data[name], rest)
            more, dot, rest = rest.partition(".")
            name = f"{name}.{more}"
        return None
    if isinstance(data, list):
        number, _, rest = path.partition(".")
        if number.isascii() and number.isdigit() and len(number) < 6 and int(number) < len(data):
            return at(data[int(number)], rest)
    return None


def entries(value: Any) -> list[Any] | None:
    """The list that `value` is; None where it is none. An object whose members are all objects is one too: some languages'
    serialisers write a list with a gap in it as an object whose names are numbers or ids."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and value and all(isinstance(entry, dict) for entry in value.values()):
        return list(value.values())
    return None


def text_at(data: Any, path: str | None) -> str | None:
    """The text at `path`, or a number as text; None for anything else."""
    return text_of(at(data, path)) if path else None


def text_of(value: Any) -> str | None:
    """A text, or a whole number as text."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return str(value)
    return None
