"""Whether a discovery document's answer is the one that it gave last time: by its status, or by the digest of what it holds."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from scrapy import Request
from scrapy.http import Response

from crawler.answer import decoded
from crawler.refused import Refused
from press.errors import Unreadable


def not_modified(request: Request, response: Response) -> bool:
    """Whether the server says so itself; `meta["press_unchanged"]` is set then."""
    if response.status == HTTPStatus.NOT_MODIFIED:
        request.meta["press_unchanged"] = True
    return response.status == HTTPStatus.NOT_MODIFIED


def plain(response: Response, most: int) -> Response:
    """The answer without its content codings. Raises Refused with `coding` or `too_large` where it cannot be had in bounds."""
    try:
        return decoded(response, most)
    except Unreadable as broken:
        raise Refused("too_large" if "larger than" in str(broken) else "coding", str(broken)) from broken


def compare(request: Request, response: Response) -> bool:
    """Whether a decoded answer is the one that `meta["press_known_digest"]` names.

    Writes `press_content_digest`, and `press_unchanged` where it is.
    """
    content_digest = hashlib.sha256(response.body).hexdigest()
    request.meta["press_content_digest"] = content_digest
    same = response.status == HTTPStatus.OK and request.meta.get("press_known_digest") == content_digest
    if same:
        request.meta["press_unchanged"] = True
    return same
