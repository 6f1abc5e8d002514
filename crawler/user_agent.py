"""Who we say we are, and who must say it: a site's owner has to be able to reach the people behind a crawler. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from crawler.network.rules import Network
from crawler.network.spelling import host_key
from crawler.robots import PRODUCT_TOKEN
from press.errors import SettingFault

VERSION = "0.1"

#: Names that belong to nobody (RFC 2606, RFC 6761): tests and samples live there.
_NOBODYS = ("localhost", "test", "example", "invalid", "example.com", "example.net", "example.org")


def user_agent(contact: str | None) -> str:
    """The User-Agent header, `press-archive/0.1 (+CONTACT)`; robots.txt knows us by its product token.

    Raises SettingFault if the contact cannot stand in a header's comment (RFC 9110 section 5.6.5).
    """
    contact = (contact or "").strip()
    if not contact:
        return f"{PRODUCT_TOKEN}/{VERSION}"
    if not all(" " <= letter <= "~" and letter not in "()\\" for letter in contact):
        raise SettingFault(
            "CRAWLER_CONTACT must be plain ASCII without parentheses and backslashes: a web address or a mail address"
        )
    return f"{PRODUCT_TOKEN}/{VERSION} (+{contact})"


def require_contact(contact: str | None, addresses: Iterable[str], allow: tuple[Network, ...] = ()) -> None:
    """Raise SettingFault where one of a source's addresses (home, ways) is a real site's and nobody says who asks.

    Loopback addresses, addresses in networks that CRAWLER_ALLOW_NETWORKS names, and names that belong to nobody
    (`.localhost`, `.test`, `.example`, `.invalid`) need no contact.
    """
    if (contact or "").strip():
        return
    for address in addresses:
        host = host_key(urlsplit(address).hostname or "")
        if not _is_nobodys(host, allow):
            raise SettingFault(
                f"CRAWLER_CONTACT is not set, and {host or address} is a real site: "
                "set it to a web or mail address where the site's owner can reach you"
            )


def _is_nobodys(host: str, allow: tuple[Network, ...]) -> bool:
    try:
        ip = ip_address(host)
    except ValueError:
        return any(host == name or host.endswith(f".{name}") for name in _NOBODYS)
    return ip.is_loopback or any(ip in network for network in allow)
