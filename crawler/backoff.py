"""What a failure means: its reason in a word, whether asking again may help, and when to ask again. Pure.

A reason's word is what the lead's row, the visit's counters and the log say, so it is short and never changes:

    http_NNN      the status of an answer that is no page
    timeout  connection  dns  tls  protocol  coding      the network, or the server's grasp of it (coding: gzip or deflate broken)
    guard  robots  scheme  address                       it must not, or cannot, be asked
    too_large  wrong_type  redirects                     the answer is not one to keep
    render_timeout  render_crashed  render_memory        a page built by scripts: it did not stand still, or its browser gave up
    render_incomplete  render_too_large  no_browser      a part of it was not to be had; its DOM is no page; nothing to run it
    cancelled                                            the crawl was stopped while it was asked
    disk                                                 the answer could not be captured: no fault of the site's
    ignored  exception                                   none of these; the detail says what
"""

from __future__ import annotations

import hashlib
import zlib
from asyncio import CancelledError as AsyncioCancelled
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from OpenSSL.SSL import Error as OpenSSLError
from OpenSSL.SSL import SysCallError, ZeroReturnError
from scrapy import exceptions as scrapy_errors
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import CertificateError, VerificationError
from twisted.internet import defer
from twisted.internet import error as net
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from crawler.network.refusal import GuardRefusal
from press.errors import CaptureFailed

#: Times that one address is asked within a visit, the first included.
ATTEMPTS = 3

#: Seconds before the second attempt; each further pause is three times as long (1, 3, 9 …), up to LONGEST_PAUSE.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0

#: A lead that failed for a passing reason is asked again in a later visit: after 10 minutes, 20, 40 … up to a day.
FIRST_PUT_OFF = timedelta(minutes=10)
LONGEST_PUT_OFF = timedelta(days=1)

#: Visits that ask a lead in vain before it is given up: more than three days with the waits above, a long weekend.
VISITS = 12

#: Answers that may be another one next time. RFC 9110 has an unknown 5xx treated as 500; what is listed in _LASTING is about us.
_PASSING_4XX = frozenset({408, 425, 429})
_LASTING_5XX = frozenset({501, 505, 506, 510, 511})

_LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a request ended without a page. `transient`: asking again later may help. `detail` is one line for people.

    `at_once`: another attempt within the visit is worth it; a wrong certificate, say, will not be mended in seconds.
    """

    word: str
    transient: bool
    detail: str
    at_once: bool = True

    def __post_init__(self) -> None:
        if self.at_once and not self.transient:
            object.__setattr__(self, "at_once", False)


@runtime_checkable
class SaysWhy(Protocol):
    """An exception that brings its own reason."""

    word: str
    detail: str
    transient: bool


def reason_of(failure: Failure | BaseException | int) -> Reason | None:
    """The reason of a failed request, from its exception (or Twisted's Failure around it) or its HTTP status.

    None for a status that is no failure: 1xx, 2xx and 304.
    """
    if isinstance(failure, int):
        return _reason_of_status(failure)
    error = (failure.value or RuntimeError("a failure without an exception")) if isinstance(failure, Failure) else failure
    if isinstance(error, HttpError):
        return _reason_of_status(error.response.status)
    word, transient = _judge(error)
    return Reason(word, transient, _detail(error), at_once=transient and word not in _NOT_AT_ONCE)


def pause(attempt: int, *, seed: str) -> float:
    """Seconds between attempt `attempt` (1 is the first) and the next one within a visit.

    Between half and the whole of the full pause, by the seed (the address): requests that failed together do not come back
    together, and the same request always waits the same.
    """
    if attempt < 1:
        raise ValueError("attempts count from 1")
    full = min(LONGEST_PAUSE, FIRST_PAUSE * 3.0 ** min(attempt - 1, 16))
    return full * _jitter(f"{seed}\n{attempt}")


def put_off(visits: int, now: datetime, *, seed: str, until: datetime | None = None) -> datetime | None:
    """When a lead that `visits` visits (1 or more) asked in vain is to be asked again; None when it is to be given up.

    `until` is what the host itself asked for (Retry-After): never sooner than that, and a host that answers is never given up.
    """
    if now.tzinfo is None:
        raise ValueError("put_off needs an aware `now`")
    if visits < 1:
        raise ValueError("visits count from 1")
    if visits >= VISITS and until is None:
        return None
    wait: timedelta = min(LONGEST_PUT_OFF, FIRST_PUT_OFF * 2.0 ** min(visits - 1, 16)) * _jitter(f"{seed}\n{visits}")
    return now + wait if until is None else max(until, now + wait)


#: Passing, but not within seconds: a certificate, a name, a stop of the crawl itself, a disk of ours that is full.
_NOT_AT_ONCE = frozenset({"tls", "cancelled", "disk"})


def _reason_of_status(status: int) -> Reason | None:
    if status < 300 or status == 304:
        return None
    transient = status in _PASSING_4XX or (500 <= status < 600 and status not in _LASTING_5XX)
    return Reason(f"http_{status}", transient, f"HTTP {status}")


def _judge(error: BaseException) -> tuple[str, bool]:
    if isinstance(error, GuardRefusal):
        return "guard", False
    if isinstance(error, SaysWhy):
        return error.word, error.transient
    if isinstance(error, CaptureFailed):
        return "disk", True
    if isinstance(error, scrapy_errors.IgnoreRequest):
        return _word_of_ignored(str(error)), False
    if isinstance(error, scrapy_errors.NotSupported | scrapy_errors.UnsupportedURLSchemeError):
        return "scheme", False
    if isinstance(error, scrapy_errors.StopDownload):
        return "cancelled", False
    if isinstance(error, scrapy_errors.DownloadCancelledError):
        # Scrapy cancels a download for its size alone: with a text where the size was announced, without one where it grew.
        return "too_large", False
    if isinstance(error, defer.CancelledError | AsyncioCancelled):
        return "cancelled", True
    causes = tuple(_causes(error))
    if any(_is_tls(cause) for cause in causes):
        return "tls", True
    for kinds, word in _NETWORK:
        if any(isinstance(cause, kinds) for cause in causes):
            return word, True
    if isinstance(error, ValueError) and str(error).startswith(_ADDRESS_FAULTS):
        return "address", False
    return "exception", False


#: In this order: what lies deepest names the cause, "failed" and "lost" are only its outcome.
_NETWORK: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((scrapy_errors.CannotResolveHostError, net.DNSLookupError), "dns"),
    ((scrapy_errors.DownloadTimeoutError, net.TimeoutError, net.TCPTimedOutError, TimeoutError), "timeout"),
    ((ParseError,), "protocol"),
    (
        (
            scrapy_errors.DownloadConnectionRefusedError,
            scrapy_errors.DownloadFailedError,
            scrapy_errors.ResponseDataLossError,
            net.ConnectError,
            net.ConnectionClosed,
            ResponseFailed,
            ConnectionError,
            OpenSSLError,  # the peer hung up in the middle of TLS
        ),
        "connection",
    ),
    ((zlib.error, EOFError, OSError), "coding"),  # what HttpCompressionMiddleware raises for a broken gzip or deflate body
)

#: How urllib, Twisted and Scrapy begin a ValueError about an address.
_ADDRESS_FAULTS = (
    "invalid hostname", "Invalid IPv6 URL", "Port ", "netloc ", "Missing scheme", "Invalid URL", "Invalid netloc",
    "An IPv4 address cannot be in brackets", "IPvFuture",
)  # fmt: skip


def _is_tls(error: BaseException) -> bool:
    """A certificate or a protocol version that does not fit; a peer that hangs up in the middle is a lost connection."""
    if isinstance(error, VerificationError | CertificateError):
        return True
    return isinstance(error, OpenSSLError) and not isinstance(error, SysCallError | ZeroReturnError) and "eof" not in str(error)


def _word_of_ignored(message: str) -> str:
    if "max redirections" in message:
        return "redirects"
    if "DOWNLOAD_MAXSIZE" in message:
        return "too_large"
    return "robots" if "robots.txt" in message else "ignored"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it was raised from, and what Twisted collected inside it."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if one.__cause__ is not None:
            waiting.append(one.__cause__)
        waiting.extend(reason.value for reason in getattr(one, "reasons", ()) if isinstance(reason, Failure) and reason.value)


def _detail(error: BaseException) -> str:
    said = error.detail if isinstance(error, SaysWhy) else str(error)
    said = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    if not said and isinstance(error, scrapy_errors.DownloadCancelledError):
        said = "the answer grew larger than DOWNLOAD_MAXSIZE"
    name = type(error).__name__
    text = said if said and isinstance(error, GuardRefusal | SaysWhy) else f"{name}: {said}" if said else name
    return text if len(text) <= _LONGEST_DETAIL else text[: _LONGEST_DETAIL - 1] + "…"


def _jitter(seed: str) -> float:
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    return 0.5 + number / 2**65
