"""Which address to ask for a way: mostly its own, but a collection that can be asked for what is new is asked for that."""

from __future__ import annotations

from datetime import datetime

from press.source import Way
from press.urls import normalise
from spiders.discovery.document import State
from spiders.discovery.wordpress_question import first_address


def address_to_ask(way: Way, state: State | None, since: datetime | None = None) -> str:
    """The normalised address of a way's first request. What is remembered stays under the way's own address.

    `state` is what the last visit remembered of the way; `since` (with a zone) goes back by date.
    """
    if since is not None and since.tzinfo is None:
        raise ValueError("since needs a zone")
    if way.kind == "wordpress":
        return normalise(first_address(way.url, state, since))
    return normalise(way.url)
