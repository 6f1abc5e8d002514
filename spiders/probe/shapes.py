"""How a site builds its addresses: which directory a page stands in, and patterns that take in a section and leave out the rest.

A pattern that is too narrow loses releases, one that is too wide lets in pages that the page kinds still refuse: so patterns name
directories only, and none is made where releases stand beside the site's other pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, parse_qsl, urlsplit

from press.language import tag

_NUMBER = re.compile(r"\d{1,8}")
_DATED = re.compile(r"(?:19|20)\d\d(?:[-_]?\d\d){0,2}")
_NUMBERED = re.compile(r"([A-Za-z][A-Za-z_-]{2,}?[-_=]?)\d+")
_EXTENSION = re.compile(r"\.\w{2,5}$")
#: In a path: a page's own number, which no script's name has; in a query: a value that says how a page is shown.
_LONG_NUMBER, _A_WORD = re.compile(r"\d{3}"), re.compile(r"[A-Za-z_]{0,12}")
#: `view_press_release.php` is a script; what has more words is a headline.
_MOST_WORDS_OF_A_SCRIPT = 4
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")

#: So many sibling directories with releases in them are one section's categories or years, not sections of their own.
_CATEGORIES = 4
#: So many paths of one directory, each with a query and seen once, are pages; fewer may be scripts.
_PAGES_OF_THEIR_OWN = 3
#: Releases beside the site's other pages count from this share on; a single one may be a page that a listing happens to name.
_SHARE = 0.1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where pages stand: a directory (`/en/news/`), or a script with its question mark (`/news.php?`).

    `dated`: between the directory and its pages stand years, months or numbers (`/2024/05/a-title`). `language`: the one that a
    query names; pages of two languages stand in two places, as they do under `/en/` and `/fr/`.
    """

    path: str
    dated: bool = False
    language: str = ""

    @property
    def is_root(self) -> bool:
        """Whether pages here stand beside all others of the site, or of one of its languages."""
        return not self.dated and all(is_language(part) for part in self.path.strip("/").split("/") if part)

    @property
    def pattern(self) -> str:
        """A regular expression for the addresses of pages here."""
        between = r"(?:19|20)\d\d[\d/_-]" if self.dated else "."
        # A script may stand in a directory of its year: next year's are its pages too.
        path = re.sub(r"(?<=/)\d+(?=/)", r"\\d+", _escaped(self.path)) if self.path.endswith("?") else _escaped(self.path)
        return f"^https?://[^/]+{path}{between}"

    @property
    def words(self) -> str:
        """The directory's own name."""
        return next((part for part in reversed(self.path.strip("/?").split("/")) if not is_language(part)), "")


def is_language(segment: str) -> bool:
    """Whether a segment of a path names a language: `fr`, `pt-br`."""
    return bool(_LANGUAGE.fullmatch(segment)) and tag(segment) is not None


def bare(url: str) -> str:
    """An address without what differs between two spellings of it: scheme, `www.`, the last slash, the fragment."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default)\.(?:x?html?|php\d?|aspx?|jsp)$", "/", parts.path).rstrip("/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{'?' + parts.query if parts.query else ''}"


def place_of(url: str) -> Place:
    """Where a page stands."""
    parts = urlsplit(url)
    spoken = _language_in(parts.query)
    if parts.query and not _names_page_alone(parts):
        return Place(f"{parts.path}?", language=spoken)
    directory = parts.path.rstrip("/").split("/")[1:-1]
    kept = list(directory)
    while kept and (_NUMBER.fullmatch(kept[-1]) or _DATED.fullmatch(kept[-1])):
        kept.pop()
    dated = len(kept) < len(directory) and bool(_DATED.fullmatch(directory[len(kept)]))
    path = f"/{'/'.join(kept)}/" if kept else "/"
    # Under a directory of its own a release is there with or without a year before it.
    return Place(path, dated and Place(path).is_root, spoken)


def _language_in(query: str) -> str:
    """The language that one of a query's values names; empty where none does, or where two do."""
    named = {value.lower() for _name, value in parse_qsl(query) if is_language(value)}
    return named.pop() if len(named) == 1 else ""


def _names_page_alone(parts: SplitResult) -> bool:
    """Whether the path names the page, and the query a language or how it is shown (`/press/2026/0032.html?lang=fr`).

    A script's query names the page: by a number, a title, or anything that is no language where the path is a script's own name.
    """
    values = [value for _name, value in parse_qsl(parts.query, keep_blank_values=True)]
    if all(is_language(value) for value in values):
        return True
    own = _EXTENSION.sub("", parts.path.rstrip("/").rpartition("/")[2])
    is_title = bool(_LONG_NUMBER.search(own)) or len(re.split("[-_]+", own)) > _MOST_WORDS_OF_A_SCRIPT
    return is_title and all(_A_WORD.fullmatch(value) for value in values)


