"""What is no release is recognised by structure; a short statement stays one."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page
from tests.unit.press.test_extraction import PAGE, read, source

STATEMENT = """<html lang=en><title>Statement on the storm</title><body><div class=menu><a href=/a>Home</a></div><h1>Statement
on the storm</h1>
<p>The Ministry of Tides thanks all who helped in last night's storm. Its thoughts are with the families of the
missing.</p></body></html>"""
TEASERS = "".join(
    f'<div><h3><a href="/news/{n}">The ministry announces its decision number {n} on locks</a></h3></div>' for n in range(20)
)
LISTING = f"<html lang=en><title>News</title><body><h1>News</h1>{TEASERS}</body></html>"
ERROR = "<html><title>404 Not Found</title><body><h1>Not found</h1><p>The page is not here any more, sorry about that.</p>"
CONSENT = (
    "<html><title>One moment</title><body><h1>Checking your browser</h1><p>Please enable JavaScript and cookies to continue.</p>"
)
LONG = "<p>The text goes on with a sentence that is long enough to be a paragraph of its own, and then it ends.</p>" * 6


def page(body: str, head: str = "") -> str:
    return f"<html lang=en><head><title>A page</title>{head}</head><body><h1>A page</h1>{body}</body></html>"


def test_a_statement_of_two_sentences_is_a_release() -> None:
    result = read(STATEMENT, url="https://tides.example/statements/storm")
    assert result.page_kind == "release"
    assert result.body_text.startswith("The Ministry of Tides thanks")


@pytest.mark.parametrize(
    ("html", "path", "kind"),
    [
        (LISTING, "/news", "section"),
        (LISTING, "/", "section"),
        (LISTING, "/tag/locks/", "tag"),
        (LISTING, "/author/jane/", "author"),
        (page(LONG), "/search?q=locks", "search"),
        (page(LONG), "/contact-us", "contact"),
        (page(LONG), "/fr/a-propos/", "about"),
        (page(LONG), "/privacy-policy", "legal"),
        (page(LONG, '<script type="application/ld+json">{"@type":"ContactPage","name":"Ask us"}</script>'), "/ask", "contact"),
        (page(LONG, '<meta property="og:type" content="profile">'), "/x", "author"),
        (ERROR, "/x", "error"),
        (CONSENT, "/x", "consent"),
        ("<html><title>Empty</title><body></body></html>", "/x", "empty"),
        ("   ", "/x", "empty"),
        (PAGE, "/news/2024/05/new-lock", "release"),
        (PAGE, "/contact/new-lock", "release"),
    ],
)  # fmt: skip
def test_kinds(html: str, path: str, kind: str) -> None:
    result = read(html, url=f"https://tides.example{path}")
    assert (result.page_kind, result.page_kind_reason is None) == (kind, kind == "release")


def test_the_sources_paths_have_the_last_word() -> None:
    rules = source(release_paths=["^/tag/"], other_paths=["/new-lock$"])
    assert read(LISTING, url="https://tides.example/tag/x", source=rules).page_kind == "release"
    other = read(PAGE, source=rules)
    assert other.page_kind == "other"
    assert "other_paths" in (other.page_kind_reason or "")


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(b"%PDF-1.7\n%\xe2", "text/html"), (b"\x89PNG\r\n", None), (b"{}", "application/json"), (b"x\x00" * 500, None)],
)
def test_what_is_no_text_is_unreadable(body: bytes, media_type: str | None) -> None:
    result = extract(Page(url="https://tides.example/x", body=body, media_type=media_type))
    assert result.page_kind == "unreadable"
    assert result.page_kind_reason
