"""The texts of real releases in the recorded data sets, as paragraphs, and the part of them that nobody looks at."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from press.text import clean

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
Part = Literal["open", "held-out", "all"]

#: One text in four is held out, by the digest of its name: fixed before any text was looked at for these rules.
_SALT, _ONE_IN = "grammar", 4
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_MARKDOWN_MARK = re.compile(r"^(?:#{1,6} |\* |> )|\*\*|(?<!\w)__|__(?!\w)")
#: The kinds of GOV.UK's example documents that are releases.
_GOVUK_KINDS = ("news_article", "speech", "fatality_notice")


@dataclass(frozen=True)
class Text:
    """A release's text: its name within the corpus, the wire or data set it comes from, and its day where that is known."""

    name: str
    group: str
    language: str
    paragraphs: tuple[str, ...]
    day: date | None

    @property
    def is_held_out(self) -> bool:
        return int(hashlib.sha256(f"{_SALT}{self.name}".encode()).hexdigest(), 16) % _ONE_IN == 0


def texts(part: Part = "all") -> list[Text]:
    """The texts of all data sets that are there, or of one part of them."""
    found = [text for read in (_wires, _senate, _prosecutors, _korea, _business_wire, _govuk, _apo) for text in read()]
    return [text for text in found if text.paragraphs and (part == "all" or text.is_held_out == (part == "held-out"))]


def _files(folder: str, pattern: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((CORPUS / folder).rglob(pattern)):
        if path.is_file():
            yield str(path.relative_to(CORPUS)), path


def _wires() -> Iterator[Text]:
    """Markdown: the title, the text, a rule, and below it the data set's own links."""
    for name, path in _files("Newsworthyai+press-release-archive", "*.md"):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        lines = [line for line in body.split("\n") if not line.startswith("# ")]
        wire, year, month_day = name.split("/")[1:4]
        day = _day(lambda y=year, md=month_day: date(int(y), int(md[:2]), int(md[2:])))
        yield Text(name, f"newsworthy/{wire}", "en", _paragraphs(map(_unmarked, lines)), day)


def _senate() -> Iterator[Text]:
    """Plain text, at times without punctuation; no paragraphs are left, only runs of blanks."""
    for name, path in _files("lintool+GrimmerSenatePressReleases", "*.txt"):
        raw = path.read_bytes()
        try:
            body = raw.decode("utf-8")
        except UnicodeDecodeError:
            body = raw.decode("cp1252", "replace")
        parts = re.split(r"\n\s*\n|\n|\s{5,}", body)
        stem = re.match(r"(\d{2}[A-Z][a-z]{2}\d{4})", path.name)
        day = _day(lambda s=stem: datetime.strptime(s[1], "%d%b%Y").date()) if stem else None  # noqa: DTZ007 - a day
        punctuated = sum(body.count(sign) for sign in ".,") * 200 > len(body)
        yield Text(name, f"senate/{'plain' if punctuated else 'stripped'}", "en", _paragraphs(parts), day)


def _prosecutors() -> Iterator[Text]:
    """Whole pages and PDFs as text, menus included: blank lines part paragraphs where there are any, else every line is one."""
    for name, path in _files("natmrubin+prosecutor-press-releases", "*.txt"):
        body = path.read_text(encoding="utf-8", errors="replace")
        parts = body.split("\n\n") if body.count("\n\n") > 3 else body.split("\n")
        yield Text(name, f"prosecutors/{name.split('/')[2]}", "en", _paragraphs(parts), None)


def _korea() -> Iterator[Text]:
    for name, path in _files("hosungseo+gov-press-md", "*.md"):
        head, _, rest = path.read_text(encoding="utf-8").partition("## 본문")
        body = rest.partition("## 출처")[0]
        stated = re.search(r'approve_date: "(\d\d)/(\d\d)/(\d{4})', head)
        day = _day(lambda s=stated: date(int(s[3]), int(s[1]), int(s[2]))) if stated else None
        yield Text(name, "korea", "ko", _paragraphs(body.split("\n")), day)


def _business_wire() -> Iterator[Text]:
    for name, path in _files("azfar-imtiaz+BusinessWire-Articles-Parsing", "*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, dict) and isinstance(told.get("body"), str):
            yield Text(name, "businesswire", "en", _paragraphs(told["body"].split("\n")), None)


def _govuk() -> Iterator[Text]:
    for name, path in _files("alphagov+publishing-api", "*.json"):
        if path.parent.parent.name not in _GOVUK_KINDS:
            continue
        told = json.loads(path.read_text(encoding="utf-8"))
        body = told.get("details", {}).get("body", "")
        published = told.get("first_published_at") or told.get("public_updated_at")
        day = _day(lambda p=published: date.fromisoformat(p[:10])) if published else None
        tree = LexborHTMLParser(body if isinstance(body, str) else "")
        parts = [node.text(separator="\n" if node.tag == "p" else " ") for node in tree.css("p, h2, h3, h4, li")]
        yield Text(name, "gov.uk", told.get("locale", "en"), _paragraphs(parts), day)


def _apo() -> Iterator[Text]:
    for name, path in _files("_apo", "*.json"):
        for told in json.loads(path.read_text(encoding="utf-8")):
            yield Text(name, "apo", "en", _paragraphs(told["body"].split("\n")), date.fromisoformat(told["date"]))


def _unmarked(line: str) -> str:
    return _MARKDOWN_MARK.sub("", _MARKDOWN_LINK.sub(r"\1", line.strip())).replace("&amp;", "&")


def _paragraphs(parts: object) -> tuple[str, ...]:
    assert not isinstance(parts, str)
    return tuple(text for part in parts if (text := clean(part).strip()))  # type: ignore[attr-defined]


def _day(of: Callable[[], date]) -> date | None:
    try:
        return of()
    except ValueError:
        return None
