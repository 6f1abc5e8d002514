"""An intergovernmental body: releases, statements and speeches by number in up to four languages, a list a year, a digest a week.

Traps: a release and its languages share one path and differ by `lang` alone, some stand in two languages only, a digest repeats the
week's first paragraphs, meetings and papers are listed with days as releases are, a calendar without end, a switch on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qs, urlsplit

from babel.dates import format_date

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth
from sample.generated.stories import Story, others, stories

_TONGUES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
_WORDS = {
    "en": ("Commission for the Inland Seas", "Press releases, statements and speeches", "Meetings", "Documents", "Weekly digest", "Related documents", "Press release", "Statement"),
    "fr": ("Commission des mers intérieures", "Communiqués, déclarations et discours", "Réunions", "Documents", "Bulletin hebdomadaire", "Documents connexes", "Communiqué", "Déclaration"),
    "es": ("Comisión de los Mares Interiores", "Comunicados, declaraciones y discursos", "Reuniones", "Documentos", "Boletín semanal", "Documentos relacionados", "Comunicado", "Declaración"),
    "ar": ("هيئة البحار الداخلية", "البيانات الصحفية والخطب", "الاجتماعات", "الوثائق", "النشرة الأسبوعية", "وثائق ذات صلة", "بيان صحفي", "تصريح"),
}  # fmt: skip


def make(base: str) -> Theme:
    """The theme for this address."""
    told = [
        story
        for story in stories("weekly", 38, tuple(_TONGUES), zone="Europe/Vienna", newest="2026-10-30T11:00", hours=330)
        if story.number % 3 or story.language in ("en", "fr")
    ]
    years = sorted({story.published.year for story in told}, reverse=True)
    meetings = others("weekly", "event", 10)

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        language = parse_qs(parts.query).get("lang", ["en"])[0]
        if parts.path == "/robots.txt":
            return Document(
                b"User-agent: *\nDisallow: /cgi-bin/\nDisallow: /secretariat/\n\nUser-agent: Slurp\nDisallow: /\n", "text/plain"
            )
        if language not in _TONGUES:
            return None
        own = [story for story in told if story.language == language]
        return _answer(base, parts.path, language, own, told, years, meetings)

    truth = tuple(Truth(f"{_path(story)}?lang={story.language}", story, day_only=True) for story in told)
    return Theme(
        "weekly",
        answer,
        truth,
        ("/", "/press/?lang=en"),
        ("/cgi-bin/", "/secretariat/"),
        zone="Europe/Vienna",
        kind="intergovernmental",
    )


def _answer(
    base: str, path: str, language: str, own: list[Story], told: list[Story], years: list[int], meetings: list[Story]
) -> Document | None:  # fmt: skip
    words = _WORDS[language]

    def page(title: str, main: str, tongues: Sequence[str] = tuple(_TONGUES)) -> Document:
        return _page(base, path, language, title, main, tongues)

    match path.strip("/").split("/"):
        case [""]:
            return page(
                words[0], f"<h1>{words[0]}</h1>{_rows(language, own[:5])}<h2>{words[2]}</h2>{_meetings(language, meetings[:3])}"
            )
        case ["press"]:
            return page(words[1], _year(language, own, years, years[0]))
        case ["press", year] if year.isdecimal() and int(year) in years:
            return page(words[1], _year(language, own, years, int(year)))
        case ["press", _, _]:
            story = next((one for one in own if _path(one) == path), None)
            tongues = [one.language for one in told if _path(one) == path]
            return page(story.headline, _story(language, story), tongues) if story else None
        case ["weekly"]:
            weeks = dict.fromkeys(_week(story) for story in own)
            links = "".join(f'<li><a href="/weekly/{week}.html?lang={language}">{words[4]} {week}</a></li>' for week in weeks)
            return page(words[4], f"<h1>{words[4]}</h1><ul>{links}</ul>")
        case ["weekly", name]:
            week = [story for story in own if f"{_week(story)}.html" == name]
            parts = "".join(
                f'<h3><a href="{_path(story)}?lang={language}">{escape(story.headline)}</a></h3><p>{escape(story.paragraphs[0])}</p>'
                for story in week
            )
            return page(f"{words[4]} {name[:-5]}", f"<h1>{words[4]} {name[:-5]}</h1>{parts}") if week else None
        case ["meetings"]:
            return page(
                words[2],
                f'<h1>{words[2]}</h1>{_meetings(language, meetings)}<p><a href="/calendar/2026/11/?lang={language}">…</a></p>',
            )
        case ["meetings", name]:
            meeting = next((one for one in meetings if name == f"{one.number}.html"), None)
            if meeting is None:
                return None
            text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in meeting.paragraphs)
            facts = f"<p>{format_date(meeting.published, 'd MMMM y', language)}, {meeting.published:%H:%M}, Conference room {meeting.number}</p>"
            return page(meeting.headline, f"<h1>{escape(meeting.headline)}</h1>{facts}{text}")
        case ["calendar", year, month] if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
            at = int(year) * 12 + int(month) - 1
            turn = " ".join(
                f'<a href="/calendar/{one // 12}/{one % 12 + 1}/?lang={language}">{one % 12 + 1}/{one // 12}</a>'
                for one in (at - 1, at + 1)
            )
            return page(f"{month}/{year}", f"<h1>{month}/{year}</h1>{turn}")
        case ["documents"]:
            rows = "".join(
                f'<tr><td>CIS/E/{n}</td><td><a href="/documents/cis-e-{n}.html?lang={language}">Report of session {n}</a></td><td>{n}/3/2025</td></tr>'
                for n in range(1, 13)
            )
            return page(words[3], f"<h1>{words[3]}</h1><table>{rows}</table>")
        case ["documents", name] if name.startswith("cis-e-"):
            number = name.removeprefix("cis-e-").removesuffix(".html")
            text = f"<dl><dt>Symbol</dt><dd>CIS/E/{number}</dd><dt>Languages</dt><dd>EN FR</dd></dl><p>The session adopted {number} decisions.</p>"
            return (
                page(f"Report of session {number}", f"<h1>Report of session {number}</h1>{text}") if number.isdecimal() else None
            )
        case ["about"]:
            return page(
                "About", "<h1>About</h1><p>The Commission has 22 members. It was set up by the treaty of Castrava in 1931.</p>"
            )
    return None


def _path(story: Story) -> str:
    return f"/press/{story.published.year}/{story.number:04}.html"


def _week(story: Story) -> str:
    year, week, _ = story.published.isocalendar()
    return f"{year}-w{week:02}"


def _label(language: str, story: Story) -> str:
    return _WORDS[language][7 if story.number % 4 == 0 else 6]


def _rows(language: str, row: Sequence[Story]) -> str:
    return "".join(
        f'<div class="entry"><span class="type">{_label(language, story)}</span> <span class="when">{format_date(story.published, "long", language)}</span>'
        f'<br><a href="{_path(story)}?lang={language}">{escape(story.headline)}</a></div>'
        for story in row
    )


def _meetings(language: str, row: Sequence[Story]) -> str:
    return "".join(
        f'<div class="entry"><span class="when">{format_date(one.published, "long", language)}</span><br><a href="/meetings/{one.number}.html?lang={language}">'
        f"{escape(one.headline)}</a></div>"
        for one in row
    )


def _year(language: str, own: Sequence[Story], years: Sequence[int], year: int) -> str:
    turn = " · ".join(f"<b>{one}</b>" if one == year else f'<a href="/press/{one}/?lang={language}">{one}</a>' for one in years)
    return f"<h1>{_WORDS[language][1]}</h1><p>{turn}</p>{_rows(language, [one for one in own if one.published.year == year])}"


def _story(language: str, story: Story) -> str:
    words = _WORDS[language]
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    papers = "".join(
        f'<li><a href="/documents/cis-e-{n}.html?lang={language}">CIS/E/{n}</a></li>'
        for n in (story.number % 12 + 1, story.number % 7 + 1)
    )
    return (
        f'<p class="type">{_label(language, story)}</p><h1>{escape(story.headline)}</h1><p class="ref">CIS/PR/{story.published.year}/{story.number}</p>'
        f'<p class="when">{format_date(story.published, "long", language)}</p><div class="story">{body}</div><div class="box"><h4>{words[5]}</h4><ul>{papers}</ul></div>'
    )


def _page(base: str, path: str, language: str, title: str, main: str, tongues: Sequence[str]) -> Document:
    words = _WORDS[language]
    switch = " | ".join(
        f"<b>{name}</b>"
        if tongue == language
        else f'<a href="{path}?lang={tongue}">{name}</a>'
        if tongue in tongues
        else f'<span class="off">{name}</span>'
        for tongue, name in _TONGUES.items()
    )
    menu = "".join(
        f'<td><a href="/{place}?lang={language}">{name}</a></td>'
        for place, name in (
            ("", words[0]),
            ("press/", words[1]),
            ("weekly/", words[4]),
            ("meetings/", words[2]),
            ("documents/", words[3]),
            ("about", "…"),
        )
    )
    return Document(
        f'<!DOCTYPE html><html lang="{language}"{" dir=rtl" if language == "ar" else ""}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="canonical" href="{base}{path}?lang={language}"></head><body><div id="top">{switch}</div><table><tr>{menu}</tr></table>'
        f'<div id="content">{main}</div><div id="foot">© {words[0]} <a href="/cgi-bin/search">?</a></div></body></html>'.encode(),
        HTML,
    )
