"""One browser a process, started when a crawl needs it, lent page by page, replaced when it has grown old, large or has died."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import psutil
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.browser.closed_door import ClosedDoor
from crawler.browser.failures import RenderFailed
from crawler.browser.finding import REMEDY, find_browser
from crawler.browser.limits import RenderLimits
from press.errors import NoBrowser

if TYPE_CHECKING:  # it costs a tenth of a second and a megabyte: only crawls that render pay it
    from playwright.async_api import Browser, BrowserContext, Playwright

logger = logging.getLogger(__name__)

#: Seconds that a browser may take to start, a page to be put away, a browser to end in good order.
_START, _PUT_AWAY, _END = 30.0, 5.0, 10.0

#: JavaScript's heap in a page, in megabytes; beyond it the page's own process dies, not the browser.
_HEAP = 512

#: What the browser is told of the environment: the database's address stands there too.
_TOLD = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "TMPDIR")


@dataclass(eq=False)
class _Running:
    """A browser under way. `token` stands in its command line, so that its processes can be told from others'."""

    browser: Browser
    token: str
    lent: int = 0
    pages: int = 0
    dismissed: bool = False

    @property
    def alive(self) -> bool:
        return not self.dismissed and self.browser.is_connected()


class Browsers:
    """Lends contexts of one browser, at most `limits.pages` at once. Nothing is started, nor imported, before `start`."""

    def __init__(self, limits: RenderLimits) -> None:
        self.limits = limits
        self.door = ClosedDoor()
        self._room = asyncio.Semaphore(limits.pages)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._home: Path | None = None
        self._running: _Running | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._sandboxed = os.geteuid() != 0  # Chromium refuses root a sandbox

    async def __aenter__(self) -> Browsers:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self) -> None:
        """Have a browser running. Raises NoBrowser where there is none, or where it does not start."""
        async with self._starting:
            if self._running is None or not self._running.alive:
                self._running = await self._launched()

    @asynccontextmanager
    async def context(self, **options: Any) -> AsyncIterator[BrowserContext]:
        """A fresh context (nothing of another page is in it), with Playwright's options; put away at the end.

        Raises RenderFailed where no browser can be had now.
        """
        from playwright.async_api import Error

        async with self._room:
            try:
                await self.start()
            except NoBrowser as error:
                raise RenderFailed("no_browser", str(error)) from error
            running = self._running
            if running is None:
                raise RenderFailed("no_browser", "the browser is being closed")
            running.lent += 1
            running.pages += 1
            try:
                try:
                    context = await running.browser.new_context(**options)
                except Error as error:
                    raise RenderFailed("render_crashed", f"the browser died: {error.message}") from error
                try:
                    yield context
                finally:
                    await self._put_away(context, running)
            finally:
                running.lent -= 1
                if running.pages >= self.limits.restart or self.megabytes() > self.limits.megabytes:
                    running.dismissed = True
                if running.lent == 0 and not running.alive:
                    self._end(running)

    def megabytes(self) -> int:
        """The memory of the running browser's processes."""
        return sum(_resident(process) for process in self._processes()) // 1_000_000

    def dismiss(self) -> None:
        """Take the running browser out of use at once, with all its pages; the next page gets a new one."""
        running = self._running
        if running is not None:
            running.dismissed = True
            for process in self._processes():
                with suppress(psutil.Error):
                    process.kill()

    async def close(self) -> None:
        """End the browser and its driver."""
        running, self._running = self._running, None
        if running is not None:
            running.dismissed = True
            self._end(running)
        while self._ending:
            await asyncio.wait(self._ending)
        if self._playwright is not None:
            with suppress(Exception):  # it may be dead already, and nothing of it is needed any more
                await asyncio.wait_for(self._playwright.stop(), _END)
            self._playwright = None
        await self.door.take_down()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
            self._home = None

    async def _launched(self) -> _Running:
        try:
            from playwright.async_api import Error, async_playwright
        except ImportError as error:
            raise NoBrowser(f"Playwright is not installed: {REMEDY}, after `setup/environment.sh`") from error

        if self._playwright is None:
            await self.door.put_up()
            self._home = Path(tempfile.mkdtemp(prefix="press-browser-"))
            self._playwright = await async_playwright().start()
        program = find_browser(self.limits.program, self._playwright.chromium.executable_path)
        try:
            return await self._started(program)
        except Error as error:
            if not self._sandboxed:
                raise NoBrowser(f"{program} does not start ({_first_line(error.message)}): mend it, or {REMEDY}") from error
            logger.warning("%s does not start with its sandbox; going on without: allow user namespaces to have it back", program)
            self._sandboxed = False
        try:
            return await self._started(program)
        except Error as error:
            raise NoBrowser(f"{program} does not start ({_first_line(error.message)}): mend it, or {REMEDY}") from error

    async def _started(self, program: str) -> _Running:
        if self._playwright is None:
            raise RuntimeError("these Browsers have been closed")
        token = f"--press-archive={uuid4().hex}"
        environment: dict[str, str | float | bool] = {name: os.environ[name] for name in _TOLD if name in os.environ}
        browser = await self._playwright.chromium.launch(
            executable_path=program, headless=True, chromium_sandbox=self._sandboxed, timeout=_START * 1000,
            args=[*flags(self.door.port), token], env=environment | {"HOME": str(self._home)},
            handle_sigint=False, handle_sigterm=False, handle_sighup=False,
        )  # fmt: skip
        return _Running(browser, token)

    async def _put_away(self, context: BrowserContext, running: _Running) -> None:
        """Close a context; a page that does not let go takes its browser with it."""
        from playwright.async_api import Error

        try:
            await asyncio.wait_for(context.close(), _PUT_AWAY)
        except Error:
            pass  # it died before
        except TimeoutError:
            logger.warning("a page does not end; the browser is replaced")
            if running is self._running:
                self.dismiss()

    def _end(self, running: _Running) -> None:
        task = asyncio.ensure_future(_ended(running.browser))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _processes(self) -> list[psutil.Process]:
        """The processes of the running browser."""
        if self._running is None:
            return []
        found: dict[int, psutil.Process] = {}
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                if process.pid not in found and self._running.token in process.cmdline():
                    for one in (process, *process.children(recursive=True)):
                        found[one.pid] = one
        return list(found.values())


