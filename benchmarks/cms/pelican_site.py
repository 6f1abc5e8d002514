"""A site in Spanish made by Pelican in its simple theme: no feed, no sitemap, the front page is the list, releases stand at the
root of the host beside events and vacancies that are articles of other categories; tags, authors, archives on one page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path

from benchmarks.cms import generators
from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import execute
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import Release, others, releases

_SEED, _COUNT = "pelican 1", 46
_WORDS = phrases("es")
_ARTICLES = {"event": "event_section", "job": "job_section"}

_ROBOTS = """\
User-agent: *
Disallow: /author/
Disallow: /authors.html
Disallow: /drafts/
Crawl-delay: 0.2
"""


class Pelican:
    """`content` is what Pelican reads, `out` what it makes."""

    facts = Facts("pelican", "Pelican", 47107, ("es",), "America/Asuncion", _ROBOTS, "/category/comunicados-de-prensa.html")

    def build(self) -> None:
        settings = self._settings()
        texts = _texts(self.facts)
        stamp = Stamp(
            self.facts.folder, Path(__file__).read_text(encoding="utf-8") + settings + repr(texts) + generators.locked()
        )
        if stamp.stands():
            return
        pelican = generators.program("pelican")
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        content, out = self.facts.folder / "content", self.facts.folder / "out"
        (content / "pages").mkdir(parents=True)
        (content / "images").mkdir()
        (self.facts.folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
        for number in range(1, 5):
            (content / "images" / f"{number}.png").write_bytes(picture(number))
        for it in texts:
            tags = _WORDS.topics[it.topic].name
            fields = {
                "date": f"{it.published:%Y-%m-%d %H:%M}", "category": _WORDS.label("news_section"), "tags": tags,
                "authors": _WORDS.several("people")[it.number % 4], "summary": it.summary,
            }  # fmt: skip
            if it.modified:
                fields["modified"] = f"{it.modified:%Y-%m-%d %H:%M}"
            _write(content / f"{it.slug}.html", it.headline, fields, release_html(it))
        for page in others(("es",), _SEED):
            fields = {"date": "2025-03-03 09:00"}
            path = content / "pages" / f"{page.slug}.html"
            if page.kind in _ARTICLES:
                fields |= {"category": _WORDS.label(_ARTICLES[page.kind]), "date": f"2025-0{page.number}-11 12:30"}
                path = content / f"{page.slug}.html"
            _write(path, page.title, fields, page_html(page, "/images"))
        command: list[str | Path] = [pelican, content, "--settings", self.facts.folder / "pelicanconf.py", "--output", out]
        execute(command, self.facts.folder / "log", folder=self.facts.folder)
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with static(self.facts.folder / "out", self.facts.behind):
            yield

    def truth(self) -> Mapping[str, Release]:
        return {f"/{it.slug}.html": it for it in _texts(self.facts)}

    def _settings(self) -> str:
        own = {
            "AUTHOR": _WORDS.pattern("ministry"), "SITENAME": _WORDS.pattern("ministry"), "SITEURL": self.facts.origin,
            "TIMEZONE": self.facts.zone, "DEFAULT_LANG": "es", "THEME": "simple", "DEFAULT_DATE_FORMAT": "%d/%m/%Y",
            "DEFAULT_PAGINATION": 10, "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "TRANSLATION_FEED_ATOM": None,
            "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None, "STATIC_PATHS": ["images"], "SLUGIFY_SOURCE": "basename",
            "FILENAME_METADATA": "(?P<slug>.*)",
        }  # fmt: skip
        return "".join(f"{key} = {value!r}\n" for key, value in own.items())


def _texts(facts: Facts) -> list[Release]:
    return releases(("es",), _COUNT, facts.zone, _SEED)


def _write(path: Path, title: str, fields: Mapping[str, str], body: str) -> None:
    """A file for Pelican: an HTML page whose head has its fields."""
    head = "".join(f'<meta name="{key}" content="{escape(value)}">\n' for key, value in fields.items())
    path.write_text(
        f"<html><head><title>{escape(title, quote=False)}</title>\n{head}</head><body>\n{body}\n</body></html>\n",
        encoding="utf-8",
    )
