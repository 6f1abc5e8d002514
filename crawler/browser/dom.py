"""What a DOM says, so that two renderings of one page can be compared. Pure."""

from __future__ import annotations

import hashlib

from selectolax.lexbor import LexborHTMLParser

#: Elements that show nobody anything; scripts and styles carry nonces and build numbers.
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe")


def digest(dom: str) -> str:
    """SHA-256, in hex, of what a reader sees of a DOM: its text, blanks folded, and where its links lead, in order.

    Attributes besides `href` count for nothing: frameworks number their elements anew each time.
    """
    tree = LexborHTMLParser(dom)
    tree.strip_tags(list(_SILENT))
    body = tree.body
    text = " ".join(body.text(separator=" ").split()) if body is not None else ""
    links = [node.attributes.get("href") or "" for node in tree.css("a[href]")]
    return hashlib.sha256("\n".join((text, *links)).encode("utf-8", "surrogatepass")).hexdigest()
