"""A German authority: release pages are plain, their list is built by a script from an endpoint; no feed and no sitemap.

Traps: three teasers stand in the home page without scripts, appointments and vacancies come from endpoints of the same shape, the
list's page has a form and no rows, hours are written without a zone on the page and with one by the endpoint.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from babel.dates import format_date

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth
from sample.generated.stories import Story, others, stories

_SIZE = 12
_NAME = "Landesamt für Wasserbau"
_MENU = (("presse", "Presse"), ("termine", "Termine"), ("karriere", "Karriere"), ("amt", "Das Amt"), ("kontakt", "Kontakt"))
_SCRIPT = """
const box = document.getElementById("liste"), more = document.getElementById("mehr");
let seite = 1;
const lade = () => fetch(box.dataset.quelle + "?seite=" + seite + "&anzahl=SIZE").then(a => a.json()).then(a => {
  for (const e of a.eintraege) {
    const zeile = document.createElement("div");
    zeile.className = "treffer";
    zeile.innerHTML = "<p class='datum'>" + new Date(e.datum).toLocaleDateString("de-DE") + "</p><h2><a href='" + e.pfad + "'>" + e.titel + "</a></h2><p>" + e.anriss + "</p>";
    box.appendChild(zeile);
  }
  more.hidden = seite >= a.seiten;
});
more.addEventListener("click", () => { seite += 1; lade(); });
lade();
""".replace("SIZE", str(_SIZE))


def make(base: str) -> Theme:
    """The theme for this address."""
    told = stories("opendata", 51, ("de",), zone="Europe/Berlin", hours=70)
    lists = {"mitteilungen": told, "termine": others("opendata", "event", 8), "stellen": others("opendata", "job", 5)}
    paths = {"mitteilungen": "presse", "termine": "termine", "stellen": "karriere"}

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        if parts.path == "/robots.txt":
            return Document(b"User-agent: *\nDisallow: /suche\nDisallow: /intern/\n", "text/plain")
        if parts.path.startswith("/api/v1/"):
            name = parts.path.removeprefix("/api/v1/")
            return _answer(paths[name], lists[name], query) if name in lists else None
        place, _, rest = parts.path.strip("/").partition("/")
        if not place:
            teasers = "".join(
                f'<div class="kachel"><h3><a href="{_address("presse", story)}">{escape(story.headline)}</a></h3><p>{escape(story.paragraphs[0])}</p></div>'
                for story in told[:3]
            )
            return _page(_NAME, f'<h1>{_NAME}</h1><h2>Aktuelles</h2>{teasers}<p><a href="/presse">Alle Mitteilungen</a></p>')
        for name, own in paths.items():
            if place == own and not rest:
                return _page(dict(_MENU)[own], _shell(dict(_MENU)[own], name))
            if place == own and (story := next((one for one in lists[name] if _address(own, one) == parts.path), None)):
                return _page(story.headline, _story(own, story))
        if place in ("amt", "kontakt") and not rest:
            text = "Das Landesamt wurde 1952 gegründet und beschäftigt 412 Menschen an neun Standorten im ganzen Land."
            return _page(dict(_MENU)[place], f"<h1>{dict(_MENU)[place]}</h1><p>{text}</p>")
        return None

    truth = tuple(Truth(_address("presse", story), story) for story in told)
    return Theme(
        "opendata",
        answer,
        truth,
        ("/presse", "/"),
        ("/suche", "/intern/"),
        zone="Europe/Berlin",
        needs_browser=True,
        kind="agency",
    )


def _address(place: str, story: Story) -> str:
    return f"/{place}/{story.published.year}/{story.number:03}-{story.slug}"


def _answer(place: str, row: Sequence[Story], query: dict[str, list[str]]) -> Document:
    page, size = (
        int(value) if (value := query.get(name, [default])[0]).isdecimal() else 1
        for name, default in (("seite", "1"), ("anzahl", "12"))
    )
    size = min(max(size, 1), 50)
    entries = [
        {"id": story.number, "titel": story.headline, "datum": story.published.isoformat(), "pfad": _address(place, story), "anriss": story.paragraphs[0][:100],
         "rubrik": story.topic, "bild": None}
        for story in row[(max(page, 1) - 1) * size : max(page, 1) * size]
    ]  # fmt: skip
    told = {"treffer": len(row), "seiten": -(-len(row) // size), "seite": page, "eintraege": entries}
    return Document(json.dumps(told, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _shell(title: str, name: str) -> str:
    return (
        f'<h1>{title}</h1><form class="filter" action="/suche"><label>Zeitraum <input type="date" name="von"></label><label>Rubrik <select name="rubrik"><option>Alle'
        f'</option></select></label><button>Filtern</button></form><div id="liste" data-quelle="/api/v1/{name}"></div><button id="mehr" hidden>Mehr anzeigen</button>'
        f"<noscript>Bitte aktivieren Sie JavaScript.</noscript><script>{_SCRIPT}</script>"
    )


def _story(place: str, story: Story) -> str:
    day = format_date(story.published, "long", "de")
    facts = {
        "presse": f'<p class="stand">{day}, {story.published:%H:%M} Uhr</p>',
        "termine": f"<dl><dt>Wann</dt><dd>{day}, {story.published:%H:%M} Uhr</dd><dt>Wo</dt><dd>Bezirksamt</dd></dl>",
        "karriere": f"<dl><dt>Bewerbungsfrist</dt><dd>{day}</dd><dt>Entgeltgruppe</dt><dd>E 11</dd></dl>",
    }[place]
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    contact = (
        '<div class="kasten"><h2>Pressekontakt</h2><p>Pressestelle, Am Wehr 3, Telefon 0555 01</p></div>'
        if place == "presse"
        else ""
    )
    return (
        f'<p class="pfad">Sie sind hier: <a href="/">Start</a> / <a href="/{place}">{dict(_MENU)[place]}</a></p><h1>{escape(story.headline)}</h1>{facts}'
        f'<div class="text">{body}</div>{contact}<ul class="teilen"><li><a href="https://social.example/?u={story.number}">teilen</a></li><li>'
        '<a href="#" onclick="window.print()">drucken</a></li></ul>'
    )


def _page(title: str, main: str) -> Document:
    menu = "".join(f'<li><a href="/{place}">{name}</a></li>' for place, name in _MENU)
    return Document(
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} | {_NAME}</title></head><body><header><a href="/">{_NAME}</a><nav><ul>{menu}'
        f'</ul></nav></header><main>{main}</main><footer><a href="/kontakt">Kontakt</a> <a href="/suche">Suche</a></footer></body></html>'.encode(), HTML,
    )  # fmt: skip
