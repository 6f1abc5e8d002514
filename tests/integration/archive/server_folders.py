"""Archive folders for tests of the embedded server: made once by initdb, then copied; and users of them in other processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from archive.embedded.server import EmbeddedServer

ROOT = Path(__file__).parents[3]
#: A killed process loses nothing that it has written; only a power cut would.
VOLATILE = {"fsync": "off"}

#: Uses the server until its stdin ends; says so with its postmaster's pid on a line.
_USER = """
    import sys
    from pathlib import Path
    from archive.embedded.server import EmbeddedServer
    with EmbeddedServer(Path(sys.argv[1]), options={"fsync": "off"}).hold() as _:
        print(Path(sys.argv[1], "postgres/postmaster.pid").read_text().split()[0], flush=True)
        sys.stdin.read()
"""


def initialised(folder: Path) -> Path:
    """An archive folder with a server's data, stopped."""
    with EmbeddedServer(folder, options=VOLATILE).hold():
        pass
    return folder


def copied(seed: Path, folder: Path) -> Path:
    """A folder of the test's own, in no time."""
    shutil.copytree(seed / "postgres", folder / "postgres")
    (folder / "postgres").chmod(0o700)
    return folder


def server_of(folder: Path) -> EmbeddedServer:
    return EmbeddedServer(folder, options=VOLATILE)


def python(code: str, *args: object, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """A Python process that sees this project."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, args)],
        cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


class OtherUser:
    """A process that uses the server. `postmaster` is the pid it found."""

    def __init__(self, folder: Path) -> None:
        self.process = python(_USER, folder)

    def wait_until_up(self) -> int:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.communicate()[1])
        return int(line)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def leave(self) -> None:
        _, said = self.process.communicate("")
        assert self.process.returncode == 0, said
