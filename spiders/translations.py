"""A release's translations, as the page itself names them (`hreflang`, a visible language switch), are leads too.

A site's listing or feed in one language need not have the others' releases, and its languages' press rooms may be apart. The
leads are rows before the page's own lead ends, so that a kill in between forgets none.
"""

from __future__ import annotations

from archive import documents
from crawler.visiting import Visiting
from press import urls
from press.extraction.deciding.page_kind.paths import is_home
from press.identity.keys import is_believable
from press.language_tags import primary
from press.page import Lead
from press.sighting import Sighting

WAY = "alternate"


class Translations:
    """The translations that one visit's releases have named so far. `fresh`: some were new since it was last set to False."""

    def __init__(self, visiting: Visiting) -> None:
        self._visiting = visiting
        self._known: set[str] = set()
        self._languages = {primary(language) for language in visiting.source.languages}
        self.fresh = False

    def is_known(self, url: str) -> None:
        """This address is a lead already."""
        self._known.add(url)

    async def follow(self, sighting: Sighting) -> None:
        """Make leads of a release's translations into the source's languages, those on the source's own site."""
        found = sighting.extraction
        if found.page_kind != "release":
            return
        leads = []
        # A switch on a page without a translation leads to a section, and to one more on every page.
        seen = [one for one in found.switches if is_believable(sighting.url, one[1])]
        for language, url in (*found.alternates, *seen):
            if url in self._known or primary(language) not in self._languages:
                continue
            self._known.add(url)
            # Where a page has no translation, language switches lead to the other language's home.
            if url != sighting.url and not is_home(url) and urls.same_site(url, sighting.url):
                leads.append(Lead(url, WAY, sighting.url, language=language))
        if leads:
            recorded = await documents.record(self._visiting.workshop.archive, self._visiting.visit, None, leads)
            if recorded.new or recorded.reopened:
                self.fresh = True
                self._visiting.leads_found += recorded.new
