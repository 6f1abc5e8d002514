"""`python -m benchmarks.cms`: real content management systems with our texts, added by their address alone and crawled.

Exit code 1 if a target is missed. Without arguments all sites are tried, one after another; what cannot be had on this machine
is skipped with a word. Details go to a folder: every difference, the requests, `sources add`'s report, the file it wrote.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.cms.compare import Compared, compare
from benchmarks.cms.crawling import ROOT, Crawled, crawl
from benchmarks.cms.proxy import proxied
from benchmarks.cms.site import Missing, Site
from benchmarks.cms.sites import SITES


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cms", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", choices=sorted(SITES), help="this site; may be given again")
    parser.add_argument("--details", type=Path, default=ROOT / "var" / "sites", help="where details go (var/sites)")
    parser.add_argument("--room", action="store_true", help="begin at the press room's own page instead of the home page")
    parser.add_argument("--sources", type=Path, help="a folder with NAME.toml to crawl with, instead of `sources add`")
    parser.add_argument("--build", action="store_true", help="install and fill, and no more")
    parser.add_argument("--serve", action="store_true", help="serve the site that --only names until Ctrl-C, to look at it")
    options = parser.parse_args()
    names = options.only or list(SITES)
    if options.serve:
        return _serve(SITES[names[0]]())
    done: list[Compared] = []
    skipped: list[str] = []
    failed: list[str] = []
    for name in names:
        site = SITES[name]()
        print(f"{site.facts.title}: installing and filling, if that was not done before ...", file=sys.stderr, flush=True)
        try:
            site.build()
        except Missing as reason:
            skipped.append(f"{site.facts.title} skipped: {reason}")
            continue
        if options.build:
            continue
        try:
            done.append(_try(site, options.details / name, options.room, options.sources))
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:  # the other sites are tried all the same
            failed.append(f"{site.facts.title} failed: {error}")
    for words in (*skipped, *failed):
        print(words)
    if done:
        _show(done)
    return 1 if failed or any(compared.faults for compared in done) else 0


def _try(site: Site, details: Path, room: bool, sources: Path | None) -> Compared:
    facts = site.facts
    shutil.rmtree(details, ignore_errors=True)
    details.mkdir(parents=True)
    address = facts.room_address if room else facts.address
    handwritten = sources / f"{facts.name}.toml" if sources else None
    print(f"{facts.title}: adding and crawling {address} ...", file=sys.stderr, flush=True)
    with site.serve(), proxied(facts) as proxy:
        crawled = crawl(site, proxy, details, address, handwritten)
    compared = compare(facts, site.truth(), crawled)
    _keep(compared, crawled, details)
    return compared


def _keep(compared: Compared, crawled: Crawled, details: Path) -> None:
    """What a person needs to understand a fault, as files."""
    written = asdict(compared)
    written["visits"] = list(crawled.views["visit"])
    (details / "compared.json").write_text(json.dumps(written, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    lines = [
        f"{name}\t{one.at:.3f}\t{one.status}\t{one.size}\t{'part' if one.part else 'page'}\t{one.method} {one.path}"
        for name, step in crawled.steps.items()
        for one in step.asked
    ]
    (details / "requests.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


_STEPS = ("add", "first", "second", "third")
_COLUMNS = (
    "site", "archived", "others", "headline", "body F1", "worst", "instant", "zone", "language", "forbidden", "gap s",
    "add", "first", "second", "third", "seconds", "CPU ms a page",
)  # fmt: skip


def _show(done: list[Compared]) -> None:
    table = Table(title="Sites known by their address alone", title_justify="left")
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name == "site" else "right", no_wrap=True)
    for it in done:
        table.add_row(
            it.facts.title, f"{it.archived}/{it.expected}", str(len(it.others)), f"{it.headline:.3f}", f"{it.body:.3f}",
            f"{it.worst:.3f}", f"{it.instant:.3f}", f"{it.zone:.3f}", f"{it.language:.3f}", str(len(it.forbidden)),
            "–" if it.gap is None else f"{it.gap:.2f}", *(str(it.requests.get(step, "–")) for step in _STEPS),
            f"{sum(it.seconds.values()):.0f}", f"{it.cpu_a_page:.1f}",
        )  # fmt: skip
    Console(width=190).print(table)
    print(
        "others: pages stored as releases that are none; add, first, second, third: requests of `sources add` and of the visits,"
    )
    print("the third after one release more was published, where that is done while a site is served")
    for it in done:
        for fault in it.faults:
            print(f"missed: {it.facts.title}: {fault}")


def _serve(site: Site) -> int:
    site.build()
    with site.serve(), proxied(site.facts):
        print(f"{site.facts.title}: {site.facts.address} (Ctrl-C ends it)", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
