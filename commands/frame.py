"""What all commands share: the command line's strictness, exit codes, one-line errors, and rows for people or programs.

A command is a file of its own in this room, and its name is the file's:

    class Command(Frame, ScrapyCommand):
        takes = "SOURCE [DAY]"                      # positional arguments: how many, and what they are called

        def short_desc(self) -> str:
            return "say in one line what the command does"

        def add_options(self, parser):
            super().add_options(parser)             # Frame makes the parser strict here
            parser.add_argument("--diff", action="store_true", help="…")

        async def act(self, args, opts) -> Exit | None:     # or a plain `def act`
            import heavy_things                     # here, not above: `scrapy -h` imports every command's file
            ...
            self.rows(({"id": 1, "name": "x"},), title="Things")
            return Exit.PART                        # None is Exit.DONE

Frame is a mixin before ScrapyCommand and no subclass of it: Scrapy makes an instance of every subclass that it finds here, and
an abstract one breaks all commands.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import difflib
import inspect
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum, IntEnum
from pathlib import PurePath
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from scrapy.exceptions import UsageError

from press.errors import PressError, UnknownSource


class Exit(IntEnum):
    """A command's exit code, as scripts depend on it."""

    DONE = 0
    FAILED = 1
    WRONG = 2  # the command line was wrong: an unknown option, argument or source
    PART = 3  # done in part; what was not done has been said


class Frame:
    """The frame around one command; see the module for its use.

    A PressError ends the command with its message on stderr and `Exit.FAILED`; an UnknownSource or UsageError with
    `Exit.WRONG`. A command raises `UsageError("…")` for what is wrong in its own arguments. Any other exception is a
    fault of the program and keeps its traceback.
    """

    requires_project: ClassVar[bool] = True
    requires_crawler_process: ClassVar[bool] = False
    #: Scrapy's log stays silent; a command that crawls sets its own.
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    #: The positional arguments as they stand in the usage line: `A` is needed, `[A]` may be left out,
    #: `A …` or `[A …]` repeats, `A|B` is one of two.
    takes: ClassVar[str] = ""
    #: True for a command that hands what follows `--` to another program: `act` then finds it all in `self.after`.
    hands_over: ClassVar[bool] = False

    settings: Any  # Scrapy's Settings; set before anything here is called, though Scrapy declares it optional
    exitcode: int
    _parser: argparse.ArgumentParser | None = None
    after: Sequence[str] = ()

    # --- the command line

    def syntax(self) -> str:
        """The usage line after the command's name."""
        return f"[options] {self.takes}{' [-- COMMAND …]' if self.hands_over else ''}".rstrip()

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds Scrapy's own options, and makes the parser refuse in one line and take no abbreviations."""
        super().add_options(parser)  # type: ignore[misc]  # ScrapyCommand stands behind this mixin
        parser.allow_abbrev = False
        parser.error = self._refuse  # type: ignore[method-assign]
        self._parser = parser

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """What Scrapy calls. The exit code is left in `exitcode`."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale: JSON is UTF-8
        try:
            self._look_at_settings()
            positional, self.after = self._split(args)
            outcome = self.act(positional, opts)
            if inspect.isawaitable(outcome):
                outcome = asyncio.run(_awaited(outcome))
            sys.stdout.flush()
            self.exitcode = Exit.DONE if outcome is None else outcome
        except (UnknownSource, UsageError) as error:
            self._refuse(str(error))
        except PressError as error:
            self.note(str(error))
            self.exitcode = Exit.FAILED
        except KeyboardInterrupt:
            self.note(f"{self.name}: stopped before it was done")
            self.exitcode = Exit.FAILED
        except BrokenPipeError:  # the reader (`| head`) went away: not all was written, and nobody is left to be told
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exitcode = Exit.FAILED

    def act(self, args: list[str], opts: argparse.Namespace) -> Any:
        """The command's work; `args` are the positional arguments. May be async. Returns an Exit, or None for DONE."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """The command's name: its file's."""
        return type(self).__module__.rpartition(".")[2]

    # --- talking

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads stdout; otherwise a program does, and gets JSON lines."""
        return sys.stdout.isatty()

    def note(self, text: str) -> None:
        """A word to the person, on stderr: stdout carries results alone."""
        print(text, file=sys.stderr, flush=True)

    def rows(self, rows: Iterable[Mapping[str, object]], *, title: str | None = None, columns: Sequence[str] = ()) -> None:
        """Results: a table on a terminal, one JSON object a line when piped.

        JSON lines carry every key, as each row comes; the table shows `columns`, or all keys of the first row.
        """
        if not self.on_terminal:
            for row in rows:
                print(as_json(row))
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = None
        for row in rows:
            shown = columns or tuple(row)
            if table is None:
                table = Table(*[column.replace("_", " ") for column in shown], title=title, box=box.SIMPLE, title_justify="left")
            table.add_row(*[Text(_as_text(row.get(column))) for column in shown])
        Console().print(table if table is not None else f"{title or 'Result'}: none")

    # --- within

    def _look_at_settings(self) -> None:
        """Refuses words where a setting is a number: Scrapy would find that out in the middle of the work."""
        from crawler import settings as ours

        for name, ordinary in vars(ours).items():
            if name.isupper() and type(ordinary) in (int, float):
                try:
                    type(ordinary)(self.settings.get(name, ordinary))
                except ValueError:
                    kind = "a number" if type(ordinary) is float else "a whole number"
                    raise UsageError(f"{name} is {self.settings.get(name)!r}, but has to be {kind}") from None

    def _split(self, args: list[str]) -> tuple[list[str], list[str]]:
        """Positional arguments before and after `--`. Scrapy's parser lets unknown options through; here they end."""
        at = args.index("--") if "--" in args else len(args)
        before, after = args[:at], args[at + 1 :]
        for word in before:
            if word.startswith("-") and word != "-":
                raise UsageError(f"unknown option {word}{self._near(word)}")
        positional = before if self.hands_over else before + after
        least, most = _count(self.takes)
        if len(positional) < least:
            raise UsageError(f"needs {self.takes}")
        if most is not None and len(positional) > most:
            wanted = f"takes {self.takes} only" if self.takes else "takes no arguments"
            raise UsageError(f"{wanted}, not {positional[most]!r}")
        return positional, after if self.hands_over else []

    def _near(self, word: str) -> str:
        known = self._parser._option_string_actions if self._parser else ()
        near = difflib.get_close_matches(word.split("=")[0], list(known), n=1)
        return f"; did you mean {near[0]}?" if near else ""

    def _refuse(self, message: str) -> NoReturn:
        self.note(f"scrapy {self.name}: {message} (`scrapy {self.name} -h` tells more)")
        sys.exit(Exit.WRONG)


def as_json(row: Mapping[str, object]) -> str:
    """One line of JSON: instants as ISO 8601, ids as text, any script as itself."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | PurePath):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _as_text(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _count(takes: str) -> tuple[int, int | None]:
    """How few and how many arguments a usage such as `A [B]` or `A|B …` allows."""
    words = takes.replace("[", " ").replace("]", " ").split()
    named = [word for word in words if word != "…"]
    return len(named) - takes.count("["), len(named) if len(named) == len(words) else None


async def _awaited(outcome: Any) -> Any:
    return await outcome
