"""What the document that led to the page said of it before it was fetched."""

from __future__ import annotations

from press import language
from press.extraction.hearing import Hearing
from press.page import Lead
from press.text import one_line

WITNESS = "lead"
#: Documents that list what is new. A sitemap lists all that there is, and a listing page all that looks alike.
_LISTS_NEWS = ("feed", "wordpress", "json")


def announces(lead: Lead) -> bool:
    """Whether the lead tells of the page as something new: a feed or an endpoint that gives it a headline or a day, a listing
    or a sitemap of news that gives it a day. Some software lists pages by the day of their last change.

    A link's words alone are no announcement: menus have words too.
    """
    if lead.published is not None or (lead.way in _LISTS_NEWS and lead.headline):
        return True
    return lead.way == "listing" and lead.modified is not None


def hear(lead: Lead, hearing: Hearing) -> None:
    """Adds the lead's words. Its author is a person or a CMS user as often as an office, and is not heard as issuer."""
    hearing.add("announced", WITNESS, "news" if announces(lead) else None, 0.9)
    hearing.add("headline", WITNESS, one_line(lead.headline), 0.8)
    hearing.add("published", WITNESS, lead.published, 0.9)
    hearing.add("modified", WITNESS, lead.modified, 0.6)
    hearing.add("language", WITNESS, language.tag(lead.language), 0.6)
    hearing.add("description", WITNESS, one_line(lead.summary) if lead.summary and "<" not in lead.summary else None, 0.4)
