"""What a discovery document said of a lead, as JSON and back. Fields that it did not state are left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from press.instant import Instant
from press.page import Attachment, Lead

_TEXTS = ("headline", "summary", "body_html", "author", "language")


def witness_of(lead: Lead) -> dict[str, Any]:
    """The lead without its address, way and document, which are columns."""
    said: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(lead, name)) is not None}
    for name in ("published", "modified"):
        if (instant := getattr(lead, name)) is not None:
            said[name] = {"local": instant.local.isoformat(), "zone": instant.zone, "precision": instant.precision}
    if lead.media:
        said["media"] = [[one.url, one.media_type, one.title, one.byte_size] for one in lead.media]
    if lead.alternates:
        said["alternates"] = [list(one) for one in lead.alternates]
    return said


def lead_of(url: str, way: str, found_in: str | None, witness: Mapping[str, Any]) -> Lead:
    """The lead that `witness_of` took apart."""
    return Lead(
        url=url,
        way=way,
        found_in=found_in,
        **{name: witness.get(name) for name in _TEXTS},
        published=_instant(witness.get("published")),
        modified=_instant(witness.get("modified")),
        media=tuple(Attachment(*one) for one in witness.get("media", ())),
        alternates=tuple((language, address) for language, address in witness.get("alternates", ())),
    )


def _instant(said: Mapping[str, Any] | None) -> Instant | None:
    return Instant(datetime.fromisoformat(said["local"]), said["zone"], said["precision"]) if said else None
