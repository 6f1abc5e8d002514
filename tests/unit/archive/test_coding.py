"""Content codings are undone within their bound, or refused with the reason."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.warc.coding import MAX_CODINGS, codings_of, decoded
from press.errors import Unreadable


def _bare(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


_CODERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}


@given(data=st.binary(min_size=1, max_size=4000), codings=st.lists(st.sampled_from(sorted(_CODERS)), max_size=MAX_CODINGS))
def test_every_nesting_comes_undone(data: bytes, codings: list[str]) -> None:
    body = data
    for coding in codings:
        body = _CODERS[coding](body)
    assert decoded(body, ", ".join(codings), 10_000) == data


@given(data=st.binary(max_size=4000))
def test_bare_deflate_is_read_too(data: bytes) -> None:
    assert decoded(_bare(data), "deflate", 4000) == data


@given(data=st.binary(min_size=1, max_size=2000), more=st.binary(max_size=2000), junk=st.binary(max_size=20))
def test_all_gzip_members_count_and_what_follows_does_not(data: bytes, more: bytes, junk: bytes) -> None:
    body = gzip.compress(data) + gzip.compress(more) + b"\0" + junk
    assert decoded(body, "gzip", 4000) == data + more


@given(data=st.binary(min_size=1, max_size=3000))
def test_the_bound_is_exact(data: bytes) -> None:
    for coding, coder in _CODERS.items():
        assert decoded(coder(data), coding, len(data)) == data
        with pytest.raises(Unreadable, match="larger"):
            decoded(coder(data), coding, len(data) - 1)
    with pytest.raises(Unreadable, match="larger"):
        decoded(data, None, len(data) - 1)


def test_a_bomb_costs_no_more_than_its_bound() -> None:
    bomb = gzip.compress(gzip.compress(bytes(200_000_000), 1), 9)
    assert len(bomb) < 20_000
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="larger than 1000000 bytes"):
            decoded(bomb, "gzip, gzip", 1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_members_share_one_bound() -> None:
    with pytest.raises(Unreadable, match="larger than 2500 bytes"):
        decoded(gzip.compress(bytes(1000)) * 3, "gzip", 2500)


@given(data=st.binary(min_size=100, max_size=2000), keep=st.floats(0, 1, exclude_max=True))
def test_what_is_cut_short_is_refused(data: bytes, keep: float) -> None:
    body = gzip.compress(data)
    cut = body[: max(2, int(keep * len(body)))]
    with pytest.raises(Unreadable):
        decoded(cut, "gzip", 10_000)


@pytest.mark.parametrize(
    ("body", "header", "reason"),
    [
        (b"x", "br", "'br' is not one that was asked for"),
        (b"x", "gzip, zstd", "'zstd' is not one"),
        (b"\x1f\x8b\x08\x00 broken from here on", "gzip", "broken|cut short"),
        (b"plain words", "deflate", "broken|cut short"),
        (b"x", ", ".join(["gzip"] * (MAX_CODINGS + 1)), "coded 6 times"),
    ],
)
def test_the_reason_is_said(body: bytes, header: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decoded(body, header, 1000)


def test_what_is_only_said_to_be_gzip_is_taken_as_it_is() -> None:
    assert decoded(b"<html>", "gzip", 100) == b"<html>"
    assert decoded(b"", "br", 100) == b""


def test_codings_are_named_in_the_order_applied() -> None:
    assert codings_of(" GZIP ,identity,, deflate") == ("gzip", "deflate")
    assert codings_of(None) == codings_of("identity") == ()
