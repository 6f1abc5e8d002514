"""Texts as feeds carry them: markup in titles, entities encoded twice, teasers beside whole articles."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

# A tag that people do put into a title or summary. "Profit <5 %" is no tag.
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|bdi|bdo|br|cite|code|em|font|h[1-6]|i|img|li|mark|ol|p|q|s|small|span|strong|sub|sup|u|ul|div|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"<(?=/?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|hr|pre|dd|dt)\b)", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")

# WordPress's and other systems' teasers end like this (the excerpt's "[…]", "Continue reading", "Read more").
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more|lire la suite|leer más|weiterlesen)\W*)\W{0,3}$", re.IGNORECASE
)

# A description of this much text in this many paragraphs is the article; teasers stop at some 55 words (WordPress's default).
_WHOLE_CHARACTERS = 1000
_WHOLE_PARAGRAPHS = 3


def clean(text: str | None) -> str | None:
    """The text without what a database cannot keep (NUL) and halves of characters; None if nothing is left."""
    return (_UNKEEPABLE.sub("", text).strip() or None) if text else None


def title_text(text: str | None, *, markup: bool = True) -> str | None:
    """A title in one line of plain text. `markup` False: the feed declares it plain, and it stays to the letter."""
    if not text:
        return None
    if markup:
        text = _INLINE_TAG.sub("", html.unescape(text) if "&" in text else text)
        text = html.unescape(text) if "&" in text else text  # many generators escape once too often
    return clean(_SPACE.sub(" ", text))


def plain(fragment: str | None) -> str | None:
    """What a reader sees of an HTML fragment, in one line."""
    if not fragment:
        return None
    if "<" not in fragment:
        return clean(_SPACE.sub(" ", html.unescape(fragment)))
    tree = LexborHTMLParser(_BLOCK.sub(" <", fragment).replace("\x00", "").encode("utf-8", "replace"))
    tree.strip_tags(["script", "style", "iframe", "noscript"])
    body = tree.body
    return clean(_SPACE.sub(" ", body.text())) if body is not None else None


def as_html(text: str) -> str:
    """Plain text as an HTML fragment."""
    return html.escape(text, quote=False)


def is_whole(fragment: str) -> bool:
    """Whether a lone description is the article itself and not its teaser: long, in paragraphs, and not cut off."""
    if len(fragment) < _WHOLE_CHARACTERS or sum(1 for _ in _PARAGRAPH.finditer(fragment)) < _WHOLE_PARAGRAPHS:
        return False
    text = plain(fragment) or ""
    return len(text) >= _WHOLE_CHARACTERS and not _CUT_OFF.search(text[-60:])


def is_cut_off(fragment: str) -> bool:
    """Whether a content element holds a teaser after all: it ends in an ellipsis or an invitation to read on."""
    return _CUT_OFF.search((plain(fragment) or "")[-60:]) is not None
