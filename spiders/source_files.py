"""The source files in their folders: which there are, one read, all checked. `docs/source-reference.md` explains the keys."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from press.errors import SourceFault, UnknownSource
from press.source import Source
from spiders import source_faults
from spiders.source_faults import Fault

#: The catalogue that comes with the project, used where SOURCES_DIR is not set.
SHIPPED = Path(__file__).resolve().parent.parent / "sources"

_COUNTRY = re.compile(r"[a-z]{2}|int")
_NAME = re.compile(r"[a-z0-9_]+")
_SOURCE_ID = re.compile(r"([a-z]{2}|int)_([a-z0-9_]+)")

#: What a file that has one source's id looks like from outside: path, inode, size and time of the last change; each, where
#: several have it.
FileState = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The folders of source files, in order. Nothing is read before a method asks for it."""

    folders: tuple[Path, ...]

    @classmethod
    def named_by(cls, sources_dir: str | None) -> SourceFiles:
        """From the value of SOURCES_DIR: folders with a colon between them, relative to where the command runs.

        None or empty means the catalogue that comes with the project.
        """
        named = [Path(part) for part in (sources_dir or "").split(":") if part]
        return cls(tuple(named) or (SHIPPED,))

    def ids(self) -> list[str]:
        """Every source's id, in order, from the paths alone: no file is opened, so a broken one is listed as well.

        A folder that is missing is an error; a file whose place or name is wrong has no id (`check` tells of it).
        """
        return sorted({source_id for source_id, _ in self._entries()})

    def states(self) -> dict[str, FileState]:
        """Every source's id with the state of its file, in order: another one than before where the file was written since.

        As `ids`, it opens no file, and a folder that is missing is an error.
        """
        found: dict[str, FileState] = {}
        for source_id, entry in self._entries():
            try:
                stat = entry.stat()
            except FileNotFoundError:  # it went away meanwhile
                continue
            found[source_id] = (*found.get(source_id, ()), (entry.path, stat.st_ino, stat.st_size, stat.st_mtime_ns))
        return dict(sorted(found.items()))

    def _entries(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        for folder in self.folders:
            _expect(folder)
            with os.scandir(folder) as countries:
                named = [entry for entry in countries if _COUNTRY.fullmatch(entry.name) and entry.is_dir()]
            for country in named:
                with os.scandir(country.path) as files:
                    for file in files:
                        if file.name.endswith(".toml") and _NAME.fullmatch(file.name[:-5]):
                            yield f"{country.name}_{file.name[:-5]}", file

    def read(self, source_id: str) -> Source:
        """One source, from its one file. Raises UnknownSource, or SourceFault with every fault of the file."""
        paths = self._paths(source_id)
        if not paths:
            near = difflib.get_close_matches(source_id, self.ids(), n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise UnknownSource(f"no source file has the id {source_id!r}; {hint}`scrapy list` names all")
        if len(paths) > 1:
            raise source_faults.as_error(_twice(source_id, paths))
        source, faults = read_file(paths[0])
        if source is None:
            raise source_faults.as_error(faults)
        return source

    def readable(self) -> Iterator[Source]:
        """Every source whose file can be read; broken ones are passed over, since `check` names them."""
        for source_id in self.ids():
            try:
                yield self.read(source_id)
            except SourceFault:
                continue

    def check(self) -> tuple[list[Source], list[Fault]]:
        """Every file read: the sources that are sound, and every fault of every other in one go."""
        faults: list[Fault] = []
        seen: dict[str, list[Path]] = {}
        read: list[tuple[Path, Source]] = []
        for folder in self.folders:
            if not folder.is_dir():
                faults.append(Fault(str(folder), "path", "no such folder; SOURCES_DIR names it"))
                continue
            for path in sorted(_toml_files(folder)):
                if reason := _misplaced(path.relative_to(folder)):
                    faults.append(Fault(_shown(path), "path", reason))
                    continue
                seen.setdefault(_id_of(path), []).append(path)
                source, found = read_file(path)
                faults.extend(found)
                if source is not None:
                    read.append((path, source))
        for source_id, paths in seen.items():
            if len(paths) > 1:
                faults.extend(_twice(source_id, paths))
        faults.extend(_shared_addresses(read))
        return [source for _, source in read if len(seen[source.source_id]) == 1], sorted(faults)

    def holder_of(self, addresses: list[str]) -> tuple[str, str] | None:
        """The first of these addresses that a source has as its home or as a way, and that source's id."""
        wanted = {_comparable(url): url for url in reversed(addresses)}
        for source in self.readable():
            for url in source.addresses:
                if (found := wanted.get(_comparable(url))) is not None:
                    return found, source.source_id
        return None

    def where(self, source_id: str) -> str:
        """The file of a source, as a fault names it."""
        return ", ".join(map(_shown, self._paths(source_id)))

    def _paths(self, source_id: str) -> list[Path]:
        match = _SOURCE_ID.fullmatch(source_id)
        if match is None:  # also keeps an id such as ../../etc from becoming a path
            return []
        found = []
        for folder in self.folders:
            _expect(folder)
            path = folder / match[1] / f"{match[2]}.toml"
            if path.exists():
                found.append(path)
        return found


def read_source(source_id: str, sources_dir: str | None = None) -> Source:
    """One source by its id; `sources_dir` is the value of the setting SOURCES_DIR, None the project's own catalogue."""
    return SourceFiles.named_by(sources_dir).read(source_id)


def read_file(path: Path) -> tuple[Source | None, list[Fault]]:
    """The source that stands in this file, or every fault it has. Id and country are read from the path."""
    file = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [Fault(file, "path", f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return None, [source_faults.of_encoding(file, error)]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [source_faults.of_toml(file, error, text)]
    faults = list(source_faults.of_path_keys(file, data))
    data |= {"source_id": _id_of(path), "country": path.parent.name}
    try:
        source = Source.model_validate(_frozen(data), strict=True)
    except ValidationError as error:
        return None, faults + list(source_faults.of_model(file, error))
    return (None, faults) if faults else (source, [])


def _frozen(value: Any) -> Any:
    """TOML's arrays as tuples: strict validation takes nothing else for one, and so `delay = "1"` stays a fault."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def _expect(folder: Path) -> None:
    if not folder.is_dir():
        raise source_faults.as_error([Fault(str(folder), "path", "no such folder; SOURCES_DIR names it")])


def _toml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.toml") if not path.name.startswith("."))


def _id_of(path: Path) -> str:
    return f"{path.parent.name}_{path.stem}"


def _misplaced(path: Path) -> str | None:
    """Why a file at this place, relative to its folder, can have no id; None where it has one."""
    if len(path.parts) != 2:
        return "a source file stands in a folder named by its country, as in ma/diplomatie.toml or int/un_press.toml"
    if not _COUNTRY.fullmatch(path.parts[0]):
        return f"the folder {path.parts[0]!r} is neither two lower-case letters (ISO 3166) nor int"
    if not _NAME.fullmatch(path.stem):
        return f"the name {path.stem!r} may hold only a-z, 0-9 and _"
    return None


def _shown(path: Path) -> str:
    """As a person would type it from where the command runs."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _twice(source_id: str, paths: list[Path]) -> Iterator[Fault]:
    for path in paths[1:]:
        yield Fault(_shown(path), "path", f"{_shown(paths[0])} has the id {source_id} already; rename one of them")


def _shared_addresses(read: list[tuple[Path, Source]]) -> Iterator[Fault]:
    """One site in two files would be visited twice and its releases credited to whichever came first."""
    first: dict[tuple[str, str], tuple[Path, str]] = {}
    for path, source in read:
        addresses = [("home", "home", source.home)]
        addresses += [("way", f"discover[{n}].url", way.url) for n, way in enumerate(source.discover)]
        own = set()
        for use, key, url in addresses:
            address = (use, _comparable(url))
            if address in own:
                continue  # one document may be read twice by one source, with other patterns or another language
            own.add(address)
            if address in first:
                other, its_key = first[address]
                yield Fault(_shown(path), key, f"{url} is {its_key} of {_shown(other)} already; one site belongs in one file")
            else:
                first[address] = (path, key)


def _comparable(url: str) -> str:
    """Two spellings that lead to one document: case of the host, http and https, the last slash, the fragment."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '')}:{parts.port or ''}{parts.path.rstrip('/')}{query}"
