"""One address, one spelling."""

from __future__ import annotations

import hashlib
import random
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press import urls
from press.urls import digest, host_key, join, normalise, plainness, same_owner, same_site, twin, twin_digest


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTP://News.Ministry.Example:80", "http://news.ministry.example/"),
        ("https://ministry.example:443/a", "https://ministry.example/a"),
        ("http://ministry.example:443/a", "http://ministry.example:443/a"),
        ("https://ministry.example:/a", "https://ministry.example/a"),
        ("https://ministry.example:08080/a", "https://ministry.example:8080/a"),
        ("https://ministry.example/a#part", "https://ministry.example/a"),
        ("https://ministry.example/a?", "https://ministry.example/a?"),
        ("https://ministry.example?b=2&a=1&b=1", "https://ministry.example/?b=2&a=1&b=1"),
        ("https://ministry.example/%7euser/%c3%a9", "https://ministry.example/~user/%C3%A9"),
        ("https://ministry.example/communiqué", "https://ministry.example/communiqu%C3%A9"),
        ("https://ministry.example/a b", "https://ministry.example/a%20b"),
        ("https://ministry.example/100%", "https://ministry.example/100%25"),
        ("https://ministry.example/%%41", "https://ministry.example/%25A"),
        ("https://ministry.example/a%2Fb", "https://ministry.example/a%2Fb"),
        ("https://ministry.example/a/./b/../c", "https://ministry.example/a/c"),
        ("https://ministry.example/../../a/..", "https://ministry.example/"),
        ("https://ministry.example/%2e%2E/a", "https://ministry.example/a"),
        ("https://ministry.example/a//b", "https://ministry.example/a//b"),
        ("https://ministry.example/.well-known/x", "https://ministry.example/.well-known/x"),
        ("https://ministry.example/?q=[a]|b", "https://ministry.example/?q=%5Ba%5D%7Cb"),
        ("https://ministry.example/?to=/x?y", "https://ministry.example/?to=/x?y"),
        (" \n https://ministry.example/a\n/b\t ", "https://ministry.example/a/b"),
        ("https://ministère.example/", "https://xn--ministre-60a.example/"),
        ("https://minist%C3%A8re.example/", "https://xn--ministre-60a.example/"),
        ("https://XN--MINISTRE-60A.example/", "https://xn--ministre-60a.example/"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
        ("http://[2001:DB8:0:0::1]:80/", "http://[2001:db8::1]/"),
        ("http://under_score.example/", "http://under_score.example/"),
        ("http://localhost:8000/a", "http://localhost:8000/a"),
    ],
)
def test_spellings(written: str, normal: str) -> None:
    assert normalise(written) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "neither http nor https"),
        ("/a", "neither http nor https"),
        ("ftp://ministry.example/", "neither http nor https"),
        ("javascript:alert(1)", "neither http nor https"),
        ("http:ministry.example", "no host"),
        ("http:///a", "no host"),
        ("http://user@ministry.example/", "user information"),
        ("http://user:word@ministry.example/", "user information"),
        ("http://:80/", "not a host name"),
        ("http://a..example/", "not a host name"),
        ("http://a b.example/", "not a host name"),
        ("http://ministry.example:0/", "no such port"),
        ("http://ministry.example:65536/", "no such port"),
        ("http://ministry.example:" + "9" * 5000 + "/", "no such port"),
        ("http://ministry.example:eighty/", "neither a host"),
        ("http://[::1/", "neither a host"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("http://[::g]/", "not an IPv6 address"),
        ("http://" + "a" * 64 + ".example/", "not a host name"),
        ("http://" + "a." * 200 + "example/", "not a host name"),
        ("http://" + "é" * 100_000 + "/", "not a host name"),
        ("http://%FF.example/", "not a host name"),
        ("http://ministry.example/\ud800", "lone surrogate"),
    ],
)
def test_refusals_say_why(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        normalise(written)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_no_length_is_refused() -> None:
    long = "https://ministry.example/" + "a" * 9000 + "?" + "é" * 9000
    assert len(normalise(long)) == len("https://ministry.example/") + 9000 + 1 + 9000 * 6


addresses = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["ministry.example", "Press.Ministry.EXAMPLE", "ministère.example", "[::1]", "10.0.0.1", "a-b.c_d.example"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    st.one_of(st.just(""), st.text(alphabet="/.%aA41eE~é :@[]|?#&=+'", max_size=30).map("/".__add__)),
    st.one_of(st.just(""), st.text(max_size=20).map("?".__add__)),
)


@given(st.one_of(addresses, st.text(max_size=60)))
@example("http://ministry.example/%25%34%31")
@example("http://ministry.example/%2%65%2e")
def test_normal_form_is_stable_and_ascii(written: str) -> None:
    try:
        normal = normalise(written)
    except ValueError:
        return
    assert normalise(normal) == normal
    assert normal.isascii()
    assert not set(normal) & set(string.whitespace)
    assert digest(written) == digest(normal) == hashlib.sha256(normal.encode()).digest()
    assert host_key(written) == host_key(normal)


@given(addresses)
def test_the_short_way_agrees_with_the_long_way(written: str) -> None:
    """What the one-match recognition calls normal, the full rules leave alone."""
    if urls._NORMAL.fullmatch(written):
        scheme, authority, path, query = urls._split(written)
        long = f"{scheme}://{authority}{urls._remove_dot_segments(urls._percent(path)) or '/'}{urls._percent(query, '?')}"
        assert long == written


@given(st.text(max_size=60), st.text(max_size=60))
def test_join_never_raises(base: str, reference: str) -> None:
    join(base, reference)
    joined = join("https://ministry.example/news/", reference)
    assert joined is None or normalise(joined) == joined


@pytest.mark.parametrize(
    ("reference", "joined"),
    [
        ("a", "https://ministry.example/news/a"),
        ("  /a\n", "https://ministry.example/a"),
        ("/a\n  b", "https://ministry.example/a%20%20b"),
        ("//wire.example/a", "https://wire.example/a"),
        ("?page=2", "https://ministry.example/news/?page=2"),
        ("../b#c", "https://ministry.example/b"),
        ("HTTP://wire.example", "http://wire.example/"),
        ("", None),
        (" \n ", None),
        ("javascript:void(0)", None),
        ("JavaScript:void(0)", None),
        ("mailto:press@ministry.example", None),
        ("tel:+100", None),
        ("data:text/plain,a", None),
        ("http://[broken/", None),
        ("http://", None),
    ],
)
def test_join(reference: str, joined: str | None) -> None:
    assert join("https://ministry.example/news/", reference) == joined


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://press.ministry.gov.uk/", "http://ministry.gov.uk:8080/a", True),
        ("https://one.gov.uk/", "https://two.gov.uk/", False),
        ("https://one.github.io/", "https://two.github.io/", False),
        ("https://press.ministry.test/", "https://ministry.test/", True),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", True),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
        ("http://[::1]:1/", "http://[::1]/", True),
        ("http://localhost:1/", "http://localhost:2/", True),
        ("https://ministère.example/", "https://www.xn--ministre-60a.example./", True),
    ],
)
def test_same_site(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same
    assert same_site(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://www.gov.example/a", "http://news.gov.example:8080/b", True),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001/", False),
        ("http://[::1]:8000/", "http://[::1]:8001/", False),
        ("http://localhost:8000/", "http://localhost:8001/", False),
        ("http://localhost/", "https://localhost/", True),
        ("https://gov.example/", "https://gov.example./", True),
        ("https://gov.example/", "https://else.example/", False),
    ],
)
def test_same_owner(a: str, b: str, same: bool) -> None:
    assert same_owner(a, b) is same
    assert same_owner(b, a) is same


