"""How far a long command has come: a line on a person's terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(title: str, unit: str) -> Iterator[Callable[[int], None]]:
    """Gives a function that is told how many more are done. The line stands on stderr and is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    line = TextColumn(f"{{task.description}}: {{task.completed:,}} {unit}")
    with Progress(SpinnerColumn(), line, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=None)
        yield lambda count: shown.advance(task, count)
