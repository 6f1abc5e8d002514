"""The sources that a process knows: its files, read once, each with its spider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scrapy import Spider
from scrapy.settings import BaseSettings

from crawler.network.rules import parse_networks
from crawler.user_agent import require_contact
from press.errors import SourceFault, UnknownSource
from press.source import Source
from spiders.loader import SourceLoader


@dataclass(frozen=True)
class Catalogue:
    """`sources` by id. `faults`: files that cannot be used, each in a line; they stop nobody but themselves."""

    sources: Mapping[str, Source]
    spiders: Mapping[str, type[Spider]]
    faults: tuple[str, ...]


def catalogue(settings: BaseSettings) -> Catalogue:
    """Read every source file. Raises SettingFault where a real site is among them and nobody says who asks."""
    loader = SourceLoader.from_settings(settings)
    allow, contact = parse_networks(settings.get("CRAWLER_ALLOW_NETWORKS")), settings.get("CRAWLER_CONTACT")
    sources: dict[str, Source] = {}
    spiders: dict[str, type[Spider]] = {}
    faults: list[str] = []
    for source_id in loader.list():
        try:
            source = loader.files.read(source_id)
            spider = loader.spider_for(source)
        except (SourceFault, UnknownSource) as error:  # unknown: its file went away meanwhile
            faults.append(str(error))
            continue
        require_contact(contact, source.addresses, allow)
        sources[source_id], spiders[source_id] = source, spider
    return Catalogue(sources, spiders, tuple(faults))
