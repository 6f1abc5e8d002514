"""Which rows of blocks are lists of releases, and which are menus, tags, calendars, archives, facets and share links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from press.text import word_count
from spiders.discovery.listing.blocks import HEADLINE_WORDS, Row
from spiders.discovery.listing.dates import is_month
from spiders.discovery.listing.entries import Found
from spiders.discovery.listing.furniture import furniture_around
from spiders.discovery.listing.tree import Tree, text_of
from spiders.discovery.listing.words import says

#: A row with less is no list of releases, whatever else stands on the page.
ENOUGH = 2.0
#: What proves a list beside a better one: less than this and it is the site's furniture.
ENOUGH_BESIDE = 3.5

#: What is enough beside a better one for entries with addresses like the better one's.
ENOUGH_ALIKE = 1.5
#: Where the best has no dates, others that are nearly as good are lists too (a home page's sections).
BESIDE = 1.0
#: Points within which a fuller row of the same blocks is preferred.
NEARLY = 3.0

_COUNTED = re.compile(r"\(\s*\d+\s*\)\s*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(eq=False, slots=True)
class Judged:
    """A row with its entries, how much speaks for it, and why."""

    row: Row
    entries: list[Found]
    score: float
    evidence: tuple[str, ...]
    dated: float
    furniture: bool
    below: bool
    solid: float
    chosen: bool = False


def judge(tree: Tree, row: Row, entries: list[Found], shapes: frozenset[str]) -> Judged | None:
    """How much speaks for a row being a list of releases; None where it certainly is none.

    `shapes`: structures that were lists of releases on other pages of this listing.
    """
    entries = [entry for entry in entries if entry.url != tree.url]
    if not entries or len({entry.url for entry in entries}) * 10 < len(entries) * 6:
        return None
    count = len(entries)
    heads = [entry.headline or "" for entry in entries]
    if _share(not _LETTER.search(head) for head in heads) > 0.5:
        return None  # numbers and signs: pages, days of a calendar
    if _share(is_month(head, tree.language) for head in heads) > 0.5:
        return None  # an archive by month
    if _share(says(head) is not None for head in heads) > 0.5:
        return None
    entries = [entry for entry, head in zip(entries, heads, strict=True) if not _is_furniture_text(tree, head)]
    entries = _without_strangers(tree, entries)
    if not entries:
        return None
    heads = [entry.headline or "" for entry in entries]
    count = len(entries)
    solid = _share(word_count(head) >= HEADLINE_WORDS - 1 for head in heads)
    words = sorted(word_count(head) for head in heads)[count // 2]
    repeated = 1 - len({head.casefold() for head in heads}) / count
    score, evidence = 0.0, []
    dated = _share(entry.is_dated and entry.date_from != "address" for entry in entries)
    in_address = _share(entry.date_from == "address" for entry in entries)
    if dated:
        score += 4 * dated
        evidence.append(f"{dated:.0%} dated")
    if in_address:
        score += 2 * in_address
        evidence.append(f"{in_address:.0%} dated by their addresses")
    headings = _share(entry.is_heading for entry in entries)
    if headings:
        score += 1.5 * headings
        evidence.append(f"{headings:.0%} with headings")
    score += min(words, 8) * 0.3 - (1.5 if words <= 2 else 0)
    evidence.append(f"{words} words a headline")
    more = _share(_has_summary(entry) for entry in entries)
    if more:
        score += more
        evidence.append(f"{more:.0%} with a summary")
    score += min(count, 10) * 0.08
    if _share(entry.block.root.tag == "article" or "hentry" in entry.block.root.names for entry in entries) > 0.5:
        score += 1
        evidence.append("articles")
    furniture = furniture_around(tree, row)
    if furniture:
        score -= 3
        evidence.append(f"in {furniture}")
    if repeated > 0.5:
        score -= 2
        evidence.append("headlines repeat")
    same_page = _share(_is_view_of(tree.url, entry.url) for entry in entries)
    if same_page > 0.5 and (dated < 0.5 or words <= 3) and not (words >= HEADLINE_WORDS and _are_numbered(entries)):
        score -= 4
        evidence.append("other views of this page")
    if _share(bool(_COUNTED.search(head)) for head in heads) > 0.5:
        score -= 3
        evidence.append("texts end with a count")
    off_site = _share(not entry.on_site for entry in entries)
    if off_site > 0.5:
        score -= 2
        evidence.append("leads to other sites")
    below = _below(tree.url, entries)
    if below > 0.5:
        score += 2
        evidence.append("addresses below this page's")
    crowded = _share(_holds_several(entry) for entry in entries)
    if crowded > 0.5:
        score -= 3
        evidence.append("blocks hold several headlines")
    deep = _share(_depth(entry.url) >= 2 or "?" in entry.url for entry in entries)
    score += 0.5 * deep
    if count == 1:
        if not dated and not headings and row.shape not in shapes:
            return None  # a link alone, with nothing that says what it is
        score -= 1
    if row.shape in shapes:
        score += 2
        evidence.append("as on other pages")
    return Judged(row, entries, round(score, 2), tuple(evidence), max(dated, in_address), bool(furniture), below > 0.5, solid)


def choose(judged: Sequence[Judged]) -> list[Judged]:
    """The rows that are lists of releases, best first; of rows that share blocks, the better."""
    chosen: list[Judged] = []
    ranked = sorted(judged, key=lambda item: (-item.score, -len(item.entries)))
    for place, first in enumerate(ranked):
        if first.score < (ENOUGH_ALIKE if chosen else ENOUGH):
            break
        if any(_overlap(first, other) for other in chosen):
            continue
        candidate = _fullest(first, ranked[place + 1 :], chosen)
        if chosen and not _stands_beside(candidate, chosen[0]):
            continue
        chosen.append(candidate)
    return chosen


def is_plausible(item: Judged) -> bool:
    """Whether a row may well be a list of releases, so that no block of it needs to be looked at alone."""
    return len(item.entries) > 2 and item.score >= ENOUGH and item.solid >= 0.6 and not item.furniture


def _fullest(best: Judged, others: Sequence[Judged], chosen: Sequence[Judged]) -> Judged:
    """Of the rows that share blocks with the best, the one with most entries, if it is nearly as good.

    A link that only some blocks have (a second category) makes a row of few blocks, each of them several entries.
    """
    fullest = best
    for other in others:
        if other.score < best.score - NEARLY:
            break
        fuller = len(other.entries) > len(fullest.entries) and other.solid >= best.solid - 0.2 and other.dated >= best.dated - 0.3
        if fuller and _overlap(other, best) and not any(_overlap(other, one) for one in chosen):
            fullest = other
    return fullest


def _stands_beside(candidate: Judged, best: Judged) -> bool:
    """Whether a further row is one of the page's lists: as dated as the best, and no furniture beside a list that is none."""
    if candidate.furniture and not best.furniture:
        return False
    if len(candidate.entries) == 1 < len(best.entries) and not candidate.entries[0].is_heading:
        return _addresses_alike(candidate, best)
    if best.below and not candidate.below and candidate.dated <= 0.5:
        return _addresses_alike(candidate, best)
    if candidate.score < min(ENOUGH_BESIDE, best.score - BESIDE) or (best.dated > 0.5 and candidate.dated <= 0.5):
        return _addresses_alike(candidate, best)
    return True


