"""Workers on machines of their own, one database: every source is visited, no host is pressed, and a machine that is cut off in
mid-visit loses nothing and writes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.machines.network import Machine, network
from tests.acceptance.machines.street import SOURCES_A_HOST, street
from tests.integration.crawl.crawling import ROOT, Crawls
from tests.integration.scheduling.busy_sites import wait_until

pytestmark = pytest.mark.one_postgres

LEASE = 5

#: All that a worker writes of a source and its pages.
_WRITTEN = {
    "sources": "SELECT source_id, attempt, visit_id, holder, lease_until, last_visit_at, next_visit_at, failures, glances, health"
    " FROM archive.source ORDER BY 1",
    "visits": "SELECT * FROM archive.visit ORDER BY visit_id",
    "hosts": "SELECT * FROM archive.host ORDER BY host",
    "leads": "SELECT * FROM archive.lead ORDER BY lead_id",
    "captures": "SELECT * FROM press.capture ORDER BY capture_id",
    "revisions": "SELECT * FROM press.revision ORDER BY revision_id",
    "changes": "SELECT * FROM press.change ORDER BY change_id",
}


@dataclass
class Worker:
    """A worker on a machine, with an archive folder of its own. What it tells is in `told`."""

    machine: Machine
    folder: Path
    told: Path
    process: subprocess.Popen[bytes]

    def signs(self) -> float:
        """When it moved last, in the clock of files; 0 where it has not yet."""
        return max((path.stat().st_mtime for path in (self.folder / "workers").glob("*.alive")), default=0.0)

    def stop(self) -> str:
        """SIGTERM; it ends in good order. What it has told."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(60) == 0, self.told.read_text()
        return self.told.read_text()


@contextmanager
def worker(archive: Crawls, machine: Machine, visits: int) -> Iterator[Worker]:
    """One that makes so many visits at once; killed at the end if it still runs."""
    there = replace(archive, folder=archive.folder.with_name(machine.namespace))
    told = archive.folder.with_name(f"{machine.namespace}.log")
    command = ["ip", "netns", "exec", machine.namespace, sys.executable, "-m", "scrapy", "work", "-s", f"PRESS_VISITS={visits}"]
    with told.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=there.environ(), stdout=log, stderr=log)
    try:
        yield Worker(machine, there.folder, told, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def written(archive: Crawls) -> dict[str, list[dict[str, Any]]]:
    return {name: archive.sql(query) for name, query in _WRITTEN.items()}


def machines_share_a_street(database: str, folder: Path, *, machines: int, hosts: int, pages: int, visits: int) -> None:
    (folder / "sources").mkdir()
    with ExitStack() as stack:
        net = stack.enter_context(network(addresses=hosts, machines=machines))
        environment = {"CRAWLER_CONTACT": "", "CRAWLER_LEASE": str(LEASE), "CRAWLER_ALLOW_NETWORKS": net.net}
        archive = Crawls(database, folder / "var", folder / "sources", environment)
        sites = stack.enter_context(street(net.addresses, archive.sources, pages=pages, delay=0.5))
        workers = [stack.enter_context(worker(archive, machine, visits)) for machine in net.machines]
        victim, address = workers[0], net.machines[0].address

        wait_until(lambda: any("/news/" in asked.path for asked in sites.asked_by(address)))
        os.kill(victim.process.pid, signal.SIGSTOP)
        time.sleep(0.1)  # what it had sent arrives; nothing follows
        victim.machine.plug(in_=False)
        cut_off_at = time.monotonic()
        assert archive.one("SELECT count(*) FROM archive.visit WHERE finished_at IS NULL") > 0, "it was cut off in mid-visit"

        total = hosts * SOURCES_A_HOST
        at_rest = (
            "SELECT count(*) FROM archive.source WHERE visit_id IS NULL AND last_success_at IS NOT NULL AND next_visit_at > now()"
        )
        wait_until(lambda: archive.one(at_rest) == total)
        lost = archive.sql(
            "SELECT holder FROM press.visit JOIN archive.visit USING (visit_id) WHERE archive.visit.outcome = 'lost'"
        )
        assert lost and len({row["holder"] for row in lost}) == 1, "of the machine that was cut off alone"
        assert archive.one("SELECT count(*) FROM archive.visit WHERE judged_at IS NULL AND outcome <> 'lost'") == 0

        sites.check_manners()
        assert all(sites.asked_by(machine.address) for machine in net.machines), "each had its share"
        before, thawed = written(archive), time.time()
        victim.machine.plug(in_=True)
        os.kill(victim.process.pid, signal.SIGCONT)
        wait_until(lambda: victim.signs() > thawed)
        assert "another worker took this visit over" in (told := victim.stop()) and "Traceback" not in told, told
        for one in workers[1:]:
            assert "Traceback" not in (told := one.stop()), told
        assert written(archive) == before, "who was taken over writes nothing"
        assert [asked for asked in sites.asked_by(address) if asked.at > cut_off_at] == [], "nor does it ask anything"
        assert archive.one("SELECT count(*) FROM press.appearance") == total * pages
        assert archive.one("SELECT count(*) FROM press.change WHERE kind IN ('new', 'appeared')") == total * pages
        assert archive.one("SELECT count(*) FROM archive.lead WHERE state = 'open'") == 0


@pytest.mark.slow
def test_two_machines_share_three_hosts_and_one_is_cut_off(database: str, tmp_path: Path) -> None:
    machines_share_a_street(database, tmp_path, machines=2, hosts=3, pages=2, visits=2)


@pytest.mark.slow
def test_three_machines_share_twenty_hosts_and_one_is_cut_off(database: str, tmp_path: Path) -> None:
    machines_share_a_street(database, tmp_path, machines=3, hosts=20, pages=3, visits=6)
