"""Hosts that are served elsewhere than their name says: for tests and replays that keep a site's own host names. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from crawler.network.rules import Address
from crawler.network.spelling import host_key
from press.errors import SettingFault

#: An IP address and, where one is given, the port to connect to instead of the one in the URL.
Target = tuple[Address, int | None]

#: In place of a host: every host that is not named, so that a replay never leaves its machine.
EVERY_OTHER = "*"


def parse_overrides(overrides: Mapping[str, str] | None) -> dict[str, Target]:
    """`{"news.example.org": "127.0.0.1:8471"}` as the resolver reads it: `address`, `address:port` or `[v6]:port`.

    Raises SettingFault, in one line, at the first that cannot be read.
    """
    return {host_key(host): _target(host, text) for host, text in (overrides or {}).items()}


def _target(host: str, text: str) -> Target:
    address, port = text.strip(), None
    if address.startswith("[") and "]" in address:
        address, _, rest = address[1:].partition("]")
        port = rest.removeprefix(":") or None
    elif address.count(":") == 1:
        address, _, port = address.partition(":")
    try:
        number = None if port is None else int(port)
        if number is not None and not 0 < number < 65536:
            raise ValueError(f"port {number} is out of range")
        return ip_address(address), number
    except ValueError as error:
        raise SettingFault(
            f"{host}: {text!r} is no address to serve it from; write 127.0.0.1, 127.0.0.1:8471 or [::1]:8471"
        ) from error
