"""Releases that are PDFs, and pages that lead to one: fields, kinds, and whose text is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from press.extraction import extract
from press.extraction.deciding.files import HeldText
from press.extraction.pdf import read_pdf
from press.extraction.taken import TakenFile, with_taken
from press.instant import Instant
from press.page import Attachment, Lead, Page
from press.release import Extraction
from press.source import Source, Way
from sample.pdf import WIDTH, Words, paper, wrapped

URL = "https://river.example/files/tolls.pdf"
_DAY = Instant(datetime.fromisoformat("2026-03-09"), None, "day")
SEEN = datetime(2026, 6, 1, tzinfo=UTC)
_WIDE = WIDTH - 112
_HEADLINE = "River office sets new tolls for barges"
_TEXT = (
    "The river office has raised the toll for barges above forty tonnes by two marks a passage, and lowered it for all that "
    "carry grain or seed. The new tolls were agreed with the guild of bargees after three meetings at Tolm.",
    "Whoever has paid for a year in advance pays nothing more until that year is over, the office said on the day.",
)


def release(*top: str, headline: str | None = _HEADLINE, text: tuple[str, ...] = _TEXT, **said: Any) -> bytes:
    """Letterhead lines, headline and paragraphs on one page."""
    words = [Words(56, 800 - 16 * number, line, 10) for number, line in enumerate(top)]
    at = 800 - 16 * len(top) - 20
    if headline:
        words += wrapped(headline, 56, at, _WIDE, size=18, bold=True)
        at = words[-1].y - 34
    for paragraph in text:
        words += wrapped(paragraph, 56, at, _WIDE)
        at = words[-1].y - 28
    return paper([words], **said)


def read(body: bytes, *, source: Source | None = None, **lead: Any) -> Extraction:
    return extract(Page(URL, body, "application/pdf", fetched_at=SEEN), source, Lead(URL, "listing", **lead) if lead else None)


def test_fields_of_a_release_on_paper() -> None:
    found = read(release("RIVER OFFICE OF DOVEL", "PRESS RELEASE", "No. 12/2026", "9 March 2026", created="D:20260502100000Z"))
    assert (found.page_kind, found.headline, found.language) == ("release", _HEADLINE, "en")
    assert found.body_text.split("\n") == list(_TEXT)
    assert found.published == _DAY
    assert found.release_number == "12/2026"
    assert found.provenance["body_text"].witness == "pdf"
    assert found.body_html == "".join(f"<p>{paragraph}</p>" for paragraph in _TEXT)


def test_the_grammar_reads_its_text() -> None:
    text = (f"TOLM, March 9, 2026 /Barge Wire/ -- {_TEXT[0]}", _TEXT[1], "SOURCE River Office of Dovel")
    found = read(release(text=text))
    assert (found.dateline_place, found.issuer, found.distributor) == ("TOLM", "River Office of Dovel", "Barge Wire")
    assert found.published == _DAY
    assert "SOURCE" not in found.body_text


@pytest.mark.parametrize(
    ("lead", "title", "headline"),
    [
        ({}, "Microsoft Word - tolls_v3.docx", _HEADLINE),
        ({}, "Template for press releases of the office", _HEADLINE),
        ({}, "River office sets new tolls for barges", _HEADLINE),
        ({"headline": "PDF, 120 kB"}, None, _HEADLINE),
        ({"headline": "tolls_v3.pdf"}, None, _HEADLINE),
        ({"headline": "Read more"}, None, _HEADLINE),
        ({"headline": "New tolls"}, None, "New tolls"),
        ({"headline": "New tolls for barges on the river (PDF, 120 kB)"}, None, "New tolls for barges on the river"),
    ],
)
def test_whose_headline_is_taken(lead: dict[str, str], title: str | None, headline: str) -> None:
    assert read(release("9 March 2026", title=title), **lead).headline == headline


def test_the_day_the_file_was_made_is_the_weakest_word() -> None:
    made = read(release(created="D:20260502100000Z"))
    assert made.published == replace(_DAY, local=_DAY.local + timedelta(days=54), zone="+00:00")
    assert made.provenance["published"].confidence <= 0.3
    lead = Instant.of(datetime(2026, 3, 9, 10, tzinfo=UTC), "UTC")
    assert read(release(created="D:20260502100000Z"), published=lead).published == lead
    assert read(release(created="D:20260309100000Z"), published=_DAY).published == _DAY, "not its hour"


def _agenda() -> bytes:
    items = ("09:00 Welcome", "09:30 Report of the wardens", "11:00 Break", "11:30 Tolls and tickets", "13:00 End")
    return paper([[Words(56, 780, "Meeting of the board, 9 March 2026", 16, bold=True), *(
        Words(56, 700 - 20 * number, item) for number, item in enumerate(items)
    )]])  # fmt: skip


def _table() -> bytes:
    rows = [(f"Lock {number}", f"{number * 17}", f"{number * 3}") for number in range(1, 30)]
    return paper(
        [
            [
                Words(x, 760 - 18 * number, cell)
                for number, row in enumerate(rows)
                for x, cell in zip((56, 250, 400), row, strict=True)
            ]
        ]
    )


def _slides() -> bytes:
    page = [
        Words(60, 480, "Barges and tolls", 40, bold=True),
        Words(60, 300, "What the office wants to do in the coming year", 24),
    ]
    return paper([page] * 9, width=960, height=540)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (paper([wrapped(" ".join(_TEXT * 6), 56, 780, _WIDE)] * 31), "31 pages"),
        (release(fields=12), "form"),
        (release(text=(*_TEXT, *(f"{name} ________________" for name in ("Name", "Street", "Town", "Barge", "Day")))), "form"),
        (_agenda(), "time of day"), (_table(), "prose"), (_slides(), "slides"),
        (release(text=tuple(f"{number} Chapter about the locks {'. ' * 30}{number * 7}" for number in range(1, 9))), "contents"),
    ],
)  # fmt: skip
def test_other_papers_are_documents(body: bytes, word: str) -> None:
    found = read(body, headline="Something that was listed among the releases")
    assert found.page_kind == "document"
    assert word in (found.page_kind_reason or "")


def test_the_source_may_know_better() -> None:
    said = {
        "source_id": "xx_river", "country": "xx", "name": "River", "kind": "agency", "languages": ("en",), "time_zone": "UTC",
        "home": "https://river.example/", "discover": (Way(kind="sitemap", url="https://river.example/s.xml"),),
    }  # fmt: skip
    assert read(_agenda(), source=Source(**said, release_paths=("^/files/",))).page_kind == "release"
    assert read(release(), source=Source(**said, other_paths=("^/files/",))).page_kind == "other"


def test_what_cannot_be_read_says_why_in_a_word() -> None:
    assert (read(b"%PDF-1.7\nnothing").page_kind, read(b"%PDF-1.7\nnothing").page_kind_reason) == ("unreadable", "broken")
    assert read(paper([[]])).page_kind_reason == "scanned"


def page(inner: str, headline: str = _HEADLINE, date: str = "<p>9 March 2026</p>") -> Page:
    markup = (
        f"<html lang=en><head><title>{headline}</title></head><body><nav><a href='/'>Home</a></nav><main><h1>{headline}</h1>"
        f"{date}{inner}</main></body></html>"
    )
    return Page("https://river.example/news/tolls", markup.encode(), "text/html", "utf-8", SEEN)


_LINK = "<p><a href='/files/tolls.pdf'>Download the statement (PDF, 120 kB)</a></p>"
_PROSE = "".join(
    f"<p>{sentence} {sentence}</p>"
    for sentence in (
        "The lock of Tolm was opened again after the flood, and boats may pass at all hours of the day, the warden said to "
        "everyone who had come. It had been closed since the autumn for repairs.",
    )
    * 3
)


@pytest.mark.parametrize(
    ("inner", "held"),
    [
        (_LINK, URL),
        ("<p><a href='/get/4711' type='application/pdf'>The statement</a></p>", "https://river.example/get/4711"),
        ("<p><a href='/download/4711'>The statement as PDF</a></p>", "https://river.example/download/4711"),
        ("<p><a href='/file?name=tolls.pdf'>The statement</a></p>", "https://river.example/file?name=tolls.pdf"),
        ("<iframe src='https://viewer.example/show?url=https%3A%2F%2Friver.example%2Ffiles%2Ftolls.pdf'></iframe>", URL),
        ("<embed src='/files/tolls.pdf' type='application/pdf'>", URL),
        (_PROSE + _LINK, None),
        ("".join(f"<p><a href='/files/{number}.pdf'>Report of the year {number}</a></p>" for number in range(2015, 2025)), None),
        ("<nav class='menu'><a href='/files/plan.pdf'>Our plan (PDF)</a></nav><p>Short.</p>", None),
    ],
)  # fmt: skip
def test_which_file_holds_the_text(inner: str, held: str | None) -> None:
    assert extract(page(inner)).text_in == held


def test_a_list_of_pages_with_a_file_among_them_is_no_release() -> None:
    links = "".join(f"<li><a href='/news/{number}'>The warden speaks at the lock number {number}</a></li>" for number in range(9))
    found = extract(page(f"<ul>{links}</ul>{_LINK}", headline="News of the office"))
    assert (found.text_in, found.page_kind != "release") == (None, True)


def _held(inner: str, body: bytes, **more: Any) -> Extraction:
    first = extract(page(inner, **more))
    assert first.text_in is not None and first.text_in in first.files
    return extract(page(inner, **more), None, None, HeldText(first.text_in, read_pdf(body)))


def test_the_page_has_the_text_of_its_file() -> None:
    found = _held(_LINK, release("PRESS RELEASE", headline="Tolls"))
    assert (found.page_kind, found.headline) == ("release", _HEADLINE)
    assert found.body_text.split("\n")[-2:] == list(_TEXT)
    assert found.published == _DAY
    assert found.provenance["body_text"].witness == "pdf"
    assert next((one.witness, one.value) for one in found.provenance["body_text"].others) == ("attachment", URL)
    assert (found.text_in, [one.url for one in found.attachments]) == (URL, [URL])


def test_a_summary_gives_way_to_the_text_and_another_text_does_not() -> None:
    summary = f"<p>{_TEXT[0]} {_TEXT[0]}</p>"
    found = _held(summary + _LINK, release(text=(*_TEXT, *_TEXT, _TEXT[0], _TEXT[0])))
    assert found.provenance["body_text"].witness == "pdf"
    other = (
        "<p>" + "Children from nine schools painted the gates of the lock in bright colours during the holidays. " * 5 + "</p>"
    )
    found = _held(other + _LINK, release(text=_TEXT * 4))
    assert "Children" in found.body_text and "barges above" not in found.body_text


def test_a_report_is_not_taken_for_the_text() -> None:
    report = paper([wrapped(" ".join(_TEXT * 6), 56, 780, _WIDE)] * 31)
    words = "<p>The office has published its report of the year, with the figures of all locks, which were discussed at Tolm.</p>"
    assert _held(words + _LINK, report).body_text.endswith("discussed at Tolm.")
    assert _held(_LINK, report).page_kind == "document"
    undated = _held(_LINK, release(headline="Tolls"), date="")
    assert undated.page_kind == "document", "an undated page with a file is a leaflet as often as a release"
    assert _held(_LINK, release("9 March 2026", headline="Tolls"), date="").page_kind == "release"


def test_files_to_fetch_are_documents_of_the_site() -> None:
    links = "".join(f"<a href='{href}'>Annex</a> " for href in (
        "/a.pdf", "https://files.river.example/b.docx", "https://elsewhere.example/c.pdf", "https://store.example/d.pdf",
        "/e.mp3", "/f.jpg", "/g.pdf", "/h.odt", "/i.xlsx", "/j.pdf",
    ))  # fmt: skip
    found = extract(page(f"<img src='https://store.example/crest.png'>{_PROSE}<p>{links}</p>"))
    assert [url.rsplit("/", 1)[-1] for url in found.files] == ["a.pdf", "b.docx", "d.pdf", "g.pdf", "h.odt"]
    assert len(found.attachments) == 10


def test_what_is_known_of_files_is_put_into_the_attachments() -> None:
    found = extract(page(_PROSE + _LINK + "<p><a href='/files/map.pdf'>Map</a></p>"))
    file = TakenFile(None, 1234, "ab" * 32, "application/pdf", read_pdf(release()))
    first, second = with_taken(found, {URL: file}).attachments
    assert (first.byte_size, first.sha256, (first.body_text or "").split("\n")) == (1234, "ab" * 32, [_HEADLINE, *_TEXT])
    assert (second.byte_size, second.sha256, second.body_text) == (None, None, None)


def test_documents_that_a_feed_encloses_are_attachments() -> None:
    url = "https://river.example/files/annex.pdf"
    media = (Attachment(url, "application/pdf", None, 120), Attachment("https://river.example/a.jpg", "image/jpeg"))
    found = extract(page(_PROSE), None, Lead("https://river.example/news/tolls", "feed", media=media))
    assert ([one.url for one in found.attachments], found.files) == ([url], (url,))
