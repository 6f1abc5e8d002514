"""What a release weighs on disk, by table and index, whether the looks are by index alone, and how true the clusters are."""

from __future__ import annotations

import json
from typing import Any

import psycopg
from psycopg.rows import dict_row

from archive.queries import Queries

_SIZES = """
SELECT c.relname AS name, t.relname AS of_table, pg_relation_size(c.oid) AS bytes
FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
WHERE c.relkind IN ('r', 'i', 't') AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('archive', 'pg_toast'))
  AND pg_relation_size(c.oid) > 100000
ORDER BY 3 DESC
"""

#: Pairs of pages that are of one release, that are in one release, and that are both; without listing a pair.
_PAIRS = """
WITH page AS (SELECT (regexp_match(a.url, '-of-([0-9]+)$'))[1] AS of, a.release_id FROM archive.appearance a),
true_ones AS (SELECT count(*) AS n FROM page GROUP BY of),
found AS (SELECT count(*) AS n FROM page WHERE release_id IS NOT NULL GROUP BY release_id),
common AS (SELECT count(*) AS n FROM page WHERE release_id IS NOT NULL GROUP BY release_id, of)
SELECT (SELECT sum(n * (n - 1) / 2) FROM true_ones) AS true_pairs, (SELECT sum(n * (n - 1) / 2) FROM found) AS joined,
       (SELECT sum(n * (n - 1) / 2) FROM common) AS rightly
"""


def weigh(url: str) -> dict[str, Any]:
    """Counts, bytes by table and index, pair precision and recall, and the plan of the look for candidates."""
    with psycopg.connect(url, row_factory=dict_row, autocommit=True) as connection:
        connection.execute("ANALYZE")
        count = _one(connection, "SELECT count(*) AS n FROM archive.appearance")["n"]
        sizes = connection.execute(_SIZES).fetchall()
        pairs = _one(connection, _PAIRS)
        more = {
            "releases": _one(connection, "SELECT count(*) AS n FROM press.release")["n"],
            "ties": _one(connection, "SELECT count(*) AS n FROM archive.tie")["n"],
            "crowded bands": _one(connection, "SELECT count(*) AS n FROM archive.crowded_band")["n"],
        }
        plan = _plan(connection)
    return {
        "pages": count, **more,
        "precision": float(pairs["rightly"] / pairs["joined"]) if pairs["joined"] else 1.0,
        "recall": float(pairs["rightly"] / pairs["true_pairs"]) if pairs["true_pairs"] else 1.0,
        "bytes a page": {row["name"]: round(row["bytes"] / count) for row in sizes},
        "scans": scans(plan),
    }  # fmt: skip


def scans(plan: Any) -> list[str]:
    """The tables that a plan reads from end to end."""
    if isinstance(plan, list):
        return [name for part in plan for name in scans(part)]
    if not isinstance(plan, dict):
        return []
    own = [plan["Relation Name"]] if plan.get("Node Type") == "Seq Scan" else []
    return own + [name for part in plan.values() for name in scans(part)]


def _plan(connection: psycopg.Connection[Any]) -> Any:
    """Of the look for candidates, for a text that the archive has."""
    found = _one(connection, "SELECT bands, rules FROM archive.signature LIMIT 1")
    row = {
        "position": 0, "bands": found["bands"], "own": "00000000-0000-0000-0000-000000000000", "text_digest": "\\x00",
    }  # fmt: skip
    asked = {"rows": json.dumps([row]), "rules": found["rules"], "after": -1, "most": 400}
    return _one(connection, "EXPLAIN (FORMAT JSON) " + Queries("candidates")["near"], asked)["QUERY PLAN"]


def _one(connection: psycopg.Connection[Any], statement: str, asked: Any = None) -> dict[str, Any]:
    row = connection.execute(statement.encode(), asked).fetchone()
    assert row is not None
    return dict(row)
