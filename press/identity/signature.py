"""A text's signature: hashes of which near-duplicates share some, so that an index finds them among millions.

MinHash over shingles of three words, 126 permutations in 42 bands of three rows. With these bands two texts of which half the
shingles agree share a band with certainty in practice, and texts that have nothing in common share none.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable

from rensa import RMinHash

from press.identity.portrait import Portrait

#: Which rules made a signature; only signatures of the same rules are compared. Raise it with any change to what is signed.
RULES = 1

BANDS = 42
ROWS = 3
_PERMUTATIONS = 128
_SEED = 20261128
#: Words of a shingle, and signs where a script puts no blanks between words.
_WORDS = 3
_SIGNS = 5
#: A text of fewer shingles is no evidence of anything: its exact digest is its only key.
FEWEST_SHINGLES = 20

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def sign(portrait: Portrait) -> tuple[int, ...]:
    """The bands' hashes as signed 32-bit integers, sorted, none twice; empty where the text is too short to be recognised by."""
    shingles = shingles_of(portrait.body_text)
    if len(shingles) < FEWEST_SHINGLES:
        return ()
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update(sorted(shingles))
    return _bands(minhash.digest())


def shingles_of(text: str) -> set[str]:
    """Runs of three words, caseless; in scripts without blanks runs of five signs."""
    words = _WORD.findall(text.casefold())
    if _UNSPACED.search(text):
        signs = "".join(words)
        return {signs[at : at + _SIGNS] for at in range(len(signs) - _SIGNS + 1)}
    return {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}


def _bands(digest: Iterable[int]) -> tuple[int, ...]:
    rows = list(digest)
    found = set()
    for band in range(BANDS):
        said = struct.pack(">H3I", band, *rows[band * ROWS : band * ROWS + ROWS])
        found.add(struct.unpack(">i", zlib.crc32(said).to_bytes(4, "big"))[0])
    return tuple(sorted(found))
