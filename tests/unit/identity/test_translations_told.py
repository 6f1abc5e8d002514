"""What two pages tell in two languages, and which releases belong together by it or by what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from press.identity.telling import share, telling, total
from press.identity.tongues import same, spoken
from press.identity.translations import Linked, Named, Told, claims, groups, tells_the_same
from press.sighting import Record

NOON = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)

TEXTS = {
    "en": "The ministry opened 47 wells in Velmar, for 1.250 million crowns in all; 18,340 people drink from them, 312 of them "
          "children, as Minister Ada Kestrel said beside Nordhal Pumps. Work began in 2019.",
    "fr": "Le ministère a ouvert 47 puits à Velmar, pour 1,250 million de couronnes; 18 340 personnes y boivent, dont 312 "
          "enfants, a dit la ministre Ada Kestrel aux côtés de Nordhal Pumps. Les travaux ont débuté en 2019.",
    "ar": "افتتحت الوزارة 47 بئرا في فلمار بكلفة 1.250 مليون، ويشرب منها ١٨٬٣٤٠ شخصا منهم 312 طفلا، وبدأت الأشغال عام 2019.",
    "es": "El ministerio abrió 47 pozos en Velmar por 1,250 millones; beben de ellos 18.340 personas, 312 de ellas "
          "niños, dijo la ministra Ada Kestrel junto a Nordhal Pumps. Las obras empezaron en 2019.",
    "pt": "O ministério abriu 47 poços em Velmar por 1,250 milhões; bebem deles 18 340 pessoas, 312 delas "
          "crianças, disse a ministra Ada Kestrel ao lado da Nordhal Pumps. As obras começaram em 2019.",
    "zh": "该部在维尔马开通了47口水井，耗资125万，供18340人饮用，其中312名儿童。工程始于2019年。",
}  # fmt: skip
SIBLING = (
    "The ministry opened 23 wells in Torrin, for 2.75 million crowns in all; 9,115 people drink from them, 188 of them children, "
    "as Minister Ada Kestrel said beside Nordhal Pumps. Work began in 2019."
)


def _record(language: str, body: str, at: datetime = NOON) -> Record:
    return Record(
        headline="–", body_text=body, text_digest="00" * 32, extractor_version="1", language=language, published_at=at,
        published_local=at.replace(tzinfo=None), published_precision="day",
    )  # fmt: skip


def _told(language: str, body: str) -> frozenset[str]:
    return telling(f"https://wells.example/{language}/{abs(hash(body)) % 89 + 10}", _record(language, body))


@pytest.mark.parametrize(("one", "other"), [("en", "fr"), ("en", "ar"), ("fr", "ar"), ("es", "pt"), ("zh", "en")])
def test_translations_tell_the_same(one: str, other: str) -> None:
    found = tells_the_same(_told(one, TEXTS[one]), _told(other, TEXTS[other]))
    assert found is not None and total(found[0]) >= 15 and found[1] > 0.6


@pytest.mark.parametrize("other", ["fr", "ar", "es", "zh"])
def test_a_sibling_on_the_template_tells_less(other: str) -> None:
    ours, theirs = _told("en", SIBLING), _told(other, TEXTS[other])
    found = tells_the_same(ours, theirs)
    true = tells_the_same(_told("en", TEXTS["en"]), theirs)
    assert true is not None and (found is None or total(found[0]) + 10 < total(true[0]))


def test_numbers_are_read_as_each_language_writes_them() -> None:
    for language, said in (("en", "18,340"), ("fr", "18\u202f340"), ("de", "18.340"), ("ar", "١٨٬٣٤٠"), ("zh", "共有18340人")):
        assert "number:1834" in telling("https://wells.example/a", _record(language, f"— {said} —"))


def test_a_telephone_is_no_fact() -> None:
    assert telling("https://wells.example/a", _record("en", "Tel. 555 019 223, press@wells.example")) == {"day:2031-05-06"}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("https://wells.example/en/press/third-well-opens", "https://wells.example/fr/press/third-well-opens", "title:"),
        ("https://wells.example/press/4711?lang=en", "https://wells.example/press/4711?lang=fr", "path:"),
        ("https://wells.example/press/4711-en.html", "https://wells.example/press/4711-fr.html", "path:"),
        ("https://wells.example/en/news/x-4711", "https://wells.example/fr/actualites/y-4711", "id:4711"),
    ],
)
def test_addresses_share_what_is_not_the_language(one: str, other: str, kind: str) -> None:
    shared = telling(one, _record("en", "–")) & telling(other, _record("fr", "–"))
    assert any(fact.startswith(kind) for fact in shared)


def test_dates_in_addresses_are_no_numbers() -> None:
    facts = telling("https://wells.example/2031/05/06/20310506/", _record("en", "–"))
    assert not any(fact.startswith(("id:", "path:")) for fact in facts)


def test_little_is_told_by_chance() -> None:
    ours, theirs = {f"number:{n}" for n in range(10, 60)}, {f"number:{n}" for n in range(45, 95)}
    assert share(ours, theirs) < 0.35


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("en-GB", "en-US", True), ("zh-Hans", "zh-Hant", False), ("zh-CN", "zh-TW", False), ("zh", "zh-Hant", True),
        ("nb", "no", True),
        ("nb", "nn", False), ("pt-BR", "pt", True), ("sr-Latn", "sr", True), ("fr", "en", False),
    ],
)  # fmt: skip
def test_languages(one: str, other: str, is_same: bool) -> None:
    assert same(spoken(one), spoken(other)) is is_same


def test_claims_keep_which_switch_named_which_language() -> None:
    base = "https://wells.example/"
    record = replace(
        _record("en", "–"), alternates=(("fr", f"{base}fr/press/4711"), ("en-US", f"{base}us/press/4711")),
        switches=(("fr", f"{base}fr/press/4711"), ("zh-Hant", f"{base}zh/press/4711"), ("ar", f"{base}ar")),
    )  # fmt: skip
    assert sorted(str(language) for language in claims(f"{base}en/press/4711", record).values()) == ["None", "zh"]


# Groups


ENGLISH, FRENCH, ARABIC, OTHER, THIRD = (UUID(int=number) for number in range(1, 6))


def _releases(**languages: str) -> dict[UUID, Linked]:
    ids = {"english": ENGLISH, "french": FRENCH, "arabic": ARABIC, "other": OTHER, "third": THIRD}
    return {
        ids[name]: Linked(NOON + timedelta(minutes=ids[name].int), frozenset({language}), None, name)
        for name, language in languages.items()
    }


def _tie(one: UUID, other: UUID, *facts: str, share: float = 1.0) -> Told:
    return Told(one, other, frozenset(facts), share, frozenset())


STRONG = ("number:12345", "number:6789")


def test_one_wrong_name_does_not_join_two_pairs() -> None:
    releases = _releases(english="en", french="fr", other="en", arabic="fr")
    named = [Named(ENGLISH, FRENCH), Named(FRENCH, ENGLISH), Named(OTHER, ARABIC), Named(ARABIC, OTHER), Named(OTHER, FRENCH)]
    for order in permutations(named):
        assert groups(releases, order) == {ENGLISH: ENGLISH, FRENCH: ENGLISH, OTHER: ARABIC, ARABIC: ARABIC}


def test_a_crowd_is_believed_only_where_it_is_named_back() -> None:
    releases = _releases(english="en", french="fr")
    assert groups(releases, [Named(ENGLISH, FRENCH, is_crowded=True)])[FRENCH] is None
    assert groups(releases, [Named(ENGLISH, FRENCH, is_crowded=True), Named(FRENCH, ENGLISH)])[FRENCH] == ENGLISH


def test_what_tells_the_same_is_tied() -> None:
    releases = _releases(english="en", french="fr", arabic="ar")
    told = [_tie(ENGLISH, FRENCH, *STRONG), _tie(FRENCH, ENGLISH, *STRONG), _tie(ENGLISH, ARABIC, *STRONG)]
    assert set(groups(releases, [], told).values()) == {ENGLISH}


@pytest.mark.parametrize(
    "told",
    [
        [_tie(ENGLISH, FRENCH, *STRONG), _tie(OTHER, FRENCH, *STRONG, "day:2031-05-06")],  # two that are as good
        [_tie(ENGLISH, FRENCH, *STRONG, share=0.2)],  # of long texts, by chance
        [_tie(ENGLISH, FRENCH, "number:123", "minute:1")],
        [_tie(ENGLISH, FRENCH, *STRONG), *(_tie(UUID(int=n), FRENCH, STRONG[0]) for n in (4, 5, 6))],  # a template's number
    ],
)
def test_what_is_not_clear_is_not_tied(told: Sequence[Told]) -> None:
    releases = _releases(english="en", french="fr", other="en", third="en") | {
        UUID(int=6): Linked(NOON, frozenset({"en"}), None, "sixth")
    }
    assert set(groups(releases, [], told).values()) == {None}


def test_a_name_goes_before_what_is_told() -> None:
    releases = _releases(english="en", french="fr", other="en")
    found = groups(releases, [Named(OTHER, FRENCH), Named(FRENCH, OTHER)], [_tie(ENGLISH, FRENCH, *STRONG, "wire:1")])
    assert found == {ENGLISH: None, FRENCH: FRENCH, OTHER: FRENCH}


def test_scripts_of_chinese_may_be_together_and_regions_may_not() -> None:
    releases = _releases(english="zh-hans", french="zh-hant", arabic="zh-hant")
    found = groups(releases, [Named(ENGLISH, FRENCH), Named(FRENCH, ENGLISH), Named(ARABIC, ENGLISH)])
    assert found == {ENGLISH: ENGLISH, FRENCH: ENGLISH, ARABIC: None}


def test_the_group_is_named_by_address_where_time_does_not_tell() -> None:
    releases = {
        ENGLISH: Linked(NOON, frozenset({"en"}), None, "https://b.example"),
        FRENCH: Linked(NOON, frozenset({"fr"}), None, "https://a.example"),
    }
    assert groups(releases, [Named(ENGLISH, FRENCH)])[ENGLISH] == FRENCH
