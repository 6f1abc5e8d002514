"""A text's signature: hashes of which near-duplicates share some, so that an index finds them among millions.

MinHash over shingles of three words: 42 bands of three rows over the whole text, so that two texts of which half the shingles
agree share a band with certainty in practice, and eight over its beginning, by which an excerpt is found; six over what follows
the first paragraph, by which one is found whose lead an editor wrote anew. Of an issuer's or a wire's page also its headline and
the wire's numbers: by them a notice is found that is about it, and has none of its words.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from itertools import islice

from rensa import RMinHash

from press.identity.facts import after_the_lead, facts_of_body
from press.identity.notices import names_of
from press.identity.portrait import Portrait
from press.identity.roles import ISSUERS

#: Which rules made a signature; only signatures of the same rules are compared. Raise it with any change to what is signed.
RULES = 4

#: Bands over the whole text, and over its first LEAD words: a teaser of forty words shares hardly a band with a text of five
#: hundred, but all of these. Rows of a band: of two texts with Jaccard likeness J a band of r rows agrees with probability J^r.
BANDS, ROWS = 42, 3
LEAD_BANDS, LEAD_ROWS = 8, 2
LEAD = 40
#: Bands over the LEAD words after the first paragraph.
SECOND_BANDS, SECOND_ROWS = 6, 2
_PERMUTATIONS = 128
#: What a band's checksum begins with: its number, so that bands are kept apart.
_BEGUN = [zlib.crc32(struct.pack(">H", number)) for number in range(BANDS + LEAD_BANDS + SECOND_BANDS)]
#: Bytes of a row.
_WIDTH = 4
_SEED = 20261128
_OF_A_NAME = zlib.crc32(b"name")
#: A text of fewer shingles is no evidence of anything: its exact digest is its only key.
FEWEST_SHINGLES = 20


def sign(portrait: Portrait) -> tuple[int, ...]:
    """The bands' hashes as signed 32-bit integers, sorted, none twice; empty where the text is too short to be
    recognised by and the page is no issuer's or wire's."""
    shingles = facts_of_body(portrait.body_text, portrait.language).shingles
    named = [_named(name) for name in names_of(portrait)]
    if len(shingles) < FEWEST_SHINGLES:
        return tuple(sorted(set(named))) if portrait.kind in ISSUERS else ()
    found = _bands(shingles, 0, BANDS, ROWS, _PERMUTATIONS)
    found += _bands((shingle for shingle, at in islice(shingles.items(), LEAD) if at < LEAD), BANDS, LEAD_BANDS, LEAD_ROWS)
    begin = after_the_lead(portrait.body_text, portrait.language) or LEAD
    second = [shingle for shingle, at in islice(shingles.items(), begin + LEAD) if begin <= at < begin + LEAD]
    if len(second) >= FEWEST_SHINGLES:
        found += _bands(second, BANDS + LEAD_BANDS, SECOND_BANDS, SECOND_ROWS)
    return tuple(sorted({*found, *named}))


def _bands(shingles: Iterable[str], first: int, bands: int, rows: int, permutations: int | None = None) -> list[int]:
    minhash = RMinHash(permutations or bands * rows, _SEED)
    minhash.update(list(shingles))
    packed = struct.pack(f">{bands * rows}I", *minhash.digest()[: bands * rows])
    width = rows * _WIDTH
    return [
        _signed(zlib.crc32(packed[band * width : band * width + width], _BEGUN[first + band])) for band in range(bands)
    ]  # fmt: skip


def _named(name: str) -> int:
    """A band of a name: two pages share it where both have the name."""
    return _signed(zlib.crc32(name.encode("utf-8", "replace"), _OF_A_NAME))


def _signed(checksum: int) -> int:
    return checksum - (1 << 32) if checksum >= 1 << 31 else checksum
