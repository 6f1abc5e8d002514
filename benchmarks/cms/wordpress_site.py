"""Two sites of WordPress. Both have comments, authors, tags, and events, vacancies and tenders as types of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.cms.markup import page_html, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.site import Facts
from benchmarks.cms.texts import PLAIN, Page, Release, one_more, others, releases
from benchmarks.cms.wordpress_server import publish, served, set_up

_LATEST = '<!-- wp:latest-posts {"displayPostDate":true} /-->'
_TYPES = {"event": "event", "job": "vacancy", "tender": "tender"}
_LABELS = {"event": "event_section", "vacancy": "job_section", "tender": "tender_section"}
_ARCHIVES = {"event": "events", "vacancy": "vacancies", "tender": "tenders"}

#: Ids are given, not counted, so that addresses which are ids are known beforehand.
_FIRST_PAGE, _FIRST_POST, _NEW_POST = 100, 1000, 2000

_ROBOTS = """\
User-agent: *
Disallow: /wp-admin/
Disallow: /wp-login.php
Disallow: /?s=
Disallow: /search/
Disallow: /*replytocom=
Disallow: /tender/
Disallow: /tenders/
Disallow: /?post_type=tender
Crawl-delay: 0.2
"""


@dataclass(frozen=True, slots=True)
class WordPress:
    """A site. `posts` is how many in each language, the first of which is the site's own.

    `pretty`: addresses by year, month and name, else by id. `front`: a page of its own is the home page, else the newest posts.
    `bare`: neither REST nor sitemap, as some plugins for security have it.
    """

    facts: Facts
    posts: Mapping[str, int]
    locale: str
    theme: str
    pretty: bool
    front: bool
    bare: bool

    def build(self) -> None:
        set_up(self.facts, json.dumps(self._content(), ensure_ascii=False, indent=1))

    def serve(self) -> AbstractContextManager[None]:
        return served(self.facts)

    def truth(self) -> Mapping[str, Release]:
        return {
            f"/{it.published:%Y/%m}/{it.slug}" if self.pretty else f"?p={number}": it
            for number, it in enumerate(self._texts(), _FIRST_POST)
        }

    @contextmanager
    def publish(self) -> Iterator[Mapping[str, Release]]:
        release = one_more(next(iter(self.posts)), self.facts.zone, self.facts.name)
        file = self.facts.folder / "new.json"
        file.write_text(json.dumps(_post(release, _NEW_POST)), encoding="utf-8")
        publish(self.facts, str(file))
        try:
            yield {f"/{release.published:%Y/%m}/{release.slug}" if self.pretty else f"?p={_NEW_POST}": release}
        finally:
            publish(self.facts, "--delete", str(_NEW_POST))

    def _texts(self) -> list[Release]:
        """Another language's posts are no translations: a site without a plugin for languages posts what it has."""
        return [
            release
            for language, count in self.posts.items()
            for release in releases((language,), count, self.facts.zone, f"{self.facts.name} 1 {language}")
        ]

    def _content(self) -> dict[str, Any]:
        own = next(iter(self.posts))
        words = phrases(own)
        pages = list(self._pages(own))
        typed = [
            _fields(it) | {"post_type": _TYPES[it.kind], "post_date": "2025-06-02 09:00:00"}
            for it in others((own,), self.facts.name)
            if it.kind in _TYPES
        ]
        ids = {page["post_name"]: page["import_id"] for page in pages}

        def path(name: str) -> str:
            return f"/{name}/" if self.pretty else f"/?page_id={ids[name]}"

        menu = {words.label("home"): "/"}
        if self.front:
            menu[words.label("news_section")] = path("press-releases")
        for kind, label in _LABELS.items():
            menu[words.label(label)] = f"/{_ARCHIVES[kind]}/" if self.pretty else f"/?post_type={kind}"
        menu |= {words.label("gallery_section"): path("gallery"), words.label("staff_section"): path("people")}
        menu |= {it.title: path(it.slug) for it in others((own,), self.facts.name) if it.kind in PLAIN}
        return {
            "address": self.facts.origin, "name": words.pattern("ministry"), "zone": self.facts.zone, "theme": self.theme,
            "locale": self.locale, "permalinks": "/%year%/%monthnum%/%postname%/" if self.pretty else "", "bare": self.bare,
            "front": self.front, "authors": words.several("people"), "pages": pages, "typed": typed,
            "categories": {code: phrases(code).label("news_section") for code in self.posts},
            "posts": [_post(it, number) for number, it in enumerate(self._texts(), _FIRST_POST)],
            "comment": words.page("about")[1], "menu": menu,
        }  # fmt: skip

    def _pages(self, language: str) -> Iterator[dict[str, Any]]:
        words = phrases(language)
        sections = {
            "home": (words.label("home"), f"<p>{words.page('about')[1]}</p>{_LATEST}"),
            "press-releases": (words.label("news_section"), ""),
            "gallery": (words.label("gallery_section"), "<p>1 2 3</p>"),
            "people": (words.label("staff_section"), f"<p>{words.page('history')[2]}</p>"),
        }
        made = [{"post_name": name, "post_title": title, "post_content": html} for name, (title, html) in sections.items()]
        parents = {"gallery": "gallery", "staff": "people"}
        untyped = [it for it in others((language,), self.facts.name) if it.kind not in _TYPES]
        made += [_fields(it) | {"parent": parents.get(it.kind)} for it in untyped]
        for number, fields in enumerate(made, _FIRST_PAGE):
            yield fields | {"import_id": number, "post_date": "2024-02-05 10:00:00"}


def wordpress() -> WordPress:
    """As its makers mean it to be: REST, feeds, sitemap, a classic theme."""
    robots = f"{_ROBOTS}\nSitemap: http://127.0.0.1:47101/wp-sitemap.xml\n"
    facts = Facts("wordpress", "WordPress", 47101, ("en", "es"), "Africa/Nairobi", robots, "/press-releases/")
    return WordPress(facts, {"en": 44, "es": 12}, "", "twentytwentyone", pretty=True, front=True, bare=False)


def wordpress_bare() -> WordPress:
    """As one finds it on old hosts: addresses by id, no REST, no sitemap; a theme of blocks, in French."""
    facts = Facts("wordpress_bare", "WordPress, bare", 47108, ("fr",), "Europe/Paris", _ROBOTS, "/?cat=2")
    return WordPress(facts, {"fr": 47}, "fr_FR", "twentytwentytwo", pretty=False, front=False, bare=True)


def _fields(page: Page) -> dict[str, Any]:
    return {"post_name": page.slug, "post_title": page.title, "post_content": page_html(page, "/wp-content/uploads")}


def _post(release: Release, number: int) -> dict[str, object]:
    return {
        "import_id": number,
        "post_name": release.slug,
        "post_title": release.headline,
        "post_content": release_html(release),
        "post_date": f"{release.published:%Y-%m-%d %H:%M:%S}",
        "modified": f"{release.modified:%Y-%m-%d %H:%M:%S}" if release.modified else None,
        "tags_input": [phrases(release.language).topics[release.topic].name],
        "category": release.language,
    }
