"""Looks at served sites, the file that came of each, and what a crawl of it brought, compared with what the site has."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import Any

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.probe.invented import Release
from tests.integration.probe.looking_process import LookingProcess


@dataclass(frozen=True)
class Look:
    """A look, ended: exit code, the report as an object and as text, and the file's content where one was written."""

    code: int
    report: dict[str, Any]
    text: str
    file: str | None

    @property
    def source(self) -> dict[str, Any]:
        assert self.file is not None, self.text
        return tomllib.loads(self.file)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """(kind, path with query) of the ways in the file."""
        return [(way["kind"], "/" + way["url"].split("/", 3)[3]) for way in self.source["discover"]]


@dataclass
class Looks(Crawls):
    """`add` and `crawl` go to the process; `run` starts `scrapy` as a person does."""

    process: LookingProcess | None = None

    def add(self, url: str, *, expect: int = 0, source_id: str = "xx_site", **settings: Any) -> Look:
        """Look at a site without a delay between requests, and with the id that tests use."""
        assert self.process is not None
        answer = self.process.do(
            url=url, database=self.database, folder=str(self.folder), sources=str(self.sources), id=source_id,
            settings={"DOWNLOAD_DELAY": 0, **settings},
        )  # fmt: skip
        assert answer["code"] == expect, answer["err"]
        country, _, name = source_id.partition("_")
        path = self.sources / country / f"{name}.toml"
        file = path.read_text() if path.exists() else None
        return Look(answer["code"], json.loads(answer["out"] or "{}"), answer["err"], file)

    def crawl(self, source_id: str = "xx_site", *arguments: str, expect: int | None = 0) -> dict[str, Any]:
        """A visit; returns its row."""
        assert self.process is not None
        answer = self.process.do(
            database=self.database, folder=str(self.folder), sources=str(self.sources), source=source_id,
            arguments=["-s", "DOWNLOAD_DELAY=0", *arguments],
        )  # fmt: skip
        assert expect is None or answer["code"] == expect, answer
        row: dict[str, Any] = answer["row"]
        return row

    def archived(self, site: ScriptedSite) -> set[str]:
        """Paths of the site that the archive has as releases."""
        return {row["url"].partition(site.base)[2] for row in self.sql("SELECT url FROM press.appearance")}


def paths(releases: list[Release]) -> set[str]:
    return {one.path for one in releases}
