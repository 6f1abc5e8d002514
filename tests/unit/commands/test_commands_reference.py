"""Every command and every option of its own has its place in docs/commands.md, and nothing stands there that is gone."""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from commands.frame import Frame

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs/commands.md").read_text()
NAMES = sorted(path.stem for path in (ROOT / "commands").glob("*.py") if "\nclass Command(" in path.read_text())


class Plain(Frame, ScrapyCommand):
    """A command without options of its own: what it has are Scrapy's."""

    def short_desc(self) -> str:
        return ""


def options(command: Frame) -> set[str]:
    command.settings = Settings()
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    return set(parser._option_string_actions)


def section(name: str) -> str:
    match = re.search(rf"^### `scrapy {name}`$(.*?)(?=^##|\Z)", TEXT, re.M | re.S)
    assert match is not None, f"docs/commands.md has no heading for scrapy {name}"
    return match[1]


def test_every_command_has_its_heading_and_every_heading_its_command() -> None:
    assert sorted(re.findall(r"^### `scrapy (\w+)`$", TEXT, re.M)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_named_and_every_named_option_exists(name: str) -> None:
    command = importlib.import_module(f"commands.{name}").Command()
    own = options(command) - options(Plain())
    named = set(re.findall(r"^\| `(-{1,2}[a-z]+)", section(name), re.M))
    assert named == own


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_an_example_and_says_what_it_takes(name: str) -> None:
    command = importlib.import_module(f"commands.{name}").Command()
    assert re.search(rf"^    .*scrapy {name}\b", section(name), re.M)
    takes = command.syntax().removeprefix("[options] ").strip()
    if takes != "[options]":
        assert f"`scrapy {name} {takes}`" in section(name)


def test_the_keys_of_an_import_are_all_named() -> None:
    from press.extraction.handed_in import KEYS

    assert set(re.findall(r"`(\w+)`", re.search(r"\| key \|.*?\n\n", section("import"), re.S)[0])) - {"import"} == set(KEYS)
