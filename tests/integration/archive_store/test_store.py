"""Storing pages one after the other: what each rule makes of the rows and of the change feed."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from archive import releases, search
from archive.connection import Archive
from tests.integration.archive_store.invented import (
    change_kinds,
    make_capture,
    make_sources,
    minutes,
    rows,
    sighting,
    store,
    words,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("ready")

MINISTRY = "https://ministry.example/news/1001-harbour"
WIRE = "https://wire.example/releases/2001-harbour"
COURIER = "https://courier.example/stories/3001-harbour"


@pytest.fixture
async def ready(archive: Archive) -> None:
    await make_sources(archive)


def on_wire(**more: object):  # type: ignore[no-untyped-def]
    return sighting(WIRE, "harbour", source="xx_wire", kind="newswire", **more)  # type: ignore[arg-type]


def at_courier(**more: object):  # type: ignore[no-untyped-def]
    more = {"standing": "own_news", **more}
    return sighting(COURIER, "harbour", source="xx_courier", kind="republisher", **more)  # type: ignore[arg-type]


async def test_a_release_seen_twice_is_one_row_and_moves_its_time(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour"))
    [second] = await store(archive, sighting(MINISTRY, "harbour", at=30))
    assert (first.outcome, second.outcome) == ("new", "unchanged")
    assert second.revision_id == first.revision_id and second.release_id == first.release_id
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["last_seen_at"] == minutes(30) and release["first_seen_at"] == minutes(0)
    assert release["body_text"] == words("harbour") and release["revision_count"] == 1
    assert await change_kinds(archive) == ["new"]


async def test_an_edit_is_a_revision(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour"))
    [second] = await store(archive, sighting(MINISTRY, "harbour", at=30, headline="Harbour opens"))
    [third] = await store(archive, sighting(MINISTRY, "harbour", at=60, headline="Harbour opens", published=5))
    assert [one.outcome for one in (first, second, third)] == ["new", "revised", "revised"]
    found = await rows(archive, "SELECT * FROM press.revision ORDER BY number")
    assert [row["number"] for row in found] == [1, 2, 3]
    assert [row["previous_revision_id"] for row in found] == [None, found[0]["revision_id"], found[1]["revision_id"]]
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["headline"] == "Harbour opens" and release["revision_count"] == 3 and release["change_id"] == 3
    assert await change_kinds(archive) == ["new", "revised", "revised"]
    assert [hit.release_id for hit in await search.find(archive, "opens")] == [release["release_id"]]


async def test_one_batch_may_hold_several_sightings_of_one_page(archive: Archive) -> None:
    stored = await store(
        archive,
        sighting(MINISTRY, "harbour", at=60, headline="Third"),
        sighting(MINISTRY, "harbour", at=0, headline="First"),
        sighting(MINISTRY, "harbour", at=30, headline="First"),
    )
    assert [one.outcome for one in stored] == ["revised", "new", "unchanged"]
    assert await change_kinds(archive) == ["new", "revised"]
    found = await rows(archive, "SELECT headline, number, seen_at, previous_revision_id FROM press.revision ORDER BY number")
    assert [(row["headline"], row["seen_at"]) for row in found] == [("First", minutes(0)), ("Third", minutes(60))]


async def test_copies_join_and_the_best_is_shown(archive: Archive) -> None:
    await store(archive, on_wire(at=0, issuer="Ministry of Ports", distributor="Invented Wire", wire_ids=["w-1"], published=2))
    [copy] = await store(archive, sighting(MINISTRY, "harbour", at=10, published=0))
    assert copy.outcome == "appeared"
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["source_id"] == "xx_ministry" and release["canonical_url"] == MINISTRY and release["appearance_count"] == 2
    assert (
        release["issuer"] == "Ministry of Ports" and release["distributor"] == "Invented Wire" and release["wire_ids"] == ["w-1"]
    )
    assert await change_kinds(archive) == ["new", "appeared", "updated"]
    found = await rows(archive, "SELECT url, role FROM press.appearance ORDER BY url")
    assert [(row["url"], row["role"]) for row in found] == [(MINISTRY, "original"), (WIRE, "wire")]


async def test_own_news_is_kept_and_told_when_the_release_arrives(archive: Archive) -> None:
    [own] = await store(archive, at_courier())
    assert own.outcome == "own_news" and own.release_id is None
    assert await rows(archive, "SELECT * FROM press.release") == [] and await change_kinds(archive) == []
    assert await rows(archive, "SELECT * FROM press.appearance") == []
    [kept] = await rows(archive, "SELECT * FROM press.revision")
    assert kept["release_id"] is None and kept["body_text"] == words("harbour")
    [again] = await store(archive, at_courier(at=5))
    assert again.outcome == "unchanged"
    [release] = await store(archive, sighting(MINISTRY, "harbour", at=10))
    assert release.outcome == "new"
    changes = await rows(archive, "SELECT kind, url, revision_id, release_id FROM press.change ORDER BY change_id")
    assert [(row["kind"], row["url"]) for row in changes] in (
        [("new", MINISTRY), ("appeared", COURIER)], [("appeared", COURIER), ("new", MINISTRY)],
    )  # fmt: skip
    assert {row["revision_id"] for row in changes} == {release.revision_id, kept["revision_id"]}
    [adopted] = await rows(archive, "SELECT * FROM press.appearance WHERE url = %s", COURIER)
    assert adopted["role"] == "republication" and adopted["release_id"] == release.release_id


async def test_own_news_is_followed_through_other_own_news(archive: Archive) -> None:
    """Three of a republisher's pages in a chain, each tied to the next; the release knows only the last."""
    pages = [f"https://courier{number}.example/stories/{number}" for number in (31001, 31002, 31003)]
    await store(archive, *(
        sighting(url, f"topic{at}", source="xx_courier", kind="republisher", standing="own_news",
                 canonical=pages[at - 1] if at else None)
        for at, url in enumerate(pages)
    ))  # fmt: skip
    assert {row["release_id"] for row in await rows(archive, "SELECT release_id FROM archive.appearance")} == {None}
    await store(archive, sighting(MINISTRY, "topic2"))
    assert len(await rows(archive, "SELECT * FROM press.appearance")) == 4
    assert sorted(await change_kinds(archive)) == ["appeared", "appeared", "appeared", "new"]


