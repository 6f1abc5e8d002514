"""Every command, its options and every setting of the environment have their place in docs/."""

import argparse
import re
from pathlib import Path

import pytest
from scrapy.cmdline import _get_commands_from_module
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

DOCS = Path(__file__).resolve().parents[3] / "docs"
PROJECT = DOCS.parent
COMMANDS = _get_commands_from_module("commands", True)
SECTIONS = dict(re.findall(r"^### `scrapy (\w+)`\n(.*?)(?=^##|\Z)", (DOCS / "commands.md").read_text(), re.M | re.S))


class Bare(ScrapyCommand):
    """Has Scrapy's own options and no others."""

    def short_desc(self) -> str:
        return ""

    def run(self, args: list[str], opts: argparse.Namespace) -> None: ...


def options(command: ScrapyCommand) -> set[str]:
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    return set(parser._option_string_actions)


def test_every_command_has_its_heading() -> None:
    assert set(COMMANDS) <= set(SECTIONS)


def test_every_heading_has_its_command() -> None:
    assert set(SECTIONS) <= set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_explained(name: str) -> None:
    own = {option for option in options(COMMANDS[name]) - options(Bare()) if len(option) > 2 or option == "-a"}
    assert own <= set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", SECTIONS.get(name, "")))


def test_every_setting_of_the_environment_has_its_heading() -> None:
    headings = set(re.findall(r"^### `([A-Z_]+)`$", (DOCS / "operations.md").read_text(), re.M))
    read = set()
    for room in ("archive", "crawler", "spiders", "commands"):
        for path in (PROJECT / room).rglob("*.py"):
            found = re.findall(
                r"""(?:environ(?:\.get\(|\[)|said\[|in said|_(?:seconds|count)\()\s*"([A-Z_]+)\"""", path.read_text()
            )
            read |= set(found)
    ours = {
        name for name in read if name in _PROMISED or name.startswith(("CRAWLER_", "GONE_", "REVISIT_", "ARCHIVE_", "SOURCES_"))
    }
    assert {"DATABASE_URL", "SOURCES_DIR", "GONE_INTERVAL"} <= read  # the search finds what is there
    assert headings == _PROMISED
    assert ours <= headings


#: What other people's scripts set.
_PROMISED = {
    "DATABASE_URL", "ARCHIVE_DIR", "SOURCES_DIR", "CRAWLER_CONTACT", "CRAWLER_ALLOW_NETWORKS", "CRAWLER_LEASE", "METRICS_ADDRESS",
    "GONE_CONFIRMATIONS", "GONE_INTERVAL", "REVISIT_INTERVALS",
}  # fmt: skip
