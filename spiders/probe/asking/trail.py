"""What has been asked on a look at a site: each address once, and the reason wherever nothing came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from crawler.probing import Fetched, Prober
from crawler.reading import ReadingFailed
from press import urls
from press.errors import NoBrowser
from press.page import Page
from spiders.probe.evidence import Evidence, Vain
from spiders.probe.page_look import PageLook, look
from spiders.probe.sessions import without_sessions
from spiders.probe.shapes import bare

T = TypeVar("T")


class Trail:
    """Asks through the Prober, reads in the reading processes, and writes down what was asked in vain."""

    def __init__(self, prober: Prober, evidence: Evidence) -> None:
        self._prober = prober
        self.evidence = evidence
        self.renders = False
        self.further: set[str] = set()  # further pages of listings
        self.surveyed: set[str] = set()  # pages that were followed as possible press rooms
        self._fetched: dict[str, Fetched] = {}
        self._rendered: dict[str, Fetched] = {}
        self._looks: dict[int, PageLook] = {}

    @property
    def left(self) -> int:
        """Requests that may still be made."""
        return self._prober.budget.left

    @property
    def prober(self) -> Prober:
        return self._prober

    def was_asked(self, url: str, *, readable: bool = False) -> bool:
        """Whether the address was asked, under any spelling that means the same; `readable`: as a page for readers."""
        return bare(url) in (self._rendered if readable and self.renders else self._fetched)

    async def ask(self, url: str, what: str) -> Page | None:
        """The page at an address, asked once. None: it could not be had, and the reason is on record under `what`."""
        return (await self._fetch(url, what, render=False)).page

    async def ask_readable(self, url: str, what: str) -> Page | None:
        """The same for a page for readers: rendered where `renders` says that the site's are empty before scripts have run."""
        return (await self._fetch(url, what, render=self.renders)).page

    async def render(self, url: str, what: str) -> Fetched:
        """The page with its scripts run, and what they asked for. The first call starts the browser."""
        evidence = self.evidence
        if not evidence.rendered and evidence.no_browser is None:
            try:
                await self._prober.start_browser()
            except NoBrowser as error:
                evidence.no_browser = str(error)
        if evidence.no_browser is not None:
            return Fetched(url, word="browser", detail=evidence.no_browser)
        evidence.rendered = True
        return await self._fetch(url, what, render=True)

    async def _fetch(self, url: str, what: str, *, render: bool) -> Fetched:
        known = self._rendered if render else self._fetched
        url = self._plain(url)
        key = bare(url)
        if key not in known:
            fetched = await self._prober.ask(url, render=render)
            if fetched.page is not None and self.evidence.sessions:
                page = without_sessions(fetched.page, self.evidence.sessions)
                fetched = replace(fetched, page=replace(page, url=self._plain(page.url)))
            known[key] = fetched
            if fetched.page is None:
                self.evidence.vain.append(Vain(what, fetched.url, fetched.detail))
            else:
                known.setdefault(bare(fetched.page.url), fetched)
        return known[key]

    async def ask_anew(self, url: str, what: str) -> Page | None:
        """The page at an address that was asked already, as it is now; what was had before is forgotten."""
        self._fetched.pop(bare(self._plain(url)), None)
        return await self.ask(url, what)

    def _plain(self, url: str) -> str:
        """The address without sessions; as it is where it is none."""
        try:
            return urls.without_parameters(url, self.evidence.sessions) if self.evidence.sessions else url
        except ValueError:
            return url

    def vain(self, what: str, url: str, why: str) -> None:
        """Put on record that something was not what it was asked as."""
        self.evidence.vain.append(Vain(what, url, why))

    async def look(self, page: Page) -> PageLook | None:
        """What the page says of its site; None where it cannot be read."""
        if id(page) not in self._looks:
            seen = await self.run(look, page)
            if seen is None:
                return None
            self._looks[id(page)] = seen
            self.evidence.looks[page.url] = seen
            self.evidence.stamps.extend(seen.stamps)
        return self._looks[id(page)]

    async def run(self, function: Callable[..., T], page: Page, *more: object) -> T | None:
        """A pure reading function, run where a page that takes too long harms nobody."""
        try:
            return await self._prober.workshop.reading.run(function, page, *more)
        except ReadingFailed as failure:
            self.vain("a page to read", page.url, failure.detail)
            return None

    def same_site(self, url: str) -> bool:
        """Whether an address belongs to the site that is looked at."""
        home = self.evidence.home or self.evidence.start
        return home is None or urls.same_site(home.url, url)
