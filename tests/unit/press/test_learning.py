from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.extraction import EXTRACTOR_VERSION, extract
from press.extraction.learning import learn, observe
from press.learned_layout import LearnedLayout
from press.page import Page
from press.source import Layout, Source, Way
from press.text import digest
from tests.unit.press.invented_template import NEWSLETTER, SHARED, headline, markup, page, pages, text


def body(number: int) -> str:
    return "\n".join(text(number))


def learned(given_pages: list[Page]) -> LearnedLayout:
    lesson = learn(given_pages)
    assert lesson.layouts, lesson.reason
    return lesson.layouts[0]


def test_pages_of_one_template_teach_where_text_headline_and_day_stand() -> None:
    layout = learned(pages(5))
    assert layout.body == ("div.release-text",)
    assert layout.headline[-1] in ("h1", "h1.release-title")
    assert layout.published == ("p.release-day",)
    assert (layout.pages, layout.held_out) == (5, 5)
    assert layout.agreement > 0.95


def test_a_page_that_was_not_learned_from_is_read_by_the_layout() -> None:
    lesson = learn(pages(5))
    found = extract(page(77), layouts=lesson.layouts)
    assert found.body_text == body(77)
    assert found.headline == headline(77)
    assert found.layout == lesson.layouts[0].key
    assert found.extractor_version == f"{EXTRACTOR_VERSION}+{found.layout}"
    assert found.provenance["body_text" if "body_text" in found.provenance else "body"].witness == "learned-layout"
    assert found.layout_fit is not None
    assert found.layout_fit >= 0.8


def test_what_is_learned_does_not_depend_on_the_order_of_the_pages() -> None:
    given_pages = pages(4)
    keys = {learned(list(order)).key for order in itertools.permutations(given_pages)}
    assert len(keys) == 1


def test_a_layout_survives_being_kept_as_json() -> None:
    layout = learned([page(n, markup(n, last=f'<div class="more">{SHARED}</div>')) for n in range(5)])
    assert LearnedLayout.from_json(layout.as_json()) == layout


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_pages_teach_nothing_and_the_reason_says_so(count: int) -> None:
    lesson = learn(pages(count))
    assert lesson.layouts == ()
    assert lesson.reason.startswith("nothing learned")
    assert "\n" not in lesson.reason


def test_a_block_with_markup_of_its_own_that_repeats_is_furniture() -> None:
    promotion = f'<div class="lower"><div class="inner"><p>{SHARED}</p></div></div>'
    given_pages = [page(n, markup(n, last=promotion)) for n in range(4)]
    assert extract(page(50, markup(50, last=promotion)), layouts=learn(given_pages).layouts).body_text == body(50)


def test_a_last_line_with_a_link_in_the_texts_own_markup_is_furniture_from_three_pages_on() -> None:
    line = f'<p>{SHARED} <a href="/send">Send it</a></p>'
    two = [page(n, markup(n, last=line if n < 2 else "")) for n in range(5)]
    three = [page(n, markup(n, last=line if n < 3 else "")) for n in range(5)]
    with_line = page(60, markup(60, last=line))
    assert extract(with_line, layouts=learn(two).layouts).body_text.endswith("Send it")
    assert extract(with_line, layouts=learn(three).layouts).body_text == body(60)


def test_a_set_phrase_that_ends_every_text_is_text() -> None:
    def release(number: int) -> Page:
        return page(number, markup(number, last=f"<p>{SHARED}</p>"))

    found = extract(release(60), layouts=learn([release(n) for n in range(5)]).layouts)
    assert found.layout is not None
    assert found.body_text.endswith(SHARED)


def test_releases_that_have_most_of_their_words_in_common_are_different_texts() -> None:
    def bulletin(number: int) -> Page:
        return page(number, markup(number, [*text(900, 6), *text(number, 3)]))

    layouts = learn([bulletin(n) for n in range(5)]).layouts
    assert extract(bulletin(60), layouts=layouts).body_text == "\n".join([*text(900, 6), *text(60, 3)])
    assert layouts


def test_a_phrase_that_is_said_amid_every_text_is_text() -> None:
    phrase = "The river office wishes all who travel by water a safe journey and a quiet night."
    given_pages = [page(n, markup(n, [*text(n)[:3], phrase, *text(n)[3:]])) for n in range(5)]
    found = extract(given_pages[0], layouts=learn(given_pages).layouts)
    assert phrase in found.body_text
    assert found.layout is not None


