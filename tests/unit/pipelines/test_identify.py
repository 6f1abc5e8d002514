"""pipelines.identify: the keys by which a page is known again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extracted import URL, sighting

from pipelines.identify import Identify, identify
from pipelines.normalise import normalise
from pipelines.validate import validate
from press import text
from press.identity.keys import address_key, text_key
from press.sighting import Sighting
from press.source import SourceKind

LONG = "The harbour board has opened the western lock to barges again after the winter. " * 4


CANONICAL = "https://harbour.example/news/2026/western-lock-opens-again"


def identified(kind: SourceKind = "ministry", **found: Any) -> Sighting:
    return identify(validate(normalise(replace(sighting(**found), source_kind=kind))))


def keys_of(kind: SourceKind = "ministry", **found: Any) -> tuple[bytes, ...]:
    """What ties it to a release."""
    item = identified(kind, **found)
    assert set(item.page_keys) <= set(item.keys)
    return tuple(key for key in item.keys if key not in item.page_keys)


def test_a_copy_is_known_by_its_address_the_one_that_it_names_and_its_words() -> None:
    assert set(keys_of("republisher", body_text=LONG, canonical_url=CANONICAL)) == {
        address_key(URL), address_key(CANONICAL), text_key(text.digest("The lock opens", text.clean(LONG))),
    }  # fmt: skip


def test_who_issues_releases_names_no_other_sites_page_as_its_own() -> None:
    item = identified(body_text=LONG, canonical_url=CANONICAL)
    assert address_key(CANONICAL) not in item.keys
    assert item.record is not None and item.record.canonical_url is None
    assert item.record.provenance["canonical_url"]["refused"]["value"] == CANONICAL, "it is kept, with the reason"


def test_addresses_of_a_site_are_one_page_where_the_same_stands() -> None:
    plain = set(identified(body_text=LONG).page_keys)
    assert plain and all(
        set(identified(body_text=LONG, canonical_url=f"{URL}/{number}-a-b").page_keys) > plain for number in (1, 2)
    )


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
