"""Glances beside others: sources of one host, other workers, visits; and what a kill, a freeze and a stop leave behind."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source
from tests.integration.scheduling.glancing_process import Glancer
from tests.integration.scheduling.test_glances import fall_due, known_source, row

pytestmark = pytest.mark.one_postgres

#: Between an instant on the worker's clock and one in the server's log lie a thread's start and a socket.
SLACK = 0.05


class Held:
    """An answer that is sent when the test says so."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked = threading.Event()
        self.free = threading.Event()

    def __call__(self, asked: Asked) -> Answer:
        self.asked.set()
        self.free.wait(20)
        return self.answer


@pytest.fixture
def held(visits: QuickCrawls, site: ScriptedSite) -> Iterator[tuple[str, Held]]:
    """A source whose document keeps whoever asks it waiting."""
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    answer = Held(feed(publish(site, ["sluice"])))
    site.answers["/feed"] = answer
    yield source, answer
    answer.free.set()


def test_sources_of_one_host_are_asked_one_after_the_other_with_its_delay(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    names = []
    for number in range(4):
        site.answers[f"/feed{number}"] = feed(publish(site, ["sluice"]))
        names.append(known_source(visits, site, f"lock{number}", f"/feed{number}", delay=0.2))
    glances.begin(names[:2], names[2:])  # by two tasks of one worker
    assert {one["outcome"] for one in glances.answer().values()} == {"unchanged"}
    times = [asked.at for asked in site.log]
    # Counted from when each was sent: the first one opens the connection, and may lie on its way for a while.
    assert len(times) == 4 and all(later - earlier > 0.2 - SLACK for earlier, later in pairwise(times[1:]))
    assert times[1] > times[0]
    assert row(visits, names[0])["lease_until"] is None
    rest = visits.one("SELECT next_request_at - clock_timestamp() FROM archive.host WHERE host = %s", site.host)
    assert rest < timedelta(seconds=0.2), "it was given back"


def test_a_host_of_many_sources_is_given_back_in_between(visits: QuickCrawls, site: ScriptedSite, glances: Glancer) -> None:
    """So that a visit there need not wait for all of them."""
    names = []
    for number in range(3):
        site.answers[f"/feed{number}"] = feed(publish(site, ["sluice"]))
        names.append(known_source(visits, site, f"lock{number}", f"/feed{number}", delay=0.3))
    glances.bounds["longest_hold"] = 0.2
    found = glances.glance(*names)
    assert [found[name]["outcome"] for name in names] == ["unchanged", "unchanged", "busy"] and len(site.log) == 2
    rest = row(visits, names[2])["next_visit_at"] - datetime.now(UTC)
    assert timedelta(0) < rest < timedelta(seconds=11) and row(visits, names[2])["failures"] == 0


def test_two_workers_never_ask_one_host_at_once(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer, second: Glancer
) -> None:
    under_way: list[int] = []
    most: list[int] = []

    def answer(asked: Asked) -> Answer:
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.05)
        under_way.pop()
        return documents

    documents = feed(publish(site, ["sluice"]))
    names = []
    for number in range(4):
        site.answers[f"/feed{number}"] = documents
        names.append(known_source(visits, site, f"lock{number}", f"/feed{number}"))
        site.answers[f"/feed{number}"] = answer
    glances.begin(names[:2])
    second.begin(names[2:])
    found = glances.answer() | second.answer()
    assert {one["outcome"] for one in found.values()} == {"unchanged"} and len(found) == 4
    assert len(site.log) == 4 and max(most) == 1


def test_a_source_that_both_want_is_taken_by_one(
    visits: QuickCrawls, site: ScriptedSite, held: tuple[str, Held], glances: Glancer
) -> None:
    source, answer = held
    glances.begin([source], [source])
    answer.asked.wait(10)
    answer.free.set()
    glances.answer()
    assert site.paths() == ["/feed"] and row(visits, source)["attempt"] == 2


def test_a_visit_and_a_glance_exclude_one_another(
    visits: QuickCrawls, site: ScriptedSite, held: tuple[str, Held], glances: Glancer
) -> None:
    """On a source, and on a host: a glance finds the host busy, a visit waits for the glance to give it back."""
    source, answer = held
    site.answers["/second"] = feed(publish(site, ["weir"]))
    second = known_source(visits, site, "second", "/second")
    visits.sql(
        "UPDATE archive.host SET visit_id = gen_random_uuid(), holder = gen_random_uuid(), node = 'elsewhere',"
        " lease_until = now() + interval '40 s' RETURNING 1"
    )
    visits.sql(
        "UPDATE archive.source s SET visit_id = h.visit_id, lease_until = now() FROM archive.host h"
        " WHERE s.source_id = %s RETURNING 1",
        source,
    )
    found = glances.glance(second)[second]
    assert (found["outcome"], found["word"]) == ("busy", "host_busy") and site.log == []
    assert timedelta(seconds=20) < row(visits, second)["next_visit_at"] - datetime.now(UTC) < timedelta(seconds=41)
    visits.sql("UPDATE archive.host SET visit_id = NULL, lease_until = NULL RETURNING 1")
    visits.sql("UPDATE archive.source SET visit_id = NULL RETURNING 1")
    fall_due(visits, source, second)
    glances.begin([source])
    answer.asked.wait(10)
    busy = visits.crawl(source, expect=1)
    assert busy is None, "another worker is visiting it"
    visit = threading.Thread(target=visits.crawl, args=(second,))
    visit.start()
    time.sleep(0.3)
    assert site.paths() == ["/feed"], "the host is held"
    answer.free.set()
    assert glances.answer()[source]["outcome"] == "unchanged"
    visit.join(20)
    assert site.paths() == ["/feed", "/second"]


