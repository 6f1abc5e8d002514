"""`scrapy database` and `scrapy migrate`, as a shell sees them."""

from __future__ import annotations

import argparse
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from scrapy.settings import Settings
from server_folders import ROOT, copied, server_of

from archive.migrations import migrations
from commands import database, migrate
from commands.frame import Frame
from tests.clusters import Cluster

SCRAPY = [sys.executable, "-m", "scrapy"]


def environment(**said: object) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ARCHIVE_DIR")}
    return {**clean, **{name: str(value) for name, value in said.items()}}


def scrapy(*words: str, **said: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SCRAPY, *words], cwd=ROOT, env=environment(**said), capture_output=True, text=True, check=False)


def ran(command: Frame, words: list[str], monkeypatch: pytest.MonkeyPatch, **said: object) -> int:
    """The command within this process, which is quicker; its exit code."""
    for name, value in said.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    command.settings = Settings()
    command.settings.setmodule("crawler.settings")
    command.run(words, argparse.Namespace(restored=False, forget=None))
    return command.exitcode


@pytest.fixture(scope="module")
def folder(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(seed, tmp_path_factory.mktemp("commands") / "var")


def test_it_prints_the_url_and_nothing_else(folder: Path) -> None:
    done = scrapy("database", ARCHIVE_DIR=folder)
    assert (done.stdout, done.returncode) == (server_of(folder).url() + "\n", 0)
    assert "`scrapy database -- COMMAND`" in done.stderr
    assert not server_of(folder).is_up


def test_a_command_has_the_database_its_tools_and_no_lock(folder: Path) -> None:
    script = """
        psql -XAtc "SELECT schema_version FROM press.archive"; psql -XAtc 'SELECT 1' "$DATABASE_URL"
        psql --version; echo $PGUSER $PGDATABASE $PGPORT; readlink /proc/$$/fd/* | grep -c postgres.; exit 7
    """
    done = scrapy("database", "--", "sh", "-c", script, ARCHIVE_DIR=folder, PGHOST="elsewhere.invalid", PGPORT="1")
    version, answer, psql, names, descriptors = done.stdout.splitlines()
    assert done.returncode == 7, done.stderr
    assert (version, answer) == (str(len(migrations())), "1")
    assert psql.startswith("psql (PostgreSQL) 18")
    assert names == "postgres press 5432"
    assert descriptors == "0", "no lock is inherited"
    assert not server_of(folder).is_up


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["true"], 0),
        (["sh", "-c", "exit 9"], 9),
        (["sh", "-c", "kill -9 $$"], 137),
        (["no-such-command"], 127),
        ([str(ROOT / "pyproject.toml")], 126),
    ],
)
def test_the_exit_code_is_the_commands(
    folder: Path, command: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    done = ran(database.Command(), ["--", *command], monkeypatch, ARCHIVE_DIR=folder)
    out, err = capfd.readouterr()
    assert (done, out) == (code, "")
    assert err.count("\n") == (1 if code in (126, 127) else 0)
    assert not server_of(folder).is_up


def test_signals_reach_the_command_and_the_server_is_stopped_after(folder: Path) -> None:
    script = "trap 'echo heard; exit 3' TERM; echo ready; while :; do sleep 0.05; done"
    with subprocess.Popen(
        [*SCRAPY, "database", "--", "sh", "-c", script], cwd=ROOT, env=environment(ARCHIVE_DIR=folder),
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "heard\n"
    assert process.returncode == 3
    assert not server_of(folder).is_up


def test_ctrl_c_at_the_terminal_is_heard_once(folder: Path) -> None:
    script = "trap 'echo heard' INT; echo ready; sleep 0.3; sleep 0.3; echo end; exit 4"
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [*SCRAPY, "database", "--", "sh", "-c", script], environment(ARCHIVE_DIR=folder))  # noqa: S606
    said = b""
    while b"ready" not in said:
        said += os.read(terminal, 1000)
    os.write(terminal, b"\x03")
    while True:
        try:
            said += os.read(terminal, 1000)
        except OSError:  # the other end is closed
            break
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4
    assert said.count(b"heard") == 1
    assert not server_of(folder).is_up


@pytest.fixture
def missing(cluster: Cluster) -> Iterator[str]:
    """The URL of a database that is not there."""
    yield cluster.server.url("test_missing")
    cluster.drop("test_missing")


@pytest.mark.one_postgres
def test_a_servers_database_is_made_and_migrated(missing: str) -> None:
    done = scrapy("migrate", DATABASE_URL=missing)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["version"] for line in done.stdout.splitlines()] == [each.version for each in migrations()]
    again = scrapy("migrate", "--restored", DATABASE_URL=missing)
    assert again.stderr == f"the database has schema {len(migrations())}: nothing to do\n"
    with psycopg.connect(missing) as connection:
        assert connection.execute("SELECT epoch FROM press.archive").fetchone() == (json.loads(again.stdout)["epoch"],)
    printed = scrapy("database", DATABASE_URL=missing)
    assert (printed.stdout, printed.stderr) == (missing + "\n", "")


@pytest.mark.parametrize("command", [migrate.Command(), database.Command()])
def test_a_failure_is_one_line(
    command: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "var").write_text("")
    words = ["--", "true"] if isinstance(command, database.Command) else []
    assert ran(command, words, monkeypatch, ARCHIVE_DIR=tmp_path / "var") == 1
    assert capfd.readouterr() == ("", f"{tmp_path}/var is not a folder; move it away or name another with ARCHIVE_DIR\n")
