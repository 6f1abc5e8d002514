"""Which of the feeds that pages name are looked at, and in which order."""

from __future__ import annotations

import pytest

from spiders.probe.asking.feeds import _rank
from spiders.probe.documents import is_of_comments
from spiders.probe.evidence import Entry

HOST = "https://ostmark.example"


@pytest.mark.parametrize(
    "path", ["/feed/", "/rss.xml", "/a.rss", "/index.xml", "/press/rss.php", "/RSS", "/feed.aspx", "/rss2/news"]
)
def test_a_site_s_own_feed_is_looked_at(path: str) -> None:
    assert _rank(HOST + path, "") >= 0


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/comments/feed/", ""),
        ("/x.xml", "Comments for Ostmark"),
        ("/tag/fish/feed/", ""),
        ("/events/rss.xml", ""),
        ("/jobs.rss", ""),
    ],
)
def test_feeds_of_comments_tags_and_events_are_not(path: str, title: str) -> None:
    assert _rank(HOST + path, title) < 0


def test_the_press_room_s_feed_comes_first() -> None:
    feeds = [("/feed/", "Ostmark"), ("/press-releases/feed/", "Press releases"), ("/a/b/c.rss", "")]
    assert sorted(feeds, key=lambda feed: -_rank(HOST + feed[0], feed[1]))[0][1] == "Press releases"


def test_places_within_pages_are_comments() -> None:
    comments = tuple(Entry(f"{HOST}/news/{number // 4}") for number in range(12))
    assert is_of_comments(f"{HOST}/x", None, comments)
    assert not is_of_comments(f"{HOST}/x", None, tuple(Entry(f"{HOST}/news/{number}") for number in range(12)))
