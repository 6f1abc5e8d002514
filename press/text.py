"""Text as it is kept: clean, the same for the same words, and never lossy.

Everything that leaves extraction has gone through `clean`; every comparison of two texts goes through `digest`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

# What no text needs and some store refuses: C0 and C1 controls (PostgreSQL refuses NUL, XML most of the others), zero-width
# spaces,
# soft hyphens and byte order marks. Joiners (U+200C, U+200D) and direction marks stay: Persian and Arabic are wrong without them.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_WORD = re.compile(r"\w+")
#: Thai, Lao, Burmese, Khmer, kana and Han: scripts that put no space between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
_DOUBLE_QUOTES = re.compile("[\u201c-\u201f\u00ab\u00bb\u2033\uff02\u301d-\u301f]")
_PAIRED_QUOTES = ("''", "``", "\u2018\u2018", "\u2019\u2019")  # a double quote mark typed as two single ones
_SINGLE_QUOTES = re.compile("['`\u00b4\u2018-\u201b\u2032\u2039\u203a\uff07\u02bc]")


def clean(text: str) -> str:
    """`text` in NFC without NUL bytes, lone surrogates and invisible characters; runs of blanks inside a line are one space.

    Lines stay lines and an empty line between paragraphs stays one; direction marks and joiners are kept. Idempotent.
    """
    if _is_clean(text):
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")  # joins pairs, drops the lone ones
    text = _LINE_ENDS.sub("\n", _NOT_TEXT.sub("", text))
    text = unicodedata.normalize("NFC", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def without_invisible(text: str) -> str:
    """`text` without the invisible characters that `clean` takes out, blanks and lines as they are: for markup."""
    return _NOT_TEXT.sub("", text)


def _is_clean(text: str) -> bool:
    """Most texts are: they come through here several times. Without breaks a printable text has no odd blank and no control."""
    return (
        text.replace("\n", "").isprintable()
        and "  " not in text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
        and text == text.strip()
        and ("\n" not in text or not (" \n" in text or "\n " in text or "\n\n\n" in text))
    )


def one_line(text: str | None) -> str | None:
    """`clean` text on one line; None where nothing is left: for headlines, names and places."""
    return " ".join(clean(text).split()) or None if text else None


@lru_cache(maxsize=32)  # a page's text is asked for once for its digest, and once for its keys
def normalised(text: str) -> str:
    """`text` without what differs between two copies of the same words: blanks, quote marks' shapes, dashes' lengths.

    Publishing software changes exactly these when it copies a text (curly quotes, `--` as an en dash, French thin spaces,
    wrapped lines). Letters, digits, case and other punctuation are the publisher's, and a change there is an edit.
    """
    text = "".join(clean(text).split())
    plain = text.isascii()
    if not plain or "--" in text:
        text = _DASHES.sub("-", text)
    for pair in _PAIRED_QUOTES:
        text = text.replace(pair, '"')
    return text.replace("`", "'") if plain else _SINGLE_QUOTES.sub("'", _DOUBLE_QUOTES.sub('"', text))


def digest(headline: str | None, body: str) -> str:
    """sha-256, lowercase hex, of the normalised headline and body: equal for copies, different for any edit of the words."""
    # No normalised text has a line break, so it parts the two beyond doubt.
    return hashlib.sha256(f"{normalised(headline or '')}\n{normalised(body)}".encode()).hexdigest()


def words(text: str) -> Iterator[str]:
    """Words as runs of letters and digits; in scripts without spaces each two neighbouring characters are one."""
    for run in _WORD.findall(text):
        if len(run) < 3 or run.isascii() or not _UNSPACED.search(run):
            yield run
        else:
            yield from map("".join, pairwise(run))


def word_count(text: str) -> int:
    """Words as runs of letters and digits; in scripts without spaces two characters count as a word."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(_WORD.findall(text))
    words = 0
    for run in _WORD.findall(text):
        unspaced = len(_UNSPACED.findall(run))
        words += 1 if unspaced < 2 else (unspaced + 1) // 2
    return words
