"""The candidates, each as its users run it: a command, what it needs in a folder, and how many pages it says it has done."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.settings import ArchiveSettings
from benchmarks.accounting import Ran
from benchmarks.concurrency import PER_HOST, REQUESTS
from benchmarks.sites import Site
from tests.acceptance.corpus.replay_server import ReplayServer

RIVAL = Path(__file__).parent.parent / ".tools" / "newsplease"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`done` counts pages from what a run left."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    done: Callable[[Ran], int]


def ours(site: Site, server: ReplayServer, folder: Path, settings: ArchiveSettings, *, limit: int | None = None) -> Candidate:
    """`scrapy crawl`, from the feed and the sitemap to rows in PostgreSQL and captures on disk; `limit` bounds the pages."""
    return Candidate(
        "press-archive",
        scrapy("crawl", "xx_bench", *(["-a", f"limit={limit}"] if limit else []), server=server),
        own_environment(site, folder, settings),
        lambda ran: int(json.loads(ran.stdout.splitlines()[-1])["fetched"]) if ran.exit_code == 0 else 0,
    )


def scrapy(*command: str, server: ReplayServer) -> list[str]:
    """A command of this project's, all hosts to be found at the server."""
    overrides = json.dumps(server.overrides(), separators=(",", ":"))
    return [
        sys.executable, "-m", "scrapy", *command,
        "-s", f"GUARD_HOST_OVERRIDES={overrides}", "-s", f"CONCURRENT_REQUESTS={REQUESTS}",
    ]  # fmt: skip


def own_environment(site: Site, folder: Path, settings: ArchiveSettings) -> dict[str, str]:
    """Writes the source files of the site; the environment that names them and the archive."""
    (folder / "sources" / "xx").mkdir(parents=True, exist_ok=True)
    for name, text in site.sources.items():
        (folder / "sources" / "xx" / f"{name}.toml").write_text(text, encoding="utf-8")
    return environment() | {
        "ARCHIVE_DIR": str(settings.archive_dir),
        "SOURCES_DIR": str(folder / "sources"),
        "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8",
    }


def bare_scrapy(site: Site, server: ReplayServer, folder: Path) -> Candidate:
    """Scrapy with nothing on it, given the list of addresses."""
    listed = folder / "addresses"
    listed.write_text("\n".join(site.addresses), encoding="utf-8")
    return Candidate(
        "bare Scrapy",
        [sys.executable, "-m", "benchmarks.bare_spider", str(listed)],
        environment() | _proxy(server),
        lambda ran: int(ran.stdout.split()[-1]) if ran.exit_code == 0 else 0,
    )


def news_please(site: Site, server: ReplayServer, folder: Path) -> Candidate:
    """news-please's own crawler process with its spider for a list of addresses, its extractors and its file storage.

    As its configuration comes, but: more requests at once, and the extractor that does not also fetch each page's images.
    The process that it is usually started from only waits for this one.
    """
    package = next((RIVAL / "lib").glob("python3.*/site-packages/newsplease"))
    config = (package / "config" / "config.cfg").read_text(encoding="utf-8")
    for pattern, line in (
        (r"^working_path\s*=.*$", f"working_path = {folder}/work/"),
        (r"^CONCURRENT_REQUESTS\s*=.*$", f"CONCURRENT_REQUESTS = {REQUESTS}"),
        (r"^CONCURRENT_REQUESTS_PER_DOMAIN\s*=.*$", f"CONCURRENT_REQUESTS_PER_DOMAIN = {PER_HOST}"),
        (r"'newspaper_extractor'", "'newspaper_extractor_no_images'"),
    ):
        config, found = re.subn(pattern, lambda _match, line=line: line, config, flags=re.MULTILINE)  # type: ignore[misc]
        if not found:
            raise RuntimeError(f"news-please's configuration has no line like {pattern}: adapt benchmarks/candidates.py")
    (folder / "config.cfg").write_text(config, encoding="utf-8")
    sites = {"base_urls": [{"crawler": "Download", "url": list(site.addresses)}]}
    (folder / "sitelist.hjson").write_text(json.dumps(sites), encoding="utf-8")
    return Candidate(
        "news-please",
        [str(RIVAL / "bin" / "python"), str(package / "single_crawler.py"),
         str(folder / "config.cfg"), str(folder / "sitelist.hjson"), "0", "False", "False"],
        environment() | _proxy(server) | {"HOME": str(folder)},
        lambda ran: int((re.findall(r"'item_scraped_count': (\d+)", ran.stderr) or ["0"])[-1]),
    )  # fmt: skip


def _proxy(server: ReplayServer) -> dict[str, str]:
    """All hosts are served on one port: as a proxy for those who have no other way to be told so."""
    return {"http_proxy": f"http://127.0.0.1:{server.port}"}


def environment() -> dict[str, str]:
    """What the candidates see of this process' environment: nothing that would change how they work."""
    without = ("DATABASE_URL", "CRAWLER_CONTACT", "PYTHONDONTWRITEBYTECODE", "http_proxy", "https_proxy", "all_proxy", "no_proxy")
    return {name: value for name, value in os.environ.items() if name not in without and name.lower() not in without}
