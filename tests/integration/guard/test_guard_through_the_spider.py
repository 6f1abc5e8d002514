"""The guard through the real spider: whatever feeds, sitemaps and robots.txt name, `scrapy crawl` goes nowhere it must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from press import urls
from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, robots, sitemap, sitemap_index, write_source
from tests.integration.guard.sides import ALLOWED, ForbiddenSide
from tests.integration.guard.targets import FORBIDDEN, UNUSABLE

pytestmark = pytest.mark.one_postgres

#: How a lead or a document that must not be asked ends.
REFUSED = {"guard", "address", "scheme"}


@dataclass
class Ground:
    """An allowed site that names forbidden addresses in every way it can, and who listens there."""

    site: ScriptedSite
    forbidden: ForbiddenSide
    crawls: Crawls

    def at_port(self, target: str) -> str:
        return target.replace("{port}", str(self.site.port))


@pytest.fixture
def ground(database: str, tmp_path: Path) -> Iterator[Ground]:
    with ScriptedSite(ALLOWED) as site:
        forbidden = ForbiddenSide(site.port)
        proxy = f"http://127.0.0.1:{site.port}"  # one in the environment would be a way round
        environment = {"CRAWLER_ALLOW_NETWORKS": f"{ALLOWED}/32", "http_proxy": proxy, "https_proxy": proxy, "ALL_PROXY": proxy}
        yield Ground(site, forbidden, Crawls(database, tmp_path / "var", tmp_path / "sources", environment))
        forbidden.close()


def _redirect(target: str) -> Answer:
    return Answer(status=302, headers={"Location": target})


def _addresses(targets: list[str]) -> set[str]:
    """Those of which an address can be made; others are no leads at all, but counted."""
    made = set()
    for target in targets:
        if (address := urls.join("http://x.test/", target)) is not None:
            made.add(address)
    return made


def test_nobody_is_led_to_the_forbidden_side(ground: Ground) -> None:
    site, port = ground.site, ground.site.port
    targets = [ground.at_port(target) for target in FORBIDDEN]
    unusable = [ground.at_port(target) for target in UNUSABLE]
    allowed = publish(site, ["spruce", "willow"])
    by_redirect = []
    for number, target in enumerate(targets):
        site.answers[f"/to/{number}"] = _redirect(target)
        by_redirect.append(f"{site.base}/to/{number}")
    half = len(targets) // 2
    # The ways, one of each kind that leads on to other documents.
    site.answers |= {
        "/feed": feed([*targets[:half], *unusable, allowed[0]]),
        "/sitemap.xml": sitemap([*targets[half:], *by_redirect, allowed[1]]),
        "/robots.txt": robots(
            "User-agent: *", "Allow: /", f"Sitemap: {site.base}/index.xml", f"Sitemap: http://127.0.0.1:{port}/sitemap.xml",
            f"Sitemap: http://localhost:{port}/sitemap.xml", "Sitemap: file:///etc/hostname",
        ),
        "/index.xml": sitemap_index(
            [(f"{site.base}/sitemap.xml", None), (f"http://[::1]:{port}/child.xml", None), (f"{site.base}/child-away", None)]
        ),
        "/child-away": _redirect(f"http://0x7f.1:{port}/child.xml"),
        "/feed-away": _redirect(f"http://[::ffff:127.0.0.1]:{port}/feed"),
    }  # fmt: skip
    source = write_source(
        ground.crawls.sources, "ground", ("feed", f"{site.base}/feed"), ("sitemap", f"{site.base}/robots.txt"),
        ("feed", f"{site.base}/feed-away"), ("feed", f"http://127.0.0.1:{port}/feed"), home=f"{site.base}/",
    )  # fmt: skip
    report = ground.crawls.crawl(source, expect=3)

    assert ground.forbidden.visitors == []
    leads = {row["url"]: row for row in ground.crawls.sql("SELECT url, state, outcome, detail, attempts FROM archive.lead")}
    expected = _addresses(targets) | set(by_redirect)
    assert expected <= set(leads)
    assert len(expected) >= 60 + len(by_redirect) / 2
    wrong = {
        url: (row["state"], row["outcome"], row["detail"])
        for url, row in leads.items()
        if url not in allowed and (row["state"], row["outcome"] in REFUSED) != ("failed", True)
    }
    # A Location of which no address can be made is not followed: the page is the redirect that it is.
    unfollowed = {url for url, (state, word, _detail) in wrong.items() if (state, word) == ("failed", "http_302")}
    assert unfollowed <= set(by_redirect)
    assert {url: end for url, end in wrong.items() if url not in unfollowed} == {}
    assert len(unfollowed) <= 4
    assert {leads[url]["outcome"] for url in allowed} == {"stored"}, "the visit goes on with the others"
    asked = [path for path in site.paths() if path.startswith("/to/")]
    assert sorted(asked) == sorted(set(asked)), "nothing is asked twice"
    _documents_ended(ground, report)


def _documents_ended(ground: Ground, report: dict[str, Any]) -> None:
    """The forbidden documents end with the same words, and those beside them are read."""
    ends = report["detail"]["documents"]
    assert ends["read"] == 4, "feed, robots.txt, the index and one sitemap"
    refused = {word: count for word, count in ends.items() if word != "read"}
    assert set(refused) <= REFUSED
    assert sum(refused.values()) == 6
    assert report["outcome"] == "partial"
    # Never asked again: a second visit is no more of a risk than the first.
    ground.site.forget()
    ground.crawls.crawl("xx_ground", expect=3)
    assert ground.forbidden.visitors == []
    assert [path for path in ground.site.paths() if path.startswith("/to/")] == []
