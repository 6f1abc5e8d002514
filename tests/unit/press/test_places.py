from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from press.extraction.blocks import Blocks, blocks_of
from press.extraction.hosts import host_of_address, host_of_page
from press.extraction.places import matching, place_of, read_step, shortest_place, step_of, steps_around, written


def blocks(html: str) -> Blocks:
    root = LexborHTMLParser(html).body
    assert root is not None
    return blocks_of(root)


@pytest.mark.parametrize(
    ("tag", "names", "step"),
    [
        ("div", "entry-content post-1234", "div.entry-content.post-*"),
        ("div", "b a", "div.a.b"),
        ("h1", "", "h1"),
        ("p", "2024 12", "p"),
        ("div", "w-1.5 text", "div.text.w-*"),
    ],
)
def test_a_step_is_the_tag_and_its_names_with_numbers_as_stars(tag: str, names: str, step: str) -> None:
    assert written(step_of(tag, names)) == step
    assert read_step(written(step_of(tag, names))) == step_of(tag, names)


@given(st.lists(st.sampled_from(["a", "b", "c", "d-1", "d-2"]), min_size=1, max_size=6))
def test_every_element_stands_at_the_place_of_its_own_way(names: list[str]) -> None:
    html = "".join(f'<div class="{name}">' for name in names) + "<p>Words</p>" + "</div>" * len(names)
    page = blocks(html)
    for container in range(1, len(page.tag)):
        assert container in matching(place_of(steps_around(page, container)), page)


def test_the_shortest_place_has_as_few_names_as_do() -> None:
    page = blocks('<div class="left wide"><p>One</p></div><div class="right wide"><p>Two</p></div>')
    right = page.blocks[1].container
    place = shortest_place([steps_around(page, right)], lambda place: matching(place, page) == [right])
    assert place == ("div.right", "p")
    assert shortest_place([steps_around(page, right)], lambda place: matching(place, page) == [99]) is None
    assert shortest_place([], lambda place: True) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.River.example/a", "river.example"),
        ("http://news.river.example:8080/", "news.river.example"),
        ("https://[broken/", None),
        ("page.html", None),
        ("", None),
    ],
)
def test_the_host_of_an_address(address: str, host: str | None) -> None:
    assert host_of_address(address) == host


@pytest.mark.parametrize(
    ("html", "host"),
    [
        (b'<link rel="canonical" href="https://www.river.example/1">', "river.example"),
        (b"<LINK HREF=https://river.example/1 REL=canonical>", "river.example"),
        (b'<meta content="https://river.example/1" property="og:url"/>', "river.example"),
        (b'<link rel="stylesheet" href="https://cdn.example/a.css">', None),
        (b'<link rel="canonical" href="/1">', None),
        (b"<link " + b"x" * 500_000, None),
        (b"", None),
    ],
)
def test_the_host_that_a_page_names_as_its_own(html: bytes, host: str | None) -> None:
    assert host_of_page(html) == host
