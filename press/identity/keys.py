"""Identity keys: what makes two pages one release, as short hashes. Pages that share a key belong together.

Kinds, kept apart by their names inside the hash: a page's own address; the address on another site that it names as canonical (in
the same space, so that a copy meets the page it points at); the digest of its words; and, where several addresses of a site show
one page, each of these addresses together with what stands there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from press import text, urls
from press.source import SourceKind

#: Bytes of a key. 128 bits: two of a billion keys meet by chance once in 10^20 archives.
KEY_BYTES = 16

#: A text of fewer words says nothing about who it belongs to: "Read the full statement in the attached document." stands
#: under many releases of one site. 25 words is about one full sentence of a release; two sites do not write it by chance.
FEWEST_WORDS = 25

#: A headline of fewer words ("Press release", "Statement by the minister") stands over many releases of one site.
FEWEST_WORDS_OF_A_HEADLINE = 4

#: Who issues what stands on the own site. A link of theirs to another site is no word of a copy: it is a slip of the template, or
#: the address of a former host; where the same text stands there, the text says so.
_ISSUERS: frozenset[SourceKind | None] = frozenset({"ministry", "agency", "intergovernmental"})

_SEPARATORS = re.compile(r"[-_+ ]+")
_DIGITS = re.compile(r"\d")
_YEAR_MONTH_OR_PAGE = re.compile(r"(?:19|20|21)\d\d|\d{1,2}")
_LONG_NUMBER = re.compile(r"\d{5}")


def keys(url: str, canonical_url: str | None, text_digest: str, word_count: int) -> tuple[bytes, ...]:
    """What ties one reading of a page to a release, the address key first. `text_digest` is hex (press.text.digest).

    A canonical link to another site is evidence of a copy. One on the same site only says under which address the page wants to
    be known, and is believed no further than `page_keys` do. `canonical_url` has to be `believed`.
    """
    found = [address_key(url)]
    if canonical_url is not None and not urls.same_owner(url, canonical_url):
        found.append(address_key(canonical_url))
    if word_count >= FEWEST_WORDS:
        found.append(text_key(text_digest))
    return tuple(dict.fromkeys(found))


def page_keys(url: str, others: Iterable[str], headline: str | None, body: str, word_count: int) -> tuple[bytes, ...]:
    """What ties addresses of one site to one page: each address at which the page claims to stand, with its headline and words.

    `others` are addresses of the same site that the page names as canonical, that its own is a variant of by its form, or that
    redirected to it. Two pages share a key if one claims the other's address, or both the same, and what stands there is the
    same: so a canonical link to the home page, to another release, or one that the template puts on every page ties nothing
    together, whatever the order in which the pages are seen.
    """
    title, words = text.normalised(headline or "").casefold(), text.normalised(body)
    said = []
    if text.word_count(headline or "") >= FEWEST_WORDS_OF_A_HEADLINE:
        said.append(f"headline\n{title}")
    if word_count >= FEWEST_WORDS:
        said.append(f"text\n{words}")
    if not said:
        said.append(f"all\n{title}\n{words}")
    twins = dict.fromkeys(urls.twin_digest(address) for address in (url, *others))
    return tuple(_key(b"page", twin + hashlib.sha256(one.encode()).digest()) for twin in twins for one in said)


def address_key(url: str) -> bytes:
    """The key of a page, whatever its address is spelled like (press.urls.twin). Raises ValueError where it is no web address."""
    return _key(b"address", urls.twin_digest(url))


def text_key(text_digest: str) -> bytes:
    """The key of a normalised headline and body."""
    return _key(b"text", bytes.fromhex(text_digest))


def is_believable(url: str, canonical_url: str) -> bool:
    """Whether a canonical link can be taken at its word: it must name one page, on this site or (a republication's) another.

    Publishing software that is set up wrong names its home page or a section on every page, which would make one release of a
    whole site. So the address has to look like a single page's: a number or at least three words in its last part, a number
    in its query, a long one anywhere; or the page's own last part, which no section has.
    """
    try:
        own, named = urls.normalise(url), urls.normalise(canonical_url)
        if "." not in urls.host_key(named):
            return False  # localhost and other machines' nicknames
    except ValueError:
        return False
    if own == named:
        return True
    parts, own_parts = urlsplit(named), urlsplit(own)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    if _DIGITS.search(parts.query) or _LONG_NUMBER.search(unquote(parts.path)):
        return True
    if not last or len(parts.path.rstrip("/")) <= 3:
        return False  # the home page, or a language's: /fr
    if last == unquote(own_parts.path.rstrip("/").rpartition("/")[2]) and urls.same_owner(own, named):
        return parts.path.count("/") > 1 or len(last) >= 12
    stem = last.rpartition(".")[0] or last
    if len([word for word in _SEPARATORS.split(stem) if word]) >= 3:
        return True
    return bool(_DIGITS.search(stem)) and not _YEAR_MONTH_OR_PAGE.fullmatch(stem)


def believed(url: str, canonical_url: str | None, kind: SourceKind | None) -> str | None:
    """The canonical link if it can be taken at its word as far as the page alone tells; else None."""
    if canonical_url is None or not is_believable(url, canonical_url):
        return None
    return canonical_url if kind not in _ISSUERS or urls.same_owner(url, canonical_url) else None


def names_another(url: str, canonical_url: str | None) -> bool:
    """Whether a page names another address of its site as the one to be known under; the link has to be `believed`."""
    return canonical_url is not None and urls.twin(url) != urls.twin(canonical_url) and urls.same_owner(url, canonical_url)


def _key(kind: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(kind + b"\0" + digest).digest()[:KEY_BYTES]
