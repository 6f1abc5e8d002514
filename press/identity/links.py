"""Links between two pages that say of themselves that they carry one release."""

from __future__ import annotations

from press import urls
from press.identity.portrait import Portrait


def are_linked(first: Portrait, second: Portrait) -> bool:
    """Whether one of them says that the other is its original, or both name the same one."""
    named = [names_of_originals(one) for one in (first, second)]
    return bool(
        (named[1] and twin_or_self(first.url) in named[1]) or (named[0] and twin_or_self(second.url) in named[0])
        or (named[0] & named[1]) or set(first.wire_ids) & set(second.wire_ids)
    )  # fmt: skip


def names_of_originals(page: Portrait) -> set[str]:
    """The pages that a page names as the one to be known by, or as where its text comes from."""
    return {twin_or_self(url) for url in (page.canonical_url, page.original_url) if url}


def twin_or_self(url: str) -> str:
    """The address's twin; what is no address stays as it is."""
    try:
        return urls.twin(url)
    except ValueError:
        return url
