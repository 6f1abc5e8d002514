"""Files of releases, end to end: PDFs beside a text, PDFs that are the text, PDFs that are the page, and all that goes wrong."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from sample.pdf import WIDTH, Words, paper, wrapped
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Script, ScriptedSite, conditional
from tests.integration.crawl.site_documents import page, robots, sitemap, write_source

pytestmark = pytest.mark.one_postgres

_TEXT = (
    "The river office of Dovel has raised the toll for barges above forty tonnes by two marks a passage, and lowered it for all "
    "that carry grain or seed. The new tolls hold from the first of April and were agreed with the guild of bargees.",
    "Whoever has paid for a year in advance pays nothing more until that year is over, the office said; the lock-keepers have "
    "been told, and will turn nobody back who holds an old ticket.",
)


def release_pdf(
    headline: str = "River office of Dovel sets new tolls for barges", *, day: int = 9, title: str | None = None
) -> bytes:
    """A release on paper: letterhead, date, headline, two paragraphs, a page number."""
    words = [Words(56, 790, "RIVER OFFICE", 10, bold=True), Words(56, 770, f"{day} March 2026")]
    words += wrapped(headline, 56, 730, WIDTH - 112, size=18, bold=True)
    at = 680.0
    for text in _TEXT:
        lines = wrapped(text, 56, at, WIDTH - 112)
        words += lines
        at = lines[-1].y - 28
    return paper([[*words, Words(290, 40, "1 / 1", 9)]], title=title, created="D:20260401120000Z")


PDF = release_pdf()


def file(body: bytes = PDF, media_type: str = "application/pdf") -> Answer:
    return Answer(body, media_type)


def with_link(answer: Answer, *hrefs: str) -> Answer:
    """The page with links to files below its text."""
    links = "".join(f'<p><a href="{href}">Annex {number}</a></p>' for number, href in enumerate(hrefs))
    return Answer(answer.body.replace(b"</article>", f"{links}</article>".encode()))


def bare(inner: str, headline: str = "River office of Dovel sets new tolls for barges", date: str = "9 March 2026") -> Answer:
    """A page without a text of its own."""
    return Answer(
        f'<!DOCTYPE html><html lang="en"><head><title>{headline}</title></head><body><nav><a href="/">Home</a></nav><main>'
        f"<h1>{headline}</h1><p>{date}</p>{inner}</main></body></html>".encode()
    )


class Office:
    """A site with a sitemap of the pages that a test lays down, and its source."""

    def __init__(self, visits: QuickCrawls, site: ScriptedSite) -> None:
        self.visits, self.site = visits, site
        self.source = write_source(visits.sources, "office", ("sitemap", f"{site.base}/sitemap.xml"))

    def publish(self, **pages: Script) -> None:
        """Pages and files by their paths; those that do not begin with `file` are in the sitemap."""
        for name, answer in pages.items():
            self.site.answers[f"/{name.replace('__', '.')}"] = answer
        listed = [path for path in self.site.answers if not path.startswith(("/file", "/sitemap", "/robots"))]
        self.site.answers["/sitemap.xml"] = sitemap([f"{self.site.base}{path}" for path in sorted(listed)])

    def crawl(self, *arguments: str, expect: int | None = 0) -> dict[str, Any]:
        self.site.forget()
        return self.visits.crawl(self.source, *arguments, expect=expect)

    def asked(self, path: str) -> int:
        return self.site.paths().count(path)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.visits.sql(f"SELECT * FROM press.{table} ORDER BY 1, 2")

    def one(self, query: str) -> Any:
        return self.visits.one(query)


@pytest.fixture
def office(visits: QuickCrawls, site: ScriptedSite) -> Office:
    return Office(visits, site)


def test_a_page_with_a_text_keeps_it_and_its_pdf_is_an_attachment(office: Office) -> None:
    office.publish(tolls=with_link(page("tolls"), "/file.pdf"), file__pdf=file())
    report = office.crawl()
    assert (report["outcome"], report["stored"]) == ("done", 1)
    [release] = office.rows("release")
    assert "western lock" in release["body_text"] and "guild of bargees" not in release["body_text"]
    [attachment] = office.rows("attachment")
    assert attachment["url"] == f"{office.site.base}/file.pdf"
    assert (attachment["media_type"], attachment["byte_size"]) == ("application/pdf", len(PDF))
    assert attachment["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert attachment["body_text"].splitlines()[-1].endswith("turn nobody back who holds an old ticket.")
    [capture] = [row for row in office.rows("capture") if row["capture_id"] == attachment["capture_id"]]
    assert (capture["url"], capture["content_digest"]) == (attachment["url"], attachment["sha256"])
    office.visits.run("verify")
    second = office.crawl()
    assert second["outcome"] == "unchanged" and office.asked("/file.pdf") == 0


@pytest.mark.parametrize(
    "inner",
    [
        '<p><a href="/file.pdf">Download the statement (PDF, 120 kB)</a></p>',
        '<p>The statement of the office is below.</p><iframe src="/viewer?file=%2Ffile.pdf"></iframe>',
        '<object data="/file.pdf" type="application/pdf"></object>',
    ],
)
def test_a_page_whose_release_is_only_in_a_pdf_has_its_text(office: Office, inner: str) -> None:
    office.publish(tolls=bare(inner), file__pdf=file())
    report = office.crawl()
    assert (report["outcome"], report["stored"]) == ("done", 1)
    [release] = office.rows("release")
    assert release["headline"] == "River office of Dovel sets new tolls for barges"
    assert release["body_text"].splitlines() == list(_TEXT)
    assert release["published_at"].date().isoformat() == "2026-03-09"
    [revision] = office.rows("revision")
    body = revision["provenance"]["body_text"]
    assert body["witness"] == "pdf"
    assert {"witness": "attachment", "value": f"{office.site.base}/file.pdf"} in body["others"]
    [attachment] = office.rows("attachment")
    assert attachment["body_text"] and attachment["capture_id"] != revision["capture_id"]


def test_a_lead_that_is_a_pdf_is_a_release(office: Office) -> None:
    office.publish(tolls__pdf=file(release_pdf(title="Microsoft Word - tolls_final2.docx")))
    assert office.crawl()["stored"] == 1
    [release] = office.rows("release")
    assert (release["headline"], release["language"]) == ("River office of Dovel sets new tolls for barges", "en")
    assert release["body_text"].splitlines() == list(_TEXT)
    assert release["published_at"].date().isoformat() == "2026-03-09", "the file was made in April"
    assert release["body_html"].startswith("<p>The river office")
    assert office.crawl()["outcome"] == "unchanged"


def test_what_cannot_be_read_is_counted_by_its_reason(office: Office) -> None:
    """The page never fails with its file."""
    empty = paper([[]])
    endless = re.sub(rb"/Kids \[\d+ 0 R\] /Count 1", b"/Kids [2 0 R 2 0 R] /Count 1000000", empty)
    encrypted = PDF.replace(
        b"trailer\n<< ",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32
        + b"> >> /ID [<00><00>] ",
    )  # fmt: skip
    large = PDF + b"\n% " + b"." * 30_000_000
    office.publish(
        a=with_link(page("ash"), "/file-broken.pdf", "/file-scanned.pdf"), b=with_link(page("birch"), "/file-endless.pdf"),
        c=with_link(page("cedar"), "/file-encrypted.pdf", "/file-large.pdf"), d=with_link(page("dogwood"), "/file-gone.pdf"),
        e=with_link(page("elder"), "/file-forbidden.pdf", "/file-login.pdf"),
    )  # fmt: skip
    office.site.answers |= {
        "/robots.txt": robots("User-agent: *", "Disallow: /file-forbidden"),
        "/file-broken.pdf": file(b"%PDF-1.4\n" + b"not at all" * 50), "/file-scanned.pdf": file(empty),
        "/file-endless.pdf": file(endless), "/file-encrypted.pdf": file(encrypted), "/file-large.pdf": file(large),
        "/file-forbidden.pdf": file(), "/file-login.pdf": Answer(b"<html><body>Please log in</body></html>"),
    }  # fmt: skip
    report = office.crawl()
    assert (report["outcome"], report["stored"], report["failed"]) == ("done", 5, 0)
    assert report["detail"]["faults"] == {
        f"attachment_{word}": 1
        for word in ("broken", "scanned", "endless", "encrypted", "too_large", "http_404", "robots", "wrong_type")
    }
    assert office.asked("/file-forbidden.pdf") == 0
    had = {row["url"].rpartition("/")[2]: row["capture_id"] is not None for row in office.rows("attachment")}
    assert had == {
        "file-broken.pdf": True, "file-scanned.pdf": True, "file-endless.pdf": True, "file-encrypted.pdf": True,
        "file-large.pdf": False, "file-gone.pdf": False, "file-forbidden.pdf": False, "file-login.pdf": False,
    }  # fmt: skip
    assert all(row["body_text"] is None for row in office.rows("attachment"))


def test_a_file_that_keeps_its_reader_busy_for_ever_is_given_up(office: Office) -> None:
    """A form that draws itself twice: 2 to the power of its depth."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 7 0 R >> >> /Length 11 >>"
    pages = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 7 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream", b"null", b"null", form + b"\nstream\n/X Do /X Do\nendstream",
    )  # fmt: skip
    busy = b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(pages, 1))
    office.publish(tolls=with_link(page("tolls"), "/file.pdf"), gates=page("gates"))
    office.publish(file__pdf=file(busy + b"trailer << /Size 8 /Root 1 0 R >>\n%%EOF"))
    report = json.loads(office.visits.run("crawl", office.source, "-s", "PRESS_READING_SECONDS=2.5").stdout)
    assert (report["outcome"], report["stored"]) == ("done", 2)
    assert report["detail"]["faults"] == {"attachment_extraction_timeout": 1}
    [attachment] = office.rows("attachment")
    assert attachment["capture_id"] is not None and attachment["body_text"] is None


