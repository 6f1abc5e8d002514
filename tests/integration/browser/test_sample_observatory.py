"""The sample's observatory, whose pages are empty without scripts: archived as its bulletins say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sample import Newsroom, postings, serve, write_sources
from sample.markup import paragraphs, parse
from sample.source_files import RENDERED_IDS
from tests.integration.crawl.quick_crawls import QuickCrawls


@pytest.mark.one_postgres
def test_the_observatory_is_archived_as_its_bulletins_say(visits: QuickCrawls, tmp_path: Path) -> None:
    newsroom = Newsroom()
    with serve(newsroom) as server:
        write_sources(visits.sources, server, rendered=True)
        row = visits.crawl(RENDERED_IDS["observatory"])
        bulletins = postings.read_toml("observatory.toml")["bulletin"]
        assert (row["outcome"], row["stored"]) == ("done", len(bulletins))
        shown = {one["headline"]: one for one in visits.sql("SELECT * FROM press.release")}
        for bulletin in bulletins:
            release = shown.pop(bulletin["headline"])
            assert release["body_text"].split() == "\n".join(paragraphs(parse(bulletin["body"]))).split()
            published = bulletin["published"]
            assert isinstance(published, datetime)
            assert release["published_at"] == published
        assert not shown
        before = len(server.asked("observatory"))
        assert visits.crawl(RENDERED_IDS["observatory"])["outcome"] == "unchanged"
        assert len(server.asked("observatory")) - before == 2, "the page, and what its script asks"
