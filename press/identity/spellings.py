"""Spellings: the addresses under which one page was seen, which of them is shown, and what is told of the others.

Twins (press.urls.twin) are one page. Which of its addresses is shown depends on the set of those that answered, never on their
order; and only an address that answered is shown, so that whoever follows it finds the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from press import urls
from press.identity.variants import address_rank

#: Further addresses that a page's row names. Two or three are usual; what comes with ever new parameters is worth no more.
MOST = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """An address beside the one that is shown, and how it is known to lead to the page. `at`: when a redirect was last seen."""

    address: str
    how: Literal["twin address", "canonical link", "redirect"]
    at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """The form that `press.appearance.evidence` shows."""
        said: dict[str, Any] = {"address": self.address, "how": self.how}
        return said if self.at is None else said | {"at": self.at.isoformat()}

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Evidence:
        """What `as_json` wrote."""
        at = said.get("at")
        return cls(said["address"], said["how"], None if at is None else datetime.fromisoformat(at))


@dataclass(slots=True)
class Spellings:
    """The addresses of one page: those that answered, those that the page itself names as canonical, and those that redirected to
    it, with the last time they did.

    `taken` are addresses of its twins that older rows have, from when each spelling was a page: they are not shown here too.
    """

    answered: set[str]
    named: set[str] = field(default_factory=set)
    redirects: dict[str, datetime] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, url: str, canonical_url: str | None = None, evidence: Iterable[Evidence] = (), taken: frozenset[str] = frozenset()
    ) -> Spellings:
        """As a row has them, whose latest revision names `canonical_url`."""
        found = cls({url}, set(), {}, taken)
        found.name(canonical_url)
        for one in evidence:
            if one.how == "redirect" and one.at is not None:
                found.redirects[one.address] = one.at
            elif one.how == "canonical link":
                found.named.add(one.address)
            else:
                found.answered.add(one.address)
        return found

    def see(self, url: str, redirected_from: Iterable[str], at: datetime) -> None:
        """The page was seen at `url`, to which these addresses led."""
        self.answered.add(url)
        for one in redirected_from:
            self.redirects[one] = max(at, self.redirects.get(one, at))

    def name(self, canonical_url: str | None) -> None:
        """The page names this address as its canonical one; only a spelling of its own counts here."""
        if canonical_url is not None and urls.twin(canonical_url) == urls.twin(next(iter(self.answered))):
            self.named.add(canonical_url)

    @property
    def shown(self) -> str:
        """The address that stands for the page: one that it names itself, else https, the plainest, the shortest."""
        if len(self.answered) == 1:
            return next(iter(self.answered))
        free = (self.answered - self.taken) or self.answered
        return min(free & self.named or free, key=_rank)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The others, the best first, up to MOST, and each that the page named, be it the one that is shown.

        Of readings that differ in the spelling of that name alone any may be the one that is kept, so it is not asked.
        """
        twins = [Evidence(url, "twin address") for url in sorted(self.answered - {self.shown}, key=_rank)]
        named = [Evidence(url, "canonical link") for url in sorted(self.named, key=_rank)]
        led = [url for url in sorted(self.redirects, key=_rank) if url not in self.answered]
        return (*twins, *named, *(Evidence(url, "redirect", self.redirects[url]) for url in led))[:MOST]


def _rank(url: str) -> tuple[tuple[bool, bool], tuple[bool, int, str]]:
    return urls.plainness(url), address_rank(url)
