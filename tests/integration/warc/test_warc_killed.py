"""SIGKILL at any instant: every acknowledged capture is there afterwards, and the files are sound."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

from archive.warc.reader import read
from archive.warc.recover import recover
from tests.integration.warc.samples import warcio_check

_WRITING = Path(__file__).with_name("writing_process.py")


def _start(folder: Path, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(_WRITING), str(folder), str(seed)], stdout=subprocess.PIPE, text=True)


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    folder, chance, acknowledged, torn = tmp_path / "warc", random.Random(8), 0, 0
    following = _start(folder, 0)
    for seed in range(10):
        process, following = following, _start(folder, seed + 1)  # the next one is alive while this one's files are recovered
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        lines = [process.stdout.readline() for _ in range(chance.randrange(40))]
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        lines += [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        torn += sum(file.cut_bytes > 0 for file in recover(folder))
        for line in lines:
            warc_file, offset, length, digest, record_id = line.split()
            assert (folder / warc_file).exists()
            read(folder, warc_file, int(offset), int(length), record_id=UUID(record_id), payload_digest=digest)
        acknowledged += len(lines)
    following.kill()
    following.communicate()
    recover(folder)
    assert acknowledged > 50
    print(f"{acknowledged} acknowledged, {torn} torn tails cut")
    assert not list(folder.glob("*.open"))
    assert warcio_check(*folder.glob("*.warc.gz")) == ""
