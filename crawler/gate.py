"""The gate that every request passes first: host lease, robots.txt, Retry-After, and the delay between requests.

Rules: RFC 9309 for robots.txt (`crawler.robots`), RFC 9110 section 10.2.3 for Retry-After. What a host asks for stands in
its row, so that it holds for the next visit and for every other worker too.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later

from archive import hosts
from crawler.asking import asking_of
from crawler.backoff import reason_of
from crawler.held_hosts import HeldHost, HeldHosts, Tenure
from crawler.refused import Refused, WaitedTooLong, refuse_waiting
from crawler.robots import UNREACHABLE, RobotsRules
from press import urls

logger = logging.getLogger(__name__)

#: Seconds that a request of a crawl which stays open waits for its turn at a host; a visit's own waits as long as it takes.
LONGEST_WAIT = 30.0

#: What a page's scripts ask of one host at once; browsers allow six.
PARTS_AT_ONCE = 4


class Gate:
    """Downloader middleware. Settings: DOWNLOAD_DELAY, CONCURRENT_REQUESTS_PER_DOMAIN."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asking = asking_of(crawler)
        self._hosts = HeldHosts(self._asking, self._leaving)
        crawler.signals.connect(self._answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gate:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request through, hold it until its time has come, or refuse it."""
        try:
            name = urls.host_key(urls.normalise(request.url))
        except ValueError as error:  # a redirect may lead anywhere; leads and documents come normalised
            raise Refused("address", str(error)) from error
        tenure: Tenure | None = request.meta.get("press_tenure")
        host = await self._hosts.enter(name, tenure)
        request.meta["download_slot"] = name
        self._pace(name, host)
        now = datetime.now(UTC)
        if host.facts.retry_after is not None and host.facts.retry_after > now:
            raise _not_before(name, host.facts.retry_after)
        if request.meta.get("press_robots"):
            return
        rules = await self._rules(name, host, request)
        if not rules.allows(request.url):
            raise Refused(
                "robots_unreachable" if rules.unreachable else "robots", rules.why(request.url), transient=rules.unreachable
            )
        if request.meta.get("press_part"):
            self._pace_parts(request, name, host)
        elif tenure is not None and (wait := self._wait(name)) > LONGEST_WAIT:
            raise Refused(
                "host_delay", f"{name} wants {wait:.0f} s between requests", now + timedelta(seconds=wait), transient=True
            )

    def still_holds(self, request: Request) -> bool:
        """Whether a request that has waited for its turn may still be sent; if not, none that waits for this host may."""
        name = urls.host_key(request.url)
        if self._hosts.surely(name) is not None:
            return True
        for one in (name, _parts_of(name)):
            if (slot := self._slot(one)) is not None:
                refuse_waiting(slot, WaitedTooLong)
        return False

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Who waited past the lease of its host comes back here: the host is leased anew, or the request refused."""
        return request.copy() if isinstance(exception, WaitedTooLong) else None

    def _slot(self, name: str) -> Slot | None:
        """The downloader's slot of a host, if anything was asked there."""
        slot: Slot | None = self._crawler.engine.downloader.slots.get(name)
        return slot

    def _wait(self, name: str) -> float:
        """Seconds until the next request to this host may be sent."""
        slot = self._slot(name)
        return slot.lastseen + slot.delay - monotonic() if slot is not None else 0.0

    async def told_to_wait(self, url: str, until: datetime) -> None:
        """A host answered Retry-After: it holds for all that is still to be asked there, in this visit and the next."""
        name = urls.host_key(url)
        if (host := self._hosts.get(name)) is not None:
            host.facts = hosts.waiting(host.facts, until)
        slot = self._slot(name)
        if slot is not None:  # these have passed the gate already, and wait for their turn only
            refuse_waiting(slot, lambda: _not_before(name, until))
        await hosts.set_retry_after(self._asking.archive, name, until)

    def pause(self, url: str, seconds: float) -> None:
        """A host asked for a short wait: nothing more is sent to it for that long, and nothing is refused."""
        slot = self._slot(urls.host_key(url))
        if slot is None:
            return
        if slot.latercall:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, self._crawler.engine.downloader._latercall, slot)

    def rules_of(self, url: str) -> RobotsRules | None:
        """What robots.txt says to this address' host; None where it was not asked."""
        host = self._hosts.get(urls.host_key(url))
        return host.rules if host is not None else None

    def crawl_delay(self, url: str) -> float:
        """Seconds that the address' host wants between two requests, as far as it is known; 0 where it wants none."""
        host = self._hosts.get(urls.host_key(url))
        return (_asked_for(host) or 0.0) if host is not None else 0.0

    def was_asked(self, url: str) -> None:
        """The host was asked just now, by a page's scripts: the delay to the next page begins anew."""
        slot = self._slot(urls.host_key(url))
        if slot is not None:
            slot.lastseen = monotonic()

    def _answered(self, request: Request) -> None:
        """Count a Crawl-delay from the answer, not from the question.

        A question may lie on its way, and the next one be quick: counted from when they were sent, the two could reach the host
        closer together than it asked for.
        """
        host = self._hosts.get(request.meta.get("download_slot", ""))
        if host is not None and (_asked_for(host) or request.meta.get("press_robots")):
            self.was_asked(request.url)

    async def leave(self, tenure: Tenure, *, but: str | None = None) -> None:
        """Give back the hosts that nobody else in this crawl is asking; `but` is kept, for more that is to be asked there."""
        await self._hosts.leave(tenure, but=but)

    async def release(self) -> None:
        """Give all hosts back, each with the instant from which it may be asked again."""
        await self._hosts.release()

    async def renew(self) -> None:
        """Keep the leases alive."""
        await self._hosts.renew()

    def _leaving(self, name: str, host: HeldHost) -> datetime:
        """The host is given back: its slot goes, and the rest of its delay is for whoever comes next."""
        downloader = self._crawler.engine.downloader
        delay = self._delay(host)
        slot = self._slot(name)
        elapsed = monotonic() - slot.lastseen if slot is not None and slot.lastseen else delay
        if slot is None or not slot.active:
            downloader.per_slot_settings.pop(name, None)
            if slot is not None:
                downloader.slots.pop(name).close()
        return datetime.now(UTC) + timedelta(seconds=max(0.0, delay - elapsed))

    async def _rules(self, name: str, host: HeldHost, request: Request) -> RobotsRules:
        if host.rules is not None:
            return host.rules
        async with host.lock:
            if host.rules is not None:
                return host.rules
            if host.unproved is not None:
                raise Refused(host.unproved.word, host.unproved.detail, transient=True)
            facts, rules = host.facts, None
            if facts.robots_fetched_at is not None and facts.robots_status is not None:
                kept = RobotsRules.from_answer(facts.robots_status, facts.robots_text or "")
                rules = kept if kept.is_fresh(facts.robots_fetched_at, datetime.now(UTC)) else None
            if rules is None:
                try:
                    rules = await self._ask(name, request)
                except Refused as refusal:
                    if refusal.word == "tls":
                        host.unproved = refusal
                    raise
            host.rules = rules
            self._pace(name, host)
            return rules

    async def _ask(self, name: str, asked: Request) -> RobotsRules:
        """Fetch robots.txt through the same stack as everything else: one guard, one lease, one delay."""
        meta: dict[str, Any] = {key: asked.meta[key] for key in ("press_tenure", "cookiejar") if key in asked.meta}
        request = Request(urls.robots_of(asked.url), meta={**meta, "press_robots": True}, priority=1000)
        status, body = UNREACHABLE, b""
        try:
            response = await self._crawler.engine.download_async(request)
            status, body = response.status, response.body
        except Refused as refusal:
            if refusal.word not in ("retry_after", "host_busy", "host_delay"):
                raise
            logger.info("robots.txt of %s: %s", name, refusal)
        except Exception as failure:  # whatever kept robots.txt from being read, RFC 9309 section 2.3.1 has an answer to it
            reason = reason_of(failure)
            if reason is None or reason.word in ("guard", "address", "scheme", "exception"):
                raise  # the host itself may not be asked, or a fault of ours: that is the reason to record
            if reason.word == "tls":  # whoever answers there is not the host: nothing it says counts, as robots.txt or as a page
                raise Refused(reason.word, reason.detail, transient=True) from failure
            if reason.word == "redirects":
                status = 302  # section 2.3.1.2: too many redirects count as absent
            logger.info("robots.txt of %s: %s", name, reason.detail)
        rules = RobotsRules.from_answer(status, body)
        await hosts.save_robots(
            self._asking.archive, name, status=status, text=rules.text,
            crawl_delay=rules.crawl_delay(), fetched_at=datetime.now(UTC),
        )  # fmt: skip
        return rules

    def _delay(self, host: HeldHost) -> float:
        return max(self._crawler.settings.getfloat("DOWNLOAD_DELAY"), host.delay, _asked_for(host) or 0.0)

    def _pace(self, name: str, host: HeldHost) -> None:
        """Set the downloader's slot for this host: a Crawl-delay also means one request at a time."""
        delay = self._delay(host)
        concurrency = 1 if _asked_for(host) else self._crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[name] = {"concurrency": concurrency, "delay": delay, "jitter": 0.0}
        slot = self._slot(name)
        if slot is not None:
            slot.delay, slot.concurrency = delay, concurrency

    def _pace_parts(self, request: Request, name: str, host: HeldHost) -> None:
        """What a page's scripts ask for belongs to the visit of that page: only a Crawl-delay holds for it, and pages wait
        (`crawler.turns`)."""
        if _asked_for(host):
            return
        downloader = self._crawler.engine.downloader
        request.meta["download_slot"] = _parts_of(name)
        downloader.per_slot_settings[_parts_of(name)] = {"concurrency": PARTS_AT_ONCE, "delay": 0.0, "jitter": 0.0}


def _asked_for(host: HeldHost) -> float | None:
    """The Crawl-delay in seconds: robots.txt's own word, until it has been read the one kept from the last time."""
    return host.rules.crawl_delay() if host.rules is not None else host.facts.crawl_delay


def _parts_of(name: str) -> str:
    """The downloader's slot of what pages' scripts ask of a host."""
    return f"{name} parts"


def _not_before(name: str, until: datetime) -> Refused:
    return Refused("retry_after", f"{name} asked not to be visited before {until:%Y-%m-%d %H:%M} UTC", until, transient=True)
