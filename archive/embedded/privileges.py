"""As whom PostgreSQL's programs run. They refuse root, so root has to become somebody else for them."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from press.errors import CannotStart

#: Existing accounts that may own an embedded data folder of root's; they own nothing else of the archive.
ACCOUNTS = ("postgres", "nobody")


class _Identity(TypedDict, total=False):
    """What subprocess takes to become another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class RunAs:
    """How to start a program that must not be root. `owner` is the uid that its files have, seen from here."""

    owner: int
    prefix: tuple[str, ...] = ()
    account: pwd.struct_passwd | None = None

    def run(self, command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run in the folder to the end, output captured by pipes: for programs that leave no child behind."""
        return subprocess.run(
            [*self.prefix, *command], env=environ, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", check=False, **self._identity(),
        )  # fmt: skip

    def run_detached(self, command: Sequence[str], folder: Path, environ: Mapping[str, str], log: Path) -> int:
        """Run in the folder to the end, output appended to `log`: for pg_ctl, whose child lives on and would keep a pipe open."""
        with log.open("ab") as output:
            return subprocess.run(
                [*self.prefix, *command], env=environ, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, check=False, **self._identity(),
            ).returncode  # fmt: skip

    def give(self, path: Path) -> None:
        """Make the path the program's own."""
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _identity(self) -> _Identity:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}


def unprivileged(archive_dir: Path, data: Path, program: str) -> RunAs:
    """How this user runs PostgreSQL over `data`, a folder that may not exist yet; `program` is one that has to run.

    Root tries a user namespace first: it needs no account, no chmod and works in a folder that only root may enter. Where the
    kernel forbids those, an existing account takes the data folder, provided that it can reach it. Raises CannotStart.
    """
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else me
    accounts = [account for name in ACCOUNTS if (account := _account(name))] if me == 0 else []
    if owner != me:
        accounts = [account for account in accounts if account.pw_uid == owner]
        if not accounts:
            raise CannotStart(
                f"{data} belongs to {_name(owner)} and not to {_name(me)}: "
                "run this as its owner, or name another folder with ARCHIVE_DIR"
            )
    if me != 0:
        return RunAs(me)
    if owner == me and (prefix := _namespace()):
        return RunAs(me, prefix)
    if owner == me and data.exists():
        accounts = []  # made in a namespace: it stays root's
    for account in accounts:
        run_as = RunAs(account.pw_uid, account=account)
        with suppress(OSError):
            if all(
                run_as.run(command, Path("/"), os.environ).returncode == 0
                for command in (["test", "-x", str(archive_dir)], [program, "--version"])
            ):
                return run_as
    raise CannotStart(
        "PostgreSQL refuses to run as root, and privileges cannot be dropped here: run this as another user, allow user "
        f"namespaces (unshare of util-linux), let one of the accounts {' or '.join(ACCOUNTS)} reach {archive_dir}, "
        "or set DATABASE_URL to a server"
    )


def _namespace() -> tuple[str, ...]:
    """The command that runs another in a user namespace where root is called nobody; empty where that is not possible."""
    nobody = _account("nobody")
    uid, gid = (nobody.pw_uid, nobody.pw_gid) if nobody else (65534, 65534)  # the kernel's overflow ids
    prefix = ("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}")
    try:
        works = subprocess.run([*prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
    except OSError:
        return ()
    return prefix if works else ()


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
