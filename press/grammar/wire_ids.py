"""The identifiers that wires put into the addresses of their pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: `…-301234567.html`, `/news-release/2024/12/17/2998038/0/en/`, `/home/20240501123456/en/`: long numbers that stand alone in a
#: path.
_IDS = (
    re.compile(r"-(\d{9})\.html?$"),
    re.compile(r"/news-release/\d{4}/\d{2}/\d{2}/(\d{6,9})/"),
    re.compile(r"/home/(20\d{12})(?:/|$)"),
)


def wire_ids_of(url: str) -> tuple[str, ...]:
    """The identifiers in an address, as text."""
    try:
        path = urlsplit(url[:4000]).path
    except ValueError:
        return ()
    return tuple(match[1] for pattern in _IDS if (match := pattern.search(path)))
