"""The address that an item of a JSON list leads to, as its description has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from press.urls import join
from spiders.discovery.json_answer import at, text_of

_PLACE = re.compile(r"\{([^{}]*)\}")

#: What may stand in a path as it is (RFC 3986, section 3.3); a percent sign stays, since slugs of many scripts come encoded.
_PLAIN = "/%:@!$&'()*+,;=~?"


def made_of(written: str, item: Mapping[str, Any], url: str) -> str | None:
    """The normalised address that `written` (`Answer.url`) gives for the item; None where the item lacks what it is made of.

    `written` is a path in the item, whose value is joined to `url`, the answer's own address; or an address with paths in
    braces, whose values take their places.
    """
    if "{" not in written:
        return join(url, _address_in(at(item, written)) or "")
    lacks = False

    def value(match: re.Match[str]) -> str:
        nonlocal lacks
        text = text_of(at(item, match[1]))
        lacks |= text is None
        text = quote(text or "", safe=_PLAIN)
        return text.lstrip("/") if written[: match.start()].endswith("/") else text

    address = _PLACE.sub(value, written)
    return None if lacks else join(url, address)


def _address_in(value: Any) -> str | None:
    """An address, or an object that holds one, as links of JSON:API and of many a CMS are."""
    if isinstance(value, dict):
        return next((text for name in ("href", "url", "alias", "path") if isinstance(text := value.get(name), str)), None)
    if isinstance(value, list):
        return _address_in(value[0]) if value and isinstance(value[0], str | dict) else None
    return value if isinstance(value, str) else None
