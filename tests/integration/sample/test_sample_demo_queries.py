"""The demo's queries against the public views of a real database."""

from __future__ import annotations

import psycopg
from psycopg.rows import dict_row

from sample.demo import SQL


def test_the_demos_queries_fit_the_public_views(database: str) -> None:
    values = {"source": "xx_courier", "after": 0}
    with psycopg.connect(database, row_factory=dict_row) as connection:
        found = {path.stem: connection.execute(path.read_bytes(), values).fetchone() for path in SQL.glob("*.sql")}
    assert found == {
        "archived": {"pages": 0, "releases": 0, "languages": 0, "revisions": 0, "captures": 0},
        "new_changes": {"new": 0},
        "change_head": {"change_head": 0},
        "newest_release": None,
    }
