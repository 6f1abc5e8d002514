"""Which address an item of a JSON list leads to: one that it holds, or one that is made of its slug or id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from press.urls import join, same_site
from spiders.discovery.json_item_address import made_of

_URL_NAME = re.compile(r"url|uri|link|href|permalink|path|canonical|alias|address|route", re.I)
_NOT_THE_PAGE = re.compile(
    r"image|img|thumb|photo|picture|logo|icon|media|avatar|video|audio|file|download|asset|cover|self|api", re.I
)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|mp[34]|webm|json|xml|css|js)$", re.I)
_ID_NAME = re.compile(r"slug|id$|\bid\b|uid|key|path|alias|handle|code|number|reference", re.I)
_API_PATH = re.compile(r"/(?:api|rest|jsonapi|graphql|wp-json|_api|v\d)(?:/|$)", re.I)

#: Links looked through, and the share of the items whose address must be among them for a template to be believed.
_MOST_LINKS, _SUPPORT = 2_000, 0.6


@dataclass(frozen=True, slots=True)
class Addressing:
    """`written` as `Answer.url` has it; `sure` 0 to 1; `field` the member it comes from."""

    written: str
    field: str
    addresses: tuple[str, ...]
    sure: float
    evidence: str


def address_of(
    url: str, columns: Mapping[str, Mapping[int, Any]], items: Sequence[Mapping[str, Any]], pages_seen: Sequence[str]
) -> Addressing | None:
    """How the items of the answer to `url` give their addresses; None where they give none that can be told."""
    seen = [address for page in pages_seen[:_MOST_LINKS] if (address := join(url, page)) is not None]
    candidates = [*_held(url, columns, len(items), seen), *_made(url, columns, items, seen)]
    return max(candidates, key=lambda candidate: candidate.sure, default=None)


def _held(url: str, columns: Mapping[str, Mapping[int, Any]], count: int, seen: Sequence[str]) -> Iterable[Addressing]:
    known = {_bare(address) for address in seen}
    own = urlsplit(url).path
    for path, values in columns.items():
        texts = [value for value in values.values() if isinstance(value, str) and _like_an_address(value)]
        addresses = [address for text in texts if (address := join(url, text)) is not None]
        if len(addresses) < count * 0.8 or len(set(addresses)) < len(addresses) * 0.9:
            continue
        paths = [urlsplit(address).path for address in addresses]
        if sum(1 for one in paths if _FILE.search(one)) * 2 > len(paths):
            continue
        listed = sum(1 for address in addresses if _bare(address) in known) / len(addresses)
        sure = 0.6 if _URL_NAME.search(path) else 0.45
        if listed:
            sure = 0.7 + 0.3 * listed
        elif seen:
            sure -= 0.15
        if not listed and (_NOT_THE_PAGE.search(path) or any(_API_PATH.search(one) or one == own for one in paths)):
            sure -= 0.4
        if not listed and sum(1 for address in addresses if same_site(address, url)) * 2 < len(addresses):
            sure -= 0.2
        if sure > 0.1:
            said = f", {round(listed * 100)} % of them linked on the page" if seen else ""
            yield Addressing(path, path, tuple(addresses), round(sure - 0.01 * path.count("."), 3), f"address in {path}{said}")


def _made(
    url: str, columns: Mapping[str, Mapping[int, Any]], items: Sequence[Mapping[str, Any]], seen: Sequence[str]
) -> Iterable[Addressing]:
    """Addresses that hold what stands in the items: the link of each item, with the item's value taken out of it."""
    by_segment: dict[str, list[str]] = {}
    for address in seen:
        for segment in _segments(address):
            by_segment.setdefault(segment, []).append(address)
    known = {_bare(address) for address in seen}
    says = [_said_in(columns, number) for number in range(len(items))] if by_segment else []
    for path, values in columns.items():
        texts = {number: str(value).strip("/") for number, value in values.items() if _like_an_id(value)}
        linked = [number for number, text in texts.items() if text in by_segment]
        if len(linked) < len(items) * _SUPPORT or len(set(texts.values())) < len(texts) * 0.9:
            continue
        templates: Counter[str] = Counter()
        for number in linked:
            for address in by_segment[texts[number]][:10]:
                templates.update(_templates(address, path, texts[number], says[number]))
        for template, _ in templates.most_common(6):
            made = (made_of(template, item, url) for item in items)
            addresses = [address for address in made if address is not None]
            listed = sum(1 for address in addresses if _bare(address) in known) / len(items)
            if listed >= _SUPPORT and len(set(addresses)) >= len(addresses) * 0.9:
                named = 0.02 if _ID_NAME.search(path) else 0.0
                yield Addressing(
                    template, path, tuple(addresses), round(0.68 + 0.3 * listed + named - 0.02 * template.count("{"), 3),
                    f"address made of {path}, {round(listed * 100)} % of them linked on the page",
                )  # fmt: skip


def _said_in(columns: Mapping[str, Mapping[int, Any]], number: int) -> dict[str, list[str]]:
    """For each short value of an item the members that hold it."""
    says: dict[str, list[str]] = {}
    for path, values in columns.items():
        text = str(values.get(number, ""))
        if 2 <= len(text) <= 100:
            says.setdefault(text, []).append(path)
    return says


def _templates(address: str, path: str, text: str, says: Mapping[str, list[str]]) -> Iterable[str]:
    """The address with the value's place held free; and, where another part of it stands in the item too, that one as well."""
    parts = re.split(r"([/?&=#])", address)
    places = [place for place, part in enumerate(parts) if place > 4 and _segment(part) == text]
    for place in places[-1:]:
        parts[place] = f"{{{path}}}{_extension(parts[place])}"
        yield "".join(parts)
        for other in (other for other in range(5, len(parts)) if other != place):
            for name in says.get(_segment(parts[other]), [])[:5]:
                if name != path:
                    yield "".join([*parts[:other], f"{{{name}}}", *parts[other + 1 :]])


def _segments(address: str) -> set[str]:
    _, _, rest = address.partition("://")
    return {_segment(part) for part in re.split(r"[/?&=#]", rest)[1:] if part} - {""}


def _segment(part: str) -> str:
    """A part of an address as a slug is written: decoded, without an extension of pages."""
    return re.sub(r"\.(?:html?|php|aspx?|jsp)$", "", unquote(part), flags=re.I)


def _extension(part: str) -> str:
    return part[len(re.sub(r"\.(?:html?|php|aspx?|jsp)$", "", part, flags=re.I)) :]


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _like_an_address(text: str) -> bool:
    return (
        text.startswith(("http://", "https://", "/")) and not text.startswith("//") and 2 <= len(text) <= 2000 and " " not in text
    )


def _like_an_id(value: Any) -> bool:
    text = str(value).strip("/")
    return not isinstance(value, float) and 1 <= len(text) <= 300 and not re.search(r"[\s<>{}]", text)
