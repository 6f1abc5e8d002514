"""The addresses that a collection of WordPress' REST interface is asked by.

Checked in WordPress' own code (`WP_REST_Posts_Controller`, `WP_Date_Query`): `per_page` is at most 100; `orderby=id` and
`modified` exist since 4.7, `modified_after` since 5.7; unknown parameters are taken no notice of; `after` and `modified_after`
want a date with a time, leave the instant itself out, and turn an offset into the site's zone; a page beyond the last is a 400,
an `offset` beyond the last post an empty list.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from spiders.discovery.document import JSON, State
from spiders.discovery.query import parameter, with_parameters

#: WordPress' upper bound.
PER_PAGE = 100

#: What a post is asked for; the rest (blocks, terms, links to everything) is most of an answer. `lang` is Polylang's,
#: `wpml_current_locale` WPML's.
FIELDS = "id,date,date_gmt,modified,modified_gmt,status,link,title,excerpt,content,lang,wpml_current_locale"

#: How far back of the newest change a later visit asks. A post that was scheduled keeps the instant of its last edit when it
#: appears (`wp_publish_post` writes the status alone), so that asking for what changed since the last visit would never show it.
OVERLAP = timedelta(days=30)

#: Known posts that such an answer may hold, so that it stays one page of a bearable size on a site that publishes much: six in
#: ten of a page, which leaves room for what is new.
OVERLAP_POSTS = 60

#: WordPress before 5.3 compared a date's clock with the site's, whatever the offset: no zone is further from UTC than this.
_ZONES = timedelta(hours=14)

#: Ours to say, whatever the source's file says.
_PAGING = ("page", "offset", "after", "modified_after")


def first_address(url: str, state: State | None, since: datetime | None) -> str:
    """The first request of a visit: for what changed, if a visit before has read the whole; else for all, in a stable order.

    By id upwards new posts go to the end, and no page shifts while it is read; a visit that could not read to the end
    (`rest`) is taken up where it stopped. With `since`: all that was published from then on.
    """
    state = state or {}
    refused = [name for name in _strings(state.get("refused")) if name != "page"]
    if since is None and isinstance(rest := state.get("rest"), str):
        return rest
    question = {"per_page": str(PER_PAGE), "_fields": FIELDS}
    newest = changed_after(url, state) if since is None and "modified_after" not in refused else None
    if since is not None:
        question |= {"orderby": "id", "order": "asc", "after": _iso(since - _ZONES)}
    elif newest is not None:
        question |= {"orderby": "modified", "order": "desc", "modified_after": newest}
    else:
        question |= {"orderby": "id", "order": "asc"}
    own = {"per_page": str(asked_page_size(url, state))}
    if (fields := parameter(url, "_fields")) is not None:
        own["_fields"] = fields
    asked = {name: value for name, value in {**question, **own}.items() if name not in refused}
    return with_parameters(url, asked, without=[*_PAGING, *refused])


def changed_after(url: str, state: State) -> str | None:
    """The instant after which changes are asked for, in UTC; None where no visit has read the whole yet."""
    most = max(1, OVERLAP_POSTS * _page_size(url, state) // PER_PAGE)
    recent = sorted(_strings(state.get("recent")), reverse=True)[:most]
    try:
        moments = [datetime.fromisoformat(text) for text in recent]
        newest = [moment for moment in moments if moment.tzinfo is not None]
        if not newest:
            return None
        after = newest[0] - OVERLAP
    except (ValueError, OverflowError):
        return None
    if len(newest) == most:
        after = max(after, newest[-1])
    return _iso(after - timedelta(seconds=1))  # the instant itself is left out


def asked_page_size(url: str, state: State) -> int:
    """The posts to ask for on a page: as many as the file says, or as the collection has said that it gives at most."""
    own, most = parameter(url, "per_page") or "", state.get("per_page")
    size = int(own) if own.isascii() and own.isdigit() and len(own) < 10 else PER_PAGE
    return max(1, min(size, most if isinstance(most, int) else PER_PAGE, PER_PAGE))


def _page_size(url: str, state: State) -> int:
    """The posts that a page has: as the last visit found it, else as they are asked for."""
    found = state.get("page_size")
    return found if isinstance(found, int) and 1 <= found <= PER_PAGE else asked_page_size(url, state)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _strings(value: JSON) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
