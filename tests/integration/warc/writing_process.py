"""A process that writes captures until it is killed (or until COUNT are written) and says which are acknowledged.

    python writing_process.py FOLDER SEED [COUNT]

For each it prints `warc_file offset length payload_digest record_id` on one line, written at once and unbuffered.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.integration.warc.samples import Rows, as_line, exchange, page, writer

_AT_ONCE = 8


async def _main(folder: Path, seed: int, wanted: int | None) -> None:
    rows = Rows()
    made = writer(folder, rows, rotate_bytes=200_000)
    chance = random.Random(seed)
    numbers = iter(range(wanted)) if wanted is not None else count()
    os.write(1, b"ready\n")

    async def one_after_another(numbers: Iterator[int]) -> None:
        for number in numbers:
            body = page(seed * 1_000_000 + number, words=chance.randrange(10, 4000))
            if chance.random() < 0.02:
                body += chance.randbytes(3_000_000)  # a kill may stop the kernel within such a write
            placed = await made.write(exchange(number, body, coded=chance.random() < 0.5))
            assert placed.warc_file in rows.opened
            os.write(1, f"{as_line(placed)}\n".encode())

    await asyncio.gather(*(one_after_another(numbers) for _ in range(_AT_ONCE)))
    await made.close()


asyncio.run(_main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None))
