"""The body as HTML: the words of the text, in the lists, quotations and tables of the page, and nothing that acts."""

# ruff: noqa: E501 (markup is easier to read on its line)

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from press.extraction.body_html import body_html
from press.extraction.document import Document
from press.extraction.paragraphs import body_text, from_blocks
from press.page import Page
from press.text import clean


def shown(markup: str, head: str = "") -> tuple[str, str]:
    """Text and HTML of all that `markup` holds; the line breaks between elements of the HTML taken out."""
    html = f"<!doctype html><html>{head}<body>{markup}</body></html>"
    document = Document.of(Page(url="https://quay.example/news/1", body=html.encode("utf-8", "surrogatepass"), charset="utf-8"))
    paragraphs = from_blocks(document.blocks, range(len(document.blocks.blocks)))
    return body_text(paragraphs), re.sub(r"\n(?=<|$)", "", body_html(document, paragraphs) or "")


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("<ul><li>One<ul><li>a</li><li>b</li></ul></li><li>Two</li></ul>", None),
        ("<ul><li>One<ul><li>a</li></ul>and more</li><li>Two</li></ul>", None),
        ("<ol start=3><li>A<li>B<ol type=a><li>C</ol><li>D</ol>", '<ol start="3"><li>A</li><li>B<ol><li>C</li></ol></li><li>D</li></ol>'),
        ("<ul><li>One</li></ul><ul><li>Two</li></ul>", None),
        ("<ul><li><p>One</p><p>goes on</p></li><li>Two</li></ul>", None),
        ("<dl><dt>Length<dd>3 km<dt>Depth<dd>4 m</dl>", "<dl><dt>Length</dt><dd>3 km</dd><dt>Depth</dt><dd>4 m</dd></dl>"),
        ("<blockquote><p>We dig.</p><p>We fill.</p></blockquote><p>So she said.</p>", None),
        ("<p>Before</p><blockquote>We dig. <cite>A. Mole</cite></blockquote>", None),
        ("<blockquote><p>All of it</p><p>is set in.</p></blockquote>", "<p>All of it</p><p>is set in.</p>"),
        ("<ul><li><p>A page</p><p>in an item.</p></li></ul>", "<p>A page</p><p>in an item.</p>"),
        ("<h1>A</h1><h2>B</h2><h4>C</h4><hr><p>d</p>", "<h2>A</h2><h2>B</h2><h4>C</h4><p>d</p>"),
        ("<li>stray</li><p>x</p>", "<p>stray</p><p>x</p>"),
        ("<ul>loose<li>item</li></ul>", "<p>loose</p><ul><li>item</li></ul>"),
        ("<p>One<br><br>Two<br>Three<br> <br>Four</p>", "<p>One</p><p>Two<br>Three</p><p>Four</p>"),
        ("<p>One <b>bold<br><br>still</b></p>", "<p>One <b>bold<br><br>still</b></p>"),
        ("<p><b>One<br><br>still</b> one<br><br>Two</p>", "<p><b>One<br><br>still</b> one</p><p>Two</p>"),
        ("<h3><b><br>Head</b></h3><p><b>a<br> </b></p>", "<h3><b>Head</b></h3><p><b>a</b></p>"),
        ("<pre><b>  one</b>\n two</pre>", "<pre><b>  one</b>\n two</pre>"),
        ("<p>was <del>10</del> <ins>20</ins>, he said <q>so</q></p>", None),
        ("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby></p>", None),
    ],
)  # fmt: skip
def test_structure_is_kept(markup: str, html: str | None) -> None:
    assert shown(markup)[1] == (html or markup)


def test_a_table_keeps_its_heads_spans_and_columns() -> None:
    text, html = shown(
        "<table><thead><tr><th>Lock<th>Length<th>Depth</tr></thead><tbody><tr><td rowspan=2>East<td colspan='2' onclick=x>closed</tr>"
        "<tr><td>3<td>4</tr><tr><td><td>5</td><td></tr></tbody></table>"
    )
    assert text == "Lock | Length | Depth\nEast | closed\n3 | 4\n5"
    assert html == (
        "<table><tbody><tr><th>Lock</th><th>Length</th><th>Depth</th></tr>"
        '<tr><td rowspan="2">East</td><td colspan="2">closed</td></tr><tr><td>3</td><td>4</td></tr>'
        "<tr><td></td><td>5</td><td></td></tr></tbody></table>"
    )


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    assert shown("<table><tr><td>One</td></tr><tr><td>Two <b>b</b></td></tr></table>")[1] == "<p>One</p><p>Two <b>b</b></p>"


_FACTS = "<table><tr><td><p>Lock</p></td><td><p>Depth</p></td></tr><tr><td><div><b>East</b></div></td><td><p>3 m</p><p>at ebb</p></td></tr></table>"


