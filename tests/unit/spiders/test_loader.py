import sys
import textwrap
from pathlib import Path

import pytest
import scrapy
from scrapy.settings import Settings

from press.errors import PressError, SourceFault
from spiders import loader as loader_module
from spiders.loader import SourceLoader

FILE = """
name = "{name}"
kind = "ministry"
languages = ["en"]
time_zone = "UTC"
home = "https://{name}.example/"
{more}
[[discover]]
kind = "feed"
url = "https://feeds.{name}.example/"
"""


class Visitor(scrapy.Spider):
    """Stands for the generic spider."""


@pytest.fixture
def loader(tmp_path: Path) -> SourceLoader:
    (tmp_path / "xx").mkdir()
    for name in ("alpha", "beta"):
        (tmp_path / f"xx/{name}.toml").write_text(FILE.format(name=name, more=""))
    (tmp_path / "xx/broken.toml").write_text("name = 1\n")
    return SourceLoader.from_settings(Settings({"SOURCES_DIR": str(tmp_path), "PRESS_SPIDER": f"{__name__}.Visitor"}))


def test_each_source_is_a_spider_class_of_its_own(loader: SourceLoader) -> None:
    assert loader.list() == ["xx_alpha", "xx_beta", "xx_broken"]
    alpha, beta = loader.load("xx_alpha"), loader.load("xx_beta")
    assert (alpha.name, alpha.source.name) == ("xx_alpha", "alpha")  # type: ignore[attr-defined]
    assert (beta.name, beta.source.name) == ("xx_beta", "beta")  # type: ignore[attr-defined]
    assert alpha.__name__ == "Visitor" and alpha().name == "xx_alpha"


def test_a_broken_file_is_a_source_fault_with_all_its_keys(loader: SourceLoader) -> None:
    with pytest.raises(SourceFault) as caught:
        loader.load("xx_broken")
    assert len(str(caught.value).splitlines()) == 6


def test_an_unknown_spider_is_a_keyerror_and_one_line(loader: SourceLoader) -> None:
    with pytest.raises(KeyError) as caught:
        loader.load("xx_alfa")
    assert isinstance(caught.value, PressError)
    assert str(caught.value) == "no source file has the id 'xx_alfa'; did you mean xx_alpha? `scrapy list` names all"


def test_find_by_request_goes_by_the_hosts_of_home_and_ways(loader: SourceLoader) -> None:
    assert loader.find_by_request(scrapy.Request("https://beta.example/page")) == ["xx_beta"]
    assert loader.find_by_request(scrapy.Request("http://feeds.alpha.example/x")) == ["xx_alpha"]
    assert loader.find_by_request(scrapy.Request("https://other.example/")) == []


def test_scrapy_itself_takes_the_loader(loader: SourceLoader, tmp_path: Path) -> None:
    from scrapy.spiderloader import get_spider_loader

    settings = Settings({"SPIDER_LOADER_CLASS": "spiders.loader.SourceLoader", "SOURCES_DIR": str(tmp_path)})
    assert get_spider_loader(settings).list() == loader.list()


def test_sources_dir_of_the_environment_counts_where_no_setting_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path))
    assert SourceLoader.from_settings(Settings()).files.folders == (tmp_path,)


OVERRIDE = f"""
from {__name__} import Visitor
class Own(Visitor):
    "A spider of the source's own."
class Stranger: ...
"""


@pytest.mark.parametrize(
    ("override", "reason"),
    [
        ("own_way:Own", None),
        ("own_way:Other", r"own_way.py: .*Other"),
        ("own_way:Stranger", "own_way:Stranger is no subclass of Visitor"),
        ("nowhere:Own", "no module spiders/overrides/nowhere.py"),
        ("torn:Own", r"torn.py: "),
    ],
)
def test_an_override_is_a_subclass_in_its_room(
    loader: SourceLoader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, override: str, reason: str | None
) -> None:
    room = tmp_path / "overrides"
    room.mkdir()
    (room / "own_way.py").write_text(textwrap.dedent(OVERRIDE))
    (room / "torn.py").write_text("class (")
    import spiders.overrides

    monkeypatch.setattr(spiders.overrides, "__path__", [str(room)])
    monkeypatch.setattr(loader_module, "_OVERRIDES", room)
    for module in ("own_way", "torn"):
        monkeypatch.delitem(sys.modules, f"spiders.overrides.{module}", raising=False)
    file = tmp_path / "xx/alpha.toml"
    file.write_text(FILE.format(name="alpha", more=f'override = "{override}"'))
    found = [fault for fault in loader.check() if fault.key == "override"]
    if reason is None:
        assert loader.load("xx_alpha").__name__ == "Own" and found == []
    else:
        with pytest.raises(SourceFault, match=reason) as caught:
            loader.load("xx_alpha")
        assert str(caught.value).startswith(f"{file}: override: ")
        assert [str(fault) for fault in found] == [str(caught.value)]
