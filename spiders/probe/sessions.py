"""Parameters that name a visitor's session, which some servers write into every link of a page: no page is named by them. Pure.

Known by what they do, not by their names: nearly all links of a page have the parameter with one and the same value, that value
is a token, and the page has another one when it is asked again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from press.page import Page
from spiders.discovery.query import parameters

#: A session's value: eight signs or more, a digit among them. Languages, numbers of menu entries and years are shorter.
_TOKEN = re.compile(r"(?=.*\d)[A-Za-z0-9_.~-]{8,200}")
#: Fewer links with a query say too little.
_ENOUGH = 5
_NEARLY_ALL = 0.8


def tokens_in(addresses: Iterable[str]) -> dict[str, str]:
    """The parameters that may be sessions, with their values: the same token in nearly all links that have a query."""
    counts: Counter[tuple[str, str]] = Counter()
    asked = 0
    for address in dict.fromkeys(addresses):
        given = parameters(address)
        asked += bool(given)
        counts.update({(name, value) for name, value in given if _TOKEN.fullmatch(value)})
    return {name: value for (name, value), count in counts.items() if count >= max(_ENOUGH, _NEARLY_ALL * asked)}


def sessions_of(first: Mapping[str, str], again: Mapping[str, str]) -> tuple[str, ...]:
    """The parameters that had another value when the same page was asked again."""
    return tuple(sorted(name for name, value in first.items() if name in again and again[name] != value))


def without_sessions(page: Page, names: Iterable[str]) -> Page:
    """The page as it would be if its server wrote no sessions into its links."""
    listed = b"|".join(re.escape(name.encode()) for name in names)
    if not listed:
        return page
    value = rb"=[A-Za-z0-9_.~%-]*"
    body = re.sub(rb"(?:&amp;|&)(?:" + listed + rb")" + value, b"", page.body, flags=re.IGNORECASE)
    body = re.sub(rb"\?(?:" + listed + rb")" + value + rb"(?:&amp;|&)", b"?", body, flags=re.IGNORECASE)
    body = re.sub(rb"\?(?:" + listed + rb")" + value, b"", body, flags=re.IGNORECASE)
    return replace(page, body=body)