def places(urls: Iterable[str]) -> Counter[Place]:
    """How many addresses stand where, in whatever language; categories of one section are counted as that section."""
    counted = _without_single_pages(Counter(replace(place_of(url), language="") for url in urls))
    while True:
        children: dict[str, list[Place]] = {}
        for place in counted:
            if not place.path.endswith("?") and not place.dated and place.path != "/":
                parent = place.path.rstrip("/").rpartition("/")[0] + "/"
                children.setdefault(parent, []).append(place)
        merged = next(
            (
                (parent, found)
                for parent, found in sorted(children.items(), key=lambda item: -len(item[0]))
                if not Place(parent).is_root and (len(found) >= _CATEGORIES or Place(parent) in counted)
            ),
            None,
        )
        if merged is None:
            return counted
        parent, found = merged
        for place in found:
            counted[Place(parent)] += counted.pop(place)


def _without_single_pages(counted: Counter[Place]) -> Counter[Place]:
    """The same, where a directory's pages each have a path and a query of their own: such a path is no script, and names one."""
    single: dict[str, list[Place]] = {}
    for place, count in counted.items():
        if place.path.endswith("?") and count == 1:
            single.setdefault(place.path.rpartition("/")[0] + "/", []).append(place)
    for directory, found in single.items():
        if len(found) >= _PAGES_OF_THEIR_OWN:
            for place in found:
                above = place_of(f"http://host{directory}x")
                counted[replace(above, language="")] += counted.pop(place)
    return counted


def patterns(releases: Iterable[str]) -> tuple[str, ...]:
    """Patterns that take in these releases and those that will stand beside them; none where no directory sets them apart."""
    addresses = list(dict.fromkeys(releases))
    counted = places(addresses)
    found: list[str] = []
    for place, count in sorted(counted.items()):
        if not place.is_root:
            found.append((place if count > 1 else _wider(place)).pattern)
        elif count >= max(2, _SHARE * len(addresses)):
            numbered = _numbered(place, addresses)
            if numbered is None:
                return ()
            found.append(numbered)
    return tuple(dict.fromkeys(found))


def _numbered(place: Place, addresses: list[str]) -> str | None:
    """A pattern for pages that a word and a number name (`news-123.html`), where all of the place are such."""
    names = [
        urlsplit(url).path.rstrip("/").rpartition("/")[2] for url in addresses if replace(place_of(url), language="") == place
    ]
    stems = {match[1] for name in names if (match := _NUMBERED.match(name))}
    if len(stems) != 1 or not all(_NUMBERED.match(name) for name in names) or len(names) < 3:
        return None
    return rf"^https?://[^/]+{_escaped(place.path)}{_escaped(stems.pop())}\d"


def _escaped(text: str) -> str:
    """As a pattern, and no more of it escaped than has to be: a person reads it."""
    return re.sub(r"([.?+*()\[\]{}|^$\\])", r"\\\1", text)


def _wider(place: Place) -> Place:
    """A single release does not show where its section begins: the directory above, where that is not the site itself."""
    parent = Place(place.path.rstrip("/").rpartition("/")[0] + "/")
    return place if place.dated or place.path.endswith("?") or parent.is_root else parent


def matches(found: Iterable[str], url: str) -> bool:
    """Whether one of the patterns takes the address in; where there are none, all are."""
    listed = tuple(found)
    return not listed or any(re.search(pattern, url) for pattern in listed)


def base_of(page: str, links: Iterable[str]) -> str:
    """The path under which a site stands on its host: `/`, or `/ministry/` where its own pages' menus stay below that.

    Such pages lead to `/ministry/` as their home, mostly to addresses below it, and not to the root, which is another site's;
    where they lead to the root too, nearly all their links must be below.
    """
    host = _host(page)
    own = urlsplit(page).path.strip("/").split("/")[0]
    if not own or is_language(own) or "." in own:
        return "/"
    paths = [parts.path for url in dict.fromkeys(links) if (parts := urlsplit(url)).netloc and _host(url) == host]
    below = sum(path == f"/{own}" or path.startswith(f"/{own}/") for path in paths)
    if len(paths) < 4 or not any(path.rstrip("/") == f"/{own}" for path in paths):
        return "/"
    to_root = any(path in ("", "/") for path in paths)
    return f"/{own}/" if below >= (0.9 if to_root else 0.6) * len(paths) else "/"


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")