def test_files_of_other_sites_are_listed_and_left_alone(office: Office) -> None:
    with ScriptedSite("127.0.0.2") as store, ScriptedSite("127.0.0.3") as stranger:
        store.answers["/file.pdf"] = stranger.answers["/file.pdf"] = file()
        text = with_link(page("tolls"), f"{store.base}/file.pdf", f"{stranger.base}/file.pdf")
        # The site keeps its pictures on a host of its own, and its files are there too.
        office.publish(tolls=Answer(text.body.replace(b"</h1>", f'</h1><img src="{store.base}/crest.png">'.encode())))
        assert office.crawl()["stored"] == 1
        assert "/file.pdf" in store.paths() and stranger.paths() == []
    had = {row["url"].split("/")[2].split(":")[0]: row["capture_id"] is not None for row in office.rows("attachment")}
    assert had == {"127.0.0.2": True, "127.0.0.3": False}


def test_one_fetch_an_address_over_all_pages(office: Office) -> None:
    pages = {f"p{number}": with_link(page(f"tree{number}"), "/file.pdf") for number in range(12)}
    office.publish(**pages, file__pdf=file())
    assert office.crawl()["stored"] == 12
    assert office.asked("/file.pdf") == 1
    assert office.one("SELECT count(DISTINCT capture_id) FROM press.attachment") == 1
    assert office.one("SELECT count(*) FROM press.attachment WHERE body_text IS NOT NULL") == 12
    office.publish(p99=with_link(page("tree99"), "/file.pdf"))
    assert office.crawl()["stored"] == 1
    assert office.asked("/file.pdf") == 0, "a later visit reads it from its capture"
    assert office.one("SELECT count(*) FROM press.attachment WHERE body_text IS NOT NULL") == 13


