"""Search finds releases by their words, in any script."""

from __future__ import annotations

import pytest

from archive import search
from archive.connection import Archive
from tests.integration.archive_store.invented import make_sources, minutes, sighting, store

TEXTS = {
    "en": ("Harbour of Ports reopens", "The Minister's speech about the new quay."),
    "fr": ("Réouverture à Évian", "Les élèves ont visité l'hôpital. La coopération décentralisée."),
    "ar": ("الحُكُومة تعلن", "أعلنت الوزارة عن افتتاح الميناء."),
    "zh": ("外交部发言人举行记者会", "港口今天重新开放。"),
    "th": ("ท่าเรือเปิดใหม่", "กระทรวงประกาศวันนี้"),
    "hi": ("हिन्दी समाचार", "बंदरगाह आज फिर खुला"),
}


@pytest.fixture
async def filled(archive: Archive) -> Archive:
    await make_sources(archive)
    await store(archive, *(
        sighting(f"https://ministry.example/{language}/1", language, headline=headline, body=body, published=number)
        for number, (language, (headline, body)) in enumerate(TEXTS.items())
    ))  # fmt: skip
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour", "en"), ("HARBOUR minister", "en"), ("minister's", "en"), ('"new quay"', "en"), ("eleves", "fr"),
        ("Évian", "fr"),
        ("evian coopération", "fr"), ("الحكومة", "ar"), ("الميناء", "ar"), ("外交部", "zh"), ("发言", "zh"), ("会", "zh"),
        ("重新开放", "zh"),
        ("ท่าเรือ", "th"), ("बंदरगाह", "hi"),
    ],
)  # fmt: skip
async def test_a_word_is_found(filled: Archive, query: str, found: str) -> None:
    assert [hit.headline for hit in await search.find(filled, query)] == [TEXTS[found][0]]


@pytest.mark.parametrize(
    "query", ["nowhere", "harbour nowhere", '"quay new"', "harbour -quay", "部外", "?!", "", "'; DROP", "harb:*", "\\"]
)
async def test_what_is_not_there_is_not_found(filled: Archive, query: str) -> None:
    assert await search.find(filled, query) == []


async def test_headlines_come_first_then_the_newest(filled: Archive) -> None:
    for number, (headline, body) in enumerate(
        [("On trade", "Something of the railway here."), ("Railway", "Nothing."), ("Railway", "Nought.")]
    ):
        await store(filled, sighting(f"https://ministry.example/r/{number}", "r", headline=headline, body=body, published=number))
    hits = await search.find(filled, "railway")
    assert [(hit.headline, hit.published_at) for hit in hits] == [
        ("Railway", minutes(2)), ("Railway", minutes(1)), ("On trade", minutes(0)),
    ]  # fmt: skip
    assert len(await search.find(filled, "railway", limit=2)) == 2
