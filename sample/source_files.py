"""The sample's source files, with the addresses at which a running newsroom is served: a SOURCES_DIR for the crawler."""

from __future__ import annotations

from pathlib import Path

from sample.newsroom import SITES
from sample.server import HOST, Server

#: The first of four ports that follow each other; unusual ones, so that they are free. SAMPLE_PORT overrides it.
DEFAULT_PORT = 8471
TEMPLATES = Path(__file__).parent / "sources"
#: Which source file describes which site. The observatory has none: it needs a browser.
SOURCE_IDS = {"ministry": "xx_inland_waters", "wire": "xx_corvane", "courier": "xx_courier"}


def write_sources(folder: Path, server: Server) -> Path:
    """Write `xx/*.toml` into `folder` and return it. The templates name the default ports; the running server's take their place."""
    for template in sorted(TEMPLATES.glob("xx/*.toml")):
        text = template.read_text("utf-8")
        for number, site in enumerate(SITES):
            text = text.replace(f"http://{HOST}:{DEFAULT_PORT + number}/", f"http://sample.{site}.invalid/")
        for site in SITES:  # in two steps, since a port of the server's may be a default port of another site's
            text = text.replace(f"http://sample.{site}.invalid/", f"{server.sites[site]}/")
        target = folder / "xx" / template.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder
