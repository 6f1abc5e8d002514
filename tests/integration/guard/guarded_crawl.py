"""A crawl in a process of its own: `python guarded_crawl.py` reads what to ask as JSON and says how each request ended.

Input: mode (process, runner), settings, requests (name -> url), names (host -> answers, one after the other), proxy and
proxied (names of requests that ask for it), agent (URLs that a bare Twisted Agent asks).
Output: ends (name -> list of [class of the error or HTTP status, text]), reasons (name -> [word, transient, detail]),
agent, lookups (host -> count), stats.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections import Counter, defaultdict
from dataclasses import astuple
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

import scrapy
from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.reactor import install_reactor

from crawler.backoff import reason_of
from crawler.network.scrapy_settings import GUARD_SETTINGS

ASYNCIO = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


class Asker(scrapy.Spider):
    name = "asker"

    def __init__(self, plan: dict[str, Any], seen: dict[str, Any]) -> None:
        super().__init__()
        self.plan = plan
        self.ends: dict[str, list[Any]] = seen["ends"]
        self.reasons: dict[str, Any] = seen["reasons"]
        self.asked_by_agent: dict[str, str] = seen["agent"]

    async def start(self):  # type: ignore[no-untyped-def]
        for name, url in self.plan["requests"].items():
            try:
                request = scrapy.Request(url, self.answered, errback=self.failed, dont_filter=True, meta={"name": name})
            except ValueError as error:
                self.ends[name].append(["ValueError", str(error)])
                self.reasons[name] = astuple(reason_of(error))
                continue
            if name in self.plan.get("proxied", ()):
                request.meta["proxy"] = self.plan["proxy"]
            yield request
        await self.ask_bare()

    async def ask_bare(self) -> None:
        """What an Agent does that knows nothing of Scrapy's handlers."""
        from twisted.internet import reactor
        from twisted.web.client import Agent

        agent = Agent(reactor, connectTimeout=5)
        for url in self.plan.get("agent", ()):
            try:
                response = await maybe_deferred_to_future(agent.request(b"GET", url.encode()))
                self.asked_by_agent[url] = str(response.code)
            except Exception as error:  # noqa: BLE001  # whatever it is, its name is the finding
                self.asked_by_agent[url] = type(error).__name__

    def answered(self, response: scrapy.http.Response) -> None:
        self.ends[response.meta["name"]].append([response.status, response.url])
        reason = reason_of(response.status)
        self.reasons[response.meta["name"]] = astuple(reason) if reason else None

    def failed(self, failure: Any) -> None:
        self.ends[failure.request.meta["name"]].append([failure.type.__name__, str(failure.value)])
        self.reasons[failure.request.meta["name"]] = astuple(reason_of(failure))


def name_server(names: dict[str, list[list[str]]], lookups: Counter[str]) -> Any:
    """getaddrinfo with some hosts of an attacker's; the rest is the system's."""

    def getaddrinfo(host: str, port: Any, *rest: Any) -> Any:
        lookups[host] += 1
        if host not in names:
            return socket.getaddrinfo(host, port, *rest)
        answers = names[host]
        rows = []
        for address in answers[min(lookups[host], len(answers)) - 1]:
            address, _, scope = address.partition("%")
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            sockaddr = (address, 0, 0, int(scope or 0)) if ":" in address else (address, 0)
            rows.append((family, socket.SOCK_STREAM, 6, "", sockaddr))
        return rows

    return getaddrinfo


def put_up_guard(plan: dict[str, Any], settings: dict[str, Any], lookups: Counter[str]) -> None:
    """Where the plan has names: a guard over the attacker's name server that never takes an answer from memory."""
    from twisted.internet import reactor

    from crawler.network.resolver import GuardedResolver
    from crawler.network.rules import parse_networks

    if "names" in plan:
        moments = iter(range(0, 10**9, 61))  # more than a minute passes at every look
        allow = parse_networks(settings["CRAWLER_ALLOW_NETWORKS"])
        resolve = name_server(plan["names"], lookups)
        reactor.installNameResolver(GuardedResolver(reactor, allow, getaddrinfo=resolve, clock=lambda: next(moments)))


def main() -> None:
    plan = json.load(sys.stdin)
    seen: dict[str, Any] = {"ends": defaultdict(list), "reasons": {}, "agent": {}}
    lookups: Counter[str] = Counter()
    settings = {**GUARD_SETTINGS, "TWISTED_REACTOR": ASYNCIO, "LOG_ENABLED": False, "DOWNLOAD_TIMEOUT": 5, **plan["settings"]}
    if plan["mode"] == "process":
        process = AsyncCrawlerProcess(settings)
        put_up_guard(plan, settings, lookups)
        crawler = process.create_crawler(Asker)
        process.crawl(crawler, plan=plan, seen=seen)
        process.start()
    else:
        install_reactor(ASYNCIO)
        put_up_guard(plan, settings, lookups)
        from twisted.internet import reactor

        runner = AsyncCrawlerRunner(settings)
        crawler = runner.create_crawler(Asker)

        async def crawl() -> None:
            await runner.crawl(crawler, plan=plan, seen=seen)
            reactor.stop()

        reactor.callWhenRunning(lambda: asyncio.ensure_future(crawl()))
        reactor.run()
    stats = {key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, int | float | str)}
    json.dump({**seen, "lookups": lookups, "stats": stats}, sys.stdout)


if __name__ == "__main__":
    main()
