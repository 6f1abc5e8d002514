"""Releases of an invented harbour office in a theme of its own: what stands in the text's element on every page is no text."""

from __future__ import annotations

from collections.abc import Iterable

from tests.integration.crawl.scripted_site import Answer, ScriptedSite

#: A line that no rule of ours knows for furniture: only that it stands on every page tells.
REPEATED = "The harbour office answers letters on weekdays and keeps the key of the tide gauge for whoever wants to read it."

_WHAT = ("dredging", "lighting", "painting", "surveying", "mooring", "piloting", "towing", "weighing", "caulking", "sounding")
_WHERE = ("the eastern pier", "the old basin", "the grain quay", "the fish market", "the outer mole", "the rope walk", "the slip")


def text(number: int) -> list[str]:
    """Paragraphs that no other number has."""
    what, where = _WHAT[number % len(_WHAT)], _WHERE[number % len(_WHERE)]
    return [
        f"Work on {what} at {where} begins on day {number} of the season, once {number + 3} barges have left their berths there.",
        f"Crews of {number + 11} hands were hired for {what}; they come from {number + 2} villages behind {where} and know it.",
        f"Whoever passes {where} while {what} goes on is asked to keep {number + 40} metres away from lot {number * 7 + 5}.",
        f"The treasurer set aside {number * 13 + 200} crowns for {what}, {number + 1} more than were asked for at {where}.",
    ]


def page(number: int, *, theme: str = "old", foot: str = "", edited: str = "") -> Answer:
    """Release `number`; `foot` is put outside the text, `edited` is a sentence more in it."""
    title = f"{_WHAT[number % len(_WHAT)].capitalize()} begins at {_WHERE[number % len(_WHERE)]}, lot {number}"
    paragraphs = [*text(number), *([edited] if edited else [])]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + f'<div class="hours"><p>{REPEATED}</p></div>'
    if theme == "old":
        main = f'<div class="page"><h1 class="title">{title}</h1><div class="release-text">{body}</div></div>'
    else:
        main = f'<section id="story"><header><h1>{title}</h1></header><div class="prose wide">{body}</div></section>'
    return Answer(
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="2026-03-{number % 28 + 1:02}T09:30:00+00:00"></head>'
        f"<body>{main}<footer><p>{foot or 'Harbour office'}</p></footer></body></html>".encode()
    )


def publish(site: ScriptedSite, numbers: Iterable[int], *, theme: str = "old") -> list[str]:
    """Put releases on the site; returns their addresses."""
    links = []
    for number in numbers:
        site.answers[f"/news/lot-{number}"] = page(number, theme=theme)
        links.append(f"{site.base}/news/lot-{number}")
    return links


async def nothing_read_again(*_: object, **__: object) -> list[str]:
    """In the place of `PRESS_CATCH_UP`: what was read before the lesson stays as it is, as in an archive that is large."""
    return []


async def failing(*_: object, **__: object) -> list[str]:
    """In the same place: something goes wrong at the very end of a visit."""
    raise RuntimeError("out of chalk")
