"""Who publishes what: the pages of five invented sites, and what is true of each.

A ministry in three languages, an agency in two, a newswire that carries both and its own customers, and two news sites: one that
takes releases nearly whole, one that cuts them. `Page.cluster` names the release that a page belongs to; None is a site's own news.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tests.acceptance.identity.events import Event, Office, Text, edited
from tests.acceptance.identity.phrases import OWN_WORDS

Site = Literal["ministry", "agency", "wire", "courier", "monitor"]
Role = Literal["original", "wire", "republication", "excerpt"]

ZONE = "Africa/Tunis"
MINISTRY = Office({"en": "Ministry of Rural Works", "fr": "le ministère des Travaux ruraux", "ar": "وزارة الأشغال الريفية"})
AGENCY = Office({"en": "Agency for Coast and Harbour", "fr": "l’Agence du littoral et des ports"})
_FIRMS = (
    "Brightwater Pumps", "Hallorand Logistics", "Osmund & Vale", "The Kelter Foundation", "Nimbara Energy", "Tessellate Health",
    "Quillon Rail Systems", "Palomar Grain Exchange", "Verrin College of Trades", "Stonecrop Insurance", "Dunmere Fisheries",
    "Ardent Looms", "Calloway Optics", "Federation of Island Growers",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page as it is to be rendered, and the truth of it.

    `trap` says which kind of mistake the page invites, where it does. `part_of`: releases whose words stand in it, though it is of
    none. `canonical`, `source_link` and `translations` are keys of other pages; `later` are paragraphs that the publisher puts there
    after the copies were made.
    """

    key: str
    site: Site
    path: str
    language: str
    headline: str
    paragraphs: tuple[str, ...]
    at: datetime
    cluster: str | None
    role: Role | None
    issuers: tuple[str, ...] = ()
    distributor: str | None = None
    trap: str = ""
    part_of: tuple[str, ...] = ()
    byline: str = ""
    canonical: str | None = None
    source_link: str | None = None
    more_link: str | None = None
    translations: tuple[str, ...] = ()
    hreflang: bool = False
    later: tuple[str, ...] = ()
    standing: tuple[str, ...] = field(default=())


def pages(seed: int, size: float) -> list[Page]:
    """All pages; `size` 1 is about 400 pages, of which 345 are releases' and their copies."""
    return _Desk(seed, size).work()