def test_same_site_needs_no_network_and_no_folder(tmp_path: Path) -> None:
    """In a process of its own, whose every socket fails and whose home and cache folders would show a write."""
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('asked the network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from press.urls import same_site\n"
        "print(same_site('https://a.gov.ma/', 'https://b.gov.ma/'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=Path(urls.__file__).parents[1],
        env={"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "TLDEXTRACT_CACHE": str(tmp_path / "tld")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "False\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("http://www.ministry.example/a?utm_source=rss", "ministry.example/a"),
        ("https://ministry.example/a/", "ministry.example/a"),
        ("https://www.ministry.example/a#top", "ministry.example/a"),
        ("https://ministry.example/a/index.html", "ministry.example/a"),
        ("https://ministry.example/a/Default.aspx?id=5&fbclid=x", "ministry.example/a?id=5"),
        ("https://ministry.example/a;jsessionid=1A2B.node3?b=2&a=1", "ministry.example/a?b=2&a=1"),
        ("https://ministry.example/a?noamp=mobile", "ministry.example/a"),
        ("HTTPS://Ministry.Example:443", "ministry.example"),
        ("https://ministry.example:8443//", "ministry.example:8443"),
        ("https://ministry.example/?p=5&&PHPSESSID=0a", "ministry.example?p=5"),
        ("http://www.example", "example"),
        ("http://www./", "www./"),
    ],
)
def test_what_does_not_name_a_page_is_no_part_of_a_twin(url: str, left: str) -> None:
    assert twin(url) == left.removesuffix("/")
    assert twin_digest(url) == hashlib.sha256(twin(url).encode()).digest()


