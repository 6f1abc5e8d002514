"""A text's signature: hashes of which near-duplicates share some, so that an index finds them among millions.

MinHash over shingles of three words: 42 bands of three rows over the whole text, so that two texts of which half the shingles
agree share a band with certainty in practice, and eight over its beginning, by which an excerpt is found.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from rensa import RMinHash

from press.identity.facts import facts_of_body
from press.identity.portrait import Portrait

#: Which rules made a signature; only signatures of the same rules are compared. Raise it with any change to what is signed.
RULES = 2

#: Bands over the whole text, and over its first LEAD words: a teaser of forty words shares hardly a band with a text of five
#: hundred, but all of these. Rows of a band: of two texts with Jaccard likeness J a band of r rows agrees with probability J^r.
BANDS, ROWS = 42, 3
LEAD_BANDS, LEAD_ROWS = 8, 2
LEAD = 40
_PERMUTATIONS = 128
_SEED = 20261128
#: A text of fewer shingles is no evidence of anything: its exact digest is its only key.
FEWEST_SHINGLES = 20


def sign(portrait: Portrait) -> tuple[int, ...]:
    """The bands' hashes as signed 32-bit integers, sorted, none twice; empty where the text is too short to be recognised by."""
    shingles = facts_of_body(portrait.body_text, portrait.language).shingles
    if len(shingles) < FEWEST_SHINGLES:
        return ()
    whole = _digest(shingles, _PERMUTATIONS)
    lead = _digest((shingle for shingle, at in shingles.items() if at < LEAD), LEAD_BANDS * LEAD_ROWS)
    found = [_band(band, whole[band * ROWS : band * ROWS + ROWS]) for band in range(BANDS)]
    found += [_band(BANDS + band, lead[band * LEAD_ROWS : band * LEAD_ROWS + LEAD_ROWS]) for band in range(LEAD_BANDS)]
    return tuple(sorted(set(found)))


def _digest(shingles: Iterable[str], permutations: int) -> list[int]:
    minhash = RMinHash(permutations, _SEED)
    minhash.update(sorted(shingles))
    return minhash.digest()  # type: ignore[no-any-return]


def _band(number: int, rows: Sequence[int]) -> int:
    said = struct.pack(f">H{len(rows)}I", number, *rows)
    found: int = struct.unpack(">i", zlib.crc32(said).to_bytes(4, "big"))[0]
    return found
