"""What a state asks for is the same without the members that only a reading needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from press.source import Way
from spiders.discovery import BULK, address_to_ask, is_incomplete, unchanged

_URLS = st.sampled_from(["https://office.example/list?page=3", "https://office.example/a.xml", "https://office.example/way"])
_LISTS = st.lists(st.text(max_size=4) | _URLS, max_size=3)
_VALUES = {
    "rest": _URLS, "tail": _URLS, "always": st.lists(_URLS, max_size=3), "shapes": _LISTS, "size": st.integers(0, 9),
    "order": st.sampled_from(["newest", "oldest", "unknown"]), "incomplete": st.just(True), "tail_lost": st.just(True),
    "recent": st.lists(st.sampled_from(["2026-03-01T09:00:00+00:00", "2026-03-02T09:00:00+00:00", "no day"]), max_size=3),
    "page_size": st.integers(0, 120), "per_page": st.integers(0, 120),
    "refused": st.lists(st.sampled_from(["_fields", "orderby"])),
    "floor": st.just("2026-03-01T09:00:00+00:00"), "seen": _LISTS,
    "children": st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
    "again": _LISTS, "walk": st.dictionaries(st.sampled_from(["known", "mode", "start"]), _LISTS),
}  # fmt: skip
_STATES = st.fixed_dictionaries({}, optional=_VALUES)


@given(_STATES)
def test_it_says_the_same(state: dict[str, object]) -> None:
    small = {name: value for name, value in state.items() if name not in BULK}
    way = Way(kind="wordpress", url="https://office.example/way")
    for url in ("https://office.example/way", "https://office.example/a.xml"):
        assert unchanged(url, small) == unchanged(url, state)  # type: ignore[arg-type]
    assert is_incomplete(small) == is_incomplete(state)  # type: ignore[arg-type]
    assert address_to_ask(way, small) == address_to_ask(way, state)  # type: ignore[arg-type]
