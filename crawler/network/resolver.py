"""The guard's place: the reactor's name resolver.

Whatever connects by host through Twisted (Scrapy's handlers, robots.txt, redirects, an `Agent` of one's own) asks the reactor's
name resolver first, for IP literals in any spelling as well, and connects to the addresses that it hands out. This one hands out
only addresses it has judged: a name with one refused address among good ones is refused whole, and since nothing is looked up a
second time, a name that changes its answer gains nothing.

A resolver cannot raise into the connection it serves (Twisted turns "no addresses" into DNSLookupError), so it remembers its last
verdict on each host; `refusal` tells a refused host from one that does not exist, and handler.py raises it as its own error.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Literal

from twisted.internet import address as tx
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from twisted.internet.threads import deferToThreadPool
from twisted.python.failure import Failure
from zope.interface import implementer

from crawler.network.overrides import EVERY_OTHER, Target, parse_overrides
from crawler.network.refusal import GuardRefusal
from crawler.network.rules import Network, judge, parse_networks
from crawler.network.spelling import host_key

#: Seconds an answer is reused. A visit asks one host many times a minute; beyond that the system's own resolver may cache by TTL.
POSITIVE_SECONDS = 60.0
#: A refused or unknown name may be mended at any moment.
NEGATIVE_SECONDS = 10.0
#: Verdicts kept in memory; the oldest leaves first.
REMEMBERED_HOSTS = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard found about a host: addresses that may be connected to, or why it is refused, or neither (no such name)."""

    targets: tuple[Target, ...] = ()
    refused_address: str | None = None
    reason: str | None = None
    expires: float = 0.0


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """A lookup in a thread cannot be called back; its answer is kept for the next one who asks."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """`IHostnameResolver` that hands out judged addresses only.

    `allow` are networks let through, `overrides` hosts served elsewhere (their addresses are judged like all others).
    `getaddrinfo` and `clock` (monotonic seconds) are parameters for tests.
    """

    def __init__(
        self,
        reactor: Any,
        allow: tuple[Network, ...] = (),
        overrides: Mapping[str, str] | None = None,
        *,
        getaddrinfo: Callable[..., Sequence[tuple[Any, ...]]] = socket.getaddrinfo,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reactor = reactor
        self._allow = allow
        self._overrides = parse_overrides(overrides)
        self._getaddrinfo = getaddrinfo
        self._clock = clock
        self._verdicts: dict[str, Verdict] = {}
        self._waiting: dict[str, list[Callable[[Verdict], None]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        """For Scrapy's TWISTED_DNS_RESOLVER: the guard that stands on this reactor, or one made from the settings."""
        return guard_of(reactor) or cls._from_settings(reactor, crawler.settings)

    @classmethod
    def _from_settings(cls, reactor: Any, settings: Any) -> GuardedResolver:
        allow = parse_networks(settings.get("CRAWLER_ALLOW_NETWORKS"))
        return cls(reactor, allow, settings.getdict("GUARD_HOST_OVERRIDES"))

    def install_on_reactor(self) -> None:
        """For Scrapy's TWISTED_DNS_RESOLVER."""
        self._reactor.installNameResolver(self)

    def refusal(self, host: str) -> GuardRefusal | None:
        """Why the last lookup of this host was refused; None where it was answered, or found nothing."""
        verdict = self._verdicts.get(host_key(host))
        if verdict is None or verdict.reason is None:
            return None
        return GuardRefusal(host, verdict.refused_address, verdict.reason)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type] | None = None,
        transportSemantics: str = "TCP",
    ) -> _Resolution:
        """See `IHostnameResolver`. All addresses of a host are judged, also those of a family that was not asked for."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)

        transport: Literal["TCP", "UDP"] = "UDP" if transportSemantics == "UDP" else "TCP"

        def deliver(verdict: Verdict) -> None:
            for ip, port in verdict.targets:
                kind = tx.IPv4Address if isinstance(ip, IPv4Address) else tx.IPv6Address
                if addressTypes is None or kind in addressTypes:
                    resolutionReceiver.addressResolved(kind(transport, str(ip), portNumber if port is None else port))
            resolutionReceiver.resolutionComplete()

        self._look_up(host_key(hostName), deliver)
        return resolution

    def _look_up(self, key: str, deliver: Callable[[Verdict], None]) -> None:
        known = self._verdicts.get(key)
        if known is not None and self._clock() < known.expires:
            deliver(known)
            return
        if (target := self._overrides.get(key) or self._overrides.get(EVERY_OTHER)) is not None:
            deliver(self._remember(key, self._judge((target,))))
            return
        literal = _literal(key)
        if literal is not None:
            deliver(self._remember(key, self._judge(((literal, None),))))
            return
        if key in self._waiting:
            self._waiting[key].append(deliver)
            return
        self._waiting[key] = [deliver]

        def answered(found: tuple[Target, ...] | str) -> None:
            verdict = self._remember(key, self._judge(found))
            for waiting in self._waiting.pop(key):
                waiting(verdict)

        def broke(failure: Failure) -> None:
            for waiting in self._waiting.pop(key, ()):
                waiting(self._remember(key, Verdict()))
            failure.raiseException()  # a fault of ours: Twisted logs it with its traceback

        deferToThreadPool(self._reactor, self._reactor.getThreadPool(), self._ask, key).addCallbacks(answered, broke)

    def _ask(self, key: str) -> tuple[Target, ...] | str:
        """In a thread: every address the system would connect to for this host, or the text of one it should not have given."""
        try:
            rows = self._getaddrinfo(key, None, socket.AF_UNSPEC, socket.SOCK_STREAM)
        except (OSError, ValueError):  # no such name; a name that cannot be encoded
            return ()
        targets: list[Target] = []
        for _family, _type, _protocol, _canonical, sockaddr in rows:
            # A scope is given apart from the address, and only for addresses of a link.
            text = (
                f"{sockaddr[0]}%{sockaddr[3]}" if len(sockaddr) == 4 and sockaddr[3] and "%" not in sockaddr[0] else sockaddr[0]
            )
            try:
                targets.append((ip_address(text), None))
            except ValueError:
                return str(text)
        return tuple(dict.fromkeys(targets))

    def _judge(self, found: tuple[Target, ...] | str) -> Verdict:
        if isinstance(found, str):
            return Verdict(refused_address=found, reason=judge(found, self._allow) or "not an IP address")
        for ip, _port in found:
            reason = judge(ip, self._allow)
            if reason is not None:
                return Verdict(refused_address=str(ip), reason=reason)
        return Verdict(targets=found)

    def _remember(self, key: str, verdict: Verdict) -> Verdict:
        seconds = POSITIVE_SECONDS if verdict.targets else NEGATIVE_SECONDS
        dated = Verdict(verdict.targets, verdict.refused_address, verdict.reason, self._clock() + seconds)
        self._verdicts.pop(key, None)  # a dict keeps the order of first insertion: put it last
        if len(self._verdicts) >= REMEMBERED_HOSTS:
            del self._verdicts[next(iter(self._verdicts))]
        self._verdicts[key] = dated
        return dated


def install(reactor: Any, allow: tuple[Network, ...] = (), overrides: Mapping[str, str] | None = None) -> GuardedResolver:
    """Put the guard on a reactor, in place of whatever resolver stood there."""
    guard = GuardedResolver(reactor, allow, overrides)
    reactor.installNameResolver(guard)
    return guard


def guard_of(reactor: Any) -> GuardedResolver | None:
    """The guard that stands on this reactor, if one does."""
    resolver = reactor.nameResolver
    return resolver if isinstance(resolver, GuardedResolver) else None


def ensure(reactor: Any, settings: Any) -> GuardedResolver:
    """The guard that stands on this reactor; where none does, one is put there from the settings.

    CRAWLER_ALLOW_NETWORKS (text) and GUARD_HOST_OVERRIDES (a mapping) are read; without them nothing is let through.
    """
    guard = guard_of(reactor)
    if guard is None:
        guard = GuardedResolver._from_settings(reactor, settings)
        reactor.installNameResolver(guard)
    return guard


def _literal(key: str) -> IPv4Address | IPv6Address | None:
    """The address a host is in so many words. Other spellings (2130706433, 0x7f.1) are left to getaddrinfo, which knows them."""
    try:
        return ip_address(key)
    except ValueError:
        return None
