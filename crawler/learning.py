"""When a visit learns: at its end, and, where a first visit is a long one, once the pages that teach have been stored."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Protocol

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.layouts import Lesson
from crawler.visiting import Visiting
from crawler.workshop import Workshop
from press.errors import ArchiveLost, VisitReplaced
from press.source import Source


class CatchUp(Protocol):
    """What reads captures again that a lesson makes read otherwise; returns what the visit should tell of it."""

    def __call__(
        self, workshop: Workshop, source: Source, *, bound: int, stopping: asyncio.Event | None
    ) -> Awaitable[list[str]]: ...


async def learn_early(visiting: Visiting, settings: BaseSettings) -> None:
    """A lesson where one is due, by which the visit's other pages are read. Raises VisitReplaced and ArchiveLost."""
    try:
        told = await _lesson(visiting, settings).hold(visiting.layouts.known, anything_new=True)
        await visiting.layouts.look_again(visiting.source.source_id)
    except (VisitReplaced, ArchiveLost):
        raise
    except Exception as error:  # noqa: BLE001  # whatever goes wrong with a lesson, the pages can be read without it
        told = _in_vain(error)
    if told is not None:
        visiting.notes.append(told)


async def learn_at_the_end(visiting: Visiting, settings: BaseSettings, stopping: asyncio.Event | None) -> None:
    """A lesson where one is due, and the captures that it makes read otherwise read again. Raises VisitReplaced."""
    try:
        told = await _lesson(visiting, settings).hold(visiting.layouts.known, anything_new=visiting.ledger.asked > 0)
        if told is not None:
            visiting.notes.append(told)
        catch_up: CatchUp = load_object(settings["PRESS_CATCH_UP"])
        bound = settings.getint("DOWNLOAD_MAXSIZE")
        visiting.notes += await catch_up(visiting.workshop, visiting.source, bound=bound, stopping=stopping)
    except VisitReplaced:
        raise
    except Exception as error:  # noqa: BLE001  # whatever goes wrong with a lesson, the visit's pages are stored, and it is told
        visiting.notes.append(_in_vain(error))


def _lesson(visiting: Visiting, settings: BaseSettings) -> Lesson:
    workshop = visiting.workshop
    folder, bound = workshop.archive.settings.archive_dir / "warc", settings.getint("DOWNLOAD_MAXSIZE")
    return Lesson(workshop.archive, workshop.reading, folder, visiting.source, visiting.visit, bound=bound)


def _in_vain(error: Exception) -> str:
    return f"nothing was learned: {type(error).__name__}: {error}"
