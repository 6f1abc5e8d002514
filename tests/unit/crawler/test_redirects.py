"""Redirects are followed to their end, and not in a circle."""

from __future__ import annotations

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.backoff import reason_of
from crawler.redirects import Redirects

PAGE = "https://ostmark.example/press"


def _redirects() -> Redirects:
    crawler = get_crawler(Spider, {"SPIDER_MIDDLEWARES": {"crawler.no_referer.NoReferer": 700}})
    made = Redirects.from_crawler(crawler)
    assert isinstance(made, Redirects)
    return made


def _answer(request: Request, to: str, **headers: str) -> Request | Response:
    response = Response(request.url, 301, {"Location": to, **headers})
    return _redirects().process_response(request, response)


def test_a_redirect_elsewhere_is_followed() -> None:
    followed = _answer(Request(PAGE), "/press/")
    assert isinstance(followed, Request) and followed.url == f"{PAGE}/"


@pytest.mark.parametrize("to", ["/press", PAGE, "/press#top"])
def test_one_to_itself_ends_at_once(to: str) -> None:
    with pytest.raises(IgnoreRequest) as ended:
        _answer(Request(PAGE), to)
    reason = reason_of(ended.value)
    assert reason is not None and reason.word == "redirects"


def test_a_circle_of_two_ends_where_it_closes() -> None:
    followed = _answer(Request(PAGE), "/media")
    assert isinstance(followed, Request)
    with pytest.raises(IgnoreRequest):
        _answer(followed, "/press")


def test_a_site_that_asks_for_cookies_may_lead_back() -> None:
    followed = _answer(Request(PAGE), "/press", **{"Set-Cookie": "seen=1"})
    assert isinstance(followed, Request) and followed.url == PAGE
