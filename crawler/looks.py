"""What a visit finds of the pages it looks at: there, missing, or neither. At its end, what can be believed is written.

A visit in which a host has lost everything says nothing of its pages: the site is down, or answers 404 to all. So misses wait
until the visit has seen the whole, and where it came by no other page of the host, it asks a few for that alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from archive import leads, presence
from archive.connection import Archive
from archive.fence import Visit
from archive.leads import OpenLead
from archive.presence import Led, Miss
from press import urls
from press.release import AS_NOWHERE
from press.revisits.absence import How
from press.revisits.answers import presence as presence_in
from press.revisits.evidence import HostLooks, believable
from press.sighting import Sighting

#: Pages asked for the sake of evidence alone, a host: one would do, but it may be missing itself.
WITNESSES = 3
#: Leads among which they are looked for: most sources have one host, some a few.
_AMONG = 60

#: How discovery documents end that a host answered well.
_ANSWERED = frozenset({"read", "unchanged"})

_STATUS: dict[str, How] = {"http_404": "http_404", "http_410": "http_410"}


class Looks:
    """The looks of one visit."""

    def __init__(self, archive: Archive, visit: Visit) -> None:
        self._archive = archive
        self._visit = visit
        self._found: defaultdict[str, set[str]] = defaultdict(set)  # host -> pages that were there
        self._unsure: defaultdict[str, set[str]] = defaultdict(set)
        self._last_found: dict[str, datetime] = {}
        self._nowhere: dict[str, datetime] = {}  # host -> when it was asked last for an address that cannot exist
        self._misses: list[Miss] = []
        self._by_answer: set[Miss] = set()  # of the misses, those that rest on that
        self._led: list[Led] = []

    def asked_nowhere(self, host: str, at: datetime) -> None:
        """A host was asked for an address that cannot exist. Its answer counts where a page was found after it: one that turns
        crawlers away, in words that we do not know, shows the same at every address from then on."""
        self._nowhere[host] = max(at, self._nowhere.get(host, at))

    def failed(self, lead_id: int, addresses: Sequence[str], word: str) -> None:
        """A lead ended without a page, for this reason; the `addresses` led to one another."""
        try:
            followed = tuple(urls.normalise(one) for one in addresses)
        except ValueError:
            return  # an address that nobody can be asked at is no page's
        if (how := _STATUS.get(word)) is not None:
            self._misses.append(Miss(lead_id, followed, how, datetime.now(UTC)))
        else:
            self._unsure[urls.host_key(followed[-1])].add(urls.twin(followed[-1]))

    def read(self, sighting: Sighting, kind: str, reason: str | None) -> None:
        """A page was read, as this `kind` of page (`release`: something was kept of it), for this `reason`."""
        if sighting.lead_id is None:
            return
        asked, url, at = sighting.redirected_from, sighting.url, sighting.seen_at
        found = presence_in(asked, url, kind, reason)
        if found == "missing":
            miss = Miss(sighting.lead_id, (*asked, url), "soft_404", at)
            self._misses.append(miss)
            if reason == AS_NOWHERE:
                self._by_answer.add(miss)
        elif found == "elsewhere":
            self._led.append(Led(sighting.lead_id, _other(asked, url), url, at))
        elif found == "there":
            self._found[urls.host_key(url)].add(urls.twin(url))
            self._last_found[urls.host_key(url)] = max(at, self._last_found.get(urls.host_key(url), at))
        else:
            self._unsure[urls.host_key(url)].add(urls.twin(url))

    async def witnesses(self) -> list[OpenLead]:
        """Known pages to ask, of hosts of which the visit found nothing but missing pages, or nothing after it asked for an
        address that cannot exist: of the latter also pages that it has looked at."""
        hosts = {_host(one.addresses) for one in self._misses} | {_host((*one.addresses, one.to)) for one in self._led}
        unproven = {_host(one.addresses) for one in self._by_answer if not self._is_proven(one)}
        hosts = {host for host in hosts if not self._found.get(host)} | unproven
        if not hosts:
            return []
        visit = None if unproven else self._visit
        asked: defaultdict[str, list[OpenLead]] = defaultdict(list)
        for lead in await leads.seen_last(self._archive, self._visit.source_id, visit=visit, limit=_AMONG):
            host = urls.host_key(lead.url)
            if host in hosts and len(asked[host]) < WITNESSES:
                asked[host].append(lead)
        return [lead for one in asked.values() for lead in one]

    async def settle(self, documents: Mapping[str, str]) -> list[str]:
        """Write what was not found, as far as it can be believed, and return what the visit should tell. Raises VisitReplaced.

        `documents` is how the discovery documents ended, by address.
        """
        astray = await presence.astray(self._archive, self._visit.source_id, self._led)
        misses = [*self._misses, *(Miss(one.lead_id, one.addresses, "redirect", one.at) for one in astray)]
        lost = {one.lead_id for one in astray}
        arrived = [one for one in self._led if one.lead_id not in lost]
        for one in arrived:
            self._found[urls.host_key(one.to)].add(urls.twin(one.to))
        by_host: defaultdict[str, list[Miss]] = defaultdict(list)
        for miss in misses:
            by_host[_host(miss.addresses)].append(miss)
        counted: list[Miss] = []
        doubted: list[Miss] = []
        notes = []
        for host, missed in by_host.items():
            looks = HostLooks(
                found=len(self._found.get(host, ())),
                missing=len({urls.twin(one.addresses[-1]) for one in missed}),
                unsure=len(self._unsure.get(host, ())),
                documents=sum(how in _ANSWERED and urls.host_key(url) == host for url, how in documents.items()),
            )
            if believable(looks):
                sure = [one for one in missed if self._is_proven(one)]
                counted += sure
                if len(sure) < len(missed):
                    doubted += [one for one in missed if one not in sure]
                    notes.append(
                        f"{host}: {len(missed) - len(sure)} pages look like an address that cannot exist, and none was found "
                        "after them: the host may show that everywhere now, and it counts for none of them"
                    )
            else:
                doubted += missed
                notes.append(
                    f"{host}: {looks.missing} pages were not found and {looks.found} were: that says more of the site than of "
                    "its pages, and counts for none of them"
                )
        settled = await presence.settle(self._archive, self._visit, counted, led=arrived, doubted=doubted)
        told = [f"{count} {word}" for word, count in (
            ("missing", settled.missing), ("gone", settled.gone), ("moved", settled.moved)) if count]  # fmt: skip
        return [*notes, f"known pages: {', '.join(told)}"] if told else notes

    def _is_proven(self, miss: Miss) -> bool:
        """Whether a miss that rests on the host's answer for an impossible address was followed by a page that was there."""
        if miss not in self._by_answer:
            return True
        host = _host(miss.addresses)
        return host in self._last_found and self._last_found[host] > self._nowhere.get(host, miss.at)


def _other(asked: Sequence[str], url: str) -> tuple[str, ...]:
    """The addresses on the way that are not spellings of the page where it ended."""
    return tuple(one for one in asked if urls.twin(one) != urls.twin(url))


def _host(addresses: Sequence[str]) -> str:
    """The host that says that the page is not there: the last on the way, unless the site sends its readers away."""
    return urls.host_key(addresses[-1] if urls.same_site(addresses[0], addresses[-1]) else addresses[0])
