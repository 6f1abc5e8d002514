"""Source files as Scrapy spiders: `scrapy list` and `scrapy crawl ma_diplomatie` work as Scrapy's users expect."""

from __future__ import annotations

import builtins
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from scrapy.utils.misc import load_object

from press.errors import UnknownSource
from press.source import Source
from spiders import source_faults
from spiders.source_faults import Fault
from spiders.source_files import SourceFiles

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.settings import BaseSettings

#: The spider that visits every source without an `override`.
PRESS_SPIDER = "spiders.press.PressSpider"


class NoSuchSpider(UnknownSource, KeyError):
    """No source file has this id: a KeyError for Scrapy, one line with the remedy for a person."""

    def __str__(self) -> str:
        return Exception.__str__(self)  # KeyError's own puts the message in quotes


_OVERRIDES = Path(__file__).resolve().parent / "overrides"


class SourceLoader:
    """SPIDER_LOADER_CLASS: one spider for each source file.

    Settings: SOURCES_DIR (folders, colon between them), PRESS_SPIDER (dotted path of the generic spider).
    Listing looks at paths only and a crawl reads one file, so a broken file stops nobody but itself and a catalogue of
    50,000 lists in well under 2 s.
    """

    def __init__(self, files: SourceFiles, press_spider: str = PRESS_SPIDER) -> None:
        self.files = files
        self._press_spider = press_spider

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> SourceLoader:
        folders = settings.get("SOURCES_DIR") or os.environ.get("SOURCES_DIR")
        return cls(SourceFiles.named_by(folders), settings.get("PRESS_SPIDER") or PRESS_SPIDER)

    def list(self) -> builtins.list[str]:
        """The ids of all sources, broken files included."""
        return self.files.ids()

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of one source, with `name` and `source` set.

        KeyError where no file has this id, as Scrapy expects; SourceFault where its file is wrong.
        """
        try:
            source = self.files.read(spider_name)
        except UnknownSource as error:
            raise NoSuchSpider(str(error)) from error
        return self.spider_for(source)

    def spider_for(self, source: Source) -> type[Spider]:
        """The spider class that visits this source: the generic one, or the source's own. Raises SourceFault."""
        generic = cast("type[Spider]", load_object(self._press_spider))
        visitor = generic
        if source.override is not None:
            own, reason = _override(source.override, generic)
            if own is None:
                raise source_faults.as_error([Fault(self.files.where(source.source_id), "override", reason)])
            visitor = own
        attributes = {"name": source.source_id, "source": source, "__module__": visitor.__module__, "__doc__": visitor.__doc__}
        return type(visitor.__name__, (visitor,), attributes)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The ids of the sources whose home or ways stand on the request's host; reads every file, passes over broken ones."""
        host = urlsplit(request.url).hostname
        return [source.source_id for source in self.files.readable() if host in _hosts(source)]

    def check(self) -> builtins.list[Fault]:
        """Every fault of every file, the override classes' included."""
        sources, faults = self.files.check()
        for source in sources:
            if source.override is not None:
                own, reason = _override(source.override, cast("type[Spider]", load_object(self._press_spider)))
                if own is None:
                    faults.append(Fault(self.files.where(source.source_id), "override", reason))
        return faults


def _override(named: str, generic: type[Spider]) -> tuple[type[Spider] | None, str]:
    """The class that `module:Class` names in spiders/overrides, or why there is none."""
    module, _, name = named.partition(":")
    file = _OVERRIDES.joinpath(*module.split(".")).with_suffix(".py")
    if not file.is_file():
        return None, f"no module spiders/overrides/{module.replace('.', '/')}.py"
    try:
        found = load_object(f"spiders.overrides.{module}.{name}")
    except (NameError, ImportError, SyntaxError) as error:
        return None, f"spiders/overrides/{module.replace('.', '/')}.py: {error}"
    if not (isinstance(found, type) and issubclass(found, generic)):
        return None, f"{named} is no subclass of {generic.__name__}"
    return found, ""


def _hosts(source: Source) -> set[str | None]:
    return {urlsplit(url).hostname for url in source.addresses}