@pytest.mark.parametrize(
    "url",
    [
        "https://ministry.example/A",
        "https://m.ministry.example/a",
        "https://ministry.example:8443/a",
        "https://ministry.example/a.html",
        "https://ministry.example/a?page=2",
        "https://ministry.example/a?b=1&a=2",
        "https://ministry.example/a?a=2&b=1",
        "https://ministry.example/a?ref=12",
        "https://ministry.example/a?utm=1",
        "https://ministry.example/a/reindex.html",
        "https://ministry.example/index.php/a",
        "https://ministry.example/a/amp",
        "https://ministry.example/a?print=1",
    ],
)
def test_what_may_name_another_page_stays(url: str) -> None:
    assert twin(url) == url.removeprefix("https://")
    assert twin(url) != twin("https://ministry.example/a")


_PATHS = st.lists(st.sampled_from(["a", "B", "index.html", "2031", "x;y", "%C3%A9", ""]), max_size=4).map(
    lambda parts: "".join(f"/{part}" for part in parts)
)
_ADDED = st.sampled_from(["utm_source=a", "utm_medium=", "FBCLID=1", "mc_cid=b", "_gl=1", "noamp=mobile"])


@given(_PATHS, st.lists(st.sampled_from(["id=5", "lang=fr", "x"]), max_size=3), st.lists(_ADDED, max_size=3), st.randoms())
def test_twins_are_one(path: str, kept: list[str], added: list[str], chance: random.Random) -> None:
    plain = f"https://ministry.example{path}?{'&'.join(kept)}"
    both = list(kept)
    for one in added:
        both.insert(chance.randrange(len(both) + 1), one)
    for scheme, www, slash in (("http", "", ""), ("https", "www.", "/"), ("http", "www.", "/index.php")):
        assert twin(f"{scheme}://{www}ministry.example{path}{slash}?{'&'.join(both)}") == twin(plain)
    assert twin(f"https://{twin(plain)}") == twin(plain)


def test_of_twins_https_is_plainer_and_then_the_one_without_additions() -> None:
    spellings = [
        "https://ministry.example/a",
        "https://ministry.example/a?utm_source=rss",
        "http://ministry.example/a/",
        "http://ministry.example/a;jsessionid=1",
    ]
    assert sorted([spellings[one] for one in (2, 0, 3, 1)], key=plainness) == spellings


def test_a_long_row_of_slashes_is_no_trap() -> None:
    slashes = "/" * 1_000_000  # steps in the square of it would take hours
    assert twin(f"https://ministry.example/{slashes}a{slashes}").endswith("a")


@pytest.mark.parametrize(
    ("url", "names", "left"),
    [
        ("http://a.example/n?sid=1&id=2&SID=3", ["sid"], "http://a.example/n?id=2"),
        ("http://a.example/n?sid=1", ["sid"], "http://a.example/n"),
        ("http://a.example/n?id=2&b=sid", ["sid"], "http://a.example/n?id=2&b=sid"),
        ("http://a.example/n?id=2", [], "http://a.example/n?id=2"),
        ("http://A.example/n", ["sid"], "http://a.example/n"),
    ],
)
def test_parameters_that_a_source_ignores(url: str, names: list[str], left: str) -> None:
    assert urls.without_parameters(url, names) == left
