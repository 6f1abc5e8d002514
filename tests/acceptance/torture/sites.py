"""A town of 23 sites on loopback, and what changes in it between two rounds of visits.

The sample newsroom's three sites, the five invented newsrooms whose releases are copied and translated, and fifteen boards with a
feed each. In the second round pages were edited, some have gone, some are new.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from sample import Newsroom, Server, serve, write_sources
from sample.newsroom import PLAYS
from tests.acceptance.identity.newsrooms import pages
from tests.acceptance.identity.rendering import Sites
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, write_source

BOARDS = 15
#: Boards and share of a town in which the sample newsroom is not: for a few faults in a short time.
SMALL = (8, 0.05)
#: Pages of each board in a round; one of the first round's has gone in the second.
PAGES = 4
#: Share of the invented newsrooms' full size: some fifty pages, of which one is edited.
SIZE = 0.12

_GONE = Answer(b"gone", "text/plain", 410)


class Town:
    """Served while it is entered; `seed` says what the invented newsrooms publish. `small`: a third of it."""

    def __init__(self, seed: int, *, small: bool = False) -> None:
        self._stack = ExitStack()
        self._small = small
        self._number, size = SMALL if small else (BOARDS, SIZE)
        self._invented = Sites(pages(seed, size))
        self._boards: list[ScriptedSite] = []
        self._newsrooms = (Newsroom(), Newsroom(plays=PLAYS))
        self._server: Server
        self.round = 1

    def __enter__(self) -> Town:
        self._server = self._stack.enter_context(serve(self._newsrooms[0]))
        self._stack.enter_context(self._invented)
        self._boards = [self._stack.enter_context(ScriptedSite()) for _ in range(self._number)]
        self.turn(1)
        return self

    def __exit__(self, *left: object) -> None:
        self._stack.close()

    def turn(self, number: int) -> None:
        """Put what stands in round `number`, 1 or 2, on all sites."""
        self.round = number
        self._server.newsroom = self._newsrooms[number - 1]
        self._invented.edited = number == 2
        for at, board in enumerate(self._boards):
            board.answers = _board(board.base, at, number)

    def asked(self) -> int:
        """Requests so far, those for robots.txt included; the invented newsrooms keep no count."""
        return len(self._server.requests) + sum(len(board.log) for board in self._boards)

    def write_sources(self, folder: Path) -> Path:
        """A source file a site; `folder` is a SOURCES_DIR."""
        if not self._small:
            write_sources(folder, self._server)
        (folder / "xx").mkdir(parents=True, exist_ok=True)
        for path in self._invented.write_sources(folder / "invented").glob("xx/*.toml"):  # one has the name of a sample's
            path.rename(folder / "xx" / f"invented_{path.name}")
        for at, board in enumerate(self._boards):
            write_source(folder, f"board{at}", ("feed", f"{board.base}/feed"), home=f"{board.base}/", concurrency=2)
        return folder


def _board(base: str, at: int, number: int) -> dict[str, Answer]:
    """A board's pages in a round. One of them is a copy of its neighbour's, one is edited, one goes, one comes."""
    own = [f"{name}{at}" for name in ("alder", "birch", "cherry", "damson")[:PAGES]]
    topics = {f"/news/{topic}": topic for topic in own}
    if at % 3 == 1:
        topics[f"/news/taken-{at}"] = f"alder{at - 1}"
    answers = {path: page(topic, day=4 if "taken" in path else 3) for path, topic in topics.items()}
    if number == 2:
        answers[f"/news/birch{at}"] = _edited(answers[f"/news/birch{at}"])
        answers[f"/news/cherry{at}"] = _GONE
        answers[f"/news/elder{at}"] = page(f"elder{at}", day=5)
    listed = [path for path, answer in answers.items() if answer is not _GONE]
    return {**answers, "/feed": feed(f"{base}{path}" for path in reversed(listed))}


def _edited(answer: Answer) -> Answer:
    return Answer(answer.body.replace(b"an hour before", b"two hours before"), answer.media_type)
