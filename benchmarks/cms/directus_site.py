"""Directus from npm behind a front that scripts build: pages are empty without a browser, lists grow by a button, every address
answers 200. Its database is the PostgreSQL that this project brings along."""

from __future__ import annotations

import http.client
import json
import shutil
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import psycopg

from archive.embedded.server import EmbeddedServer
from benchmarks.cms.markup import page_html, picture, release_html
from benchmarks.cms.npm import install
from benchmarks.cms.phrases import phrases
from benchmarks.cms.processes import await_port, execute, running
from benchmarks.cms.site import Facts, Stamp
from benchmarks.cms.static_server import static
from benchmarks.cms.texts import PLAIN, Release, one_more, others, releases

_OURS = Path(__file__).parent / "directus"
_VERSION = "11.4.1"
_SEED, _COUNT = "directus 1", 42
_LANGUAGES = ("en", "es")
_SECTIONS = {
    "event": "event_section", "job": "job_section", "tender": "tender_section", "gallery": "gallery_section",
    "staff": "staff_section",
}  # fmt: skip

#: The policy of everybody who is not logged in; Directus makes it with this id.
_PUBLIC = "abf8a154-5b1c-4a46-ac9c-7300570f4f17"

_ROBOTS = """\
User-agent: *
Disallow: /admin
Disallow: /en/search
Disallow: /es/search
Crawl-delay: 0.2
"""


