"""Withdrawn releases: no word of theirs in any view or search; what comes later stays hidden; restored, all of it is back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from archive.connection import Archive
from archive.search import find
from archive.withdrawal import restore, withdraw
from press.errors import PressError
from tests.integration.archive_store.invented import change_kinds, make_sources, rows, sighting, store
from tests.integration.archive_store.sound import check_sound

pytestmark = [pytest.mark.usefixtures("ready"), pytest.mark.one_postgres]

HARBOUR = "https://ministry.example/news/1001"
COURIER = "https://courier.example/stories/3001"
HERALD = "https://herald.example/stories/4001"
IN_COURIER: dict[str, Any] = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}
IN_HERALD: dict[str, Any] = {"source": "xx_herald", "kind": "republisher", "standing": "own_news"}

#: Stands in every text of the release, and nowhere else.
SECRET = "quarrelsome"
BODY = " ".join(f"{SECRET}{number} boat{number * 7} pier{number * 3} 4{number}" for number in range(30)) + "."


@pytest.fixture
async def ready(archive: Archive) -> None:
    await make_sources(archive)


async def telling(archive: Archive) -> set[str]:
    """The views that have the word anywhere."""
    views = await rows(archive, "SELECT table_name AS name FROM information_schema.views WHERE table_schema = 'press'")
    found = set()
    for view in views:
        statement = f"SELECT 1 FROM press.{view['name']} v WHERE to_jsonb(v)::text ILIKE '%%' || %s || '%%' LIMIT 1"
        if await rows(archive, statement, SECRET):
            found.add(view["name"])
    return found


async def test_no_view_has_a_word_of_a_withdrawn_release_and_restoring_brings_all_back(archive: Archive) -> None:
    first = sighting(HARBOUR, "x", body=BODY, headline=f"The {SECRET} boats", attachments=[HARBOUR + "/annex.pdf"])
    assert first.record is not None
    first = replace(first, record=replace(
        first.record, subheadline=f"A {SECRET} day", body_html=f"<p>{SECRET}", boilerplate=f"About {SECRET}",
        contacts=({"name": SECRET},), provenance={"headline": {"witness": "h1", "others": [{"value": SECRET}]}},
    ))  # fmt: skip
    [stored] = await store(archive, first)
    near = sighting(COURIER, "y", body=BODY.replace("pier3 ", "mole "), at=1, **IN_COURIER)
    [copy] = await store(archive, near)
    assert copy.release_id == stored.release_id
    async with archive.connection() as connection:
        await connection.execute("UPDATE archive.attachment SET body_text = %s", [SECRET])
        said = [{"how": "copy", "page": HARBOUR, "quoted": SECRET}]
        await connection.execute("UPDATE archive.appearance SET joined = %s WHERE url = %s", [Jsonb(said), COURIER])
    before = await telling(archive)
    assert before == {"release", "revision", "attachment", "appearance"}
    digests = await rows(archive, "SELECT text_digest FROM press.revision ORDER BY revision_id")

    await withdraw(archive, str(stored.release_id), by="mara", reason="asked to")
    assert await telling(archive) == set()
    assert await find(archive, f"{SECRET}1") == []
    assert await rows(archive, "SELECT text_digest FROM press.revision ORDER BY revision_id") == digests
    [row] = await rows(archive, "SELECT pubstatus, withdrawn_at FROM press.release")
    assert row["pubstatus"] == "withheld" and row["withdrawn_at"] is not None
    [told] = await rows(archive, "SELECT kind, by, reason FROM press.change WHERE kind = 'withdrawn'")
    assert told == {"kind": "withdrawn", "by": "mara", "reason": "asked to"}
    [page] = await rows(archive, "SELECT evidence FROM press.appearance WHERE url = %s", COURIER)
    assert page["evidence"] == [{"how": "copy", "page": HARBOUR}]
    with pytest.raises(PressError, match="withdrawn already"):
        await withdraw(archive, str(stored.release_id), by="mara", reason="twice")

    # An edited copy, and an edit of the page itself.
    later = sighting(HERALD, "z", body=BODY.replace("boat7 ", "raft "), at=2, **IN_HERALD)
    edit = sighting(HARBOUR, "x", body=BODY + f" More {SECRET}.", at=3)
    joined, _edited = await store(archive, later, edit)
    assert joined.release_id == stored.release_id
    assert await telling(archive) == set()
    assert await find(archive, f"{SECRET}1") == []
    await check_sound(archive)

    await restore(archive, str(stored.release_id), by="mara")
    assert {"release", "revision"} <= await telling(archive)
    assert [one.release_id for one in await find(archive, f"{SECRET}1")] == [stored.release_id]
    assert (await change_kinds(archive))[-1] == "restored"
    await check_sound(archive)
    with pytest.raises(PressError, match="is not withdrawn"):
        await restore(archive, str(stored.release_id), by="mara")
