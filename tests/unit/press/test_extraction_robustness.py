"""No bytes make extraction raise, and none take long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.extraction import extract
from press.extraction.decoding import decode
from press.page import Page
from tests.unit.press.test_extraction import PAGE

TOKENS = st.sampled_from(
    ["<p>", "</p>", "<div class=body>", "</div>", "<table><tr><td>", "<a href='x'>", "</a>", "<h1>", "<title>",
    "<script type=application/ld+json>{", "</script>",
     '<meta property="og:title" content="', "<svg><title>", "<!--", "<template>", "<base href='http://['>",
    "words of a text. ", "\x00", "é", "<time datetime=2024-13-99>"]
)  # fmt: skip


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes(body: bytes) -> None:
    assert extract(Page(url="https://x.example/", body=body)).page_kind


@given(
    st.lists(TOKENS | st.text(max_size=20), max_size=30),
    st.sampled_from(["https://x.example/a", "", "not an address", "http://[", "https://x.example/" + "a" * 9000]),
)
@settings(deadline=None)
def test_any_markup_under_any_address(parts: list[str], url: str) -> None:
    result = extract(Page(url=url, body="".join(parts).encode("utf-8", "surrogatepass")))
    result.body_text.encode()
    assert "\x00" not in result.body_text


@given(st.integers(0, len(PAGE)))
@settings(max_examples=40, deadline=None)
def test_a_page_cut_off_anywhere(length: int) -> None:
    extract(Page(url="https://x.example/a", body=PAGE.encode()[:length]))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "deep words that are read all the same." + "</div>" * 10_000,
        "<b>" * 10_000 + "deep words",
        "<ul><li>" * 10_000 + "deep words",
        "<p>" + "word " * 2_000_000,
        "<p>" + "a" * 10_000_000,
        "<table>" + "<tr><td>cell</td><td>cell</td></tr>" * 20_000,
        "<p>" + "<a href=/x>link</a> " * 50_000,
        '<script type="application/ld+json">' + '{"a":' * 50_000 + "</script><p>Some words of a text.",
        '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>Some words of a text.",
        "<h1>" + "headline " * 5_000 + "</h1><p>Some words of a text.",
        "<meta name=date content='" + "1" * 100_000 + "'><p>Some words",
    ],
    ids=[
        "divs",
        "inline",
        "lists",
        "long-paragraph",
        "long-word",
        "table",
        "links",
        "deep-json",
        "deep-arrays",
        "headline",
        "date",
    ],
)
def test_extremes_end_soon(html: str) -> None:
    start = time.process_time()
    result = extract(Page(url="https://x.example/a", body=html.encode()))
    assert time.process_time() - start < 8
    assert result.page_kind != "unreadable"


@pytest.mark.parametrize("words", ["Żółć gęślą jaźń", "Ñandú, señor", "الوزير يستقبل", "外務大臣は会談"])
def test_text_survives_every_charset_that_can_hold_it(words: str) -> None:
    for charset in ("utf-8", "utf-16", "iso-8859-2", "cp1252", "cp1256", "shift_jis"):
        try:
            body = (f'<html><meta charset="{charset}"><p>{words}' * 3).encode(charset)
        except UnicodeEncodeError:
            continue
        assert words in decode(body)
        assert words in decode(body, charset)
        assert words in decode(body, None, f"text/html; charset={charset}")


def test_a_wrong_label_does_not_garble_utf8() -> None:
    assert decode("Ñandú".encode(), "iso-8859-1") == "Ñandú"


def test_one_broken_byte_does_not_garble_a_page() -> None:
    assert decode("Ñandú ".encode() * 20 + b"\xe9 end", "windows-1252").startswith("Ñandú Ñandú")


def test_unlabelled_bytes_are_guessed() -> None:
    text = "<html><body><p>" + "Министр принял делегацию и обсудил вопросы сотрудничества. " * 5
    assert "Министр принял" in decode(text.encode("cp1251"))


def test_control_characters_in_a_page_without_a_date() -> None:
    """htmldate, asked last, raised over text that it cannot put back into its tree."""
    body = b"<html><body><p>&#1;Some words.<script>x</script>&#2; and more</p><p>A longer text follows here, with words.</p>"
    assert extract(Page(url="https://x.example/a", body=body)).page_kind
