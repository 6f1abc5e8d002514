"""Who asks says so, or does not ask at all; and who answers has to prove who they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.crawl.crawling import Crawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.self_signed import self_signed
from tests.integration.crawl.site_documents import feed, page, publish, write_source

pytestmark = pytest.mark.one_postgres

#: A name that belongs to nobody here, and to somebody as far as the crawler can know.
REAL = "http://www.lock-harbour.museum"


def test_a_real_site_is_told_who_asks_and_must_prove_itself(database: str, tmp_path: Path) -> None:
    crawls = Crawls(database, tmp_path / "var", tmp_path / "sources", {"CRAWLER_CONTACT": ""})
    with ScriptedSite() as site, ScriptedSite(tls=self_signed(tmp_path)) as unproved:
        site.answers["/news/quay"] = page("quay")
        site.answers["/feed"] = feed([f"{REAL}/news/quay", *publish(unproved, ["fake0", "fake1"])])
        source = write_source(crawls.sources, "harbour", ("feed", f"{REAL}/feed"), home=f"{REAL}/")
        served = ("-s", f"GUARD_HOST_OVERRIDES={json.dumps({'www.lock-harbour.museum': f'127.0.0.1:{site.port}'})}")

        refused = crawls.run("crawl", source, *served, expect=1)
        assert refused.stderr.strip() == (
            "CRAWLER_CONTACT is not set, and www.lock-harbour.museum is a real site: "
            "set it to a web or mail address where the site's owner can reach you"
        )
        assert site.log == []

        crawls.environment["CRAWLER_CONTACT"] = "mailto:archive@lock-harbour.museum"
        report = crawls.crawl(source, *served, expect=3)
        assert report["stored"] == 1
        assert {asked.headers["user-agent"] for asked in site.log} == {"press-archive/0.1 (+mailto:archive@lock-harbour.museum)"}
        assert {asked.headers["host"] for asked in site.log} == {"www.lock-harbour.museum"}

        rows = crawls.sql("SELECT outcome, detail FROM archive.lead WHERE url LIKE 'https:%%'")
        assert {row["outcome"] for row in rows} == {"tls"}, rows
        assert all("certificate" in row["detail"] for row in rows)
        assert unproved.log == [], "nothing is said to whom one cannot trust"


def test_each_connection_checks_the_name_though_all_share_the_authorities(database: str, tmp_path: Path) -> None:
    """A certificate that the system vouches for, at the address that it names and at another."""
    tls = self_signed(tmp_path, "127.0.0.1")
    authorities = {"CRAWLER_CONTACT": "", "SSL_CERT_FILE": str(tmp_path / "self-signed.pem")}
    crawls = Crawls(database, tmp_path / "var", tmp_path / "sources", authorities)
    with ScriptedSite(tls=tls) as site, ScriptedSite("127.0.0.2", tls=tls) as impostor:
        links = [*publish(site, ["quay0", "quay1"]), *publish(impostor, ["fake"])]
        site.answers["/feed"] = feed(links)
        source = write_source(crawls.sources, "harbour", ("feed", f"{site.base}/feed"), concurrency=1)
        report = crawls.crawl(source, expect=3)
        assert report["stored"] == 2
        rows = crawls.sql("SELECT outcome FROM archive.lead WHERE url = %s", links[2])
        assert [row["outcome"] for row in rows] == ["tls"] and impostor.log == []
