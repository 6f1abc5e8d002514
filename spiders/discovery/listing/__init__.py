"""Listing pages: pages for readers that list releases, read by their structure.

`survey` says what one page lists; `read_listing` makes leads, the next page and the state of it.
"""

from spiders.discovery.listing.memory import is_cut_off, unchanged_listing
from spiders.discovery.listing.pagination import Pagination
from spiders.discovery.listing.survey import Entry, Group, Survey, survey
from spiders.discovery.listing.walk import read_listing, without_page

__all__ = ["Entry", "Group", "Pagination", "Survey", "is_cut_off", "read_listing", "survey", "unchanged_listing", "without_page"]
