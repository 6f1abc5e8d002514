import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.errors import SourceFault, UnknownSource
from press.source import Source
from spiders.source_files import SHIPPED, SourceFiles, read_file, read_source

SOUND = """
name = "Harbour Authority"
kind = "agency"
languages = ["en"]
time_zone = "Europe/Amsterdam"
home = "https://{host}/press/"
[[discover]]
kind = "feed"
url = "https://{host}/feed/"
"""


def put(folder: Path, name: str, text: str | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOUND.format(host=f"{path.stem}.example") if text is None else text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str, name: str = "xx/a.toml") -> list[tuple[str, str]]:
    put(folder, name, text)
    return [(fault.key, fault.reason) for fault in SourceFiles((folder,)).check()[1]]


def test_id_and_country_come_from_the_path(tmp_path: Path) -> None:
    put(tmp_path, "xx/harbour_2.toml")
    put(tmp_path, "int/wire.toml")
    files = SourceFiles((tmp_path,))
    assert files.ids() == ["int_wire", "xx_harbour_2"]
    assert (files.read("xx_harbour_2").country, files.read("int_wire").country) == ("xx", "int")
    assert read_source("int_wire", str(tmp_path)).source_id == "int_wire"


def test_folders_add_up_and_one_id_in_two_is_a_fault(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    put(one, "xx/a.toml")
    put(one, "xx/both.toml")
    put(two, "xx/b.toml")
    put(two, "xx/both.toml", SOUND.format(host="elsewhere.example"))
    files = SourceFiles.named_by(f"{one}::{two}")
    assert files.ids() == ["xx_a", "xx_b", "xx_both"]
    assert files.read("xx_b").source_id == "xx_b"
    with pytest.raises(SourceFault, match=r"two/xx/both.toml: path: .*one/xx/both.toml has the id xx_both already"):
        files.read("xx_both")
    sources, faults = files.check()
    assert [fault.file for fault in faults] == [str(two / "xx/both.toml")]
    assert [source.source_id for source in sources] == ["xx_a", "xx_b"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    files = SourceFiles.named_by(str(tmp_path / "nowhere"))
    for use in (files.ids, lambda: files.read("xx_a")):
        with pytest.raises(SourceFault, match="nowhere: path: no such folder"):
            use()
    assert [fault.key for fault in files.check()[1]] == ["path"]


def test_fifty_thousand_files_list_in_under_two_seconds() -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # making them on a disk would take far longer than listing
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for country in range(50):
            room = Path(folder) / f"{chr(97 + country // 26)}{chr(97 + country % 26)}"
            room.mkdir()
            for number in range(1000):
                (room / f"p{number}.toml").touch()  # empty, hence broken: listing must not look
        files = SourceFiles.named_by(folder)
        begin = time.process_time()  # the system's part included; not what other processes take meanwhile
        assert len(files.ids()) == 50_000
        assert time.process_time() - begin < 2


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    put(tmp_path, "ma/diplomatie.toml")
    with pytest.raises(UnknownSource, match="did you mean ma_diplomatie"):
        SourceFiles((tmp_path,)).read("ma_diplomatique")


@given(st.text(max_size=30) | st.sampled_from(["xx_../../secret", "xx_a/b", "..", "xx_", "_a", "XX_A", "xx_a.toml", "xx_a\n"]))
def test_no_id_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, source_id: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "ids"
    put(folder, "xx/a.toml")
    put(folder.parent, "secret.toml", "x = 1")
    if source_id != "xx_a":
        with pytest.raises(UnknownSource):
            SourceFiles((folder,)).read(source_id)


def test_every_fault_of_a_file_in_one_go(tmp_path: Path) -> None:
    text = """
        source_id = "xx_a"
        nam = "Harbour"
        kind = "ministery"
        languages = ["en", "english"]
        time_zone = "Europe/Atlantis"
        home = "harbour.example"
        release_paths = ["("]
        [[discover]]
        kind = "feed"
        url = "https://harbour.example/feed/"
        langauge = "en"
        [[discover]]
        kind = "sitmap"
        [politeness]
        delay = "1"
        concurrency = 0
        [healthy]
        fields = ["headlin"]
        [schedule]
        min_minutes = 10
        max_minutes = 5
        [[layouts]]
        body = "div..x"
        [[layouts]]
        """
    faults = dict(faults_of(tmp_path, text))
    assert faults == {
        "source_id": "comes from the file's path; remove this line",
        "name": "missing, and required",
        "nam": "unknown key; did you mean name?",
        "kind": "should be 'newswire', 'ministry', 'agency', 'intergovernmental' or 'republisher', not 'ministery'"
        "; did you mean ministry?",
        "languages[1]": "not a BCP 47 language such as fr or pt-BR, not 'english'",
        "time_zone": "'Europe/Atlantis' is neither an IANA time zone nor an offset such as +01:00",
        "home": faults["home"],
        "release_paths[0]": faults["release_paths[0]"],
        "discover[0].langauge": "unknown key; did you mean language?",
        "discover[1].kind": "should be 'feed', 'sitemap', 'listing', 'wordpress' or 'json', not 'sitmap'; did you mean sitemap?",
        "discover[1].url": "missing, and required",
        "politeness.delay": "should be a valid number, not '1'",
        "politeness.concurrency": "should be greater than or equal to 1, not 0",
        "healthy.fields[0]": faults["healthy.fields[0]"],
        "schedule": "min_minutes is more than max_minutes",
        "layouts[0].body": "not a CSS selector that can be used here, not 'div..x'",
    }
    assert "URL" in faults["home"]
    assert faults["release_paths[0]"].startswith("not a regular expression: missing )")
    assert faults["healthy.fields[0]"].endswith("did you mean headline?")


LITERALS = [
    "1", "-1", "1.5", "nan", "inf", "true", '""', '"x"', '"("', "[]", "[1]", '["x"]', '["fr"]', "{}", "{a = 1}", "[{}]", "[[[]]]",
    "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", '"https://a.example"', '"https://["', '[{kind = "feed", url = 1}]',
]  # fmt: skip
KEYS = [*Source.model_fields, "unknown", "healthy.min_leads", "politeness.delay", "schedule.min_minutes", "healthy.fields"]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(LITERALS), max_size=8))
def test_whatever_stands_in_a_file_it_is_a_source_or_has_faults(
    tmp_path_factory: pytest.TempPathFactory, stated: dict[str, str]
) -> None:
    path = put(
        tmp_path_factory.getbasetemp() / "any", "xx/a.toml", "".join(f"{key} = {value}\n" for key, value in stated.items())
    )
    source, faults = read_file(path)
    assert (source is None) == bool(faults)
    for fault in faults:
        assert fault.key and fault.reason and "\n" not in str(fault)


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_holds_it_is_one_that_has_faults(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = put(tmp_path_factory.getbasetemp() / "bytes", "xx/a.toml", "")
    path.write_bytes(content)
    source, faults = read_file(path)
    assert source is None and faults


def test_two_layouts_of_one_day_are_a_fault(tmp_path: Path) -> None:
    two = SOUND.format(host="a.example") + '[[layouts]]\nbody = "main"\n[[layouts]]\nbody = "article"\n'
    assert faults_of(tmp_path, two) == [("layouts", "two layouts begin on the same day")]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('name = "x"\nkind =\n', "line 2", "not TOML: Invalid value (column 7)"),
        ("a = 1\n\na = 2\n", "line 3", "not TOML: Cannot overwrite a value (column 6)"),
        ('name = """x\n\n', "line 3", "not TOML: Unterminated string (end of the file)"),
    ],
)
def test_a_syntax_error_has_its_line(tmp_path: Path, text: str, key: str, reason: str) -> None:
    assert faults_of(tmp_path, text) == [(key, reason)]


