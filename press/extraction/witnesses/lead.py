"""What the feed or sitemap said of the page before it was fetched."""

from __future__ import annotations

from press import language
from press.extraction.hearing import Hearing
from press.page import Lead
from press.text import one_line

WITNESS = "lead"


def hear(lead: Lead, hearing: Hearing) -> None:
    """Adds the lead's words. Its author is a person or a CMS user as often as an office, and is not heard as issuer."""
    hearing.add("headline", WITNESS, one_line(lead.headline), 0.8)
    hearing.add("published", WITNESS, lead.published, 0.9)
    hearing.add("modified", WITNESS, lead.modified, 0.6)
    hearing.add("language", WITNESS, language.tag(lead.language), 0.6)
    hearing.add("description", WITNESS, one_line(lead.summary) if lead.summary and "<" not in lead.summary else None, 0.4)