def flags(port: int) -> list[str]:
    """What Chromium is started with, so that nothing of it reaches the network: `port` is the closed door's.

    Two things do not ask a proxy: WebRTC's UDP, and QUIC. The addresses of this machine would be asked without it, were they not
    taken out of its exceptions.
    """
    return [
        f"--proxy-server=http://127.0.0.1:{port}",
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
        "--dns-prefetch-disable",
        "--no-pings",
        "--disable-domain-reliability",
        "--disable-gpu",
        "--disable-dev-shm-usage",  # containers have 64 MB there
        f"--js-flags=--max-old-space-size={_HEAP}",
    ]


def lend(crawler: Crawler, browsers: Browsers) -> None:
    """Give a crawl the browser for its pages, before it starts."""
    cast(Any, crawler).browsers = browsers


def browsers_of(crawler: Crawler) -> Browsers:
    """The browser of this crawl."""
    browsers = getattr(crawler, "browsers", None)
    if browsers is None:
        raise NotConfigured("this crawl was lent no browser")
    return cast(Browsers, browsers)


async def _ended(browser: Browser) -> None:
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):
        await asyncio.wait_for(browser.close(), _END)


def _resident(process: psutil.Process) -> int:
    """Bytes that a process has to itself, as far as is quickly known: what is shared counts with none."""
    try:
        memory = process.memory_info()
    except psutil.Error:
        return 0
    return max(0, int(memory.rss) - int(getattr(memory, "shared", 0)))


def _first_line(message: str) -> str:
    return next((line.strip() for line in message.splitlines() if line.strip()), "no reason given")[:300]