def test_bytes_that_are_not_utf8_have_their_line(tmp_path: Path) -> None:
    path = put(tmp_path, "xx/a.toml")
    path.write_bytes('# first\nname = "Minist\xe8re"\n'.encode("latin-1"))
    assert [str(fault) for fault in read_file(path)[1]] == [f"{path}: line 2: not UTF-8: byte 0xe8; save the file as UTF-8"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = put(tmp_path, "xx/a.toml", "\ufeff" + SOUND.format(host="a.example"))
    assert read_file(path)[1] == []


@pytest.mark.parametrize("name", ["a.toml", "Morocco/a.toml", "MA/a.toml", "ma/sub/a.toml", "ma/A-b.toml", "ma/é.toml"])
def test_a_file_in_the_wrong_place_is_a_fault_and_has_no_id(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    put(tmp_path, "ma/good.toml")
    files = SourceFiles((tmp_path,))
    sources, faults = files.check()
    assert files.ids() == ["ma_good"]
    assert [source.source_id for source in sources] == ["ma_good"]
    assert [(fault.file, fault.key) for fault in faults] == [(str(tmp_path / name), "path")]


@pytest.mark.parametrize(
    ("home", "way", "key"),
    [
        ("https://b.example/press", "https://A.example/feed#top", "discover[0].url"),
        ("http://a.example/press", "https://b.example/feed", "home"),
    ],
)
def test_one_address_in_two_files_is_a_fault(tmp_path: Path, home: str, way: str, key: str) -> None:
    put(tmp_path, "xx/a.toml")
    text = SOUND.format(host="b.example").replace("https://b.example/feed/", way).replace("https://b.example/press/", home)
    faults = faults_of(tmp_path, text, "xx/b.toml")
    assert [fault[0] for fault in faults] == [key]
    assert str(tmp_path / "xx/a.toml") in faults[0][1]


def test_one_source_may_read_a_document_twice(tmp_path: Path) -> None:
    way = '[[discover]]\nkind = "sitemap"\nurl = "https://a.example/s.xml"\ninclude = ["{}"]\n'
    assert faults_of(tmp_path, SOUND.format(host="a.example") + way.format("/fr/") + way.format("/en/")) == []


def test_a_broken_file_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path, "xx/bad.toml", "kind =")
    put(tmp_path, "xx/good.toml")
    files = SourceFiles((tmp_path,))
    assert files.ids() == ["xx_bad", "xx_good"]
    assert files.read("xx_good").name == "Harbour Authority"
    assert [source.source_id for source in files.readable()] == ["xx_good"]
    with pytest.raises(SourceFault, match=r"bad.toml: line 1: not TOML"):
        files.read("xx_bad")


def test_the_shipped_catalogue_is_sound() -> None:
    sources, faults = SourceFiles.named_by(None).check()
    assert faults == []
    assert {source.source_id for source in sources} >= {
        "ma_diplomatie", "ma_map", "int_africa_newsroom", "int_un_press", "int_un_counter_terrorism", "int_african_union",
        "int_european_commission", "gb_gov_uk", "us_state", "int_pr_newswire", "int_business_wire", "int_globenewswire",
    }  # fmt: skip
    assert set(SourceFiles((SHIPPED,)).read("ma_diplomatie").languages) == {"en", "fr", "ar"}


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_file_says_that_it_is_unverified(path: Path) -> None:
    assert path.read_text().startswith("# Unverified")
