"""A release as IPTC ninjs 3.1, the JSON of the news trade. Source: the ninjs 3.1 schema and its field descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

#: What the standard object of an item says of itself.
STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}


def from_release(release: Mapping[str, Any], attachments: Sequence[Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """One row of `press.release` as a ninjs item. What the row does not know is left out, never null."""
    item: dict[str, Any] = {
        "uri": f"urn:uuid:{release['release_id']}",
        "type": "text",
        "representationType": "full",
        "standard": STANDARD,
        "version": str(release["change_id"]),
        "firstCreated": _instant(release["published_at"] or release["first_seen_at"]),
        "versionCreated": _instant(release["modified_at"] or release["published_at"] or release["first_seen_at"]),
        "embargoedUntil": _instant(release["embargoed_until"]),
        "pubStatus": release["pubstatus"],
        "language": release["language"],
        "by": release["issuer"],
        "located": release["dateline_place"],
        "title": release["headline"],
        "headlines": _values(main=release["headline"], subheadline=release["subheadline"]),
        "bodies": _bodies(release),
        "organisations": [{"name": release["issuer"], "rel": "issuer"}] if release["issuer"] else None,
        "infoSources": [{"name": name, "role": role} for role in ("issuer", "distributor") if (name := release[role])],
        "places": [{"name": release["dateline_place"], "rel": "dateline"}] if release["dateline_place"] else None,
        "altIds": _alternative_ids(release),
        "renditions": [
            {
                "name": f"attachment-{number}",
                **{
                    key: value
                    for key, value in {
                        "href": attachment["url"],
                        "contentType": attachment["media_type"],
                        "sizeInBytes": attachment["byte_size"],
                    }.items()
                    if value is not None
                },
            }
            for number, attachment in enumerate(attachments or (), 1)
        ],
    }
    return {key: value for key, value in item.items() if value not in (None, [], "")}


def _bodies(release: Mapping[str, Any]) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    for role, content_type, value in (
        ("main", "text/plain", release["body_text"]),
        ("main", "text/html", release["body_html"]),
        ("boilerplate", "text/plain", release["boilerplate"]),
    ):
        if value:
            bodies.append({"role": role, "contentType": content_type, "charCount": len(value), "value": value})
    return bodies


def _values(**by_role: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in by_role.items() if value]


def _alternative_ids(release: Mapping[str, Any]) -> list[dict[str, str]]:
    ids = [("canonical_url", release["canonical_url"]), ("release_number", release["release_number"])]
    ids += [("wire_id", wire_id) for wire_id in release["wire_ids"] or ()]
    return [{"role": role, "value": value} for role, value in ids if value]


def _instant(value: datetime | None) -> str | None:
    return value.isoformat() if value is not None else None
