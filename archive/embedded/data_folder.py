"""The embedded server's data folder: made whole or not at all, and looked at before a server is let at it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from archive.embedded.binaries import PostgresBinaries
from archive.embedded.failure import server_failure
from archive.embedded.privileges import RunAs
from archive.folder import sync_folder
from press.errors import CannotStart

SUPERUSER = "postgres"


def make_data_folder(data: Path, log: Path, binaries: PostgresBinaries, run_as: RunAs, environ: Mapping[str, str]) -> None:
    """Run initdb beside the folder's place and move it there. Raises CannotStart."""
    draft = data.with_name(f"{data.name}.new")
    locale = ["--locale=C.UTF-8"]  # said: initdb would take it from the environment of whoever comes first
    if binaries.major >= 17:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    how = [f"--pgdata={draft.name}", f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--no-instructions"]
    what = "the embedded database cannot be made"
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        run_as.give(draft)
        made = run_as.run([binaries["initdb"], *how, *locale], data.parent, environ)
        if made.returncode:
            failure = server_failure(what, made.stderr, log)
            shutil.rmtree(draft, ignore_errors=True)
            raise failure
        draft.rename(data)
        sync_folder(data.parent)
    except OSError as error:
        raise server_failure(what, f"error: {error.strerror}", log) from error


def check_data_folder(data: Path, major: int) -> None:
    """Whether PostgreSQL `major` may run on it; raises CannotStart where it may not."""
    try:
        made_by = (data / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
        mode = data.stat().st_mode & 0o777
    except FileNotFoundError:
        raise CannotStart(
            f"{data} is no PostgreSQL data folder (it has no PG_VERSION): move it away, or restore it from a back-up"
        ) from None
    except OSError as error:
        raise CannotStart(f"{data} cannot be read: {error.strerror}; give it back to the user who runs this") from error
    if made_by != str(major):
        raise CannotStart(
            f"{data} was made by PostgreSQL {made_by}, and this is {major}: bring it over with pg_upgrade, or dump it with "
            f"PostgreSQL {made_by} and restore it here, or set DATABASE_URL to its server"
        )
    if mode & 0o027:  # as PostgreSQL sees it: the owner's, and at most to be read by the group
        raise CannotStart(f"{data} is open to others (mode {mode:04o}), which PostgreSQL refuses: run `chmod 700` on it")
