"""The guard's verdicts, lookup by lookup: what is judged, what is remembered and for how long."""

from __future__ import annotations

import socket
from typing import Any

from twisted.internet import address as tx
from twisted.internet.interfaces import IHostnameResolver
from twisted.python.failure import Failure
from zope.interface.verify import verifyObject

from crawler.network import resolver as module
from crawler.network.resolver import NEGATIVE_SECONDS, POSITIVE_SECONDS, GuardedResolver, guard_of, install
from crawler.network.rules import parse_networks


class Pool:
    """A thread pool that runs its work when told to: lookups that overlap can be laid out by hand."""

    def __init__(self) -> None:
        self.work: list[Any] = []

    def callInThreadWithCallback(self, done: Any, function: Any, *args: Any, **kwargs: Any) -> None:
        self.work.append((done, function, args, kwargs))

    def run(self) -> None:
        while self.work:
            done, function, args, kwargs = self.work.pop(0)
            try:
                result = function(*args, **kwargs)
            except Exception:  # noqa: BLE001  # a pool hands on whatever its work raises
                done(False, Failure())
            else:
                done(True, result)


class Reactor:
    """What the resolver needs of a reactor."""

    def __init__(self) -> None:
        self.pool = Pool()
        self.nameResolver: Any = None

    def getThreadPool(self) -> Pool:
        return self.pool

    def callFromThread(self, function: Any, *args: Any) -> None:
        function(*args)

    def installNameResolver(self, resolver: Any) -> None:
        self.nameResolver = resolver


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.complete = 0

    def resolutionBegan(self, resolution: Any) -> None:
        self.resolution = resolution

    def addressResolved(self, address: Any) -> None:
        assert not self.complete
        self.addresses.append(address)

    def resolutionComplete(self) -> None:
        self.complete += 1


class World:
    """A guard over a name server of our own and a clock of our own."""

    def __init__(self, **answers: list[str] | Exception) -> None:
        self.answers = {host.replace("_", "."): answer for host, answer in answers.items()}
        self.asked: list[str] = []
        self.now = 0.0
        self.reactor = Reactor()
        self.guard = GuardedResolver(
            self.reactor, parse_networks("127.0.0.2/32"), {"held.test": "127.0.0.2:81", "bad.test": "127.0.0.1"},
            getaddrinfo=self.getaddrinfo, clock=lambda: self.now,
        )  # fmt: skip

    def getaddrinfo(self, host: str, port: Any, family: int, kind: int) -> list[Any]:
        assert (port, family, kind) == (None, socket.AF_UNSPEC, socket.SOCK_STREAM)
        self.asked.append(host)
        answer = self.answers.get(host, socket.gaierror("unknown"))
        if isinstance(answer, Exception):
            raise answer
        rows = []
        for text in answer:
            address, _, scope = text.partition("%")
            six = ":" in address
            rows.append(
                (
                    socket.AF_INET6 if six else socket.AF_INET,
                    kind,
                    6,
                    "",
                    (address, 0, 0, int(scope or 0)) if six else (address, 0),
                )
            )
        return rows

    def ask(self, host: str, port: int = 80, **more: Any) -> Receiver:
        receiver = Receiver()
        self.guard.resolveHostName(receiver, host, port, **more)
        return receiver

    def now_ask(self, host: str, **more: Any) -> list[tuple[str, int]]:
        receiver = self.ask(host, **more)
        self.reactor.pool.run()
        assert receiver.complete == 1
        return [(address.host, address.port) for address in receiver.addresses]


def test_it_is_what_twisted_expects() -> None:
    assert verifyObject(IHostnameResolver, World().guard)


def test_all_good_addresses_are_handed_out_in_order_with_the_port() -> None:
    world = World(www_test=["2606:4700::1111", "8.8.8.8", "8.8.8.8", "127.0.0.2"])
    assert world.now_ask("www.test", port=8080) == [("2606:4700::1111", 8080), ("8.8.8.8", 8080), ("127.0.0.2", 8080)]
    receiver = world.ask("WWW.test.")
    assert [type(address) for address in receiver.addresses] == [tx.IPv6Address, tx.IPv4Address, tx.IPv4Address]
    assert receiver.resolution.name == "WWW.test."
    assert world.guard.refusal("www.test") is None


def test_one_bad_address_spoils_the_name() -> None:
    world = World(mixed_test=["8.8.8.8", "8.8.4.4", "10.0.0.1"], six_test=["8.8.8.8", "::1"])
    assert world.now_ask("mixed.test") == []
    refusal = world.guard.refusal("Mixed.Test.")
    assert refusal is not None
    assert (refusal.host, refusal.address, refusal.reason) == ("Mixed.Test.", "10.0.0.1", "10.0.0.1 is private (10.0.0.0/8)")
    # The bad one is of a family that this caller does not want: the name is no better for it.
    assert world.now_ask("six.test", addressTypes=[tx.IPv4Address]) == []
    assert world.guard.refusal("six.test") is not None


