"""How a discovery document is asked for conditionally, and when it is not asked for at all: the same in visits and glances."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from archive.documents import DocumentState
from press.source import Way, WayKind
from spiders.discovery import is_incomplete


def conditions(
    kind: WayKind, known: DocumentState | None, *, is_further: bool = False, whole: bool = False, elsewhere: bool = False
) -> tuple[dict[str, str], dict[str, Any]]:
    """Headers and meta for asking for a document that is `known`.

    `is_further`: a further page of a listing. `whole`: the document is needed, whatever is known of it. `elsewhere`: it is asked
    for at another address than the one it is remembered under, so that what is known may be another address's.
    """
    meta: dict[str, Any] = {"press_asked_before": known is not None}
    if kind in ("wordpress", "json"):  # their errors say what they refuse, and where a list ends
        meta["handle_httpstatus_list"] = [400, 404, 422] if is_further else [400]
    if known is None or whole or is_further:
        return {}, meta
    meta["press_known_digest"] = known.content_digest  # the same bytes are not captured again, also where they are read again
    if is_incomplete(known.state) or elsewhere:
        return {}, meta
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    meta["handle_httpstatus_list"] = [304, *meta.get("handle_httpstatus_list", [])]
    return {name: value for name, value in headers.items() if value}, meta


def rests(way: Way, known: DocumentState | None, now: datetime) -> bool:
    """Whether a way with `sweep_hours` was read whole within these hours."""
    if way.sweep_hours is None or known is None:
        return False
    return not is_incomplete(known.state) and now < known.checked_at + timedelta(hours=way.sweep_hours)
