"""The one generic spider: the flow of a visit, nothing else. A source's file makes it a spider of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from archive import leads
from archive.leads import OpenLead
from crawler.learning import learn_early
from crawler.visiting import Visiting, visiting_of
from press.sighting import Sighting
from press.source import Source
from spiders import pages
from spiders.attachments import Attachments
from spiders.documents import Ticket, Walk, request_for
from spiders.nowhere import Nowhere
from spiders.translations import Translations

#: Leads in flight at once: enough to fill every batch of the store beside those that are fetched and read, few enough that a kill
#: repeats little.
IN_FLIGHT = 128
#: Leads read from the table at a time.
CHUNK = 500
#: Leads from which on a first visit learns before its end: reading so few pages again then costs less than waiting for some now.
LONG = 128
#: Leads asked for before the lesson. It takes 16 pages of releases, and among these leads there may be other pages.
TEACHING = 32


class PressSpider(Spider):
    """Visit a source: read its discovery documents, then fetch every lead that is due.

    `source` is set by the loader. The visit's wishes (since, limit, revisit) come with `crawler.visiting`.
    """

    source: Source
    visiting: Visiting
    walk: Walk
    ends: pages.Ends
    attachments: Attachments
    nowhere: Nowhere
    translations: Translations

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        spider: PressSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.visiting = visiting_of(crawler)
        spider.walk = Walk(spider.visiting, most=crawler.settings.getint("PRESS_MAX_DOCUMENTS"))
        spider.ends = pages.Ends(spider.visiting)
        spider.attachments = Attachments(crawler, spider.visiting)
        spider.nowhere = Nowhere(crawler, spider.visiting)
        spider.translations = Translations(spider.visiting)
        for signal, hear in (
            (signals.request_dropped, spider.ends.request_dropped),
            (signals.item_dropped, spider.ends.item_dropped),
            (signals.item_error, spider.ends.item_error),
            (signals.spider_error, spider.ends.spider_error),
        ):
            crawler.signals.connect(hear, signal)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Documents first; when the last has ended, the leads, a bounded number in flight."""
        with self.visiting.giving_up():
            for ticket in await self.walk.begin():
                yield self._ask(ticket)
            await self.walk.drained(self.crawler)
            async for lead in self._leads():
                if not await self.visiting.ledger.room(IN_FLIGHT, self.crawler):
                    return  # the visit fails and names them
                self.visiting.ledger.ask(lead.lead_id)
                yield pages.request_for(lead, self.read_page, self.page_failed)

    async def read_document(self, response: Response, ticket: Ticket) -> AsyncIterator[Request]:
        further: Sequence[Ticket] = ()
        with self.visiting.giving_up():
            try:
                further = await self.walk.arrived(ticket, response)
            except BaseException:
                self.walk.crashed(ticket)
                raise
        for following in further:
            yield self._ask(following)

    async def document_failed(self, failure: Failure) -> None:
        request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        self.visiting.is_lost(failure.value)
        reason = pages.reason_for(failure)
        self.logger.info("%s: %s", request.url, reason.detail)
        with self.visiting.giving_up():
            await self.walk.failed(request.cb_kwargs["ticket"], reason.word, request.meta.get("press_captures", []))

    async def read_page(self, response: Response, lead: OpenLead) -> AsyncIterator[Sighting]:
        with self.visiting.giving_up():
            sighting = await pages.read(self.visiting, self.attachments, response, lead)
            if sighting is not None:
                sighting = await self.nowhere.judge(sighting, lead)
                await self.translations.follow(sighting)
                yield sighting

    async def page_failed(self, failure: Failure) -> None:
        self.ends.failed(failure)

    def _ask(self, ticket: Ticket) -> Request:
        return request_for(self.walk, ticket, self.read_document, self.document_failed)

    async def _leads(self) -> AsyncIterator[OpenLead]:
        """Every lead that is due, then known pages whose time has come; within the visit's limit and, on a first visit, the
        source's own."""
        visiting = self.visiting
        bounds = [visiting.limit, visiting.source.max_pages_first_visit if visiting.visit.first else None]
        limit = min((bound for bound in bounds if bound is not None), default=None)
        after, count = 0, 0
        taught: set[int] = set()
        if limit is None and not visiting.revisit_all:
            async for lead in self._leads_that_teach():
                taught.add(lead.lead_id)
                yield lead
        while True:
            chunk = await leads.open_leads(
                visiting.workshop.archive, visiting.source.source_id, after=after, limit=CHUNK, everything=visiting.revisit_all
            )
            for lead in chunk:
                if limit is not None and count >= limit:
                    visiting.notes.append(f"stopped at the limit of {limit} pages")
                    return
                after, count = lead.lead_id, count + 1
                if lead.lead_id in taught:
                    continue  # put off
                self.translations.is_known(lead.url)
                yield lead
            if len(chunk) == CHUNK:
                continue
            # The pages still under way may name translations, which are leads of this visit too.
            if not await visiting.ledger.room(1, self.crawler):
                return
            if not self.translations.fresh:
                break
            self.translations.fresh = False
        due: list[OpenLead] = []
        waiting = 0
        if not visiting.revisit_all:  # else they were among all of them
            due, waiting = await leads.due_revisits(visiting.workshop.archive, visiting.source.source_id, visit=visiting.visit)
        if waiting:
            visiting.notes.append(f"{waiting} more known pages are due to be looked at again: later visits do")
        for lead in due:
            if limit is not None and count >= limit:
                visiting.notes.append(f"stopped at the limit of {limit} pages")
                return
            count += 1
            yield lead
        if not await visiting.ledger.room(1, self.crawler):
            return
        await visiting.ledger.flush()  # what was not found is no witness
        for lead in await visiting.looks.witnesses():
            yield lead

    async def _leads_that_teach(self) -> AsyncIterator[OpenLead]:
        """Before the leads of a long first visit those whose pages teach how the others are read; when they have ended, the
        lesson. Without it all would be read twice, once before and once after the lesson at the visit's end."""
        visiting = self.visiting
        archive, source_id = visiting.workshop.archive, visiting.source.source_id
        if await visiting.layouts.was_taught(source_id):
            return
        if len(await leads.open_leads(archive, source_id, limit=LONG, everything=True)) < LONG:
            return
        for lead in await leads.leads_that_teach(archive, source_id, limit=TEACHING):
            self.translations.is_known(lead.url)
            yield lead
        if await visiting.ledger.room(1, self.crawler) and visiting.abandoned is None:
            await visiting.ledger.flush()
            await learn_early(visiting, self.crawler.settings)
