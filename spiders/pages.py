"""From a lead to a Sighting, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.leads import NOT_ASKED, OpenLead
from archive.releases import captures_of
from crawler.answer import charset_of, media_type_of
from crawler.backoff import Reason, put_off, reason_of
from crawler.reading import ReadingFailed
from crawler.refused import Refused
from crawler.visiting import Visiting
from press import urls
from press.capture import Capture
from press.errors import ArchiveLost, VisitReplaced
from press.page import Page
from press.sighting import Sighting
from spiders.attachments import Attachments
from spiders.page_with_files import PageWithFiles, TextPutOff

#: What can be a page with a release in it; an answer without a media type is looked at too.
READABLE = frozenset({None, "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/pdf"})

#: Headers that bear on reading.
READ_HEADERS = ("Content-Language", "Last-Modified", "Link")


def request_for(lead: OpenLead, callback: Any, errback: Any) -> Request:
    """The request for a lead's page."""
    return Request(
        lead.url, callback=callback, errback=errback, cb_kwargs={"lead": lead},
        meta={
            "press_lead": lead, "press_captures": [], "press_asked_before": lead.asked_before,
            "press_render": True,  # where the source's pages are built by scripts
        },
    )  # fmt: skip


async def read(visiting: Visiting, attachments: Attachments, response: Response, lead: OpenLead) -> Sighting | None:
    """Extract a page, with the files that belong to it. Where that fails the lead ends here, its captures kept."""
    ledger = visiting.ledger
    ledger.fetched += 1
    captured: list[Capture] = response.meta["press_captures"]
    media_type = media_type_of(response)
    if media_type not in READABLE and not response.body.startswith(b"%PDF-"):
        ledger.end(lead.lead_id, "failed", "wrong_type", f"the page is {media_type}", kept=captured)
        return None
    page = Page(
        url=urls.normalise(response.url),
        body=response.body,
        media_type=media_type,
        charset=charset_of(response),
        fetched_at=captured[-1].fetched_at if captured else datetime.now(UTC),
        headers={
            name.lower(): value.decode("latin-1") for name in READ_HEADERS if (value := response.headers.get(name)) is not None
        },
        answers=response.meta.get("press_answers", ()),
    )
    is_new = not captured or captured[-1].record_type != "revisit"
    whole = PageWithFiles(visiting, attachments, page, lead, is_new=is_new)
    try:
        extraction = await whole.read()
    except ReadingFailed as failure:
        ledger.end(lead.lead_id, "failed", failure.word, failure.detail, kept=[*captured, *whole.captures])
        return None
    except (ArchiveLost, VisitReplaced) as why:
        visiting.give_up(why)
        ledger.end(lead.lead_id, "open", "stopped", kept=[*captured, *whole.captures])
        return None
    except TextPutOff as later:
        end_in_vain(visiting, lead, later.reason, later.until, kept=[*captured, *whole.captures])
        return None
    if page.body.startswith(b"%PDF-") and extraction.page_kind == "unreadable":
        visiting.fault(f"pdf_{extraction.page_kind_reason}")
    ledger.keep(captured[:-1])  # the redirects on the way
    return Sighting(
        url=page.url,
        source_id=visiting.source.source_id,
        source_kind=visiting.source.kind,
        time_zone=visiting.source.time_zone,
        seen_at=page.fetched_at or datetime.now(UTC),
        origin="crawl",
        extraction=extraction,
        lead_id=lead.lead_id,
        capture=captured[-1] if captured else None,
        layouts=whole.layouts,
        redirected_from=tuple(one for led in response.meta.get("redirect_urls", ()) if (one := urls.normalise(led)) != page.url),
        attached=tuple(whole.captures),
    )


def end_in_vain(visiting: Visiting, lead: OpenLead, reason: Reason, until: datetime | None, *, kept: Sequence[Capture]) -> None:
    """End a lead whose page could not be had: put off where that may help, else failed. `until` is what its host said."""
    if reason.word in NOT_ASKED:  # the next visit may ask at once, or as soon as the host allows
        state: Literal["open", "failed"] = "open"
    else:
        visiting.miss(lead.url, reason.word)
        until = put_off(lead.attempts + 1, datetime.now(UTC), seed=lead.url, until=until) if reason.transient else None
        state = "open" if until else "failed"
    visiting.ledger.end(lead.lead_id, state, reason.word, reason.detail, not_before=until, kept=kept)


def reason_for(failure: Failure) -> Reason:
    """Why a request ended without a page."""
    return reason_of(failure) or Reason("exception", False, f"{type(failure.value).__name__}: {failure.value}")


class Ends:
    """Hears every end of a page's request that is no success: errback, and the signals of drops and errors."""

    def __init__(self, visiting: Visiting) -> None:
        self._visiting = visiting

    def failed(self, failure: Failure) -> None:
        """The errback: transient failures put the lead off, others end it."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        lead: OpenLead = request.meta["press_lead"]
        error = failure.value
        reason = reason_for(failure)
        kept = (error.response if isinstance(error, HttpError) else request).meta.get("press_captures", [])
        if self._visiting.is_lost(error):  # the gate could not ask for the host, say: nothing is known of the page
            self._visiting.ledger.end(lead.lead_id, "open", "stopped", kept=kept)
            return
        until = error.until if isinstance(error, Refused) else None
        self._visiting.looks.failed(lead.lead_id, (*request.meta.get("redirect_urls", ()), request.url), reason.word)
        end_in_vain(self._visiting, lead, reason, until, kept=kept)

    def request_dropped(self, request: Request, **_: Any) -> None:
        """The scheduler refused the request; no errback will come."""
        if (lead := request.meta.get("press_lead")) is not None:
            self._visiting.ledger.end(lead.lead_id, "open", "dropped", "the scheduler refused the request",
                                      not_before=_tomorrow())  # fmt: skip

    def item_dropped(self, item: Sighting, exception: BaseException, **_: Any) -> None:
        """A pipeline refused the page."""
        self._end_item(item, "refused", str(exception))

    def item_error(self, item: Sighting, failure: Failure, **_: Any) -> None:
        """A pipeline failed over the page: ours to mend, so the lead is asked again later."""
        if self._visiting.is_lost(failure.value):
            return  # the visit ends here, and the lead stays open
        self._end_item(item, "pipeline_error", f"{type(failure.value).__name__}: {failure.value}")

    def spider_error(self, failure: Failure, response: Any, **_: Any) -> None:
        """A callback failed: ours to mend, so the lead is asked again later."""
        if self._visiting.is_lost(failure.value):
            return
        request = getattr(response, "request", None)
        if request is not None and (lead := request.meta.get("press_lead")) is not None:
            self._visiting.ledger.end(
                lead.lead_id, "open", "callback_error", f"{type(failure.value).__name__}: {failure.value}"[:500],
                not_before=_tomorrow(), kept=request.meta.get("press_captures", []),
            )  # fmt: skip

    def _end_item(self, item: Sighting, word: str, detail: str) -> None:
        if item.lead_id is not None:
            self._visiting.ledger.end(item.lead_id, "open", word, detail[:500], not_before=_tomorrow(),
                                      kept=captures_of(item))  # fmt: skip


def _tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)
