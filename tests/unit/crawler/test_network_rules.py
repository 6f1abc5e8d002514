"""Which addresses may be connected to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.network.rules import judge, parse_networks
from press.errors import SettingFault

PUBLIC = (
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
    "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0",
    "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
    "203.0.114.0", "223.255.255.255",
    "2000::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111",
    "3ffe:ffff::1", "3fff:1000::1", "::ffff:8.8.8.8",
)  # fmt: skip

REFUSED = (
    ("0.0.0.1", "this host"), ("0.255.255.255", "this host"), ("10.0.0.0", "private"), ("10.255.255.255", "private"),
    ("100.64.0.0", "shared"), ("100.127.255.255", "shared"), ("127.0.0.0", "loopback"), ("127.255.255.255", "loopback"),
    ("169.254.0.0", "link-local"), ("169.254.169.254", "link-local"), ("172.16.0.0", "private"), ("172.31.255.255", "private"),
    ("192.0.0.0", "protocol"), ("192.0.0.255", "protocol"), ("192.0.2.0", "documentation"), ("192.88.99.255", "6to4"),
    ("192.168.0.0", "private"), ("192.168.255.255", "private"), ("198.18.0.0", "benchmarking"),
    ("198.19.255.255", "benchmarking"),
    ("198.51.100.0", "documentation"), ("203.0.113.255", "documentation"), ("224.0.0.0", "multicast"),
    ("239.255.255.255", "multicast"), ("240.0.0.0", "reserved"), ("255.255.255.255", "reserved"),
    ("::", "unspecified"), ("::1", "loopback"), ("::127.0.0.1", "carries 127.0.0.1"), ("::8.8.8.8", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "127.0.0.1 is loopback"), ("::ffff:a00:1", "10.0.0.1 is private"), ("::ffff:0:8.8.8.8", "not global"),
    ("64:ff9b::808:808", "NAT64"), ("64:ff9b::10.0.0.1", "carries 10.0.0.1"), ("64:ff9b:1::1", "NAT64"), ("100::1", "discard"),
    ("2001::1", "Teredo"), ("2001:1ff:ffff::1", "protocol"), ("2001:2::1", "protocol"), ("2001:10::1", "protocol"),
    ("2001:db8::1", "documentation"), ("2002:7f00:1::", "carries 127.0.0.1"), ("2002:808:808::1", "6to4"),
    ("3fff::1", "documentation"), ("3fff:fff:ffff::1", "documentation"), ("4000::1", "not global"), ("5f00::1", "segment"),
    ("1fff:ffff::1", "not global"), ("fc00::1", "unique local"), ("fdff::1", "unique local"), ("fe80::1", "link-local"),
    ("febf::1", "link-local"), ("fec0::1", "site-local"), ("ff02::1", "multicast"),
    ("2606:4700::1%eth0", "zone"), ("fe80::1%2", "zone"), ("::1%lo", "zone"),
    ("localhost", "not an IP address"), ("127.1", "not an IP address"),
    ("", "not an IP address"), ("0177.0.0.1", "not an IP address"),
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_unicast_may_be_connected_to(address: str) -> None:
    assert judge(address) is None


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_the_rest_may_not_and_it_is_said_why(address: str, why: str) -> None:
    reason = judge(address)
    assert reason is not None
    assert why in reason
    assert "\n" not in reason


@given(st.ip_addresses(v=4))
def test_ipv4_agrees_with_the_standard_library_but_where_that_is_too_lenient(ip: IPv4Address) -> None:
    lenient = ip.is_multicast or ip in ip_network("192.88.99.0/24")
    strict = ip in ip_network("192.0.0.0/24")  # 192.0.0.9 and .10 are anycast relays: no publisher lives there
    assert (judge(ip) is None) == (ip.is_global and not lenient and not strict)


@given(st.ip_addresses(v=6))
def test_ipv6_is_never_allowed_outside_global_unicast(ip: IPv6Address) -> None:
    if judge(ip) is None:
        assert (ip in ip_network("2000::/3") and ip.is_global) or ip.ipv4_mapped is not None


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_the_ipv4_address_in_it(ip: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{ip}")
    assert judge(mapped) == judge(ip)
    assert judge(mapped, (ip_network(f"{ip}/32"),)) is None


@given(st.ip_addresses(v=4).filter(lambda ip: judge(ip) is not None))
def test_a_forbidden_address_is_not_let_through_inside_another(ip: IPv4Address) -> None:
    number = int(ip)
    carriers = (
        IPv6Address(number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80) | 1),
        IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)),
    )
    everything_v6 = tuple(ip_network(text) for text in ("::2/127", "::4/126", "64:ff9b::/96", "2002::/16", "2001::/32"))
    for carrier in carriers:
        assert judge(carrier) is not None
        assert judge(carrier, everything_v6) is not None or number in range(8)


def test_allowed_networks_let_through_and_nothing_else() -> None:
    allow = parse_networks("127.0.0.2/32, ::1\n10.1.0.0/16")
    assert [judge(a, allow) for a in ("127.0.0.2", "::1", "10.1.2.3", "::ffff:10.1.2.3")] == [None] * 4
    assert all(judge(a, allow) for a in ("127.0.0.1", "127.0.0.3", "10.2.0.1", "::2", "::1%lo"))


def test_nat64_can_be_allowed_for_what_is_public() -> None:
    allow = parse_networks("64:ff9b::/96")
    assert judge("64:ff9b::8.8.8.8", allow) is None
    assert judge("64:ff9b::192.168.0.1", allow) == "192.168.0.1 is private (192.168.0.0/16)"


@pytest.mark.parametrize("text", [None, "", "  ", ",", " ,\n, "])
def test_no_networks(text: str | None) -> None:
    assert parse_networks(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("127.0.0.1/8", "'127.0.0.1/8' is no network (host bits are set: 127.0.0.0/8 is)"),
        ("10.0.0.0/8 localhost", "'localhost' is no network"),
        ("10.0.0.0/33", "'10.0.0.0/33' is no network"),
        ("127.1", "'127.1' is no network"),
    ],
)
def test_a_wrong_network_is_named_in_one_line(text: str, said: str) -> None:
    with pytest.raises(SettingFault) as raised:
        parse_networks(text)
    assert str(raised.value).startswith(f"CRAWLER_ALLOW_NETWORKS: {said}")
    assert "such as 127.0.0.0/8" in str(raised.value)
    assert "\n" not in str(raised.value)
