"""SQL by name: the files in archive/sql/queries, each a noun's.

    -- name: take_lead
    -- Why it is asked this way; as many lines as it takes.
    SELECT … WHERE lead_id = %(lead_id)s

`Queries("leads")["take_lead"]` is the statement, as psycopg takes it. Lines that are comments stay in the file: a percent sign
in one would read as a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "sql" / "queries"

_NAME = re.compile(r"^--\s*name:\s*(.*?)\s*$")


class Queries(Mapping[str, str]):
    """The statements of one file, by name. It is read once a process. An unknown name is a KeyError that tells the known."""

    def __init__(self, noun: str, folder: Path = FOLDER) -> None:
        self._path = folder / f"{noun}.sql"
        self._statements = _read(self._path)

    def __getitem__(self, name: str) -> str:
        try:
            return self._statements[name]
        except KeyError:
            raise KeyError(f"{self._path.name} has no query {name!r}; it has {', '.join(self._statements)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


@cache
def _read(path: Path) -> Mapping[str, str]:
    """Raises ValueError with file and line where the file is not made as the module says."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := _NAME.match(line):
            name = match[1]
            if not name.isidentifier() or name in found:
                raise ValueError(
                    f"{path.name}:{number}: {name!r} is {'there already' if name in found else 'no name for a query'}"
                )
            lines = found[name] = []
        elif line.strip() and not line.lstrip().startswith("--"):
            if lines is None:
                raise ValueError(f"{path.name}:{number}: SQL before the first `-- name:`")
            lines.append(line)
    statements = {name: "\n".join(lines).rstrip().removesuffix(";") for name, lines in found.items()}
    if empty := [name for name, statement in statements.items() if not statement]:
        raise ValueError(f"{path.name}: {empty[0]} has no statement")
    return MappingProxyType(statements)