def _addresses_alike(candidate: Judged, best: Judged) -> bool:
    """Whether undated entries have addresses like the dated ones: the same folder, and as many words or numbers in the name.

    A lead story or a section's list beside the dated list has; priorities, themes and services have not.
    """
    folders = Counter(_form(entry.url)[0] for entry in best.entries)
    words = sorted(_form(entry.url)[1] for entry in best.entries)[len(best.entries) // 2]
    alike = [_form(entry.url) for entry in candidate.entries]
    return words >= HEADLINE_WORDS - 1 and _share(folder in folders and count * 2 >= words for folder, count in alike) >= 0.8


def _form(url: str) -> tuple[str, int]:
    """An address' folder with its digits levelled, and how many words and numbers its last part has."""
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    names = "&".join(sorted(name for name, _ in parse_qsl(parts.query)))
    return f"{parts.netloc}{re.sub(r'[0-9]+', '0', folder)}?{names}", len(re.findall(r"[^\W_]+", name + parts.query))


def _overlap(a: Judged, b: Judged) -> bool:
    spans = [(entry.block.root.number, entry.block.root.end) for entry in b.entries]
    for entry in a.entries:
        root = entry.block.root
        if any(start < root.end and root.number < end for start, end in spans):
            return True
    return False


def _has_summary(entry: Found) -> bool:
    length = sum(len(text_of(part)) for part in entry.block.parts)
    return length > len(entry.headline or "") + 60


def _below(page: str, entries: Sequence[Found]) -> float:
    """The share of entries whose addresses go on from the page's own path. A home page's path says nothing."""
    parts = urlsplit(page)
    folder = re.sub(r"(?:/(?:page|index)?[-_]?\d*)?(?:\.\w{2,5})?$", "", parts.path.rstrip("/"), flags=re.IGNORECASE)
    if not folder:
        return 0.0
    start = f"{parts.scheme}://{parts.netloc}{folder}/"
    return _share(entry.url.startswith(start) for entry in entries)


def _without_strangers(tree: Tree, entries: list[Found]) -> list[Found]:
    """A row of dated entries without those that have neither a date nor such an address: the same tags, something else."""
    dated = [entry for entry in entries if entry.is_dated]
    if len(dated) == len(entries) or len(dated) * 5 < len(entries) * 3:
        return entries
    folders = {_form(entry.url)[0] for entry in dated}
    return [
        entry for entry in entries if entry.is_dated or (_form(entry.url)[0] in folders and not _is_view_of(tree.url, entry.url))
    ]


def _is_furniture_text(tree: Tree, head: str) -> bool:
    """Whether a text is no headline: no letter in it, a month, or a word that turns pages."""
    return bool(head) and (not _LETTER.search(head) or is_month(head, tree.language) or says(head) is not None)


def _holds_several(entry: Found) -> bool:
    """Whether a block holds links to three and more addresses whose texts are as long as headlines: a section, not an entry."""
    return len({link.url for link in entry.block.links if word_count(link.text) >= HEADLINE_WORDS}) > 2


def _are_numbered(entries: Sequence[Found]) -> bool:
    """Whether the entries' queries name each by a number of its own: pages of their own (`?p=1234`), not views of this one."""
    numbers = [
        tuple(value for _, value in parse_qsl(urlsplit(entry.url).query) if value.isdecimal() and len(value) > 1)
        for entry in entries
    ]
    return all(numbers) and len(set(numbers)) * 10 >= len(numbers) * 9


def _is_view_of(page: str, url: str) -> bool:
    a, b = urlsplit(page), urlsplit(url)
    return a.netloc == b.netloc and a.path.rstrip("/") == b.path.rstrip("/")


def _depth(url: str) -> int:
    return len([segment for segment in urlsplit(url).path.split("/") if segment])


def _share(flags: object) -> float:
    counted = Counter(bool(flag) for flag in flags)  # type: ignore[attr-defined]
    total = counted.total()
    return counted[True] / total if total else 0.0
