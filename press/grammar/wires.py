"""The wires that distribute releases: the name each gives itself, the marks it puts into datelines, and its hosts.

General knowledge of the trade, in one place. A wire that is not here is read all the same where its mark stands as only wires'
marks do; it then keeps the spelling of the mark.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: name; other marks than the name itself, without blanks, points and case; hosts.
_WIRES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "PR Newswire",
        (
            "prnewswireasia",
            "prnewswirefirstcall",
            "prnewswireusnewswire",
            "prnewswireasianet",
            "prneuropean",
            "antaraprnewswire",
            "otsprnewswire",
        ),
        ("prnewswire.com", "prnewswire.co.uk", "prnasia.com", "prnmedia.prnewswire.com"),
    ),
    ("Business Wire", ("businesswireindia", "businesswirekoreanewswire"), ("businesswire.com",)),
    ("GlobeNewswire", ("globenewswireinc", "globenewswirevianewsdirect"), ("globenewswire.com",)),
    ("ACCESS Newswire", ("accesswire", "accesswirevia"), ("accesswire.com", "accessnewswire.com")),
    ("EIN Presswire", ("einpresswirecom", "einnewsdesk", "einnews"), ("einpresswire.com", "einnews.com")),
    ("Newsfile Corp.", ("newsfile",), ("newsfilecorp.com",)),
    ("CNW", ("cnwgroup", "cnwtelbec", "cnwtelbeccnw", "canadanewswire", "newswireca"), ("newswire.ca",)),
    ("Marketwired", ("marketwire",), ("marketwired.com", "marketwire.com")),
    ("Media OutReach Newswire", ("mediaoutreach",), ("media-outreach.com",)),
    (
        "APO Group",
        ("apo", "africanpressorganization", "africanewsroom", "groupeapo", "grupoapo", "مجموعةapo"),
        ("apo-opa.com", "apo-opa.info", "africa-newsroom.com"),
    ),
    ("24-7 Press Release Newswire", ("247pressrelease", "247pressreleasecom"), ("24-7pressrelease.com",)),
    ("NewMediaWire", (), ("newmediawire.com",)),
    ("News Direct", (), ("newsdirect.com",)),
    ("NOTICIAS NEWSWIRE", (), ("noticiasnewswire.com",)),
    ("PRWeb", ("prnewswireprweb", "prwebcom"), ("prweb.com",)),
    ("Newswire.com", ("newswire",), ("newswire.com",)),
    ("Newsworthy.ai", ("newsworthy",), ("newsworthy.ai",)),
    ("PRISM MediaWire", ("prismmediawirepmw",), ("prismmediawire.com",)),
    ("PR Karma", (), ("prkarma.com",)),
    ("Send2Press Newswire", ("send2press",), ("send2press.com", "send2pressnewswire.com")),
    ("AETOSWire", (), ("aetoswire.com",)),
    ("ME NewsWire", (), ("me-newswire.net",)),
    ("ACN Newswire", (), ("acnnewswire.com",)),
    ("JCN Newswire", (), ("jcnnewswire.com",)),
    ("Kyodo News PR Wire", ("kyodojbn", "prwirekyodonews"), ("kyodonewsprwire.jp",)),
    ("Korea Newswire", (), ("newswire.co.kr",)),
    ("AsiaNet", ("medianetinternationalasianet",), ("asianetnews.net",)),
    ("news aktuell", ("ots",), ("presseportal.de", "presseportal.ch")),
    ("APA-OTS", (), ("ots.at",)),
    ("EQS News", ("eqs", "eqsgroup", "dgap", "eqsgroupag"), ("eqs-news.com", "dgap.de")),
    ("Hispanic PR Wire", ("hispanicprwireprnewswire",), ("hispanicprwire.com",)),
    ("TheNewswire", ("thenewswireca",), ("thenewswire.com",)),
    ("IssueWire", ("issuewirecom",), ("issuewire.com",)),
    ("iCrowdNewswire", (), ("icrowdnewswire.com",)),
    ("ABNewswire", (), ("abnewswire.com",)),
    ("Chainwire", (), ("chainwire.org",)),
    ("ZEX PR WIRE", (), ("zexprwire.com",)),
    ("PRUnderground", (), ("prunderground.com",)),
    ("PRLog", (), ("prlog.org",)),
    ("WebWire", (), ("webwire.com",)),
    ("RealWire", (), ("realwire.com",)),
    ("M2 PRESSWIRE", (), ("m2.com",)),
    ("openPR", (), ("openpr.com", "openpr.de")),
    ("NewsVoir", (), ("newsvoir.com",)),
    ("InvestorWire", (), ("investorwire.com",)),
    ("InvestorBrandNetwork", ("ibn",), ("investorbrandnetwork.com",)),
    ("Cision", (), ("news.cision.com",)),
)
#: News agencies put their marks into datelines too (`PARIS (AFP) –`): they report, and distribute no release.
_AGENCIES = frozenset(
    " ".join(
        (
            "sid epd epdö kna awp ddp dapd",
            "aap adnkronos afp aninews ansa ap aps associatedpress bernama bloomberg bta dpa dpaafx efe europapress ians ina",
            "interfax irna kuna kyodo lusa map mena ntb pa pap petra pti pressassociation qna reuters rianovosti sana sapa",
            "spa tap tass telam upi wafa wam xinhua yonhap anadolu aa ani belga ats keystoneats apa cna antara stt ritzau ومع",
            "واج وات واص واس وام كونا قنا بترا وفا رويترز أفب دبأ وكالات أشأ",
        )
    ).split()
)
_LETTERS = re.compile(r"[\W_]+")
#: Names that say of themselves that they belong to a wire.
_WIRE_WORD = re.compile(r"wire\b|wire\.(?:com|ai|net|org)\b|\bpr\b|press ?release|pressedienst", re.IGNORECASE)


def _folded(mark: str) -> str:
    return _LETTERS.sub("", mark).lower()


_BY_MARK = {folded: name for name, marks, _ in _WIRES for folded in (_folded(name), *marks)}
_BY_HOST = {host: name for name, _, hosts in _WIRES for host in hosts}


def wire_named(mark: str) -> str | None:
    """The name of the wire that puts `mark` into datelines or is called so; None where no wire known here does."""
    return _BY_MARK.get(_folded(mark))


def wire_at(address: str) -> str | None:
    """The name of the wire on whose site an address stands."""
    try:
        labels = (urlsplit(address[:4000]).hostname or "").split(".")
    except ValueError:
        return None
    return next((name for at in range(len(labels) - 1) if (name := _BY_HOST.get(".".join(labels[at:])))), None)


def distributor_named(name: str) -> str:
    """A distributor's name in the spelling that it uses itself, where it is known here; else as it stands."""
    return wire_named(name) or name


def is_agency(mark: str) -> bool:
    """Whether the mark is a news agency's."""
    parts = re.split(r"[/&,]", mark)
    return bool(parts) and all(_folded(part) in _AGENCIES for part in parts)


def sounds_like_a_wire(mark: str) -> bool:
    """Whether a mark is a known wire's or says of itself that it is one (`Sample Newswire`, `Example PR`)."""
    return bool(wire_named(mark) or _WIRE_WORD.search(mark))
