"""WordPress' REST interface, where a page names it: the site's own name and zone, and its collections of dated posts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from press import language
from press.dates import parse_iso
from press.instant import Instant
from press.page import Page
from press.text import one_line
from spiders.probe.asking.trail import Trail
from spiders.probe.evidence import Entry, FoundWay
from spiders.probe.words import names_other, press_weight

#: Collections that are looked at: WordPress' own posts and what a site has beside them.
MOST_COLLECTIONS = 5
#: Posts of each that are brought along, to be compared with what other ways name.
SHOWN = 20
#: Types that WordPress keeps for itself (its REST handbook: post types), and pages, which are no posts.
_OWN = frozenset(["page", "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "user_request"])
_PER_PAGE = 100


async def ask_wordpress(trail: Trail, api: str) -> list[FoundWay]:
    """The interface's collections of posts, as ways; those that hold none are left out."""
    page = await trail.ask(api, "WordPress' REST interface")
    root = _json(page)
    if isinstance(root, Mapping):
        evidence = trail.evidence
        evidence.stated_name = one_line(str(root.get("name") or "")) or None
        zone = root.get("timezone_string")
        evidence.stated_zone = zone if isinstance(zone, str) and "/" in zone else None
    types = _json(await trail.ask(f"{api}wp/v2/types", "WordPress' list of types"))
    found = []
    for base, name in _collections(types)[:MOST_COLLECTIONS]:
        if (way := await _collection(trail, f"{api}{base}", name)) is not None:
            found.append(way)
            trail.evidence.ways.append(way)
    return found


def _collections(types: Any) -> list[tuple[str, str]]:
    """Path and name of each collection that may hold posts, the likeliest first; WordPress' own where nothing is said."""
    if not isinstance(types, Mapping):
        return [("wp/v2/posts", "posts")]
    found: list[tuple[int, str, str]] = []
    for slug, said in types.items():
        if not isinstance(said, Mapping) or slug in _OWN or str(slug).startswith("wp_") or said.get("hierarchical") is True:
            continue
        base, name = str(said.get("rest_base") or slug), one_line(str(said.get("name") or slug)) or str(slug)
        if "(" in base:  # a pattern, for what has no list
            continue
        weight = max(press_weight(name), press_weight(base))
        if weight == 0 and (names_other(name) or names_other(base)):
            continue
        namespace = str(said.get("rest_namespace") or "wp/v2")
        found.append((-1 if slug == "post" else 3 - weight, f"{namespace}/{base}", name))
    return [(base, name) for _rank, base, name in sorted(found)]


async def _collection(trail: Trail, url: str, name: str) -> FoundWay | None:
    mark = "&" if "?" in url else "?"
    page = await trail.ask(
        f"{url}{mark}per_page={SHOWN}&_fields=id,link,date,date_gmt,modified_gmt,title,lang", "a collection of WordPress' posts"
    )
    posts = _json(page)
    if page is None or not isinstance(posts, list):
        return None
    entries = tuple(entry for post in posts if isinstance(post, Mapping) and (entry := _entry(post)) is not None)
    if not entries:
        return None
    said = page.headers.get("x-wp-total", "")
    total = int(said) if said.isdecimal() else None
    trail.evidence.stamps.extend(stamp for post in posts if isinstance(post, Mapping) and (stamp := _stamp(post)) is not None)
    return FoundWay(
        "wordpress", url, entries, total, "the interface's own count" if total is not None else "", complete=True,
        first=1 + (total or 0) // _PER_PAGE, title=name,
    )  # fmt: skip


def _entry(post: Mapping[str, Any]) -> Entry | None:
    link, title = post.get("link"), post.get("title")
    if not isinstance(link, str) or not link.startswith(("http://", "https://")):
        return None
    rendered = title.get("rendered") if isinstance(title, Mapping) else None
    stamp = _stamp(post)
    published = Instant.of(stamp) if stamp is not None else parse_iso(str(post.get("date") or ""))
    spoken = language.tag(post["lang"]) if isinstance(post.get("lang"), str) else None
    return Entry(link, one_line(rendered) if isinstance(rendered, str) else None, published, spoken)


def _stamp(post: Mapping[str, Any]) -> datetime | None:
    """The post's instant with the offset that the site's clock had: WordPress states the time here and in UTC."""
    local, utc = parse_iso(str(post.get("date") or "")), parse_iso(str(post.get("date_gmt") or ""))
    if local is None or utc is None or local.zone is not None:
        return None
    minutes = round((local.local - utc.local).total_seconds() / 60)
    if abs(minutes) > 14 * 60:
        return None
    sign = "-" if minutes < 0 else "+"
    stated = parse_iso(f"{local.local.isoformat()}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}")
    if stated is None or stated.zone is None:
        return None
    from press.instant import zone_of

    return stated.local.replace(tzinfo=zone_of(stated.zone))


def _json(page: Page | None) -> Any:
    if page is None:
        return None
    try:
        return json.loads(page.body)
    except (ValueError, RecursionError):
        return None
