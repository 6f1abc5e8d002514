"""Captures are written whole, together, named before they are acknowledged, and read back as they came."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import logging
import resource
import tempfile
import threading
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.warc.exchange import ClosedFile, EarlierCapture, Exchange, Request, Resource, Response
from archive.warc.reader import read
from archive.warc.recover import recover
from press.errors import CaptureFailed
from tests.integration.warc.samples import NODE, START, Rows, exchange, page, warcio_check, writer


async def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    rows = Rows()
    made = writer(tmp_path / "warc", rows)
    given_headers = (
        (b"Set-Cookie", b"a=1"),
        (b"X-Titre", "é".encode()),
        (b"X-Latin", b"\xe9"),
        (b"set-cookie", b"b=2"),
        (b"Empty", b""),
    )
    original = exchange(1, headers=given_headers, coded=True)
    placed = await made.write(original)
    for folder_state in ("open", "closed"):
        record = read(tmp_path / "warc", placed.warc_file, placed.offset, placed.length, record_id=placed.record_id)
        assert (record.url, record.fetched_at) == (original.url, original.fetched_at), folder_state
        assert (record.http_status, record.reason) == (200, "OK")
        assert record.headers == original.response.headers
        assert record.body == original.response.body
        assert record.payload_digest == placed.payload_digest == hashlib.sha256(original.response.body).hexdigest()
        assert record.decoded(100_000) == page(1)
        assert record.header("set-cookie") == "a=1, b=2"
        assert record.header("X-titre") == record.header("x-latin") == "é"
        assert record.header("absent") is None
        assert (record.record_type, record.refers_to) == ("response", None)
        await made.close()
    assert [file.name for file in (tmp_path / "warc").iterdir()] == rows.opened == [placed.warc_file]
    assert NODE in placed.warc_file
    assert (tmp_path / "warc").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "warc" / placed.warc_file).stat().st_mode & 0o777 == 0o600
    assert warcio_check(tmp_path / "warc" / placed.warc_file) == ""


async def test_an_unchanged_payload_becomes_a_revisit(tmp_path: Path) -> None:
    made = writer(tmp_path, Rows())
    first, same, changed = exchange(1, b"text"), exchange(2, b"text", headers=((b"Age", b"9"),)), exchange(3, b"other text")
    placed = await made.write(first)
    earlier = EarlierCapture(placed.record_id, first.url, first.fetched_at, placed.payload_digest)
    revisit = await made.write(same, refers_to=earlier)
    whole = await made.write(changed, refers_to=earlier)
    await made.close()
    assert (revisit.record_type, revisit.refers_to, revisit.payload_digest) == (
        "revisit",
        placed.record_id,
        placed.payload_digest,
    )
    record = read(tmp_path, revisit.warc_file, revisit.offset, revisit.length)
    assert (record.record_type, record.refers_to, record.body) == ("revisit", placed.record_id, b"")
    assert record.headers == same.response.headers
    assert (whole.record_type, whole.refers_to) == ("response", None)
    assert read(tmp_path, whole.warc_file, whole.offset, whole.length).body == b"other text"
    head = gzip.decompress(_member(tmp_path, revisit.warc_file, revisit.offset, revisit.length)).decode().split("\r\n\r\n")[0]
    assert "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest" in head
    assert f"WARC-Refers-To: <urn:uuid:{placed.record_id}>" in head
    assert f"WARC-Refers-To-Target-URI: {first.url}" in head
    assert "WARC-Refers-To-Date: 2031-05-04T12:30:16.000251Z" in head
    assert f"WARC-Payload-Digest: sha256:{placed.payload_digest}" in head


async def test_a_dom_is_a_resource_tied_to_its_page(tmp_path: Path) -> None:
    made = writer(tmp_path, Rows())
    main = await made.write(exchange(1))
    dom = await made.write_resource(exchange(1).url, "text/html;charset=utf-8", b"<p>drawn</p>", main.record_id, fetched_at=START)
    await made.close()
    record = read(tmp_path, dom.warc_file, dom.offset, dom.length, record_id=dom.record_id, payload_digest=dom.payload_digest)
    assert (dom.record_type, record.record_type, record.url) == ("resource", "resource", exchange(1).url)
    assert (record.http_status, record.header("content-type"), record.body) == (None, "text/html;charset=utf-8", b"<p>drawn</p>")
    text = gzip.decompress(_member(tmp_path, dom.warc_file, dom.offset, dom.length)).decode()
    assert f"WARC-Target-URI: urn:dom:{exchange(1).url}" in text
    assert f"WARC-Concurrent-To: <urn:uuid:{main.record_id}>" in text


async def test_the_file_says_what_it_loses_and_keeps_requests(tmp_path: Path) -> None:
    made = writer(tmp_path, Rows())
    placed = await made.write(exchange(5, headers=((b"Transfer-Encoding", b"chunked"), (b"X-Folded", b"a\r\n b\0"))))
    await made.close()
    text = gzip.decompress((tmp_path / placed.warc_file).read_bytes()).decode()
    info, answer, question = text.split("WARC/1.1\r\n")[1:]
    assert "WARC-Type: warcinfo" in info
    assert f"WARC-Filename: {placed.warc_file}" in info
    assert "neither in the order nor in the case" in info
    assert "X-Orig-Transfer-Encoding: chunked\r\n" in answer
    assert "X-Folded: a   b \r\n" in answer
    assert f"WARC-Concurrent-To: <urn:uuid:{placed.record_id}>" in question
    assert "\r\n\r\nGET /news/5?lang=fr&page=1 HTTP/1.1\r\nHost: harbours.example\r\nUser-Agent: press-archive\r\n" in question


_TEXT = st.binary(max_size=60).map(lambda value: value.translate(bytes.maketrans(b"\r\n\0", b"   ")))
_NAME = st.text("abcXYZ-", min_size=1, max_size=12).map(str.encode).filter(lambda name: name.lower() != b"transfer-encoding")


@settings(max_examples=40, deadline=None)
@given(
    answers=st.lists(
        st.tuples(st.integers(100, 999), st.lists(st.tuples(_NAME, _TEXT), max_size=5), st.binary(max_size=3000)),
        min_size=1,
        max_size=5,
    ),
    rotate=st.integers(1, 4000),
)
def test_anything_goes_in_and_comes_out(answers: list[tuple[int, list[tuple[bytes, bytes]], bytes]], rotate: int) -> None:
    async def scenario(folder: Path) -> None:
        rows = Rows()
        made = writer(folder, rows, rotate_bytes=rotate)
        exchanges = [
            Exchange(f"http://a.example/{n}", START, Request(), Response(status, tuple(headers), body))
            for n, (status, headers, body) in enumerate(answers)
        ]
        places = await asyncio.gather(*(made.write(one) for one in exchanges))
        await made.close()
        for one, placed in zip(exchanges, places, strict=True):
            record = read(folder, placed.warc_file, placed.offset, placed.length, record_id=placed.record_id)
            assert (record.url, record.http_status) == (one.url, one.response.status)
            assert (record.headers, record.body) == (one.response.headers, one.response.body)
        assert rows.opened == [file.name for file in rows.closed]
        assert sorted(rows.opened) == sorted(path.name for path in folder.iterdir())
        for file in rows.closed:
            assert _measured(folder / file.name) == file

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(scenario(Path(folder)))


async def test_who_writes_at_once_shares_a_sync_and_blocks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    synced: list[str] = []
    real = os.fdatasync

    def counted(descriptor: int) -> None:
        synced.append(threading.current_thread().name)
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", counted)
    made = writer(tmp_path, Rows())
    await asyncio.gather(*(made.write(exchange(n)) for n in range(100)))
    assert len(synced) <= 3
    assert "MainThread" not in synced
    await made.close()


async def test_no_acknowledgement_before_the_row(tmp_path: Path) -> None:
    rows, allowed = Rows(), asyncio.Event()

    async def slow(name: str) -> None:
        assert (tmp_path / (name + ".open")).exists()
        await allowed.wait()
        rows.opened.append(name)

    made = writer(tmp_path, rows, on_open=slow)
    writes = [asyncio.create_task(made.write(exchange(n))) for n in range(3)]
    await asyncio.wait(writes, timeout=0.1)
    assert not any(write.done() for write in writes)
    allowed.set()
    assert {(await write).warc_file for write in writes} == set(rows.opened)
    await made.close()


async def test_a_row_that_cannot_be_written_fails_the_writes_and_is_tried_again(tmp_path: Path) -> None:
    rows = Rows()
    attempts: list[str] = []

    async def failing(name: str) -> None:
        attempts.append(name)
        if len(attempts) < 3:
            raise LookupError("the database is away")

    made = writer(tmp_path, rows, on_open=failing)
    failed = await asyncio.gather(made.write(exchange(1)), made.write(exchange(2)), return_exceptions=True)
    assert [type(error) for error in failed] == [LookupError, LookupError]
    with pytest.raises(LookupError):
        await made.write(exchange(1))
    placed = await made.write(exchange(1))
    assert set(attempts) == {placed.warc_file}
    await made.close()
    assert warcio_check(tmp_path / placed.warc_file) == ""


async def test_a_row_that_cannot_be_closed_is_reported_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = Rows()
    away = True

    class Away(Rows):
        async def on_close(self, file: ClosedFile) -> None:
            if away:
                raise LookupError("the database is away")
            await rows.on_close(file)

    made = writer(tmp_path, Away(), rotate_bytes=1)
    with caplog.at_level(logging.WARNING):
        first = await made.write(exchange(1))
        second = await made.write(exchange(2))
    assert "not closed in the archive yet: the database is away" in caplog.text
    with pytest.raises(LookupError):
        await made.close()
    away = False
    await made.close()
    assert [file.name for file in rows.closed] == [first.warc_file, second.warc_file]


async def test_one_who_gives_up_harms_nobody(tmp_path: Path) -> None:
    made = writer(tmp_path, Rows())
    writes = [asyncio.create_task(made.write(exchange(n))) for n in range(20)]
    await asyncio.sleep(0)
    for write in writes[::2]:
        write.cancel()
    results = await asyncio.gather(*writes, return_exceptions=True)
    for number, placed in enumerate(results):
        if number % 2:
            assert not isinstance(placed, BaseException)
            assert read(tmp_path, placed.warc_file, placed.offset, placed.length).body == page(number)
        else:
            assert isinstance(placed, asyncio.CancelledError)
    await made.close()


async def test_closing_waits_for_writes_and_ends_them(tmp_path: Path) -> None:
    rows = Rows()
    made = writer(tmp_path, rows)
    writes = [asyncio.create_task(made.write(exchange(n))) for n in range(5)]
    await asyncio.sleep(0)
    await made.close()
    await made.close()
    assert {(await write).warc_file for write in writes} == {file.name for file in rows.closed}
    with pytest.raises(RuntimeError, match="closed"):
        await made.write(exchange(9))
    unused = writer(tmp_path / "never", rows)
    await unused.close()
    assert not (tmp_path / "never").exists()


@contextlib.contextmanager
def _files_end_at(size: int) -> Iterator[None]:
    """The kernel writes no file of this process past `size` bytes (EFBIG), and the last write before that only in part."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_leaves_nothing_torn_and_is_overcome(tmp_path: Path) -> None:
    rows = Rows()
    made = writer(tmp_path, rows)
    first = await made.write(exchange(1))
    path = tmp_path / (first.warc_file + ".open")
    size = path.stat().st_size
    with _files_end_at(size + 700):
        failed = await asyncio.gather(*(made.write(exchange(n, page(n, 3000))) for n in (2, 3)), return_exceptions=True)
        for error in failed:
            assert isinstance(error, CaptureFailed)
            assert "takes no captures: File too large; free space" in str(error)
            assert "\n" not in str(error)
        assert path.stat().st_size == size
    second = await made.write(exchange(2))
    assert (second.warc_file, second.offset) == (first.warc_file, size)
    await made.close()
    assert warcio_check(tmp_path / first.warc_file) == ""
    assert rows.closed == [_measured(tmp_path / first.warc_file)]