def test_headings_and_a_first_line_that_repeat_are_text() -> None:
    def release(number: int) -> Page:
        return page(number, markup(number, ["Tolm", *text(number)[:3], "<h2>What happens next</h2>", *text(number)[3:]]))

    found = extract(release(9), layouts=learn([release(n) for n in range(5)]).layouts)
    assert found.layout is not None
    assert found.body_text.split("\n")[0] == "Tolm"
    assert "What happens next" in found.body_text


def test_lines_that_the_grammar_reads_are_left_to_it() -> None:
    line = "<p>Distributed by Quay Wire on behalf of the River Office of Tolm.</p>"
    given_pages = [page(n, markup(n, last=line)) for n in range(5)]
    found = extract(page(61, markup(61, last=line)), layouts=learn(given_pages).layouts)
    assert found.layout is not None
    assert found.distributor == "Quay Wire"


def test_a_place_that_holds_links_on_every_page_holds_no_text_where_it_looks_like_some() -> None:
    def release(number: int, box: str) -> Page:
        return page(number, markup(number, [*text(number)[:3], f'<div class="beside">{box}</div>', *text(number)[3:]]))

    links = '<ul><li><a href="/a">Tides</a></li><li><a href="/b">Locks</a></li><li><a href="/c">Maps</a></li></ul>'
    layouts = learn([release(n, links) for n in range(4)]).layouts
    prose = "<p>Also read what the river office said last year about the tides, the locks and the maps of the delta.</p>"
    assert extract(release(40, prose), layouts=layouts).body_text == body(40)


def test_small_print_that_stands_on_a_single_page_is_known_again() -> None:
    sizes = (
        '<div class="beside"><span>Text size</span><div>Small</div><div>Medium</div><div>Large print, if you please</div></div>'
    )
    given_pages = [page(n, markup(n, [*text(n)[:3], sizes, *text(n)[3:]] if n == 0 else None)) for n in range(5)]
    layout = learned(given_pages)
    assert ("div.beside",) in layout.furniture_places


def test_a_heading_that_a_careful_reading_missed_on_a_single_page_may_be_text_on_another() -> None:
    aside = f'<div class="beside"><h3>Tides</h3><ul><li><a href="/t">{" ".join(text(801, 1))}</a></li></ul></div>'
    given_pages = [page(n, markup(n, [*text(n)[:3], aside, *text(n)[3:]] if n == 0 else None)) for n in range(5)]
    assert learned(given_pages).furniture_places == ()


def test_copies_of_a_release_make_none_of_its_text_furniture() -> None:
    remark = "The lock had never been so full of boats, said the keeper, and nobody had to wait for more than an hour."
    html = markup(1, [*text(1)[:3], f'<div class="remark"><p>{remark}</p></div>', *text(1)[3:]])
    copies = [Page(f"https://river.example/{way}/1", html.encode(), "text/html") for way in ("releases", "print", "amp")]
    layouts = learn([*copies, page(2), page(3), page(4)]).layouts
    assert extract(copies[0], layouts=layouts).layout is not None
    assert remark in extract(copies[0], layouts=layouts).body_text
    assert learn([*copies, page(2)]).layouts == (), "copies are one text, and two texts teach nothing"


def test_a_page_made_of_others_last_paragraphs_takes_nothing_from_them() -> None:
    honest = pages(4)
    stolen = [text(n)[-1] for n in range(4)]
    crafted = [page(90 + n, markup(90 + n, [*text(90 + n), *stolen])) for n in range(2)]
    layouts = learn([*honest, *crafted]).layouts
    for number in range(4):
        assert extract(page(number), layouts=layouts).body_text == body(number)


def test_a_page_that_wraps_others_text_in_furniture_takes_nothing_from_them() -> None:
    stolen = "".join(f"<p>{paragraph}</p>" for n in range(4) for paragraph in text(n)[:2])
    crafted = page(91, markup(91, last=f'<div class="related">{stolen}</div>'))
    layouts = learn([*pages(4), crafted]).layouts
    for number in range(4):
        assert extract(page(number), layouts=layouts).body_text == body(number)


