"""The sample's source files, with the addresses at which a running newsroom is served: a SOURCES_DIR for the crawler."""

from __future__ import annotations

import os
from pathlib import Path

from sample.newsroom import SITES
from sample.posting import Site
from sample.server import HOST, Server

#: The first of four ports that follow each other; unusual ones, so that they are free. SAMPLE_PORT overrides it.
DEFAULT_PORT = 8471
TEMPLATES = Path(__file__).parent / "sources"
#: Which source file describes which site.
SOURCE_IDS: dict[Site, str] = {"ministry": "xx_inland_waters", "wire": "xx_corvane", "courier": "xx_courier"}
#: The same for the site that needs a browser; its file is written where it is asked for.
RENDERED_IDS: dict[Site, str] = {"observatory": "xx_observatory"}


def first_port() -> int:
    """SAMPLE_PORT, or the default. Raises ValueError with the remedy where it is no port."""
    port = os.environ.get("SAMPLE_PORT", str(DEFAULT_PORT))
    if not (port.isascii() and port.isdecimal()) or not 0 < int(port) <= 65535 - len(SITES) + 1:
        raise ValueError(f"SAMPLE_PORT is {port!r}: set it to the first of four free ports, such as {DEFAULT_PORT}")
    return int(port)


def write_sources(folder: Path, server: Server, *, rendered: bool = False) -> Path:
    """Write `xx/*.toml` into `folder` and return it, with the running server's ports for the default ones.

    `rendered`: also the source whose pages a browser has to build.
    """
    templates = [*TEMPLATES.glob("xx/*.toml"), *(TEMPLATES.glob("rendered/xx/*.toml") if rendered else ())]
    for template in sorted(templates):
        text = template.read_text("utf-8")
        for number, site in enumerate(SITES):
            text = text.replace(f"http://{HOST}:{DEFAULT_PORT + number}/", f"http://sample.{site}.invalid/")
        for site in SITES:  # in two steps, since a port of the server's may be a default port of another site's
            text = text.replace(f"http://sample.{site}.invalid/", f"{server.sites[site]}/")
        target = folder / "xx" / template.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder
