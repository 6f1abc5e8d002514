"""One file a kind of site, each with ways and traps of its own."""

from collections.abc import Callable

from sample.generated.site import Theme
from sample.generated.themes import (
    agency,
    blog,
    builder,
    faceted,
    itemised,
    opendata,
    papers,
    portal,
    scripted,
    static,
    streams,
    weekly,
    wire,
    yearly,
)

#: By name: makes the theme for an address (without a slash at the end).
THEMES: dict[str, Callable[[str], Theme]] = {
    "blog": blog.make,
    "static": static.make,
    "agency": agency.make,
    "faceted": faceted.make,
    "portal": portal.make,
    "yearly": yearly.make,
    "papers": papers.make,
    "scripted": scripted.make,
    "wire": wire.make,
    "builder": builder.make,
    "streams": streams.make,
    "itemised": itemised.make,
    "opendata": opendata.make,
    "weekly": weekly.make,
}