def test_cells_that_hold_paragraphs_are_cells_where_the_table_says_facts() -> None:
    text, html = shown(_FACTS)
    assert text == "Lock | Depth\nEast | 3 m at ebb"
    assert html == (
        "<table><tbody><tr><td>Lock</td><td>Depth</td></tr><tr><td><b>East</b></td><td>3 m<br>at ebb</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    "other",
    [
        f"<tr><td><p>East</p></td><td><p>{'Prose that goes on. ' * 12}</p></td></tr>",
        "<tr><td><p>East</p></td><td><table><tr><td>3</td></tr></table></td></tr>",
        "<tr><td><h3>East</h3></td><td><p>3 m</p></td></tr>",
        "<tr><td><p>East</p></td><td><ul><li>3 m</li></ul></td></tr>",
        "<tr><td><p>East</p></td></tr>",
        "<tr><td><p>East</p></td><td><p>A</p><p>B</p><p>C</p></td></tr>",
        "<tr><td><p>East</p></td><td><p>3 m</p></td></tr><tr><td colspan=2><p>One.</p><p>Two.</p></td></tr>",
    ],
)
def test_paragraphs_in_a_table_that_lays_out_the_page_stay_paragraphs(other: str) -> None:
    text, html = shown(f"<table><tr><td><p>Lock</p></td><td><p>Depth</p></td></tr>{other}</table>")
    assert "Lock\nDepth" in text and "<p>Lock</p><p>Depth</p>" in html


def test_a_row_that_heads_others_stays_in_the_table_and_prose_stays_in_its_row() -> None:
    text, html = shown(_FACTS.replace("</table>", "<tr><td colspan=2><p>Closed at night</p></td></tr></table>"))
    assert text.endswith("\nClosed at night") and html.endswith('<tr><td colspan="2">Closed at night</td></tr></tbody></table>')
    prose = "Prose that goes on. " * 12
    text, html = shown(f"<table><tr><td>East</td><td>{prose}</td></tr><tr><td>West</td><td>4 m</td></tr></table>")
    assert text == f"East\n{prose.strip()}\nWest | 4 m"
    assert html.count("<tr>") == 2 and f"<tr><td>East</td><td>{prose.strip()}</td></tr>" in html


def test_two_tables_stay_two_and_a_table_in_a_cell_is_its_own() -> None:
    row = "<tr><td>a</td><td>b</td></tr>"
    table = f"<table><tbody>{row}</tbody></table>"
    assert shown(table + table)[1] == table + table
    assert shown(f"<table><tr><td>{table}</td></tr></table>")[1] == table


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ('<p dir="rtl" lang="ar">قال <b>الوزير</b></p>', None),
        ('<div dir="rtl" lang="fa"><p>می‌شود</p></div>', '<p dir="rtl" lang="fa">می‌شود</p>'),
        ('<ul dir="rtl"><li>א</li><li dir="ltr">b</li></ul>', None),
        ('<div dir="rtl"><table><tr><td>א<td>ב</table></div>', '<table dir="rtl"><tbody><tr><td>א</td><td>ב</td></tr></tbody></table>'),
        ('<p dir="sideways" lang="">x</p>', "<p>x</p>"),
        ('<p>see <span>the</span> <bdi dir="rtl">א</bdi></p>', '<p>see the <bdi dir="rtl">א</bdi></p>'),
        ("<p>א\u200f (b)\u200e \u2067ג\u2069 \u061c1</p>", None),
    ],
)  # fmt: skip
def test_direction_language_and_marks_are_kept(markup: str, html: str | None) -> None:
    assert shown(markup)[1] == (html or markup)


def test_a_page_that_runs_from_right_to_left_says_so_on_its_paragraphs() -> None:
    document = Document.of(Page(url="https://quay.example/", body='<html dir="rtl" lang="he"><p>א</p></html>'.encode()))
    assert body_html(document, from_blocks(document.blocks, [0])) == '<p dir="rtl">א</p>'


