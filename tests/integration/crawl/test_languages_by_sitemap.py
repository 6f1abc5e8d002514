"""A sitemap names the languages of each release, and the pages themselves name none."""

from __future__ import annotations

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import page, write_source

pytestmark = pytest.mark.one_postgres

FRENCH = (
    "Le conseil du port a rouvert hier matin les portes de l'écluse aux péniches, après des mois de travaux de maçons. ",
    "Les capitaines sont priés de se présenter à la maison de l'éclusier bien avant leur passage, avec les papiers du bateau. ",
)


def in_french(site: ScriptedSite) -> str:
    body = "".join(f"<p>{sentence * 3}</p>" for sentence in FRENCH)
    site.answers["/fr/les-portes-de-l-ecluse"] = Answer(
        '<html lang="fr"><head><title>L\'écluse rouvre</title><meta property="article:published_time" '
        f'content="2026-03-03T11:00:00+00:00"></head><body><article><h1>L\'écluse rouvre</h1>{body}</article></body>'.encode()
    )
    return f"{site.base}/fr/les-portes-de-l-ecluse"


def sitemap_of(*entries: tuple[str, dict[str, str]]) -> Answer:
    rows = "".join(
        f"<url><loc>{url}</loc>"
        + "".join(f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>' for tag, href in named.items())
        + "</url>"
        for url, named in entries
    )
    return Answer(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
        f"{rows}</urlset>".encode(), "application/xml",
    )  # fmt: skip


@pytest.mark.parametrize("later", [False, True], ids=["from the first visit on", "named later"])
def test_what_a_sitemap_names_is_one_statement(visits: QuickCrawls, site: ScriptedSite, later: bool) -> None:
    for topic in ("alder", "birch"):
        site.answers[f"/en/the-lock-of-{topic}"] = page(topic)
    alder, birch = (f"{site.base}/en/the-lock-of-{topic}" for topic in ("alder", "birch"))
    french = in_french(site)
    both = {"en": alder, "fr": french}
    whole = sitemap_of((alder, both), (french, both), (birch, {"en": birch}))
    site.answers["/sitemap.xml"] = sitemap_of((alder, {}), (french, {}), (birch, {})) if later else whole
    source = write_source(visits.sources, "languages", ("sitemap", f"{site.base}/sitemap.xml"))
    visits.crawl(source)
    if later:
        assert visits.one("SELECT count(*) FROM press.release WHERE translation_group IS NOT NULL") == 0
        site.answers["/sitemap.xml"] = whole
        visits.crawl(source)
        visits.crawl(source, "-a", "revisit=all")
    rows = visits.sql("SELECT canonical_url, translation_group AS named FROM press.release ORDER BY canonical_url")
    named = {row["canonical_url"]: row["named"] for row in rows}
    assert named[alder] is not None and named[alder] == named[french] and named[birch] is None
    assert visits.one("SELECT max(revision_count) FROM press.release") == 1, "it is no edit of the page"
