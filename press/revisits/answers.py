"""What an answer with status 200 says of the page that stood at an address: it is there, it is not, or neither. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from press import urls
from press.extraction.deciding.page_kind.paths import is_home
from press.release import AS_NOWHERE, NO_SUCH_PAGE

Presence = Literal["there", "missing", "elsewhere", "unsure"]

#: Kinds of pages that stand in for any page of a site for a while: a wall, a form to log in, an error of the server, no page.
_STANDS_IN = frozenset({"consent", "form", "error", "unreadable"})


def may_stand_in(kind: str) -> bool:
    """Whether such a page may be what a site shows in a lost page's place: walls, forms and errors are told by themselves."""
    return kind not in _STANDS_IN and kind != "empty"


def presence(asked: Sequence[str], url: str, kind: str, reason: str | None) -> Presence:
    """What came of asking: `asked` are the addresses that were followed to `url`, in order; `kind` is what the page there is
    (`release` for anything that was kept) and `reason` why.

    there: the page itself. missing: a page that says that there is none, or an empty one. elsewhere: the site led to some other
    page of it, or to another site's home; if that is where the same text stands now, the page has moved. unsure: all else; a
    page that was a release and reads as a list, say, may be our misreading.
    """
    if kind == "error" and reason in (NO_SUCH_PAGE, AS_NOWHERE):
        return "missing"
    if kind in _STANDS_IN:
        return "unsure"
    if any(urls.twin(one) != urls.twin(url) for one in asked):
        return "elsewhere" if kind == "release" or urls.same_site(asked[0], url) or is_home(url) else "unsure"
    return "there" if kind == "release" else "missing" if kind == "empty" else "unsure"
