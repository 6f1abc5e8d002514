"""The lead: paragraphs between a page's title and the container that holds its text."""

from __future__ import annotations

from collections.abc import Sequence

from press.extraction.blocks import Block
from press.extraction.deciding.headline import same
from press.extraction.main_text.measures import Measures

#: A lead stands near to the title: menus and pictures may stand between, a page's worth of blocks not.
FARTHEST = 30
_SHORTEST, _LONGEST = 80, 900
_MOST_LINKS = 0.3
_MOST = 3


def with_lead(measures: Measures, chosen: Sequence[int], said: str | None = None) -> list[int]:
    """`chosen` with the paragraphs that stand between the title above it and its first block.

    The title is an `h1`, else what the page's head says (`said`), else an `h2`.
    """
    if not chosen:
        return []
    blocks = measures.blocks.blocks
    first = chosen[0]
    above = range(first - 1, max(first - FARTHEST, 0) - 1, -1)
    title = title_among(blocks, above, said)
    if title is None:
        return list(chosen)
    lead = [number for number in range(title + 1, first) if _is_lead(measures, number)]
    return [*lead, *chosen] if len(lead) <= _MOST else list(chosen)


def title_among(blocks: Sequence[Block], numbers: Sequence[int], said: str | None) -> int | None:
    """The first of the numbers that is a title: an `h1`, else what the page's head says, else an `h2`."""
    title = next((n for n in numbers if blocks[n].tag == "h1"), None)
    if title is None and said:
        title = next((n for n in numbers if same(blocks[n].text, said)), None)
    return title if title is not None else next((n for n in numbers if blocks[n].tag == "h2"), None)


def _is_lead(measures: Measures, number: int) -> bool:
    block = measures.blocks.blocks[number]
    return (
        measures.ends[number]
        and not _in_furniture(measures, block.container)
        and number not in measures.rows
        and not block.is_heading
        and _SHORTEST <= measures.weight[number] <= _LONGEST
        and block.link_share <= _MOST_LINKS
    )


def _in_furniture(measures: Measures, container: int) -> bool:
    """A teaser announces another page, but between a title and its text it is the lead."""
    blocks = measures.blocks
    return measures.furniture[container] and any(
        blocks.hint[around] < 0 and "teaser" not in blocks.names[around] for around in blocks.ancestors(container)
    )