def test_signs_are_composed_and_invisible_ones_left_out_and_no_tag_is_taken_apart() -> None:
    assert shown("<p>e\u0301t\u00e9 co\u00adop <b>x</b></p>")[1] == "<p>\u00e9t\u00e9 coop <b>x</b></p>"
    assert LexborHTMLParser(shown("<p>a <b>\u0338b</b></p>")[1]).css_first("p > b") is not None


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>", "<a href='javascript:alert(1)'>x</a>", "<a href='JaVa\tScript:alert(1)'>x</a>",
        "<a href='data:text/html,alert(1)'>x</a>", "<a href='vbscript:alert(1)'>x</a>", "<b onmouseover=alert(1)>x</b>",
        "<img src=x onerror=alert(1)>", "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>", "<iframe srcdoc='alert(1)'></iframe>",
        "<form action='javascript:alert(1)'><input name=alert><button formaction=alert>x</button></form>",
        "<meta http-equiv=refresh content='0;alert(1)'>", "<base href='//alert.example/'>", "<b style='background:url(alert)'>x</b>",
        "<style>@import 'alert';</style>", "<object data=alert></object>", "<embed src=alert>", "<link rel=stylesheet href=alert>",
        "<b title='</p><script>alert(1)</script>'>x</b>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<!--><img src=x onerror=alert(1)>-->", "<span class='a' data-alert=1 id=alert>x</span>", "<img src='//t.example/alert.gif' width=1>",
        "<td colspan='alert'>x</td>", "<ol start='alert'><li>x</ol>", "<p lang='\"><script>alert(1)</script>'>x</p>", "<video src=alert></video>",
    ],
)  # fmt: skip
def test_nothing_that_acts_or_loads_comes_through(evil: str) -> None:
    html = shown(f"<p>Before</p><p>word {evil}</p>{evil}<p>after</p>")[1]
    for node in LexborHTMLParser(html).css("*"):
        assert "alert" not in " ".join(value or "" for value in node.attributes.values())
        assert not {name for name in node.attributes if name.startswith("on") or name in ("style", "src", "id", "class")}
        assert node.tag not in (
            "script",
            "style",
            "img",
            "svg",
            "math",
            "iframe",
            "form",
            "meta",
            "object",
            "embed",
            "video",
            "input",
        )


_WORDS = st.text("abcé\u0301 אب\u200f港<&>1.", min_size=1, max_size=8).map(
    lambda words: words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
_INLINE = st.recursive(
    _WORDS | st.sampled_from(["<br>", "<wbr>", "<img alt=no>", "<script>no</script>", "<!-- no -->", "&shy;", "&nbsp;", "<br><br>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "span", "sup", "del", "q", "ruby", "time", "abbr", "a href=x", "x-word", "span hidden", "span class=sr-only",
                         "span style=display:block", "font", "mark", "output"]).filter(bool),
        st.lists(inner, max_size=3),
    ).map(lambda markup: re.sub(r"</(\w[\w-]*)[^>]*>", r"</\1>", markup)),
    max_leaves=6,
)  # fmt: skip
_DOCUMENTS = st.recursive(
    _INLINE,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "h2", "pre", "table", "tr", "td", "th", "footer"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_DOCUMENTS)
@example("<table><td>1<x-word></x-word>1</td></table>")
@example("<table><td>1<x-word></x-word>1<td>&shy;</table>")
@example("<table><td>&shy;<td>a</table>")
@example("<p>1</p><blockquote>1<x-word></x-word>1</blockquote>")
@example("<table><td>&shy;<td>a<td>b</table>")
def test_text_and_html_say_the_same_words(markup: str) -> None:
    text, html = shown(markup)
    # Read again as any browser reads it: blocks part words, inline elements do not.
    assert words(shown(html)[0]) == words(text)
    assert clean(text) == text


def words(text: str) -> list[str]:
    return [word for word in text.split() if word != "|"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><b>Quay</b>, <i>old</i>er and<wbr>new</p>", "Quay, older andnew"),
        ("<p><span>Har</span><span>bour</span> <span class=drop>T</span>he</p>", "Harbour The"),
        ("<p>One <span style='display: block'>Two</span>Three</p>", "One\nTwo\nThree"),
        ("<p><span style='display:block;float:left'>T</span>he quay</p>", "The quay"),
        ("<p>One <span style='display:inline-block'>two</span>s</p>", "One twos"),
        ("<p>a <my-term>lock</my-term>, and more</p>", "a lock, and more"),
        ("<my-title>Head</my-title><my-day>Day</my-day>", "Head\nDay"),
        ("<p>a<img alt=no>b <abbr title=no>c</abbr></p>", "ab c"),
        ("<p>50 <span class='sr-only'>per hundred</span>% <b hidden>no</b>more<i style='display:none'>no</i></p>", "50 % more"),
        ("<p>5 <span aria-hidden=true>May</span></p>", "5 May"),
        ("<p><span style='display:none'>Shown by scripts</span></p>", "Shown by scripts"),
        (f"<p>Read <span hidden>{'on ' * 90}</span></p>", f"Read {'on ' * 90}".strip()),
        ("<pre>one\n  two\n\nthree</pre>", "one\ntwo\nthree"),
        ("<blockquote><p>We dig.</p><footer>A. Mole</footer></blockquote><footer>no</footer>", "We dig.\nA. Mole"),
        ("<p>One<p>Two", "One\nTwo"),
        ("<p>1<b>2<center>3</center>4</b>5</p>", "12\n3\n45"),
    ],
)  # fmt: skip
def test_no_word_is_glued_lost_or_shown_to_no_one(markup: str, text: str) -> None:
    assert shown(markup)[0] == text
    assert words(shown(shown(markup)[1])[0]) == words(text)
