"""The reason's word for failures as Scrapy and Twisted really raise them, with the handler that every crawl uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.guard.broken_server import BrokenServer
from tests.integration.guard.crawls import guarded_crawl

ADDRESS = "127.0.0.2"

EXPECTED: dict[str, tuple[str, bool] | None] = {
    "/fine": None,
    "/gone": ("http_410", False),
    "/busy": ("http_503", True),
    "/silent": ("timeout", True),
    "/closed": ("connection", True),
    "/half": ("connection", True),
    "/half-chunked": ("connection", True),
    "/garbage": ("protocol", True),
    "/announced": ("too_large", False),
    "/unannounced": ("too_large", False),
    "/bomb": ("too_large", False),
    "/round": ("redirects", False),
    "dead port": ("connection", True),
    "unvouched certificate": ("tls", True),
    "no such name": ("dns", True),
    "forbidden": ("guard", False),
    "no host": ("address", False),
    "scheme": ("scheme", False),
}


@pytest.fixture(scope="module")
def reasons() -> Iterator[dict[str, Any]]:
    server = BrokenServer(ADDRESS)
    requests = {path: f"http://{ADDRESS}:{server.port}{path}" for path in EXPECTED if path.startswith("/")}
    yield guarded_crawl(
        {
            "mode": "runner",
            "settings": {
                "CRAWLER_ALLOW_NETWORKS": f"{ADDRESS}/32",
                "DOWNLOAD_MAXSIZE": 100_000,
                "DOWNLOAD_TIMEOUT": 1,
                "RETRY_ENABLED": False,
                "HTTPERROR_ALLOW_ALL": True,
                "CONCURRENT_REQUESTS_PER_DOMAIN": 32,
            },
            "requests": {
                **requests,
                "dead port": f"http://{ADDRESS}:{server.dead_port}/",
                "unvouched certificate": f"https://www.ministry.test:{server.tls_port}/fine",
                "no such name": "http://nowhere.ministry.test/",
                "forbidden": "http://127.0.0.1/",
                "no host": "http://:80/",
                "scheme": "ftp://127.0.0.2/",
            },
            "names": {"www.ministry.test": [[ADDRESS]], "nowhere.ministry.test": [[]]},
        }
    )["reasons"]
    server.close()


@pytest.mark.parametrize("name", EXPECTED)
def test_the_reason(reasons: dict[str, Any], name: str) -> None:
    reason = reasons[name]
    assert (tuple(reason[:2]) if reason else None) == EXPECTED[name], reason
