"""The time zones in which the publisher of a page may be: its source's, else those of the country that its address names."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from press.source import Source

#: Countries' endings that are sold to anybody, for what they spell.
_OF_ANYBODY = frozenset(["ai", "cc", "co", "fm", "io", "la", "ly", "me", "nu", "sh", "to", "tv", "ws"])
_OTHER_NAMES = {"uk": "GB"}


def home_zones(url: str, source: Source | None) -> tuple[str, ...]:
    """IANA names, none where the address names no country."""
    if source is not None:
        return (source.time_zone,)
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ()
    ending = host.rpartition(".")[2].lower()
    return () if len(ending) != 2 or ending in _OF_ANYBODY else _zones_of(_OTHER_NAMES.get(ending, ending.upper()))


@lru_cache(maxsize=256)
def _zones_of(territory: str) -> tuple[str, ...]:
    from babel.core import get_global

    return tuple(get_global("territory_zones").get(territory, ()))
