"""What a site of the benchmark is: software, installed and filled once, then served; and the truth of what stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable
from urllib.parse import unquote, urlsplit

from benchmarks.cms.texts import Release

#: Where what is installed and built is kept, so that the second run need not do it again.
TOOLS = Path(__file__).resolve().parents[2] / ".tools" / "cms"


class Missing(Exception):
    """The software cannot be had on this machine: the site is skipped, and the message says what it needs."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a site beforehand.

    `port` is where it is asked (the proxy's); the software listens one hundred above, and wants `behind_path` before each path.
    `path` is where its home page stands, `room` its press room (or one of them). `robots` is the robots.txt that the proxy
    answers with, `delay` the Crawl-delay in it in seconds. `day_only`: pages tell a day alone, so that is right as well.
    """

    name: str
    title: str
    port: int
    languages: tuple[str, ...]
    zone: str
    robots: str
    room: str
    path: str = "/"
    delay: float = 0.2
    behind_path: str = ""
    day_only: bool = False

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """All that the user knows: the home page."""
        return self.origin + self.path

    @property
    def room_address(self) -> str:
        """The press room's own page, for users who begin there."""
        return self.origin + self.room

    @property
    def behind(self) -> int:
        """The port on which the software itself listens."""
        return self.port + 100

    @property
    def folder(self) -> Path:
        """Where its build product stands."""
        return TOOLS / self.name


class Site(Protocol):
    """One piece of software with our texts in it."""

    @property
    def facts(self) -> Facts: ...

    def build(self) -> None:
        """Install and fill, unless that was done for these texts already. Raises Missing."""

    def serve(self) -> AbstractContextManager[None]:
        """It answers on `facts.behind` while the context is open."""

    def truth(self) -> Mapping[str, Release]:
        """Each release by the path of its page, as `place` writes it."""


@runtime_checkable
class Publishing(Protocol):
    """A site whose editors can publish while it is served."""

    def publish(self) -> AbstractContextManager[Mapping[str, Release]]:
        """One release more stands while the context is open; yields it as `truth` has the others."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whether a folder was built from these words already; `words` is all that the build hangs on."""

    folder: Path
    words: str
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", self.folder / "built")

    def stands(self) -> bool:
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.words

    def set(self) -> None:
        self.path.write_text(self.words, encoding="utf-8")


def place(url: str) -> str:
    """The path of an address in one spelling: decoded, without the last slash, with the query if it has one."""
    parts = urlsplit(url)
    return unquote(parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")
