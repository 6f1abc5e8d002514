"""How more of a JSON list is asked for: told from the address that was asked and from what the answer says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from press.urls import join, normalise
from spiders.discovery.query import parameters, with_parameters


def _names(*names: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(names)})", re.IGNORECASE)


_PAGE = _names(
    "page", "paged", "p", "pg", "pn", "page_?no", "page_?num", "page_?number", "page_?index", "current_?page", "pagina", "seite",
    r"\w+\[(?:page|number|current_?page)\]",
)  # fmt: skip
_OFFSET = _names(
    r"\$?skip", "offset", "from", "_?start", "start_?index", "start_?row", "first_?result", r"\w+\[(?:offset|start|skip)\]"
)
_CURSOR = _names(
    "cursor", "after", "continuation(?:_?token)?", "next_?(?:token|cursor)", "page_?token", "scroll_?id", "start_?after",
    r"\w+\[(?:cursor|after)\]",
)  # fmt: skip
_NEXT = _names(
    "next", "next_?(?:page|url|link|href|cursor|token)", "next_?page_?(?:url|token)", r"@odata\.nextlink", "end_?cursor", "cursor"
)
_PAGES = _names("total_?pages", "page_?count", "nb_?pages", "num_?pages", "last_?page", "pages", "pages_?count", "max_?pages")
_TOTAL = _names(
    "total", "total_?(?:count|items|results|records|hits|elements|entries|docs|rows)", "count", "nb_?hits", "num_?found",
    "records_?total", "found", "(?:items|result|results|filter)_?count", "hits", r"@odata\.count",
)  # fmt: skip
_KEEPS_CACHES_AWAY = _names("_", "t", "ts", "cb", "rnd?", "rand(?:om)?", "timestamp", "cache_?buster", "no_?cache", "nonce")

#: What says how many, in lower case: the parameter that goes with it to say which.
_COMPANIONS = {
    "limit": "offset", "_limit": "_start", "per_page": "page", "perpage": "page", "pagesize": "page", "page_size": "page",
    "size": "page", "hitsperpage": "page", "rows": "start", "take": "skip", "$top": "$skip", "top": "skip",
    "pagination[pagesize]": "pagination[page]", "pagination[limit]": "pagination[start]", "page[size]": "page[number]",
    "page[limit]": "page[offset]",
}  # fmt: skip

_MOST_MEMBERS = 300


@dataclass(slots=True)
class Paging:
    """`described` are members of an Answer; `start` parameters to be set for the first page."""

    described: dict[str, str] = field(default_factory=dict)
    start: dict[str, str] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    total: int | None = None


def paging_of(url: str, data: Any, items: str, count: int) -> Paging:
    """How the answer `data` to `url`, whose list of `count` items stands at `items`, goes on."""
    paging = Paging()
    said = dict(_members(data, items))
    numbers = {
        path: value for path, value in said.items() if isinstance(value, int) and not isinstance(value, bool) and value >= 0
    }
    total = next((path for path in numbers if _TOTAL.fullmatch(_name(path)) and numbers[path] >= count), None)
    pages = next((path for path in numbers if _PAGES.fullmatch(_name(path)) and 1 <= numbers[path] <= 100_000), None)
    if total is None and pages is None:
        total, pages = _by_arithmetic(numbers, count)
    if total is not None:
        paging.total = numbers[total]
    _go_on(paging, url, said, numbers, count)
    if {"page", "offset"} & set(paging.described):
        if pages is not None and "page" in paging.described:
            paging.described["pages"] = pages
        if total is not None:
            paging.described["total"] = total
    if paging.total is not None:
        paging.evidence.append(f"{paging.total} items in all by {total}")
        if paging.total > count and not paging.described:
            paging.evidence.append("how the others are asked for cannot be told")
    return paging


def _by_arithmetic(numbers: dict[str, int], count: int) -> tuple[str | None, str | None]:
    """The paths to the numbers of items and of pages, in any language: the only two that fit each other and a page's items."""
    fitting = [
        (total, pages)
        for total, items in numbers.items()
        if count > 1 and items > count
        for pages, number in numbers.items()
        if pages != total and number == -(-items // count)
    ]
    return fitting[0] if len(fitting) == 1 else (None, None)


def first_page(url: str, paging: Paging) -> str:
    """The address of the first page, without parameters that only keep caches away."""
    away = [name for name, value in parameters(url) if _KEEPS_CACHES_AWAY.fullmatch(name) and re.fullmatch(r"[\d.]{6,}", value)]
    return normalise(with_parameters(url, paging.start, without=away))


def _go_on(paging: Paging, url: str, said: dict[str, Any], numbers: dict[str, int], count: int) -> None:
    """Find what leads on: an address or a mark that the answer names, or a parameter that counts."""
    asked = dict(parameters(url))
    nexts = [path for path in said if _says_next(path)]
    for path in nexts:
        value = said[path]
        if isinstance(value, str) and re.match(r"https?://|/|\?", value) and join(url, value) is not None:
            return _said(paging, f"next page in {path}", next=path)
        mark = next((name for name in asked if _CURSOR.fullmatch(name)), None)
        if mark is not None and isinstance(value, str | int) and not isinstance(value, bool):
            return _said(paging, f"next page by {mark} from {path}", next=path, cursor=mark)
    for pattern, member, first in ((_PAGE, "page", 1), (_OFFSET, "offset", 0)):
        name = next((name for name, value in asked.items() if pattern.fullmatch(name) and _is_count(value)), None)
        if name is not None:
            paging.start = {name: str(min(int(asked[name]), first))}
            return _said(paging, f"{member}s counted by {name}", **{member: name})
    if any(said[path] is None for path in nexts):
        return _said(paging, f"no next page now in {nexts[0]}", next=nexts[0])
    if paging.total is not None and paging.total <= count:
        return None
    return _guess(paging, asked, numbers, count)


def _guess(paging: Paging, asked: dict[str, str], numbers: dict[str, int], count: int) -> None:
    """A parameter that is usual beside those asked, or that the answer itself speaks of. A wrong guess costs one request: an
    endpoint that does not know it gives the same page again."""
    companion = next((name for name in asked if name.lower() in _COMPANIONS), None)
    if companion is not None:
        if not _is_count(asked[companion]) or int(asked[companion]) > count:
            return None  # it was asked for all (-1), or gave fewer than it was asked for: there are no more
        member = "page" if _PAGE.fullmatch(_COMPANIONS[companion.lower()]) else "offset"
        return _said(
            paging, f"{member}s perhaps counted by the usual companion of {companion}", **{member: _COMPANIONS[companion.lower()]}
        )
    for pattern, member in ((_PAGE, "page"), (_OFFSET, "offset")):
        echoed = next((path for path in numbers if pattern.fullmatch(_name(path)) and numbers[path] <= 1), None)
        if echoed is not None:
            outer, parent, name = "", "", echoed
            if "." in echoed:
                outer, _, name = echoed.rpartition(".")
                outer, _, parent = outer.rpartition(".")
            # An answer that keeps its counts under `meta.pagination` takes them as `pagination[page]`.
            name = f"{parent}[{name}]" if outer and parent == "pagination" else name
            return _said(paging, f"{member}s perhaps counted by {name}, as the answer calls it", **{member: name})
    return None


def _says_next(path: str) -> bool:
    name, above = _name(path), _name(path.rpartition(".")[0])
    return bool(_NEXT.fullmatch(name)) or (name in ("href", "url", "cursor") and bool(_NEXT.fullmatch(above)))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _said(paging: Paging, evidence: str, **described: str) -> None:
    paging.described.update(described)
    paging.evidence.append(evidence)


def _members(data: Any, items: str) -> Iterator[tuple[str, Any]]:
    """What the answer says beside its list: paths and plain values, outermost first."""
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    for _ in range(_MOST_MEMBERS):
        if not waiting:
            return
        path, value, depth = waiting.pop(0)
        if path == items and isinstance(value, list):
            continue
        if isinstance(value, dict):
            if depth < 5:
                waiting += [(f"{path}.{name}" if path else name, inner, depth + 1) for name, inner in value.items()]
        elif isinstance(value, list):
            place = items.removeprefix(f"{path}." if path else "").partition(".")[0]
            if items.startswith(f"{path}.") and place.isdigit() and int(place) < len(value):  # the list stands inside this one
                waiting.append((f"{path}.{place}", value[int(place)], depth + 1))
        else:
            yield path, value


def _name(path: str) -> str:
    if "@odata." in path:
        return path[path.index("@odata.") :]
    return path.rpartition(".")[2]
