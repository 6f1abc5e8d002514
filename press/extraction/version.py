"""The version of the rules that read a page. A change that may change any field of any page raises it."""

from __future__ import annotations

#: Kept with every revision, so that a re-extraction by newer rules is never taken for an edit by the publisher.
EXTRACTOR_VERSION = "2.0"


def version_with(layout: str | None) -> str:
    """The rules that read a page, the learned layout among them: `2.0+1f00ba47c0de`."""
    return f"{EXTRACTOR_VERSION}+{layout}" if layout else EXTRACTOR_VERSION
