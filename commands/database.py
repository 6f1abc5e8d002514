"""`scrapy database [-- COMMAND …]`: where the database is, or a command that works on it."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
from contextlib import nullcontext

from scrapy.commands import ScrapyCommand

from commands.frame import Frame

#: What shells return for a command that is not there, and for one that cannot be executed.
NOT_FOUND, NOT_EXECUTABLE = 127, 126


class Command(Frame, ScrapyCommand):
    """Prints the archive's URL; a command is run with it in its environment while the embedded server is held up."""

    hands_over = True

    def short_desc(self) -> str:
        return "Print the archive's database URL, or run a command on it: scrapy database -- psql"

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        from archive.client_environment import client_environment
        from archive.connection import prepare
        from archive.embedded.binaries import PostgresBinaries
        from archive.embedded.server import EmbeddedServer
        from archive.settings import ArchiveSettings
        from commands.foreground import run_in_foreground
        from press.errors import CannotStart

        settings = ArchiveSettings.from_environment(os.environ)
        server = None if settings.database_url else EmbeddedServer(settings.archive_dir)
        if not self.after:
            print(server.url() if server else settings.database_url)
            if server and not server.is_up:
                self.note(
                    "nobody uses the embedded server now, so it is down: `scrapy database -- COMMAND` holds it up for a command"
                )
            return 0
        with server.hold() if server else nullcontext():
            url = settings.database_url or (server.url() if server else "")
            if server:
                asyncio.run(prepare(url))
            try:
                tools = PostgresBinaries.of_wheel().folder
            except CannotStart:
                tools = None  # a server elsewhere needs no wheel here: the command finds what PATH has
            environ = client_environment(url, os.environ, tools)
            try:
                return run_in_foreground(self.after, environ)
            except OSError as error:
                # A folder on PATH that may not be entered makes a missing command look like a forbidden one.
                if shutil.which(self.after[0], os.F_OK, environ["PATH"]) is None:
                    self.note(f"scrapy database: there is no command {self.after[0]!r}")
                    return NOT_FOUND
                self.note(f"scrapy database: {self.after[0]!r} cannot be run: {error.strerror}")
                return NOT_EXECUTABLE
