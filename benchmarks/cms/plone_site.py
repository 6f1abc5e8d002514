"""Plone with its Classic UI from PyPI, as many governments run it: two languages whose items are each other's translations, news
in folders by year, collections in batches of ten, events, a gzipped sitemap of everything."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import await_port, execute, running
from benchmarks.cms.site import TOOLS, Facts, Missing, Stamp
from benchmarks.cms.texts import NEWEST, PLAIN, Page, Release, others, releases

_ROOT = Path(__file__).resolve().parents[2]
_OURS = Path(__file__).parent / "plone"
_ENVIRONMENT = TOOLS / "plone-environment"
_SEED, _COUNT = "plone 1", 42
_LANGUAGES = ("en", "es")

#: Each kind's folder, the label of its menu entry, Plone's type, and what its collection lists (none: no collection).
_SECTIONS = {
    "event": ("events", "event_section", "Event", "Event"),
    "job": ("vacancies", "job_section", "Document", "Document"),
    "tender": ("tenders", "tender_section", "Document", None),
    "gallery": ("gallery", "gallery_section", "Document", None),
    "staff": ("people", "staff_section", "Document", "Document"),
}

_ROBOTS = """\
Sitemap: http://127.0.0.1:47104/sitemap.xml.gz

User-agent: *
Disallow: /*sendto_form$
Disallow: /*folder_factories$
Disallow: /*login
Disallow: /*search
Disallow: /en/people/
Crawl-delay: 0.2
"""


class Plone:
    """`instance` is Zope's folder with its database. The proxy rewrites addresses for it as its front server would."""

    facts = Facts(
        "plone", "Plone", 47104, _LANGUAGES, "America/Bogota", _ROBOTS, "/en/press-releases",
        behind_path="/VirtualHostBase/http/127.0.0.1:47104/plone/VirtualHostRoot", day_only=True,
    )  # fmt: skip

    def build(self) -> None:
        content = self._content()
        ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.iterdir()))
        lock = (_ROOT / "requirements-cms.lock").read_text(encoding="utf-8")
        stamp = Stamp(self.facts.folder, content + ours + lock)
        if stamp.stands():
            return
        self._install()
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        instance = self.facts.folder / "instance"
        execute([_ENVIRONMENT / "bin" / "mkwsgiinstance", "-d", instance, "-u", "admin:no secret"], self._log)
        for name in ("zope.conf", "zope.ini"):
            pattern = (_OURS / f"{name}.in").read_text(encoding="utf-8")
            (instance / "etc" / name).write_text(pattern.format(folder=instance, port=self.facts.behind), encoding="utf-8")
        pictures = self.facts.folder / "pictures"
        pictures.mkdir()
        for number in range(1, 5):
            (pictures / f"{number}.png").write_bytes(picture(number))
        (self.facts.folder / "content.json").write_text(content, encoding="utf-8")
        execute(
            [_ENVIRONMENT / "bin" / "zconsole", "run", instance / "etc" / "zope.conf", _OURS / "fill.py", "content.json"],
            self._log, folder=self.facts.folder, environment={"TZ": self.facts.zone},
        )  # fmt: skip
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        command = [_ENVIRONMENT / "bin" / "runwsgi", self.facts.folder / "instance" / "etc" / "zope.ini"]
        with running(command, self._log, environment={"TZ": self.facts.zone}) as process:
            await_port(self.facts.behind, process, seconds=120)
            yield

    def truth(self) -> Mapping[str, Release]:
        return {f"/{it.language}/press-releases/{it.published:%Y}/{it.slug}": it for it in _texts(self.facts)}

    @property
    def _log(self) -> Path:
        return TOOLS / "plone.log"

    def _install(self) -> None:
        try:
            execute(
                ["sh", "setup/environment.sh", os.path.relpath(_ENVIRONMENT, _ROOT), "requirements-cms.lock"],
                self._log,
                folder=_ROOT,
            )
        except RuntimeError as error:
            raise Missing(f"Plone cannot be installed: {str(error).splitlines()[-1]}") from error

    def _content(self) -> str:
        texts, pages = _texts(self.facts), others(_LANGUAGES, _SEED)
        sites = {}
        for code in _LANGUAGES:
            words = phrases(code)
            news = [it for it in texts if it.language == code]
            section = _section("press", "press-releases", words.label("news_section"), "News Item", [_news(it) for it in news])
            sections = [section]
            for kind, (path, label, made, lists) in _SECTIONS.items():
                items = [_item(it, made) for it in pages if it.language == code and it.kind == kind]
                sections.append(_section(kind, path, words.label(label), lists, items))
                if kind == "gallery":
                    sections[-1]["pictures"] = [str(self.facts.folder / "pictures" / f"{number}.png") for number in range(1, 5)]
            newest = "".join(
                f'<li><a href="press-releases/{it.published:%Y}/{it.slug}">{it.headline}</a> '
                f"{words.day(it.published.date())}</li>"
                for it in news[:4]
            )
            sites[code] = {
                "title": words.pattern("ministry"),
                "about": words.page("about")[1],
                "front": f"<h2>{words.label('latest')}</h2><ul>{newest}</ul>",
                "sections": sections,
                "pages": [
                    {"key": it.kind, "id": it.slug, "fields": {"title": it.title, "body": page_html(it, "")}}
                    for it in pages
                    if it.language == code and it.kind in PLAIN
                ],
            }
        name = phrases(_LANGUAGES[0]).pattern("ministry")
        return json.dumps(
            {"name": name, "zone": self.facts.zone, "languages": _LANGUAGES, "sites": sites}, ensure_ascii=False, indent=1
        )


def _texts(facts: Facts) -> list[Release]:
    return releases(_LANGUAGES, _COUNT, facts.zone, _SEED)


def _section(key: str, path: str, title: str, lists: str | None, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "id": path, "title": title, "lists": lists, "items": items, "pictures": []}


def _news(release: Release) -> dict[str, Any]:
    return {
        "key": f"release {release.number}",
        "id": release.slug,
        "type": "News Item",
        "year": f"{release.published:%Y}",
        "fields": {
            "title": release.headline,
            "body": release_html(release),
            "subject": (phrases(release.language).topics[release.topic].name,),
        },
        "published": release.published.isoformat(),
        "modified": release.modified.isoformat() if release.modified else None,
    }


def _item(page: Page, made: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": page.title, "body": page_html(page, "..")}
    if page.kind == "gallery":
        fields["body"] = f"<p>{page.paragraphs[0]}</p>" + "".join(f'<img src="../{number}.png" alt="">' for number in range(1, 5))
    if made == "Event" and page.day:
        start = datetime(page.day.year, page.day.month, page.day.day, 15, tzinfo=UTC)
        fields |= {"start": start.isoformat(), "end": (start + timedelta(hours=3)).isoformat(), "location": page.paragraphs[1]}
    put = datetime(NEWEST.year, NEWEST.month, 1, 9, page.number, tzinfo=UTC)
    return {
        "key": f"{page.kind} {page.number}", "id": page.slug, "type": made, "year": None, "fields": fields,
        "published": put.isoformat(), "modified": None,
    }  # fmt: skip
