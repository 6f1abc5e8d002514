"""A site in three languages made by Eleventy from npm: no feed, no sitemap, dates as words without a time, addresses in Arabic,
pages by topic, a calendar whose months go on and on. A page's translations are known by the language switch alone."""

from __future__ import annotations

import calendar
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.npm import install
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import execute
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import NEWEST, PLAIN, Page, Release, others, releases

_OURS = Path(__file__).parent / "eleventy"
_VERSION = "3.1.2"
_SEED, _COUNT = "eleventy 1", 44
_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}

#: The path of each kind's section, and the label of its menu entry.
_SECTIONS = {
    "event": ("events", "event_section"),
    "job": ("jobs", "job_section"),
    "tender": ("tenders", "tender_section"),
    "gallery": ("gallery", "gallery_section"),
    "staff": ("people", "staff_section"),
}

_ROBOTS = """\
User-agent: *
Disallow: /en/search/
Disallow: /fr/search/
Disallow: /ar/search/
Disallow: /*/tenders/
Crawl-delay: 0.2
"""


class Eleventy:
    """`source` is what Eleventy reads, `out` what it makes; Eleventy itself stands beside them for all builds."""

    facts = Facts("eleventy", "Eleventy", 47103, tuple(_NAMES), "Africa/Tunis", _ROBOTS, "/en/press/", day_only=True)

    def build(self) -> None:
        site = self._site()
        ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.rglob("*.*")) if path.is_file())
        stamp = Stamp(self.facts.folder, ours + Path(__file__).read_text(encoding="utf-8") + json.dumps(site))
        if stamp.stands():
            return
        program = install("@11ty/eleventy", _VERSION, "eleventy")
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        source, out = self.facts.folder / "source", self.facts.folder / "out"
        shutil.copytree(_OURS, source)
        (source / "_data").mkdir()
        (source / "_data" / "site.json").write_text(json.dumps(site, ensure_ascii=False), encoding="utf-8")
        (source / "images").mkdir()
        for number in range(1, 5):
            (source / "images" / f"{number}.png").write_bytes(picture(number))
        self._templates(source)
        script = program / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        execute(["node", script, "--quiet"], self.facts.folder / "log", folder=source, environment={"CMS_OUT": "../out"})
        if not (out / "index.html").is_file():
            raise RuntimeError(f"Eleventy made no site; see {self.facts.folder / 'log'}")
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with static(self.facts.folder / "out", self.facts.behind):
            yield

    def truth(self) -> Mapping[str, Release]:
        return {f"/{it.language}/press/{it.slug}": it for it in _texts(self.facts)}

    def _templates(self, source: Path) -> None:
        """One small file for each collection of pages; what they look like stands in _includes."""
        for language in _NAMES:
            words = phrases(language)
            listings = {"press": ("news", words.label("news_section"), 12)}
            listings |= {path: (kind, words.label(label), 20) for kind, (path, label) in _SECTIONS.items()}
            listings |= {f"topics/{key}": (f"topic_{key}", topic.name, 20) for key, topic in words.topics.items()}
            for path, (data, title, size) in listings.items():
                _template(source, f"{language}-list-{data}", {
                    "layout": "listing.njk", "lang": language, "title": title,
                    "pagination": {"data": f"site.{data}.{language}", "size": size, "generatePageOnEmptyData": True},
                    "permalink": f"/{language}/{path}/"
                    "{% if pagination.pageNumber > 0 %}page/{{ pagination.pageNumber + 1 }}/{% endif %}",
                })  # fmt: skip
            for data, layout in (("news", "release"), ("others", "other"), ("months", "calendar")):
                _template(source, f"{language}-each-{data}", {
                    "layout": f"{layout}.njk", "lang": language, "eleventyComputed": {"title": "{{ item.title | safe }}"},
                    "pagination": {"data": f"site.{data}.{language}", "size": 1, "alias": "item"},
                    "permalink": "{{ item.path }}",
                })  # fmt: skip
            home = {"layout": "frame.njk", "lang": language, "title": words.label("home"), "permalink": f"/{language}/"}
            _template(source, f"{language}-home", home, _HOME)
            search = {"layout": "frame.njk", "lang": language, "title": words.label("search")}
            _template(source, f"{language}-search", search | {"permalink": f"/{language}/search/"}, "<p>…</p>")
        _template(source, "index", {"permalink": "/"}, _CHOOSER)
        _template(source, "404", {"layout": "frame.njk", "lang": "en", "title": "404", "permalink": "/404.html"}, "<h1>404</h1>")

    def _site(self) -> dict[str, Any]:
        """All that the templates know."""
        texts, pages = _texts(self.facts), others(tuple(_NAMES), _SEED)
        site: dict[str, Any] = {"languages": [{"code": code, "name": name} for code, name in _NAMES.items()], "words": {}}
        site["news"] = {language: [_release(it, texts) for it in texts if it.language == language] for language in _NAMES}
        for kind in _SECTIONS:
            site[kind] = {code: [_page(it) for it in pages if it.language == code and it.kind == kind] for code in _NAMES}
        site["others"] = {code: [_page(it) for it in pages if it.language == code] for code in _NAMES}
        for topic in phrases("en").topics:
            site[f"topic_{topic}"] = {code: [it for it in news if it["key"] == topic] for code, news in site["news"].items()}
        site["months"] = {code: list(_months(code, pages)) for code in _NAMES}
        for code in _NAMES:
            words = phrases(code)
            sections = [{"title": words.label(label), "path": f"/{code}/{path}/"} for path, label in _SECTIONS.values()]
            site["words"][code] = {
                "ministry": words.pattern("ministry"),
                "home": words.label("home"), "news": words.label("news_section"), "tags": words.label("tags_section"),
                "search": words.label("search"), "older": words.label("older"), "newer": words.label("newer"),
                "latest": words.label("latest"), "more": words.label("more"), "about": words.page("about")[1],
                "menu": [
                    {"title": words.label("home"), "path": f"/{code}/"},
                    {"title": words.label("news_section"), "path": f"/{code}/press/"},
                    *sections,
                    {"title": words.several("months")[NEWEST.month - 1], "path": f"/{code}/calendar/{NEWEST:%Y/%m}/"},
                ],
                "topics": [{"title": it.name, "path": f"/{code}/topics/{key}/"} for key, it in words.topics.items()],
                "footer": [
                    {"title": it.title, "path": _path(it)} for it in pages if it.language == code and it.kind in PLAIN
                ],
            }  # fmt: skip
        return site