async def test_a_page_that_ties_two_releases_merges_them(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour", at=0))
    [second] = await store(archive, on_wire(at=1, headline="Harbour to open", body=words("quay")))
    assert second.outcome == "new"
    [tie] = await store(archive, sighting(COURIER, "harbour", source="xx_courier", kind="republisher", standing="own_news",
                                          canonical=WIRE, at=2))  # fmt: skip
    assert (tie.outcome, tie.release_id) == ("appeared", first.release_id)
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["release_id"] == first.release_id and release["appearance_count"] == 3
    [alias] = await rows(archive, "SELECT * FROM archive.release_alias")
    assert (alias["old_release_id"], alias["release_id"], alias["until"]) == (second.release_id, first.release_id, None)
    [came] = await rows(archive, "SELECT appearance_id FROM archive.appearance WHERE url = %s", WIRE)
    assert alias["appearances"] == [came["appearance_id"]]
    kinds = await change_kinds(archive)
    assert kinds == ["new", "new", "merged", "appeared"]
    [merged] = await rows(archive, "SELECT * FROM press.change WHERE kind = 'merged'")
    assert (merged["release_id"], merged["other_release_id"]) == (first.release_id, second.release_id)
    assert await releases.current_id(archive, second.release_id) == first.release_id  # type: ignore[arg-type]
    assert len(await search.find(archive, "harbour3")) == 1


async def test_the_better_page_of_the_release_that_leaves_is_shown_with_its_words(archive: Archive) -> None:
    await store(archive, on_wire(at=0, headline="Wire's words"))
    await store(archive, sighting(MINISTRY, "quay", at=1, headline="Ministry's words"))
    await store(archive, sighting(COURIER, "harbour", source="xx_courier", kind="republisher", standing="own_news", at=2,
                                  headline="Wire's words", canonical=MINISTRY))  # fmt: skip
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["headline"] == "Ministry's words"
    assert [hit.headline for hit in await search.find(archive, "ministry's quay3")] == ["Ministry's words"]
    assert await search.find(archive, "wire's") == []
    assert await change_kinds(archive) == ["new", "new", "merged", "appeared", "updated"]


async def test_a_late_sighting_never_replaces_a_newer_revision(archive: Archive) -> None:
    await store(archive, sighting(MINISTRY, "harbour", at=0, headline="One"))
    await store(archive, sighting(MINISTRY, "harbour", at=20, headline="Three"))
    [late] = await store(archive, sighting(MINISTRY, "harbour", at=10, headline="Two"))
    [earliest] = await store(archive, sighting(MINISTRY, "harbour", at=-10, headline="Zero"))
    [same] = await store(archive, sighting(MINISTRY, "harbour", at=15, headline="Three"))
    assert [one.outcome for one in (late, earliest, same)] == ["revised", "revised", "unchanged"]
    found = await rows(
        archive, "SELECT number, headline, seen_at, revision_id, previous_revision_id FROM press.revision ORDER BY number"
    )
    assert [(row["number"], row["headline"], row["seen_at"]) for row in found] == [
        (1, "Zero", minutes(-10)), (2, "One", minutes(0)), (3, "Two", minutes(10)), (4, "Three", minutes(15)),
    ]  # fmt: skip
    assert [row["previous_revision_id"] for row in found[1:]] == [row["revision_id"] for row in found[:-1]]
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["headline"] == "Three" and release["revision_count"] == 4 and release["first_seen_at"] == minutes(-10)


async def test_a_text_that_came_back_stands_twice_when_the_middle_arrives_late(archive: Archive) -> None:
    await store(archive, sighting(MINISTRY, "harbour", at=0, headline="One"))
    await store(archive, sighting(MINISTRY, "harbour", at=20, headline="One"))
    await store(archive, sighting(MINISTRY, "harbour", at=10, headline="Two"))
    found = await rows(archive, "SELECT headline, seen_at FROM press.revision ORDER BY number")
    assert [(row["headline"], row["seen_at"]) for row in found] == [
        ("One", minutes(0)),
        ("Two", minutes(10)),
        ("One", minutes(20)),
    ]
    [release] = await rows(archive, "SELECT headline, revision_count FROM press.release")
    assert release == {"headline": "One", "revision_count": 3}
    assert [hit.headline for hit in await search.find(archive, "one")] == ["One"]


async def test_reading_again_rewrites_in_place(archive: Archive) -> None:
    capture = await make_capture(archive, MINISTRY)
    [first] = await store(archive, sighting(MINISTRY, "harbour", capture=capture))
    again = sighting(MINISTRY, "harbour", version="2", origin="reextract", rereads=first.revision_id)
    [same] = await store(archive, again, by="reextract")
    assert same.outcome == "reread" and await change_kinds(archive) == ["new"]
    [revision] = await rows(archive, "SELECT extractor_version, number, capture_id FROM archive.revision")
    assert revision["extractor_version"] == "2" and revision["number"] == 1 and revision["capture_id"] == capture.capture_id
    better = replace(again, record=replace(again.record, issuer="Ministry of Ports", extractor_version="3"))  # type: ignore[type-var]
    [changed] = await store(archive, better, by="reextract")
    assert changed.revision_id == first.revision_id
    assert await change_kinds(archive) == ["new", "reread", "updated"]
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["issuer"] == "Ministry of Ports" and release["revision_count"] == 1


async def test_reading_an_old_revision_again_leaves_the_latest_shown(archive: Archive) -> None:
    courier = {"source": "xx_courier", "kind": "republisher"}
    [first] = await store(archive, sighting(COURIER, "harbour", headline="One", **courier))
    [second] = await store(archive, sighting(COURIER, "harbour", headline="Two", at=9, **courier))
    await store(archive, sighting(WIRE, "quay", source="xx_herald", kind="republisher", at=10))
    again = sighting(COURIER, "harbour", headline="One, read better", canonical=WIRE, version="2", origin="reextract",
                     rereads=first.revision_id, **courier)  # fmt: skip
    [reread] = await store(archive, again, by="reextract")
    assert (reread.outcome, reread.revision_id) == ("reread", first.revision_id)
    found = await rows(archive, "SELECT headline FROM press.revision WHERE url = %s ORDER BY number", COURIER)
    assert [row["headline"] for row in found] == ["One, read better", "Two"]
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["revision_id"] == second.revision_id and release["last_seen_at"] == minutes(10), "what it names ties it"
    assert await change_kinds(archive) == ["new", "revised", "new", "merged", "reread"]


async def test_a_revision_that_is_not_there_cannot_be_read_again(archive: Archive) -> None:
    missing = sighting(MINISTRY, "harbour", origin="reextract", rereads=uuid4())
    good, bad = await store(archive, on_wire(), missing, by="reextract")
    assert (good.outcome, bad.outcome) == ("new", "not_stored")
    assert bad.reason and "not in the archive" in bad.reason


async def test_newer_code_on_the_same_bytes_is_no_edit(archive: Archive) -> None:
    capture = await make_capture(archive, MINISTRY)
    await store(archive, sighting(MINISTRY, "harbour", capture=capture))
    second = await make_capture(archive, MINISTRY)
    [same] = await store(archive, sighting(MINISTRY, "harbour", at=5, body="Read otherwise.", version="2", capture=second))
    assert same.outcome == "unchanged"
    third = await make_capture(archive, MINISTRY, content_digest="99" * 32)
    [changed] = await store(
        archive, sighting(MINISTRY, "harbour", at=9, body="Other bytes, other words.", version="2", capture=third)
    )
    assert changed.outcome == "revised"


async def test_a_withdrawn_release_hides_its_new_copies(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour"))
    await rows(archive, "UPDATE archive.release SET withdrawn_at = now(), withdrawn_reason = 'asked' RETURNING 1")
    await rows(archive, "DELETE FROM archive.search_document RETURNING 1")
    [copy] = await store(archive, on_wire(at=3))
    assert (copy.outcome, copy.release_id) == ("appeared", first.release_id)
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["pubstatus"] == "withheld" and release["body_text"] is None
    assert await search.find(archive, "harbour3") == []
    assert {row["body_text"] for row in await rows(archive, "SELECT body_text FROM press.revision")} == {None}
    # A page that ties it to another release hides that one too.
    await store(archive, sighting(MINISTRY + "-2", "quay", at=4))
    await store(
        archive, sighting(COURIER, "quay", source="xx_courier", kind="republisher", standing="own_news", canonical=WIRE, at=5)
    )
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert release["pubstatus"] == "withheld" and await search.find(archive, "quay3") == []


async def test_a_page_that_came_back_is_told(archive: Archive) -> None:
    await store(archive, sighting(MINISTRY, "harbour"))
    await rows(archive, "UPDATE archive.appearance SET gone_at = now(), missing_count = 3, missing_since = now() RETURNING 1")
    [back] = await store(archive, sighting(MINISTRY, "harbour", at=9))
    assert back.outcome == "unchanged" and await change_kinds(archive) == ["new", "returned"]
    [row] = await rows(archive, "SELECT gone_at, missing_count, missing_since FROM archive.appearance")
    assert row == {"gone_at": None, "missing_count": 0, "missing_since": None}


async def test_attachments_add_up(archive: Archive) -> None:
    await store(archive, sighting(MINISTRY, "harbour", attachments=["https://ministry.example/a.pdf"]))
    await store(archive, sighting(MINISTRY, "harbour", at=5, attachments=["https://ministry.example/a.pdf"]))
    assert await change_kinds(archive) == ["new"]
    await store(archive, sighting(MINISTRY, "harbour", at=9, attachments=["https://ministry.example/b.pdf"]))
    assert await change_kinds(archive) == ["new", "updated"]
    assert len(await rows(archive, "SELECT * FROM press.attachment")) == 2


async def test_imported_records_have_the_earliest_as_original(archive: Archive) -> None:
    first, second, third = (f"https://elsewhere{number}.example/item/40001" for number in range(3))
    stored = await store(archive, *(
        sighting(url, "harbour", source="import", kind=None, published=published, origin="import")
        for url, published in ((first, 50), (second, 10), (third, None))
    ), by="import")  # fmt: skip
    assert sorted(one.outcome for one in stored) == ["appeared", "appeared", "new"]
    roles = {row["url"]: row["role"] for row in await rows(archive, "SELECT url, role FROM press.appearance")}
    assert roles == {first: "republication", second: "original", third: "republication"}
    assert {row["by"] for row in await rows(archive, "SELECT by FROM press.change")} == {"import"}


async def test_what_is_no_release_writes_nothing_but_its_capture(archive: Archive) -> None:
    capture = await make_capture(archive, MINISTRY)
    [stored] = await store(archive, sighting(MINISTRY, "harbour", standing="not_a_release", capture=capture))
    assert stored.outcome == "not_a_release"
    assert len(await rows(archive, "SELECT * FROM press.capture")) == 1
    assert await rows(archive, "SELECT * FROM archive.appearance") == []


async def test_texts_of_any_size_pass(archive: Archive) -> None:
    huge = "harbour quay " * 800_000  # 10 MB
    url = "https://ministry.example/" + "long/" * 1800 + "page-1"
    [stored] = await store(archive, sighting(url, "harbour", body=huge, headline="word " * 1000))
    assert stored.outcome == "new", stored.reason
    [many] = await store(archive, sighting(MINISTRY, "many", body=" ".join(f"wort{number}lang" for number in range(400_000))))
    assert many.outcome == "new", many.reason
    [scripts] = await store(archive, sighting(MINISTRY + "-3", "x", body="外交部发言人举行例行记者会" * 40_000))
    assert scripts.outcome == "new", scripts.reason


@pytest.mark.parametrize("poison", ["a NUL \0 byte", "half a \ud83d character", "\\ud800 spoken of is fine"])
async def test_a_poisoned_page_fails_alone(archive: Archive, poison: str) -> None:
    await rows(
        archive,
        "INSERT INTO archive.lead (source_id, url_digest, twin_digest, url, way) "
        "VALUES ('xx_ministry', '\\x01', '\\x01', 'https://ministry.example/news/666', 'feed') RETURNING 1",
    )
    [lead] = await rows(archive, "SELECT lead_id FROM archive.lead")
    good = [sighting(f"https://ministry.example/news/{number}", f"topic{number}") for number in (1001, 1002, 1003)]
    bad = replace(good[0], url="https://ministry.example/news/666", lead_id=lead["lead_id"],
                  record=replace(good[0].record, body_text=poison, headline=poison))  # type: ignore[type-var]  # fmt: skip
    stored = await store(archive, good[0], bad, good[1], good[2])
    [ended] = await rows(archive, "SELECT state, outcome, detail FROM archive.lead")
    if "fine" in poison:
        assert [one.outcome for one in stored].count("not_stored") == 0 and ended["state"] == "done"
        return
    assert [one.outcome for one in stored] == ["new", "not_stored", "new", "new"]
    assert stored[1].reason and ended["state"] == "failed" and ended["outcome"] == "not_stored" and ended["detail"]
    assert len(await rows(archive, "SELECT * FROM press.release")) == 3
