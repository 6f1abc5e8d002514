"""Who we say we are, and who must say it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from crawler.network.rules import parse_networks
from crawler.robots import PRODUCT_TOKEN
from crawler.user_agent import VERSION, require_contact, user_agent
from press.errors import SettingFault


def test_with_and_without_a_contact() -> None:
    assert user_agent("https://archive.example/crawler") == f"press-archive/{VERSION} (+https://archive.example/crawler)"
    assert user_agent(" desk@archive.example ") == f"press-archive/{VERSION} (+desk@archive.example)"
    assert user_agent(None) == user_agent("") == user_agent("  ") == f"press-archive/{VERSION}"


def test_it_is_the_project_that_speaks() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    assert project["name"] == PRODUCT_TOKEN
    assert project["version"].startswith(VERSION)


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "a\tb", "x) (y", "back\\slash", "büro@archive.example", "a\0"])
def test_a_contact_that_would_break_the_header_is_refused(contact: str) -> None:
    with pytest.raises(SettingFault, match=r"^CRAWLER_CONTACT must be plain ASCII"):
        user_agent(contact)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8471/feed.xml", "http://[::1]:8471/", "http://localhost/", "http://LOCALHOST.:81/", "http://ministry.localhost/",
        "https://ministry.test/", "https://www.ministry.example/", "https://example.org/feed", "https://www.example.com/",
        "http://nowhere.invalid/", "http://10.1.2.3/",
    ],
)  # fmt: skip
def test_nobodys_sites_need_no_contact(address: str) -> None:
    require_contact(None, [address], parse_networks("10.1.0.0/16"))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.uk/", "https://ministry.test.co/", "https://notexample.org/", "https://mytest/", "http://10.2.0.1/",
        "http://8.8.8.8/", "https://example.org.evil.io/", "https://localhost.gov.ma/", "not an address",
    ],
)  # fmt: skip
def test_one_real_site_among_others_needs_one(address: str) -> None:
    with pytest.raises(SettingFault) as raised:
        require_contact(" ", ["http://127.0.0.1/", address, "https://ministry.test/"], parse_networks("10.1.0.0/16"))
    assert str(raised.value).startswith("CRAWLER_CONTACT is not set, and ")
    assert "\n" not in str(raised.value)
    require_contact("desk@archive.example", [address])
