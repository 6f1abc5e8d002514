"""One spelling for every way to write a host, and hosts that are served elsewhere."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.network.overrides import parse_overrides
from crawler.network.spelling import host_key
from press.errors import SettingFault


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("WWW.Ministry.Test", "www.ministry.test"),
        ("ministry.test.", "ministry.test"),
        ("[::1]", "::1"),
        ("[FE80::1%25eth0]", "fe80::1%25eth0"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"),
        ("１２７。０。０。１", "127.0.0.1"),
        ("ⓛocalhost", "localhost"),
        ("faß.test", "xn--fa-hia.test"),
        ("xn--fa-hia.test", "xn--fa-hia.test"),
        ("مثال.test", "xn--mgbh0fb.test"),
        ("💩.test", "xn--ls8h.test"),
        ("under_score.test", "under_score.test"),
        ("", ""),
    ],
)
def test_host_key(host: str, key: str) -> None:
    assert host_key(host) == key


@given(st.text())
def test_any_text_has_one_key(host: str) -> None:
    key = host_key(host)
    if key.isascii() and not key.startswith("[") and not key.endswith((".", "]")) and key == key.strip():
        assert host_key(key) == key


def test_overrides() -> None:
    assert parse_overrides(
        {"News.Example": "127.0.0.1", "b.test": "127.0.0.2:8471", "c.test": "::1", "d.test": "[::1]:80", "①.test": "[::1]"}
    ) == {
        "news.example": (ip_address("127.0.0.1"), None),
        "b.test": (ip_address("127.0.0.2"), 8471),
        "c.test": (ip_address("::1"), None),
        "d.test": (ip_address("::1"), 80),
        "1.test": (ip_address("::1"), None),
    }
    assert parse_overrides(None) == {}


@pytest.mark.parametrize(
    "target", ["", "localhost", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x", "[::1", "[::1]80x"]
)
def test_a_wrong_override_is_named_in_one_line(target: str) -> None:
    with pytest.raises(SettingFault, match=r"^a\.test: ") as raised:
        parse_overrides({"a.test": target})
    assert "\n" not in str(raised.value)
