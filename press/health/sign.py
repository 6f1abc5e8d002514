"""A sign that something is wrong with a source: a word for programs, a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gravity = Literal["degraded", "failing"]


@dataclass(frozen=True, slots=True)
class Sign:
    """`failing`: nothing comes in, or nothing that can be used. `degraded`: something does, and something is wrong with it."""

    word: str
    gravity: Gravity
    sentence: str
