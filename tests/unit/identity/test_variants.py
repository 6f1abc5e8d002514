"""Which addresses look like a variant's, which page stands for several, and which of its addresses is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import urls
from press.identity.spellings import MOST, Evidence, Spellings
from press.identity.variants import Facts, claims, form_of, variants

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)
PAGE = "https://ministry.example/news/4711-harbour-opens"


@pytest.mark.parametrize(
    ("url", "how", "plain"),
    [
        (f"{PAGE}/amp/", "amp", f"{PAGE}/"),
        (f"{PAGE}?amp", "amp", PAGE),
        (f"{PAGE}?lang=fr&amp=1", "amp", f"{PAGE}?lang=fr"),
        (f"{PAGE}?outputType=amp", "amp", PAGE),
        ("https://ministry.example/amp/news/4711-harbour-opens", "amp", PAGE),
        ("https://amp.ministry.example/news/4711-harbour-opens", "amp", PAGE),
        ("https://ministry.example/a.amp.html", "amp", "https://ministry.example/a.html"),
        (f"{PAGE}?print=1", "print", PAGE),
        (f"{PAGE}?view=print&id=5", "print", f"{PAGE}?id=5"),
        (f"{PAGE}?tmpl=component&print=1&layout=default", "print", f"{PAGE}?layout=default"),
        ("https://ministry.example/node/5/print", "print", "https://ministry.example/node/5"),
        ("https://ministry.example/print/5", "print", "https://ministry.example/5"),
        ("https://ministry.example/a_print.html", "print", "https://ministry.example/a.html"),
        (f"{PAGE}?amp=0", None, None),
        ("https://ministry.example/amp", None, None),
        ("https://amp.example/a", None, None),
        ("https://ministry.example/blueprint-for-amplifiers", None, None),
        ("https://ministry.example/a?q=amplifier", None, None),
        (PAGE, None, None),
    ],
)
def test_what_an_address_says_of_its_form(url: str, how: str | None, plain: str | None) -> None:
    form = form_of(url)
    assert (form.how if form else None, form.plain if form else None) == (how, plain)
    if form is not None:
        assert form_of(form.plain) is None and urls.normalise(form.plain) == form.plain


def test_a_page_claims_what_it_names_on_its_site_what_its_form_is_of_and_what_led_there() -> None:
    led = ["https://www.ministry.example/r/5", "https://short.example/5"]
    assert claims(f"{PAGE}?print=1", PAGE, led) == (PAGE, led[0])
    assert claims(PAGE, "https://ministry.example/n/5", []) == ("https://ministry.example/n/5",)
    assert claims(PAGE, f"http://www.ministry.example{PAGE[24:]}/", []) == (), "itself"
    assert claims(PAGE, "https://elsewhere.example/n/5", []) == ()


def facts(number: int, url: str, canonical: str | None = None, seen: int = 0, **redirects: int) -> Facts:
    led = {f"https://ministry.example/{path}": NOON + timedelta(minutes=at) for path, at in redirects.items()}
    return Facts(UUID(int=number), url, canonical, NOON + timedelta(minutes=seen), led)


def test_the_page_itself_stands_for_its_forms() -> None:
    pages = [
        facts(1, "https://ministry.example/a?print=1"), facts(2, "https://ministry.example/amp/a"),
        facts(3, "https://ministry.example/b", canonical="https://ministry.example/a-long-one"),
        facts(4, "https://ministry.example/a-long-one"), facts(5, "https://ministry.example/old", seen=1),
        facts(6, "https://ministry.example/z", old=2),
    ]  # fmt: skip
    main, others = variants(pages)
    assert main == UUID(int=4), "others name it"
    assert others == {
        UUID(int=1): "print", UUID(int=2): "amp", UUID(int=3): "canonical link", UUID(int=5): "redirect",
        UUID(int=6): "canonical link",
    }  # fmt: skip


def test_what_answered_after_it_last_redirected_answers() -> None:
    pages = [facts(1, "https://ministry.example/old", seen=3), facts(2, "https://ministry.example/newer", old=2)]
    assert variants(pages)[0] == UUID(int=1)
    assert variants([facts(1, "https://ministry.example/old", seen=1), pages[1]])[0] == UUID(int=2)


_ADDRESSES = [f"https://ministry.example/{path}" for path in ("a", "b", "a?print=1", "amp/b")] + ["http://ministry.example/c"]


@given(st.data(), st.lists(st.tuples(st.sampled_from(_ADDRESSES), st.sampled_from([None, *_ADDRESSES])), min_size=1, max_size=6))
def test_what_stands_for_a_group_does_not_depend_on_order(data: st.DataObject, drawn: list[tuple[str, str | None]]) -> None:
    pages = [facts(number, url, canonical) for number, (url, canonical) in enumerate(drawn)]
    main, others = variants(pages)
    assert variants(data.draw(st.permutations(pages))) == (main, others)
    assert {main, *others} == {page.appearance_id for page in pages} and main not in others


_SPELLINGS = [f"{scheme}://{www}ministry.example/a{end}" for scheme in ("http", "https") for www in ("", "www.")
              for end in ("", "/", "?utm_id=1", "/index.html")]  # fmt: skip


@given(
    st.data(),
    st.lists(
        st.tuples(st.sampled_from(_SPELLINGS), st.sampled_from([None, *_SPELLINGS]), st.integers(0, 3)), min_size=1, max_size=9
    ),
)
def test_the_address_shown_does_not_depend_on_order_nor_on_what_was_stored_between(
    data: st.DataObject, seen: list[tuple[str, str | None, int]]
) -> None:
    def told(order: list[tuple[str, str | None, int]], *, stored: bool) -> tuple[str, set[Evidence]]:
        found, canonical = Spellings({order[0][0]}), None
        for url, canonical, at in order:
            found.see(url, [f"https://ministry.example/r/{at}"], NOON + timedelta(minutes=at))
            found.name(canonical)
            if stored:
                read = [Evidence.of_json(one.as_json()) for one in found.evidence]
                found = Spellings.of(found.shown, canonical, read)
        return found.shown, set(found.evidence)

    one = told(seen, stored=False)
    assert one[0] in {url for url, _, _ in seen}, "only an address that answered is shown"
    if len(one[1]) < MOST:
        assert told(data.draw(st.permutations(seen)), stored=True) == one


def test_https_then_the_plainest_then_the_shortest_is_shown() -> None:
    assert Spellings({"http://ministry.example/a", "https://www.ministry.example/a/"}).shown == "https://www.ministry.example/a/"
    assert (
        Spellings({"https://ministry.example/a?utm_id=1", "https://www.ministry.example/a"}).shown
        == "https://www.ministry.example/a"
    )
    assert Spellings({"https://ministry.example/a/", "https://ministry.example/a"}).shown == "https://ministry.example/a"


def test_an_older_rows_address_is_not_shown_twice() -> None:
    two = Spellings(
        {"https://ministry.example/a/", "https://ministry.example/a"}, taken=frozenset({"https://ministry.example/a"})
    )
    assert two.shown == "https://ministry.example/a/"
