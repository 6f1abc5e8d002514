"""Pages about a release that stands elsewhere: kill notices, and corrections that say only what was wrong.

Such a page has next to no words of the release. It names it, by headline or by the wire's number, and comes from the same house.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import Any

from press.grammar.corrections import marked
from press.grammar.notices import Named, about_another
from press.identity.keys import FEWEST_WORDS_OF_A_HEADLINE
from press.identity.portrait import Portrait
from press.identity.roles import ISSUERS

#: A notice comes so long after its release at most; and no sooner than a day before, for some know the day alone.
_LATEST, _SOONEST = timedelta(days=14), timedelta(days=-1)
#: A correction that says only what was wrong is so much shorter than what it corrects.
_NOTE = 0.6
_WORD = re.compile(r"\w+")


def names_of(portrait: Portrait) -> Iterator[str]:
    """By what an issuer's or a wire's page is found that names another, or is named: headlines and wires' numbers in one form."""
    if portrait.kind is not None and portrait.kind not in ISSUERS:
        return
    notice = _notice(portrait.headline, portrait.body_text)
    titles = notice.titles if notice is not None else (marked(portrait.headline)[1],)
    yield from (title for one in titles if (title := _title(one)))
    yield from notice.ids if notice is not None else portrait.wire_ids


def is_notice(page: Portrait) -> bool:
    """Whether a page says of a release at another address that it is not to be used."""
    return _notice(page.headline, page.body_text) is not None


def about(page: Portrait, release: Portrait) -> dict[str, Any] | None:
    """The evidence that `page` is about `release`, and has it not; None where it is not so."""
    if page.kind is not None and page.kind not in ISSUERS:
        return None
    if not _are_of_one_house(page, release) or not _follows(page, release):
        return None
    if _notice(release.headline, release.body_text) is not None or len(page.body_text) >= len(release.body_text):
        return None
    own = _title(marked(release.headline)[1])
    notice = _notice(page.headline, page.body_text)
    if notice is not None:
        if named := set(notice.ids) & set(release.wire_ids):
            return {"mark": "a kill notice", "number": min(named)}
        return {"mark": "a kill notice", "headline": "named"} if own and own in map(_title, notice.titles) else None
    mark, rest = marked(page.headline)
    is_note = mark == "correction" and len(page.body_text) < _NOTE * len(release.body_text)
    if is_note and own and own == _title(rest) and marked(release.headline)[0] is None:
        return {"mark": "a correction, by its headline alone", "headline": "the same"}
    return None


def _are_of_one_house(page: Portrait, release: Portrait) -> bool:
    if page.kind is not None and page.source_id == release.source_id:
        return True
    return page.distributor is not None and page.distributor == release.distributor


def _follows(page: Portrait, release: Portrait) -> bool:
    if page.published_at is None or release.published_at is None:
        return True
    return _SOONEST <= page.published_at - release.published_at <= _LATEST


@lru_cache(maxsize=4096)
def _notice(headline: str | None, body: str) -> Named | None:
    return about_another(headline, body)


@lru_cache(maxsize=4096)
def _title(headline: str) -> str:
    """A headline's words, as two spellings of it agree; empty where they are too few to name a release."""
    words = _WORD.findall(unicodedata.normalize("NFKC", headline).casefold())
    is_enough = len(words) >= FEWEST_WORDS_OF_A_HEADLINE or (len("".join(words)) >= 12 and not "".join(words).isascii())
    return " ".join(words) if is_enough else ""
