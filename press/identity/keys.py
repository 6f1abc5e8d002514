"""Identity keys: what makes two pages one release, as short hashes. Pages that share a key belong together.

Three kinds, kept apart by their names inside the hash: a page's own address, the address that it names as canonical (both in
one space, so that a copy meets the page it points at), and the digest of its words.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote, urlsplit

from press import urls

#: Bytes of a key. 128 bits: two of a billion keys meet by chance once in 10^20 archives.
KEY_BYTES = 16

#: A text of fewer words says nothing about who it belongs to: "Read the full statement in the attached document." stands
#: under many releases of one site. 25 words is about one full sentence of a release; two sites do not write it by chance.
FEWEST_WORDS = 25

_SEPARATORS = re.compile(r"[-_+ ]+")
_DIGITS = re.compile(r"\d")
_YEAR_MONTH_OR_PAGE = re.compile(r"(?:19|20|21)\d\d|\d{1,2}")
_LONG_NUMBER = re.compile(r"\d{5}")


def keys(url: str, canonical_url: str | None, text_digest: str, word_count: int) -> tuple[bytes, ...]:
    """The keys of one reading of a page, the address key first. `text_digest` is hex (press.text.digest)."""
    found = [address_key(url)]
    if canonical_url is not None and is_believable(url, canonical_url):
        found.append(address_key(canonical_url))
    if word_count >= FEWEST_WORDS:
        found.append(text_key(text_digest))
    return tuple(dict.fromkeys(found))


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
    if last == unquote(own_parts.path.rstrip("/").rpartition("/")[2]) and urls.same_site(own, named):
        return parts.path.count("/") > 1 or len(last) >= 12
    stem = last.rpartition(".")[0] or last
    if len([word for word in _SEPARATORS.split(stem) if word]) >= 3:
        return True
    return bool(_DIGITS.search(stem)) and not _YEAR_MONTH_OR_PAGE.fullmatch(stem)


def _key(kind: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(kind + b"\0" + digest).digest()[:KEY_BYTES]
