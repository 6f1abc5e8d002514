"""A release in the terminal, for a person: what `scrapy show` prints where nobody pipes it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from commands.who_said_what import who_said_what
from press.word_diff import Piece, word_diff

if TYPE_CHECKING:  # every command's start imports this file
    from rich.console import Console
    from rich.text import Text

    from archive.showing import PageShown, ReleaseShown

_STYLES = {"same": "", "removed": "red strike", "added": "green underline"}
#: What stands around them, for terminals without colours.
_SIGNS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}

#: Unchanged text is shown this far around a change, in characters.
_AROUND = 60

Row = Mapping[str, Any]


def print_release(console: Console, found: ReleaseShown) -> None:
    """Headline and facts, the text, where it stands, its history, and who said what."""
    from rich.text import Text

    release = found.release
    if release["withdrawn_at"] is not None:
        console.print(Text(f"Withdrawn on {_utc(release['withdrawn_at'])}: its texts are not shown.", style="bold red"))
    console.print(Text(release["headline"] or "(no headline)", style="bold"))
    if release["subheadline"]:
        console.print(Text(release["subheadline"], style="italic"))
    _facts(console, _release_facts(found))
    if release["body_text"]:
        console.print(Text(release["body_text"]), end="\n\n")
    for title, key in (("Boilerplate", "boilerplate"), ("Contacts", "contacts")):
        if release[key]:
            shown = release[key] if isinstance(release[key], str) else "\n".join("  ".join(one.values()) for one in release[key])
            console.print(Text(title, style="bold"))
            console.print(Text(shown), end="\n\n")
    _table(console, "Where it appeared", ("role", "source", "address", "first seen", "last seen", "gone"), (
        (row["role"], row["source_id"], row["url"], _utc(row["first_seen_at"]), _utc(row["last_seen_at"]), _gone(row))
        for row in found.appearances
    ))  # fmt: skip
    _table(console, "Why these are one release", ("tie", "pages"), _ties(found))
    _table(console, "Revisions", ("number", "seen", "headline", "address", "capture"), (
        (str(row["number"]), _utc(row["seen_at"]), row["headline"], row["url"], _text(row["capture_id"]))
        for row in found.revisions
    ))  # fmt: skip
    _table(console, "Attachments", ("address", "type", "bytes"), (
        (row["url"], row["media_type"], _text(row["byte_size"])) for row in found.attachments
    ))  # fmt: skip
    _table(console, "In other languages", ("language", "release", "headline"), (
        (row["language"], str(row["release_id"]), row["headline"]) for row in found.translations
    ))  # fmt: skip
    said = who_said_what(found.shown["provenance"] or {}, found.shown, release)
    _table(console, "Who said what", ("field", "sure", "value, by whom, and who says otherwise"), said)


def print_page(console: Console, found: PageShown) -> None:
    """What became of an address that is no release."""
    from rich.text import Text

    console.print(Text(found.url, style="bold"))
    console.print(Text(found.became.replace("_", " ") + (f": {found.reason}" if found.reason else "")))
    if found.became == "not_a_release":
        console.print(Text(_how_to_overrule(found), style="dim"))
    if found.page is not None:
        seen = {"first seen": _utc(found.page["first_seen_at"]), "last seen": _utc(found.page["last_seen_at"])}
        _facts(console, {"headline": found.page["headline"], "source": found.page["source_id"], **seen})
        console.print(Text(found.page["body_text"] or ""), end="\n\n")
    _table(console, "As a lead", ("source", "way", "state", "outcome", "detail", "asked", "attempts"), (
        (row["source_id"], row["way"], row["state"], row["outcome"], row["detail"], _utc(row["asked_at"] or row["ended_at"]),
         _text(row["attempts"])) for row in found.leads
    ))  # fmt: skip
    _table(console, "As a document", ("source", "kind", "checked", "changed"), (
        (row["source_id"], row["kind"], _utc(row["checked_at"]), _utc(row["changed_at"])) for row in found.documents
    ))  # fmt: skip
    _table(console, "Latest captures", ("fetched", "status", "type", "file", "offset"), (
        (_utc(row["fetched_at"]), _text(row["http_status"]), row["media_type"], row["warc_file"], _text(row["warc_offset"]))
        for row in found.captures
    ))  # fmt: skip


def _how_to_overrule(found: PageShown) -> str:
    """What to write into the source's file where the page was taken for the wrong thing."""
    path = urlsplit(found.url).path or "/"
    folder = path[: path.rstrip("/").rfind("/") + 1]
    # The pages beside it are most probably of its kind; at the top of a site everything stands side by side.
    pattern = f"^{re.escape(folder)}" if len(folder) > 1 else f"^{re.escape(path)}$"
    name = found.leads[0]["source_id"] if found.leads else "the source"
    return (
        f"If it is a release, let a pattern of release_paths in the file of {name} match its path, as in "
        f"release_paths = ['{pattern}'], and run `scrapy reextract {name} --all`."
    )


