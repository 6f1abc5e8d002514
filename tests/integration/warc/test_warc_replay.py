"""pywb, which knows nothing of this project, replays what was written: the same bytes, after a kill as well.

It runs in an environment of its own, which `make test` builds.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from archive.warc.exchange import EarlierCapture
from archive.warc.reader import read
from archive.warc.recover import recover
from tests.integration.warc.samples import ROOT, Rows, exchange, page, writer

_WRITING = Path(__file__).with_name("writing_process.py")
_PYWB = ROOT / ".tools" / "pywb" / "bin"

Fetch = Callable[[str, datetime], tuple[int, dict[str, str], bytes]]


@pytest.fixture(autouse=True)
def _pywb_is_there() -> None:
    if not (_PYWB / "wayback").exists():
        if os.environ.get("CI"):
            pytest.fail("pywb is missing: start the tests by `make test`, which installs it")
        pytest.skip("pywb is not there to replay captures: `make test` builds it")


@contextmanager
def _replay(home: Path, files: list[Path]) -> Iterator[Fetch]:
    """A pywb over these files; what it gives for an address and a time: status, headers, stored body (`id_`: not rewritten)."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONWARNINGS": "ignore"}
    for arguments in (["init", "press"], ["add", "press", *map(str, files)]):
        subprocess.run([_PYWB / "wb-manager", *arguments], cwd=home, env=environment, check=True, capture_output=True, timeout=60)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [_PYWB / "wayback", "--bind", "127.0.0.1", "--port", str(port)],
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def fetch(url: str, moment: datetime) -> tuple[int, dict[str, str], bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("GET", f"/press/{moment:%Y%m%d%H%M%S}id_/{url}", headers={"Accept-Encoding": "gzip, deflate"})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    try:
        _wait_for(port, server)
        yield fetch
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("pywb does not answer")


async def test_pywb_gives_back_what_was_stored(tmp_path: Path) -> None:
    made = writer(tmp_path / "warc", Rows())
    plain = exchange(1, headers=((b"ETag", b'"one"'), (b"X-Titre", "é".encode()), (b"Transfer-Encoding", b"chunked")))
    looks_chunked = exchange(2, b"5\r\nhello\r\n0\r\n\r\n", headers=((b"Transfer-Encoding", b"chunked"),))
    coded = exchange(3, coded=True)
    missing = exchange(4, b"<h1>not here</h1>", status=404)
    binary = exchange(5, random.Random(5).randbytes(200_000))
    empty = exchange(6, b"")
    answers = [plain, looks_chunked, coded, missing, binary, empty]
    places = [await made.write(one) for one in answers]
    same = exchange(7, coded=True, body=page(3), headers=((b"ETag", b'"second"'),))
    earlier = EarlierCapture(places[2].record_id, coded.url, coded.fetched_at, places[2].payload_digest)
    revisit = await made.write(same, refers_to=earlier)
    dom = await made.write_resource(
        plain.url, "text/html", b"<p>drawn by a script</p>", places[0].record_id, fetched_at=plain.fetched_at
    )
    assert (revisit.record_type, dom.record_type) == ("revisit", "resource")
    await made.close()
    with _replay(tmp_path, [tmp_path / "warc" / revisit.warc_file]) as fetch:
        for one, placed in zip([*answers, same], [*places, revisit], strict=True):
            status, headers, body = fetch(one.url, one.fetched_at)
            assert status == one.response.status, one.url
            assert hashlib.sha256(body).hexdigest() == placed.payload_digest, one.url
            assert headers["content-type"] == "text/html; charset=utf-8"
        status, headers, _ = fetch(same.url, same.fetched_at)
        assert (status, headers["x-archive-orig-etag"]) == (200, '"second"')
        assert headers["memento-datetime"] == "Sun, 04 May 2031 12:30:22 GMT"
        assert fetch(f"urn:dom:{plain.url}", plain.fetched_at)[2] == b"<p>drawn by a script</p>"
        assert fetch(exchange(99).url, plain.fetched_at)[0] == 404


def test_pywb_replays_what_a_killed_writer_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "warc"
    process = subprocess.Popen([sys.executable, str(_WRITING), str(folder), "77"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    lines = [process.stdout.readline() for _ in range(12)]
    process.kill()
    process.communicate()
    for left in folder.glob("*.open"):  # a power cut may leave half a member besides
        data = left.read_bytes()
        left.write_bytes(data + data[:100])
    assert all(file.cut_bytes > 0 for file in recover(folder))
    with _replay(tmp_path, sorted(folder.glob("*.warc.gz"))) as fetch:
        for line in lines:
            warc_file, offset, length, digest, _ = line.split()
            record = read(folder, warc_file, int(offset), int(length))
            status, _, body = fetch(record.url, record.fetched_at)
            assert (status, hashlib.sha256(body).hexdigest()) == (200, digest)
