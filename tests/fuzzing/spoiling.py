"""What happens to pages: each function takes a page and a source of chance and gives the page as it might arrive one day."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Spoil = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

_CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-be",
    "cp1252",
    "cp1256",
    "cp1251",
    "cp874",
    "shift_jis",
    "euc_kr",
    "gb18030",
    "big5",
    "cp037",
)
_NESTED = (
    "div",
    "span",
    "b",
    "a href=/x",
    "ul><li",
    "table><tr><td",
    "blockquote",
    "font",
    "section",
    "svg",
    "template",
    "details",
)
_MARKS = (
    b"<",
    b">",
    b"</p>",
    b"</div>",
    b"<!--",
    b"-->",
    b"<script>",
    b"</script>",
    b"<style>",
    b"<title>",
    b"<textarea>",
    b"<plaintext>",
    b"<template>",
    b"<svg><style>",
    b"<math>",
    b"<table>",
    b"<tr>",
    b"<select>",
    b"<frameset>",
    b"<noscript>",
    b"</html>",
    b"<br>",
    b"<p hidden>",
    b"<h1>",
    b"</h1>",
    b"&#0;",
    b"&#xD800;",
    b"&#x110000;",
    b"&amp;amp;",
    b"&NotAnEntity;",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u202e\u2066".encode(),
    "\u0301".encode() * 300,
    "\U0010ffff".encode(),
    b'<base href="http://[">',
    b"<meta charset=utf-7>",
    b'<time datetime="9999999999-99-99T99:99:99+99:99">',
    b'<meta property="article:published_time" content="0000-00-00">',
    b'<script type="application/ld+json">{"@type":"NewsArticle","datePublished":{"@value":[[[',
    b'<link rel=canonical href="//">',
    b'<script type="application/ld+json">{"@graph":[{"@id":"a","publisher":{"@id":"a"}}]}</script>',
)
_MOST = 2_000_000


def spoiled(originals: Sequence[bytes], seed: int) -> bytes:
    """The page of a seed: one of the originals after one to four mishaps. The same seed gives the same bytes."""
    chance = random.Random(seed)
    page = chance.choice(originals)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        page = chance.choice(MISHAPS)(page, chance, originals)[:_MOST]
    return page


def truncate(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return page[: chance.randrange(len(page) + 1)]


def lose_the_beginning(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return page[chance.randrange(len(page) + 1) :]


def recode(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Other bytes than the page says."""
    text = page.decode(chance.choice(("utf-8", "latin-1", "cp1256")), "replace")
    return text.encode(chance.choice(_CHARSETS), "replace")


def mislabel(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Another charset in the label than in the bytes, twice encoded now and then."""
    label = chance.choice((*_CHARSETS, "x-user-defined", "none", "utf-8\x00", "iso-2022-jp", "hz-gb-2312"))
    page = re.sub(rb"charset=[\"']?[\w-]{1,40}", b"charset=" + label.encode(), page)
    return page.decode("latin-1").encode("utf-8") if chance.random() < 0.3 else page


def flip_bytes(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    out = bytearray(page)
    for _ in range(chance.choice((1, 5, 50, 500)) if out else 0):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def insert_marks(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    out = page
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(len(out) + 1)
        out = out[:at] + chance.choice(_MARKS) + out[at:]
    return out


def repeat_a_piece(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(page) + 1)
    piece = page[start : start + chance.choice((1, 20, 300, 5_000))]
    return page[:start] + piece * chance.choice((2, 20, 400)) + page[start:]


def drop_pieces(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    out = page
    for _ in range(chance.choice((1, 5, 30))):
        start = chance.randrange(len(out) + 1)
        out = out[:start] + out[start + chance.choice((1, 10, 200, 3_000)) :]
    return out


def swap_halves(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(page) + 1)
    return page[at:] + page[:at]


def splice(page: bytes, chance: random.Random, originals: Sequence[bytes]) -> bytes:
    """The beginning of one page and the end of another."""
    other = chance.choice(originals)
    return page[: chance.randrange(len(page) + 1)] + other[chance.randrange(len(other) + 1) :]


def nest(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Ten thousand elements around what follows."""
    at = chance.randrange(len(page) + 1)
    opening = f"<{chance.choice(_NESTED)}>".encode() * chance.choice((50, 1_000, 10_000))
    return page[:at] + opening + page[at:]


def crowd(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Thousands of siblings."""
    at = chance.randrange(len(page) + 1)
    one = chance.choice(
        (
            b"<p>a word or two</p>",
            b"<a href=/x>link</a> ",
            b"<li>item",
            b"<h1>heading</h1>",
            b"<tr><td>1<td>2",
            b"<br>",
            b"<time>1 May 2026</time>",
            b"<i>",
        )
    )
    return page[:at] + one * chance.choice((100, 3_000, 20_000)) + page[at:]


def crowd_attributes(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    names = b" ".join(b'a%d="%d"' % (number, number) for number in range(chance.choice((10, 500, 5_000))))
    return re.sub(rb"<(div|p|article|body)\b", rb"<\1 class='" + b"x " * 2_000 + b"' " + names, page, count=3)


def spoil_json(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Structured data without its quotes, or deeper than a parser goes."""
    deep = b'{"@type":"NewsArticle","articleBody":' * chance.choice((1, 900, 5_000))
    return page.replace(b'"@type"', chance.choice((b"'@type'", b'"@type', b"@type", deep)), 2)


def be_something_else(page: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Bytes of no page at all, under the beginning of one or of a file."""
    head = chance.choice(
        (b"", b"%PDF-1.7\n", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG\r\n", b"{", b"<?xml version='1.0'?>", b"<html>", b"\xff\xfe")
    )
    return head + (chance.randbytes(chance.choice((0, 10, 2_000))) if chance.random() < 0.5 else page)


MISHAPS: tuple[Spoil, ...] = (
    truncate,
    lose_the_beginning,
    recode,
    mislabel,
    flip_bytes,
    insert_marks,
    repeat_a_piece,
    drop_pieces,
    swap_halves,
    splice,
    nest,
    crowd,
    crowd_attributes,
    spoil_json,
    be_something_else,
)
