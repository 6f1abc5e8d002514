"""A prefecture's pages below a folder of a shared host: news by year, undated addresses, the hour in words, no pager at all.

Traps: the newest year's page is the section's own, older ones are reached by their years alone; a tag cloud; a list of officials;
neighbouring offices on the same host, whose news are not this office's; a link to the top of each page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth
from sample.generated.stories import Story, stories

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_ROOT = "/prefecture"


def make(base: str) -> Theme:
    """The theme for this address."""
    told = stories("yearly", 52, ("fr",), zone="Europe/Paris", hours=400)
    years = sorted({story.published.year for story in told}, reverse=True)
    documents: dict[str, Document] = {}

    def put(path: str, title: str, main: str) -> None:
        documents[path] = _page(title, main)

    for year in years:
        own = [story for story in told if story.published.year == year]
        path = f"{_ROOT}/actualites/" if year == years[0] else f"{_ROOT}/actualites/{year}/"
        put(path, "Actualités", _year(own, years, year))
    for story in told:
        put(f"{_ROOT}/actualites/{story.slug}.html", story.headline, _story(story))
    put(f"{_ROOT}/", "Préfecture de Tarnolme", f"<h1>Préfecture de Tarnolme</h1><h2>À la une</h2>{_entries(told[:4])}")
    put(f"{_ROOT}/services/", "Services", "<h1>Services</h1><ul><li><a href='cartes.html'>Cartes grises</a></li></ul>")
    put(
        f"{_ROOT}/services/cartes.html",
        "Cartes grises",
        "<h1>Cartes grises</h1><p>Le guichet est ouvert du lundi au jeudi, de 9 h à 12 h.</p>",
    )
    put(
        f"{_ROOT}/contact.html",
        "Contact",
        "<h1>Contact</h1><p>Préfecture de Tarnolme, 3 rue du Moulin. Téléphone : 01 00 00 00 00.</p>",
    )
    officials = "".join(f"<li><a href='officiels.html#p{n}'>Le sous-préfet {n}</a></li>" for n in range(1, 9))
    put(f"{_ROOT}/officiels.html", "Les officiels", f"<h1>Les officiels</h1><ul>{officials}</ul>")
    put(
        "/",
        "Portail des préfectures",
        f"<h1>Portail des préfectures</h1><ul><li><a href='{_ROOT}/'>Tarnolme</a></li><li><a href='/autre/'>Bellisque</a></li></ul>",
    )
    documents["/robots.txt"] = Document(b"User-agent: *\nDisallow: /prefecture/recherche\n", "text/plain")
    truth = tuple(Truth(f"{_ROOT}/actualites/{story.slug}.html", story) for story in told)
    return Theme(
        "yearly", documents.get, truth, (f"{_ROOT}/", f"{_ROOT}/actualites/"), ("/prefecture/recherche",), zone="Europe/Paris"
    )


def _day(story: Story) -> str:
    return f"{story.published.day} {_MONTHS[story.published.month - 1]} {story.published.year}"


def _entries(row: Sequence[Story]) -> str:
    return (
        "<dl class='actus'>"
        + "".join(
            f"<dt>{_day(story)}</dt><dd><a href='{_ROOT}/actualites/{story.slug}.html'>{escape(story.headline)}</a></dd>"
            for story in row
        )
        + "</dl>"
    )


def _year(own: Sequence[Story], years: Sequence[int], year: int) -> str:
    others = " | ".join(
        f"<strong>{one}</strong>"
        if one == year
        else f"<a href='{_ROOT}/actualites/{'' if one == years[0] else f'{one}/'}'>{one}</a>"
        for one in years
    )
    cloud = "".join(
        f"<a href='{_ROOT}/recherche?mot={word}' style='font-size:{size}px'>{word}</a> "
        for word, size in (("eau", 20), ("ponts", 14), ("écoles", 30))
    )
    return f"<h1>Actualités</h1><p class='annees'>{others}</p>{_entries(own)}<div class='nuage'>{cloud}</div>"


def _story(story: Story) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    at = f"{story.published.hour}h{story.published.minute:02}"
    return (
        f"<p class='fil'><a href='{_ROOT}/'>Accueil</a> &gt; <a href='{_ROOT}/actualites/'>Actualités</a></p><h1>{escape(story.headline)}</h1>"
        f"<p class='date'>Publié le {_day(story)} à {at}</p><div class='corps'>{body}</div><p><a href='#haut'>Haut de page</a></p>"
    )


def _page(title: str, main: str) -> Document:
    menu = "".join(
        f"<li><a href='{_ROOT}/{place}'>{name}</a></li>"
        for place, name in (
            ("", "Accueil"),
            ("actualites/", "Actualités"),
            ("services/", "Services"),
            ("officiels.html", "Officiels"),
            ("contact.html", "Contact"),
        )
    )
    return Document(
        f"<!DOCTYPE html><html lang='fr-FR'><head><meta charset='utf-8'><title>{escape(title)} - Préfecture de Tarnolme</title></head><body id='haut'>"
        f"<div id='menu'><ul>{menu}</ul></div><div id='contenu'>{main}</div><div id='pied'>Préfecture de Tarnolme</div></body></html>".encode(),
        HTML,
    )
