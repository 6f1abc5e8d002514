"""The sources that a process knows: its files, each read once and again where it was written since, each with its spider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scrapy import Spider
from scrapy.settings import BaseSettings

from crawler.network.rules import parse_networks
from crawler.user_agent import require_contact
from press.errors import SettingFault, SourceFault, UnknownSource
from press.source import Source
from spiders.loader import SourceLoader
from spiders.source_files import FileState


@dataclass(frozen=True)
class Catalogue:
    """`sources` by id. `faults`: files that cannot be used, each in a line or more; they stop nobody but themselves.

    `states`: what the files looked like when they were read.
    """

    sources: Mapping[str, Source]
    spiders: Mapping[str, type[Spider]]
    faults: tuple[str, ...]
    states: Mapping[str, FileState] = field(default_factory=dict)


def catalogue(settings: BaseSettings, former: Catalogue | None = None) -> Catalogue:
    """Every source, from its file, or from `former` where that has not been written since.

    A file that has become wrong leaves its source as it was; `faults` are of the files that were read now. Raises SourceFault
    where a folder is missing, and at first SettingFault where a real site is among them and nobody says who asks.
    """
    loader = SourceLoader.from_settings(settings)
    allow, contact = parse_networks(settings.get("CRAWLER_ALLOW_NETWORKS")), settings.get("CRAWLER_CONTACT")
    sources: dict[str, Source] = {}
    spiders: dict[str, type[Spider]] = {}
    faults: list[str] = []
    states = loader.files.states()
    for source_id, state in states.items():
        if former is not None and source_id in former.sources:
            sources[source_id], spiders[source_id] = former.sources[source_id], former.spiders[source_id]
        if former is not None and former.states.get(source_id) == state:
            continue
        try:
            source = loader.files.read(source_id)
            spider = loader.spider_for(source)
            require_contact(contact, source.addresses, allow)
        except (SourceFault, UnknownSource) as error:  # unknown: its file went away meanwhile
            faults.append(str(error))
        except SettingFault as error:
            if former is None:
                raise
            faults.append(f"{loader.files.where(source_id)}: {error}")
        else:
            sources[source_id], spiders[source_id] = source, spider
    return Catalogue(sources, spiders, tuple(faults), states)
