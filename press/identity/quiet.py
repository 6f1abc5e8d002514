"""Quiet batches: pages that were known and say what they said. Most revisits are; nothing is decided anew for them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from press.identity.decided import Decision, Place
from press.identity.known import Known
from press.identity.page import Page


def quiet(pages: Mapping[UUID, Page], known: Known) -> Decision | None:
    """The decision on a batch which brings nothing that bears on where a page belongs, what is shown or what is told: each page
    stays where it was. None where it does bring something."""
    if not all(_is_quiet(page) for page in pages.values()):
        return None
    decision = Decision(pages=list(pages.values()))
    for id_, page in pages.items():
        appearance = known.appearances[id_]
        decision.home[id_] = Place.of(appearance)
        for position in page.order:
            decision.outcomes[position] = ("unchanged", appearance.release_id, page.revision_of[position])
    return decision


def _is_quiet(page: Page) -> bool:
    known = page.known
    return (
        known is not None
        and not (known.gone and page.found)
        and not page.said
        and not page.reread
        and page.latest.revision_id == known.latest.revision_id
        and not page.is_backdated
        and page.first_seen_at == known.member.first_seen_at
        and (page.source_id, page.kind, page.is_release) == (known.source_id, known.member.kind, known.member.is_release)
        and page.url == known.member.url
        and page.evidence == known.evidence
        and page.keys <= known.keys
        and page.attachments <= known.attachments
    )