class Directus:
    """`database` is PostgreSQL's folder, `front` what browsers load. The front asks the API under /api/, on the same host."""

    facts = Facts("directus", "Directus", 47105, _LANGUAGES, "Europe/Madrid", _ROBOTS, "/es/news")

    def build(self) -> None:
        rows = self._rows()
        words = json.dumps(self._words(), ensure_ascii=False)
        ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.iterdir()))
        stamp = Stamp(self.facts.folder, ours + words + json.dumps(rows, ensure_ascii=False) + _VERSION)
        if stamp.stands():
            return
        install("directus", _VERSION, "directus", "--ignore-scripts", rebuild=("isolated-vm", "argon2"))
        shutil.rmtree(self.facts.folder, ignore_errors=True)
        front = self.facts.folder / "front"
        shutil.copytree(_OURS, front)
        (front / "words.json").write_text(words, encoding="utf-8")
        for number in range(1, 5):
            (front / f"{number}.png").write_bytes(picture(number))
        with self._server() as environment:
            execute([*_program(), "bootstrap"], self._log, folder=self.facts.folder, environment=environment)
            with self._directus(environment):
                _fill(self._api, rows)
        stamp.set()

    @contextmanager
    def serve(self) -> Iterator[None]:
        api = self._api

        class Front(_Front):
            behind = api

        front = static(self.facts.folder / "front", self.facts.behind, Front)
        with self._server() as environment, self._directus(environment), front:
            yield

    @contextmanager
    def publish(self) -> Iterator[Mapping[str, Release]]:
        release = one_more(_LANGUAGES[0], self.facts.zone, _SEED)
        made = _post(self._api, "/items/releases", _row(release), _token(self._api))["data"]["id"]
        try:
            yield {f"/{release.language}/news/{release.slug}": release}
        finally:
            _post(self._api, f"/items/releases/{made}", None, _token(self._api), method="DELETE")

    def truth(self) -> Mapping[str, Release]:
        return {f"/{it.language}/news/{it.slug}": it for it in _texts(self.facts)}

    @property
    def _log(self) -> Path:
        return self.facts.folder / "log"

    @property
    def _api(self) -> int:
        return self.facts.behind + 100

    @contextmanager
    def _server(self) -> Iterator[dict[str, str]]:
        """PostgreSQL, and the environment that Directus finds it by."""
        embedded = EmbeddedServer(self.facts.folder / "database")
        with embedded.hold():
            url = embedded.url()
            with psycopg.connect(url.replace("/press?", "/postgres?"), autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'directus'").fetchone()
                if known is None:
                    connection.execute("CREATE DATABASE directus")
                info = connection.info
                yield {
                    "DB_CLIENT": "pg", "DB_HOST": info.host, "DB_PORT": str(info.port), "DB_DATABASE": "directus",
                    "DB_USER": info.user, "DB_PASSWORD": "none is asked for", "HOST": "127.0.0.1", "PORT": str(self._api),
                    "KEY": "a benchmark", "SECRET": "a benchmark on loopback keeps no secret", "TELEMETRY": "false",
                    "ADMIN_EMAIL": "admin@example.com", "ADMIN_PASSWORD": "no secret", "PUBLIC_URL": self.facts.origin,
                    "LOG_LEVEL": "warn", "NODE_ENV": "production",
                }  # fmt: skip

    @contextmanager
    def _directus(self, environment: Mapping[str, str]) -> Iterator[None]:
        with running([*_program(), "start"], self._log, folder=self.facts.folder, environment=environment) as process:
            await_port(self._api, process, seconds=120)
            yield

    def _rows(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "releases": [_row(it) for it in _texts(self.facts)],
            "pages": [
                {
                    "language": it.language, "slug": it.slug, "kind": it.kind if it.kind in _SECTIONS else "page",
                    "title": it.title, "body": page_html(it, ""), "day": it.day.isoformat() if it.day else None,
                }
                for it in others(_LANGUAGES, _SEED)
            ],
        }  # fmt: skip

    def _words(self) -> dict[str, Any]:
        words: dict[str, Any] = {"languages": _LANGUAGES, "zone": self.facts.zone}
        for code in _LANGUAGES:
            own = phrases(code)
            plain = [it for it in others((code,), _SEED) if it.kind in PLAIN]
            words[code] = {
                "ministry": own.pattern("ministry"), "about": own.page("about")[1], "news": own.label("news_section"),
                "home": own.label("home"), "latest": own.label("latest"), "older": own.label("older"),
                "search": own.label("search"), "published": own.label("published"),
                "menu": [
                    {"title": own.label("news_section"), "path": f"/{code}/news"},
                    *({"title": own.label(label), "path": f"/{code}/{kind}"} for kind, label in _SECTIONS.items()),
                ],
                "footer": [{"title": it.title, "path": f"/{code}/page/{it.slug}"} for it in plain],
            }  # fmt: skip
        return words


def _texts(facts: Facts) -> list[Release]:
    return releases(_LANGUAGES, _COUNT, facts.zone, _SEED)


def _row(release: Release) -> dict[str, Any]:
    return {
        "language": release.language, "slug": release.slug, "title": release.headline, "summary": release.summary,
        "body": release_html(release), "published": release.published.isoformat(), "topic": release.topic,
    }  # fmt: skip


def _program() -> list[str]:
    return ["node", str(install("directus", _VERSION, "directus") / "node_modules" / "directus" / "cli.js")]


class _Front(SimpleHTTPRequestHandler):
    """Files, the API under /api/, and index.html for every other path: scripts decide what stands there."""

    behind = 0

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self._pass()
            return
        if not Path(self.translate_path(self.path)).is_file():
            self.path = "/index.html"
        super().do_GET()

    def _pass(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=30)
        try:
            connection.request("GET", self.path.removeprefix("/api"), headers={"Accept": "application/json"})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        self.send_response(answer.status)
        for name in ("Content-Type", "ETag", "Cache-Control"):
            if value := answer.getheader(name):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The proxy keeps the log."""


def _fill(port: int, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Collections, their items, and everybody's leave to read them, by the API as an administrator would."""
    token = _token(port)
    for name, items in rows.items():
        types = {"body": "text", "summary": "text", "published": "timestamp", "day": "date"}
        fields = [{"field": field, "type": types.get(field, "string"), "schema": {}, "meta": {}} for field in items[0]]
        key = {"field": "id", "type": "integer", "schema": {"is_primary_key": True, "has_auto_increment": True}, "meta": {}}
        _post(port, "/collections", {"collection": name, "schema": {}, "meta": {}, "fields": [key, *fields]}, token)
        _post(port, f"/items/{name}", items, token)
        _post(port, "/permissions", {"policy": _PUBLIC, "collection": name, "action": "read", "fields": ["*"]}, token)


def _token(port: int) -> str:
    login = {"email": "admin@example.com", "password": "no secret"}
    return str(_post(port, "/auth/login", login, None)["data"]["access_token"])


def _post(port: int, path: str, value: object, token: str | None, method: str = "POST") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    sent = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", sent, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  (loopback)
        text = answer.read()
    return json.loads(text) if text else None
