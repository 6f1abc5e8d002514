"""Visits to a site whose pages are built by scripts: what is archived, what is asked, and what is not."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.integration.browser.script_site import ScriptSite, frame, notice, told
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked

pytestmark = pytest.mark.one_postgres


def test_a_page_built_by_its_script_is_archived_with_all_that_proves_it(visits: QuickCrawls, site: ScriptSite) -> None:
    source = site.write_source(visits.sources)
    assert visits.crawl(source)["stored"] == 3
    release = visits.sql("SELECT * FROM press.release WHERE headline LIKE %s", "Night passages%")[0]
    assert release["body_text"].startswith("The Harrow Locks Office announces that work at the lower basin begins on Monday")
    assert release["published_at"].isoformat() == "2026-03-09T13:00:00+00:00"
    assert "switch scripts on" not in release["body_text"]

    revision = visits.sql("SELECT * FROM press.revision WHERE url = %s", f"{site.base}/notices/2")[0]
    assert {revision["provenance"][name]["witness"] for name in ("headline", "body_text", "published")} == {"api-answer"}
    captures = visits.sql("SELECT * FROM press.capture WHERE url LIKE %s ORDER BY capture_id", "%/notices/2")
    by_kind = {(one["record_type"], one["url"]): one for one in captures}
    document = by_kind["response", f"{site.base}/notices/2"]
    answer = by_kind["response", f"{site.base}/api/notices/2"]
    dom = by_kind["resource", f"{site.base}/notices/2"]
    assert revision["capture_id"] == dom["capture_id"]
    assert len(captures) == 3, "the document, what the endpoint told, the DOM; no script, no style"

    record = _record(visits.folder / "warc" / dom["warc_file"], dom["warc_offset"])
    assert record[0].get("WARC-Target-URI") == f"urn:dom:{site.base}/notices/2"
    assert record[0].get("WARC-Concurrent-To") == f"<urn:uuid:{document['capture_id']}>"
    assert record[1] == [f"<urn:uuid:{one['capture_id']}>" for one in (document, answer)]
    assert b"Night passages resume" in record[2]
    assert b"<noscript>" not in record[2]
    assert visits.run("verify").returncode == 0


def test_only_what_shows_the_text_is_asked_and_scripts_once(visits: QuickCrawls, site: ScriptSite) -> None:
    visits.crawl(site.write_source(visits.sources))
    expected = ["/robots.txt", "/sitemap.xml", "/app.js", *(f"/notices/{n}" for n in (1, 2, 3)),
                *(f"/api/notices/{n}" for n in (1, 2, 3))]  # fmt: skip
    assert sorted(site.paths()) == sorted(expected), "neither styles, images nor icons"
    agents = {asked.headers["user-agent"] for asked in site.log}
    assert len(agents) == 1, "the scripts' requests say who asks, as all others do"
    assert not [name for asked in site.log for name in asked.headers if name.startswith("sec-")]


def test_looking_again_at_unchanged_pages_writes_no_payload_twice(visits: QuickCrawls, site: ScriptSite) -> None:
    source = site.write_source(visits.sources)
    visits.crawl(source)
    before = visits.one("SELECT max(capture_id::text) FROM press.capture")
    row = visits.crawl(source, "-a", "revisit=all")
    assert (row["stored"], row["unchanged"]) == (0, 3)
    kinds = visits.sql("SELECT record_type, count(*) AS n FROM press.capture WHERE capture_id::text > %s GROUP BY 1", before)
    assert [(kind["record_type"], kind["n"]) for kind in kinds] == [("revisit", 9)]
    assert visits.run("verify").returncode == 0
    files = sorted((visits.folder / "warc").glob("*.warc.gz"))
    assert len(files) == 2
    for file in files:
        tool = [str(Path(sys.executable).parent / "warcio"), "check", str(file)]
        done = subprocess.run(tool, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_an_edit_behind_the_endpoint_is_a_revision(visits: QuickCrawls, site: ScriptSite) -> None:
    source = site.write_source(visits.sources)
    visits.crawl(source)
    edited = notice(1)
    edited["body"] = edited["body"].replace("the masonry", "the masonry and the chains")
    site.answers["/api/notices/1"] = told(edited)
    row = visits.crawl(source, "-a", "revisit=all")
    assert (row["stored"], row["unchanged"]) == (1, 2)
    texts = visits.sql("SELECT body_text FROM press.revision WHERE url LIKE %s ORDER BY number", "%/notices/1")
    assert [("and the chains" in text["body_text"]) for text in texts] == [False, True]


def test_reextract_finds_the_answers_again(visits: QuickCrawls, site: ScriptSite) -> None:
    """Also where the answer, and the DOM made of it, are revisits of earlier ones."""
    source = site.write_source(visits.sources)
    visits.crawl(source)
    dated = notice(1) | {"published": "2026-03-03T09:30:00+01:00"}  # the page shows the day alone, and not this one's time
    site.answers["/api/notices/1"] = told(dated)
    visits.crawl(source, "-a", "revisit=all")
    before = visits.sql("SELECT revision_id, provenance, body_text FROM press.revision ORDER BY 1")
    visits.run("reextract", "--all")
    assert visits.sql("SELECT revision_id, provenance, body_text FROM press.revision ORDER BY 1") == before
    assert all(row["provenance"]["body_text"]["witness"] == "api-answer" for row in before)


def test_what_robots_txt_forbids_is_not_asked_by_scripts_either(visits: QuickCrawls, site: ScriptSite) -> None:
    site.answers["/app.js"] = Answer(
        site.answers["/app.js"].body.replace(b"document.title", b"fetch('/private/count').catch(() => 0); document.title"),  # type: ignore[union-attr]
        "text/javascript",
    )
    row = visits.crawl(site.write_source(visits.sources))
    assert row["stored"] == 3
    assert not [path for path in site.paths() if path.startswith("/private/")]
    assert row["detail"]["faults"]["part_robots"] == 3


def test_a_crawl_delay_holds_for_what_scripts_ask_too(visits: QuickCrawls, site: ScriptSite) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.3\n", "text/plain")
    site.lists("/notices/1", "/notices/2")
    assert visits.crawl(site.write_source(visits.sources))["stored"] == 2
    gaps = [later.at - earlier.at for earlier, later in pairwise(site.log)]
    assert len(gaps) == 6
    assert min(gaps) > 0.28


def test_a_page_that_sends_its_visitor_on_is_followed(visits: QuickCrawls, site: ScriptSite) -> None:
    site.answers["/old"] = frame("<script>location.replace('/notices/1')</script>")
    site.answers["/round"] = frame("<script>location.href = '/round?' + Math.random()</script>")
    site.answers["/out"] = frame("<script>location.href = '/private/x'</script>")
    site.lists("/old", "/round", "/out")
    row = visits.crawl(site.write_source(visits.sources), expect=None)
    assert row["stored"] == 1
    assert visits.one("SELECT canonical_url FROM press.release") in (None, f"{site.base}/notices/1")
    ends = {lead["url"].removeprefix(site.base): lead["outcome"] for lead in visits.sql("SELECT url, outcome FROM archive.lead")}
    assert ends["/out"] == "robots"
    assert "/private/x" not in site.paths()
    assert sum(path.startswith("/round") for path in site.paths()) <= 6


def test_a_part_that_cannot_be_had_now_puts_the_page_off(visits: QuickCrawls, site: ScriptSite) -> None:
    source = site.write_source(visits.sources)
    site.answers["/api/notices/2"] = Answer(b"busy", "text/plain", 503)
    row = visits.crawl(source, expect=None)
    assert (row["outcome"], row["stored"]) == ("partial", 2)
    lead = visits.sql("SELECT * FROM archive.lead WHERE url LIKE %s", "%/notices/2")[0]
    assert (lead["state"], lead["outcome"]) == ("open", "render_incomplete")
    assert "/api/notices/2: http_503" in lead["detail"]


def test_what_the_site_itself_answers_is_the_page(visits: QuickCrawls, site: ScriptSite) -> None:
    """A widget that the site cannot serve does not keep the page out."""
    site.answers["/app.js"] = Answer(
        b"fetch('/api/weather').catch(() => 0); " + site.answers["/app.js"].body,  # type: ignore[union-attr]
        "text/javascript",
    )
    assert visits.crawl(site.write_source(visits.sources))["stored"] == 3


def test_cookies_and_headers_of_scripts_reach_the_endpoint(visits: QuickCrawls, site: ScriptSite) -> None:
    def gated(asked: Asked) -> Answer:
        allowed = asked.headers.get("x-key") == "lock" and "level=3" in asked.headers.get("cookie", "")
        return told(notice(1)) if allowed else told({"error": "no"}, 403)

    site.answers["/api/notices/1"] = gated
    site.answers["/app.js"] = Answer(
        site.answers["/app.js"].body.replace(b"fetch('/api/notices/' + number)",  # type: ignore[union-attr]
            b"document.cookie = 'level=3; path=/'; fetch('/api/notices/' + number, {headers: {'X-Key': 'lock'}})"),
        "text/javascript",
    )  # fmt: skip
    site.lists("/notices/1")
    assert visits.crawl(site.write_source(visits.sources))["stored"] == 1


def test_text_in_shadow_roots_and_on_a_clock_is_read(visits: QuickCrawls, site: ScriptSite) -> None:
    text = notice(3)
    site.answers["/api/late"] = told(text)
    site.answers["/notices/3"] = frame(
        """<script>
        customElements.define('x-notice', class extends HTMLElement { connectedCallback() {
          setTimeout(() => fetch('/api/late').then(a => a.json()).then(t => {
            this.attachShadow({mode: 'open'}).innerHTML = '<style>p {color: red}</style><article><h1>' + t.title + '</h1>'
              + t.body + '</article>'; }), 900); } });
        </script>""",
        "<main><x-notice></x-notice></main>",
    )
    site.lists("/notices/3")
    assert visits.crawl(site.write_source(visits.sources))["stored"] == 1
    body = visits.one("SELECT body_text FROM press.release")
    assert "the upper gate" in body
    assert "color" not in body


def test_pages_that_are_no_markup_are_passed_on_as_they_are(visits: QuickCrawls, site: ScriptSite) -> None:
    site.answers["/gone"] = Answer(b"<p>gone", status=404)
    site.answers["/list.json"] = told([1])
    site.lists("/gone", "/list.json")
    row = visits.crawl(site.write_source(visits.sources))
    assert row["detail"]["failures"] == {"http_404": 1, "wrong_type": 1}
    assert "/app.js" not in site.paths()


def _record(file: Path, offset: int) -> tuple[dict[str, str], list[str], bytes]:
    """Header lines, all WARC-Concurrent-To, and the payload of the record at an offset."""
    with file.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        headers = record.rec_headers.headers
        concurrent = [value for name, value in headers if name == "WARC-Concurrent-To"]
        return dict(reversed(headers)), concurrent, record.content_stream().read()


def test_pywb_indexes_document_answer_and_dom_apart(visits: QuickCrawls, site: ScriptSite) -> None:
    """The DOM, under an address of its own, comes between neither."""
    tool = Path(__file__).resolve().parents[3] / ".tools" / "pywb" / "bin" / "cdx-indexer"
    if not tool.is_file():
        pytest.skip("pywb is not there to index captures: `make test` builds it")
    visits.crawl(site.write_source(visits.sources))
    (file,) = (visits.folder / "warc").glob("*.warc.gz")
    done = subprocess.run([str(tool), "--sort", "-j", str(file)], capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if "/notices/1" in line]
    assert sum('"mime": "text/html"' in line and "urn:dom" not in line.split("{")[0] for line in lines) >= 1
    assert sum('"mime": "application/json"' in line for line in lines) == 1
