"""What a dead writer left is closed with every whole record in it, and nothing but a torn tail is cut."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.warc.exchange import ClosedFile, Placed
from archive.warc.names import find, is_bare, new_name
from archive.warc.reader import read
from archive.warc.recover import recover
from press.errors import CannotStart, CaptureLost
from tests.integration.warc.samples import NODE, Rows, exchange, page, warcio_check, writer


async def _write(folder: Path, bodies: list[bytes]) -> tuple[Path, list[Placed]]:
    """A closed file with these payloads."""
    made = writer(folder, Rows())
    places = [await made.write(exchange(n, body)) for n, body in enumerate(bodies)]
    await made.close()
    return folder / places[0].warc_file, places


def _left_open(path: Path, data: bytes) -> Path:
    """The file as a dead process would have left it."""
    path.unlink(missing_ok=True)
    opened = path.with_name(path.name + ".open")
    opened.write_bytes(data)
    return opened


def _closed(path: Path, data: bytes, **more: int) -> ClosedFile:
    return ClosedFile(path.name, len(data), hashlib.sha256(data).hexdigest(), **more)


def _ends(data: bytes, places: list[Placed]) -> list[int]:
    """Where whole members end: before each answer, between it and its request, and at the file's end."""
    return sorted({p.offset for p in places} | {p.offset + p.length for p in places} | {len(data)})


