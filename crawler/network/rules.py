"""Which IP addresses may be connected to: public unicast, and nothing else unless it is allowed by name. Pure."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from press.errors import SettingFault

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: IANA's IPv4 special-purpose registry with multicast and the reserved block. `ip_address.is_global` of Python 3.11 lets
#: multicast and 192.88.99.0/24 through, so the list stands here.
_IPV4_REFUSED: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared behind carriers' NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

#: Global unicast as IANA assigns it today. What lies outside (loopback, link-local, unique local, site-local, multicast,
#: IPv4 in IPv6) is refused whatever else is true of it.
_IPV6_GLOBAL = IPv6Network("2000::/3")

_IPV6_REFUSED: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), why)
    for network, why in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard only"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")


def judge(address: str | Address, allow: tuple[Network, ...] = ()) -> str | None:
    """Why this address must not be connected to; None if it may be.

    `allow` lets whole networks through. An IPv4-mapped address (`::ffff:a.b.c.d`) is the IPv4 address it carries, since the
    kernel connects there. One that is carried inside 6to4, Teredo, NAT64 or `::a.b.c.d` is refused; where such a network is
    allowed (an IPv6-only host behind NAT64 may need it), the IPv4 address inside must be fit to be connected to as well.
    A zone (`fe80::1%eth0`) marks an address of this link and is refused. What is no address at all is refused too.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    if isinstance(ip, IPv4Address):
        return _judge_ipv4(ip, allow)
    if ip.scope_id is not None:
        return f"{ip} is bound to a link by its zone"
    if ip.ipv4_mapped is not None:
        return _judge_ipv4(ip.ipv4_mapped, allow)
    inside = _carried(ip)
    if _is_allowed(ip, allow):
        return None if inside is None else _judge_ipv4(inside, allow)
    for network, why in _IPV6_REFUSED:
        if ip in network:
            return f"{ip} is {why} ({network})" + (f" and carries {inside}" if inside else "")
    if ip not in _IPV6_GLOBAL:
        return f"{ip} is not global unicast ({_IPV6_GLOBAL})"
    return None


def parse_networks(text: str | None) -> tuple[Network, ...]:
    """The networks of `CRAWLER_ALLOW_NETWORKS`: CIDRs or single addresses, separated by commas or blanks; empty is none.

    Raises SettingFault, in one line, at the first that is none.
    """
    networks: list[Network] = []
    for word in re.split(r"[,\s]+", text or ""):
        if not word:
            continue
        try:
            networks.append(ip_network(word))
        except ValueError as error:
            raise SettingFault(
                f"CRAWLER_ALLOW_NETWORKS: {word!r} is no network{_remedy(word, error)}; "
                "write CIDRs separated by commas, such as 127.0.0.0/8,::1/128"
            ) from error
    return tuple(networks)


def _judge_ipv4(ip: IPv4Address, allow: tuple[Network, ...]) -> str | None:
    if _is_allowed(ip, allow):
        return None
    for network, why in _IPV4_REFUSED:
        if ip in network:
            return f"{ip} is {why} ({network})"
    return None


def _is_allowed(ip: Address, allow: tuple[Network, ...]) -> bool:
    return any(ip in network for network in allow)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address at which a packet to this IPv6 address would come out of a tunnel or translator."""
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _remedy(word: str, error: ValueError) -> str:
    if "host bits set" not in str(error):
        return ""
    return f" (host bits are set: {ip_network(word, strict=False)} is)"
