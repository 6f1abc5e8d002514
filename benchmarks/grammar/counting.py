"""What the grammar reads in each text, counted by wire and data set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.grammar.texts import Text
from press.grammar.furniture import is_end_mark
from press.grammar.reading import Reading, read

COLUMNS = ("place", "date", "issuer", "distributor", "number", "embargo", "about", "contacts", "end mark")


@dataclass(frozen=True)
class Read:
    """A text and what the grammar read in it. `share` is how much of the text, in characters, stayed in the body."""

    text: Text
    reading: Reading
    share: float

    @property
    def fields(self) -> dict[str, object]:
        reading, dateline = self.reading, self.reading.dateline
        said = (
            dateline.place if dateline else None,
            dateline.day if dateline else None,
            reading.issuer,
            reading.distributor,
            reading.release_number,
            reading.embargo,
            reading.boilerplate,
            reading.contacts,
            next((line for line in self.text.paragraphs if is_end_mark(line)), None),
        )
        return {name: value for name, value in zip(COLUMNS, said, strict=True) if value}


def read_all(texts: Iterable[Text]) -> list[Read]:
    return [_read(text) for text in texts]


def _read(text: Text) -> Read:
    reading = read(text.paragraphs, (text.language,), text.day)
    whole = sum(map(len, text.paragraphs))
    return Read(text, reading, sum(len(text.paragraphs[number]) for number in reading.kept) / whole)


def table(read: Iterable[Read]) -> str:
    """A row a group: how many texts, and of how many of them each field was read; then the share of text kept."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for one in read:
        groups[one.text.group].append(one)
    lines = [f"{'':32s}{'texts':>7s}" + "".join(f"{name:>12s}" for name in COLUMNS) + f"{'kept':>8s}"]
    for group, members in sorted(groups.items()):
        counts = "".join(f"{sum(name in one.fields for one in members):12d}" for name in COLUMNS)
        lines.append(f"{group:32s}{len(members):7d}{counts}{sum(one.share for one in members) / len(members):8.3f}")
    return "\n".join(lines)
