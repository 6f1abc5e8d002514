"""A government-like site made by Jekyll from Debian's packages, in French, under a path of its host: a feed with ten entries, no
sitemap, numbered pages, pages by theme and by month, an agenda."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cms.debian import packages, programs
from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import execute
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import PLAIN, Page, Release, others, releases

_OURS = Path(__file__).parent / "jekyll"
_GEMS = Path("/usr/share/rubygems-integration/all/gems")
_PACKAGES = ("jekyll", "ruby-jekyll-feed", "ruby-jekyll-paginate-v2")
_PLUGINS = ("jekyll-feed", "jekyll-paginate-v2")
_SEED, _BASE = "jekyll 1", "/ministere"
_WORDS = phrases("fr")

#: The folder of each kind of page, and its section's path.
_SECTIONS = {
    "event": ("_agenda", "/agenda/", "event_section"),
    "job": ("_emplois", "/emplois/", "job_section"),
    "tender": ("_marches", "/marches-publics/", "tender_section"),
    "gallery": ("_galerie", "/galerie/", "gallery_section"),
    "staff": ("_equipe", "/equipe/", "staff_section"),
}

_ROBOTS = f"""\
User-agent: *
Disallow: {_BASE}/recherche/
Disallow: {_BASE}/interne/
Disallow: /*?print=
Crawl-delay: 0.2
"""


@dataclass(frozen=True, slots=True)
class Jekyll:
    """`source` is what Jekyll reads, `out` what it makes. `count` releases."""

    facts: Facts
    count: int

    def build(self) -> None:
        packages(_PACKAGES, lambda: programs("jekyll") and all(any(_GEMS.glob(f"{gem}-*")) for gem in _PLUGINS))
        texts = releases(("fr",), self.count, self.facts.zone, _SEED)
        ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.rglob("*.*")) if path.is_file())
        stamp = Stamp(self.facts.folder, ours + Path(__file__).read_text(encoding="utf-8") + repr(texts))
        if stamp.stands():
            return
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        source, out = self.facts.folder / "source", self.facts.folder / "out"
        shutil.copytree(_OURS, source)
        with (source / "_config.yml").open("a", encoding="utf-8") as config:
            own = {"title": _WORDS.pattern("ministry"), "url": self.facts.origin, "baseurl": _BASE, "timezone": self.facts.zone}
            config.write("".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in own.items()))
        self._write(source, texts)
        execute(["jekyll", "build", "--source", source, "--destination", out / _BASE.strip("/")], self.facts.folder / "log")
        title = "Royaume d’Aldémar"
        (out / "index.html").write_text(
            f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
            f'<ul><li><a href="{_BASE}/">{_WORDS.pattern("ministry")}</a></li></ul></body></html>',
            encoding="utf-8",
        )
        shutil.copy(out / _BASE.strip("/") / "404.html", out / "404.html")
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with static(self.facts.folder / "out", self.facts.behind):
            yield

    def truth(self) -> Mapping[str, Release]:
        return {
            f"{_BASE}/communiques/{release.published:%Y}/{release.slug}": release
            for release in releases(("fr",), self.count, self.facts.zone, _SEED)
        }

    def _write(self, source: Path, texts: list[Release]) -> None:
        for release in texts:
            name = f"{release.published:%Y-%m-%d}-{release.slug}.html"
            _page(source / "_posts" / name, _release(release), release_html(release))
        for page in others(("fr",), _SEED):
            self._other(source, page)
        for folder, path, label in _SECTIONS.values():
            listed = (
                "{% for entry in site." + folder[1:] + ' %}<li><a href="{{ entry.url | relative_url }}">{{ entry.title }}</a>'
            )
            listed = f"<ul>{listed} <span>{{{{ entry.when }}}}</span></li>{{% endfor %}}</ul>"
            _page(source / path.strip("/") / "index.html", {"layout": "page", "title": _WORDS.label(label)}, listed)
        _page(
            source / "communiques" / "index.html",
            {"layout": "listing", "title": _WORDS.label("news_section"), "pagination": {"enabled": True}},
            "",
        )
        _page(source / "recherche" / "index.html", {"layout": "page", "title": "Recherche"}, "<p>Votre recherche.</p>")
        _page(source / "interne" / "index.html", {"layout": "page", "title": "Espace agents"}, "<p>Identifiez-vous.</p>")
        _page(source / "404.html", {"layout": "page", "title": "Page introuvable", "permalink": "/404.html"}, "<p>Désolé.</p>")
        _page(source / "index.html", {"layout": "frame"}, _HOME)
        (source / "style.css").write_text("body{font-family:serif}\n", encoding="utf-8")
        pictures = source / "images"
        pictures.mkdir()
        for number in range(1, 5):
            (pictures / f"{number}.png").write_bytes(picture(number))
        self._months(source, texts)
        self._menus(source)

    def _other(self, source: Path, page: Page) -> None:
        fields: dict[str, Any] = {"layout": "page", "title": page.title}
        if page.kind in _SECTIONS:
            folder, path, label = _SECTIONS[page.kind]
            fields |= {"section": _WORDS.label(label), "section_path": path}
            if page.day:
                fields["when"] = _WORDS.day(page.day)
            at = source / folder / f"{page.slug}.html"
        else:
            at = source / page.slug / "index.html"
        _page(at, fields, page_html(page, f"{_BASE}/images"))

    def _months(self, source: Path, texts: list[Release]) -> None:
        """A page for each month, as archives have them: the same releases once more."""
        counts = Counter((it.published.year, it.published.month) for it in texts)
        months = []
        for (year, month), count in counts.items():
            title = f"{_WORDS.several('months')[month - 1].capitalize()} {year}"
            path = f"/archives/{year}/{month:02d}/"
            months.append({"title": title, "path": path, "count": count})
            entries = "".join(
                f'<li><a href="{_BASE}/communiques/{it.published:%Y}/{it.slug}/">{it.headline}</a></li>'
                for it in texts
                if (it.published.year, it.published.month) == (year, month)
            )
            _page(source / path.strip("/") / "index.html", {"layout": "page", "title": title}, f"<ul>{entries}</ul>")
        _data(source, "months", months)

    def _menus(self, source: Path) -> None:
        sections = [{"title": _WORDS.label(label), "path": path} for _, path, label in _SECTIONS.values()]
        plain = [
            {"title": page.title, "path": f"/{page.slug}/"} for page in others(("fr",), _SEED) if page.kind in PLAIN
        ]  # fmt: skip
        topics = [{"title": it.name, "path": f"/themes/{_latin(it.name)}/"} for it in _WORDS.topics.values()]
        news = {"title": _WORDS.label("news_section"), "path": "/communiques/"}
        _data(source, "menu", [{"title": _WORDS.label("home"), "path": "/"}, news, *sections])
        _data(source, "footer", plain)
        _data(source, "topics", topics)


def jekyll() -> Jekyll:
    """A small site."""
    room = f"{_BASE}/communiques/"
    return Jekyll(Facts("jekyll", "Jekyll", 47102, ("fr",), "Europe/Brussels", _ROBOTS, room, path=f"{_BASE}/"), 52)


def jekyll_large() -> Jekyll:
    """The same with ten years of releases, on 67 pages of its list."""
    room = f"{_BASE}/communiques/"
    facts = Facts("jekyll_large", "Jekyll, large", 47109, ("fr",), "Europe/Brussels", _ROBOTS, room, path=f"{_BASE}/")
    return Jekyll(facts, 600)


_HOME = """\
<h1>{{ site.title }}</h1>
<div class="hero"><p>Les fleuves, les canaux et les ports d’Aldémar.</p></div>
<section class="latest"><h2>À la une</h2>
{% for post in site.posts limit: 4 %}<div class="card"><h3><a href="{{ post.url | relative_url }}">{{ post.title }}</a></h3>
<p class="date">{{ post.day }}</p><p>{{ post.summary | truncate: 120 }}</p></div>
{% endfor %}<p><a href="{{ '/communiques/' | relative_url }}">Tous les communiqués</a></p></section>
"""


def _release(release: Release) -> dict[str, Any]:
    name = _WORDS.topics[release.topic].name
    fields: dict[str, Any] = {
        "layout": "release",
        "title": release.headline,
        "date": f"{release.published:%Y-%m-%d %H:%M:00 %z}",
        "tags": [name],
        "topic_path": f"/themes/{_latin(name)}/",
        "summary": release.summary,
        "day": _WORDS.day(release.published.date()),
        "section": _WORDS.label("news_section"),
        "section_path": "/communiques/",
    }
    if release.modified:
        fields |= {"edited": release.modified.isoformat(), "edited_day": _WORDS.day(release.modified.date())}
    return fields


def _page(path: Path, fields: Mapping[str, Any], body: str) -> None:
    """A file for Jekyll; its front matter is YAML, which JSON is too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{body}\n", encoding="utf-8")


def _data(source: Path, name: str, value: object) -> None:
    path = source / "_data" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _latin(name: str) -> str:
    """As Jekyll's slugs in mode latin."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", plain))
