"""What befalls a worker or a harvest in the midst of its work. Each returns how it is told, in a word."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from tests.acceptance.torture.database import Database, fill_up
from tests.acceptance.torture.processes import Running
from tests.acceptance.torture.trial import LEASE, Trial

#: Small records that the last page of a file may have room for when its disk is full.
WITHOUT_ROOM = 8

Fault = Callable[[Trial, Running, Database | None], None]


def killed(trial: Trial, process: Running, _: Database | None) -> None:
    """SIGKILL, to all of it or to the main process alone, whose children must find out and end."""
    alone = trial.chance.random() < 0.3
    process.kill(children=not alone)
    if alone and process.left_behind(20):
        trial.told.append(f"children of a killed {process.command} live on")


def killed_while_stopping(trial: Trial, process: Running, _: Database | None) -> None:
    """SIGTERM, and SIGKILL while it ends in good order."""
    process.signal(signal.SIGTERM)
    time.sleep(trial.chance.uniform(0, 1))
    process.kill(children=True)


def crashed(trial: Trial, process: Running, database: Database | None) -> None:
    """The server is stopped hard, and started again after a while."""
    assert database is not None
    database.crash()
    time.sleep(trial.chance.uniform(0, 2))
    database.start()
    _outlived(trial, process)


def cut(trial: Trial, process: Running, database: Database | None) -> None:
    """All connections are ended, up to three times."""
    assert database is not None
    for _ in range(trial.chance.randint(1, 3)):
        database.cut(trial.archive.database)
        time.sleep(trial.chance.uniform(0, 0.5))
    _outlived(trial, process)


def frozen(trial: Trial, process: Running, _: Database | None) -> None:
    """SIGSTOP for longer than its lease while a worker of another machine goes on; then it wakes, and both go on."""
    before = trial.progress()
    process.signal(signal.SIGSTOP)
    elsewhere = replace(trial.archive, folder=trial.far)
    with trial.running("work", elsewhere) as other:
        time.sleep(LEASE + trial.chance.uniform(0.5, 2))
        trial.until(lambda: trial.progress() > before or not trial.due(), other)
        process.signal(signal.SIGCONT)
        time.sleep(trial.chance.uniform(0, 2))
        _outlived(trial, process)
        other.stop()


def no_room_for_captures(trial: Trial, process: Running, _: Database | None) -> None:
    """The disk for captures is full for a while. It is one of its own, mounted before the trial began."""
    filler = fill_up(trial.archive.folder / "warc")
    filled_at = datetime.now(UTC)
    end = time.monotonic() + 3
    while process.code is None and time.monotonic() < end:
        time.sleep(0.1)
    captured = trial.archive.one("SELECT count(*) FROM press.capture WHERE fetched_at > %s", filled_at)
    if captured > WITHOUT_ROOM:
        trial.told.append(f"{captured} captures are told of although there is no room for them")
    filler.unlink()
    process.stop()  # a worker rests for 30 s, for which nobody waits here


def no_room_for_the_database(trial: Trial, process: Running, database: Database | None) -> None:
    """The disk of the database is full for a while; where the server gave up, it is started again."""
    assert database is not None
    filler = fill_up(database.folder)
    time.sleep(trial.chance.uniform(1, 3))
    filler.unlink()
    database.bring_back()
    _outlived(trial, process)


def _outlived(trial: Trial, process: Running) -> None:
    """A worker goes on by itself, a harvest may give up with a code; nothing may end with a traceback."""
    if process.command == "work":
        time.sleep(1)
        if process.code is not None:
            trial.told.append(f"a worker ended by itself, exit {process.code}\n{process.said()[-1500:]}")
        else:
            process.stop()
    else:
        process.wait()


FAULTS: Mapping[str, Fault] = {
    "kill": killed, "stop": killed_while_stopping, "crash": crashed, "cut": cut, "freeze": frozen,
    "captures": no_room_for_captures, "database": no_room_for_the_database,
}  # fmt: skip
