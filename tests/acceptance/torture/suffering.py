"""Trials with faults, one after the other, each compared with the undisturbed run of its town."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.acceptance.torture.comparing import State, differences, evidence, state
from tests.acceptance.torture.database import Database, small_disk
from tests.acceptance.torture.faults import FAULTS
from tests.acceptance.torture.processes import Running, Starter
from tests.acceptance.torture.sites import Town
from tests.acceptance.torture.trial import LEASE, Trial, trial

#: Faults in one round of a trial, at most: each lets some pages through.
A_ROUND = 12


@dataclass
class Suffering:
    """A town with its undisturbed state."""

    folder: Path
    database: Database
    town: Town
    starter: Starter
    sources: Path = field(init=False)
    calm: State = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sources = self.town.write_sources(self.folder / "sources")
        with self._trial(0, lease=60) as calm:
            for number in (1, 2):
                if number == 2:
                    calm.begin_round(2)
                calm.finish("harvest")
            found = [*calm.faults_found(), *calm.tracebacks()]
            found += [f"a visit: {row}" for row in calm.archive.sql("SELECT * FROM press.visit WHERE outcome <> 'done'")]
            assert not found, "\n".join(["without any fault:", *found, calm.said.read_text("utf-8")])
            self.calm = state(calm.archive.sql)

    def suffer(self, kinds: Mapping[str, float], seed: int, most: int) -> tuple[Counter[str], list[str]]:
        """One trial with up to `most` faults of these kinds, each as often as its weight says: those that met a process at
        its work, by command and kind, and what is wrong after it."""
        with self._trial(seed, disk="captures" in kinds) as made:
            try:
                for number in (1, 2):
                    if number == 2:
                        made.begin_round(2)
                    left = min(A_ROUND, (most - made.met.total()) // (3 - number))
                    self._round(made, kinds, left if number == 1 else most - made.met.total())
                    made.finish(made.chance.choice(("work", "harvest")))
                    made.follow()
                found = [*made.told, *made.faults_found(), *differences(self.calm, state(made.archive.sql))]
                if not set(kinds) & {"crash", "cut", "database"}:  # a server that dies may be told at length
                    found += made.tracebacks()
            except AssertionError as error:
                found = [*made.told, str(error)]
            if found:
                kept = self.folder / f"seed-{seed}.log"
                said = made.said.read_text("utf-8", errors="replace") if made.said.exists() else ""
                kept.write_text(f"{said}\n{evidence(made.archive.sql)}\n", "utf-8")
            return made.met, found

    def _round(self, made: Trial, kinds: Mapping[str, float], faults: int) -> None:
        """As many faults as there should be, or as many as there is work for."""
        met = 0
        for _ in range(2 * faults):
            made.wait_over()
            if met >= min(faults, A_ROUND) or not made.due():
                return
            kind = made.chance.choices(list(kinds), list(kinds.values()))[0]
            command = "work" if kind == "freeze" else made.chance.choice(("work", "harvest"))
            with made.running(command) as process:
                if self._meet(made, process):
                    met += 1
                    made.met[f"{command} {kind}"] += 1
                    FAULTS[kind](made, process, self.database)
                elif process.code is None:
                    process.stop()
            made.follow()

    def _meet(self, made: Trial, process: Running) -> bool:
        """Wait for a random instant of its work; False where the work has ended before."""
        chance = made.chance
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, 1.5))  # before anything is asked
            return process.code is None
        before, asked, more = made.progress(), made.town.asked(), chance.randint(1, 40)
        stored = chance.random() < 0.3
        made.until(lambda: not made.due() or (made.progress() > before if stored else made.town.asked() >= asked + more), process)
        time.sleep(chance.uniform(0, 0.3))
        return process.code is None and made.due()

    @contextmanager
    def _trial(self, seed: int, *, lease: int = LEASE, disk: bool = False) -> Iterator[Trial]:
        folder = self.folder / f"trial-{seed}"
        with ExitStack() as stack:
            if disk and not stack.enter_context(small_disk(folder / "warc", "64m")):
                raise PermissionError("a full disk is mounted for this, which only root may do")
            url = stack.enter_context(self.database.fresh())
            made = trial(self.starter, url, folder, self.town, self.sources, seed=seed, lease=lease)
            made.follow()
            yield made
