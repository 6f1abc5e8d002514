"""Telling a lost page by what its site shows at an address that cannot exist."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import urls
from press.revisits.nowhere import are_alike, folder_of, impossible, is_another

LETTERS = "qjxkvzwpqjxkvzwp"
RELEASE = "The minister opened the bridge over the Tarn on Friday and thanked the builders, who had worked through two winters."
LOST = "Velo sanku mirado ten lopa wesi, o kanta lisu pemo tarun. Nilo vesta kora hendu, mira selo pantu o rekka lumo tien: "


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/news/bridge-opens", f"https://a.org/news/{LETTERS}"),
        ("https://a.org/news/bridge-opens/", f"https://a.org/news/{LETTERS}/"),
        ("https://a.org/news/bridge.html#top", f"https://a.org/news/{LETTERS}.html"),
        ("https://a.org/news/bridge?print=yes", f"https://a.org/news/{LETTERS}"),
        ("https://a.org/news/4711", "a number"),
        ("https://a.org/show.php?lang=en&id=4711", None),
        ("https://a.org/", f"https://a.org/{LETTERS}"),
    ],
)
def test_an_impossible_address_is_made_like_the_page_s(url: str, expected: str | None) -> None:
    made = impossible(url, LETTERS)
    if expected is None:
        assert made.startswith("https://a.org/show.php?lang=en&id=9") and made.rpartition("=")[2].isdecimal()
    elif "4711" in url:
        assert made.startswith("https://a.org/news/9") and len(made.rpartition("/")[2]) == 13
    else:
        assert made == expected


@given(
    st.sampled_from(["/a/b", "/a/b/", "/12", "/x.php?id=7", "/é?q=1&r=x2", "/a;b/c.html"]),
    st.text("abcdefgh", min_size=12, max_size=20),
)
def test_it_is_another_address_of_the_same_host_and_folder(path: str, letters: str) -> None:
    url = urls.normalise(f"https://a.org{path}")
    made = impossible(url, letters)
    assert urls.twin(made) != urls.twin(url) and urls.host_key(made) == urls.host_key(url)
    assert folder_of(made).startswith(folder_of(url).rstrip("/").rpartition("/")[0]) and urlsplit(made).fragment == ""


def test_an_edited_a_cut_and_a_continued_text_are_no_other_one() -> None:
    assert not is_another(RELEASE, RELEASE.replace("Friday", "Saturday"))
    assert not is_another(RELEASE, RELEASE[:60])
    assert not is_another(RELEASE, f"{RELEASE} {LOST * 9}")
    assert is_another(RELEASE, LOST)
    assert is_another(RELEASE, "")


def test_two_answers_are_alike_but_for_the_address_they_repeat() -> None:
    assert are_alike(f"{LOST}/news/bridge", f"{LOST}/news/qjxk")
    assert are_alike("Nilo.", "Nilo.") and not are_alike("Nilo.", "Vesta.")
    assert not are_alike(LOST, RELEASE)
    assert not are_alike(LOST, f"{LOST} {RELEASE}")
    assert not are_alike("", "")
