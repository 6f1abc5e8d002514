"""Which ways are chosen: complete together, cheap to ask again, and none that adds nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from press.instant import Instant
from spiders.probe.choosing import MOST_DOCUMENTS, choose
from spiders.probe.choosing_sitemaps import SWEEP_HOURS, SitemapFound
from spiders.probe.evidence import Entry, FoundWay, Sample
from spiders.probe.sections import Verdicts, covers, groups_of
from spiders.probe.shapes import place_of

HOST = "https://ostmark.example"
NEWEST = datetime(2025, 6, 20)  # noqa: DTZ001 - a wall-clock day


def _entries(section: str, count: int, *, start: int = 0, dated: bool = True) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"{HOST}{section}{number}", f"Title {number}",
            Instant(NEWEST - timedelta(days=number), precision="day") if dated else None,
        )
        for number in range(start, start + count)
    )  # fmt: skip


def _listing(section: str, count: int = 10, total: int | None = None, **more: object) -> FoundWay:
    way = FoundWay(
        "listing", HOST + section, _entries(section, count), total, complete=True, first=1 if total in (None, count) else 5
    )
    return replace(way, **more)  # type: ignore[arg-type]


def _feed(section: str, count: int = 10, path: str = "/feed") -> FoundWay:
    return FoundWay("feed", HOST + path, _entries(section, count), count)


def _sample(path: str, kind: str = "release") -> Sample:
    instant = Instant(NEWEST, "+02:00")
    return Sample(HOST + path, "listing", kind, headline="Title", published=instant, own_date=True)


def _sitemap(entries: tuple[Entry, ...], *, cost: int = 1, path: str = "/sitemap.xml") -> SitemapFound:
    families = ((HOST + path, 1),) if cost == 1 else (("", cost - 1),)
    return SitemapFound(HOST + path, tuple(groups_of(HOST + path, 0, entries)), families, cost, cost, cost > 1, True, entries)


def _chosen(ways: list[FoundWay], sitemaps: list[SitemapFound], *samples: Sample) -> list[tuple[str, str]]:
    judged = choose(ways, sitemaps, Verdicts.of(samples))
    return [(one.way.kind, one.way.url.removeprefix(HOST)) for one in judged if one.chosen]


def test_a_way_whose_entries_are_all_in_another_is_left_out() -> None:
    judged = choose([_feed("/news/"), _listing("/news/", 10, 44)], [], Verdicts.of([_sample("/news/1")]))
    assert [(one.way.kind, one.chosen) for one in judged] == [("listing", True), ("feed", False)]
    assert "listing /news/" in judged[1].why


def test_an_interface_replaces_the_pages_made_from_it() -> None:
    rest = FoundWay("wordpress", f"{HOST}/wp-json/wp/v2/posts", _entries("/news/", 20), 44, complete=True, first=2)
    ways = [_listing("/news/", 10, 44), _feed("/news/"), rest]
    assert _chosen(ways, [_sitemap(_entries("/news/", 44))], _sample("/news/1")) == [("wordpress", "/wp-json/wp/v2/posts")]


def test_one_feed_says_the_times_of_day_and_another_that_says_the_same_is_left_out() -> None:
    exact = tuple(replace(entry, published=Instant(NEWEST, "+02:00")) for entry in _entries("/news/", 10))
    section = FoundWay("feed", f"{HOST}/news/feed", exact, 10)
    whole = FoundWay("feed", f"{HOST}/all/whole/feed", (*exact, Entry(f"{HOST}/about", "About", Instant(NEWEST, "+02:00"))), 11)
    sample = replace(_sample("/news/1"), own_date=False)
    judged = choose([whole, section, _listing("/news/", 10, 44)], [], Verdicts.of([sample]))
    assert [one.way.url.removeprefix(HOST) for one in judged if one.chosen] == ["/news/", "/all/whole/feed"]
    assert next(one for one in judged if one.way is whole).include == ("^https?://[^/]+/news/.",)


def test_a_section_of_events_is_none_and_is_kept_out_of_what_names_it_too() -> None:
    both = FoundWay("feed", f"{HOST}/all", (*_entries("/news/", 6), *_entries("/days/", 6)), 12)
    judged = choose([both, _listing("/days/")], [], Verdicts.of([_sample("/news/1"), _sample("/days/1", "event")]))
    (feed,) = [one for one in judged if one.chosen]
    assert feed.way.kind == "feed" and (feed.include == ("^https?://[^/]+/news/.",))
    assert "event" in judged[1].why


def test_a_sitemap_is_kept_to_the_places_of_releases() -> None:
    pages = (*_entries("/news/", 60), *_entries("/services/", 9), *_entries("/news/tag/", 3), Entry(f"{HOST}/about"))
    judged = choose([_feed("/news/")], [_sitemap(pages)], Verdicts.of([_sample("/news/1")]))
    sitemap = next(one for one in judged if one.way.kind == "sitemap")
    assert sitemap.chosen and sitemap.include == ("^https?://[^/]+/news/.",)
    assert sitemap.exclude == ("^https?://[^/]+/news/tag/.",)


def test_a_sitemap_that_cannot_tell_releases_apart_is_left_to_the_listing() -> None:
    listing = FoundWay("listing", f"{HOST}/latest", _entries("/", 10), None, complete=True)
    assert _chosen([listing], [_sitemap(_entries("/", 70))], _sample("/1"), _sample("/2")) == [("listing", "/latest")]


def test_a_dear_sitemap_rests_beside_a_feed() -> None:
    judged = choose([_feed("/news/")], [_sitemap(_entries("/news/", 400), cost=30)], Verdicts.of([_sample("/news/1")]))
    assert [(one.way.kind, one.sweep_hours) for one in judged if one.chosen] == [("feed", None), ("sitemap", SWEEP_HOURS)]


@pytest.mark.parametrize("count", [4, 9, 14])
def test_a_visit_without_news_stays_cheap_whatever_the_ways(count: int) -> None:
    sections = [f"/s{number}/" for number in range(count)]
    judged = choose(
        [_listing(section, 10, 40) for section in sections], [], Verdicts.of([_sample(f"{one}1") for one in sections])
    )
    chosen = [one for one in judged if one.chosen]
    assert len(chosen) == count
    assert sum(one.way.cost for one in chosen if one.sweep_hours is None) <= MOST_DOCUMENTS


def test_the_home_page_is_no_way_beside_the_listing_that_it_shows_the_newest_of() -> None:
    front = FoundWay("listing", f"{HOST}/", _entries("/news/", 3), 3, complete=True)
    assert _chosen([front, _listing("/news/", 10, 44)], [], _sample("/news/1")) == [("listing", "/news/")]


def test_what_no_sample_proves_is_not_believed() -> None:
    assert _chosen([_listing("/news/", sure=0.5)], [], _sample("/other/1")) == []
    assert _chosen([_listing("/news/", sure=0.5)], [], _sample("/news/1", "section")) == []


def test_entries_older_than_all_that_was_seen_stand_further_back() -> None:
    paged, alone = _listing("/news/", 10, 40), _listing("/news/", 10, 10)
    older, newer = _entries("/news/", 4, start=20), (Entry(f"{HOST}/news/x", None, Instant(NEWEST, precision="day")),)
    elsewhere = _entries("/speeches/", 2, start=20)
    assert covers([paged], older) and not covers([alone], older)
    assert not covers([paged], newer) and not covers([paged], elsewhere)
    assert covers([paged, _listing("/speeches/", 10, 40)], (*older, *elsewhere))
    assert not covers([], older)


def test_a_home_page_that_mixes_sections_is_left_to_them() -> None:
    front = FoundWay("listing", f"{HOST}/", (*_entries("/news/", 3), *_entries("/speeches/", 3)), None, complete=True)
    ways = [front, _listing("/news/", 10, 44), _listing("/speeches/", 10, 30)]
    judged = choose(ways, [], Verdicts.of([_sample("/news/1"), _sample("/speeches/1")]))
    assert [one.way.url for one in judged if one.chosen] == [f"{HOST}/news/", f"{HOST}/speeches/"]
    assert "and the listing /speeches/" in judged[-1].why


def test_a_list_of_topics_keeps_out_none_of_the_topics() -> None:
    """A ministry's releases below a page a topic: that page is no release, what stands below it is."""
    topics = (*_entries("/press/water/", 20), *_entries("/press/roads/", 20), *_entries("/press/ports/", 20))
    indexes = tuple(Entry(f"{HOST}/press/{topic}") for topic in ("water", "roads", "ports"))
    samples = [_sample("/press/water", "section"), _sample("/press/water/1")]
    judged = choose([_listing("/press/water/", 10, 20)], [_sitemap((*topics, *indexes))], Verdicts.of(samples))
    sitemap = next(one for one in judged if one.way.kind == "sitemap")
    assert sitemap.chosen
    for entry in (*topics, Entry(f"{HOST}/press/water/99")):
        assert not sitemap.include or any(re.search(pattern, entry.url) for pattern in sitemap.include)
        assert not any(re.search(pattern, entry.url) for pattern in sitemap.exclude)


