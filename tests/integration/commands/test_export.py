"""`scrapy export`: every view in every format, read back by other people's programs; whole or not at all; by the last change."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import duckdb
import jsonschema
import psycopg
import pyarrow.parquet as pq
import pytest
from programs import PROJECT, environment, start
from psycopg.rows import dict_row
from recorded_site import BRIDGE, FERRY, QUAY, Seen, html, source, visit
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from archive.settings import ArchiveSettings
from archive.views import VIEWS
from commands.frame import as_json

pytestmark = pytest.mark.one_postgres

SCHEMA = PROJECT.parent / "shared/standards/ninjs-schema_3.1.json"
PDF = '<p>The plans: <a href="/files/plans.pdf">plans, "drawn" (PDF)</a></p>'

#: What becomes of PostgreSQL's types in DuckDB, by way of Parquet.
TYPES = {
    "uuid": "VARCHAR", "text": "VARCHAR", "jsonb": "VARCHAR", "ARRAY": "VARCHAR[]", "boolean": "BOOLEAN", "integer": "INTEGER",
    "bigint": "BIGINT", "real": "FLOAT", "double precision": "DOUBLE", "date": "DATE",
    "timestamp with time zone": "TIMESTAMP WITH TIME ZONE", "timestamp without time zone": "TIMESTAMP",
}  # fmt: skip


@pytest.fixture
def filled(settings: ArchiveSettings) -> ArchiveSettings:
    """An archive with rows in every view: an edit, a copy, a file, and texts that are awkward to quote."""
    harbour, courier = source("xx_harbour"), source("xx_courier", "republisher")
    ferry = html("The ferry, “sails” again; to the islands", FERRY, QUAY, tail=PDF)
    edited = html("The ferry, “sails” again; to the islands", FERRY.replace("Monday", "Friday"), QUAY, tail=PDF)
    asyncio.run(visit(settings, harbour, [
        Seen("news/ferry-sails-again", ferry), Seen("news/ferry-sails-again", edited, at=45),
        Seen("news/bridge-stays-closed", html('The old "bridge" &lt;closed&gt; جسر', BRIDGE, QUAY)),
    ]))  # fmt: skip
    line = "<p>Distributed by Example Wire on behalf of Harbour of Examples.</p>"
    copy = html("The ferry, “sails” again; to the islands", FERRY, QUAY, tail=line)
    asyncio.run(visit(settings, courier, [Seen("world/ferry", copy, at=20)]))
    with psycopg.connect(settings.database_url or "") as connection:
        release = connection.execute("SELECT release_id FROM press.release LIMIT 1").fetchone()
        connection.execute(
            "INSERT INTO archive.release_alias (old_release_id, release_id, since) VALUES (%s, %s, now())", (uuid4(), release[0])
        )
        connection.execute(
            "INSERT INTO archive.visit (visit_id, source_id, attempt, finished_at, outcome, detail)"
            """ VALUES (%s, 'xx_harbour', 1, now(), 'partial', '{"reasons": ["a, b", "c"]}')""", (uuid4(),),
        )  # fmt: skip
        connection.execute("INSERT INTO archive.completeness (source_id, day, glances) VALUES ('xx_harbour', '2021-03-04', 2)")
    return settings


def _sql(settings: ArchiveSettings, query: str) -> list[dict[str, Any]]:
    with psycopg.connect(settings.database_url or "", row_factory=dict_row) as connection:
        return connection.execute(query.encode()).fetchall()


def _plain(rows: list[dict[str, Any]]) -> list[str]:
    """Rows as JSON values, in an order of their own."""
    return sorted(json.dumps(json.loads(as_json(row)), sort_keys=True) for row in rows)


def test_every_view_is_exported_in_every_format(filled: ArchiveSettings, scrapy: Callable, tmp_path: Path) -> None:
    for view in VIEWS:
        there = _sql(filled, f"SELECT * FROM press.{view}")
        assert there, f"press.{view} has nothing to export"
        types = {
            row["column_name"]: row["data_type"]
            for row in _sql(
                filled,
                "SELECT column_name, data_type FROM information_schema.columns "
                f"WHERE table_schema = 'press' AND table_name = '{view}' ORDER BY ordinal_position",
            )
        }
        ended = scrapy("export", "--view", view)
        assert (ended.code, ended.err) == (0, f"{len(there)} rows of press.{view}\n")
        assert _plain(ended.rows) == _plain(there), view

        ended = scrapy("export", "--view", view, "--format", "csv")
        assert ended.code == 0
        header, *lines = csv.reader(io.StringIO(ended.out, newline=""))
        assert header == list(types)
        read = [dict(zip(header, map(_from_csv, types.values(), line), strict=True)) for line in lines]
        assert _plain(read) == _plain([_for_csv(row) for row in there]), view

        file = tmp_path / f"{view}.parquet"
        assert scrapy("export", "--view", view, "--format", "parquet", "--output", str(file)).code == 0
        with duckdb.connect() as duck:
            described = duck.execute(f"DESCRIBE SELECT * FROM '{file}'").fetchall()
            assert {row[0]: row[1] for row in described} == {name: TYPES[kind] for name, kind in types.items()}, view
            assert duck.execute(f"SELECT count(*) FROM '{file}'").fetchall() == [(len(there),)]
        assert _plain([_from_parquet(types, row) for row in pq.read_table(file).to_pylist()]) == _plain(there), view


def _from_csv(kind: str, text: str) -> Any:
    if text == "":
        return None
    if kind in ("jsonb", "ARRAY"):
        return json.loads(text)
    if kind in ("integer", "bigint"):
        return int(text)
    if kind == "real":
        return float(text)
    return {"True": True, "False": False}[text] if kind == "boolean" else text


def _for_csv(row: dict[str, Any]) -> dict[str, Any]:
    """CSV cannot tell an empty text from none."""
    return {name: None if value == "" else value for name, value in row.items()}


def _from_parquet(types: dict[str, str], row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.loads(value) if types[name] == "jsonb" and value is not None
        else round(value, 6) if types[name] == "real" and value is not None else value
        for name, value in row.items()
    }  # fmt: skip


@pytest.mark.skipif(not SCHEMA.exists(), reason="the ninjs schema is not there (shared/standards beside the project)")
def test_ninjs_is_ninjs(filled: ArchiveSettings, scrapy: Callable) -> None:
    # The one schema that it refers to elsewhere is of places on a map, which no item here has; nothing is fetched.
    elsewhere = Resource.from_contents({"type": "object"}, default_specification=DRAFT202012)
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", elsewhere)
    formats = jsonschema.FormatChecker()
    formats.checks("date-time", ValueError)(_is_date_time)
    formats.checks("uri")(lambda text: bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", text)))
    validator = jsonschema.Draft202012Validator(
        json.loads(SCHEMA.read_bytes()), registry=registry, format_checker=formats
    )  # fmt: skip
    assert not validator.is_valid({"uri": "no uri", "standard": {"name": "ninjs", "version": "3.1"}}), "formats are checked"
    items = scrapy("export", "--format", "ninjs").rows
    assert [error.message for item in items for error in validator.iter_errors(item)] == []
    assert len(items) == 2
    ferry = next(item for item in items if item["title"].startswith("The ferry"))
    shown = _sql(filled, "SELECT * FROM press.release WHERE headline LIKE 'The ferry%'")[0]
    assert ferry["uri"] == f"urn:uuid:{shown['release_id']}"
    assert ferry["headlines"][0]["value"] == shown["headline"]
    assert {body["contentType"]: body["value"] for body in ferry["bodies"] if body["role"] == "main"} == {
        "text/plain": shown["body_text"], "text/html": shown["body_html"],
    }  # fmt: skip
    assert datetime.fromisoformat(ferry["firstCreated"]) == shown["published_at"]
    assert [rendition["href"] for rendition in ferry["renditions"]] == ["https://harbour.example/files/plans.pdf"]
    assert (ferry["language"], ferry["pubStatus"]) == ("en", "usable")
    assert scrapy("export", "--format", "ninjs", "--view", "change").code == 2


def _is_date_time(text: str) -> bool:
    """RFC 3339: with seconds and a zone."""
    datetime.fromisoformat(text)
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text))


def test_since_goes_by_the_last_change(filled: ArchiveSettings, scrapy: Callable) -> None:
    with psycopg.connect(filled.database_url or "") as connection:
        (bridge,) = connection.execute("SELECT release_id FROM press.release WHERE headline LIKE '%bridge%'").fetchone()
        connection.execute("UPDATE archive.change SET at = '2021-01-01' WHERE release_id = %s", (bridge,))
        connection.execute("UPDATE archive.change SET at = '2021-06-01 12:00+00' WHERE release_id <> %s", (bridge,))
    others = {str(row["release_id"]) for row in _sql(filled, "SELECT release_id FROM press.release")} - {str(bridge)}
    for view in ("release", "appearance", "revision", "change", "attachment"):
        rows = scrapy("export", "--view", view, "--since", "2021-06-01").rows
        assert {row["release_id"] for row in rows} == others, view
        assert len(rows) == _sql(filled, f"SELECT count(*) FROM press.{view} WHERE release_id <> '{bridge}'")[0]["count"]
        assert scrapy("export", "--view", view, "--since", "2021-06-01T12:00:01").rows == []
        assert scrapy("export", "--view", view, "--since", "2021-06-01T14:00:00+02:00").rows == rows
    for view in VIEWS:
        assert scrapy("export", "--view", view, "--since", "2999-01-01").code == 0, view
    assert scrapy("export", "--since", "soon").code == 2


def test_a_file_appears_whole_or_not_at_all(filled: ArchiveSettings, scrapy: Callable, tmp_path: Path) -> None:
    target = tmp_path / "out" / "releases.jsonl"
    target.parent.mkdir()
    assert scrapy("export", "--output", str(target)).code == 0
    before = target.read_bytes()
    assert len(before.splitlines()) == 2

    # A disk that is full is played by a bound on the size of files, which the process meets in the middle of the second row.
    env = environment(DATABASE_URL=filled.database_url or "", ARCHIVE_DIR=str(filled.archive_dir))
    room = len(before.splitlines()[0]) + 100
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", "export", "--output", str(target)], cwd=PROJECT, env=env, capture_output=True, text=True,
        check=False, timeout=60, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{target} cannot be written: File too large\n"
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["releases.jsonl"]

    missing = tmp_path / "nowhere" / "releases.jsonl"
    ended = scrapy("export", "--output", str(missing))
    assert (ended.code, ended.err) == (1, f"{missing} cannot be written: No such file or directory\n")


def test_a_reader_that_goes_away_is_no_fault(filled: ArchiveSettings) -> None:
    """`scrapy export | head -1`: far more than a pipe holds, and a reader that takes the beginning of it."""
    with psycopg.connect(filled.database_url or "") as connection:
        connection.execute(
            "UPDATE archive.revision v SET body_text = "
            "(SELECT string_agg(md5(n::text || v.revision_id::text), ' ') FROM generate_series(1, 30000) n)"
        )
    env = environment(DATABASE_URL=filled.database_url or "", ARCHIVE_DIR=str(filled.archive_dir))
    running = {form: start("export", "--format", form, env=env) for form in ("jsonl", "csv", "ninjs", "parquet")}
    for form, process in running.items():
        assert process.stdout is not None and process.stderr is not None
        assert len(process.stdout.read(4)) == 4
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert (process.wait(timeout=30), said) == (1, b""), form


def test_an_output_that_is_full_is_told_in_one_line(filled: ArchiveSettings) -> None:
    env = environment(DATABASE_URL=filled.database_url or "", ARCHIVE_DIR=str(filled.archive_dir))
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "scrapy", "export"], cwd=PROJECT, env=env, stdout=full, stderr=subprocess.PIPE, check=False,
            text=True, timeout=60,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "the output cannot be written: No space left on device\n")


def test_parquet_goes_through_a_pipe(filled: ArchiveSettings) -> None:
    env = environment(DATABASE_URL=filled.database_url or "", ARCHIVE_DIR=str(filled.archive_dir))
    out, err = start("export", "--format", "parquet", env=env).communicate(timeout=60)
    assert err == b"2 rows of press.release\n"
    table = pq.read_table(io.BytesIO(out))
    assert {UUID(row) for row in table.column("release_id").to_pylist()} == {
        row["release_id"] for row in _sql(filled, "SELECT release_id FROM press.release")
    }
