"""Exit codes as scripts depend on them: 0 done, 1 failed, 2 the command line was wrong, 3 done in part.

Every command is tried with what is wrong of itself; the codes that only real work brings have their tests with the command's
own (crawl: tests/integration/crawl; import, reextract, verify, watch: here beside this file). A wrong command line is refused
before a database is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import PROJECT, environment, start
from recorded_site import FERRY, html

pytestmark = pytest.mark.one_postgres

#: Every command with arguments that are right.
COMMANDS: dict[str, tuple[str, ...]] = {
    "crawl": ("xx_harbour",),
    "database": (),
    "export": (),
    "extract": ("page.html",),
    "harvest": (),
    "import": ("-",),
    "list": (),
    "merge": ("00000000-0000-7000-8000-000000000000", "00000000-0000-7000-8000-000000000001"),
    "migrate": (),
    "reextract": (),
    "reidentify": (),
    "restore": ("00000000-0000-7000-8000-000000000000",),
    "search": ("ferry",),
    "show": ("00000000",),
    "sources": (),
    "split": ("00000000-0000-7000-8000-000000000000", "https://harbour.example/news/ferry"),
    "verify": (),
    "watch": (),
    "withdraw": ("00000000-0000-7000-8000-000000000000", "--reason", "asked for by its issuer"),
    "work": (),
}

#: What is wrong with arguments of each command's own.
WRONG = [
    ("crawl",), ("crawl", "xx_nobody"), ("crawl", "../../etc"), ("crawl", "xx_harbour", "-a", "depth=3"),
    ("crawl", "xx_harbour", "-a", "since=soon"), ("crawl", "xx_harbour", "-a", "limit=0"),
    ("crawl", "xx_harbour", "-a", "revisit=no"), ("crawl", "xx_harbour", "xx_quay"),
    ("database", "psql"),
    ("export", "--view", "secrets"), ("export", "--format", "xml"), ("export", "--since", "soon"),
    ("export", "--format", "ninjs", "--view", "visit"), ("export", "release"),
    ("extract",), ("extract", "--list", "nowhere.tsv"),
    ("import",), ("import", "nowhere.jsonl"), ("import", "a", "b"),
    ("list", "all"),
    ("merge",), ("merge", "a"),
    ("migrate", "now"), ("migrate", "--forget", "old"), ("migrate", "--forget="),
    ("reidentify", "xx_harbour", "xx_quay"),
    ("restore",),
    ("reextract", "xx_harbour", "xx_quay"),
    ("search",), ("search", "…"), ("search", "ferry", "--limit", "many"), ("search", "ferry", "--limit", "-3"),
    ("show",), ("show", "a", "b"),
    ("sources", "xx_harbour"),
    ("split", "a"),
    ("verify", "xx_harbour"),
    ("withdraw", "00000000-0000-7000-8000-000000000000"),
    ("watch", "12"), ("watch", "--after", "then"),
    ("work", "-s", "PRESS_VISITS=many"), ("harvest", "-s", "PRESS_VISITS=2.5"),
    ("crawl", "xx_harbour", "-s", "DOWNLOAD_DELAY=fast"),
]  # fmt: skip

SOURCE_FILE = """
name = "Harbour of Examples"
kind = "agency"
languages = ["en"]
time_zone = "Europe/Amsterdam"
home = "http://harbour.example/"
[[discover]]
kind = "feed"
url = "http://harbour.example/feed"
"""


@pytest.fixture
def harbour(folder: Path) -> Path:
    (folder / "xx/harbour.toml").write_text(SOURCE_FILE)
    return folder


def test_the_table_names_every_command() -> None:
    named = {path.stem for path in (PROJECT / "commands").glob("*.py") if "\nclass Command(" in path.read_text()}
    assert set(COMMANDS) == named


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_is_refused_in_one_line(offline: Callable, harbour: Path, command: str) -> None:
    for option in ("--no-such-option", "-Z"):
        ended = offline(command, *COMMANDS[command], option)
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1), ended
        assert option in ended.err and ended.err.startswith(f"scrapy {command}: ")


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_arguments_are_refused_in_one_line(offline: Callable, harbour: Path, words: tuple[str, ...]) -> None:
    ended = offline(*words)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1), ended


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {"crawl", "database", "extract", "harvest", "list", "work"}))
def test_a_database_that_is_not_there_is_one_line(offline: Callable, harbour: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "records.jsonl").touch()
    words = [str(tmp_path / "records.jsonl") if word == "-" else word for word in COMMANDS[command]]
    ended = offline(command, *words)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1), ended
    assert "correct DATABASE_URL" in ended.err


def test_a_real_source_without_a_contact_is_not_crawled(offline: Callable, harbour: Path) -> None:
    file = harbour / "xx/harbour.toml"
    file.write_text(file.read_text().replace("harbour.example", "harbour.museum"))
    ended = offline("crawl", "xx_harbour")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1) and "CRAWLER_CONTACT" in ended.err


def test_a_broken_source_file_is_not_crawled(offline: Callable, harbour: Path) -> None:
    (harbour / "xx/harbour.toml").write_text("name = ")
    ended = offline("crawl", "xx_harbour")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("command", ["export", "list", "migrate", "reextract", "sources", "verify"])
def test_nothing_to_do_is_done(scrapy: Callable, harbour: Path, command: str) -> None:
    assert scrapy(command).code == 0


def test_sources_tell_their_faults(scrapy: Callable, harbour: Path) -> None:
    assert scrapy("sources", "--check").code == 0
    (harbour / "xx/quay.toml").write_text("name = ")
    assert (scrapy("sources", "--check").code, scrapy("sources").code, scrapy("list").code) == (1, 3, 0)


def test_export_cannot_write_where_there_is_no_folder(scrapy: Callable, tmp_path: Path) -> None:
    assert scrapy("export", "--view", "source", "--output", str(tmp_path / "sources.csv"), "--format", "csv").code == 0
    assert (tmp_path / "sources.csv").read_text().startswith("source_id,name,")


def test_programs_end_with_these_codes(database: str, harbour: Path, tmp_path: Path) -> None:
    """The same through `scrapy` itself, all at once: what a shell sees."""
    env = environment(DATABASE_URL=database, ARCHIVE_DIR=str(tmp_path / "var"), SOURCES_DIR=str(harbour))
    page = tmp_path / "page.html"
    page.write_bytes(html("The ferry sails again to the islands", FERRY))
    expected = {
        ("search", "ferry"): 0,
        ("crawl", "xx_harbour"): 1,  # there is no such host
        ("crawl", "xx_nobody"): 2,
        ("extract", str(page), str(tmp_path / "none.html")): 3,
        ("database", "--", "sh", "-c", "exit 7"): 7,
    }
    running = {words: start(*words, env=env) for words in expected}
    said = {words: process.communicate(timeout=90) for words, process in running.items()}
    assert {words: process.returncode for words, process in running.items()} == expected, said
    assert not [err for _, err in said.values() if b"Traceback" in err]
    lines = said["extract", str(page), str(tmp_path / "none.html")][0].splitlines()
    assert [json.loads(line)["page_kind"] for line in lines] == ["release", "unreadable"]
