"""PDFs as text: paragraphs, headings, columns, hyphens, furniture, lists, tables, and what cannot be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.extraction.pdf import PdfText, read_pdf
from sample.pdf import WIDTH, Words, paper, width_of, wrapped

_LEFT = "The administration of the waterways decided on Monday that boats may pass at all hours, whatever the level of the river."
_RIGHT = "Officials called the works remarkable: the floodgates were refurbished within fifteen months by masons and by divers."
_WIDE = WIDTH - 112


def lines_of(*pages: Sequence[Words]) -> list[tuple[str, str]]:
    return [(line.tag, line.text) for line in read_pdf(paper(pages)).lines]


def below(words: list[Words], gap: float = 26) -> float:
    return min(word.y for word in words) - gap


def test_headings_and_paragraphs_in_order() -> None:
    title = wrapped(
        "Boats may pass the lock of Tolm at all hours of the day and of the night again", 56, 760, _WIDE, size=20, bold=True
    )
    first = wrapped(_LEFT, 56, below(title), _WIDE)
    between = [Words(56, below(first), "What the works cost", 11, bold=True)]
    second = wrapped(_RIGHT, 56, below(between), _WIDE, justified=True)
    assert lines_of([*title, *first, *between, *second]) == [
        ("h1", "Boats may pass the lock of Tolm at all hours of the day and of the night again"),
        ("p", _LEFT), ("h2", "What the works cost"), ("p", _RIGHT),
    ]  # fmt: skip


def test_paragraphs_parted_by_an_indent_alone() -> None:
    first = wrapped(f"{_LEFT} {_LEFT}", 56, 700, _WIDE)
    opening = wrapped(_RIGHT, 56, 0, _WIDE - 20)[0].text
    second = [Words(76, first[-1].y - 13.75, opening)]
    second += wrapped(f"{_RIGHT} {_RIGHT}"[len(opening) + 1 :], 56, second[0].y - 13.75, _WIDE)
    assert [text for _, text in lines_of([*first, *second])] == [f"{_LEFT} {_LEFT}", f"{_RIGHT} {_RIGHT}"]


@pytest.mark.parametrize("drawn", ["by columns", "by rows"])
def test_columns_are_read_one_after_the_other(drawn: str) -> None:
    title = wrapped(
        "Boats may pass the lock of Tolm at all hours of the day and of the night", 56, 760, _WIDE, size=20, bold=True
    )
    left = wrapped(f"{_LEFT} {_LEFT}", 56, 680, 220, justified=True)
    right = wrapped(f"{_RIGHT} {_RIGHT}", 310, 680, 220)
    below_both = wrapped(
        "The next meeting of the board of the waterways is open to everyone who has a boat on the river.", 56, 480, _WIDE
    )
    words = [*title, *left, *right, *below_both]
    if drawn == "by rows":
        words.sort(key=lambda word: (-word.y, word.x))
    assert [text for _, text in lines_of(words)] == [
        "Boats may pass the lock of Tolm at all hours of the day and of the night", f"{_LEFT} {_LEFT}", f"{_RIGHT} {_RIGHT}",
        below_both[0].text if len(below_both) == 1 else " ".join(word.text for word in below_both),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the administra-", "tion of the waterways", "the administration of the waterways"),
        ("the spread of COVID-", "19 in the harbour", "the spread of COVID-19 in the harbour"),
        ("the town of Upper-", "Dovel on the river", "the town of Upper-Dovel on the river"),
        ("a well-known and well-", "known name", "a well-known and well-known name"),
        ("the years 2023 -", "2025 were dry", "the years 2023 - 2025 were dry"),
        ("水务局宣布自四月一日", "起调整航道通行费。", "水务局宣布自四月一日起调整航道通行费。"),
        ("die Wasser\u00ad", "straßen im Winter", "die Wasserstraßen im Winter"),
    ],
)
def test_hyphens_at_the_end_of_a_line(before: str, after: str, whole: str) -> None:
    assert [text for _, text in lines_of([Words(56, 700, before), Words(56, 686, after)])] == [whole]


def test_furniture_of_several_pages_is_left_out() -> None:
    pages = []
    text = ""
    for number in range(1, 5):
        body = wrapped(f"{_LEFT} {_RIGHT} page{number} {_LEFT}", 56, 700, _WIDE)
        text += f" {_LEFT} {_RIGHT} page{number} {_LEFT}"
        pages.append(
            [
                Words(56, 810, "RIVER OFFICE OF DOVEL", 9),
                *body,
                Words(250, 30, f"Page {number} of 4", 9),
                Words(500, 30, f"- {number} -", 9),
            ]
        )
    read = read_pdf(paper(pages))
    joined = " ".join(line.text for line in read.lines)
    assert joined == text.strip()
    assert read.pages == 4 and not read.cut


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    first = wrapped(
        "The board thanked the masons, the divers and all the people of the town for their patience through a long and",
        56,
        200,
        _WIDE,
    )
    second = wrapped("cold season. The lock is open.", 56, 760, _WIDE)
    assert len(lines_of([*wrapped(_LEFT, 56, 760, _WIDE), *first], [*second, *wrapped(_RIGHT, 56, 300, _WIDE)])) == 3


def test_lists_and_tables() -> None:
    points = [
        Words(56, 700, "•"), Words(70, 700, "new gates for the western lock, which were cast at the yard of Tolm in the"),
        Words(70, 686, "spring of last year"), Words(56, 672, "• lamps"), Words(56, 658, "1. a bell"),
    ]  # fmt: skip
    cells = (("Gate", "Marks", "Year"), ("North", "2.1", "2024"), ("South", "3.4", "2025"))
    table = [
        Words(x, 600 - 16 * number, cell) for number, row in enumerate(cells) for x, cell in zip((56, 200, 320), row, strict=True)
    ]
    assert lines_of([*points, *table]) == [
        ("li", "new gates for the western lock, which were cast at the yard of Tolm in the spring of last year"),
        ("li", "lamps"), ("li", "1. a bell"), *(("tr", " | ".join(row)) for row in cells),
    ]  # fmt: skip


def test_ligatures_and_composed_letters() -> None:
    body = paper([[Words(56, 700, "The e\ufb03cient o\ufb03ce at Cafe\u0301 Dovel")]])
    assert read_pdf(body).body_text == "The efficient office at Café Dovel"


def test_pages_shown_turned() -> None:
    assert read_pdf(paper([[Words(100, 100, "Upright on its sheet")]], rotate=90)).body_text == "Upright on its sheet"


def test_what_the_document_says_of_itself() -> None:
    read = read_pdf(paper([[Words(56, 700, "Words")]], title="Ein Titel – عنوان", created="D:20260310093000+01'00'", fields=3))
    assert (read.title, read.fields, read.pages) == ("Ein Titel – عنوان", 3, 1)
    assert read.created is not None and read.created.isoformat() == "2026-03-10T09:30:00+01:00"
    assert read_pdf(paper([[Words(56, 700, "Words")]], created="D:20269999")).created is None


def test_a_damaged_title_costs_no_text() -> None:
    body = paper([[Words(56, 700, "Words")]], title="عنوان")
    at = body.upper().index(b"FEFF0639")
    read = read_pdf(body[:at] + b"FEFFDC00" + body[at + 8 :])
    assert (read.title, read.body_text) == (None, "Words")


@pytest.mark.parametrize("created", ["D:20260310", "yesterday", "D:20260310096060+01'00'", "D:00000000000000Z", ""])
def test_dates_that_are_none(created: str) -> None:
    assert read_pdf(paper([[Words(56, 700, "Words")]], created=created)).created is None


def _with_tree(kids: str, count: int) -> bytes:
    return re.sub(rb"/Kids \[\d+ 0 R\] /Count 1", f"/Kids [{kids}] /Count {count}".encode(), paper([[]]))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.4\n", "broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "broken"),
        (paper([[Words(56, 700, "Words")]])[:300], "broken"),
        (paper([[], []]), "scanned"),
        (paper([[Words(56, 700, "   ")]]), "scanned"),
        (_with_tree("2 0 R 2 0 R", 1_000_000), "endless"),
        (_with_tree("2 0 R 2 0 R", 1000), "broken"),
    ],
)
def test_what_cannot_be_read_has_one_word(body: bytes, reason: str) -> None:
    read = read_pdf(body)
    assert (read.unread, read.lines) == (reason, ())


def test_text_is_bounded() -> None:
    page = [
        Words(56, 800 - 12 * number, "Words that go on over the width of the page, as accounts do. " * 2) for number in range(60)
    ]
    read = read_pdf(paper([page] * 210))
    assert read.pages == 210 and read.cut
    assert 100_000 < len(read.body_text) <= 200_000


def test_a_stream_that_unpacks_to_hundreds_of_megabytes() -> None:
    bomb = zlib.compress(b" " * 60_000_000, 9)
    body = paper([[]])
    packed = body.index(b"stream\n")
    assert read_pdf(body[:packed] + b"stream\n" + bomb + b"\nendstream" + body[packed:]).unread in ("scanned", "broken")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bytes_raise(data: st.DataObject) -> None:
    """A sound document with some of its bytes replaced, cut or doubled."""
    body = bytearray(paper([wrapped(_LEFT, 56, 700, 220), [Words(56, 700, "עברית 12")]], title="T", fields=2))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        match data.draw(st.sampled_from("rcd")):
            case "r":
                body[at] = data.draw(st.integers(0, 255))
            case "c":
                del body[at : at + data.draw(st.integers(1, 40))]
            case _:
                body[at:at] = body[at : at + data.draw(st.integers(1, 40))]
    read = read_pdf(bytes(body))
    assert isinstance(read, PdfText)
    assert (read.unread is None) == bool(read.lines)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=4, max_size=60), st.integers(150, 480), st.booleans()
)
def test_wrapping_is_undone(words: list[str], width: int, justified: bool) -> None:
    """Whatever the width of the column, the words come back in order."""
    text = " ".join(words)
    lines = wrapped(text, 56, 780, max(width, *(int(width_of(word, 11)) + 1 for word in words)), justified=justified)
    read = read_pdf(paper([lines]))
    assert re.sub(r"[\s|•]", "", read.body_text) == text.replace(" ", "")
