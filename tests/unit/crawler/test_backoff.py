"""What a failure means, and when to ask again."""

from __future__ import annotations

import asyncio
import re
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from OpenSSL import SSL
from scrapy import exceptions as scrapy_errors
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError
from twisted.internet import defer
from twisted.internet import error as net
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed, ResponseNeverReceived

from crawler import backoff
from crawler.backoff import ATTEMPTS, LONGEST_PAUSE, LONGEST_PUT_OFF, VISITS, Reason, pause, put_off, reason_of
from crawler.network.refusal import GuardRefusal
from press.errors import CaptureFailed

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def caused(error: BaseException, cause: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


class Refused(scrapy_errors.IgnoreRequest):
    """An exception that brings its own reason, as the gate's do."""

    word, detail, transient = "host_busy", "another visit holds ministry.test", True


LOST = ResponseFailed([Failure(net.ConnectionLost())])
BAD_CERTIFICATE = ResponseNeverReceived([Failure(SSL.Error([("SSL routines", "", "certificate verify failed")]))])
CUT_TLS = ResponseNeverReceived([Failure(SSL.Error([("SSL routines", "", "unexpected eof while reading")]))])

FAILURES = [
    (GuardRefusal("a.test", "127.0.0.1", "127.0.0.1 is loopback"), "guard", False),
    (Refused(), "host_busy", True),
    (scrapy_errors.CannotResolveHostError("no results"), "dns", True),
    (net.DNSLookupError("no results"), "dns", True),
    (scrapy_errors.DownloadTimeoutError("took longer"), "timeout", True),
    (net.TimeoutError(), "timeout", True),
    (net.TCPTimedOutError(), "timeout", True),
    (TimeoutError(), "timeout", True),
    (scrapy_errors.DownloadConnectionRefusedError("refused"), "connection", True),
    (scrapy_errors.ResponseDataLossError(), "connection", True),
    (caused(scrapy_errors.DownloadFailedError("x"), LOST), "connection", True),
    (net.ConnectionLost(), "connection", True),
    (net.ConnectionDone(), "connection", True),
    (net.ConnectError(), "connection", True),
    (net.NoRouteError(), "connection", True),
    (ConnectionResetError(), "connection", True),
    (caused(scrapy_errors.DownloadFailedError("x"), BAD_CERTIFICATE), "tls", True),
    (caused(scrapy_errors.DownloadFailedError("x"), CUT_TLS), "connection", True),
    (SSL.SysCallError(-1, "Unexpected EOF"), "connection", True),
    (VerificationError(errors=[]), "tls", True),
    (
        scrapy_errors.DownloadCancelledError("Received 9 bytes which is larger than download max size (1) in request"),
        "too_large",
        False,
    ),
    (scrapy_errors.DownloadCancelledError(""), "too_large", False),
    (defer.CancelledError(), "cancelled", True),
    (asyncio.CancelledError(), "cancelled", True),
    (scrapy_errors.NotSupported("Unsupported URL scheme 'ftp'"), "scheme", False),
    (scrapy_errors.UnsupportedURLSchemeError("ftp"), "scheme", False),
    (scrapy_errors.IgnoreRequest("max redirections reached"), "redirects", False),
    (scrapy_errors.IgnoreRequest("Forbidden by robots.txt"), "robots", False),
    (scrapy_errors.IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE (1 B) during decompression."), "too_large", False),
    (scrapy_errors.IgnoreRequest("another reason"), "ignored", False),
    (ValueError("invalid hostname: a b"), "address", False),
    (ValueError("Port could not be cast to integer value as 'x'"), "address", False),
    (ValueError("a mistake of our own"), "exception", False),
    (zlib.error("incorrect header check"), "coding", True),
    (EOFError("ended before the end-of-stream marker"), "coding", True),
    (KeyError("headline"), "exception", False),
    (caused(CaptureFailed("the disk is full"), OSError(28, "No space left on device")), "disk", True),
]


@pytest.mark.parametrize(("error", "word", "transient"), FAILURES, ids=[f"{type(e).__name__}-{w}" for e, w, _ in FAILURES])
def test_the_reason_of_a_failure(error: BaseException, word: str, transient: bool) -> None:
    for given_as in (error, Failure(error)):
        reason = reason_of(given_as)
        assert reason is not None
        assert (reason.word, reason.transient) == (word, transient)
        assert re.fullmatch(r"[a-z_]{3,12}", reason.word)
        assert reason.detail
        assert len(reason.detail.splitlines()) == 1


@pytest.mark.parametrize("status", [100, 200, 206, 226, 299, 304])
def test_a_status_that_is_no_failure(status: int) -> None:
    assert reason_of(status) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 507, 508, 520, 522, 524, 599])
