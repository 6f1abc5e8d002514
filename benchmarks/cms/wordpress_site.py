"""WordPress from Debian's package, with a theme of its own makers: a static front page, posts in two languages, comments, and
events, vacancies and tenders as types that its REST interface tells of as well."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cms.debian import packages, programs
from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import await_file, await_port, execute, running
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.texts import Page, Release, others, releases

_PACKAGE = Path("/usr/share/wordpress")
_OURS = Path(__file__).parent / "wordpress"
_LATEST = '<!-- wp:latest-posts {"displayPostDate":true} /-->'
_PACKAGES = (
    "wordpress", "wordpress-theme-twentytwentyone", "mariadb-server", "php-cli", "php-mysql", "php-xml", "php-mbstring", "php-gd",
)  # fmt: skip
_SEED = "wordpress 1"
_MAIN, _SECOND = 44, 12  # posts in English, in Spanish
_TYPES = {"event": "event", "job": "vacancy", "tender": "tender"}

_ROBOTS = """\
User-agent: *
Disallow: /wp-admin/
Disallow: /wp-login.php
Disallow: /?s=
Disallow: /search/
Disallow: /*replytocom=
Disallow: /tender/
Disallow: /tenders/
Crawl-delay: 0.2

Sitemap: http://127.0.0.1:47101/wp-sitemap.xml
"""


class WordPress:
    """The whole of it stands in `facts.folder`: `site` (WordPress), `data` (its database)."""

    facts = Facts("wordpress", "WordPress", 47101, ("en", "es"), "Africa/Nairobi", _ROBOTS)

    def build(self) -> None:
        packages(_PACKAGES, lambda: (_PACKAGE / "wp-includes").is_dir() and programs("php", "mariadbd", "mariadb"))
        content = self._content()
        ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.iterdir()))
        stamp = Stamp(self.facts.folder, content + ours)
        if stamp.stands():
            return
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        self.facts.folder.mkdir(parents=True)
        site = self.facts.folder / "site"
        shutil.copytree(_PACKAGE, site, ignore_dangling_symlinks=True)
        for name, at in (
            ("wp-config.php", "."),
            ("router.php", "."),
            ("fill.php", "."),
            ("ministry.php", "wp-content/mu-plugins"),
        ):
            (site / at).mkdir(exist_ok=True)
            (site / at / name).unlink(missing_ok=True)
            shutil.copy(_OURS / name, site / at / name)
        pictures = site / "wp-content" / "uploads"
        pictures.mkdir(exist_ok=True)
        for number in range(1, 5):
            (pictures / f"{number}.png").write_bytes(picture(number))
        (self.facts.folder / "content.json").write_text(content, encoding="utf-8")
        execute(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self.facts.folder / 'data'}",
             "--auth-root-authentication-method=normal", "--skip-test-db", *_AS_ROOT],
            self._log,
        )  # fmt: skip
        with self._database() as socket:
            execute(["mariadb", "--no-defaults", f"--socket={socket}", "-uroot"], self._log, given="CREATE DATABASE wordpress")
            execute(["php", "fill.php", "../content.json"], self._log, folder=site, environment={"CMS_SOCKET": str(socket)})
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        with self._database() as socket:
            command = ["php", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{self.facts.behind}", "router.php"]
            environment = {"CMS_SOCKET": str(socket), "PHP_CLI_SERVER_WORKERS": "3"}
            with running(command, self._log, folder=self.facts.folder / "site", environment=environment) as process:
                await_port(self.facts.behind, process)
                yield

    def truth(self) -> Mapping[str, Release]:
        return {f"/{release.published:%Y/%m}/{release.slug}": release for release in _posts(self.facts)}

    @property
    def _log(self) -> Path:
        return self.facts.folder / "log"

    @contextmanager
    def _database(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="cms-") as short:  # a socket's path has at most 107 bytes
            socket = Path(short) / "db"
            command = [
                "mariadbd", "--no-defaults", f"--datadir={self.facts.folder / 'data'}", "--skip-networking", f"--socket={socket}",
                f"--pid-file={short}/pid", *_AS_ROOT,
            ]  # fmt: skip
            with running(command, self._log) as process:
                await_file(socket, process)
                yield socket

    def _content(self) -> str:
        words = phrases("en")
        pages, typed = [], []
        for page in others(("en",), _SEED):
            fields = {
                "post_name": page.slug,
                "post_title": page.title,
                "post_content": page_html(page, "/wp-content/uploads"),
            }
            if page.kind in _TYPES:
                typed.append(fields | {"post_type": _TYPES[page.kind], "post_date": "2025-06-02 09:00:00"})
            else:
                pages.append(fields | _place(page))
        front = [
            {"post_name": "home", "post_title": "Home", "post_content": f"<p>{words.page('about')[1]}</p>{_LATEST}"},
            {"post_name": "press-releases", "post_title": words.label("news_section"), "post_content": ""},
            {"post_name": "gallery", "post_title": words.label("gallery_section"), "post_content": "<p>See below.</p>"},
            {"post_name": "people", "post_title": words.label("staff_section"), "post_content": "<p>Who works here.</p>"},
        ]
        made = [*front, *pages]
        for fields in made:
            fields.setdefault("post_date", "2024-02-05 10:00:00")
        return json.dumps(
            {
                "address": self.facts.origin,
                "name": words.pattern("ministry"),
                "zone": self.facts.zone,
                "theme": "twentytwentyone",
                "authors": words.several("people"),
                "pages": made,
                "typed": typed,
                "categories": {"releases": "Releases", "comunicados": "Comunicados"},
                "posts": [_post(release) for release in _posts(self.facts)],
                "comment": "Good news for all of us who live by the water.",
                "menu": {
                    "Home": "/", "Press releases": "/press-releases/", "Events": "/events/", "Vacancies": "/vacancies/",
                    "Tenders": "/tenders/", "Gallery": "/gallery/", "People": "/people/",
                    **{page.title: f"/{page.slug}/" for page in others(("en",), _SEED) if _place(page) == {"parent": None}},
                },
            },
            ensure_ascii=False,
            indent=1,
        )  # fmt: skip


#: MariaDB refuses to run as root unless it is told so.
_AS_ROOT = ["--user=root"] if os.geteuid() == 0 else []


def _posts(facts: Facts) -> list[Release]:
    """Spanish posts are no translations of the English ones: a site without a plugin for languages posts what it has."""
    english = releases(("en",), _MAIN, facts.zone, _SEED)
    spanish = releases(("es",), _SECOND, facts.zone, f"{_SEED} es")
    return english + spanish


def _place(page: Page) -> dict[str, str | None]:
    return {"parent": {"gallery": "gallery", "staff": "people"}.get(page.kind)}


def _post(release: Release) -> dict[str, object]:
    return {
        "post_name": release.slug,
        "post_title": release.headline,
        "post_content": release_html(release),
        "post_date": f"{release.published:%Y-%m-%d %H:%M:%S}",
        "modified": f"{release.modified:%Y-%m-%d %H:%M:%S}" if release.modified else None,
        "tags_input": [phrases(release.language).topics[release.topic].name],
        "category": "releases" if release.language == "en" else "comunicados",
    }
