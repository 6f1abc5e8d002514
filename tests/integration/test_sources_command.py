"""`scrapy list` and `scrapy sources` as a person or a script calls them: the real program, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

PROJECT = Path(__file__).resolve().parents[2]

FILE = """
name = "Harbour Authority"
kind = "agency"
languages = ["en", "nl"]
time_zone = "Europe/Amsterdam"
home = "https://{name}.example/"
[[discover]]
kind = "feed"
url = "https://{name}.example/feed"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    country = tmp_path / "sources/xx"
    country.mkdir(parents=True)
    for name in ("harbour", "quay"):
        (country / f"{name}.toml").write_text(FILE.format(name=name))
    return country.parent


def scrapy(*words: str, folder: Path, database: str = "postgresql://nobody@localhost:1/none") -> subprocess.CompletedProcess[str]:
    """Without a database unless the test names one: nothing listens on port 1."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "SCRAPY_"))}
    env |= {"SOURCES_DIR": str(folder), "DATABASE_URL": database, "ARCHIVE_DIR": str(folder.parent / "var")}
    command = [sys.executable, "-m", "scrapy", *words]
    return subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)


def test_list_is_the_catalogue_and_a_broken_file_is_in_it(folder: Path) -> None:
    (folder / "xx/broken.toml").write_text("name =")
    ended = scrapy("list", folder=folder)
    assert (ended.returncode, ended.stdout.split()) == (0, ["xx_broken", "xx_harbour", "xx_quay"])


def test_check_of_sound_files_is_quiet_on_stdout_and_needs_no_database(folder: Path) -> None:
    ended = scrapy("sources", "--check", folder=folder)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "2 source files, no fault\n")
    assert not (folder.parent / "var").exists()


def test_check_names_every_fault_of_every_file(folder: Path) -> None:
    (folder / "xx/quay.toml").write_text(FILE.format(name="quay").replace("agency", "office") + "colour = 1\n")
    (folder / "xx/broken.toml").write_text("name = 'x'\nkind =\n")
    ended = scrapy("sources", "--check", folder=folder)
    lines = [line.split(": ")[:2] for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    quay, broken = str(folder / "xx/quay.toml"), str(folder / "xx/broken.toml")
    assert lines == [[broken, "line 2"], [quay, "discover[0].colour"], [quay, "kind"]]
    assert ended.stderr == "3 faults in 2 places\n"


def test_an_empty_catalogue_lists_nothing(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    ended = scrapy("list", folder=tmp_path / "sources")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_reader_that_goes_away_is_no_traceback(folder: Path) -> None:
    for number in range(1000):  # 200 kB: more than a pipe holds
        (folder / f"xx/p{number}{'_' * 200}.toml").touch()
    command = f"{sys.executable} -m scrapy list | head -n 1"
    env = {**os.environ, "SOURCES_DIR": str(folder)}
    ended = subprocess.run(["sh", "-c", command], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=60)
    assert (ended.stdout, ended.stderr) == ("xx_harbour\n", "")


@pytest.mark.parametrize(
    "words", [("list", "-x"), ("sources", "--chek"), ("sources", "xx_harbour"), ("sources", "--check", "-x")]
)
def test_a_wrong_command_line_is_one_line_and_exit_two(folder: Path, words: tuple[str, ...]) -> None:
    ended = scrapy(*words, folder=folder)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def test_a_missing_folder_or_database_is_one_line_and_exit_one(folder: Path) -> None:
    for command, place in (("list", folder / "nowhere"), ("sources", folder / "nowhere"), ("sources", folder)):
        ended = scrapy(command, folder=place)
        assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (1, "", 1), ended.stderr


@pytest.mark.one_postgres
def test_the_catalogue_has_what_visits_found_out(folder: Path, database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(
            "INSERT INTO archive.source (source_id, name, kind, country, languages, time_zone, home, health, health_reason,"
            " last_visit_at) VALUES ('xx_quay', 'Quay', 'agency', 'xx', '{en}', 'UTC', 'https://quay.example/', 'failing',"
            " 'no leads', '2024-05-01T12:00:00Z')"
        )
    (folder / "xx/broken.toml").write_text("name =")
    ended = scrapy("sources", folder=folder, database=database)
    broken, harbour, quay = (json.loads(line) for line in ended.stdout.splitlines())
    assert ended.returncode == 3, ended.stderr
    assert broken["name"] is None and broken["fault"].startswith(f"{folder / 'xx/broken.toml'}: line 1: not TOML")
    assert (harbour["health"], harbour["last_visit_at"], harbour["fault"]) == ("unverified", None, None)
    assert (harbour["name"], harbour["languages"], harbour["country"]) == ("Harbour Authority", ["en", "nl"], "xx")
    assert (quay["health"], quay["health_reason"]) == ("failing", "no leads")
    assert quay["last_visit_at"] == "2024-05-01T12:00:00+00:00"