def test_events_keep_out_what_stands_below_them() -> None:
    verdicts = Verdicts.of([_sample("/events/1", "event"), _sample("/press/1", "section")])
    assert verdicts.of_place(place_of(f"{HOST}/events/summer/1")) is False
    assert verdicts.of_place(place_of(f"{HOST}/press/water/1")) is None


def test_a_blog_beside_press_releases_is_another_thing() -> None:
    blog, press = _listing("/blog/"), _listing("/news/", title="Press releases")
    samples = [_sample("/blog/1"), _sample("/news/1")]
    judged = choose([blog, press], [_sitemap((*_entries("/blog/", 9), *_entries("/news/", 30)))], Verdicts.of(samples))
    assert [one.way for one in judged if one.chosen and one.way.kind == "listing"] == [press]
    sitemap = next(one for one in judged if one.way.kind == "sitemap")
    assert not any(re.search(pattern, f"{HOST}/blog/3") for pattern in sitemap.include)
    assert _chosen([blog], [], _sample("/blog/1")) == [("listing", "/blog/")], "where there is nothing else, its news are there"


def test_a_release_that_offers_its_files_is_no_listing() -> None:
    files = FoundWay("listing", f"{HOST}/news/3", _entries("/files/", 1), 1, complete=True)
    samples = [_sample("/news/1"), _sample("/files/0")]
    assert _chosen([_listing("/news/", 10, 44), files], [], *samples) == [("listing", "/news/")]


def test_a_feed_of_every_page_names_no_releases_without_a_date() -> None:
    chapters = _entries("/handbook/", 6, dated=False)
    feed = FoundWay("feed", f"{HOST}/index.xml", (*_entries("/press/", 9), *chapters), 15)
    undated = replace(_sample("/handbook/1"), published=None)
    (judged,) = choose([feed], [], Verdicts.of([_sample("/press/1"), undated]))
    assert judged.include == ("^https?://[^/]+/press/.",)
    (alone,) = choose([replace(feed, entries=chapters)], [], Verdicts.of([undated]))
    assert alone.chosen, "a site whose releases have no dates at all"
