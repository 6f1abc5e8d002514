"""Variants: addresses of a site that show what another of its pages shows (print, AMP), and which page stands for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from press import urls
from press.identity import keys

#: How a page that is no appearance of its own is known to be another's.
How = Literal["amp", "print", "redirect", "canonical link"]

#: Names of path segments and parameters by which software marks a page's print or AMP form. A name proves nothing by itself: it
#: makes a candidate, which has to have the same headline or text as the page whose address is left without it.
_PRINT = frozenset({"print", "printable", "printer", "printview", "printversion", "printpage", "imprimir", "imprimer", "drucken"})
_NAMES: dict[str, How] = {"amp": "amp", **dict.fromkeys(_PRINT, "print")}
#: Parameters whose value is such a name (`?outputType=amp`, `?view=print`); `tmpl=component` is how one CMS asks for a bare page.
_VALUES: dict[str, How] = {**_NAMES, "component": "print"}
_SUFFIX = re.compile(r"[._-](amp|print)(?=(?:\.[a-z]{3,5})?$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """An address that looks like a variant's: how, and the address of the page it would be a variant of."""

    how: How
    plain: str


def form_of(url: str) -> Form | None:
    """What a normalised address says of itself; None where it looks like a page of its own."""
    parts = urlsplit(url)
    found: list[How] = []
    host = parts.netloc
    if host.startswith("amp.") and host.count(".") > 1:
        found, host = ["amp"], host.removeprefix("amp.")
    segments = []
    for segment in parts.path.split("/"):
        how = _NAMES.get(_bare(segment))
        if how is None:
            segments.append(segment)
        else:
            found.append(how)
    if match := _SUFFIX.search(segments[-1]):
        found.append("amp" if match[1].lower() == "amp" else "print")
        segments[-1] = segments[-1][: match.start()] + segments[-1][match.end() :]
    kept = []
    for one in parts.query.split("&") if parts.query else ():
        name, _, value = one.partition("=")
        how = _NAMES.get(_bare(name)) or _VALUES.get(_bare(value))
        if how is None or value == "0":
            kept.append(one)
        else:
            found.append(how)
    if not found or not any(segments):
        return None
    return Form("amp" if "amp" in found else "print", urlunsplit((parts.scheme, host, "/".join(segments), "&".join(kept), "")))


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts of a page where it is to be decided which page stands for others. `canonical_url` is the latest revision's;
    `redirects` are addresses that led to the page, and when they last did."""

    appearance_id: UUID
    url: str
    canonical_url: str | None
    last_seen_at: datetime
    redirects: Mapping[str, datetime] = field(default_factory=dict)


def variants(pages: Collection[Facts]) -> tuple[UUID, dict[UUID, How]]:
    """The page that stands for all of them, and how each of the others is known to be its variant.

    Last come addresses that redirect by now, before them print and AMP forms and pages that name another address; of the rest
    those first that others name as canonical; then https, the shortest and the alphabetically first address. A function of the
    set, so that the order of arrival does not matter.
    """
    led_on: dict[str, datetime] = {}  # twin -> when it was last seen to redirect to one of these pages
    for page in pages:
        for url, at in page.redirects.items():
            twin = urls.twin(url)
            led_on[twin] = max(at, led_on.get(twin, at))
    how_of: dict[UUID, How | None] = {}
    named = set()
    for page in pages:
        form, redirected_at = form_of(page.url), led_on.get(urls.twin(page.url))
        names_another = keys.names_another(page.url, page.canonical_url)
        if names_another and page.canonical_url is not None:
            named.add(urls.twin(page.canonical_url))
        how_of[page.appearance_id] = (
            form.how if form is not None
            else "redirect" if redirected_at is not None and redirected_at > page.last_seen_at
            else "canonical link" if names_another
            else None
        )  # fmt: skip

    def rank(page: Facts) -> tuple[bool, bool, bool, tuple[bool, int, str], UUID]:
        how = how_of[page.appearance_id]
        is_named = urls.twin(page.url) in named
        return how == "redirect", how is not None, not is_named, address_rank(page.url), page.appearance_id

    main, *others = (page.appearance_id for page in sorted(pages, key=rank))
    return main, {one: how_of[one] or "canonical link" for one in others}


def claims(url: str, canonical_url: str | None, redirected_from: Iterable[str]) -> tuple[str, ...]:
    """Other addresses of its site at which a page claims to stand: candidates, held to it by `press.identity.keys.page_keys`.

    The canonical link has to be believed (press.identity.keys).
    """
    found = [canonical_url] if canonical_url is not None and keys.names_another(url, canonical_url) else []
    if (form := form_of(url)) is not None:
        found.append(form.plain)
    found += [one for one in redirected_from if urls.same_owner(one, url)]
    return tuple(dict.fromkeys(found))


def address_rank(url: str) -> tuple[bool, int, str]:
    """Of addresses of one page the least is shown: https, then the shortest, then the alphabetically first."""
    return not url.startswith("https:"), len(url), url


def _bare(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")
