"""Keys: which addresses and texts tie pages together, and which must not."""

from __future__ import annotations

import pytest

from press.identity.keys import FEWEST_WORDS, KEY_BYTES, address_key, is_believable, keys, text_key

PAGE = "https://ministry.example/en/news/4711-harbour-opens"
TEXT = "ab" * 32


def test_a_page_has_its_address_its_canonical_address_and_its_text() -> None:
    canonical = "https://m.ministry.example/en/news/4711-harbour-opens"
    assert keys(PAGE, canonical, TEXT, 300) == (address_key(PAGE), address_key(canonical), text_key(TEXT))
    assert keys(PAGE, PAGE, TEXT, 300) == (address_key(PAGE), text_key(TEXT))
    assert all(len(key) == KEY_BYTES for key in keys(PAGE, canonical, TEXT, 300))


def test_spellings_of_one_address_are_one_key() -> None:
    assert address_key("HTTPS://Ministry.example:443/en/news/4711%2Dharbour-opens#top") == address_key(PAGE)


def test_a_short_text_is_no_key() -> None:
    assert keys(PAGE, None, TEXT, FEWEST_WORDS - 1) == (address_key(PAGE),)
    assert keys(PAGE, None, TEXT, FEWEST_WORDS) == (address_key(PAGE), text_key(TEXT))


def test_an_address_is_no_text() -> None:
    """The two spaces never meet, whatever a page says."""
    assert text_key(TEXT) != address_key(PAGE) and text_key("00" * 32) != text_key(TEXT)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://ministry.example/",
        "https://ministry.example",
        "https://ministry.example/en",
        "https://ministry.example/en/",
        "https://ministry.example/news",
        "https://ministry.example/press-releases/",
        "https://ministry.example/news/2031",
        "https://ministry.example/news/page/12",
        "https://other.example/",
        "http://localhost/en/news/4711-harbour-opens",
        "javascript:void(0)",
        "//",
        "",
    ],
)
def test_a_canonical_link_to_no_single_page_is_not_believed(canonical: str) -> None:
    assert not is_believable(PAGE, canonical)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://ministry.example/en/news/4711-harbour-opens",
        "https://m.ministry.example/news/4711",
        "https://ministry.example/?p=4711",
        "https://wire.example/news-release/2031/12/17/2998038/0/en/harbour-opens.html",
        "https://other.example/a/harbour-opens-at-last",
        "https://other.example/news/harbour_300112233.html",
        "https://新闻.example/公告/第12号.html",
    ],
)
def test_a_canonical_link_to_a_page_is_believed(canonical: str) -> None:
    assert is_believable(PAGE, canonical)
