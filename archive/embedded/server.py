"""The embedded PostgreSQL: one server for an archive folder, up while anybody uses it.

    $ARCHIVE_DIR/postgres        its data
    $ARCHIVE_DIR/postgres.log    what it says
    $ARCHIVE_DIR/socket          its socket; there is no TCP port (see archive/embedded/socket_folder.py for long paths)

Each user holds a lock (archive/embedded/lock.py); the first starts the server, the last stops it. A user that was killed leaves
the server running for the next one to find; a server that was killed is started by the next user. Authentication is `trust`
over a socket in a folder that only this user may enter: PostgreSQL's roles protect nothing here.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from psycopg.pq import PGconn, Ping

from archive.embedded.binaries import PostgresBinaries
from archive.embedded.data_folder import SUPERUSER, check_data_folder, make_data_folder
from archive.embedded.failure import server_failure
from archive.embedded.lock import Use, gate
from archive.embedded.privileges import RunAs, unprivileged
from archive.embedded.process import ServerProcess
from archive.embedded.socket_folder import PORT, SOCKET, is_trusted, make_socket_folder, socket_folders
from archive.folder import private_folder
from archive.settings import ArchiveSettings
from press.errors import CannotStart

DATABASE = "press"

#: Seconds for a start or stop, crash recovery and last checkpoint of a big archive on a slow disk included.
PATIENCE = 600
#: Seconds after which a server that lives but says nothing at its socket will not do so any more.
SILENCE = 30

OPTIONS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    "shared_buffers": "128MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",  # compiling costs more than these short statements take
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_checkpoints": "off",
    "lc_messages": "C",  # failures are read from the log
}

_LOG_LIMIT = 10 * 1024 * 1024


class EmbeddedServer:
    """The server of one archive folder. `options` override OPTIONS, for tests that need no durable data."""

    def __init__(
        self, archive_dir: Path, binaries: PostgresBinaries | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        self.archive_dir = archive_dir.absolute()
        self.data = self.archive_dir / "postgres"
        self.log = self.archive_dir / "postgres.log"
        self._process = ServerProcess(self.data)
        self._binaries = binaries
        self._options = {**OPTIONS, **(options or {})}
        self._use: Use | None = None
        self._folder: Path | None = None

    @property
    def binaries(self) -> PostgresBinaries:
        """PostgreSQL's programs. Raises CannotStart where the wheel is missing."""
        if self._binaries is None:
            self._binaries = PostgresBinaries.of_wheel()
        return self._binaries

    def url(self, database: str = DATABASE) -> str:
        """The libpq URL; of the socket that answers, or else of the one that the next start would make."""
        folder = self._folder or self._answering() or socket_folders(self.archive_dir)[0]
        return f"postgresql://{SUPERUSER}@/{quote(database, safe='')}?host={quote(str(folder), safe='')}&port={PORT}"

    @property
    def is_up(self) -> bool:
        """Whether the server answers now."""
        return self._answering() is not None

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Use the server: started if it is not up, stopped at the end if nobody else uses it. Raises CannotStart."""
        self.acquire()
        try:
            yield
        finally:
            self.release()

    def acquire(self) -> None:
        """Begin to use the server; blocks until it is up. Raises CannotStart."""
        private_folder(self.archive_dir)
        with gate(self.archive_dir):
            use = Use(self.archive_dir)
            try:
                self._bring_up()
            except BaseException:
                use.end()
                raise
            self._use = use

    def release(self) -> None:
        """Stop using it; whoever is the last stops the server, and waits for it to be down."""
        if self._use is None:
            return
        with gate(self.archive_dir):
            use, self._use, self._folder = self._use, None, None
            if use.end():
                self._process.stop(PATIENCE)

    # --- within the gate

    def _bring_up(self) -> None:
        begun = time.monotonic()
        while (ping := self._ping()) != Ping.OK:
            process = self._process.postmaster()
            waited = time.monotonic() - begun
            if ping == Ping.NO_RESPONSE and process is None:
                break
            if waited > (PATIENCE if ping == Ping.REJECT else SILENCE):
                pid = process.pid if process else "?"
                raise CannotStart(
                    f"the embedded server (process {pid}) runs but does not answer: "
                    f"end it with `kill -INT {pid}` and try again; {self.log} may say why"
                )
            time.sleep(0.02)
        else:
            self._folder = self._answering()
            return
        run_as = unprivileged(self.archive_dir, self.data, self.binaries["postgres"])
        if self.data.exists():
            check_data_folder(self.data, self.binaries.major)
            self._process.clear_remains(folder / SOCKET for folder in socket_folders(self.archive_dir))
        else:
            make_data_folder(self.data, self.log, self.binaries, run_as, _environment())
        self._start(run_as)

    def _start(self, run_as: RunAs) -> None:
        folder = make_socket_folder(self.archive_dir, run_as)
        try:
            if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
                self.log.replace(self.log.with_name("postgres.log.1"))
            self.log.touch(mode=0o600)
            run_as.give(self.log)
            said_before = self.log.stat().st_size
            options = {**self._options, "unix_socket_directories": '"' + str(folder).replace('"', '""') + '"'}
            words = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
            # Relative paths: pg_ctl hands them to a shell, in double quotes that a path may contain.
            control = ["start", "-w", "-t", str(PATIENCE), "-s", "-D", self.data.name, "-l", self.log.name, "-o", words]
            if not run_as.run_detached([self.binaries["pg_ctl"], *control], self.archive_dir, _environment(), self.log):
                self._folder = folder
                return
            with self.log.open("rb") as log:
                log.seek(said_before)
                said = log.read().decode(errors="replace")
        except OSError as error:
            raise server_failure("the embedded server cannot be started", f"error: {error.strerror}", self.log) from error
        raise server_failure("the embedded server did not start", said, self.log)

    # --- what there is

    def _ping(self) -> Ping:
        """OK where the server answers, REJECT where it starts up or shuts down, else NO_RESPONSE."""
        answers = {self._ping_at(folder) for folder in socket_folders(self.archive_dir)}
        return next((ping for ping in (Ping.OK, Ping.REJECT) if ping in answers), Ping.NO_RESPONSE)

    def _answering(self) -> Path | None:
        return next((folder for folder in socket_folders(self.archive_dir) if self._ping_at(folder) == Ping.OK), None)

    def _ping_at(self, folder: Path) -> Ping:
        """A socket is believed in a trusted folder alone: it is named after this archive folder, so the server is this one's."""
        if not (folder / SOCKET).exists() or not is_trusted(folder, self._owner()):
            return Ping.NO_RESPONSE
        where = f"postgresql://{SUPERUSER}@/postgres?host={quote(str(folder), safe='')}&port={PORT}&connect_timeout=5"
        return Ping(PGconn.ping(where.encode()))

    def _owner(self) -> int:
        return self.data.stat().st_uid if self.data.exists() else os.geteuid()


def _environment() -> dict[str, str]:
    """What PostgreSQL's programs see: nothing of the caller's PGDATA, PGPORT or PGOPTIONS, and English failures."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))} | {"LC_ALL": "C"}


@asynccontextmanager
async def archive_url(settings: ArchiveSettings) -> AsyncIterator[str]:
    """The libpq URL of the archive's database: DATABASE_URL, or the embedded server's, which is up for as long.

    Raises CannotStart.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    server = EmbeddedServer(settings.archive_dir)
    starting = asyncio.ensure_future(asyncio.to_thread(server.acquire))
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:
        with suppress(CannotStart):
            await starting  # a thread cannot be cancelled: what it took is given back
        await asyncio.to_thread(server.release)
        raise
    try:
        yield server.url()
    finally:
        await asyncio.to_thread(server.release)
