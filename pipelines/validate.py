"""Validate: decide what the page is to the archive: a release, own news (a republisher's, or a notice), or no release, with
the reason."""

from __future__ import annotations

from dataclasses import replace

from itemadapter import ItemAdapter

from press.grammar.notices import about_another
from press.sighting import Record, Sighting


class Validate:
    """Item pipeline."""

    def process_item(self, item: Sighting) -> Sighting:
        return validate(item)


def validate(sighting: Sighting) -> Sighting:
    """The sighting with its standing and, where it is no release, the reason."""
    item = ItemAdapter(sighting)
    record: Record | None = item["record"]
    if record is None:
        found = sighting.extraction
        reason = f"{found.page_kind}: {found.page_kind_reason}" if found.page_kind_reason else found.page_kind
        return replace(sighting, standing="not_a_release", reason=reason)
    if not record.headline and not record.body_text:
        return replace(sighting, standing="not_a_release", reason="empty: neither a headline nor a text", record=None)
    if about_another(record.headline, record.body_text) is not None:
        return replace(sighting, standing="own_news", reason="a notice that a release of another address is not to be used")
    # Who hands a page in vouches for it: an import's record is a release wherever it stood.
    if item["source_kind"] == "republisher" and record.distributor is None and item["origin"] != "import":
        return replace(sighting, standing="own_news", reason="no distributor's line, and no known text")
    return replace(sighting, standing="release")
