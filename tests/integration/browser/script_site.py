"""A lock-keepers' office whose pages are a frame and a script: the script asks a JSON endpoint, and shows what it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.integration.crawl.scripted_site import Answer, ScriptedSite

_FRAME = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harrow Locks</title>
<link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.png">
<script defer src="/app.js"></script></head>
<body><noscript>Please switch scripts on.</noscript><div id="app"></div><img src="/crest.png" alt=""></body></html>"""

_SCRIPT = """
const number = location.pathname.split('/')[2];
fetch('/api/notices/' + number).then(answer => answer.json()).then(told => {
  document.title = told.title;
  document.getElementById('app').innerHTML = '<main><h1>' + told.title + '</h1><time datetime="' + told.published + '">'
    + told.published.slice(0, 10) + '</time>' + told.body + '</main>';
});
"""

#: What a notice says, by its number; of a length at which a page is taken for one.
_TEXTS = {
    1: ("Third lock chamber closes for a month of repairs", "2026-03-02T09:30:00+01:00", "the third chamber", "masonry"),
    2: ("Night passages resume below the weir", "2026-03-09T14:00:00+01:00", "the lower basin", "lamps"),
    3: ("Keepers count two hundred barges in a week", "2026-03-16T11:15:00+01:00", "the upper gate", "registers"),
}


def notice(number: int) -> dict[str, Any]:
    """What the endpoint tells of a notice."""
    title, published, place, thing = _TEXTS[number]
    body = "".join(
        f"<p>{sentence}</p>"
        for sentence in (
            f"The Harrow Locks Office announces that work at {place} begins on Monday, and that boats are asked to wait at the "
            "quay until the keeper on duty waves them in.",
            f"Crews will inspect the {thing} between the morning and the evening passage, so that no more than one tide is lost "
            "on any day of the week.",
            f"“Nobody likes to wait, but everybody likes a lock that holds,” said Keeper Ottilie Brand at {place} on Friday.",
        )
    )
    return {"id": number, "title": title, "published": published, "body": body}


def frame(script: str = '<script defer src="/app.js"></script>', body: str = '<div id="app"></div>') -> Answer:
    """A page that is empty but for its script."""
    return Answer(f'<!DOCTYPE html><html lang="en"><head><title>x</title>{script}</head><body>{body}</body></html>'.encode())


def told(value: object, status: int = 200) -> Answer:
    """A JSON endpoint's answer."""
    return Answer(json.dumps(value).encode(), "application/json", status)


class ScriptSite(ScriptedSite):
    """The office's site. A sitemap lists the notices; the test may change any answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain")
        self.answers["/app.js"] = Answer(_SCRIPT.encode(), "text/javascript")
        for number in _TEXTS:
            self.answers[f"/notices/{number}"] = Answer(_FRAME.encode())
            self.answers[f"/api/notices/{number}"] = told(notice(number))
        self.lists(*(f"/notices/{number}" for number in _TEXTS))

    def lists(self, *paths: str) -> None:
        """What the sitemap names."""
        places = "".join(f"<url><loc>{self.base}{path}</loc></url>" for path in paths)
        self.answers["/sitemap.xml"] = Answer(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode(), "application/xml"
        )

    def write_source(self, folder: Path, *, kind: str = "sitemap", path: str = "/sitemap.xml", more: str = "") -> str:
        """Write the site's source file; returns its id."""
        target = folder / "xx" / "locks.toml"
        target.parent.mkdir(exist_ok=True)
        target.write_text(
            f'name = "Harrow Locks Office"\nkind = "agency"\nlanguages = ["en"]\ntime_zone = "Europe/Berlin"\n'
            f'home = "{self.base}/"\nrender = "browser"\n[[discover]]\nkind = "{kind}"\nurl = "{self.base}{path}"\n'
            f"[politeness]\ndelay = 0.0\n{more}"
        )
        return "xx_locks"