_HOME = """\
<div class="banner"><p>{{ site.words[lang].about }}</p></div>
<h2>{{ site.words[lang].latest }}</h2>
{% for item in site.news[lang].slice(0, 3) %}<div class="teaser"><h3><a href="{{ item.path }}">{{ item.title }}</a></h3>
<div class="date">{{ item.day }}</div><p>{{ item.summary | truncate(140) }}</p>
<a href="{{ item.path }}">{{ site.words[lang].more }}</a></div>
{% endfor %}<p><a href="/{{ lang }}/press/">{{ site.words[lang].news }}</a></p>
"""
_CHOOSER = """\
<!doctype html><html><head><meta charset="utf-8"><title>Aldemar</title></head><body>
<ul>{% for other in site.languages %}<li><a href="/{{ other.code }}/" lang="{{ other.code }}">{{ other.name }}</a></li>
{% endfor %}</ul>
</body></html>
"""


def _texts(facts: Facts) -> list[Release]:
    return releases(tuple(_NAMES), _COUNT, facts.zone, _SEED)


def _address(release: Release) -> str:
    return f"/{release.language}/press/{release.slug}/"


def _release(release: Release, texts: list[Release]) -> dict[str, Any]:
    words = phrases(release.language)
    return {
        "title": release.headline,
        "path": _address(release),
        "day": words.day(release.published.date()),
        "switch": {it.language: _address(it) for it in texts if it.number == release.number},
        "key": release.topic,
        "topic": words.topics[release.topic].name,
        "topic_path": f"/{release.language}/topics/{release.topic}/",
        "summary": release.summary,
        "html": release_html(release),
    }


def _path(page: Page) -> str:
    section = _SECTIONS[page.kind][0] + "/" if page.kind in _SECTIONS else ""
    return f"/{page.language}/{section}{page.slug}/"


def _page(page: Page) -> dict[str, Any]:
    day = phrases(page.language).day(page.day) if page.day else ""
    return {"title": page.title, "path": _path(page), "day": day, "html": page_html(page, "/images")}


def _months(language: str, pages: list[Page]) -> Iterator[dict[str, Any]]:
    """A calendar's page for each month, three years back and three ahead, most of them empty."""
    first = (NEWEST.year - 3) * 12

    def path(month: int) -> str:
        return f"/{language}/calendar/{month // 12}/{month % 12 + 1:02d}/"

    for month in range(first, first + 84):
        year, number = month // 12, month % 12 + 1
        shown = date(year, number, 1)
        events = [
            it for it in pages if it.kind == "event" and it.language == language and it.day and it.day.replace(day=1) == shown
        ]
        yield {
            "title": f"{phrases(language).several('months')[number - 1]} {year}",
            "path": path(month),
            "weeks": [[day or "" for day in week] for week in calendar.monthcalendar(year, number)],
            "before": path(month - 1) if month > first else "",
            "after": path(month + 1) if month < first + 83 else "",
            "events": [{"title": it.title, "path": _path(it)} for it in events],
        }


def _template(source: Path, name: str, fields: Mapping[str, Any], body: str = "") -> None:
    """A file for Eleventy; its front matter is JSON."""
    (source / f"{name}.njk").write_text(f"---json\n{json.dumps(fields, ensure_ascii=False)}\n---\n{body}", encoding="utf-8")
