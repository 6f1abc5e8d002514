"""Last lines that only point to files: “The plans: plans (PDF)”. They speak of files, which are kept as attachments."""

from __future__ import annotations

from collections.abc import Sequence

from press.extraction.links import links_in, media_type_of
from press.extraction.paragraphs import Paragraph

_LONGEST = 250
_LONGEST_LABEL = 60
#: A sentence that mentions a file has most of its words outside the link.
_FEWEST_LINKED = 0.5
_COLONS = (":", "：")


def without_pointers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without such lines at the end, nor the heading or label above them; the first paragraph always stays."""
    end = len(paragraphs)
    while end > 1 and _points_to_files(paragraphs[end - 1]):
        end -= 1
    while 1 < end < len(paragraphs) and _is_label(paragraphs[end - 1]):
        end -= 1
    return list(paragraphs[:end])


def _points_to_files(paragraph: Paragraph) -> bool:
    """Whether a line is mostly links, and all of them lead to files."""
    if paragraph.is_row or not paragraph.blocks or len(paragraph.text) > _LONGEST:
        return False
    if any(not block.anchors or block.link_share < _FEWEST_LINKED for block in paragraph.blocks):
        return False
    links = [link for block in paragraph.blocks for node in block.nodes or () for link in links_in(node)]
    return bool(links) and all(media_type_of((link.attributes.get("href") or "").strip()) for link in links)


def _is_label(paragraph: Paragraph) -> bool:
    if len(paragraph.text) > _LONGEST_LABEL or not paragraph.blocks:
        return False
    return all(block.is_heading for block in paragraph.blocks) or paragraph.text.endswith(_COLONS)
