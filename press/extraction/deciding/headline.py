"""The headline: the page's `h1` where its own software agrees, else what that software says."""

from __future__ import annotations

import re

from press.extraction.alike import same_line
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.release import Finding
from press.text import one_line

_WORD = re.compile(r"\w+")
#: Shares right where the witness spoke (docs/decisions/024). A heading without the site's name goes before the one with it.
_BEGINNING, _CONFIRMED = 0.99, 0.98
#: Between the shared title of an article, which is right more often where the two disagree, and any other shared title.
_AGAINST_SHARED = 0.93
#: Judgements, for no recorded truth is of a page that has nothing else: two of its own lines that say the same, before cards; one
#: line, before the title, which is written for search engines. A heading that nobody repeats was never right.
_IN_TITLE, _ALONE, _DISOWNED = 0.92, 0.75, 0.1
_MOST_HEADINGS = 8
_SITE = re.compile(r"\s+[-|–—·»]\s")
#: The same where the shorter line is itself somebody's headline: then the sign needs no blanks (`Headline-Section│Site`).
_MARK = re.compile(r"\s*[-|–—·»│ㅣ｜_]")
_MARK_BEFORE = re.compile(r"[-|–—·»│ㅣ｜_:]\s?$")
_FIRST_SUBHEADINGS = 3
_ASIDE = re.compile(r"^\W{0,3}(?:menu|search|navigation|cookies?|newsletter)\W{0,3}$", re.IGNORECASE)


def hear_headings(document: Document, hearing: Hearing) -> None:
    """Adds the page's `h1` elements: how sure each is depends on who agrees with it."""
    by_witness = {testimony.witness: testimony.value for testimony in reversed(hearing.of("headline"))}
    stated = [by_witness[name] for name in ("open-graph", "json-ld", "lead") if name in by_witness]
    shared, searched = by_witness.get("open-graph"), by_witness.get("title")
    # Where the shared title is the `<title>` again, it was written for search engines, and the heading is the headline.
    heading_first = shared is not None and searched is not None and same(shared, searched)
    also = [by_witness[name] for name in ("title", "twitter", "microdata") if name in by_witness]
    site = one_line(document.said("og:site_name"))
    headings = [block for block in document.blocks.blocks if block.tag == "h1"][:_MOST_HEADINGS]
    for number, block in enumerate(headings):
        text = one_line(block.text)
        if not text or _ASIDE.match(text):
            continue
        in_title = any(_agrees(text, other) or _is_part(text, other) for other in also)
        if any(_agrees(text, other) for other in stated):
            as_shared = shared is None or _agrees(text, shared)
            sure = _CONFIRMED if heading_first or as_shared else _AGAINST_SHARED
        elif in_title and text != site:
            sure = _IN_TITLE - number * 0.01
        else:
            sure = _ALONE if not stated and number == 0 else _DISOWNED - number * 0.01
        hearing.add("headline", "h1", text, sure)
    if shared is not None and not any(_agrees(one_line(block.text) or "", shared) for block in headings):
        _hear_longer(document, hearing, shared)
    _hear_beginnings(document, hearing, stated)


def _hear_longer(document: Document, hearing: Hearing, shared: str) -> None:
    """A heading of second rank that goes on where the shared title was cut, on a page whose first rank says something else."""
    seconds = [block for block in document.blocks.blocks if block.tag == "h2"][:_FIRST_SUBHEADINGS]
    for text in filter(None, (one_line(block.text) for block in seconds)):
        if _goes_on(text, shared):
            hearing.add("headline", "heading", text, _CONFIRMED)
            return


def _hear_beginnings(document: Document, hearing: Hearing, stated: list[str]) -> None:
    """A heading, or somebody's headline, that is how a stated headline begins: what follows there is the site's name."""
    for block in document.blocks.blocks:
        text = one_line(block.text) if block.tag in ("h1", "h2", "h3") else None
        if text and _begins(text, stated, _SITE):
            hearing.add("headline", "heading", text, _BEGINNING)
            return
    site = one_line(document.said("og:site_name"))
    for text in stated:
        if site and any(other.endswith(site) for other in stated) and _begins(text, stated, _MARK):
            hearing.add("headline", "beginning", text, _CONFIRMED)
            return


def _begins(text: str, stated: list[str], mark: re.Pattern[str]) -> bool:
    return len(text) >= 12 and " " in text and any(other.startswith(text) and mark.match(other[len(text) :]) for other in stated)


def decide(hearing: Hearing) -> tuple[str | None, Finding | None]:
    """The surest headline. A short one that stands inside a longer one of equal standing is the site's section, not the
    headline.
    """
    chosen = hearing.surest("headline")
    if chosen is None:
        return None, None
    return chosen.value, hearing.finding("headline", chosen)


def _is_part(heading: str, title: str) -> bool:
    """Whether a heading is one of the parts that a title's signs divide it into."""
    before, found, after = title.partition(heading)
    return (
        bool(found)
        and len(heading) >= 4
        and (not before or _MARK_BEFORE.search(before) is not None)
        and (not after or _MARK.match(after) is not None)
    )


def _agrees(heading: str, other: str) -> bool:
    return same(heading, other) or _goes_on(heading, other)


def _goes_on(heading: str, other: str) -> bool:
    """Whether a stated headline is the heading cut short, as software for cards and searches does it."""
    short, whole = _WORD.findall(other.lower()), _WORD.findall(heading.lower())
    return 4 <= len(short) < len(whole) <= 3 * len(short) and whole[: len(short)] == short


def same(one: str, other: str) -> bool:
    """Whether two lines are one headline."""
    return same_line(one, other)
