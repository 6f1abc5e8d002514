"""What an address alone says of a page."""

from __future__ import annotations

import pytest

from press.extraction.deciding.page_kind.paths import is_home


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/", "https://a.example/fr/", "https://a.example/index.php", "https://a.example/?lang=fr",
        "https://a.example/Default.aspx?lang=en", "https://a.example/?l=pt-BR",
    ],
)  # fmt: skip
def test_homes(url: str) -> None:
    assert is_home(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/?p=12",
        "https://a.example/?lang=fr&id=3",
        "https://a.example/news?lang=fr",
        "https://a.example/?q=en",
        "",
    ],
)
def test_pages_that_are_no_homes(url: str) -> None:
    assert not is_home(url)
