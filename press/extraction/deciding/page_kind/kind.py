"""The verdict on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`release`, or what the page is instead (section, tag, home, …), with the reason in words."""

    name: str
    reason: str | None = None
