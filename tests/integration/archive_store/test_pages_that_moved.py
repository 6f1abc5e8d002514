"""A page's many addresses: redirects, twins, canonical links, AMP and print forms are one appearance, and the record says how."""

from __future__ import annotations

from typing import Any

import pytest

from archive import leads
from archive.connection import Archive
from archive.documents import record
from press.page import Lead
from tests.integration.archive_store.invented import (
    begin_visit,
    change_kinds,
    make_sources,
    minutes,
    rows,
    sighting,
    store,
    words,
)

PAGE = "https://ministry.example/news/harbour-opens-at-last"
HEADLINE = "The harbour opens at last"


@pytest.fixture(autouse=True)
async def _sources(archive: Archive) -> None:
    await make_sources(archive)


async def appearances(archive: Archive) -> dict[str, dict[str, str]]:
    """Each public appearance with its further addresses and how they are known."""
    found = await rows(archive, "SELECT url, evidence FROM press.appearance ORDER BY url")
    return {row["url"]: {one["address"]: one["how"] for one in row["evidence"] if "address" in one} for row in found}


def page(url: str = PAGE, *, at: float = 0, more: str = "", headline: str = HEADLINE, **said: Any) -> Any:
    return sighting(url, "harbour", at=at, headline=headline, body=words("harbour") + more, **said)


async def test_twins_that_all_answer_are_one_appearance_at_the_best_of_their_addresses(archive: Archive) -> None:
    path = PAGE[24:]
    spellings = [f"http://www.ministry.example{path}/?utm_source=rss", f"{PAGE}/", f"http://ministry.example{path}", PAGE]
    outcomes = [(await store(archive, page(url, at=at)))[0].outcome for at, url in enumerate(spellings)]
    assert outcomes == ["new", "unchanged", "unchanged", "unchanged"]
    assert await appearances(archive) == {PAGE: dict.fromkeys(spellings[:3], "twin address")}
    [row] = await rows(archive, "SELECT canonical_url, appearance_count, revision_count, last_seen_at FROM press.release")
    assert row == {"canonical_url": PAGE, "appearance_count": 1, "revision_count": 1, "last_seen_at": minutes(3)}
    assert await change_kinds(archive) == ["new", "updated", "updated", "updated"], "each time the address or the evidence moved"
    await store(archive, *(page(url, at=9) for url in spellings))
    assert len(await change_kinds(archive)) == 4, "and not again"


async def test_the_address_that_a_page_names_itself_is_shown_if_it_answered(archive: Archive) -> None:
    await store(archive, page(f"{PAGE}/", canonical=f"{PAGE}/index.html"), page(PAGE, at=1, canonical=f"{PAGE}/index.html"))
    assert list(await appearances(archive)) == [PAGE]
    await store(archive, page(f"{PAGE}/index.html", at=2, canonical=f"{PAGE}/index.html"))
    assert list(await appearances(archive)) == [f"{PAGE}/index.html"]


async def test_a_redirect_is_told_and_changes_nothing_else(archive: Archive) -> None:
    visit = await begin_visit(archive)
    led = "http://ministry.example/r?to=harbour"
    await record(archive, visit, None, [Lead(PAGE, "feed"), Lead(led, "listing")])
    first, second = await leads.open_leads(archive, "xx_ministry")
    await store(archive, page(lead_id=first.lead_id), visit=visit)
    [moved] = await store(archive, page(at=1, redirected_from=[led], lead_id=second.lead_id), visit=visit)
    assert moved.outcome == "unchanged" and await appearances(archive) == {PAGE: {led: "redirect"}}
    assert await rows(archive, "SELECT state, outcome FROM archive.lead ORDER BY lead_id") == [
        {"state": "done", "outcome": "stored"}, {"state": "done", "outcome": "unchanged"},
    ]  # fmt: skip
    assert await change_kinds(archive) == ["new", "updated"]
    await store(archive, page(at=2, redirected_from=[led]))
    assert await change_kinds(archive) == ["new", "updated"]


@pytest.mark.one_postgres
@pytest.mark.parametrize(
    ("url", "how"),
    [
        (f"{PAGE}/amp/", "amp"),
        (f"{PAGE}?amp", "amp"),
        (f"https://amp.ministry.example{PAGE[24:]}", "amp"),
        (f"{PAGE}?print=1", "print"),
        (f"https://ministry.example/print{PAGE[24:]}", "print"),
        (f"{PAGE}?tmpl=component&print=1", "print"),
        ("https://ministry.example/node/40711", "canonical link"),
        ("https://m.ministry.example/n/40711", "canonical link"),
    ],
)
@pytest.mark.parametrize("variant_first", [True, False])
async def test_a_variant_joins_its_page_and_keeps_its_words_to_itself(
    archive: Archive, url: str, how: str, variant_first: bool
) -> None:
    def variant(at: float, more: str = " Printed from the site.") -> Any:
        return page(url, at=at, more=more, canonical=PAGE if how == "canonical link" else None)

    both = [variant(0), page(at=1)] if variant_first else [page(at=0), variant(1)]
    outcomes = [(await store(archive, one))[0].outcome for one in both]
    assert outcomes == ["new", "unchanged"] and await change_kinds(archive) == ["new", "updated"]
    assert await appearances(archive) == {PAGE: {url: how}}
    for at in range(2, 8, 2):  # visits to and fro
        await store(archive, variant(at, f" Printed at {at}."), page(at=at + 1))
    [release] = await rows(archive, "SELECT body_text, canonical_url, revision_count, appearance_count FROM press.release")
    assert release == {"body_text": words("harbour"), "canonical_url": PAGE, "revision_count": 1, "appearance_count": 1}
    assert await change_kinds(archive) == ["new", *["updated"] * 4], "its own revisions are in press.revision"
    [edit] = await store(archive, page(at=20, more=" An edit."))
    assert edit.outcome == "revised" and await change_kinds(archive) == ["new", *["updated"] * 4, "revised"]