async def test_a_disk_that_is_full_from_the_start(tmp_path: Path) -> None:
    rows = Rows()
    made = writer(tmp_path, rows)
    with _files_end_at(10):
        with pytest.raises(CaptureFailed, match="File too large"):
            await made.write(exchange(1))
        assert list(tmp_path.iterdir()) == []
        assert rows.opened == []
    placed = await made.write(exchange(1))
    await made.close()
    assert rows.opened == [placed.warc_file]


async def test_after_a_failed_sync_the_file_is_left_for_recovery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    real, broken = os.fdatasync, [False]

    def failing(descriptor: int) -> None:
        if broken[0]:
            raise OSError(5, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", failing)  # no disk here fails on demand
    made = writer(tmp_path, Rows())
    first = await made.write(exchange(1))
    broken[0] = True
    with pytest.raises(CaptureFailed, match="Input/output error"):
        await made.write(exchange(2))
    broken[0] = False
    third = await made.write(exchange(3))
    assert third.warc_file != first.warc_file
    left = recover(tmp_path)
    assert [file.name for file in left] == [first.warc_file]
    assert read(tmp_path, first.warc_file, first.offset, first.length).body == page(1)
    await made.close()


async def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("in the way")
    made = writer(tmp_path / "warc", Rows())
    with pytest.raises(CaptureFailed, match="is not a folder"):
        await made.write(exchange(1))
    await made.close()


def test_values_refuse_what_would_break_a_record() -> None:
    with pytest.raises(ValueError, match="IPv6"):
        Exchange("http://[::1/", START, Request(), Response(200))
    with pytest.raises(ValueError, match=r"Request.method"):
        Request("GET / HTTP/1.1\r\n")
    for url in ("", "http://a.example/a b", "http://a.example/\r\nWARC-Type: x", "http://a.example/\ud800"):
        with pytest.raises(ValueError, match=r"Exchange.url"):
            Exchange(url, START, Request(), Response(200))
    with pytest.raises(ValueError, match="needs a zone"):
        Exchange("http://a.example/", datetime(2031, 1, 1), Request(), Response(200))  # noqa: DTZ001
    for media_type in ("", "text", "text/html\n", "text/html\r\nX: y"):
        with pytest.raises(ValueError, match="media_type"):
            Resource("http://a.example/", START, media_type, b"", uuid.uuid4())
    with pytest.raises(ValueError, match="three digits"):
        Response(42)
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        Exchange("http://a.example/", START, Request(), Response(200), ip_address="a\r\nb")


def _member(folder: Path, warc_file: str, offset: int, length: int) -> bytes:
    return (folder / warc_file).read_bytes()[offset : offset + length]


def _measured(path: Path) -> ClosedFile:
    data = path.read_bytes()
    return ClosedFile(path.name, len(data), hashlib.sha256(data).hexdigest())
