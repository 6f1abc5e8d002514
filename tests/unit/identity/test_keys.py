"""Keys: which addresses and texts tie pages together, and which must not."""

from __future__ import annotations

import pytest

from press.identity.keys import FEWEST_WORDS, KEY_BYTES, address_key, believed, is_believable, keys, page_keys, text_key
from press.source import SourceKind

PAGE = "https://ministry.example/en/news/4711-harbour-opens"
TEXT = "ab" * 32


def test_a_page_has_its_address_and_its_text_and_a_copy_the_address_it_names() -> None:
    assert keys(PAGE, None, TEXT, 300) == keys(PAGE, PAGE, TEXT, 300) == (address_key(PAGE), text_key(TEXT))
    copied = "https://courier.example/2031/4711-harbour-opens"
    assert keys(PAGE, copied, TEXT, 300) == (address_key(PAGE), address_key(copied), text_key(TEXT))
    assert all(len(key) == KEY_BYTES for key in keys(PAGE, copied, TEXT, 300))


def test_a_canonical_link_on_the_same_site_is_no_key_by_itself() -> None:
    assert keys(PAGE, "https://www.ministry.example/en/news/4712-quay", TEXT, 300) == keys(PAGE, None, TEXT, 300)


HEADLINE, BODY = "The harbour opens at last", "words " * 30


def shared(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> bool:
    return not set(one).isdisjoint(other)


def test_two_addresses_are_one_page_where_one_claims_the_other_and_the_same_stands_there() -> None:
    own = page_keys(PAGE, [], HEADLINE, BODY, 30)
    other = "https://ministry.example/node/4711"
    assert not shared(own, page_keys(other, [], HEADLINE, BODY, 30)), "nothing says that they are one"
    assert shared(own, page_keys(other, [PAGE], HEADLINE, BODY, 30))
    assert shared(own, page_keys(other, [PAGE], HEADLINE, "Print version. " + BODY, 32)), "a variant may differ a little"
    assert shared(own, page_keys(other, [PAGE], f"{HEADLINE} | Ministry", BODY, 30))
    assert shared(own, page_keys(other, [f"http://www.ministry.example{PAGE[24:]}/"], HEADLINE, BODY, 30)), "in any spelling"
    assert not shared(own, page_keys(other, [PAGE], "Another release altogether is here", BODY + "x", 30)), "a link that lies"


def test_pages_that_all_name_one_address_are_not_one_page() -> None:
    named = "https://ministry.example/news/1-first-of-all"
    pages = [page_keys(f"{PAGE}-{one}", [named], f"{HEADLINE}: {one}", BODY + one, 31) for one in ("red", "green", "blue")]
    assert not any(shared(pages[one], pages[two]) for one, two in ((0, 1), (0, 2), (1, 2)))
    assert shared(
        page_keys(f"{PAGE}?sort=asc", [named], HEADLINE, BODY, 30), page_keys(f"{PAGE}?sort=desc", [named], HEADLINE, BODY, 30)
    )


def test_a_short_headline_or_text_stands_on_many_pages() -> None:
    own = page_keys(PAGE, [], "Press release", "See the file.", 3)
    other = f"{PAGE}?a=b"
    assert len(own) == 1 and shared(own, page_keys(other, [PAGE], "Press release", "See the file.", 3))
    assert not shared(own, page_keys(other, [PAGE], "Press release", "See the other file.", 4))
    assert not shared(own, page_keys(other, [PAGE], "Statement", "See the file.", 3))


@pytest.mark.parametrize(
    ("canonical", "kind", "believed_"),
    [
        ("https://www.ministry.example/en/news/4712-quay", "ministry", True),
        ("https://courier.example/2031/4711-harbour-opens", "ministry", False),
        ("https://courier.example/2031/4711-harbour-opens", "republisher", True),
        ("https://courier.example/2031/4711-harbour-opens", "newswire", True),
        ("https://courier.example/2031/4711-harbour-opens", None, True),
        ("https://ministry.example/", "ministry", False),
        ("https://ministry.example/news", "republisher", False),
        (None, "ministry", False),
    ],
)
def test_whose_word_a_canonical_link_is(canonical: str | None, kind: SourceKind | None, believed_: bool) -> None:
    assert believed(PAGE, canonical, kind) == (canonical if believed_ else None)


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