@settings(max_examples=60, deadline=None)
@given(bodies=st.lists(st.binary(max_size=400), min_size=1, max_size=4), where=st.floats(0, 1), tail=st.binary(max_size=40))
def test_every_cut_keeps_exactly_the_whole_records(bodies: list[bytes], where: float, tail: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path, places = asyncio.run(_write(Path(name), bodies))
        data = path.read_bytes()
        left = data[: round(where * len(data))] + tail
        _left_open(path, left)
        kept = max(end for end in [0, *_ends(data, places)] if left[:end] == data[:end])  # a tail may be what went on there
        if kept:
            assert recover(path.parent) == [_closed(path, data[:kept], cut_bytes=len(left) - kept)]
            assert path.read_bytes() == data[:kept]
        else:
            assert recover(path.parent) == []
            assert list(path.parent.iterdir()) == []
        for place, body in zip(places, bodies, strict=True):
            if place.offset + place.length <= kept:
                assert read(path.parent, place.warc_file, place.offset, place.length, record_id=place.record_id).body == body


async def test_a_torn_file_is_sound_afterwards(tmp_path: Path) -> None:
    path, places = await _write(tmp_path, [page(n) for n in range(5)])
    data = path.read_bytes()
    opened = _left_open(path, data[: places[4].offset + 300])
    assert warcio_check(opened) != ""
    assert recover(tmp_path) == [_closed(path, data[: places[4].offset], cut_bytes=300)]
    assert warcio_check(path) == ""
    assert recover(tmp_path) == []  # done once


async def test_a_live_writers_file_is_not_touched(tmp_path: Path) -> None:
    rows = Rows()
    made = writer(tmp_path, rows)
    placed = await made.write(exchange(1))
    before = (tmp_path / (placed.warc_file + ".open")).read_bytes()
    assert recover(tmp_path, [placed.warc_file]) == []
    assert (tmp_path / (placed.warc_file + ".open")).read_bytes() == before
    await made.write(exchange(2))
    await made.close()
    assert warcio_check(tmp_path / placed.warc_file) == ""


async def test_a_file_whose_row_is_behind_is_measured(tmp_path: Path) -> None:
    path, _ = await _write(tmp_path, [page(1)])
    missing = new_name(NODE)
    assert recover(tmp_path, [path.name, missing, "../outside.warc.gz"]) == [_closed(path, path.read_bytes())]


async def test_damage_before_whole_records_is_kept_and_counted(tmp_path: Path) -> None:
    path, places = await _write(tmp_path, [page(n) for n in range(6)])
    data = bytearray(path.read_bytes())
    data[places[2].offset + 200] ^= 0xFF
    _left_open(path, bytes(data) + b"\x1f\x8b\x08\x00torn")
    (file,) = recover(tmp_path)
    assert file == _closed(path, bytes(data), cut_bytes=8, damaged_bytes=places[2].length)
    for number in (0, 1, 3, 4, 5):
        assert read(tmp_path, path.name, places[number].offset, places[number].length).body == page(number)
    with pytest.raises(CaptureLost):
        read(tmp_path, path.name, places[2].offset, places[2].length)


async def test_a_file_of_damage_alone_is_not_thrown_away(tmp_path: Path) -> None:
    path, _ = await _write(tmp_path, [page(1, 4000)])
    ruin = bytes(len(path.read_bytes()))
    _left_open(path, ruin)
    assert recover(tmp_path) == [_closed(path, ruin, damaged_bytes=len(ruin))]


async def test_members_within_a_torn_page_are_none_of_ours(tmp_path: Path) -> None:
    """A site may serve WARC files: stored as received, theirs can show through in ours."""
    inner, _ = await _write(tmp_path / "theirs", [page(9)])
    path, (first, second) = await _write(tmp_path / "ours", [page(1), inner.read_bytes()])
    data = path.read_bytes()
    stored = gzip.compress(gzip.decompress(data[second.offset : second.offset + second.length]), 0)  # as isal does with some
    assert inner.read_bytes() in stored
    torn = stored[:-4]
    assert first.offset < second.offset
    _left_open(path, data[: second.offset] + torn)
    assert recover(path.parent) == [_closed(path, data[: second.offset], cut_bytes=len(torn))]


def test_what_cannot_be_closed_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz.open").mkdir()
    with pytest.raises(CannotStart, match="left open cannot be closed") as caught:
        recover(tmp_path)
    assert "\n" not in str(caught.value)
    assert recover(tmp_path / "never made") == []


async def test_large_members_and_far_starts_are_found(tmp_path: Path) -> None:
    """Members longer than one read, and damage longer than one read."""
    big = os.urandom(700_000)
    path, places = await _write(tmp_path, [big, big, page(3)])
    data = bytearray(path.read_bytes())
    data[places[1].offset + 3] ^= 0xFF
    _left_open(path, bytes(data))
    assert recover(tmp_path) == [_closed(path, bytes(data), damaged_bytes=places[1].length)]
    assert read(tmp_path, path.name, places[0].offset, places[0].length).body == big


async def test_what_is_lost_is_said_with_the_remedy(tmp_path: Path) -> None:
    path, places = await _write(tmp_path, [page(1), page(2)])
    first, second = places
    cases = [
        (("gone.warc.gz", 0, 9), {}, r"gone.warc.gz is not in .*: bring it back"),
        (("../secret.warc.gz", 0, 9), {}, r"is not in"),
        ((path.name, second.offset + 1, second.length), {}, r"no whole gzip member"),
        ((path.name, second.offset, second.length - 1), {}, r"no gzip member of"),
        ((path.name, second.offset, second.length + 1), {}, r"no gzip member of"),
        ((path.name, 10_000_000, 10), {}, r"the file ends after 0 of 10 bytes"),
        ((path.name, -1, 10), {}, r"cannot be read"),
        ((path.name, 0, first.offset), {}, r"a warcinfo record, which is no capture"),
        ((path.name, first.offset, first.length), {"record_id": second.record_id}, r"the database is not of this file"),
        ((path.name, first.offset, first.length), {"payload_digest": "0" * 64}, r"another payload than the database says"),
    ]
    for place, expected, words in cases:
        with pytest.raises(CaptureLost, match=words) as caught:
            read(tmp_path, *place, **expected)  # type: ignore[arg-type]
        assert "\n" not in str(caught.value)


async def test_a_payload_that_differs_from_its_digest_is_lost(tmp_path: Path) -> None:
    """Damage that someone compressed again: only the digests can tell."""
    path, (place,) = await _write(tmp_path, [b"the quay opens on Monday"])
    data = path.read_bytes()
    member = gzip.decompress(data[place.offset : place.offset + place.length])
    forged = gzip.compress(member.replace(b"Monday", b"Sunday"))
    path.write_bytes(data[: place.offset] + forged)
    with pytest.raises(CaptureLost, match="its block is not what its digest says"):
        read(tmp_path, path.name, place.offset, len(forged))


def test_names_are_unique_and_bare(tmp_path: Path) -> None:
    names = {new_name(NODE) for _ in range(1000)}
    assert len(names) == 1000
    assert all(is_bare(name) and NODE in name and name.endswith(".warc.gz") for name in names)
    for bad in ("", "a.warc.gz.open", "x/a.warc.gz", "..warc.gz", "a.warc.gz\n"):
        assert not is_bare(bad), bad
        assert find(tmp_path, bad) is None
    with pytest.raises(ValueError, match="cannot"):
        new_name("a/b")


def test_two_that_recover_at_once_do_it_once(tmp_path: Path) -> None:
    path, _ = asyncio.run(_write(tmp_path, [page(1)]))
    data = path.read_bytes()
    path.unlink()
    for _ in range(30):
        copy = tmp_path / f"copy-{uuid4().hex}.warc.gz"
        _left_open(copy, data)

    async def both() -> list[list[ClosedFile]]:
        return await asyncio.gather(*(asyncio.to_thread(recover, tmp_path) for _ in range(3)))

    found = [file.name for files in asyncio.run(both()) for file in files]
    assert len(found) == len(set(found)) == 30
    assert sorted(found) == sorted(entry.name for entry in tmp_path.iterdir())
    shutil.rmtree(tmp_path)