async def test_of_a_page_and_its_print_form_only_the_page_is_looked_at_again(archive: Archive) -> None:
    visit = await begin_visit(archive)
    await record(archive, visit, None, [Lead(f"{PAGE}?print=1", "listing"), Lead(PAGE, "feed")])
    printed, plain = await leads.open_leads(archive, "xx_ministry")
    again = "SELECT lead_id FROM archive.lead WHERE revisit_at IS NOT NULL ORDER BY lead_id"
    await store(archive, page(f"{PAGE}?print=1", lead_id=printed.lead_id), visit=visit)
    assert await rows(archive, again) == [{"lead_id": printed.lead_id}], "nothing else is known of it"
    await store(archive, page(at=1, lead_id=plain.lead_id), visit=visit)
    await store(archive, page(f"{PAGE}?print=1", at=2, lead_id=printed.lead_id), visit=visit)
    assert await rows(archive, again) == [{"lead_id": plain.lead_id}]


async def test_variants_find_each_other_without_the_page(archive: Archive) -> None:
    await store(archive, page(f"{PAGE}/amp/", more=" Fast."), page(f"{PAGE}?print=1", at=1))
    assert await appearances(archive) == {f"{PAGE}/amp/": {f"{PAGE}?print=1": "print"}}
    await store(archive, page(at=2))
    assert await appearances(archive) == {PAGE: {f"{PAGE}/amp/": "amp", f"{PAGE}?print=1": "print"}}


async def test_an_address_that_redirects_by_now_hands_over(archive: Archive) -> None:
    """The site moved: what stood at the old address stands at the new one, with the same headline and a rewritten text."""
    new = "https://ministry.example/en/press/2031/40711-harbour"
    await store(archive, page(at=0), page(at=1, more=" Edited."))
    [moved] = await store(archive, page(new, at=5, more=" Edited again.", redirected_from=[PAGE]))
    assert moved.outcome == "unchanged" and await appearances(archive) == {new: {PAGE: "redirect"}}
    [row] = await rows(archive, "SELECT first_seen_at, appearance_count FROM press.release")
    assert row == {"first_seen_at": minutes(0), "appearance_count": 1}
    assert len(await rows(archive, "SELECT FROM press.revision")) == 3, "the old address's history stays"
    await store(archive, page(at=9, more=" Edited again."))
    assert PAGE in await appearances(archive), "it answers again, and its address is the shorter one"


async def test_a_canonical_link_that_lies_is_not_believed(archive: Archive) -> None:
    other = "https://ministry.example/news/railway-is-repaired-again"
    nowhere = "https://ministry.example/news/40799-nothing-is-here"
    pages = [
        page(canonical="https://ministry.example/"),
        sighting(other, "railway", canonical=PAGE, headline="The railway is repaired again"),
        sighting(f"{other}-2", "bridge", canonical=nowhere, headline="The bridge is closed for a week"),
        sighting(f"{other}-3", "canal", canonical=nowhere, headline="The canal is full of water"),
        sighting(f"{other}-4", "mill", canonical="https://elsewhere.example/x/40711-not-ours"),
        sighting(f"{other}-5", "lock", canonical="https://elsewhere.example/x/40711-not-ours"),
    ]
    stored = await store(archive, *pages)
    assert [one.outcome for one in stored] == ["new"] * 6
    assert await appearances(archive) == {one.url: {} for one in pages}
    named = {row["url"]: row["canonical_url"] for row in await rows(
        archive, "SELECT a.url, r.canonical_url FROM press.release r JOIN press.appearance a USING (release_id)")}  # fmt: skip
    for lied in (0, 1, 4, 5):
        assert named[pages[lied].url] == pages[lied].url, "what is not believed is not shown as the canonical address"


async def test_a_site_that_redirects_what_is_gone_to_its_newest_release_loses_none(archive: Archive) -> None:
    newest = "https://ministry.example/news/newest-of-them-all"
    await store(archive, page())
    await store(archive, sighting(newest, "mill", at=2, redirected_from=[PAGE], headline="The newest of them all"))
    assert set(await appearances(archive)) == {PAGE, newest}
    assert len(await rows(archive, "SELECT FROM press.release")) == 2


async def test_own_news_has_variants_too(archive: Archive) -> None:
    courier = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}
    url = "https://courier.example/stories/40711-harbour"
    stored = await store(archive, page(f"{url}?print=1", **courier), page(url, at=1, **courier))
    assert [one.outcome for one in stored] == ["own_news", "own_news"]
    [joined] = await store(archive, page(at=2))
    assert joined.outcome == "new"
    assert await appearances(archive) == {PAGE: {}, url: {f"{url}?print=1": "print"}}
    assert await change_kinds(archive) == ["new", "appeared"]


async def test_a_variants_words_make_the_page_known_elsewhere(archive: Archive) -> None:
    """A copy of the print form's text is a copy of the release."""
    await store(archive, page(), page(f"{PAGE}?print=1", at=1, more=" Printed."))
    [copy] = await store(archive, page("https://courier.example/a/1", at=2, more=" Printed.", source="xx_courier",
                                       kind="republisher", standing="own_news"))  # fmt: skip
    assert copy.outcome == "appeared"
    roles = await rows(archive, "SELECT role FROM press.appearance ORDER BY role")
    assert [row["role"] for row in roles] == ["original", "republication"]
