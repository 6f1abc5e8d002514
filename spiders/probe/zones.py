"""Which time zone a site's clock stands in, from the offsets it writes, else from its country. Pure.

The country's zones are CLDR's (through Babel); where a country has several, the seat of government's comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from press.instant import zone_of
from press.language_tags import primary

#: Capitals' zones of countries with more than one.
_CAPITALS = {
    "us": "America/New_York", "ca": "America/Toronto", "mx": "America/Mexico_City", "br": "America/Sao_Paulo",
    "ar": "America/Argentina/Buenos_Aires", "cl": "America/Santiago", "ec": "America/Guayaquil", "es": "Europe/Madrid",
    "pt": "Europe/Lisbon", "gb": "Europe/London", "de": "Europe/Berlin", "ru": "Europe/Moscow", "ua": "Europe/Kyiv",
    "kz": "Asia/Almaty", "uz": "Asia/Tashkent", "mn": "Asia/Ulaanbaatar", "cn": "Asia/Shanghai", "id": "Asia/Jakarta",
    "my": "Asia/Kuala_Lumpur", "au": "Australia/Sydney", "nz": "Pacific/Auckland", "pg": "Pacific/Port_Moresby",
    "fm": "Pacific/Pohnpei", "ki": "Pacific/Tarawa", "mh": "Pacific/Majuro", "pf": "Pacific/Tahiti", "gl": "America/Nuuk",
    "cd": "Africa/Kinshasa", "cy": "Asia/Nicosia", "ps": "Asia/Hebron", "vn": "Asia/Ho_Chi_Minh", "um": "Pacific/Wake",
    "aq": "UTC",
}  # fmt: skip
#: Zones to try for offsets where no country says which: one for each clock of the world that many people live by.
_COMMON = (
    "Europe/London", "Europe/Brussels", "Europe/Athens", "Europe/Istanbul", "Europe/Moscow", "Africa/Casablanca", "Africa/Lagos",
    "Africa/Johannesburg", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip


#: Software that knows no date writes the year 1, or 1970; and zones have had other clocks before that.
_BELIEVABLE = range(1971, 2200)


@dataclass(frozen=True, slots=True)
class ZoneFound:
    """A zone (IANA name or offset), why, and whether a person should look at it."""

    name: str
    reason: str
    check: bool = False


def zone_found(stated: str | None, stamps: Iterable[datetime], country: str | None, language: str | None = None) -> ZoneFound:
    """The zone: what the site's own interface states, else what the offsets fit, else the country's, else UTC.

    `stamps` are aware, each with the offset that the site wrote. Offsets of zero count only where the country keeps that time:
    much software writes UTC whatever the clock of the place. `language` is the tag that its pages state (`en-GB`): where
    nothing else names a country, it may.
    """
    if stated and _is_zone(stated):
        return ZoneFound(stated, "its interface states it")
    written = [stamp for stamp in stamps if stamp.utcoffset() is not None and stamp.year in _BELIEVABLE]
    zones = zones_of(country)
    telling = [stamp for stamp in written if stamp.utcoffset() != timedelta()]
    if telling:
        shown = _shown(telling)
        for name in zones:
            if _fits(name, telling):
                return ZoneFound(name, f"times written with {shown} fit its country's zone")
        if len({stamp.utcoffset() for stamp in telling}) > 1:
            spoken = zones_of(_territory(language))
            for name in (*spoken, *_COMMON):
                if _fits(name, telling):
                    by = "chosen by the language" if name in spoken else "no country says which"
                    return ZoneFound(name, f"one of the zones that have {shown} in summer and winter; {by}", check=True)
        offset = Counter(_offset(stamp) for stamp in telling).most_common(1)[0][0]
        return ZoneFound(offset, f"times written with {shown}; the zone's name is not known", check=True)
    if zones and written and _fits(zones[0], written):
        return ZoneFound(zones[0], f"its country's zone, and times written with {_shown(written)} fit it")
    if zones:
        several = f"; the country has {len(zones)}, this is its capital's" if len(zones) > 1 else ""
        return ZoneFound(zones[0], f"its country's zone{several}", check=len(zones) > 1)
    if country != "int" and (place := _country_of(language)):
        name = zones_of(place)[0]
        return ZoneFound(name, f"its pages state the language {language}, and this is the zone of {place.upper()}", check=True)
    if written:
        return ZoneFound("UTC", "times are written in UTC, and no country says which clock the publisher keeps", check=True)
    return ZoneFound("UTC", "nothing says which clock the publisher keeps", check=True)


def zones_of(country: str | None) -> Sequence[str]:
    """The zones of a country (two letters, any case), the capital's first; none for `int`, `xx` and unknown ones."""
    if country is None or len(country) != 2:
        return ()
    from babel.core import get_global

    found = tuple(name for name in get_global("territory_zones").get(country.upper(), ()) if _is_zone(name))
    capital = _CAPITALS.get(country.lower())
    return (capital, *(name for name in found if name != capital)) if capital else found


def _territory(language: str | None) -> str | None:
    """The country that a language tag names, else the one where most of its speakers live (CLDR's likely subtags)."""
    if language is None:
        return None
    if region := _region(language):
        return region
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language.replace("-", "_"))
    return likely.rpartition("_")[2] if likely else None


def _country_of(spoken: str | None) -> str | None:
    """The country that a language tag points to: its region, or the one country whose official language it is.

    `en-US` points nowhere: it is what software states that nobody has told.
    """
    if not spoken or spoken == "en-US":
        return None
    region = _region(spoken)
    if region is None:
        at_home = _homes().get(primary(spoken), ())
        region = at_home[0] if len(at_home) == 1 else None
    return region.lower() if region and zones_of(region) else None


def _region(tag: str) -> str | None:
    """The region in a BCP 47 tag: `GB` of `en-GB`."""
    return next((part for part in tag.split("-")[1:] if len(part) == 2), None)


@lru_cache(maxsize=1)
def _homes() -> dict[str, tuple[str, ...]]:
    """For each language the countries where it is official (CLDR)."""
    from babel.core import get_global

    found: dict[str, tuple[str, ...]] = {}
    for country, languages in get_global("territory_languages").items():
        for language, facts in languages.items():
            if facts.get("official_status") in ("official", "de_facto_official"):
                found[language] = (*found.get(language, ()), country)
    return found


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def _fits(name: str, stamps: Iterable[datetime]) -> bool:
    """Whether the zone had these offsets at these instants; one in ten may be another server's."""
    zone = zone_of(name)
    listed = list(stamps)
    right = sum(stamp.astimezone(zone).utcoffset() == stamp.utcoffset() for stamp in listed)
    return bool(listed) and right >= 0.9 * len(listed)


def _shown(stamps: Iterable[datetime]) -> str:
    return " and ".join(sorted({_offset(stamp) for stamp in stamps})[:3])


def _offset(stamp: datetime) -> str:
    minutes = int((stamp.utcoffset() or timedelta()).total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
