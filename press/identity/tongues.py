"""Whether two language tags are of two languages: regions are none (`en-GB`), the scripts of Chinese are. Pure."""

from __future__ import annotations

from collections.abc import Iterable

#: Codes that stand for one language.
_ONE = {"no": "nb", "iw": "he", "in": "id", "mo": "ro", "tl": "fil"}
_SCRIPT_OF_REGION = {"cn": "hans", "sg": "hans", "my": "hans", "tw": "hant", "hk": "hant", "mo": "hant"}
_LETTERS_OF_A_SCRIPT = 4


def spoken(tag: str | None) -> str:
    """What a tag says of the language itself: `fr` of `fr-CH`, `zh-hant` of `zh-TW`, `sr-latn` of `sr-Latn-RS`."""
    first, *rest = (tag or "").casefold().replace("_", "-").split("-")
    first = _ONE.get(first, first)
    script = next((part for part in rest if len(part) == _LETTERS_OF_A_SCRIPT), None)
    if script is None and first == "zh":
        script = next((_SCRIPT_OF_REGION[part] for part in rest if part in _SCRIPT_OF_REGION), None)
    return f"{first}-{script}" if script else first


def same(one: str, other: str) -> bool:
    """Whether two languages (as `spoken`) may be one: a language without its script may be in any."""
    ours, theirs = one.split("-"), other.split("-")
    return one == other or (ours[0] == theirs[0] and len(ours) != len(theirs))


def overlap(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether one of these languages may be one of those."""
    known = list(theirs)
    return any(same(one, other) for one in ours for other in known)
