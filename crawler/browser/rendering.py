"""One page: from its document to its DOM, as soon as it stands still."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.browser.answering import Answering
from crawler.browser.browsers import Browsers
from crawler.browser.failures import RenderFailed

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

#: Seconds without a request under way and without a change of text, after which a page stands still.
STILL = 0.5
#: The same for a page that shows next to no text, and no links though it was told something: its scripts may wait for a clock.
STILL_EMPTY = 3.0
#: Signs of text below which a page counts as empty.
LITTLE = 200
#: Seconds between two looks.
_LOOK = 0.1
#: Looks between two looks at the browser's memory, which cost more.
_MEMORY_EVERY = 10
#: Seconds for writing the DOM down, also where the page's time is over.
_WRITING = 5.0
#: Seconds that a page may take in all, whatever Crawl-delay its host asks for.
LONGEST = 300.0

#: Signs of text and number of links, without what scripts and styles consist of.
_PROBE = """() => {
  if (!document.body) return [0, 0];
  const silent = [...document.body.querySelectorAll('script,style,noscript,template')];
  const sum = silent.reduce((sum, element) => sum + element.textContent.length, 0);
  return [document.body.textContent.length - sum, document.links.length, document.body.getElementsByTagName('*').length];
}"""

#: The DOM as markup. What stands in open shadow roots is put where it is shown; what is for readers without scripts is left out.
_SERIALISE = """() => {
  const unfold = root => {
    for (const host of [...root.querySelectorAll('*')].filter(element => element.shadowRoot)) {
      unfold(host.shadowRoot);
      const box = document.createElement('div');
      for (const child of host.shadowRoot.childNodes) if (child.nodeName !== 'STYLE') box.appendChild(child.cloneNode(true));
      host.appendChild(box);
    }
  };
  unfold(document);
  for (const element of document.querySelectorAll('noscript')) element.remove();
  return '<!DOCTYPE html>\\n' + document.documentElement.outerHTML;
}"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as its scripts left it. `restless`: it never stood still, and was taken as it was when its time was over."""

    dom: str
    restless: bool = False


async def rendered(
    browsers: Browsers, url: str, answering: Answering, *, longer: Callable[[], float] = lambda: 0.0, **context: Any
) -> Rendered | None:
    """The DOM of the page at `url`; None where its scripts send the visitor on (`answering.moved_to`).

    `longer()` is the seconds by which the page's time is longer for the waits its host asked for. Raises RenderFailed.
    """
    async with browsers.context(**context) as opened:
        return await _Page(browsers, opened, url, answering, longer).read()


class _Page:
    def __init__(
        self, browsers: Browsers, context: BrowserContext, url: str, answering: Answering, longer: Callable[[], float]
    ) -> None:
        self._browsers = browsers
        self._context = context
        self._url = url
        self._answering = answering
        self._longer = longer
        self._clock = asyncio.get_running_loop().time
        self._began = self._clock()
        self._crashed = False

    async def read(self) -> Rendered | None:
        from playwright.async_api import Error

        try:
            await self._context.route("**/*", self._answering.route)
            page = await self._context.new_page()
            page.on("crash", lambda _: self._crash())
            self._context.on("page", lambda opened: _close(opened) if opened is not page else None)
            try:
                await self._within(page.goto(self._url, wait_until="commit", timeout=0))
            except Error as error:
                if self._answering.moved_to is None:
                    raise RenderFailed("render_crashed", f"the browser did not show the page: {error.message[:200]}") from error
            restless = await self._stand_still(page)
            if self._answering.moved_to is not None:
                return None
            dom: str = await self._within(page.evaluate(_SERIALISE), at_least=_WRITING)
        except Error as error:
            if self._too_large():
                raise self._memory() from error
            raise RenderFailed("render_crashed", f"the page's process died: {error.message.splitlines()[0][:200]}") from error
        if len(dom) > self._browsers.limits.dom:
            raise RenderFailed("render_too_large", f"the DOM has {len(dom)} signs", transient=False)
        return Rendered(dom, restless)

    async def _stand_still(self, page: Page) -> bool:
        """Wait until nothing is asked for and nothing changes. True: the time was over first."""
        from playwright.async_api import Error

        answering, looks = self._answering, 0
        seen: Any = None
        changed = self._clock()
        while answering.moved_to is None:
            try:
                now_seen = await self._within(page.evaluate(_PROBE))
            except Error as error:
                if "context was destroyed" not in error.message and "navigat" not in error.message:
                    raise
                now_seen = None
            looks += 1
            if looks % _MEMORY_EVERY == 0 and self._too_large():
                self._browsers.dismiss()
                raise self._memory()
            if now_seen != seen or answering.in_flight:
                seen, changed = now_seen, self._clock()
            filled = seen and (seen[0] >= LITTLE or (seen[1] > 0 and answering.answers))
            still = STILL if filled else STILL_EMPTY
            if self._clock() - changed >= still:
                return False
            if self._left() <= 2 * _LOOK:
                if not seen or seen[0] < LITTLE:
                    raise self._late()
                return True
            await asyncio.sleep(_LOOK)
        return False

    async def _within(self, work: Any, *, at_least: float = 0.0) -> Any:
        """What the browser is to do, within the page's time, or `at_least` so many seconds from now."""
        waiting = asyncio.ensure_future(work)
        waiting.add_done_callback(_heard)
        floor = self._clock() + at_least
        try:
            while not waiting.done():
                left = max(self._left(), floor - self._clock())
                if self._crashed:
                    raise RenderFailed("render_crashed", "the page's process died")
                if left <= 0:
                    raise self._late()
                await asyncio.wait([waiting], timeout=min(left, 1.0))
        finally:
            waiting.cancel()
        return waiting.result()

    def _left(self) -> float:
        return min(self._browsers.limits.seconds + self._longer(), LONGEST) - (self._clock() - self._began)

    def _late(self) -> RenderFailed:
        return RenderFailed("render_timeout", f"the page was not there after {self._browsers.limits.seconds:g} s")

    def _crash(self) -> None:
        self._crashed = True

    def _too_large(self) -> bool:
        return self._browsers.megabytes() > self._browsers.limits.megabytes

    def _memory(self) -> RenderFailed:
        return RenderFailed("render_memory", f"the browser took more than {self._browsers.limits.megabytes} MB")


def _close(page: Page) -> None:
    """A pop-up: nobody asked for it."""
    asyncio.ensure_future(page.close()).add_done_callback(_heard)


def _heard(done: asyncio.Future[Any]) -> None:
    """Nobody waits for it any more: whatever it ended with has been heard."""
    if not done.cancelled():
        done.exception()
