"""What is wrong with source files, in words: one `file: key: reason` for each fault."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from press.errors import SourceFault
from press.source import Source

#: Known from the file's path; a file that states them could only contradict it.
FROM_PATH = ("source_id", "country")

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. `key` is the key's path (`discover[0].url`, counted from 0), `line N` where the file
    is no TOML, or `path` where its place or name is wrong."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


def as_error(faults: Iterable[Fault]) -> SourceFault:
    """The error that carries these faults, one a line."""
    return SourceFault("\n".join(str(fault) for fault in faults))


def of_toml(file: str, error: Exception, text: str) -> Fault:
    """A TOML syntax error, with the line it stands in."""
    message = str(error)
    place = _TOML_PLACE.search(message)
    if place is None:
        return Fault(file, "toml", message)
    line = place[1] or str(text.count("\n") + 1)
    column = f" (column {place[2]})" if place[2] else " (end of the file)"
    return Fault(file, f"line {line}", f"not TOML: {message[: place.start()]}{column}")


def of_encoding(file: str, error: UnicodeDecodeError) -> Fault:
    """Bytes that are not UTF-8, with the line they stand in."""
    line = error.object[: error.start].count(b"\n") + 1
    return Fault(file, f"line {line}", f"not UTF-8: byte 0x{error.object[error.start]:02x}; save the file as UTF-8")


def of_path_keys(file: str, data: Mapping[str, object]) -> Iterator[Fault]:
    """Keys which the path already answers."""
    for key in FROM_PATH:
        if key in data:
            yield Fault(file, key, "comes from the file's path; remove this line")


def of_model(file: str, error: ValidationError) -> Iterator[Fault]:
    """Every fault that the model found, each under its own key."""
    for detail in error.errors(include_url=False):
        location, kind = detail["loc"], detail["type"]
        if kind == "too_short" and detail["input"]:
            continue  # an array whose items are faulty counts as empty: the items' own faults say what is wrong
        yield Fault(file, _key(location), _reason(kind, detail, location))


def _key(location: tuple[int | str, ...]) -> str:
    key = ""
    for part in location:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else part
    return key or "file"


def _reason(kind: str, detail: Mapping[str, Any], location: tuple[int | str, ...]) -> str:
    if kind == "missing":
        return "missing, and required"
    if kind == "extra_forbidden":
        return f"unknown key{_suggestion(str(location[-1]), _keys_at(location[:-1]))}"
    if kind == "too_short":
        return "empty; at least one is needed"
    given = detail["input"]
    message = re.sub(r"^(Value error, |Input )", "", detail["msg"]).replace("valid tuple", "array")
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", message)
        return f"{message}, not {given!r}{_suggestion(str(given), allowed)}"
    return f"{message}, not {given!r}" if isinstance(given, str | int | float) and repr(given) not in message else message


def _suggestion(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def _keys_at(location: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand in the table at this place."""
    model: type[BaseModel] | None = Source
    for part in location:
        if isinstance(part, str) and model is not None:
            model = _table_in(model.model_fields[part].annotation) if part in model.model_fields else None
    return [name for name in model.model_fields if model is not Source or name not in FROM_PATH] if model else []


def _table_in(annotation: object) -> type[BaseModel] | None:
    """The model inside `Way`, `tuple[Way, ...]` or `Way | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in typing.get_args(annotation) if (found := _table_in(inner))), None)
