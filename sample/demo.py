"""`python -m sample.demo [--play EVENT]`: serve the sample newsroom, crawl it with the project's spiders, show what was archived.

The last line is `N new`: how many releases the archive did not have before. The second run visits all sites again and ends
with `0 new`. `--play` lets something happen to the newsroom first (edit, correct, delete, publish; may be given again).

The crawl, the database and the captures are the real ones, in the default ARCHIVE_DIR. The ports are fixed, since an
address is what a page is known by; SAMPLE_PORT chooses others. This program itself reads nothing but the public views.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from sample.newsroom import PLAYS, Newsroom
from sample.server import PortTaken, Server, serve
from sample.source_files import RENDERED_IDS, SOURCE_IDS, first_port, write_sources

ROOT = Path(__file__).parent.parent
SQL = Path(__file__).parent / "sql"


def main() -> int:
    """The exit code: 0 archived, 1 something failed (said in one line), 2 the command line was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m sample.demo", description="Crawl the sample newsroom and show what was archived."
    )
    parser.add_argument("--play", action="append", default=[], choices=PLAYS, help="let this happen first; may be given again")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        port = first_port()
    except ValueError as error:
        return _fail(str(error))
    if not options.inner:
        # One `scrapy database` holds the embedded server up, so that the crawls do not start and stop it one by one.
        plays = [word for play in options.play for word in ("--play", play)]
        inner = [sys.executable, "-m", "sample.demo", "--inner", *plays]
        return subprocess.run([*_scrapy(), "database", "--", *inner], cwd=ROOT, env=_here(), check=False).returncode
    try:
        with serve(Newsroom(plays=options.play), port=port) as server:
            return _crawl_and_tell(server)
    except PortTaken as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("interrupted; run it again and it goes on from here")


def _crawl_and_tell(server: Server) -> int:
    from psycopg import connect
    from psycopg.rows import dict_row

    archive_dir = ROOT / os.environ.get("ARCHIVE_DIR", "var")
    rendered = _has_browser()
    environment = _here() | {
        "SOURCES_DIR": str(write_sources(archive_dir / "sample-sources", server, rendered=rendered)),
        "CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8",
    }
    with connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=dict_row) as database:

        def one(name: str, **values: Any) -> dict[str, Any]:
            return database.execute((SQL / f"{name}.sql").read_bytes(), values).fetchone() or {}

        head = one("change_head")["change_head"]
        rows = []
        for site, source in (SOURCE_IDS | (RENDERED_IDS if rendered else {})).items():
            print(f"visiting {server.sites[site]} ({source}) ...", flush=True)
            before = len(server.asked(site))
            crawl = subprocess.run(
                [*_scrapy(), "crawl", source], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            if crawl.returncode not in (0, 3) and site in RENDERED_IDS:  # a browser that is there may still not start
                print(f"  left out: {next(iter(crawl.stderr.strip().splitlines()), 'it gave no reason')}")
                continue
            if crawl.returncode not in (0, 3):
                sys.stderr.write(crawl.stdout + crawl.stderr)
                return _fail(f"`scrapy crawl {source}` failed with exit code {crawl.returncode}; its words stand above")
            if crawl.returncode == 3:
                print("  done in part: `.venv/bin/scrapy export --view visit` says why")
            rows.append((site, source, len(server.asked(site)) - before, one("archived", source=source)))
        _show(rows, server)
        _show_next(archive_dir, one("newest_release").get("release_id"))
        print(f"{one('new_changes', after=head)['new']} new")
    return 0


def _has_browser() -> bool:
    """Whether the observatory can be visited; if not, what that takes is said."""
    from crawler.browser.finding import REMEDY, find_browser
    from press.errors import NoBrowser

    try:
        find_browser("", None)
    except NoBrowser:
        print(f"leaving the observatory out: its pages are built by scripts, and no browser is here; {REMEDY}")
        return False
    return True


def _show(rows: list[tuple[Any, str, int, dict[str, Any]]], server: Server) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="What the archive holds of the sample newsroom", title_justify="left")
    for name in ("site", "source", "address"):
        table.add_column(name, no_wrap=True)
    for name in ("requests now", "pages", "releases", "languages", "revisions", "captures"):
        table.add_column(name, justify="right")
    for site, source, asked, found in rows:
        figures = (found[name] for name in ("pages", "releases", "languages", "revisions", "captures"))
        table.add_row(site, source, server.sites[site], str(asked), *map(str, figures))
    console = Console()
    if not console.is_terminal:
        console = Console(width=130)
    console.print(table)


def _show_next(archive_dir: Path, release: str | None) -> None:
    shown = archive_dir.relative_to(ROOT) if archive_dir.is_relative_to(ROOT) else archive_dir
    print(
        "pages: addresses whose bytes are kept; releases: those that carry one. The rest: menus, topics, the courier's own news."
    )
    print(f"The bytes as they were received are in {shown}/warc/ (WARC files), everything else is in PostgreSQL.")
    print("Next:")
    print("  .venv/bin/scrapy search floodgates")
    if release:
        print(f"  .venv/bin/scrapy show {release}")
    print("  .venv/bin/scrapy database -- psql -c 'SELECT published_at, issuer, headline FROM press.release ORDER BY 1 DESC'")
    print("  .venv/bin/scrapy export --view release --format jsonl")
    print(
        "  .venv/bin/python -m sample.demo --play edit      # the ministry edits a page silently; then `scrapy show` with --diff"
    )


def _scrapy() -> list[str]:
    return [str(Path(sysconfig.get_path("scripts")) / "scrapy")]


def _here() -> dict[str, str]:
    return dict(os.environ) | {"PYTHONPATH": str(ROOT)}


def _fail(message: str) -> int:
    print(f"sample.demo: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
