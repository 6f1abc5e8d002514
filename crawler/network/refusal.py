"""The guard's own error."""

from __future__ import annotations


class GuardRefusal(Exception):
    """The guard refused to connect to a host. Asking again would be refused again: it is never retried.

    `address` is the IP address that was judged (None where there was none to judge), `reason` says why it was refused.
    """

    def __init__(self, host: str, address: str | None, reason: str) -> None:
        super().__init__(host, address, reason)
        self.host = host
        self.address = address
        self.reason = reason

    def __str__(self) -> str:
        return f"the guard refused {self.host}: {self.reason} (CRAWLER_ALLOW_NETWORKS names networks to let through)"
