"""A site in three languages made by Nikola: each language under its own path, feeds, a sitemap, archives, tag pages, galleries.

Its front pages show ten releases whole; older ones stand in numbered pages that count upwards, the oldest in the first.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cms import generators
from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import execute
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import Page, Release, others, releases

_OURS = Path(__file__).parent / "nikola"
_SEED, _COUNT = "nikola 1", 41
_LANGUAGES = ("en", "fr", "es")
_FOLDERS = {"event": "events", "job": "jobs", "tender": "tenders", "staff": "people"}
_LABELS = {"event": "event_section", "job": "job_section", "tender": "tender_section", "staff": "staff_section"}

_ROBOTS = """\
User-agent: *
Disallow: /tenders/
Disallow: /es/tenders/
Crawl-delay: 0.2

Sitemap: http://127.0.0.1:47106/sitemap.xml
"""


class Nikola:
    """`source` is what Nikola reads, `source/output` what it makes."""

    facts = Facts("nikola", "Nikola", 47106, _LANGUAGES, "Africa/Djibouti", _ROBOTS, "/fr/")

    def build(self) -> None:
        site = json.dumps(self._site(), ensure_ascii=False)
        ours = (_OURS / "conf.py").read_text(encoding="utf-8") + Path(__file__).read_text(encoding="utf-8")
        stamp = Stamp(self.facts.folder, ours + site + repr(_texts(self.facts)) + generators.locked())
        if stamp.stands():
            return
        nikola = generators.program("nikola")
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        source = self.facts.folder / "source"
        source.mkdir(parents=True)
        shutil.copy(_OURS / "conf.py", source)
        (source / "site.json").write_text(site, encoding="utf-8")
        for release in _texts(self.facts):
            fields = {
                "title": release.headline, "slug": release.slug, "date": f"{release.published:%Y-%m-%d %H:%M:00 %z}",
                "tags": phrases(release.language).topics[release.topic].name,
            }  # fmt: skip
            if release.modified:
                fields["updated"] = f"{release.modified:%Y-%m-%d %H:%M:00 %z}"
            _write(source / "posts", f"{release.number:03d}", release.language, fields, release_html(release))
        for page in others(_LANGUAGES, _SEED):
            if page.kind != "gallery":
                self._page(source, page)
        self._galleries(source)
        execute([nikola, "build"], self.facts.folder / "log", folder=source)
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with static(self.facts.folder / "source" / "output", self.facts.behind):
            yield

    def truth(self) -> Mapping[str, Release]:
        paths = {"en": "", "fr": "/fr", "es": "/es"}
        return {f"{paths[it.language]}/news/{it.slug}": it for it in _texts(self.facts)}

    def _page(self, source: Path, page: Page) -> None:
        folder = _FOLDERS.get(page.kind, "pages")
        fields = {"title": page.title, "slug": page.slug, "date": f"2024-0{page.number}-05 10:00:00 +0300"}
        _write(source / folder, f"{page.kind}-{page.number}", page.language, fields, page_html(page, ""))

    def _galleries(self, source: Path) -> None:
        for page in others(("en",), _SEED):
            if page.kind == "gallery":
                folder = source / "galleries" / page.slug
                folder.mkdir(parents=True)
                for number in range(1, 5):
                    (folder / f"{number}.png").write_bytes(picture(number))

    def _site(self) -> dict[str, object]:
        menu: dict[str, list[list[object]]] = {}
        pages = others(_LANGUAGES, _SEED)
        for code in _LANGUAGES:
            words, base = phrases(code), "" if code == "en" else f"/{code}"
            menu[code] = [[f"{base}/", words.label("news_section")], [f"{base}/archive.html", "Archive"]]
            menu[code].append([f"{base}/categories/", words.label("tags_section")])
            menu[code].append([f"{base}/galleries/", words.label("gallery_section")])
            for kind, label in _LABELS.items():
                listed = [it for it in pages if it.kind == kind and it.language == code]
                within = [[f"{base}/{_FOLDERS[kind]}/{it.slug}/", it.title] for it in listed]
                menu[code].append([within, words.label(label)])
            plain = [it for it in pages if it.language == code and it.kind in ("about", "contact", "legal", "faq", "services")]
            menu[code] += [[f"{base}/pages/{it.slug}/", it.title] for it in plain]
        titles = {code: phrases(code).pattern("ministry") for code in _LANGUAGES}
        return {"title": titles, "address": self.facts.origin, "zone": self.facts.zone, "menu": menu}


def _texts(facts: Facts) -> list[Release]:
    return releases(_LANGUAGES, _COUNT, facts.zone, _SEED)


def _write(folder: Path, name: str, language: str, fields: Mapping[str, str], body: str) -> None:
    """A file for Nikola: its fields in a comment, then HTML. The default language's file has no language in its name."""
    folder.mkdir(exist_ok=True)
    suffix = "" if language == "en" else f".{language}"
    head = "\n".join(f".. {key}: {value}" for key, value in fields.items())
    (folder / f"{name}{suffix}.html").write_text(f"<!--\n{head}\n-->\n\n{body}\n", encoding="utf-8")
