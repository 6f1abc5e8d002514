"""One trial: two rounds of visits to the town, with faults at random instants, until nothing is due; and what came of it."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.acceptance.torture.comparing import invalid_records, unsound
from tests.acceptance.torture.processes import PATIENCE, Running, Starter
from tests.acceptance.torture.sites import Town
from tests.integration.crawl.crawling import Crawls
from tests.integration.feed.mirror import Mirror, differences, reading

#: Seconds: short, so that what a killed worker held is soon free, and long enough that one under load keeps it.
LEASE = 6

#: Pages are looked at again only when a round begins.
_SETTINGS = {
    "CRAWLER_CONTACT": "", "REVISIT_INTERVALS": "365d", "GONE_CONFIRMATIONS": "1",
}  # fmt: skip

_DUE = (
    "SELECT count(*) FROM archive.source"
    " WHERE next_visit_at <= now() OR wants_visit OR visit_id IS NOT NULL OR holder IS NOT NULL"
)
_KNOWN = "SELECT count(*) FROM archive.source"
_ROUND = (
    "UPDATE archive.lead SET revisit_at = now() WHERE revisit_at IS NOT NULL",
    "UPDATE archive.source SET next_visit_at = now()",
)
#: A fault may have put pages and sources off. The wait is cut short here; that they come by themselves is for `_DUE` to say.
_WAITED_FOR = (
    "UPDATE archive.lead SET not_before = now() WHERE state = 'open' AND not_before > now()",
    "UPDATE archive.source s SET next_visit_at = now() WHERE failures > 0"
    " OR EXISTS (SELECT FROM archive.lead l WHERE l.source_id = s.source_id AND l.state = 'open')"
    " OR EXISTS (SELECT FROM archive.lead l WHERE l.source_id = s.source_id AND l.revisit_at <= now())"
    " OR EXISTS (SELECT FROM archive.visit v WHERE v.source_id = s.source_id AND v.judged_at IS NULL AND v.outcome <> 'lost'"
    "           AND v.finished_at IS NOT NULL)",
)
_STORED = "SELECT count(*) FROM archive.lead WHERE state <> 'open'"


@dataclass
class Trial:
    """`seed` says which faults come and when. `met` counts those that met a process at its work."""

    starter: Starter
    archive: Crawls
    town: Town
    seed: int
    sources: int
    mirror: Mirror = field(default_factory=Mirror)
    met: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.archive.folder.mkdir(parents=True, exist_ok=True)
        self.said = self.archive.folder.with_name(f"{self.archive.folder.name}.log")

    @property
    def far(self) -> Path:
        """The folder of another machine, from which the first one's processes cannot be seen."""
        return self.archive.folder.with_name(f"{self.archive.folder.name}-far")

    # --- what is due

    def due(self) -> bool:
        """Whether anything is left to be done: a source that was never seen, or is due, or held."""
        return bool(self.archive.one(_KNOWN) < self.sources or self.archive.one(_DUE))

    def begin_round(self, number: int) -> None:
        """All sites show what stands there in this round, and every source and page is to be looked at."""
        self.town.turn(number)
        self._do(*_ROUND)

    def wait_over(self) -> None:
        """What faults have put off is due now."""
        self._do(*_WAITED_FOR)

    def progress(self) -> int:
        """How many pages have come to an end."""
        return int(self.archive.one(_STORED))

    # --- processes

    @contextmanager
    def running(self, command: str, archive: Crawls | None = None) -> Iterator[Running]:
        self.starts += 1
        process = Running(self.starter, archive or self.archive, command, self.said)
        try:
            yield process
        finally:
            process.close()

    def finish(self, command: str) -> None:
        """Work, undisturbed, until nothing is due, held or open."""
        for _ in range(6):
            if self.due():
                with self.running(command) as process:
                    if command == "harvest":
                        process.wait()
                    else:
                        self.until(lambda: not self.due(), process)
                        process.stop()
            self.wait_over()
            if not self.due():
                return
        raise AssertionError(f"something stays due for ever\n{self._stuck()}")

    def until(self, said: Callable[[], bool], process: Running) -> bool:
        """Wait until it is so or the process has ended; False where it has ended before."""
        end = time.monotonic() + PATIENCE
        while not said():
            if process.code is not None:
                return False
            if time.monotonic() > end:
                raise AssertionError(f"{process.command} comes to no end\n{self._stuck()}\n{process.said()[-3000:]}")
            time.sleep(0.03)
        return True

    def _stuck(self) -> str:
        return "\n".join(unsound(self.archive.sql))

    # --- what came of it

    def follow(self) -> None:
        """The mirror reads what the change feed has told meanwhile."""

        async def followed() -> None:
            async with reading(self.archive.database) as connection:
                await (self.mirror.follow(connection) if self.mirror.epoch else self.mirror.copy(connection))

        asyncio.run(followed())

    def faults_found(self) -> list[str]:
        """What is wrong with the archive now, in words."""

        async def mirrored() -> list[str]:
            async with reading(self.archive.database) as connection:
                return await differences(self.mirror, connection)

        self.follow()
        found = unsound(self.archive.sql)
        for folder in (self.archive.folder, self.far):
            found += invalid_records(folder / "warc")
        if not any((self.archive.folder / "warc").iterdir()):
            found.append("there is no capture at all")
        found += [f"the mirror: {line}" for line in asyncio.run(mirrored())]
        verified = self.archive.run("verify", expect=None, faulty=True)
        elsewhere = verified.returncode == 3 and '"faulty":0,' in verified.stdout  # what a second machine captured lies there
        if verified.returncode and not elsewhere:
            found.append(f"scrapy verify: exit {verified.returncode}: {verified.stdout[-500:]} {verified.stderr[-500:]}")
        return found

    def tracebacks(self) -> list[str]:
        """What processes said that no person should have to read."""
        said = self.said.read_text("utf-8", errors="replace") if self.said.exists() else ""
        return [f"a traceback: {part[:1500]}" for part in said.split("Traceback (most recent call last):")[1:3]]

    def _do(self, *statements: str) -> None:
        with psycopg.connect(self.archive.database, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def trial(starter: Starter, database: str, folder: Path, town: Town, sources: Path, *, seed: int, lease: int = LEASE) -> Trial:
    """A trial on an empty archive in `folder`; the town shows its first round."""
    town.turn(1)
    made = Crawls(database, folder, sources, {**_SETTINGS, "CRAWLER_LEASE": str(lease)})
    return Trial(starter, made, town, seed, len(list(sources.glob("*/*.toml"))))