def hostile() -> dict[str, str]:
    wall = "<p>Please agree to the use of cookies before you go on to this site.</p><button>Agree</button>"
    rows = "".join(f'<div class="row"><h3><a href="/r/{n}">{headline(n)}</a></h3><p>{n} May 2025</p></div>' for n in range(30))
    return {
        "a huge page": markup(80, ["<div>" * 3 + "<b>x</b>" + "</div>" * 3] * 25_000),
        "garbage": "".join(chr(32 + (n * 7919) % 900) for n in range(20_000)),
        "an error page": markup(81, ["Page not found"]).replace(headline(81), "404 Page not found"),
        "a consent wall": f'<html><title>Cookies</title><body><div class="release-text">{wall}</div></body></html>',
        "a login page": '<html><title>Log in</title><body><div class="release-text"><form>Name</form></div></body></html>',
        "a listing": f'<html><title>News</title><body><div class="release-text">{rows}</div></body></html>',
        "an empty text": markup(82, []),
        "deep nesting": markup(83, ["<div>" * 2_000 + "deep" + "</div>" * 2_000]),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_and_broken_pages_do_not_poison_a_source(name: str) -> None:
    bad = page(80, hostile()[name])
    spoiled = learn([*pages(5), bad, replace(bad, url=f"{bad.url}/again")])
    assert spoiled.layouts, spoiled.reason
    for number in (2, 70):
        assert extract(page(number), layouts=spoiled.layouts).body_text == body(number)


def test_hostile_pages_alone_teach_nothing() -> None:
    lesson = learn([page(n, html) for n, html in enumerate(hostile().values()) if len(html) < 100_000])
    assert lesson.layouts == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [("a huge page", "too large"), ("an error page", "error"), ("a consent wall", "Cookies"), ("an empty text", "too short")],
)
def test_what_is_no_release_teaches_nothing_and_says_why(name: str, why: str) -> None:
    unfit = observe(page(80, hostile()[name])).unfit
    assert unfit is not None
    assert why in unfit


def test_an_element_that_holds_something_else_on_many_pages_is_not_the_texts() -> None:
    def bare(number: int, html: str) -> Page:
        return page(number, html.replace(f' class="page-{number}"', ""))

    def elsewhere(number: int) -> Page:
        words = "".join(f"<p>{one}</p>" for one in text(number, 9))
        teaser, part = " ".join(text(500 + number, 2)), "abc"[number % 3] + "-part"
        return bare(number, markup(number, [teaser]).replace('<div class="signup">', f'<div class="{part}">{words}</div><div>'))

    honest = [bare(number, markup(number)) for number in range(4)]
    assert learn([*honest, elsewhere(20)]).layouts
    lesson = learn([*honest, elsewhere(20), elsewhere(21), elsewhere(22)])
    assert lesson.layouts == ()
    assert "something else" in lesson.reason


def test_a_third_of_a_text_is_never_furniture() -> None:
    notice = "".join(f"<p>{one}</p>" for one in text(900, 4))
    lesson = learn([page(n, markup(n, text(n, 6), last=f'<div class="words">{notice}</div>')) for n in range(5)])
    assert lesson.layouts == ()
    assert "agreed" in lesson.reason


def test_a_page_with_two_texts_at_the_place_is_read_without_the_layout() -> None:
    twice = markup(70).replace('<div class="signup">', f'<div class="release-text"><p>{"</p><p>".join(text(71))}</p></div><div>')
    assert extract(page(70, twice), layouts=learn(pages(5)).layouts).layout is None


def test_a_source_may_have_two_templates() -> None:
    def other(number: int) -> Page:
        paragraphs = "".join(f"<p>{one}</p>" for one in text(number))
        return page(number, f'<html lang=en><title>{headline(number)}</title><body><main id="speech"><h1>{headline(number)}</h1>'
                            f'<section class="words">{paragraphs}</section></main></body></html>')  # fmt: skip

    lesson = learn([*pages(5), *(other(n) for n in range(20, 24))])
    assert [layout.pages for layout in lesson.layouts] == [5, 4]
    by = {found.layout: found.body_text for found in (extract(one, layouts=lesson.layouts) for one in (page(70), other(71)))}
    assert by == {lesson.layouts[0].key: body(70), lesson.layouts[1].key: body(71)}


