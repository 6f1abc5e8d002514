"""Addresses: one spelling for one address, and which addresses belong together.

Every address in the database has gone through `normalise`; two spellings of one address are one row.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import idna

if TYPE_CHECKING:
    from tldextract import TLDExtract

_DEFAULT_PORTS = {"http": 80, "https": 443}

# An address that is already in normal form is recognised in one match: sitemaps hold 50,000 of them. No percent sign,
# no segment that starts with a dot, no port, and a host whose labels are plain.
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NORMAL = re.compile(
    rf"https?://(?!xn--)(?=[^/?]{{1,253}}[/?])(?:{_LABEL}\.)+[a-z]{{2,63}}"
    r"(?:/(?!\.)[A-Za-z0-9\-._~!$&'()*+,;=:@]*)+"
    r"(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)?"
)

# RFC 3986 appendix B, which keeps an empty query (`?`) apart from none.
_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(?:#.*)?", re.DOTALL)
_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]*))?")
_HOST_CHARACTERS = re.compile(r"[a-z0-9._~!$&'()*+,;=-]+")
_TRIPLET_OR_OTHER = re.compile(r"%([0-9A-Fa-f]{2})|([^A-Za-z0-9\-._~!$&'()*+,;=:@/])")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# What browsers drop before they read an address (WHATWG URL, section 4.4): blanks and control characters around it,
# tabs and line ends anywhere in it.
_EDGES = "".join(map(chr, range(0x21)))
_INSIDE = dict.fromkeys(map(ord, "\t\r\n"))

# What does not name a page (`twin`). Parameters that tell where a visitor came from, by who adds them, from their own manuals:
# Google Analytics and Ads (utm_*, _ga, _gl, gclid, gclsrc, dclid, gbraid, wbraid, gad_source, gad_campaignid), Meta (fbclid,
# igshid, igsh), Microsoft (msclkid), X (twclid), TikTok (ttclid), LinkedIn (li_fat_id), Yandex (yclid, ysclid), Mailchimp
# (mc_cid, mc_eid), Marketo (mkt_tok), HubSpot (_hsenc, _hsmi, hsCtaTracking), Matomo and Piwik (mtm_*, matomo_*, pk_*, piwik_*),
# Piano (at_medium, at_campaign, xtor), Adobe (s_cid), Mapp (wt_mc, wt_zmc), comScore (ns_campaign, ns_mchannel, ns_source),
# Vero (vero_id, vero_conv), Omeda (oly_enc_id, oly_anon_id), Drip (__s), AMP (amp_js_v, amp_gsa, usqp); the reader's choice that
# WordPress' AMP plugin adds to its link back (noamp); session ids of Java, PHP, ASP and ColdFusion.
_NO_MATTER = re.compile(
    r"(?:(?:utm|mtm|matomo|pk|piwik)_[^=]*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|fbclid|igshid|igsh"
    r"|msclkid|twclid|ttclid|li_fat_id|yclid|ysclid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|at_medium|at_campaign"
    r"|xtor|s_cid|wt[_.]z?mc|ns_campaign|ns_mchannel|ns_source|vero_id|vero_conv|oly_enc_id|oly_anon_id|__s|amp_js_v|amp_gsa|usqp"
    r"|noamp|jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken)(?:=.*)?",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)  # Java servlets, without cookies
_INDEX_PAGE = re.compile(r"(?:index|default)\.(?:[sx]?html?|php[3-8]?|aspx?|jsp|cfm)", re.IGNORECASE)
_WWW = re.compile(r"^(?:www\.)+(?=[^.:])")


def normalise(url: str) -> str:
    """The address in its one spelling (RFC 3986, section 6.2.2): case, percent-encoding and dot segments.

    Also: the scheme's own port and the fragment are dropped, an empty path becomes `/`, and an internationalised host
    is written in ASCII (UTS 46). The query keeps its order, and an empty one stays. No length is refused.

    Raises ValueError, with the reason, for anything that cannot be fetched over http or https: another scheme, no host,
    user information, a host or port that cannot exist.
    """
    if _NORMAL.fullmatch(url):
        return url
    scheme, authority, path, query = _split(url)
    return f"{scheme}://{authority}{_remove_dot_segments(_percent(path)) or '/'}{_percent(query, '?')}"


def digest(url: str) -> bytes:
    """SHA-256 of the normalised address: the key of an address of any length (an index entry holds 2,704 bytes)."""
    return hashlib.sha256(normalise(url).encode("ascii")).digest()


@lru_cache(maxsize=1024)  # a page's address is asked about by every step of its way
def twin(url: str) -> str:
    """What is left of an address when nothing counts that leads to the same page on every site we know of: no address itself.

    Without its scheme, leading `www.`, fragment, trailing slashes, name of a folder's index page, session id, and parameters that
    only tell where a visitor came from. Case and the other parameters stay, in their order: a site may go by them. Two addresses
    with one twin lead to one page. Raises ValueError like `normalise`.
    """
    _scheme, authority, path, query = _split(normalise(url))
    authority = _WWW.sub("", authority)
    path = _SESSION_IN_PATH.sub("", path)
    while True:
        path = path.rstrip("/")
        folder, _, last = path.rpartition("/")
        if not _INDEX_PAGE.fullmatch(last):
            break
        path = folder
    kept = [one for one in query[1:].split("&") if one and not _NO_MATTER.fullmatch(one)]
    return f"{authority}{path}?{'&'.join(kept)}" if kept else f"{authority}{path}"


def twin_digest(url: str) -> bytes:
    """SHA-256 of the address's twin: what is one page to the archive, whatever it is spelled like."""
    return hashlib.sha256(twin(url).encode("ascii")).digest()


