"""`scrapy crawl SOURCE`: visit one source now."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Exit, Frame
from commands.since import instant

if TYPE_CHECKING:
    import argparse
    import asyncio

    from crawler.visit import VisitReport
    from crawler.visiting import Visiting

_WISHES = ("since", "limit", "revisit")


class Command(Frame, ScrapyCommand):
    """Exit code 0: the visit succeeded; 3: in part; 1: it failed."""

    takes = "SOURCE"
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": True}

    def short_desc(self) -> str:
        return "Visit a source: find what is new, keep it, archive it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-a", dest="wishes", action="append", default=[], metavar="NAME=VALUE",
            help="since=DATE goes back by date; limit=N bounds the pages; revisit=all looks at every known page again",
        )  # fmt: skip

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.settings import ArchiveSettings
        from crawler.network.rules import parse_networks
        from crawler.run import run
        from crawler.user_agent import require_contact
        from spiders.loader import SourceLoader

        wishes = _wishes(opts.wishes)
        spider: Any = SourceLoader.from_settings(self.settings).load(args[0])
        source = spider.source
        allow = parse_networks(self.settings.get("CRAWLER_ALLOW_NETWORKS"))
        require_contact(self.settings.get("CRAWLER_CONTACT"), source.addresses, allow)
        archive_settings = ArchiveSettings.from_environment(os.environ)

        async def visit(stopping: asyncio.Event) -> VisitReport:
            from crawler.visit import visit_source
            from crawler.workshop import open_workshop
            from scheduling.verdict import after_visit

            async with open_workshop(archive_settings, self.settings) as workshop, _progress(source.name) as begun:
                report = await visit_source(workshop, source, spider, self.settings, stopping=stopping, begun=begun, **wishes)
                await after_visit(workshop.archive, source, report.outcome)
                return report

        report = run(visit, self.settings)
        self.rows([_row(report)], title=f"Visit to {source.name}", columns=_COLUMNS)
        for reason in report.detail.get("reasons", []):
            self.note(f"{source.source_id}: {reason}")
        return {"done": Exit.DONE, "unchanged": Exit.DONE, "partial": Exit.PART}.get(report.outcome, Exit.FAILED)


@asynccontextmanager
async def _progress(name: str) -> AsyncIterator[Callable[[Visiting], None] | None]:
    """A line on the terminal that tells how far the visit is; nothing where nobody watches."""
    import asyncio

    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    tellers: list[asyncio.Task[None]] = []
    with console.status(f"{name}: asking for what is new") as status:

        async def tell(visiting: Visiting) -> None:
            while True:
                await asyncio.sleep(0.25)
                ledger = visiting.ledger
                failed = sum(ledger.failures.values())
                status.update(
                    f"{name}: {len(visiting.documents)} documents, {visiting.leads_found} leads, {ledger.fetched} pages, "
                    f"{sum(ledger.outcomes.values())} settled" + (f", {failed} without a page" if failed else "")
                )

        try:
            yield lambda visiting: tellers.append(asyncio.ensure_future(tell(visiting)))
        finally:
            for teller in tellers:
                teller.cancel()


_COLUMNS = ("source_id", "outcome", "leads", "fetched", "stored", "unchanged", "failed")


def _row(report: VisitReport) -> dict[str, object]:
    counts = report.counts
    return {
        "source_id": report.source_id,
        "outcome": report.outcome,
        "leads": counts.leads,
        "fetched": counts.fetched,
        "stored": counts.stored,
        "unchanged": counts.unchanged,
        "failed": counts.failed,
        "gap": report.gap,
        "detail": report.detail,
    }


def _wishes(given: list[str]) -> dict[str, Any]:
    """The `-a` arguments, checked."""
    wishes: dict[str, Any] = {}
    for wish in given:
        name, equals, value = wish.partition("=")
        if not equals or name not in _WISHES:
            raise UsageError(f"-a {wish}: knows {', '.join(_WISHES)} as NAME=VALUE")
        if name == "since":
            wishes["since"] = instant(value, f"-a since={value}")
        elif name == "limit":
            if not value.isdecimal() or int(value) < 1:
                raise UsageError(f"-a limit={value}: a whole number of pages, 1 or more")
            wishes["limit"] = int(value)
        else:
            if value != "all":
                raise UsageError(f"-a revisit={value}: only `all` is known")
            wishes["revisit_all"] = True
    return wishes
