"""Invented press rooms, laid into a served site: menus, releases with dates and texts, and pages that are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random

from tests.integration.crawl.scripted_site import Answer, ScriptedSite

#: When the newest release of every site came out.
NEWEST = datetime(2025, 6, 20, 9, 30, tzinfo=UTC)

_WORDS = {
    "en": (
        ("The harbour board", "The inspectorate", "The river council", "The lighthouse service", "The ferry office"),
        ("has opened", "will rebuild", "is going to survey", "has repaired", "will lend money for", "has taken over"),
        ("the eastern breakwater", "two dredgers", "the pilot station", "a tide gauge", "the fish market", "the lock at Selm"),
        ("because the spring floods damaged it", "before the winter storms begin", "after eleven months of work and two delays",
         "so that smaller boats can enter at low water", "with the help of all seven parishes along the coast"),
        "said the chairwoman, who had visited the site twice this month",
    ),
    "fr": (
        ("Le conseil du fleuve", "La capitainerie", "Le service des phares", "Le bureau des bacs", "La régie du port"),
        ("a ouvert", "reconstruira", "va examiner", "a réparé", "prêtera de l'argent pour", "a repris"),
        ("la digue de l'est", "deux dragues", "la station de pilotage", "un nouveau marégraphe", "la criée", "l'écluse de Selm"),
        ("parce que les crues du printemps l'ont abîmée", "avant que ne commencent les tempêtes de l'hiver",
         "après onze mois de travaux et deux retards", "avec l'aide des sept paroisses de la côte"),
        "a déclaré la présidente, qui s'était rendue deux fois sur place ce mois-ci",
    ),
    "ar": (
        ("مجلس النهر", "مصلحة المنارات", "مكتب العبارات", "إدارة الميناء", "هيئة الصيد البحري"),
        ("افتتح اليوم", "سيعيد بناء", "يعتزم فحص", "أصلح أخيرا", "سيمول أشغال", "تسلم رسميا"),
        ("حاجز الأمواج الشرقي", "سفينتين للجرف", "محطة الإرشاد", "مقياسا جديدا للمد", "سوق السمك", "هويس المدينة القديمة"),
        ("لأن فيضانات الربيع ألحقت به أضرارا", "قبل أن تبدأ عواصف الشتاء", "بعد أحد عشر شهرا من العمل وتأخرين",
         "بمساعدة البلديات السبع على طول الساحل"),
        "وقالت الرئيسة إنها زارت الموقع مرتين خلال هذا الشهر",
    ),
}  # fmt: skip
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),  # noqa: SIM905
}


@dataclass(frozen=True)
class Release:
    """A release as it stands on the site: the truth to compare with."""

    path: str
    number: int
    language: str = "en"
    at: datetime = NEWEST

    @property
    def headline(self) -> str:
        return _headline(self.language, self.number)

    @property
    def day(self) -> str:
        return f"{self.at.day} {_MONTHS[self.language][self.at.month - 1]} {self.at.year}"


def _headline(language: str, number: int) -> str:
    who, does, what, why, _ = _WORDS[language]
    pick = Random(f"{language}{number}")
    return f"{pick.choice(who)} {pick.choice(does)} {pick.choice(what)} {pick.choice(why)} ({number})"


def prose(language: str, seed: str, paragraphs: int = 4) -> list[str]:
    """Paragraphs of several sentences each, the same for the same seed."""
    who, does, what, why, quote = _WORDS[language]
    pick = Random(seed)

    def sentence() -> str:
        end = f", {quote}" if pick.random() < 0.3 else ""
        return f"{pick.choice(who)} {pick.choice(does)} {pick.choice(what)} {pick.choice(why)}{end}."

    return [" ".join(sentence() for _ in range(pick.randint(2, 4))) for _ in range(paragraphs)]


def releases(
    paths: Iterable[str], *, language: str = "en", first: int = 1, hours: float = 31.0, newest: datetime = NEWEST
) -> list[Release]:
    """One release for each path, the first of them the newest."""
    return [Release(path, first + place, language, newest - timedelta(hours=hours * place)) for place, path in enumerate(paths)]


@dataclass
class Room:
    """A site under construction: its menu, and the pages laid into a served site."""

    site: ScriptedSite
    name: str = "Harbour Ministry of Ostmark"
    language: str = "en"
    menu: list[tuple[str, str]] = field(default_factory=list)
    head: str = ""
    dates: bool = True

    def page(
        self,
        path: str,
        title: str,
        inner: str,
        *,
        head: str = "",
        language: str | None = None,
        menu: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        """Lay a page: its menu, `inner` as its main part, a footer."""
        spoken = language or self.language
        links = "".join(
            f'<li><a href="{target}">{escape(text)}</a></li>' for target, text in (menu if menu is not None else self.menu)
        )
        direction = ' dir="rtl"' if spoken == "ar" else ""
        self.site.answers[path] = Answer(
            f'<!doctype html><html lang="{spoken}"{direction}><head><meta charset="utf-8">'
            f"<title>{escape(title)} | {escape(self.name)}</title>{self.head}{head}</head>"
            f"<body><header><p>{escape(self.name)}</p><nav><ul>{links}</ul></nav></header><main>{inner}</main>"
            f"<footer><p>{escape(self.name)}, Quay 4, Ostmark."
            '<a href="/contact">Contact</a> <a href="/privacy">Privacy</a></p></footer>'
            "</body></html>".encode()
        )

    def release(self, release: Release, *, head: str = "") -> None:
        """Lay a release's page."""
        stamp = f'<p><time datetime="{release.at:%Y-%m-%dT%H:%M:%S+00:00}">{release.day}</time></p>' if self.dates else ""
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in prose(release.language, release.path))
        self.page(
            release.path, release.headline, f"<article><h1>{escape(release.headline)}</h1>{stamp}{text}</article>", head=head,
            language=release.language,
        )  # fmt: skip

    def listing(
        self, path: str, title: str, listed: Sequence[Release], *, per_page: int = 10, page_path: str = "{path}?page={page}",
        numbers: bool = True, language: str | None = None, extra: str = "", head: str = "", dated: bool = True,
    ) -> None:  # fmt: skip
        """Lay a listing and its further pages."""
        pages = max(1, -(-len(listed) // per_page))
        addresses = [path, *(page_path.format(path=path, page=number) for number in range(2, pages + 1))]
        for number, address in enumerate(addresses, start=1):
            cards = "".join(
                f'<li class="card"><h3><a href="{one.path}">{escape(one.headline)}</a></h3>'
                + (f'<time datetime="{one.at:%Y-%m-%d}">{one.day}</time>' if dated else "")
                + f"<p>{escape(prose(one.language, one.path)[0][:120])}…</p></li>"
                for one in listed[(number - 1) * per_page : number * per_page]
            )
            links = []
            if pages > 1 and numbers:
                links += [
                    f"<span>{other}</span>" if other == number else f'<a href="{addresses[other - 1]}">{other}</a>'
                    for other in range(1, pages + 1)
                ]
            if number < pages:
                links.append(f'<a rel="next" href="{addresses[number]}">Next</a>')
            pager = f'<nav class="pagination">{" ".join(links)}</nav>' if links else ""
            self.page(address, title, f"<h1>{escape(title)}</h1><ul>{cards}</ul>{pager}{extra}", language=language, head=head)

    def plain(self, path: str, title: str, *, language: str | None = None) -> None:
        """Lay a page without a date that is no release."""
        spoken = language or self.language
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in prose(spoken, f"plain{path}", 2))
        self.page(path, title, f"<h1>{escape(title)}</h1>{text}", language=spoken)

    def event(self, path: str, number: int) -> None:
        """Lay an event's page, dated in the future, with its labelled place and hour."""
        day = NEWEST + timedelta(days=30 + number)
        data = (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Event","name":"Open quay day '
            f'{number}","startDate":"{day:%Y-%m-%dT10:00:00+00:00}",'
            f'"location":{{"@type":"Place","name":"Quay {number}"}}}}</script>'
        )
        inner = (
            f"<h1>Open quay day {number}</h1><dl><dt>When</dt><dd>{day.day} {_MONTHS['en'][day.month - 1]} {day.year}, 10:00</dd>"
            f"<dt>Where</dt><dd>Quay {number}</dd><dt>Registration</dt><dd>Not needed</dd></dl>"
            "<p>Come and see the dredgers at work.</p>"
        )
        self.page(path, f"Open quay day {number}", inner, head=data)

    def feed(self, path: str, listed: Sequence[Release], title: str = "News", *, whole: bool = False) -> None:
        """Lay an RSS feed."""
        items = "".join(
            f"<item><title>{escape(one.headline)}</title><link>{self.site.base}{one.path}</link>"
            f"<guid>{self.site.base}{one.path}</guid><pubDate>{one.at:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
            f"<description>{escape(prose(one.language, one.path)[0])}</description></item>"
            for one in listed
        )
        self.site.answers[path] = Answer(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>{self.site.base}/</link>'
            f"<description>x</description>{items}</channel></rss>".encode(),
            "application/rss+xml",
        )

    def sitemap(self, path: str, paths: Iterable[str], *, lastmod: bool = True) -> None:
        """Lay a sitemap."""
        stamp = f"<lastmod>{NEWEST:%Y-%m-%d}</lastmod>" if lastmod else ""
        urls = "".join(f"<url><loc>{escape(self.site.base + one)}</loc>{stamp}</url>" for one in paths)
        self.site.answers[path] = Answer(
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(),
            "application/xml",
        )

    def index(self, path: str, children: Iterable[str], *, lastmod: bool = True) -> None:
        """Lay an index of sitemaps."""
        stamp = f"<lastmod>{NEWEST:%Y-%m-%dT%H:%M:%S+00:00}</lastmod>" if lastmod else ""
        urls = "".join(f"<sitemap><loc>{self.site.base}{one}</loc>{stamp}</sitemap>" for one in children)
        self.site.answers[path] = Answer(
            f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</sitemapindex>'.encode(),
            "application/xml",
        )

    def robots(self, text: str) -> None:
        """Lay robots.txt."""
        self.site.answers["/robots.txt"] = Answer(text.encode(), "text/plain")

    def furniture(self) -> None:
        """Lay the pages that every site has."""
        for path, title in (("/about", "About the ministry"), ("/contact", "Contact"), ("/privacy", "Privacy notice")):
            self.plain(path, title)
