"""A last line that only points to a file is an attachment, no text; a sentence that mentions one is text."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

TEXT = (
    "The lock at Ilm closes for nine weeks from the first of March, the Waterways Office said on Friday, for its gates are worn.",
    "Boats that want to go to Tolm in this time take the old arm, which is two hours longer and has no lock at all.",
    "Those who have paid for the season get a fifth of it back, and need not ask for it: the office writes to all of them.",
)


def read(tail: str) -> tuple[list[str], list[str]]:
    """The body's lines and the addresses of the attachments."""
    body = "".join(f"<p>{one}</p>" for one in TEXT)
    html = f"<!doctype html><html lang=en><body><main><h1>Lock at Ilm closes</h1><article>{body}{tail}</article></main></body>"
    found = extract(Page("https://water.example/news/lock", html.encode(), "text/html"))
    return found.body_text.split("\n"), [one.url for one in found.attachments]


@pytest.mark.parametrize(
    "tail",
    [
        '<p>The plans: <a href="/files/plans.pdf">plans, "drawn" (PDF)</a></p>',
        '<p><a href="/files/plans.pdf">All of the drawings of the new gates</a></p>',
        '<h2>Downloads</h2><p><a href="/files/plans.pdf">All of the drawings of the new gates, as they were approved</a>.</p>',
        '<p>To be read at home:</p><p>The plans: <a href="/files/plans.pdf">plans, "drawn" (PDF)</a></p>',
    ],
)
def test_a_last_line_that_points_to_a_file_is_its_attachment_alone(tail: str) -> None:
    assert read(tail) == ([*TEXT], ["https://water.example/files/plans.pdf"])


@pytest.mark.parametrize(
    ("tail", "last"),
    [
        (
            '<p>How the gates are lifted out can be seen in <a href="/files/plans.pdf">the plans</a>.</p>',
            "How the gates are lifted out can be seen in the plans.",
        ),
        (
            '<p>The office: <a href="https://water.example/">the Waterways Office</a></p>',
            "The office: the Waterways Office",
        ),
    ],
)
def test_a_sentence_and_a_link_to_a_page_stay(tail: str, last: str) -> None:
    assert read(tail)[0] == [*TEXT, last]


def test_a_line_between_paragraphs_stays() -> None:
    pointer = '<p>The plans: <a href="/files/plans.pdf">plans, "drawn" (PDF)</a></p>'
    lines, files = read(f"{pointer}<p>The lock opens again when the ice has gone, on the third of May at the latest.</p>")
    assert lines[3].startswith("The plans: plans")
    assert files == ["https://water.example/files/plans.pdf"]