def plainness(url: str) -> tuple[bool, bool]:
    """Of two twins the lesser is the better one to ask: https before http, then without parameters that do not matter."""
    scheme, _authority, path, query = _split(normalise(url))
    decorated = _SESSION_IN_PATH.search(path) or any(_NO_MATTER.fullmatch(one) for one in query[1:].split("&"))
    return scheme != "https", bool(decorated)


def without_parameters(url: str, names: Collection[str]) -> str:
    """The normalised address without the query's parameters of these names (in any case); the others keep their order."""
    scheme, authority, path, query = _split(normalise(url))
    if not names or not query:
        return f"{scheme}://{authority}{path}{query}"
    dropped = {name.lower() for name in names}
    kept = [one for one in query[1:].split("&") if one.partition("=")[0].lower() not in dropped]
    return f"{scheme}://{authority}{path}{'?' if kept else ''}{'&'.join(kept)}"


def host_key(url: str) -> str:
    """The authority in lower case, with its port where that is not the scheme's own: `example.org`, `[::1]:8080`."""
    return _split(url)[1]


def robots_of(url: str) -> str:
    """The address of the robots.txt that speaks for this one (RFC 9309 section 2.3)."""
    scheme, authority, _path, _query = _split(url)
    return f"{scheme}://{authority}/robots.txt"


def same_site(a: str, b: str) -> bool:
    """Whether both addresses belong to one registrable domain (`www.gov.example` and `news.gov.example`).

    By the Public Suffix List's snapshot that comes with tldextract, private suffixes included: two blogs on one blogging
    host are two sites. An IP address and a name of one label are sites of their own; ports do not count.
    """
    return _site(_host(host_key(a))) == _site(_host(host_key(b)))


def same_owner(a: str, b: str) -> bool:
    """Whether both addresses can be taken for one publisher's: one site, and on one port where the host has no domain.

    Services on several ports of an IP address, or of a machine's nickname, are strangers to each other.
    """
    own, other = host_key(a), host_key(b)
    return own == other or (same_site(a, b) and _has_domain(_host(own)))


def join(base: str, reference: str) -> str | None:
    """The normalised address that `reference`, as written in a document at `base`, leads to.

    None where it leads nowhere: blank, `javascript:`, `mailto:` and other schemes, or no address at all.
    """
    reference = reference.strip(_EDGES)
    if _NORMAL.fullmatch(reference):
        return reference
    reference = reference.translate(_INSIDE)
    if not reference:
        return None
    try:
        return normalise(urljoin(base, reference))
    except ValueError:
        return None


