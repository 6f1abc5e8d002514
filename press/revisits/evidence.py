"""Whether what a host did not find in a visit can be believed of its pages: a site that is down has lost none of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

#: Pages not found for each that was found, at most: beyond it the visit says more of the site than of its pages. Nine in ten
#: is more than any tidying up takes down between two looks, and less than a broken site or one with new addresses does.
MOST_MISSING = 9


@dataclass(frozen=True, slots=True)
class HostLooks:
    """What a visit saw of a host: different pages that were there, and that were not; looks that say neither (errors, walls,
    timeouts); and discovery documents that it answered."""

    found: int = 0
    missing: int = 0
    unsure: int = 0
    documents: int = 0


def believable(looks: HostLooks) -> bool:
    """Whether the pages that were not found count.

    Another page has to be there, and nearly all must not be missing. Where the host has but one page to ask for, a document that
    it answered stands for the other.
    """
    if looks.found:
        return looks.missing <= MOST_MISSING * looks.found
    return looks.missing == 1 and looks.documents > 0 and not looks.unsure
