"""The commands of docs/operations.md for a back-up, and for a restore into a new database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.integration.crawl.crawling import Crawls
from tests.integration.scheduling.busy_sites import busy_sites

pytestmark = pytest.mark.one_postgres


def test_a_restored_archive_is_whole_and_goes_on(database: str, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    archive = Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""})
    name = urlsplit(database).path.lstrip("/")
    anew = f"{name}_anew"
    with busy_sites(archive, sites=1, pages=2) as busy:
        busy.gate.set()
        archive.run("harvest")
        dump = tmp_path / "press.dump"
        archive.run("database", "--", "pg_dump", "--format=custom", f"--file={dump}")
        with psycopg.connect(database, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{anew}" TEMPLATE template0'.encode())
        try:
            restored = replace(archive, database=database.replace(f"/{name}", f"/{anew}", 1))
            restored.run("database", "--", "pg_restore", "--clean", "--if-exists", f"--dbname={anew}", str(dump))
            restored.run("migrate", "--restored")
            assert restored.one("SELECT epoch FROM press.archive") > archive.one("SELECT epoch FROM press.archive")
            restored.run("verify")
            restored.run("harvest")
            assert restored.one("SELECT count(*) FROM press.release") == 2
        finally:
            with psycopg.connect(database, autocommit=True) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{anew}" WITH (FORCE)'.encode())
