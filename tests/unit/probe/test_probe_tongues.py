"""The languages of a site's releases: by its samples, its ways, and how it marks its headlines."""

from __future__ import annotations

from press.page import Page
from spiders.probe.evidence import Evidence, FoundWay, Judged, Sample
from spiders.probe.page_look import PageLook, look
from spiders.probe.shapes import bare
from spiders.probe.tongues import languages_of

URL = "https://wire.example/all"


def _page(*tongues: str) -> PageLook:
    rows = "".join(
        f'<div lang="{tongue}"><a href="/{number}">A headline that is long enough for a passage</a></div>'
        for number, tongue in enumerate(tongues)
    )
    return look(Page(URL, f'<html lang="en"><body>{rows}'.encode(), "text/html"))


def _heard(seen: PageLook, *alternates: tuple[str, str]) -> list[str]:
    sample = Sample("https://wire.example/1", "listing", "release", headline="One", language="en", alternates=alternates)
    evidence = Evidence(URL, home=seen, start=seen, looks={seen.url: seen}, samples={bare(sample.url): sample})
    way = FoundWay("listing", URL, language="en")
    return list(languages_of(evidence, [Judged(way, True, "")])[0])


def test_headlines_say_more_than_two_samples() -> None:
    assert _heard(_page("en", "fr", "fr", "en", "ar", "ar")) == ["en", "ar", "fr"]


def test_a_single_marked_headline_may_be_a_quotation() -> None:
    assert _heard(_page("la")) == ["en"]
    assert _heard(_page("en", "en", "es", "en", "en", "en", "en", "en")) == ["en", "es"], "where each is marked it is none"


def test_a_release_names_its_translations() -> None:
    assert _heard(_page(), ("pt-BR", "https://wire.example/2")) == ["en", "pt"]
