"""Each kind of change with what brings it about: what stands before, and what is done then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from archive.connection import Archive
from archive.people import merge, split
from archive.withdrawal import restore, withdraw
from press.sighting import Sighting
from tests.integration.archive_store.invented import rows, sighting, store
from tests.integration.feed.looks_in_vain import led, miss

Act = Callable[[Archive], Awaitable[Any]]

HARBOUR = "https://ministry.example/en/news/10001-harbour-opens"
ON_WIRE = "https://wire.example/items/10001-harbour"
FRENCH = "https://ministry.example/fr/actualites/10001-le-port"
IN_COURIER: dict[str, Any] = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}


def _harbour(**said: Any) -> Sighting:
    return sighting(HARBOUR, "harbour", **said)


def _on_wire(**said: Any) -> Sighting:
    return sighting(ON_WIRE, "wire", source="xx_wire", kind="newswire", at=1, **said)


def _french() -> Sighting:
    return sighting(FRENCH, "port", language="fr", at=2, alternates=[("en", HARBOUR)])


def storing(*several: Sighting) -> Act:
    async def act(archive: Archive) -> None:
        await store(archive, *several)

    return act


def in_turn(*acts: Act) -> Act:
    async def act(archive: Archive) -> None:
        for one in acts:
            await one(archive)

    return act


async def _nothing(archive: Archive) -> None:
    pass


async def _merge(archive: Archive) -> None:
    await merge(archive, HARBOUR, ON_WIRE, by="mara")


async def _undo(archive: Archive) -> None:
    [row] = await rows(archive, "SELECT old_release_id, release_id FROM press.release_alias WHERE until IS NULL")
    await split(archive, str(row["release_id"]), str(row["old_release_id"]), by="noel")


async def _split_off(archive: Archive) -> None:
    await split(archive, HARBOUR, ON_WIRE, by="mara")


async def _release_id(archive: Archive) -> str:
    [row] = await rows(archive, "SELECT release_id FROM press.release")
    return str(row["release_id"])


async def _withdraw(archive: Archive) -> None:
    await withdraw(archive, await _release_id(archive), by="mara", reason="asked to")


async def _restore(archive: Archive) -> None:
    await restore(archive, await _release_id(archive), by="mara")


async def _vanish(archive: Archive) -> None:
    await miss(archive, "xx_ministry", HARBOUR, at=5)


async def _lead_on(archive: Archive) -> None:
    """The page's address leads to where the release stands now."""
    await led(archive, "xx_ministry", HARBOUR, f"{HARBOUR}-again", at=9)


async def _reread(archive: Archive) -> None:
    [row] = await rows(archive, "SELECT revision_id FROM press.revision")
    again = _harbour(version="2", origin="reextract", rereads=row["revision_id"])
    assert again.record is not None
    await store(archive, replace(again, record=replace(again.record, subheadline="Read better")), by="reextract")


#: name: (the kinds that are told, what stands before, what is done)
KINDS: dict[str, tuple[set[str], Act, Act]] = {
    "a release": ({"new"}, _nothing, storing(_harbour())),
    "a copy": ({"appeared"}, storing(_harbour()), storing(sighting("https://courier.example/a/10001", "harbour", **IN_COURIER))),
    "own news becomes a copy": (
        {"new", "appeared"}, storing(sighting("https://courier.example/a/10001", "harbour", **IN_COURIER)), storing(_harbour()),
    ),
    "an edit": ({"revised"}, storing(_harbour()), storing(_harbour(at=5, body="It opens later."))),
    "an edit that is seen late": (
        {"revised"}, storing(_harbour(), _harbour(at=9, body="It opens later.")), storing(_harbour(at=5, body="It stays shut.")),
    ),
    "an issuer, by a copy": (
        {"updated", "appeared"}, storing(_harbour()), storing(sighting(ON_WIRE, "harbour", source="xx_wire", kind="newswire",
                                                                       issuer="Ministry of Ports")),
    ),
    "an attachment": ({"updated"}, storing(_harbour()), storing(_harbour(at=5, attachments=[f"{HARBOUR}/annex.pdf"]))),
    "another spelling": ({"updated"}, storing(_harbour()), storing(sighting(f"{HARBOUR}/", "harbour", at=5))),
    "a second reading": ({"reread"}, storing(_harbour()), _reread),
    "a translation": ({"new", "linked"}, storing(_harbour()), storing(_french())),
    "a link between releases": (
        {"merged"}, storing(_harbour(), _on_wire()),
        storing(sighting("https://courier.example/a/10001", "harbour", canonical=ON_WIRE, at=3, **IN_COURIER)),
    ),
    "a merge by a person": ({"merged"}, storing(_harbour(), _on_wire()), _merge),
    "a merge of one that has translations": ({"merged"}, storing(_harbour(), _on_wire(), _french()), _merge),
    "a merge that is undone": ({"split"}, in_turn(storing(_harbour(), _on_wire()), _merge), _undo),
    "a page that comes off": (
        {"split"}, storing(_harbour(), sighting(ON_WIRE, "harbour", source="xx_wire", kind="newswire", at=1)), _split_off,
    ),
    "a withdrawal": ({"withdrawn"}, storing(_harbour()), _withdraw),
    "a copy of what is withdrawn": (
        {"appeared"}, in_turn(storing(_harbour()), _withdraw),
        storing(sighting("https://courier.example/a/10001", "harbour", **IN_COURIER)),
    ),
    "a restoration": ({"restored"}, in_turn(storing(_harbour()), _withdraw), _restore),
    "a page that is gone": ({"gone"}, storing(_harbour()), _vanish),
    "one of two pages is gone": (
        {"gone"}, storing(_harbour(), sighting(ON_WIRE, "harbour", source="xx_wire", kind="newswire", at=1)), _vanish,
    ),
    "a page that moved": (
        {"moved"}, in_turn(storing(_harbour(), sighting(f"{HARBOUR}-again", "harbour", at=7))), _lead_on,
    ),
    "a page that was gone turns up elsewhere": (
        {"appeared", "moved"}, in_turn(storing(_harbour()), _vanish),
        in_turn(storing(sighting(f"{HARBOUR}-again", "harbour", at=7)), _vanish),
    ),
    "a return": ({"returned"}, in_turn(storing(_harbour()), _vanish), storing(_harbour(at=9))),
}  # fmt: skip
