"""`scrapy import`: what is taken, what is refused and why, twice the same file, and records that meet crawled pages."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from recorded_site import FERRY, QUAY, START, Seen, html, source, visit

from archive.settings import ArchiveSettings

pytestmark = pytest.mark.one_postgres

TEXT = (
    f"EXAMPLESTAD, March 3, 2021 /Example Wire/ -- {QUAY * 3}\n{FERRY * 3}\n"
    "Distributed by Example Wire on behalf of Ministry of Piers."
)

SOURCE_FILE = """
name = "Courier of Examples"
kind = "republisher"
languages = ["en"]
time_zone = "America/Sao_Paulo"
home = "https://courier.example/"
[[discover]]
kind = "feed"
url = "https://courier.example/feed"
"""


@pytest.fixture
def handed(tmp_path: Path) -> Callable[..., str]:
    """A file of records: dictionaries as JSON lines, other lines as they are."""

    def write(*records: dict[str, object] | bytes, name: str = "records.jsonl") -> str:
        lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
        path = tmp_path / name
        content = b"\n".join(lines)
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return str(path)

    return write


def record(name: str, **said: object) -> dict[str, object]:
    return {"url": f"https://piers.example/news/{name}", "body_text": TEXT, "headline": f"On {name}", **said}


def test_a_record_becomes_a_release_and_its_text_is_read_like_a_pages(
    settings: ArchiveSettings, scrapy: Callable, handed: Callable[..., str]
) -> None:
    file = handed(record("pier", published_at="2021-03-03T10:00:00+09:00", language="en-GB", colour="red"))
    ended = scrapy("import", file)
    assert ended.code == 0
    assert ended.row == {"file": file, "new": 1, "appeared": 0, "revised": 0, "unchanged": 0, "refused": 0}
    assert ended.err == f"{file}: keys that no field is made of: colour\n"
    (release,) = rows(settings, "SELECT * FROM press.release")
    assert (release["headline"], release["issuer"], release["distributor"]) == ("On pier", "Ministry of Piers", "Example Wire")
    assert (release["language"], release["dateline_place"]) == ("en-GB", "EXAMPLESTAD")
    assert release["published_at"].isoformat() == "2021-03-03T01:00:00+00:00"
    assert (release["published_local"].hour, release["published_zone"]) == (10, "+09:00")
    assert "Distributed by" not in release["body_text"] and release["body_text"].startswith("EXAMPLESTAD")
    (appearance,) = rows(settings, "SELECT a.*, s.kind FROM press.appearance a JOIN press.source s USING (source_id)")
    assert (appearance["source_id"], appearance["kind"], appearance["role"]) == ("import", None, "original")
    (revision,) = rows(settings, "SELECT * FROM press.revision")
    assert revision["capture_id"] is None
    assert revision["provenance"]["headline"]["witness"] == "import"
    assert revision["provenance"]["issuer"]["witness"] == "distribution-line"


def test_markup_becomes_text_and_stays_as_safe_markup(settings: ArchiveSettings, scrapy: Callable, handed: Callable) -> None:
    body = f"<p>{QUAY * 3}</p><script>alert(1)</script><ul><li>{FERRY}</li></ul><p><a href='/more'>More &amp; more</a></p>"
    said = {"url": "https://piers.example/a/b", "body_html": body, "published_at": "2021-03-03"}
    assert scrapy("import", handed(said)).code == 0
    (release,) = rows(settings, "SELECT * FROM press.release")
    assert release["body_text"].splitlines() == [(QUAY * 3).strip(), FERRY.strip(), "More & more"]
    assert "<script" not in release["body_html"] and 'href="https://piers.example/more"' in release["body_html"]
    assert (release["headline"], release["published_precision"], str(release["published_local"])) == (
        None, "day", "2021-03-03 00:00:00",
    )  # fmt: skip


def test_the_same_file_again_changes_nothing_and_says_so(settings: ArchiveSettings, scrapy: Callable, handed: Callable) -> None:
    # Two readings of one address among them: the second import must take neither for an edit.
    texts = [" ".join(f"pier{n}word{place}" for place in range(40)) for n in range(230)]  # no two of them alike
    records = [record(f"pier-{n}", body_text=text) for n, text in enumerate(texts)]
    file = handed(*records, record("pier-7", headline="On pier seven", body_text=texts[7]))
    assert scrapy("import", file).row["new"] == 230
    everything = (
        "SELECT to_jsonb(r) || to_jsonb(v) AS all FROM press.release r JOIN press.revision v USING (release_id) ORDER BY 1"
    )
    before = rows(settings, everything)
    ended = scrapy("import", file)
    assert (ended.code, ended.row["unchanged"], ended.row["new"], ended.row["revised"]) == (0, 231, 0, 0)
    assert ended.err == f"{file}: nothing changed, the archive had all of it\n"
    assert rows(settings, everything) == before
    assert rows(settings, "SELECT number, count(*) FROM press.revision GROUP BY 1 ORDER BY 1") == [
        {"number": 1, "count": 230}, {"number": 2, "count": 1},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"url": "https://a.example/"', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'"\xff"', "not UTF-8 at byte 2"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"body_text": "x"}', "no url"),
        (b'{"url": "ftp://a.example/", "body_text": "x"}', "url: neither http nor https"),
        (b'{"url": "https://\\ud800.example/", "body_text": "x"}', "url: not a host name"),
        (b'{"url": "https://a.example/"}', "no body"),
        (b'{"url": "https://a.example/", "body_text": " \\n"}', "no body"),
        (b'{"url": "https://a.example/", "body_html": "<script>1</script>"}', "no body"),
        (b'{"url": "https://a.example/", "body_text": 5}', "body_text: not a text"),
        (b'{"url": "https://a.example/", "body_text": "x", "published_at": "soon"}', "published_at: 'soon' is no date"),
        (b'{"url": "https://a.example/", "body_text": "x", "canonical_url": "data:x"}', "canonical_url: neither http nor https"),
    ],
)
def test_what_cannot_be_taken_is_told_with_line_and_reason(
    settings: ArchiveSettings, scrapy: Callable, handed: Callable, line: bytes, reason: str
) -> None:
    file = handed(record("pier"), b"", line, record("quay", headline="Nul \0 and \ud800 half", body_text=FERRY * 2))
    ended = scrapy("import", file)
    assert (ended.code, ended.row["refused"], ended.row["new"]) == (3, 1, 2)
    assert len(ended.err.splitlines()) == 1 and ended.err.startswith(f"{file}: line 3: ") and reason in ended.err
    alone = scrapy("import", handed(line, name="alone.jsonl"))
    assert (alone.code, alone.row["refused"]) == (1, 1)


def test_gzip_and_standard_input_are_read(scrapy: Callable, handed: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scrapy("import", handed(record("pier"), name="records.jsonl.gz")).row["new"] == 1
    lines = gzip.compress(b"\xef\xbb\xbf" + json.dumps(record("quay", body_text=FERRY * 3)).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(lines))))
    assert scrapy("import", "-").row == {
        "file": "standard input", "new": 1, "appeared": 0, "revised": 0, "unchanged": 0, "refused": 0,
    }  # fmt: skip


def test_a_file_that_breaks_off_is_taken_up_to_there(scrapy: Callable, handed: Callable) -> None:
    file = handed(*(record(f"p{n}", body_text=f"{n} {TEXT[n:]}{n * 7919}") for n in range(300)), name="torn.jsonl.gz")
    Path(file).write_bytes(Path(file).read_bytes()[:-200])
    ended = scrapy("import", file)
    assert ended.code == 3 and 0 < ended.row["new"] < 300
    assert "it cannot be read on" in ended.err and len(ended.err.splitlines()) == 1


def test_no_file_is_a_wrong_command_line(scrapy: Callable, tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        ended = scrapy("import", str(path))
        assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_an_empty_file_is_no_failure(scrapy: Callable, handed: Callable) -> None:
    assert scrapy("import", handed()).code == 0


def test_a_named_source_gives_its_kind_and_zone(
    settings: ArchiveSettings, scrapy: Callable, handed: Callable, folder: Path
) -> None:
    (folder / "xx/courier.toml").write_text(SOURCE_FILE)
    (folder / "xx/broken.toml").write_text("name = 1")
    file = handed(
        record("a", source="xx_courier", published_at="2021-03-03T10:00:00", body_text=FERRY * 3),  # no distributor's line
        record("b", source="Grandmother's attic", body_text=QUAY * 3),
        record("c", source="xx_broken"),
    )
    ended = scrapy("import", file)
    assert (ended.code, ended.row["new"], ended.row["refused"]) == (3, 2, 1)
    assert "line 3: source: " in ended.err and "broken.toml" in ended.err
    found = rows(settings, "SELECT a.*, s.kind FROM press.appearance a JOIN press.source s USING (source_id) ORDER BY url")
    assert [(row["source_id"], row["kind"], row["role"]) for row in found] == [
        ("xx_courier", "republisher", "republication"), ("Grandmother's attic", None, "original"),
    ]  # fmt: skip
    assert (found[0]["published_zone"], found[0]["published_at"].hour) == ("America/Sao_Paulo", 13)


def test_the_earliest_published_of_copies_is_the_original(settings: ArchiveSettings, scrapy: Callable, handed: Callable) -> None:
    late, early = (record(name, headline="One text", published_at=f"2021-03-0{day}") for name, day in (("late", 4), ("early", 2)))
    ended = scrapy("import", handed(late, early))
    assert (ended.row["new"], ended.row["appeared"]) == (1, 1)
    found = rows(settings, "SELECT url, role FROM press.appearance ORDER BY url")
    assert [row["role"] for row in found] == ["original", "republication"]


def test_a_record_meets_the_page_that_a_crawl_has_seen(settings: ArchiveSettings, scrapy: Callable, handed: Callable) -> None:
    courier = source("xx_courier", "republisher")
    page = html("The ferry sails again to the islands", FERRY, QUAY)
    (own,) = asyncio.run(visit(settings, courier, [Seen("news/ferry-sails-again", page)]))
    assert own.outcome == "own_news"
    text = rows(settings, "SELECT headline, body_text FROM press.revision")[0]
    file = handed({"url": "https://courier.example/news/ferry-sails-again", **text, "published_at": "2021-03-03T09:30:00+01:00"})
    assert scrapy("import", file).row["unchanged"] == 0  # handed in, it is a release
    assert len(rows(settings, "SELECT * FROM press.release")) == 1
    assert scrapy("import", file).row["unchanged"] == 1
    assert rows(settings, "SELECT min(seen_at) AS first FROM press.revision")[0]["first"] == START


def rows(settings: ArchiveSettings, query: str) -> list[dict]:
    with psycopg.connect(settings.database_url or "", row_factory=psycopg.rows.dict_row) as connection:
        connection.execute("SET timezone = 'UTC'")
        return connection.execute(query).fetchall()
