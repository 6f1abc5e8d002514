"""The guard, tried from outside: real crawls in processes of their own, and a forbidden side that counts who comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.guard.crawls import guarded_crawl
from tests.integration.guard.sides import ALLOWED, AllowedSide, ForbiddenSide
from tests.integration.guard.targets import FORBIDDEN, NAMES, UNUSABLE

ONLY_ALLOWED = {"CRAWLER_ALLOW_NETWORKS": f"{ALLOWED}/32", "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 32}


@dataclass
class Ground:
    """Both sides, and crawls between them."""

    allowed: AllowedSide
    forbidden: ForbiddenSide

    def address(self, path: str = "", host: str = ALLOWED) -> str:
        return f"http://{host}:{self.allowed.port}/{path}"

    def at_port(self, target: str) -> str:
        return target.replace("{port}", str(self.allowed.port))

    def crawl(self, **plan: Any) -> dict[str, Any]:
        # A proxy in the environment would be a way round: it leads to the forbidden side.
        proxy = f"http://127.0.0.1:{self.allowed.port}"
        return guarded_crawl(plan, dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"), proxy))


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    allowed = AllowedSide()
    forbidden = ForbiddenSide(allowed.port)
    yield Ground(allowed, forbidden)
    forbidden.close()
    allowed.close()


@pytest.fixture(scope="module")
def tried(ground: Ground) -> dict[str, Any]:
    """One crawl that tries everything: each target asked for directly and by redirect, the robots.txt of each host as well."""
    ground.allowed.redirects.clear()
    requests = {}
    for name, target in [
        *((f"forbidden {n}", ground.at_port(target)) for n, target in enumerate(FORBIDDEN)),
        *((f"unusable {n}", ground.at_port(target)) for n, target in enumerate(UNUSABLE)),
        *((f"name {host}", ground.address(host=host)) for host in NAMES),
    ]:
        way = name.replace(" ", "-")
        requests[name] = target
        requests[f"redirected {name}"] = ground.address(f"to/{way}")
        ground.allowed.redirects[way] = target
    ground.allowed.redirects["relative"] = f"//127.0.0.1:{ground.allowed.port}/"
    requests["redirected forbidden relative"] = ground.address("to/relative")
    for host in ("robots.attacker.test", "twice.attacker.test"):
        requests[f"open {host}"] = ground.address("page", host=host)
    ground.allowed.robots_redirect["robots.attacker.test"] = ground.address("robots.txt", host="127.0.0.1")
    ground.allowed.robots_redirect["twice.attacker.test"] = ground.address("robots.txt", host="robots.attacker.test")
    names = {**NAMES, "robots.attacker.test": [[ALLOWED]], "twice.attacker.test": [[ALLOWED]]}
    return ground.crawl(
        mode="runner",
        settings={**ONLY_ALLOWED, "ROBOTSTXT_OBEY": True, "RETRY_ENABLED": True},
        requests=requests,
        names=names,
        agent=[ground.at_port(target) for target in FORBIDDEN if target.isascii()]
        + [ground.address(host=host) for host in NAMES],
    )


def test_enough_is_tried() -> None:
    assert len(set(FORBIDDEN)) + len(NAMES) >= 60
    assert len(set(FORBIDDEN)) == len(FORBIDDEN)


def test_the_forbidden_side_stays_silent(ground: Ground, tried: dict[str, Any]) -> None:
    assert ground.forbidden.visitors == []


@pytest.mark.parametrize("way", ["", "redirected "], ids=["directly", "by redirect"])
def test_each_ends_once_with_the_guards_own_error(tried: dict[str, Any], way: str) -> None:
    names = [f"{way}forbidden {n}" for n in range(len(FORBIDDEN))] + [f"{way}name {host}" for host in NAMES]
    ends = {name: [kind for kind, _text in tried["ends"].get(name, [])] for name in names}
    assert {name: end for name, end in ends.items() if end != ["GuardRefusal"]} == {}


def test_a_redirect_without_scheme_is_refused_too(tried: dict[str, Any]) -> None:
    assert [kind for kind, _text in tried["ends"]["redirected forbidden relative"]] == ["GuardRefusal"]


def test_what_is_no_address_ends_once_and_cleanly(tried: dict[str, Any]) -> None:
    for n, target in enumerate(UNUSABLE):
        [(kind, _text)] = tried["ends"][f"unusable {n}"]
        assert kind in ("GuardRefusal", "ValueError", "NotSupported"), target
        # An unfollowed redirect stays the 302 it is; `//host/` is a full address there.
        [(kind, _text)] = tried["ends"][f"redirected unusable {n}"]
        assert kind in ("GuardRefusal", "ValueError", "HttpError"), target


def test_nothing_is_retried(ground: Ground, tried: dict[str, Any]) -> None:
    assert "retry/count" not in tried["stats"]
    assert {path: times for path, times in ground.allowed.asked.items() if "/to/" in path and times > 1} == {}


def test_robots_txt_leads_nowhere_either(ground: Ground, tried: dict[str, Any]) -> None:
    assert ground.allowed.asked["robots.attacker.test/robots.txt"] >= 1
    assert tried["stats"]["robotstxt/exception_count/<class 'crawler.network.refusal.GuardRefusal'>"] > len(FORBIDDEN) / 2


def test_an_agent_of_ones_own_cannot_go_round(tried: dict[str, Any]) -> None:
    assert len(tried["agent"]) > 60
    assert set(tried["agent"].values()) <= {"DNSLookupError", "ValueError"}


def test_a_refusal_says_what_was_judged_and_what_to_do(tried: dict[str, Any]) -> None:
    [(_kind, text)] = tried["ends"]["name mixed.attacker.test"]
    assert text == (
        "the guard refused mixed.attacker.test: 127.0.0.1 is loopback (127.0.0.0/8) "
        "(CRAWLER_ALLOW_NETWORKS names networks to let through)"
    )


@pytest.mark.parametrize("mode", ["process", "runner"])
def test_a_name_that_changes_its_answer_gains_nothing(ground: Ground, mode: str) -> None:
    """Nothing is remembered here, so every connection looks its host up: once, and what was judged is what is connected to."""
    before = len(ground.forbidden.visitors)
    ground.allowed.redirects["turn"] = ground.address(host="turn.attacker.test")
    seen = ground.crawl(
        mode=mode,
        settings={**ONLY_ALLOWED, "CONCURRENT_REQUESTS": 1},
        requests={
            "first": ground.address(host="flip.attacker.test"),
            "second": ground.address("2", host="flip.attacker.test"),
            "third": ground.address("3", host="flip.attacker.test"),
            "turning": ground.address("to/turn", host="turn.attacker.test"),
        },
        names={
            "flip.attacker.test": [[ALLOWED], ["127.0.0.1"], ["::1"], [ALLOWED]],
            "turn.attacker.test": [[ALLOWED], ["127.0.0.1"], [ALLOWED]],
        },
    )
    assert {name: [kind for kind, _text in ends] for name, ends in seen["ends"].items()} == {
        "first": [200],
        "second": ["GuardRefusal"],
        "third": ["GuardRefusal"],
        "turning": ["GuardRefusal"],
    }
    assert seen["lookups"] == {"flip.attacker.test": 3, "turn.attacker.test": 2}
    assert ground.forbidden.visitors[before:] == []


@pytest.mark.parametrize("mode", ["process", "runner"])
def test_the_guard_stands_by_settings_alone(ground: Ground, mode: str) -> None:
    """Nobody installs it here: not over Scrapy's own resolver in a process, not where a runner installs none at all."""
    before = len(ground.forbidden.visitors)
    seen = ground.crawl(
        mode=mode,
        settings={
            **ONLY_ALLOWED,
            "GUARD_HOST_OVERRIDES": {
                "www.ministry.test": f"{ALLOWED}:{ground.allowed.port}",
                "www.inside.test": f"127.0.0.1:{ground.allowed.port}",
            },
        },
        requests={
            "under its own name": "http://www.ministry.test/news",
            "served inside": "http://www.inside.test/",
            "loopback": ground.address(host="127.0.0.1"),
            "localhost": ground.address(host="localhost"),
            "proxied": ground.address("proxied"),
        },
        proxied=["proxied"],
        proxy=ground.address(),
        agent=[ground.address(host="127.0.0.1"), ground.address()],
    )
    assert {name: [kind for kind, _text in ends] for name, ends in seen["ends"].items()} == {
        "under its own name": [200],
        "served inside": ["GuardRefusal"],
        "loopback": ["GuardRefusal"],
        "localhost": ["GuardRefusal"],
        "proxied": ["GuardRefusal"],
    }
    assert list(seen["agent"].values()) == ["DNSLookupError", "200"]
    assert ground.allowed.asked["www.ministry.test/news"] >= 1
    assert ground.allowed.asked[f"{ALLOWED}/proxied"] == 0
    assert ground.forbidden.visitors[before:] == []


def test_the_forbidden_side_would_hear_a_visitor(ground: Ground) -> None:
    """The control: let through, the same requests do arrive there. Last, since it ends the silence."""
    before = len(ground.forbidden.visitors)
    seen = ground.crawl(
        mode="runner",
        settings={"CRAWLER_ALLOW_NETWORKS": "127.0.0.0/8"},
        requests={
            n: ground.address(host=host) for n, host in enumerate(("127.0.0.1", "2130706433", "①②⑦.1", "[::ffff:127.0.0.1]"))
        },
    )
    assert [ends[0][0] for ends in seen["ends"].values()] == [200] * 4
    assert len(ground.forbidden.visitors) - before == 4
