"""The newsroom's state: which pages stand on which site now, and the events that can be played while it is served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock

from sample import postings
from sample.document import Document
from sample.posting import Posting, Site
from sample.sites import courier, ministry, observatory, wire

SITES: tuple[Site, ...] = ("ministry", "wire", "courier", "observatory")
PLAYS = ("edit", "correct", "delete", "publish")


class Newsroom:
    """Four sites and what stands on them. Deterministic: the same plays give the same bytes. May be played from any thread.

    `faults=True` lists the addresses under `/faults/` (`sample.faults`) in the ministry's English feed, and two of them in
    its sitemap; they are served either way.
    """

    def __init__(self, *, faults: bool = False, plays: Iterable[str] = ()) -> None:
        self.faults = faults
        self.played: tuple[str, ...] = ()
        self._lock = RLock()
        hidden = postings.read_toml("plays.toml")["publish"]["story"]
        shown = tuple(posting for posting in postings.ministry() if posting.story != hidden)
        self._postings: tuple[Posting, ...] = (*shown, *postings.wire(), *postings.courier())
        self._touched = datetime(2026, 1, 1, tzinfo=UTC)
        self._rendered: dict[tuple[Site, tuple[str, ...]], dict[str, Document]] = {}
        for play in plays:
            self.play(play)

    @property
    def postings(self) -> tuple[Posting, ...]:
        """All pages that stand now, the fault pages apart."""
        return self._postings

    def play(self, name: str) -> None:
        """Let something happen: `edit`, `correct`, `delete` or `publish`. What has happened happens no second time.

        edit: the ministry silently changes a figure and a sentence of one page. correct: the ministry (en, fr) and the wire
        correct a release, with a note above the text. delete: a release leaves the ministry's site in all languages. publish:
        the ministry publishes one more release in three languages.
        """
        if name not in PLAYS:
            raise ValueError(f"{name!r} cannot be played: choose one of {', '.join(PLAYS)}")
        with self._lock:
            if name in self.played:
                return
            told = postings.read_toml("plays.toml")[name]
            if name == "publish":
                self._postings += tuple(posting for posting in postings.ministry() if posting.story == told["story"])
            elif name == "delete":
                self._postings = tuple(p for p in self._postings if not (p.site == "ministry" and p.story == told["story"]))
                self._touched = max(self._touched, told["at"])
            else:
                sites = ("ministry", "wire") if name == "correct" else ("ministry",)
                notes = told.get("note", {})
                self._postings = tuple(
                    replace(
                        posting,
                        blocks=postings.changed(posting.blocks, told["replace"][posting.language]),
                        modified=told["at"],
                        note=notes.get(posting.language),
                    )
                    if posting.site in sites and posting.story == told["story"] and posting.language in told["replace"]
                    else posting
                    for posting in self._postings
                )
            self.played += (name,)
            self._rendered.clear()

    def documents(self, site: Site, sites: Mapping[str, str]) -> dict[str, Document]:
        """All that a site serves now, by percent-encoded path with query. `sites` is as in `Server.sites`."""
        with self._lock:
            key = (site, tuple(sites[name] for name in SITES))
            if key not in self._rendered:
                own = tuple(
                    sorted((p for p in self._postings if p.site == site), key=lambda p: (p.published, p.path), reverse=True)
                )
                match site:
                    case "ministry":
                        rendered = ministry.documents(own, sites, touched=self._touched, faults=self.faults)
                    case "wire":
                        rendered = wire.documents(own, sites)
                    case "courier":
                        rendered = courier.documents(own, sites)
                    case "observatory":
                        rendered = observatory.documents(sites)
                self._rendered[key] = rendered
            return self._rendered[key]
