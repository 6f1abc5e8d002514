"""A JSON object as it stands in a row, read when something is asked of it: a release of many copies has thousands of ties, and
few of them are told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any


class Written(Mapping[str, Any]):
    """The object that a text says."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self._text)
        return said

    def __getitem__(self, key: str) -> Any:
        return self._said[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)
