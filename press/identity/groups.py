"""Which pages of a batch's neighbourhood are variants of one another, and which of them stands for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from press import urls
from press.identity.components import connected
from press.identity.known import Known
from press.identity.membership import Cluster
from press.identity.page import Page, Seen
from press.identity.variants import Facts, How, variants


class Variants:
    """Pages are one appearance if they share a page key (press.identity.keys), or are one already. Like membership it only grows:
    what stands for a group is a function of the group."""

    def __init__(self, batch: Sequence[Seen], pages: Mapping[UUID, Page], known: Known) -> None:
        self._pages = pages
        self._known = known
        asked = {key for seen in batch for key in seen.sighting.page_keys}
        self._keys: dict[UUID, set[bytes]] = {id_: {*one.keys} & asked for id_, one in known.appearances.items()}
        for id_, page in pages.items():
            self._keys.setdefault(id_, set()).update(page.keys & asked)

    def pairs(self) -> list[tuple[UUID, UUID]]:
        """Pages with one that they are a variant of, or the same; the order in which pages came does not matter."""
        found = [(id_, one.main_id) for id_, one in self._known.appearances.items() if one.main_id in self._keys]
        first_with: dict[bytes, UUID] = {}
        for id_ in sorted(self._keys, key=self._url):
            found += [(id_, first_with.setdefault(key, id_)) for key in sorted(self._keys[id_])]
        return [(one, other) for one, other in found if other is not None]

    def of(self, cluster: Cluster) -> dict[UUID, tuple[UUID, How]]:
        """Each variant of the cluster with the page that stands for it."""
        if len(cluster.members) == 1:
            return {}
        groups: dict[UUID, list[UUID]] = {}
        for id_, root in connected(cluster.members, self._ties(cluster), self._belonging(cluster)).items():
            groups.setdefault(root, []).append(id_)
        found: dict[UUID, tuple[UUID, How]] = {}
        for group in groups.values():
            if len(group) > 1:
                main, others = variants([self._facts(id_) for id_ in group])
                found |= {id_: (main, how) for id_, how in others.items()}
        return found

    def _ties(self, cluster: Cluster) -> dict[UUID, set[bytes]]:
        """Page keys, and twins: rows from before twins were known to be one page."""
        ties = {id_: set(self._keys.get(id_, ())) for id_ in cluster.members}
        for id_ in cluster.members:
            ties[id_].add(urls.twin(self._url(id_)).encode())
        return ties

    def _belonging(self, cluster: Cluster) -> dict[UUID, UUID | None]:
        """The page that stood for each so far; for a page of its own, itself."""
        known = self._known.appearances
        return {id_: (known[id_].main_id or id_) if id_ in known else id_ for id_ in cluster.members}

    def _url(self, id_: UUID) -> str:
        page = self._pages.get(id_)
        return page.url if page is not None else self._known.appearances[id_].member.url

    def _facts(self, id_: UUID) -> Facts:
        page = self._pages.get(id_)
        if page is not None:
            return page.facts
        known = self._known.appearances[id_]
        redirects = {one.address: one.at for one in known.evidence if one.how == "redirect" and one.at is not None}
        return Facts(id_, known.member.url, known.canonical_url, known.last_seen_at, redirects)
