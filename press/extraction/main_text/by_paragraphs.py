"""Finder A: paragraphs vote for what they stand in, as in Arc90's Readability, and the winner takes in what belongs to it."""

from __future__ import annotations

from press.extraction.main_text.measures import Measures

_PARAGRAPHS = frozenset(["p", "li", "blockquote", "pre", "td", "dd", "dt"])
_VOTE_BY_DISTANCE = (1.0, 0.6, 0.3, 0.1)
#: A parent that has this much more prose than the winner is the real container (a text cut up into sections).
_CLIMB = 1.18


def container_by_paragraphs(measures: Measures) -> int:
    """The number of the container that the paragraphs vote for; 0 (the whole page) where nothing reads as prose."""
    blocks = measures.blocks
    votes = [0.0] * len(blocks.tag)
    for number, block in enumerate(blocks.blocks):
        own = measures.weight[number]
        if own < 25 or block.is_heading or block.link_share > 0.5 or number in measures.rows:
            continue
        vote = 1.0 + min(block.text.count(",") + block.text.count("،") + block.text.count("，"), 6) + min(own / 100, 4.0)
        if measures.furniture[block.container]:
            vote *= 0.2
        holder = blocks.parent[block.container] if block.tag in _PARAGRAPHS else block.container
        for share in _VOTE_BY_DISTANCE:
            if holder < 0:
                break
            votes[holder] += vote * share
            holder = blocks.parent[holder]
    best, best_votes = 0, 0.0
    for container, vote in enumerate(votes):
        if vote:
            vote *= (1.0 - measures.link_share_in(container)) * (1.0 + 0.25 * blocks.hint[container])
            if vote > best_votes:
                best, best_votes = container, vote
    return _climbed(measures, best)


def _climbed(measures: Measures, best: int) -> int:
    parent = measures.blocks.parent[best]
    for _ in range(6):
        if parent <= 0 or measures.blocks.tag[parent] in ("body", "html"):
            break
        if _own_prose(measures, parent) > _CLIMB * _own_prose(measures, best) and measures.link_share_in(parent) < 0.35:
            best = parent
        parent = measures.blocks.parent[parent]
    return best


def _own_prose(measures: Measures, container: int) -> float:
    """The prose of a container outside its furniture."""
    blocks = measures.blocks
    first, last = blocks.first[container], blocks.last[container]
    return sum(measures.prose[n] for n in range(first, last) if not measures.furniture[blocks.blocks[n].container])
