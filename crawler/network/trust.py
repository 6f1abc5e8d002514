"""Whom TLS trusts: the system's authorities, loaded once for all hosts instead of for each connection.

Loading them costs five milliseconds and a megabyte, several times what asking a host costs otherwise. What is shared is the
context (authorities, versions, ciphers); the name that a certificate has to bear is checked by each connection for itself.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from scrapy.settings import BaseSettings
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

#: Seconds after which they are loaded again: the system's list is brought up to date now and then, and a worker runs for years.
RELOAD = 86_400.0

#: What of the settings goes into a context.
_SETTINGS = (
    "DOWNLOAD_VERIFY_CERTIFICATES", "DOWNLOADER_CLIENT_TLS_CIPHERS", "DOWNLOAD_TLS_MIN_VERSION", "DOWNLOAD_TLS_MAX_VERSION",
    "DOWNLOADER_CLIENT_TLS_METHOD",
)  # fmt: skip

#: By these settings: when it was made, and what makes connections of it.
_contexts: dict[tuple[str, ...], tuple[float, Any]] = {}


@implementer(IPolicyForHTTPS)
class SharedTrust:
    """Scrapy's own policy, but all its connections come from one context."""

    def __init__(self, policy: Any, settings: BaseSettings) -> None:
        self._policy = policy
        self._key = tuple(str(settings.get(name)) for name in _SETTINGS)

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """What opens a connection to this host; see `IPolicyForHTTPS`."""
        creator = self._policy.creatorForNetloc(hostname, port)
        now = monotonic()
        made_at, create = _contexts.get(self._key, (0.0, None))
        if create is None or now - made_at > RELOAD:
            create = creator._createConnection
            _contexts[self._key] = now, create
        creator._createConnection = create
        return creator
