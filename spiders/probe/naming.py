"""What to call a source: its id from the host, its name from what the site calls itself, its kind from that name. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from press.source import SourceKind
from spiders.probe.evidence import Sample
from spiders.probe.page_look import PageLook
from spiders.probe.words import folded, press_weight

_NO_NAME = re.compile(r"[^a-z0-9]+")
_COUNTRY_OF = {"uk": "gb", "eu": "int", "su": "ru", "ac": "sh"}
#: Domains of bodies of several countries; and those that belong to the United States alone.
_INTERNATIONAL = frozenset(["int", "org", "eu", "ngo", "com", "net", "info", "biz", "coop", "museum", "aero"])
_AMERICAN = frozenset(["gov", "mil", "edu"])
#: Top-level domains of two letters that are sold to everybody as words.
_SOLD = frozenset(["ai", "io", "tv", "me", "co", "fm", "ly", "to", "cc", "ws", "gg"])
_NOBODYS = frozenset(["test", "example", "invalid", "localhost", "local", "internal", "lan", "home"])
_PARTS = re.compile(r"\s+[|–—·»«:-]\s+|\s*[|»«]\s*")

_KINDS: tuple[tuple[SourceKind, re.Pattern[str]], ...] = (
    ("newswire", re.compile(r"newswire|news-wire|press-release-distribution|-wire-|communiques-distribu")),
    ("intergovernmental", re.compile(
        r"united-nations|nations-unies|naciones-unidas|african-union|union-africaine|european-(?:union|commission|parliament|council)"
        r"|commission-europeenne|world-(?:bank|health|trade|food)|league-of-|organi[sz]ation-of-|community-of-|commonwealth|-nato-"
        r"|international-(?:monetary|labour|organi|court|atomic|committee|union)|الامم-المتحده|جامعه-الدول|联合国|организация-объедин")),
    ("ministry", re.compile(
        r"-minist|-departement-|-department-of-|-secretaria-de|secretariat-general|-wizara-"
        r"|kementerian|-bakanli|-bo-ngoai|министер|міністер|υπουργει|وزار|משרד|外交部|-部-|외교부|मंत्रालय|মন্ত্রণালয়|กระทรวง|-省-"
        r"|white-house|presiden|prime-minister|premier-ministre|government|gouvernement|gobierno|governo|regierung|chancell|kancel"
        r"|правительств|президент|حكومه|رئاس|embass|ambassad|embajad")),
)  # fmt: skip


def country_of(url: str) -> str:
    """The folder of a site's file: its top-level domain's country, `int`, or `xx` for addresses of no country."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2].lower()
    else:
        return "xx"
    if "." not in host or last in _NOBODYS:
        return "xx"
    if last in _AMERICAN:
        return "us"
    if last in _COUNTRY_OF:
        return _COUNTRY_OF[last]
    return last if len(last) == 2 and last not in _SOLD else "int"


def source_name_of(url: str) -> str:
    """The file's name: the registered domain's own label, with what stands before it where that is no `www`.

    `https://www.finance.gov.example/` is `finance`, `https://press.un.example/` is `un_press`.
    """
    import tldextract

    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    try:
        ip_address(host)
    except ValueError:
        found = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())(host)
        domain = found.domain or host
        before = [label for label in found.subdomain.split(".") if label and label != "www"]
        if domain == "www":  # the suffix itself has a site
            domain = found.suffix.partition(".")[0]
        if not found.suffix and "." in host:
            labels = host.split(".")
            domain, before = labels[-2], [label for label in labels[:-2] if label != "www"]
        name = "_".join([domain, *reversed(before)])
    else:
        name = f"{host}_{parts.port}" if parts.port else host
    return (
        _NO_NAME.sub("_", name.encode("idna" if not name.isascii() else "ascii", "ignore").decode("ascii")).strip("_") or "site"
    )


def id_of(url: str, base: str = "/") -> str:
    """The id of a source at this address; a site under a path of its host has that path's name too."""
    below = _NO_NAME.sub("_", base.strip("/").lower()).strip("_")
    return f"{country_of(url)}_{source_name_of(url)}{'_' + below if below else ''}"


def name_of(
    home: PageLook | None, start: PageLook | None, stated: str | None, samples: Iterable[Sample],
    others: Iterable[PageLook] = (), spoken: str | None = None,
) -> tuple[str, str]:  # fmt: skip
    """The publisher's name, and who said it. `others` are further pages of the site, `spoken` its main language."""
    looks = [seen for seen in (home, start) if seen is not None]
    said = [
        *((name, "its structured data") for seen in looks for name in seen.organisations[:1]),
        *((seen.site_name, "og:site_name") for seen in looks if seen.site_name),
        *(((stated, "its interface"),) if stated else ()),
    ]
    issuers = Counter(sample.issuer for sample in samples if sample.issuer)
    if said:
        # Of two that speak, the longer name is the whole one: "Ministry of Works" beside "Works".
        name, who = said[0]
        for other, other_who in said[1:]:
            if name.casefold() in other.casefold() and len(other) < 90:
                name, who = other, other_who
        return name, who
    if (shared := _shared_part(others, spoken)) is not None:
        return shared, "what the titles of its pages share"
    for seen in looks:
        if seen.title:
            return _of_title(seen), "the title of its home page"
    if issuers:
        return issuers.most_common(1)[0][0] or "", "the issuer that its pages name"
    return (urlsplit(looks[0].url).hostname or "unknown") if looks else "unknown", "its host"


def _shared_part(pages: Iterable[PageLook], spoken: str | None) -> str | None:
    """The part that most titles of a site's pages in its main language have in common."""
    titles = {seen.title for seen in pages if seen.title and (spoken is None or (seen.language or spoken).startswith(spoken))}
    if len(titles) < 3:
        return None
    parts = Counter(part for title in titles for part in {part.strip() for part in _PARTS.split(title)} if part)
    if not parts:
        return None
    part, count = parts.most_common(1)[0]
    return part[:120] if count >= 0.6 * len(titles) else None


def _of_title(seen: PageLook) -> str:
    """The part of a home page's title that is a name: not `Home`, not the name of its press room."""
    parts = [part.strip() for part in _PARTS.split(seen.title or "") if part.strip()]
    named = [part for part in parts if folded(part).strip("-") not in _HOMES and not (press_weight(part) and len(parts) > 1)]
    return max(named or parts or [seen.title or ""], key=lambda part: (kind_by_words(part) is not None, len(part)))[:120]


_HOMES = frozenset(
    ["home", "homepage", "home-page", "accueil", "inicio", "startseite", "welcome", "bienvenue", "index", "الرئيسيه"]
)


def kind_by_words(name: str) -> SourceKind | None:
    """The kind that the words of a name say."""
    plain = folded(name)
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)


def kind_of(name: str, url: str, samples: Sequence[Sample]) -> tuple[SourceKind, str]:
    """The source's kind, and why. Never `republisher`: on such a site nothing is a release unless a line says so."""
    carried = [sample for sample in samples if sample.distributor]
    if len(carried) >= 3 and len({sample.issuer for sample in carried}) >= 3:
        return "newswire", "its pages carry releases of several issuers"
    if (by_name := kind_by_words(name)) is not None:
        return by_name, f"the name says it: {name}"
    if (urlsplit(url).hostname or "").endswith(".int"):
        return "intergovernmental", "its domain ends in .int"
    return "agency", "nothing says otherwise"
