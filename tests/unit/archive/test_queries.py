"""The loader of named SQL: what it gives, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from psycopg import sql

from archive.queries import FOLDER, Queries


def written(folder: Path, text: str) -> Queries:
    (folder / "things.sql").write_text(text, encoding="utf-8")
    return Queries("things", folder)


def test_statements_by_name_without_their_comments(tmp_path: Path) -> None:
    queries = written(
        tmp_path,
        "-- A word.\n\n-- name: one\n-- Takes 100% of them.\nSELECT 1\n  -- why\nFROM t;\n\n-- name: two\nSELECT 'a;b -- c'\n",
    )
    assert dict(queries) == {"one": "SELECT 1\nFROM t", "two": "SELECT 'a;b -- c'"}


def test_an_unknown_name_tells_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"things\.sql has no query 'three'; it has one, two"):
        written(tmp_path, "-- name: one\nSELECT 1\n-- name: two\nSELECT 2\n")["three"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("SELECT 1\n", r"things\.sql:1: SQL before the first"),
        ("-- name: one\nSELECT 1\n-- name: one\nSELECT 2\n", r"things\.sql:3: 'one' is there already"),
        ("-- name: two words\nSELECT 1\n", r"things\.sql:1: 'two words' is no name"),
        ("-- name: one\n-- only a comment\n", "one has no statement"),
    ],
)
def test_a_file_that_is_made_otherwise_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        written(tmp_path, text)


def test_a_missing_file_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Queries("nothing", tmp_path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_the_projects_own_files_can_be_read(path: Path) -> None:
    queries = Queries(path.stem)
    assert queries
    for statement in queries.values():
        assert ";" not in statement.replace("';'", ""), "one statement a name: psycopg cannot pass parameters to two"
        sql.SQL(statement)