def print_diffs(console: Console, found: ReleaseShown) -> None:
    """The words that changed between consecutive revisions of each page."""
    from rich.text import Text

    for old, new in consecutive(found.revisions):
        console.print(Text(f"{new['url']}: revision {old['number']} to {new['number']}, {_utc(new['seen_at'])}", style="bold"))
        changed = False
        for field in DIFFED:
            pieces = word_diff(old[field] or "", new[field] or "")
            if any(piece.kind != "same" for piece in pieces):
                changed = True
                console.print(Text(f"{field.replace('_', ' ')}: ", style="dim") + marked(pieces))
        for field in ("published_at", "issuer", "distributor"):
            if old[field] != new[field]:
                changed = True
                console.print(Text(f"{field.replace('_', ' ')}: {_text(old[field])} -> {_text(new[field])}"))
        if not changed:
            console.print(Text("no word changed", style="dim"))
        console.print()


#: The fields of a revision that a word diff is made of.
DIFFED = ("headline", "subheadline", "body_text")


def consecutive(revisions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Each revision with the one before it, page by page."""
    for old, new in pairwise(revisions):
        if old["appearance_id"] == new["appearance_id"]:
            yield old, new


def _release_facts(found: ReleaseShown) -> dict[str, str | None]:
    release = found.release
    wall = release["published_local"]
    published = None
    if wall is not None:
        day = release["published_precision"] == "day"
        told = f"{wall:%Y-%m-%d}" if day else f"{wall:%Y-%m-%d %H:%M}"
        published = f"{told} {release['published_zone']}" + ("" if day else f" ({_utc(release['published_at'])} UTC)")
    dateline = [release["dateline_place"], release["dateline_date"] and release["dateline_date"].isoformat()]
    return {
        "release": str(release["release_id"]),
        "formerly": ", ".join(str(row["old_release_id"]) for row in found.aliases) or None,
        "issuer": release["issuer"],
        "distributor": release["distributor"],
        "source": release["source_name"],
        "published": published,
        "modified": release["modified_at"] and f"{_utc(release['modified_at'])} UTC",
        "dateline": ", ".join(filter(None, dateline)) or None,
        "number": release["release_number"],
        "wire ids": ", ".join(release["wire_ids"] or ()) or None,
        "language": release["language"],
        "translations": release["translation_group"] and f"group {release['translation_group']}",
        "embargoed": release["embargoed_until"] and f"until {_utc(release['embargoed_until'])} UTC",
        "status": release["pubstatus"] if release["pubstatus"] != "usable" else None,
        "address": release["canonical_url"],
        "seen": f"{_utc(release['first_seen_at'])} to {_utc(release['last_seen_at'])} UTC",
        "gone": release["gone_at"] and f"{_utc(release['gone_at'])} UTC, from every address",
        "confidence": None if release["confidence"] is None else f"{release['confidence']:.2f}",
    }


def _ties(found: ReleaseShown) -> Iterator[tuple[str, str]]:
    for tie in found.ties:
        told = {"text": "the same words", "address": f"the address {tie.of}", "other": "another address that they name"}
        yield told[tie.kind], "\n".join(tie.urls)
    for row in found.appearances:
        if row["similarity"] is not None or row["evidence"]:
            yield f"similarity {_text(row['similarity'])}", f"{row['url']}\n{row['evidence'] or ''}".strip()


def marked(pieces: Sequence[Piece]) -> Text:
    """The changes in colour and between signs: `[-removed-]` and `{+added+}`; of what did not change the nearest words."""
    from rich.text import Text

    found = Text()
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same" and len(text) > 2 * _AROUND:
            begins = text[:_AROUND] if number else ""
            ends = text[-_AROUND:] if number < len(pieces) - 1 else ""
            text = f"{begins} […] {ends}"
        before, after = _SIGNS[piece.kind]
        found.append(f"{before}{text}{after}", style=_STYLES[piece.kind])
    return found


def _facts(console: Console, facts: Mapping[str, str | None]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, value in facts.items():
        if value:
            table.add_row(Text(name, style="dim"), Text(value))
    console.print(table, end="\n\n")


def _table(console: Console, title: str, columns: Sequence[str], rows: Iterable[tuple[str | None, ...]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = list(rows)
    if shown:
        table = Table(*columns, title=title, title_justify="left", box=box.SIMPLE)
        for row in shown:
            table.add_row(*[Text(cell or "–", overflow="fold") for cell in row])
        console.print(table)


def _gone(row: Row) -> str | None:
    gone = _utc(row["gone_at"]) if row["gone_at"] else None
    return f"moved to {row['moved_to']}" if row["moved_to"] else gone


def _utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else "–"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
