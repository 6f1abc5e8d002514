"""A reading process starts without the program's main module, and leaves the parent's in its place."""

from __future__ import annotations

import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext

import pytest

from crawler.reading_process import ReadingContext


def tell(pipe: Connection) -> None:
    """In the new process: whether the main module of the old one was imported."""
    pipe.send(hasattr(sys.modules["__main__"], "__file__"))


@pytest.mark.parametrize(("context", "imported"), [(ReadingContext(), False), (get_context("spawn"), True)])
def test_the_main_module_is_not_imported_again(context: SpawnContext, imported: bool) -> None:
    main = sys.modules["__main__"]
    ours, theirs = context.Pipe()
    process = context.Process(target=tell, args=(theirs,))
    process.start()
    assert ours.poll(60)
    assert ours.recv() is imported
    process.join(60)
    assert process.exitcode == 0
    assert sys.modules["__main__"] is main
