"""The file that is written: sound TOML whatever a site calls itself, with its reasons; and the names that are made for it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.page import Page
from press.source import Answer
from spiders.probe.evidence import Entry, FoundWay, Judged, Proposal
from spiders.probe.naming import country_of, id_of, kind_by_words, name_of
from spiders.probe.page_look import look
from spiders.probe.source_text import source_text
from spiders.probe.zones import ZoneFound
from spiders.source_files import read_file

HOST = "https://ostmark.example"


def _proposal(
    name: str = "Harbour", reason: str = "as asked for", patterns: tuple[str, ...] = (), why: str = "has all"
) -> Proposal:
    listing = FoundWay("listing", f"{HOST}/news", (Entry(f"{HOST}/news/1"),), 44, language="fr")
    ways = (
        Judged(listing, True, why, 44, patterns, patterns, 168),
        Judged(FoundWay("json", f"{HOST}/api", answer=Answer(url=HOST + "/{slug}", page="p")), True, why, None),
        Judged(FoundWay("feed", f"{HOST}/feed"), False, why, 10),
    )  # fmt: skip
    return Proposal(
        source_id="xx_harbour", name=name, name_reason="its title", kind="agency", kind_reason=reason, languages=("fr", "ar"),
        language_reason={"fr": reason, "ar": reason}, zone=ZoneFound("Europe/Paris", reason), home=f"{HOST}/news", issuer=name,
        ways=ways, render="browser", delay=7.5, release_paths=(),
        ignore_parameters=("sid",), releases=44, how_sure="quite sure", checks=(why,),
    )  # fmt: skip


def _text(proposal: Proposal) -> str:
    return source_text(proposal, seen_on=date(2025, 6, 20), asked=f"{HOST}/", requests=17)


def test_the_file_says_what_was_found_and_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "xx/harbour.toml"
    path.parent.mkdir()
    path.write_text(_text(_proposal(patterns=(r"^https?://[^/]+/news/.", "it's"))))
    source, faults = read_file(path)
    assert source is not None and not faults
    assert [(way.kind, way.sweep_hours, way.language) for way in source.discover] == [
        ("listing", 168, "fr"),
        ("json", None, None),
    ]
    assert source.discover[0].include == (r"^https?://[^/]+/news/.", "it's")
    assert source.discover[1].answer == Answer(url=HOST + "/{slug}", page="p")
    assert (source.render, source.politeness.delay, source.issuer) == ("browser", 7.5, "Harbour")
    assert (
        "2025-06-20" in path.read_text() and "17 requests" in path.read_text() and "# 44 releases; has all." in path.read_text()
    )


@given(st.text(min_size=1).filter(str.strip), st.text(), st.text())
def test_any_words_of_a_site_make_sound_toml(name: str, reason: str, why: str) -> None:
    said = tomllib.loads(_text(_proposal(name, reason, (), why)))
    assert said["name"] == name
    assert said["kind"] == "agency" and len(said["discover"]) == 2


@pytest.mark.parametrize(
    ("url", "base", "source_id"),
    [
        ("https://www.diplomatie.gov.ma/fr", "/", "ma_diplomatie"),
        ("https://press.un.org/en", "/", "int_un_press"),
        ("https://www.gov.uk/news", "/", "gb_gov"),
        ("https://finance.gouv.fr/", "/", "fr_finance"),
        ("https://www.state.gov/", "/", "us_state"),
        ("https://www.who.int/", "/", "int_who"),
        ("https://harbour.example/", "/", "xx_harbour"),
        ("http://127.0.0.1:8080/ministry/", "/ministry/", "xx_127_0_0_1_8080_ministry"),
        ("http://localhost:9/", "/", "xx_localhost"),
        ("http://[::1]:9/", "/", "xx_1_9"),
        ("https://ec.europa.eu/", "/", "int_europa_ec"),
        ("https://xn--80aaxitdbjk.xn--p1ai/", "/", "int_xn_80aaxitdbjk"),
        ("https://news.ministry.test/", "/", "xx_ministry_news"),
    ],
)
def test_ids_are_made_of_hosts(url: str, base: str, source_id: str) -> None:
    assert id_of(url, base) == source_id
    assert country_of(url) == source_id.partition("_")[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Works", "ministry"), ("Ministère de la Mer", "ministry"), ("وزارة الخارجية", "ministry"),
        ("外交部", "ministry"), ("Министерство обороны", "ministry"), ("Kementerian Luar Negeri", "ministry"),
        ("United Nations Press", "intergovernmental"),
        ("Ostmark Newswire", "newswire"), ("Harbour Watch", None), ("Administration of Quays", None),
    ],
)  # fmt: skip
def test_kinds_by_words(name: str, kind: str | None) -> None:
    assert kind_by_words(name) == kind


def test_the_name_is_what_titles_share_where_nothing_states_it() -> None:
    pages = [
        look(Page(f"{HOST}/{number}", f'<html lang="en"><title>{title} – Port of Ostmark</title>'.encode(), "text/html"))
        for number, title in enumerate(("News", "Speeches", "The lock at Selm has opened again"))
    ]
    splash = look(Page(f"{HOST}/", b"<title>Choose a language</title>", "text/html"))
    assert name_of(splash, splash, None, (), pages, "en") == ("Port of Ostmark", "what the titles of its pages share")
    assert name_of(splash, splash, "Port Authority", (), pages, "en")[0] == "Port Authority"
