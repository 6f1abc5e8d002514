"""pipelines.identify: the keys by which a page is known again."""

from __future__ import annotations

from typing import Any

from extracted import URL, sighting

from pipelines.identify import Identify, identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press import text
from press.identity.keys import address_key, text_key

LONG = "The harbour board has opened the western lock to barges again after the winter. " * 4


def keys_of(**found: Any) -> tuple[bytes, ...]:
    return identify(validate(normalise(sighting(**found)))).keys


def test_a_page_is_known_by_its_address_its_canonical_one_and_its_words() -> None:
    canonical = "https://harbour.example/news/2026/western-lock-opens-again"
    assert set(keys_of(body_text=LONG, canonical_url=canonical)) == {
        address_key(URL), address_key(canonical), text_key(text.digest("The lock opens", text.clean(LONG))),
    }  # fmt: skip


def test_a_short_text_is_no_key_and_neither_is_a_home_page() -> None:
    assert keys_of(canonical_url="https://locks.example/") == (address_key(URL),)


def test_copies_share_the_key_of_their_words_and_edits_do_not() -> None:
    curly = keys_of(body_text=LONG.replace("board has", "board\u00a0 has"))
    assert set(keys_of(body_text=LONG)) == set(curly)
    assert set(keys_of(body_text=LONG.replace("western", "eastern"))) & set(curly) == {address_key(URL)}


def test_what_is_no_release_has_no_keys() -> None:
    assert keys_of(page_kind="search") == ()
    assert keys_of(headline=None, body_text="") == ()


def test_the_pipeline_does_as_the_function() -> None:
    item = validate(normalise(sighting(body_text=LONG)))
    assert Identify().process_item(item) == identify(item)