@lru_cache(maxsize=1024)  # as `twin` is
def _split(url: str) -> tuple[str, str, str, str]:
    """Scheme, normalised authority, and path and query as written (the query with its question mark)."""
    match = _PARTS.fullmatch(url.strip(_EDGES).translate(_INSIDE))
    if match is None:  # the expression takes any text
        raise ValueError(f"not an address: {_short(url)}")
    scheme, authority, path, query = (match[1] or "").lower(), match[2], match[3], match[4] or ""
    if scheme not in _DEFAULT_PORTS:
        raise ValueError(f"neither http nor https: {_short(url)}")
    if not authority:
        raise ValueError(f"no host: {_short(url)}")
    if "@" in authority:
        raise ValueError(f"user information in the address: {_short(url)}")
    return scheme, _authority(scheme, authority), path, query


@lru_cache(maxsize=4096)  # a document's addresses share a few hosts
def _authority(scheme: str, authority: str) -> str:
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise ValueError(f"neither a host nor a host and a port: {_short(authority)}")
    host = _ip_literal(match[1]) if match[1].startswith("[") else _name(match[1])
    if not match[2]:
        return host
    port = int(match[2]) if len(match[2].lstrip("0")) <= 5 else 65536
    if not 1 <= port <= 65535:
        raise ValueError(f"no such port: {_short(authority)}")
    return host if port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"


def _ip_literal(text: str) -> str:
    try:
        address = ipaddress.IPv6Address(text[1:-1])
    except ValueError as error:
        raise ValueError(f"not an IPv6 address: {_short(text)}") from error
    if address.scope_id is not None:
        raise ValueError(f"an address with a zone is of one machine only: {_short(text)}")
    return f"[{address.compressed}]"


def _name(text: str) -> str:
    """A host's name in ASCII. Percent-encoded names are decoded first (RFC 3986, section 3.2.2)."""
    if len(text) > 9 * 253:  # longer than any name spelled in percent-encoded characters of three bytes
        raise ValueError(f"not a host name: {_short(text)}")
    try:
        name = re.sub(r"(?:%[0-9A-Fa-f]{2})+", lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8"), text)
        name = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f"not a host name: {_short(text)}") from error
    labels = name.removesuffix(".").split(".")
    if not _HOST_CHARACTERS.fullmatch(name) or len(name) > 253 or not all(1 <= len(label) <= 63 for label in labels):
        raise ValueError(f"not a host name: {_short(text)}")
    return name


def _percent(text: str, also: str = "") -> str:
    """Percent-encoding in its one form: capitals, nothing encoded that need not be, everything encoded that must be."""

    def one(match: re.Match[str]) -> str:
        if match[1]:
            character = chr(int(match[1], 16))
            return character if character in _UNRESERVED else f"%{match[1].upper()}"
        if match[2] in also:
            return match[2]
        try:
            return "".join(f"%{byte:02X}" for byte in match[2].encode("utf-8"))
        except UnicodeEncodeError as error:
            raise ValueError("half a character (a lone surrogate) in the address") from error

    return _TRIPLET_OR_OTHER.sub(one, text)


def _remove_dot_segments(path: str) -> str:
    """RFC 3986, section 5.2.4, for a path that is empty or begins with a slash."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _host(authority: str) -> str:
    return authority if authority.endswith("]") else re.sub(r":\d+$", "", authority)


@cache
def _suffixes() -> TLDExtract:
    """The snapshot that comes with the package: nothing is asked over the network, nothing is written to a folder."""
    import tldextract  # it brings an HTTP client along: a tenth of a second, and few processes ask

    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    host = host.removesuffix(".")
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass  # a name
    labels = host.split(".")
    # The list's rule for what it does not name: the last label is the suffix (`press.ministry.test` -> `ministry.test`).
    return str(_suffixes().extract_str(host).top_domain_under_public_suffix) or ".".join(labels[-2:])


def _has_domain(host: str) -> bool:
    return "." in host.removesuffix(".") and not host.endswith("]") and not host.removesuffix(".").rpartition(".")[2].isdigit()


def _short(text: str) -> str:
    return repr(text if len(text) <= 200 else text[:200] + "…")
