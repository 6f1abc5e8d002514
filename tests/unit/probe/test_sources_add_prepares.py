"""What `sources add` refuses before anybody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from commands.sources_add import AlreadyThere, prepare
from press.errors import SettingFault, SourceFault

FILE = """name = "Harbour"
kind = "agency"
languages = ["en"]
time_zone = "Europe/Amsterdam"
home = "https://harbour.example/press/"
[[discover]]
kind = "feed"
url = "https://harbour.example/feed"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for folder in ("one", "two"):
        (tmp_path / folder / "xx").mkdir(parents=True)
    return Settings({"SOURCES_DIR": f"{tmp_path / 'one'}:{tmp_path / 'two'}"})


@pytest.mark.parametrize(
    ("url", "source_id", "says"),
    [
        ("harbour.example", None, "is https://harbour.example meant?"),
        ("ftp://harbour.example/", None, "neither http nor https"),
        ("https://", None, "no host"),
        ("https://harbour.example/", "harbour", "--id harbour: two letters"),
        ("https://harbour.example/", "xx_Harbour", "two letters"),
        ("https://harbour.example/", "nld_harbour", "two letters"),
        ("https://harbour.example/", "xx_../../etc", "two letters"),
    ],
)
def test_what_is_no_address_or_id(settings: Settings, url: str, source_id: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("?", r"\?").replace(".", r"\.")):
        prepare(settings, url, source_id=source_id)


def test_a_site_and_an_id_that_are_free(settings: Settings, tmp_path: Path) -> None:
    plan = prepare(settings, "HTTPS://Harbour.example:443", source_id="xx_harbour", kind="ministry")
    assert (plan.address, plan.source_id, plan.kind) == ("https://harbour.example/", "xx_harbour", "ministry")
    assert plan.files.folders[-1] == tmp_path / "two"


@pytest.mark.parametrize("folder", ["one", "two"])
def test_an_id_or_address_that_has_a_file_in_any_folder(settings: Settings, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder / "xx/harbour.toml").write_text(FILE)
    with pytest.raises(AlreadyThere, match=r"xx/harbour\.toml is there already"):
        prepare(settings, "https://harbour.example/")
    with pytest.raises(AlreadyThere, match=r"stands in .*xx/harbour\.toml already"):
        prepare(settings, "http://harbour.example/press", source_id="xx_other")
    with pytest.raises(AlreadyThere, match="`scrapy crawl xx_harbour` visits it"):
        prepare(settings, "https://harbour.example/feed", source_id="xx_other")


def test_a_real_site_is_asked_by_somebody_who_says_who_asks(settings: Settings) -> None:
    with pytest.raises(SettingFault, match="CRAWLER_CONTACT"):
        prepare(settings, "https://www.iana.org/")


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="no such folder"):
        prepare(Settings({"SOURCES_DIR": str(tmp_path / "none")}), "https://harbour.example/")
