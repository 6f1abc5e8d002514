"""What another program is told of the database."""

from __future__ import annotations

from pathlib import Path

from archive.client_environment import client_environment


def test_all_that_the_url_says_is_in_libpqs_variables() -> None:
    url = "postgresql://me:p%40ss@db.example:6000/press?sslmode=require&connect_timeout=3"
    environ = client_environment(
        url, {"PATH": "/bin", "PGHOST": "elsewhere", "PGUSER": "other", "HOME": "/home/me"}, Path("/tools")
    )
    assert environ == {
        "DATABASE_URL": url, "HOME": "/home/me", "PATH": "/tools:/bin", "PGHOST": "db.example", "PGPORT": "6000",
        "PGUSER": "me", "PGPASSWORD": "p@ss", "PGDATABASE": "press", "PGSSLMODE": "require", "PGCONNECT_TIMEOUT": "3",
    }  # fmt: skip


def test_what_the_url_leaves_open_stays_as_it_is_for_both() -> None:
    environ = client_environment("postgresql:///press", {"PATH": "/bin", "PGHOST": "db.example"}, None)
    assert environ == {"DATABASE_URL": "postgresql:///press", "PATH": "/bin", "PGHOST": "db.example", "PGDATABASE": "press"}
