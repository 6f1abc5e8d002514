"""Crawls whose visits are made by a process that has started already; commands are processes of their own all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.visiting_process import VisitingProcess


@dataclass
class QuickCrawls(Crawls):
    """`crawl` goes to the process, `start` and `run` start `scrapy`. `judged`: the verdict follows each visit."""

    process: VisitingProcess | None = None
    judged: bool = False

    def crawl(self, source_id: str, *arguments: str, expect: int | None = 0) -> dict[str, Any]:
        """A visit; returns its row. Of the environment, what names the archive holds here, and nothing else."""
        answer = self._ask(source_id, arguments, judged=self.judged)
        assert expect is None or answer["code"] == expect, answer
        return cast(dict[str, Any], answer["row"])

    def errand(self, source_id: str) -> tuple[str | None, list[str]]:
        """A visit as a worker makes it, with its verdict and all that may follow: its outcome (None: it is not due), and what was
        told."""
        answer = self._ask(source_id, (), errand=True)
        return answer["outcome"], answer["told"]

    def _ask(self, source_id: str, arguments: tuple[str, ...], **how: bool) -> dict[str, Any]:
        assert self.process is not None
        return self.process.visit(
            database=self.database,
            folder=str(self.folder),
            sources=str(self.sources),
            source=source_id,
            arguments=arguments,
            **how,
        )