def test_a_worker_that_was_frozen_and_replaced_writes_nothing(
    visits: QuickCrawls, held: tuple[str, Held], doomed: Glancer, glances: Glancer
) -> None:
    source, answer = held
    doomed.lease = 1
    doomed.begin([source])
    answer.asked.wait(10)
    doomed.process.process.send_signal(signal.SIGSTOP)
    answer.free.set()
    visits.sql("UPDATE archive.source SET lease_until = now() + interval '1 minute' RETURNING 1")
    assert glances.glance(source)[source]["outcome"] == "skipped", "the lease holds"
    visits.sql("UPDATE archive.source SET lease_until = now() RETURNING 1")
    visits.sql("UPDATE archive.host SET lease_until = now() RETURNING 1")
    assert glances.glance(source)[source]["outcome"] == "unchanged"
    after = row(visits, source)
    doomed.process.process.send_signal(signal.SIGCONT)
    assert doomed.answer()[source]["outcome"] == "replaced"
    assert row(visits, source) == after


def test_a_worker_that_was_frozen_asks_no_host_that_another_has_now(
    visits: QuickCrawls, site: ScriptedSite, held: tuple[str, Held], doomed: Glancer
) -> None:
    source, answer = held
    site.answers["/second"] = feed(publish(site, ["weir"]))
    second = known_source(visits, site, "second", "/second")
    visitor = write_source(visits.sources, "visitor", ("feed", f"{site.base}/feed"))
    doomed.lease = 1
    doomed.begin([source, second])
    answer.asked.wait(10)
    doomed.process.process.send_signal(signal.SIGSTOP)
    visits.sql(
        "INSERT INTO archive.source (source_id, name, country, visit_id) VALUES (%s, 'Visitor', 'xx', gen_random_uuid())"
        " RETURNING 1",
        visitor,
    )
    visits.sql(
        "UPDATE archive.host h SET visit_id = s.visit_id, holder = gen_random_uuid(), node = 'elsewhere',"
        " lease_until = now() + interval '40 s' FROM archive.source s WHERE s.source_id = %s RETURNING 1",
        visitor,
    )
    doomed.process.process.send_signal(signal.SIGCONT)
    time.sleep(0.7)  # it renews what it believes to hold
    answer.free.set()
    found = doomed.answer()
    assert (found[second]["outcome"], found[second]["word"]) == ("busy", "host_busy") and site.paths() == ["/feed"]


def test_a_killed_worker_s_glance_is_taken_again(
    visits: QuickCrawls, site: ScriptedSite, held: tuple[str, Held], doomed: Glancer, glances: Glancer, second: Glancer
) -> None:
    """At once on its own machine, where it is seen to be dead; elsewhere when its lease has run out."""
    source, answer = held
    doomed.begin([source])
    answer.asked.wait(10)
    doomed.process.process.kill()
    doomed.process.process.wait(10)
    answer.free.set()
    second.folder = visits.folder.with_name("elsewhere")
    assert second.glance(source)[source]["outcome"] == "skipped"
    assert glances.glance(source)[source]["outcome"] == "unchanged"
    assert row(visits, source)["glances"] == 2 and site.paths() == ["/feed", "/feed"]


def test_a_stop_ends_what_is_asked_and_hands_the_rest_back(
    visits: QuickCrawls, site: ScriptedSite, held: tuple[str, Held], doomed: Glancer
) -> None:
    source, answer = held
    site.answers["/second"] = feed(publish(site, ["weir"]))
    second = known_source(visits, site, "second", "/second")
    due = row(visits, second)["next_visit_at"]
    doomed.begin([source, second])
    answer.asked.wait(10)
    doomed.process.stop()
    time.sleep(0.2)
    answer.free.set()
    found = doomed.answer()
    assert found[source]["outcome"] == "unchanged"
    assert (found[second]["outcome"], found[second]["word"]) == ("busy", "stopped")
    assert doomed.process.close() == 0
    now = row(visits, second)
    assert now["next_visit_at"] == due and now["lease_until"] is None and now["failures"] == 0
    assert visits.sql("SELECT host FROM archive.host WHERE visit_id IS NOT NULL") == []


def test_an_address_that_must_not_be_asked_keeps_nobody_of_its_batch_waiting(
    visits: QuickCrawls, site: ScriptedSite, glances: Glancer
) -> None:
    refused = write_source(visits.sources, "refused", ("feed", "http://192.0.2.7/feed"))
    site.answers["/feed"] = feed(publish(site, ["sluice"]))
    source = known_source(visits, site)
    visits.sql(
        "WITH new AS (INSERT INTO archive.source (source_id, name, country, next_visit_at) VALUES (%s, 'Refused', 'xx', now()))"
        " INSERT INTO archive.document (source_id, url_digest, url, kind, checked_at, changed_at)"
        " VALUES (%s, sha256('http://192.0.2.7/feed'), 'http://192.0.2.7/feed', 'feed', now(), now()) RETURNING 1",
        refused, refused,
    )  # fmt: skip
    found = glances.glance(refused, source)
    assert (found[refused]["outcome"], found[refused]["word"]) == ("failed", "guard")
    assert found[source]["outcome"] == "unchanged"
    assert row(visits, refused)["health"] == "unverified" and "192.0.2.7" in row(visits, refused)["health_reason"]