def test_addresses_of_a_family_that_was_not_asked_for_are_left_out() -> None:
    world = World(www_test=["2606:4700::1111", "8.8.8.8"])
    assert world.now_ask("www.test", addressTypes=[tx.IPv4Address]) == [("8.8.8.8", 80)]
    assert world.now_ask("www.test", addressTypes=[tx.IPv6Address]) == [("2606:4700::1111", 80)]


def test_a_scope_is_seen_although_it_stands_apart() -> None:
    world = World(link_test=["2606:4700::1111%3"])
    assert world.now_ask("link.test") == []
    assert "zone" in str(world.guard.refusal("link.test"))


def test_an_address_that_cannot_be_read_is_refused() -> None:
    world = World(odd_test=["1.2.3"])
    assert world.now_ask("odd.test") == []
    assert "not an IP address" in str(world.guard.refusal("odd.test"))


def test_an_unknown_name_is_no_refusal() -> None:
    world = World(long_test=UnicodeError("label too long"), nul_test=ValueError("embedded null character"))
    for host in ("nowhere.test", "long.test", "nul.test"):
        assert world.now_ask(host) == []
        assert world.guard.refusal(host) is None
    assert world.guard.refusal("never-asked.test") is None


def test_literals_are_judged_without_a_lookup() -> None:
    world = World()
    assert world.now_ask("8.8.8.8") == [("8.8.8.8", 80)]
    assert world.now_ask("127.0.0.1") == []
    assert world.now_ask("::ffff:127.0.0.2") == [("::ffff:127.0.0.2", 80)] or world.now_ask("::ffff:127.0.0.2") == [
        ("::ffff:7f00:2", 80)
    ]
    assert world.now_ask("::1") == []
    assert world.asked == []


def test_overrides_serve_a_host_elsewhere_and_are_judged_too() -> None:
    world = World(held_test=["8.8.8.8"])
    assert world.now_ask("HELD.test") == [("127.0.0.2", 81)]
    assert world.now_ask("bad.test") == []
    assert world.guard.refusal("bad.test") is not None
    assert world.asked == []


def test_answers_are_kept_a_minute_refusals_and_absences_ten_seconds() -> None:
    world = World(good_test=["8.8.8.8"], bad2_test=["10.0.0.1"])
    hosts = ("good.test", "bad2.test", "none.test")
    for host in hosts:
        world.now_ask(host)
    world.now = NEGATIVE_SECONDS - 0.1
    for host in hosts:
        world.now_ask(host)
    assert sorted(world.asked) == sorted(hosts)
    world.now = NEGATIVE_SECONDS
    for host in hosts:
        world.now_ask(host)
    assert sorted(world.asked) == sorted([*hosts, "bad2.test", "none.test"])
    world.now = POSITIVE_SECONDS
    world.answers["good.test"] = ["127.0.0.1"]
    assert world.now_ask("good.test") == []
    assert POSITIVE_SECONDS <= 60
    assert NEGATIVE_SECONDS <= 10


def test_a_refusal_is_known_until_the_host_is_looked_up_again() -> None:
    world = World(flip_test=["127.0.0.1"])
    world.now_ask("flip.test")
    world.now = 1000.0  # long after the verdict ran out, its error may still be on its way
    assert world.guard.refusal("flip.test") is not None
    world.answers["flip.test"] = ["8.8.8.8"]
    assert world.now_ask("flip.test") == [("8.8.8.8", 80)]
    assert world.guard.refusal("flip.test") is None


def test_lookups_of_one_host_at_one_time_are_one_lookup() -> None:
    world = World(www_test=["8.8.8.8"])
    receivers = [world.ask("www.test", port) for port in (80, 443, 8080)]
    assert [receiver.complete for receiver in receivers] == [0, 0, 0]
    world.reactor.pool.run()
    assert [[address.port for address in receiver.addresses] for receiver in receivers] == [[80], [443], [8080]]
    assert world.asked == ["www.test"]


def test_memory_is_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "REMEMBERED_HOSTS", 3)
    world = World()
    for host in ("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"):
        world.now_ask(host)
    assert world.guard.refusal("10.0.0.1") is None
    assert all(world.guard.refusal(host) for host in ("10.0.0.2", "10.0.0.3", "10.0.0.4"))


def test_install_puts_the_guard_in_place_of_any_other() -> None:
    reactor = Reactor()
    assert guard_of(reactor) is None
    first = install(reactor)
    assert guard_of(reactor) is first
    second = install(reactor, parse_networks("127.0.0.0/8"))
    assert guard_of(reactor) is second


def test_the_systems_own_spellings_of_loopback() -> None:
    """Not our table but the machine's getaddrinfo: what it would connect to is what is judged."""
    reactor = Reactor()
    guard = GuardedResolver(reactor)
    for host in ("2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost", "0"):
        receiver = Receiver()
        guard.resolveHostName(receiver, host, 80)
        reactor.pool.run()
        assert receiver.addresses == []
        assert guard.refusal(host) is not None, host
