"""What a document's remembered state asks for although the document itself has not changed."""

from __future__ import annotations

from spiders.discovery.document import Next, State
from spiders.discovery.json_endpoint_memory import unchanged_endpoint
from spiders.discovery.listing import is_cut_off, unchanged_listing
from spiders.discovery.sitemap_children import is_missing_a_child, unchanged_index

#: Members of a state that only a reading needs, the longest by far: what this module and `asking` say is the same without them.
BULK = ("seen", "children", "again", "walk")


def unchanged(document_url: str, state: State | None, *, depth: int = 0) -> tuple[Next, ...]:
    """What to ask for although the document at `document_url` has not changed (a 304, or the same digest).

    The children of a sitemap index that says no date of them; the last page of a listing, or of an endpoint's list, that grows
    at its end (`paged`: its reading gets the state that the first page left).
    """
    return (
        *unchanged_index(document_url, state, depth),
        *unchanged_listing(document_url, state, depth),
        *unchanged_endpoint(document_url, state, depth),
    )


def is_incomplete(state: State | None) -> bool:
    """Whether a part of the document is missing (a child that was forgotten, pages beyond a visit's bound).

    It is then to be read again though it has not changed.
    """
    return is_missing_a_child(state) or is_cut_off(state)
