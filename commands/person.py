"""What the commands have in common by which a person decides: who it was, and why."""

from __future__ import annotations

import argparse
import getpass
import os


def add_person(parser: argparse.ArgumentParser, *, needs_reason: bool = False) -> None:
    """The options `--by` and `--reason`."""
    parser.add_argument("--by", metavar="NAME", default=None, help="who decides; by default the system user's name")
    parser.add_argument("--reason", required=needs_reason, default=None, help="why; it stands in the change feed")


def named(opts: argparse.Namespace) -> str:
    """Who decides."""
    if opts.by:
        return str(opts.by)
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return f"uid {os.getuid()}"
