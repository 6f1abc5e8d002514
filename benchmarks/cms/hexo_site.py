"""A site in English made by Hexo in its own theme: releases, plain pages, events and vacancies all stand at the root of the host,
every page shows a date, the sitemap names them all; a feed with fifteen entries; archives, tags, categories."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.npm import install
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import execute
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import Page, Release, others, releases

_OURS = Path(__file__).parent / "hexo"
_VERSION = "8.1.2"
_PARTS = (
    "hexo-renderer-ejs@2.0.0", "hexo-renderer-stylus@3.0.1", "hexo-renderer-marked@7.0.1", "hexo-generator-index@4.0.0",
    "hexo-generator-archive@2.0.0", "hexo-generator-category@2.0.0", "hexo-generator-tag@2.0.0", "hexo-generator-feed@3.0.0",
    "hexo-generator-sitemap@3.0.1", "hexo-theme-landscape@1.1.0",
)  # fmt: skip
_SEED, _COUNT = "hexo 1", 50
_WORDS = phrases("en")

_ROBOTS = """\
User-agent: *
Disallow: /tags/
Crawl-delay: 0.2
"""


class Hexo:
    """`source` is Hexo's folder, `source/public` what it makes."""

    facts = Facts("hexo", "Hexo", 47110, ("en",), "America/Halifax", _ROBOTS, "/categories/Press-releases/")

    def build(self) -> None:
        texts = _texts(self.facts)
        ours = (_OURS / "_config.yml").read_text(encoding="utf-8") + Path(__file__).read_text(encoding="utf-8")
        stamp = Stamp(self.facts.folder, ours + repr(texts) + repr(others(("en",), _SEED)))
        if stamp.stands():
            return
        program = install("hexo", _VERSION, "hexo", extra=_PARTS)
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        folder = self.facts.folder / "source"
        shutil.copytree(_OURS, folder)
        manifest = json.loads((program / "package.json").read_text(encoding="utf-8")) | {"hexo": {"version": _VERSION}}
        (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")  # Hexo knows its folders by that key
        (folder / "node_modules").symlink_to(program / "node_modules")
        with (folder / "_config.yml").open("a", encoding="utf-8") as config:
            own = {"title": _WORDS.pattern("ministry"), "url": self.facts.origin, "language": "en", "timezone": self.facts.zone}
            config.write("".join(f"{key}: {json.dumps(value)}\n" for key, value in own.items()))
        source = folder / "source"
        for it in texts:
            _write(source / "_posts" / f"{it.slug}.html", _fields(it), release_html(it))
        for page in others(("en",), _SEED):
            fields = {"title": page.title, "date": f"2024-0{page.number}-15 08:30:00"}
            _write(source / page.slug / "index.html", fields, page_html(page, "/images"))
        (source / "images").mkdir()
        for number in range(1, 5):
            (source / "images" / f"{number}.png").write_bytes(picture(number))
        self._menu(folder)
        command: list[str | Path] = ["node", program / "node_modules" / "hexo" / "bin" / "hexo", "generate"]
        execute(command, self.facts.folder / "log", folder=folder, environment={"NODE_ENV": "production"})
        if not (folder / "public" / "index.html").is_file():
            raise RuntimeError(f"Hexo made no site; see {self.facts.folder / 'log'}")
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with static(self.facts.folder / "source" / "public", self.facts.behind):
            yield

    def truth(self) -> Mapping[str, Release]:
        return {f"/{it.slug}": it for it in _texts(self.facts)}

    def _menu(self, folder: Path) -> None:
        def path(page: Page) -> str:
            return f"/{page.slug}"

        pages = others(("en",), _SEED)
        menu = {_WORDS.label("home"): "/", "Archives": "/archives", _WORDS.label("news_section"): "/categories/Press-releases/"}
        menu |= {it.title: path(it) for it in pages if it.kind != "staff"}
        (folder / "_config.landscape.yml").write_text(json.dumps({"menu": menu, "rss": "/rss.xml"}), encoding="utf-8")


def _texts(facts: Facts) -> list[Release]:
    return releases(("en",), _COUNT, facts.zone, _SEED)


def _fields(release: Release) -> dict[str, Any]:
    return {
        "title": release.headline,
        "date": f"{release.published:%Y-%m-%d %H:%M:00}",
        "tags": [_WORDS.topics[release.topic].name],
        "categories": [_WORDS.label("news_section")],
        "updated": f"{release.modified or release.published:%Y-%m-%d %H:%M:00}",
    }


def _write(path: Path, fields: Mapping[str, Any], body: str) -> None:
    """A file for Hexo; its front matter is YAML, which JSON is too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    path.write_text(f"---\n{head}\n---\n{body}\n", encoding="utf-8")