def test_a_layout_reads_no_page_of_another_host() -> None:
    layouts = learn(pages(5)).layouts
    assert layouts[0].host == "river.example"
    assert extract(page(70, host="www.river.example"), layouts=layouts).layout == layouts[0].key
    elsewhere = extract(page(70, host="lake.example"), layouts=layouts)
    assert (elsewhere.layout, elsewhere.body_text) == (None, body(70))


def test_the_hosts_of_a_source_teach_apart() -> None:
    three, five = [page(number, host="lake.example") for number in range(30, 33)], pages(5)
    assert [layout.host for layout in learn([*three, *five]).layouts] == ["river.example", "lake.example"]
    scattered = learn([page(number, host=f"site-{number // 2}.example") for number in range(12)])
    assert scattered.layouts == ()
    assert scattered.reason.endswith("the pages are of 6 hosts, and each is learned from alone")


def test_a_page_of_a_new_design_is_read_as_if_nothing_had_been_learned() -> None:
    layouts = learn(pages(5)).layouts
    redesigned = page(70, markup(70, body_class="article-copy"))
    found = extract(redesigned, layouts=layouts)
    assert (found.layout, found.layout_fit) == (None, 0.0)
    assert replace(found, layout_fit=None) == extract(redesigned)


def test_without_layouts_nothing_is_said_of_them() -> None:
    found = extract(page(1))
    assert (found.layout, found.layout_fit, found.extractor_version) == (None, None, EXTRACTOR_VERSION)


def test_pages_that_are_checked_show_that_the_element_no_longer_holds_the_whole_text() -> None:
    layouts = learn(pages(5)).layouts

    def drifted(number: int) -> Page:
        rest = "".join(f"<p>{one}</p>" for one in text(number)[2:])
        html = markup(number, text(number)[:2]).replace(
            '<div class="signup">', f'<div class="goes-on">{rest}</div><div class="signup">'
        )
        return page(number, html)

    found = [extract(drifted(number), layouts=layouts) for number in range(100, 180)]
    noticed = [one for one in found if one.layout_fit is not None and one.layout_fit < 0.6]
    assert 0 < len(noticed) < len(found) / 4
    sound = [extract(page(number), layouts=layouts) for number in range(100, 180)]
    assert all(one.layout_fit is not None and one.layout_fit > 0.9 for one in sound)
    surest = max(one.confidence for one in noticed)
    assert surest < min(one.confidence for one in sound)
    assert all(any(other.witness for other in one.provenance["body_text"].others) for one in noticed)


def test_which_pages_are_checked_does_not_depend_on_what_was_read_before() -> None:
    layouts = learn(pages(5)).layouts
    numbers = list(range(100, 130))
    forwards = [extract(page(n), layouts=layouts) for n in numbers]
    backwards = [extract(page(n), layouts=layouts) for n in reversed(numbers)]
    assert forwards == backwards[::-1]


def test_structured_data_that_has_more_of_the_text_goes_before_a_layout() -> None:
    layouts = learn(pages(5)).layouts
    told = " ".join(text(70)).replace('"', "")
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}</script>'
    cut = markup(70, text(70)[:2]).replace("</head>", f"{data}</head>")
    found = extract(page(70, cut), layouts=layouts)
    assert found.layout is None
    assert len(found.body_text) > len("\n".join(text(70)[:3]))


def test_selectors_written_by_hand_go_before_what_was_learned() -> None:
    layouts = learn(pages(5)).layouts
    source = Source(
        source_id="xx_river", country="xx", name="River office", kind="ministry", languages=("en",), time_zone="Europe/Amsterdam",
        home="https://river.example/", discover=(Way(kind="feed", url="https://river.example/feed"),),
        layouts=(Layout(body=".signup"),),
    )  # fmt: skip
    found = extract(page(70), source, layouts=layouts)
    assert found.body_text == NEWSLETTER
    assert found.layout is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=400), min_size=3, max_size=5))
def test_no_bytes_make_learning_raise(payloads: list[bytes]) -> None:
    given_pages = [Page(f"https://river.example/{n}", payload) for n, payload in enumerate(payloads)]
    assert "\n" not in learn(given_pages).reason


def test_the_text_by_a_layout_is_the_same_text_to_identity() -> None:
    found = extract(page(70), layouts=learn(pages(5)).layouts)
    assert digest(found.headline, found.body_text) == digest(headline(70), body(70))
