"""Which blocks of a page are cells of a table that says facts, and which table only lays out the page."""

from __future__ import annotations

from press.extraction.blocks import Blocks

_CELLS = ("td", "th")
#: Elements that a cell's words stand in; headings, lists and quotations in it make it a part of the page's layout.
_PLAIN = frozenset(["td", "th", "p", "div", "center", "pre", "address"])
#: Characters; a longer cell is prose.
_LONGEST = 200
_FEWEST_ROWS = 2
#: A value and what is noted below it; more are a list or prose, and so are two that stand alone in a row.
_MOST_PARAGRAPHS = 2


def cells_of(blocks: Blocks) -> dict[int, tuple[int, int]]:
    """By block number, the containers of the row and the cell that it is a part of; blocks of no such cell are not in it.

    A short cell with nothing but text is one wherever its row has another. A cell with paragraphs in it is one where the whole
    table is of short cells side by side: people who write tables in a word processor get paragraphs in each.
    """
    found: dict[int, tuple[int, int]] = {}
    if "tr" not in blocks.tag:
        return found
    tables: dict[int, dict[int, list[int]]] = {}
    for row, tag in enumerate(blocks.tag):
        if tag == "tr" and (cells := _filled(blocks, row)):
            tables.setdefault(_table_around(blocks, row), {})[row] = cells
    holding_others = {_table_around(blocks, table) for table, tag in enumerate(blocks.tag) if tag == "table"}
    bare: dict[int, int] = {}
    for table, rows in tables.items():
        if table >= 0 and table not in holding_others and _is_of_facts(blocks, list(rows.values())):
            for row, cells in rows.items():
                for cell in cells:
                    found.update((number, (row, cell)) for number in range(blocks.first[cell], blocks.last[cell]))
        else:
            bare.update((cell, row) for row, cells in rows.items() if len(cells) > 1 for cell in cells)
    for number, block in enumerate(blocks.blocks):
        if block.container in bare and len(block.text) <= _LONGEST:
            found[number] = (bare[block.container], block.container)
    return found


def _filled(blocks: Blocks, row: int) -> list[int]:
    """The cells of a row that have text."""
    cells = []
    cell = row + 1
    while cell < blocks.end[row]:
        if blocks.tag[cell] in _CELLS and blocks.last[cell] > blocks.first[cell]:
            cells.append(cell)
        cell = blocks.end[cell]
    return cells


def _table_around(blocks: Blocks, container: int) -> int:
    """The innermost table around; -1 where there is none. No page nests deeper than blocks are made for."""
    container = blocks.parent[container]
    while container >= 0 and blocks.tag[container] != "table":
        container = blocks.parent[container]
    return container


def _is_of_facts(blocks: Blocks, rows: list[list[int]]) -> bool:
    several = sum(1 for cells in rows if len(cells) > 1)
    # A row of one cell heads those below it.
    if several < _FEWEST_ROWS or several * 2 < len(rows):
        return False
    for cells in rows:
        most = _MOST_PARAGRAPHS if len(cells) > 1 else 1
        for cell in cells:
            inside = blocks.inside(cell)
            if len(inside) > most or any(block.tag not in _PLAIN for block in inside):
                return False
            if sum(len(block.text) for block in inside) > _LONGEST:
                return False
    return True
