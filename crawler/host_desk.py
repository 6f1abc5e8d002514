"""Where the hosts of one tenant are leased and given back, all that are wanted at about one instant in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archive import hosts
from archive.hosts import HeldElsewhere, HostFacts
from crawler.asking import Asking
from crawler.gathering import Gathering


@dataclass(frozen=True, slots=True)
class _Wish:
    """A host that is wanted, or one that `returns` with the instant from which it may be asked again."""

    host: str
    returns: bool = False
    next_request_at: datetime | None = None


class HostDesk:
    """One queue, so that a host which is given back and wanted again at the same instant is given back first."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._wishes: Gathering[_Wish, HostFacts | HeldElsewhere | None] = Gathering(self._serve, linger=asking.linger)

    async def lease(self, host: str) -> HostFacts | HeldElsewhere:
        """Hold a host for as long as the leases are renewed, or hear until when another holds it."""
        answer = await self._wishes.put(_Wish(host))
        assert answer is not None  # noqa: S101  # only a return has none
        return answer

    async def give_back(self, host: str, next_request_at: datetime | None) -> None:
        """Give a host back, with the instant from which it may be asked again."""
        await self._wishes.put(_Wish(host, returns=True, next_request_at=next_request_at))

    async def renew(self) -> set[str]:
        """Keep all that are held for another CRAWLER_LEASE; those that were not lost meanwhile."""
        return await hosts.renew(self._asking.archive, self._asking.tenant)

    async def _serve(self, wishes: list[_Wish]) -> list[HostFacts | HeldElsewhere | None]:
        asking = self._asking
        if returned := {wish.host: wish.next_request_at for wish in wishes if wish.returns}:
            await hosts.release_many(asking.archive, returned, asking.tenant)
        answers: dict[str, HostFacts | HeldElsewhere] = {}
        if wanted := [wish.host for wish in wishes if not wish.returns]:
            answers = await hosts.lease_many(asking.archive, wanted, asking.tenant, is_dead=asking.holder.is_dead)
        return [None if wish.returns else answers[wish.host] for wish in wishes]
