"""The formats of `scrapy export`: each takes rows as they come and writes bytes. A file appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from commands.frame import as_json
from press.errors import PressError
from press.ninjs import from_release

if TYPE_CHECKING:  # every command's start imports this file
    from collections.abc import Iterator

    from archive.connection import Archive

#: Rows turned into one Parquet row group, or into one look-up of attachments.
GROUP = 1000


async def write(archive: Archive, view: str, form: str, since: datetime | None, target: BinaryIO | Path) -> int:
    """Write a view; returns the number of rows."""
    from archive import views

    with _opened(target) as out:
        # Closed here and not by the garbage collector: a reader that goes away (`| head`) leaves rows unread.
        async with aclosing(views.rows(archive, view, since=since)) as rows, aclosing(_groups(rows)) as groups:
            if form == "csv":
                return await _csv(rows, [name for name, _type in await views.columns(archive, view)], out)
            if form == "parquet":
                return await _parquet(groups, await views.columns(archive, view), out)
            if form == "ninjs":
                return await _ninjs(archive, groups, out)
            return await _jsonl(rows, out)


async def _jsonl(rows: AsyncIterator[dict[str, Any]], out: BinaryIO) -> int:
    count = 0
    async for row in rows:
        out.write(as_json(row).encode() + b"\n")
        count += 1
    return count


async def _csv(rows: AsyncIterator[dict[str, Any]], columns: list[str], out: BinaryIO) -> int:
    """RFC 4180 with a header; null is empty, lists and objects are JSON."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(columns)
    count = 0
    async for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        count += 1
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()
    out.write(line.getvalue().encode())  # the header alone, where there were no rows
    return count


async def _ninjs(archive: Archive, groups: AsyncIterator[list[dict[str, Any]]], out: BinaryIO) -> int:
    from archive import views

    count = 0
    async for group in groups:
        attached = await views.attachments(archive, [row["release_id"] for row in group])
        for row in group:
            item = from_release(row, attached.get(row["release_id"]))
            out.write(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        count += len(group)
    return count


async def _parquet(groups: AsyncIterator[list[dict[str, Any]]], columns: list[tuple[str, str]], out: BinaryIO) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise PressError(
            "--format parquet needs pyarrow (55 MB, so not installed by itself): .venv/bin/pip install pyarrow"
        ) from error
    types = {
        "uuid": pa.string(), "text": pa.string(), "jsonb": pa.string(), "ARRAY": pa.list_(pa.string()), "boolean": pa.bool_(),
        "integer": pa.int32(), "bigint": pa.int64(), "real": pa.float32(), "double precision": pa.float64(), "date": pa.date32(),
        "timestamp with time zone": pa.timestamp("us", tz="UTC"), "timestamp without time zone": pa.timestamp("us"),
    }  # fmt: skip
    schema = pa.schema([(name, types[kind]) for name, kind in columns])
    as_text = {name for name, kind in columns if kind in ("uuid", "jsonb")}
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        async for group in groups:
            table = {name: [_text(row[name]) if name in as_text else row[name] for row in group] for name, _kind in columns}
            writer.write_table(pa.table(table, schema=schema))
            count += len(group)
    return count


async def _groups(rows: AsyncIterator[dict[str, Any]]) -> AsyncGenerator[list[dict[str, Any]], None]:
    group: list[dict[str, Any]] = []
    async for row in rows:
        group.append(row)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


def _cell(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)


@contextmanager
def _opened(target: BinaryIO | Path) -> Iterator[BinaryIO]:
    """What to write to. Raises PressError where it cannot be written; of a file nothing is left then but what was there."""
    try:
        if not isinstance(target, Path):
            yield target
            target.flush()
            return
        draft = target.with_name(f".{target.name}.part")
        try:
            with draft.open("wb") as out:
                yield out
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except BrokenPipeError:
        raise  # nobody reads any more, and nobody is left to be told
    except OSError as error:
        name = target if isinstance(target, Path) else "the output"
        raise PressError(f"{name} cannot be written: {error.strerror}") from error
