"""Links between two pages that say of themselves that they carry one release."""

from __future__ import annotations

from press import urls
from press.identity.portrait import Portrait


def are_linked(first: Portrait, second: Portrait) -> bool:
    """Whether one of them says that the other is its original, or both name the same one."""
    named = [{_twin(url) for url in (one.canonical_url, one.original_url) if url} for one in (first, second)]
    return bool(
        (named[1] and _twin(first.url) in named[1]) or (named[0] and _twin(second.url) in named[0])
        or (named[0] & named[1]) or set(first.wire_ids) & set(second.wire_ids)
    )  # fmt: skip


def _twin(url: str) -> str:
    try:
        return urls.twin(url)
    except ValueError:
        return url