class _Desk:
    """The day's work of five newsrooms. What happens is drawn from one seed."""

    def __init__(self, seed: int, size: float) -> None:
        self.dice = random.Random(f"newsrooms {seed}")
        self.size = size
        self.seed = seed * 100_000
        self.made: list[Page] = []
        self.texts: dict[str, Text] = {}

    def many(self, count: int) -> int:
        return max(2, round(count * self.size))

    def event(self, office: Office, number: int) -> Event:
        at = datetime(2026, 10, 30, 16, 20, tzinfo=ZoneInfo(ZONE)) - timedelta(minutes=self.dice.randint(0, 60 * 24 * 60))
        at = at.replace(hour=self.dice.randint(8, 17))
        shape = self.seed + number
        return Event(self.seed + number, office, at, shape, self.dice.randrange(36))

    def work(self) -> list[Page]:
        ministry = [self.event(MINISTRY, 1_000 + number) for number in range(self.many(30))]
        agency = [self.event(AGENCY, 2_000 + number) for number in range(self.many(26))]
        firms = [self.event(Office({"en": self.dice.choice(_FIRMS)}), 3_000 + number) for number in range(self.many(34))]
        # Series: a bulletin that an office issues again and again in the same words, under the same title.
        for office, first, events in ((MINISTRY, 1_500, ministry), (AGENCY, 2_500, agency)):
            model = self.event(office, first)
            events += [replace(model.namesake(self.seed + first + number), headline_shape=6) for number in range(self.many(14))]
        for number, event in enumerate(ministry):
            self.publish("ministry", event, ("en", "fr", "ar") if number % 3 != 2 else ("en",), hreflang=number % 2 == 0)
        for number, event in enumerate(agency):
            self.publish("agency", event, ("en", "fr") if number % 3 == 0 else ("en",))
        for number, event in enumerate(firms):
            self.carry(event, None, number)
        for number, event in enumerate([*ministry[:: self.step(ministry, 22)], *agency[:: self.step(agency, 18)]]):
            self.carry(event, f"{'ministry' if event.office is MINISTRY else 'agency'}-{event.number}-en", number)
        self.republish()
        self.own_news()
        return self.made

    def step(self, events: Sequence[Event], count: int) -> int:
        return max(1, len(events) // self.many(count))

    def publish(self, site: Site, event: Event, languages: tuple[str, ...], *, hreflang: bool = False) -> None:
        keys = {language: f"{site}-{event.number}-{language}" for language in languages}
        for language, key in keys.items():
            text = self.texts[key] = event.text(language)
            headline, trap = text.headline, ""
            if event.headline_shape == 6:
                headline, trap = {"en": "Weekly bulletin on works under way", "fr": "Bulletin hebdomadaire des travaux en cours",
                                  "ar": "النشرة الأسبوعية للأشغال الجارية"}[language], "series"  # fmt: skip
                self.texts[key] = text = replace(text, headline=headline)
            later = tuple(edited(text, event.number)) if language == "en" and self.dice.random() < 0.12 else ()
            self.made.append(
                Page(
                    key, site, self.path(site, event, language, headline), language, headline, text.paragraphs, event.at, key, "original",
                    tuple(event.office.names.values()), trap=trap, hreflang=hreflang, later=later,
                    translations=tuple(other for other in keys.values() if other != key),
                )
            )  # fmt: skip

    def carry(self, event: Event, original: str | None, number: int) -> None:
        """The wire's page: of another site's release, or of a customer's own."""
        key = f"wire-{event.number}-en"
        text = self.texts[key] = self.texts.get(original or "") or event.text("en")
        at = event.at + timedelta(minutes=self.dice.randint(5, 400))
        city = text.event.said("en")["place"]
        issuer, distributor = event.office.named("en"), "APO Group"
        if number % 3 == 1:
            distributor = "PR Newswire"
            first = f"{city.upper()}, {at:%b}. {at.day}, {at.year} /PRNewswire/ -- {text.paragraphs[0]}"
            paragraphs: tuple[str, ...] = (first, *text.paragraphs[1:], f"SOURCE {issuer}")
        else:
            first = f"{city.upper()}, {at.day} {at:%B} {at.year} -- {text.paragraphs[0]}" if number % 3 else text.paragraphs[0]
            paragraphs = (first, *text.paragraphs[1:], f"Distributed by APO Group on behalf of {issuer}.")
        self.made.append(
            Page(
                key, "wire", f"/news/{at:%Y/%m}/{300_000 + event.number}/{_slug(text.headline)}", "en", text.headline, paragraphs, at,
                original or key, "wire", (issuer,), distributor, trap="series" if event.headline_shape == 6 else "",
            )
        )  # fmt: skip

    def republish(self) -> None:
        sources = [page for page in self.made if page.site in ("ministry", "agency", "wire") and page.language == "en"]
        taken: set[str] = set()
        for number in range(self.many(130)):
            page = sources[self.dice.randrange(len(sources))]
            site: Site = "courier" if number % 2 == 0 else "monitor"
            if page.cluster is None or f"{site} {page.cluster}" in taken:
                continue
            taken.add(f"{site} {page.cluster}")
            self.copy(page, site, number)

    def copy(self, page: Page, site: Site, number: int) -> None:
        text, dice = self.texts[page.key], self.dice
        at = page.at + timedelta(minutes=dice.randint(30, 2_000))
        how = ("whole", "edited", "edited", "headline", "excerpt", "furniture")[
            number % 6 if site == "courier" else number // 2 % 6
        ]
        paragraphs = list(page.paragraphs)
        if how in ("edited", "headline"):
            tail = [page.paragraphs[-1]] if page.site == "wire" and dice.random() < 0.5 else []
            paragraphs = edited(text, self.seed + number) + tail
        headline = page.headline if how == "whole" or dice.random() < 0.4 else _own_headline(text, dice)
        role: Role = "republication"
        more = None
        if how == "excerpt":
            role = "excerpt"
            kept = max(2, len(paragraphs) // 2) if number % 4 else 2
            if number % 3 == 1:  # an editor's own lead
                paragraphs[0] = _own_lead(text, dice)
            paragraphs = paragraphs[:kept]
            more = page.key
        named = next(
            (name for name in (page.distributor,) if name and any(name in line or "/PRNewswire/" in line for line in paragraphs)),
            None,
        )
        standing = (
            "Subscribe to our morning letter and get the day’s business news before your first coffee. You can leave at any time with one click.",
            "Do you know more about this story? Write to our desk in confidence; we read everything that reaches us and protect our sources.",
        ) if how == "furniture" else ()  # fmt: skip
        source_line = dice.random() < 0.4
        if source_line and named is None:
            paragraphs.append(f"Source: {page.issuers[0]}")
        slug = _slug(headline)
        self.made.append(
            Page(
                f"{site}-{number}", site, f"/{at:%Y/%m/%d}/{slug}-{number}/" if site == "courier" else f"/article/{70_000 + number}-{slug}.html",
                "en", headline, tuple(paragraphs), at, page.cluster, role, page.issuers if named or source_line else (), named,
                trap=page.trap, byline=dice.choice(("By our desk", "By Nadja Ferrow", "Staff Writer", "")), standing=standing,
                canonical=page.key if dice.random() < 0.3 else None, more_link=more,
                source_link=page.key if dice.random() < 0.2 else None,
            )
        )  # fmt: skip

    def own_news(self) -> None:
        """The news sites' own: articles about a release that quote a paragraph of it, round-ups of several, and what has nothing to do
        with any."""
        releases = [page for page in self.made if page.role == "original" and page.language == "en"]
        for number in range(self.many(30)):
            site: Site = "courier" if number % 2 else "monitor"
            page = self.dice.choice(releases)
            text = self.texts[page.key]
            words, kind = self.dice.sample(OWN_WORDS, 6), number % 3
            if kind == 0:
                quote = next((one for one in page.paragraphs if "“" in one), page.paragraphs[1])
                paragraphs = [words[0] + " " + words[1], words[2], quote, words[3] + " " + words[4], words[5]]
                headline, trap, of = (
                    f"In {text.event.said('en')['place']}, doubts about the new plan",
                    "quotes",
                    (page.cluster or "",),
                )
            elif kind == 1:
                several = self.dice.sample(releases, min(4, len(releases)))
                paragraphs = [part for one in several for part in (one.headline, one.paragraphs[0])]
                headline, trap, of = (
                    f"What the ministries told us this week ({number})",
                    "round-up",
                    tuple(one.cluster or "" for one in several),
                )
            else:
                paragraphs = [" ".join(self.dice.sample(OWN_WORDS, 3)) for _ in range(3)]
                headline, trap, of = f"Letter from {text.event.said('en')['place2']} ({number})", "", ()
            at = page.at + timedelta(hours=self.dice.randint(5, 60))
            slug = _slug(headline)
            self.made.append(
                Page(
                    f"{site}-own-{number}", site, f"/{at:%Y/%m/%d}/{slug}-{number}/" if site == "courier" else f"/article/{90_000 + number}-{slug}.html",
                    "en", headline, tuple(paragraphs), at, None, None, trap=trap, part_of=of, byline="By Nadja Ferrow",
                )
            )  # fmt: skip

    def path(self, site: Site, event: Event, language: str, headline: str) -> str:
        number = event.number % 100_000
        if site == "ministry":
            return f"/{language}/newsroom/{event.at:%Y}/{_slug(headline) or 'item'}-{number}"
        return f"/index.php?page=press&lang={language}&id={number}"


def _own_headline(text: Text, dice: random.Random) -> str:
    facts = text.event.said("en")
    return dice.choice(
        (
            "{place}: what the plan for {things} means", "{person} promises {things}", "{amount1}m for {things} near {place2}",
            "{things_} for {place} at last", "{place2} looks to {place} for its {things}",
        )
    ).format(**facts)  # fmt: skip


def _own_lead(text: Text, dice: random.Random) -> str:
    facts = text.event.said("en")
    return dice.choice(
        (
            "Good news came to {place} this week for all who wait for {things}, and {org} has now told what comes of the plan.",
            "What had been asked for in {place2} for a long while is on its way: {person} spoke of {amount1} million and of {things}.",
            "People in {place} and {place2} learned on Monday how the money for {things} is to be spent, and by whom.",
        )
    ).format(**facts)  # fmt: skip


def _slug(headline: str) -> str:
    plain = unicodedata.normalize("NFKD", headline).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:9])
