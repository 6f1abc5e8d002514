"""Rows below or beside a text that announce other pages: “Related releases”, “More news”. They are no part of the text.

Known by structure, for their containers often have no telling name: containers side by side, alike, each small and with one
link that is as long as a headline, most with an excerpt that is cut off; at the end of the text, most with a day, or all under
a heading that says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate

from press.dates.months import folded
from press.extraction.blocks import Block, Blocks
from press.extraction.document import Document
from press.extraction.links import links_in, media_type_of

#: A link of this many characters is a headline; shorter ones are names, sections, buttons. A letter of a dense script says two.
_HEADLINE = 18
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEWEST = 2
#: A row has a headline, an excerpt, a day and some labels; what is longer or has two paragraphs is a text (an entry of a log).
_MOST_BLOCKS = 7
_LONGEST_ROW = 600
_OF_TABLES = frozenset(["table", "tbody", "tr", "td", "th"])  # tables of facts have links and days too
_LONGEST_LINE = 60
_LONGEST_HEADING = 60
_PARAGRAPH = 80
#: Rows are told from a page's own contents by the text before them: this many characters of paragraphs at least.
_TEXT_BEFORE = 150
#: Rows whose excerpts are not cut off tell of other pages only at the end: this share of the text may follow (a footer's notice).
_MOST_AFTER = 0.25
_CUT = re.compile(r"(?:…|\.{3}|\[\W{1,5}\])[\s»”\"]*$")
_DATE = re.compile(r"(?<!\d)(?:1[349]|2[05])\d\d(?!\d)|\d\s?[./-]\s?\d\d?\s?[./-]\s?\d\d(?!\d)|[\u0660-\u0669\u06f0-\u06f9]{4}")
_SENTENCE_END = re.compile(r"[.!?。！？؟।]\W*$")
#: What such rows are headed by, compared without accents and case; any word of a heading may begin so.
_OTHERS = re.compile(
    r"\b(?:relat(?:ed|er|i[oe]?n)|relacion|more\b|latest|recent|also\b|recommend|other\b|similair|similar|connex|aussi|autres"
    r"|derni|a lire|sur le meme|plus d|otr[ao]s|ultim|mas (?:noticias|notas|comunicados)|tambien|tambem|mais\b|outr[ao]s|verwandt"
    r"|ahnlich|weitere|mehr\b|auch\b|neueste|passend|correlat|altr[ei]\b|leggi|gerelateerd|meer\b|ook\b|andere|lees|fler\b|flere"
    r"|ogsa|ocksa|lisaa|muita|aiheesta|powiazane|podobne|wiecej|czytaj|inne\b|souvisej|dalsi|suvisiac|kapcsolodo|tovabbi|legutobbi"
    r"|simil|alte\b|citeste|ilgili|diger|benzer|povezan|slicn|ostale|susij|saistit|σχετικ|συναφ|αλλα|διαβαστε|похож|связан|друг"
    r"|также|еще\b|по теме|схож|інш|також|по темата|още\b|سابق|صلة|اقرا|اخرى|المزيد|مرتبط|قد يهمك|مشابه|נוספ|קשור"
    r"|lien quan|terkait|lainnya|berkaitan|zinazohusiana|nyingine|संबंधित|সম্পর্কিত)"
    r"|相关|相關|推荐|推薦|更多|延伸|其他|最新|関連|おすすめ|その他|관련|추천|더보기|최신|다른|ที่เกี่ยวข้อง|อื่น"
)
_NUMBERS = re.compile(r"\d+")
_NO_PAGE = ("#", "mailto:", "tel:", "javascript:")


def rows_of(document: Document) -> frozenset[int]:
    """The numbers of the blocks of all such rows and of their headings; none where the page has no text before them."""
    blocks = document.blocks
    announcing = [number for number, block in enumerate(blocks.blocks) if block.links * 2 >= _HEADLINE and _announces(block)]
    if len(announcing) < _FEWEST:
        return frozenset()
    groups = _groups(blocks, announcing)
    if not groups:
        return frozenset()
    inside = {number for group in groups for row in group for number in range(blocks.first[row], blocks.last[row])}
    prose = [
        len(text) if len(text := block.text) >= _PARAGRAPH and number not in inside and _is_paragraph(block) else 0
        for number, block in enumerate(blocks.blocks)
    ]
    sums = [0, *accumulate(prose)]
    found: set[int] = set()
    for group in groups:
        first, last = blocks.first[group[0]], blocks.last[group[-1]]
        before, after = sums[first], sums[-1] - sums[last]
        if before < _TEXT_BEFORE:
            continue
        headed = first > 0 and _is_heading(blocks.blocks[first - 1])
        called = headed and names_others(blocks.blocks[first - 1].text)
        dated, cut = _dated_and_cut(blocks, group)
        announces = cut or (after <= _MOST_AFTER * before and (dated or called))
        if announces and all(_leads_to_a_page(blocks, row) for row in group):
            found.update(number for row in group for number in range(blocks.first[row], blocks.last[row]))
            if headed:
                found.add(first - 1)
    return frozenset(found)


def names_others(heading: str) -> bool:
    """Whether a heading says that other pages are told of below: “Related”, “Latest”, “More news”, in many languages."""
    return _OTHERS.search(folded(heading)) is not None


def _announces(block: Block) -> bool:
    """A headline that is a link, as its length says; or a paragraph with such a link that is cut off."""
    if block.tag == "h1":
        return False
    said = block.links * 2 if not block.text.isascii() and _DENSE.search(block.text[:40]) else block.links
    return said >= _HEADLINE and (block.link_share >= 0.5 or bool(_CUT.search(block.text[-12:])))


def _groups(blocks: Blocks, announcing: list[int]) -> list[list[int]]:
    """Rows that are alike and stand side by side, in order: the largest container around each headline that has no second one."""
    marks = [0] * len(blocks.blocks)
    for number in announcing:
        marks[number] = 1
    sums = [0, *accumulate(marks)]
    alike: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number in announcing:
        row = -1
        container = blocks.blocks[number].container
        while container > 0:
            first, last = blocks.first[container], blocks.last[container]
            if sums[last] - sums[first] > 1 or last - first > _MOST_BLOCKS:
                break
            row, container = container, blocks.parent[container]
        if row > 0 and _is_row(blocks, row):
            alike[blocks.parent[row], blocks.tag[row], _class(blocks.names[row])].append(row)
    return [group for group in alike.values() if len(group) >= _FEWEST]


def _is_row(blocks: Blocks, row: int) -> bool:
    if blocks.tag[row] in _OF_TABLES:
        return False
    members = blocks.inside(row)
    if len(members) == 1 and not _CUT.search(members[0].text[-12:]):
        return False
    return (
        sum(len(block.text) for block in members) <= _LONGEST_ROW
        and sum(_is_paragraph(block) for block in members) <= 1
        and not any(block.tag == "h1" for block in members)
    )


def _class(names: str) -> str:
    """The first of the names without its numbers: `post-12` and `post-13` are alike."""
    first = names.split(maxsplit=1)[:1]
    return _NUMBERS.sub("", first[0]) if first else ""


def _is_paragraph(block: Block) -> bool:
    return not block.is_heading and len(block.text) - block.links >= _PARAGRAPH


def _is_heading(block: Block) -> bool:
    """A heading, or a line in its stead."""
    return len(block.text) <= _LONGEST_HEADING and (block.is_heading or not _SENTENCE_END.search(block.text))


def _dated_and_cut(blocks: Blocks, group: list[int]) -> tuple[bool, bool]:
    """Whether half of the rows at least have a day, and whether half of them have an excerpt that is cut off."""
    dated = cut = 0
    for row in group:
        members = blocks.inside(row)
        dated += any(len(block.text) <= _LONGEST_LINE and _DATE.search(block.text) is not None for block in members)
        cut += any(_CUT.search(block.text[-12:]) is not None for block in members)
    return 2 * dated >= len(group), 2 * cut >= len(group)


def _leads_to_a_page(blocks: Blocks, row: int) -> bool:
    """Whether the row's headline leads to a page and not to a file, a place in this page, or a letter."""
    for block in blocks.inside(row):
        for link in (link for node in block.nodes or () if block.anchors for link in links_in(node)):
            href = (link.attributes.get("href") or "").strip().lower()
            if not href or href.startswith(_NO_PAGE) or media_type_of(href) is not None:
                return False
    return True