def test_a_status_that_may_be_another_next_time(status: int) -> None:
    assert reason_of(status) == Reason(f"http_{status}", transient=True, detail=f"HTTP {status}")


@pytest.mark.parametrize("status", [300, 301, 305, 400, 401, 403, 404, 405, 410, 414, 451, 501, 505, 511, 600, 999])
def test_a_status_that_will_be_the_same(status: int) -> None:
    assert reason_of(status) == Reason(f"http_{status}", transient=False, detail=f"HTTP {status}")


def test_what_is_passing_but_not_within_seconds() -> None:
    refused = reason_of(Refused())
    assert refused == Reason("host_busy", transient=True, detail=Refused.detail)
    assert reason_of(VerificationError(errors=[])) == Reason(
        "tls", True, "VerificationError: VerificationError(errors=[])", at_once=False
    )
    assert not Reason("robots", False, "x").at_once
    assert Reason("timeout", True, "x").at_once


@given(st.text())
def test_a_detail_is_one_short_printable_line(text: str) -> None:
    reason = reason_of(RuntimeError(text))
    assert reason is not None
    assert len(reason.detail) <= 500
    assert reason.detail.isprintable()
    reason.detail.encode()  # no lone surrogate either: a database takes it


def test_an_answer_that_scrapy_turned_into_an_error_is_its_status() -> None:
    assert reason_of(HttpError(Response("https://ministry.test/", status=503))) == reason_of(503)
    assert reason_of(Failure(HttpError(Response("https://ministry.test/", status=404)))) == reason_of(404)


def test_causes_that_go_in_a_circle_come_to_an_end() -> None:
    one, two = RuntimeError("one"), RuntimeError("two")
    one.__cause__, two.__cause__ = two, one
    assert reason_of(one) == Reason("exception", False, "RuntimeError: one")


@given(st.integers(1, 10_000), st.text())
def test_pauses_grow_to_a_bound_and_differ_by_seed_alone(attempt: int, seed: str) -> None:
    seconds = pause(attempt, seed=seed)
    full = min(LONGEST_PAUSE, 3.0 ** min(attempt - 1, 20))
    assert full / 2 <= seconds <= full
    assert seconds == pause(attempt, seed=seed)


def test_requests_that_failed_together_do_not_come_back_together() -> None:
    assert len({pause(1, seed=f"https://ministry.test/{n}") for n in range(100)}) == 100


def test_a_visit_does_not_wait_long_for_one_page() -> None:
    assert ATTEMPTS == 3
    assert sum(pause(n, seed="x") for n in range(1, ATTEMPTS)) < 5


@given(st.integers(1, VISITS - 1), st.text())
def test_put_off_grows_to_a_day(visits: int, seed: str) -> None:
    until = put_off(visits, NOW, seed=seed)
    assert until is not None
    full = min(LONGEST_PUT_OFF, timedelta(minutes=10) * 2 ** (visits - 1))
    assert full / 2 <= until - NOW <= full
    assert until == put_off(visits, NOW, seed=seed)


def test_a_lead_is_given_up_after_days_but_never_while_its_host_says_when() -> None:
    assert put_off(VISITS, NOW, seed="x") is None
    assert put_off(10**6, NOW, seed="x") is None
    asked = NOW + timedelta(days=3)
    assert put_off(VISITS, NOW, seed="x", until=asked) == asked
    assert put_off(1, NOW, seed="x", until=asked) == asked
    soon = put_off(1, NOW, seed="x", until=NOW)
    assert soon == put_off(1, NOW, seed="x")
    waited = sum(((put_off(n, NOW, seed="x") or NOW) - NOW for n in range(1, VISITS)), timedelta())
    assert waited > timedelta(days=2, hours=9)  # the least that the jitter leaves


@pytest.mark.parametrize("n", [0, -1])
def test_counting_begins_at_one_and_instants_have_zones(n: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        pause(n, seed="x")
    with pytest.raises(ValueError, match="from 1"):
        put_off(n, NOW, seed="x")
    with pytest.raises(ValueError, match="aware"):
        put_off(1, NOW.replace(tzinfo=None), seed="x")


def test_every_word_is_explained() -> None:
    said = {word for _error, word, _transient in FAILURES} - {"host_busy"}
    assert backoff.__doc__ is not None
    assert {word for word in said if not re.search(rf"\b{word}\b", backoff.__doc__)} == set()
