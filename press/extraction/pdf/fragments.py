"""A fragment: characters that stand side by side on one baseline, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character as drawn. Points, the origin below left; `y` is the baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text in logical order. `rtl`: it is written from right to left. `weight` as fonts count it (400 regular, 700 bold)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    weight: float
    rtl: bool = False

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's fragments in no certain order, and its size in points."""

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