def test_a_page_seen_again_asks_for_its_files_only_if_it_was_revised(office: Office) -> None:
    office.publish(tolls=with_link(page("tolls"), "/file.pdf"), file__pdf=conditional(file(), '"one"'))
    office.crawl()
    assert office.crawl("-a", "revisit=all")["unchanged"] == 1
    assert office.asked("/file.pdf") == 0
    # Other bytes around the same words: a counter, a token.
    office.publish(tolls=Answer(with_link(page("tolls"), "/file.pdf").body.replace(b"</body>", b"<!-- 4711 --></body>")))
    assert office.crawl("-a", "revisit=all")["unchanged"] == 1
    assert office.asked("/file.pdf") == 0
    revised = Answer(with_link(page("tolls"), "/file.pdf").body.replace(b"a long cold season", b"a long wet season"))
    office.publish(tolls=revised)
    assert office.crawl("-a", "revisit=all")["stored"] == 1
    assert office.asked("/file.pdf") == 1
    assert office.site.log[-1].headers.get("if-none-match") == '"one"'
    assert office.one("SELECT count(*) FROM press.capture WHERE url LIKE '%%.pdf'") == 1
    other = release_pdf("River office of Dovel takes back its tolls")
    office.publish(tolls=with_link(page("tolls"), "/file.pdf"), file__pdf=file(other))
    office.crawl("-a", "revisit=all")
    [attachment] = office.rows("attachment")
    assert attachment["sha256"] == hashlib.sha256(other).hexdigest() and "takes back" in attachment["body_text"]


