"""The component tree that a server sends along with a page in React's flight format, as Next.js writes it into scripts.

Each row is `ID:VALUE`: JSON up to the line's end, or `T`, a length in bytes as hexadecimal and a text. A JSON value names other
rows by `$ID`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PUSH = re.compile(r"self\.__next_f\.push\(\s{0,8}(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_MOST_PUSHES, _MOST_BYTES = 2000, 6_000_000
_DECODER = json.JSONDecoder(strict=False)


def flight_values(markup: str) -> Iterator[Any]:
    """The JSON values of the rows, with the texts that they name in their place."""
    raw = "".join(_pushed(markup)).encode("utf-8", "surrogatepass")[:_MOST_BYTES]
    texts: dict[str, str] = {}
    values: list[str] = []
    position = 0
    while position < len(raw):
        row = _ROW.match(raw, position)
        if row is not None and row[2] is not None:
            end = row.end() + int(row[2], 16)
            texts[row[1].decode()] = raw[row.end() : end].decode("utf-8", "replace")
        else:
            end = raw.find(b"\n", position) + 1 or len(raw)
            if row is not None and raw[row.end() : row.end() + 1] in (b"{", b"["):
                values.append(raw[row.end() : end].decode("utf-8", "replace"))
        position = end
    for value in values:
        try:
            yield _with_texts(json.loads(value, strict=False), texts)
        except (ValueError, RecursionError):
            continue


def _pushed(markup: str) -> Iterator[str]:
    for count, push in enumerate(_PUSH.finditer(markup)):
        if count == _MOST_PUSHES:
            return
        try:
            chunk, _ = _DECODER.raw_decode(markup, push.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(chunk, list) and len(chunk) > 1 and chunk[0] == 1 and isinstance(chunk[1], str):
            yield chunk[1]


def _with_texts(value: Any, texts: dict[str, str]) -> Any:
    """`value` with `$ID` replaced by the text of that row, throughout."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for key, part in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(part, str) and part.startswith("$") and part[1:] in texts:
                holder[key] = texts[part[1:]]
            elif isinstance(part, (dict, list)):
                waiting.append(part)
    return value