def test_a_text_that_cannot_be_had_now_puts_its_page_off(office: Office) -> None:
    office.publish(tolls=bare('<p><a href="/file.pdf">The statement (PDF)</a></p>'), file__pdf=Answer(b"", "text/plain", 503))
    office.crawl(expect=None)
    assert office.rows("release") == []
    [lead] = office.visits.sql("SELECT state, outcome, not_before > now() AS later FROM archive.lead")
    assert lead == {"state": "open", "outcome": "http_503", "later": True}
    office.publish(file__pdf=file())
    office.visits.sql("UPDATE archive.lead SET not_before = NULL RETURNING 1")
    assert office.crawl()["stored"] == 1
    assert office.rows("release")[0]["body_text"].splitlines() == list(_TEXT)


def test_a_source_may_keep_no_files_but_those_that_hold_a_text(office: Office) -> None:
    path = office.visits.sources / "xx" / "office.toml"
    path.write_text(path.read_text().replace("languages =", 'attachments = "none"\nlanguages ='))
    office.publish(
        tolls=bare('<p><a href="/file-a.pdf">The statement (PDF)</a></p>'), gates=with_link(page("gates"), "/file-b.pdf")
    )
    office.site.answers |= {"/file-a.pdf": file(), "/file-b.pdf": file()}
    assert office.crawl()["stored"] == 2
    assert (office.asked("/file-a.pdf"), office.asked("/file-b.pdf")) == (1, 0)


def test_captures_of_pdfs_and_of_pages_with_them_are_read_again(office: Office) -> None:
    office.publish(
        tolls=bare('<p><a href="/file.pdf">The statement (PDF)</a></p>'), gates=with_link(page("gates"), "/file.pdf"),
        paper__pdf=file(release_pdf("River office of Dovel buys a dredger from the guild")), file__pdf=file(),
    )  # fmt: skip
    assert office.crawl()["stored"] == 3
    before = office.visits.sql("SELECT url, headline, body_text, published_at FROM press.revision ORDER BY url")
    office.visits.sql("UPDATE archive.revision SET body_text = 'x', extractor_version = '0' RETURNING 1")
    office.visits.sql("UPDATE archive.attachment SET body_text = NULL, sha256 = NULL RETURNING 1")
    office.site.forget()
    office.visits.run("reextract")
    assert office.site.paths() == []
    assert office.visits.sql("SELECT url, headline, body_text, published_at FROM press.revision ORDER BY url") == before
    assert office.one("SELECT count(*) FROM press.attachment WHERE body_text IS NOT NULL AND sha256 IS NOT NULL") == 2


def test_extract_reads_a_pdf(office: Office) -> None:
    path = office.visits.folder.parent / "tolls.pdf"
    path.write_bytes(PDF)
    line = json.loads(office.visits.run("extract", str(path)).stdout)
    assert (line["page_kind"], line["published_at"]) == ("release", "2026-03-09")
    assert line["body_text"].splitlines() == list(_TEXT)
