"""Invented press rooms in the markup that publishing software makes, each with what stands on its pages for certain.

Every maker takes the releases of one page and yields the page; `releases` invents those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

_HEADS = (
    "Minister opens the new bridge at {}",
    "Grants for small farms in {} doubled",
    "Water prices in {} to stay the same this year",
    "Statement on the talks held in {}",
    "{} gets forty electric buses",
    "Schools in {} start a week later",
    "Report on the floods of {} handed over",
    "Tender rules for {} made simpler",
    "Night trains to {} return",
)
_PLACES = ("Orvale", "Tamsin", "Brekke", "Lunden", "Casabar", "Norhaven", "Ildria", "Quenby", "Marrow", "Selk", "Dunmere")


@dataclass(frozen=True)
class Release:
    number: int
    path: str
    headline: str
    day: date
    summary: str


def releases(count: int, *, first: int = 1, newest: date = date(2026, 3, 14), folder: str = "/news") -> list[Release]:
    """`count` releases, the newest first; their numbers count up with time, so that later ones come on top."""
    made = []
    for place in range(count):
        number = first + count - 1 - place
        place_name = _PLACES[number % len(_PLACES)]
        headline = f"{_HEADS[number % len(_HEADS)].format(place_name)}, measure {number}"
        day = newest - timedelta(days=3 * place)
        slug = headline.lower().replace(",", "").replace(" ", "-")
        summary = f"The government said that the plan for {place_name} was agreed after long talks with everyone concerned."
        made.append(Release(number, f"{folder}/{slug}", headline, day, summary))
    return made


def page(main: str, *, language: str = "en", head: str = "", aside: str = "", title: str = "News") -> bytes:
    """A page with the furniture that every site has round what is its own."""
    return f"""<!doctype html><html lang="{language}"><head><title>{title}</title>{head}</head><body>
<header class="site-header"><a href="/" class="logo"><img src="/logo.png" alt="Ministry of Works"></a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/ministry">The ministry</a></li><li><a href="/topics">Topics</a>
<ul><li><a href="/topics/roads-and-bridges">Roads and bridges</a></li><li>
<a href="/topics/water-supply">Water supply</a></li></ul></li>
<li><a href="/news">News</a></li><li><a href="/contact">Contact us</a></li></ul></nav>
<ul class="languages"><li><a hreflang="fr" href="/fr/">Français</a></li><li>
<a hreflang="ar" href="/ar/">العربية</a></li></ul></header>
<main>{main}</main>{aside}
<footer><ul><li><a href="/legal-notice">Legal notice</a></li><li><a href="/accessibility">Accessibility statement</a></li>
<li><a href="https://social.example/ministry">Follow the ministry</a></li></ul></footer></body></html>""".encode()


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def hugo_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f'<li><a href="{r.path}/"><h3>{escape(r.headline)}</h3></a><time datetime="{r.day}T09:00:00Z">{_day(r.day)}</time></li>'
        for r in shown
    )
    return page(f"<h1>News</h1><section class='list'><ul>{entries}</ul></section>{more}")


def ghost_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<article class="post-card post {"featured" if r.number % 4 == 0 else ""} tag-topic-{r.number % 3}">
        <a class="post-card-image-link" href="{r.path}/"><img src="/i/{r.number}.jpg" alt="{escape(r.headline)}"></a>
        <div class="post-card-content"><a class="post-card-content-link" href="{r.path}/"><header><div class="post-card-tags">
        <span>Works</span></div><h2 class="post-card-title">{escape(r.headline)}</h2></header>
        <div class="post-card-excerpt">{r.summary}</div></a><footer class="post-card-meta"><ul class="author-list"><li>
        <a href="/author/press-office/">Press office</a></li></ul>
        <time class="post-card-meta-date" datetime="{r.day}">{_day(r.day)}</time>
        </footer></div></article>"""
        for r in shown
    )
    return page(f'<div class="post-feed">{entries}</div>{more}')


def wagtail_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<div class="listing-card"><div class="listing-card__text"><h2 class="listing-card__heading">
        <a class="listing-card__link" href="{r.path}/">{escape(r.headline)}</a></h2>
        <p class="listing-card__date">{_day(r.day)}</p>
        <p>{r.summary}</p><a href="{r.path}/" class="listing-card__more">Read more</a></div></div>"""
        for r in shown
    )
    return page(f'<div class="wrapper"><h1>Press</h1>{entries}</div>{more}')


def plone_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<article class="entry"><header><span class="summary" title="News Item">
        <a href="{r.path}" class="contenttype-news-item state-published url">
        {escape(r.headline)}</a></span><div class="documentByLine"><span class="documentPublished">
        <span>published</span>{_day(r.day)}</span>,
        <span class="documentModified"><span>last modified</span> {_day(r.day + timedelta(days=40))}</span></div></header>
        <p class="description">{r.summary}</p></article>"""
        for r in shown
    )
    return page(f'<div id="content-core"><div class="entries">{entries}</div></div>{more}')


def drupal_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<div class="views-row views-row-{n} views-row-{"odd" if n % 2 else "even"} {"views-row-first" if n == 1 else ""}">
        <div class="views-field views-field-field-date">
        <span class="date-display-single" content="{r.day}T00:00:00+01:00">{r.day:%d.%m.%Y}</span></div>
        <div class="views-field views-field-title"><span class="field-content">
        <a href="{r.path}">{escape(r.headline)}</a></span></div></div>"""
        for n, r in enumerate(shown, 1)
    )
    return page(f'<div class="view view-news"><div class="view-content">{entries}</div></div>{more}')


def sharepoint_like(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<tr class="{"ms-alternating" if n % 2 else ""} ms-itmhover"><td class="ms-vb2"><nobr>{r.day:%d/%m/%Y}</nobr></td>
        <td class="ms-vb-title">
        <a href="/Pages/DispForm.aspx?ID={r.number}&amp;Source=%2Fnews">{escape(r.headline)}</a></td><td>Works</td></tr>"""
        for n, r in enumerate(shown)
    )
    head = '<tr><th><a href="?SortField=Date&SortDir=Asc">Date</a></th><th>'
    '<a href="?SortField=Title&SortDir=Asc">Title</a></th><th>Topic</th></tr>'
    return page(f'<table class="ms-listviewtable">{head}{entries}</table>{more}')


def definition_list(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(f'<dt>{_day(r.day)}</dt><dd><a href="{r.path}.html">{escape(r.headline)}</a></dd>' for r in shown)
    return page(f"<h1>Announcements</h1><dl>{entries}</dl>{more}")


def without_wrapper(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f'<h3><a href="{r.path}">{escape(r.headline)}</a></h3><p class="when">{_day(r.day)}</p>'
        f'<p>{r.summary} <a href="{r.path}">More</a></p>'
        for r in shown
    )
    return page(f'<div class="text">{entries}</div>{more}')


def date_over_several(shown: Sequence[Release], more: str = "") -> bytes:
    parts = []
    for start in range(0, len(shown), 3):
        same = shown[start : start + 3]
        items = "".join(f'<li><a href="{r.path}">{escape(r.headline)}</a></li>' for r in same)
        parts.append(f"<h2>{_day(same[0].day)}</h2><ul>{items}</ul>")
    return page(f'<div class="days">{"".join(parts)}</div>{more}')


def undated(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(f'<li><a href="{r.path}">{escape(r.headline)}</a></li>' for r in shown)
    return page(f"<h1>News</h1><ul class='items'>{entries}</ul>{more}")


def calendar_leaves(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f"""<div class="item"><div class="leaf"><span class="d">{r.day:%d}</span>
        <span class="m">{r.day:%b}</span><span class="y">{r.day.year}</span></div>
        <a class="t" href="{r.path}">{escape(r.headline)}</a></div>"""
        for r in shown
    )
    return page(f'<div class="grid">{entries}</div>{more}')


def link_round_all(shown: Sequence[Release], more: str = "") -> bytes:
    entries = "".join(
        f'<a class="card" href="{r.path}"><span class="kicker">Press release</span>'
        f'<strong class="card-title">{escape(r.headline)}</strong>'
        f"<span>{_day(r.day)}</span><span>{r.summary}</span></a>"
        for r in shown
    )
    return page(f'<div class="cards">{entries}</div>{more}')


def line_breaks(shown: Sequence[Release], more: str = "") -> bytes:
    lines = "<br>".join(f'{r.day:%d.%m.%Y} <a href="{r.path}">{escape(r.headline)}</a>' for r in shown)
    return page(f"<h1>News</h1><p>{lines}</p>{more}")


def line_breaks_date_after(shown: Sequence[Release], more: str = "") -> bytes:
    lines = "<br/>".join(f'<a href="{r.path}">{escape(r.headline)}</a> ({_day(r.day)})' for r in shown)
    return page(f"<h1>News</h1><p>{lines}</p>{more}")


def generic_links(shown: Sequence[Release], more: str = "") -> bytes:
    """The headline is no link; the link says what is behind it."""
    rows = "".join(
        f'<tr><td>{r.day:%d-%m-%Y}</td><td>{escape(r.headline)}</td><td><a href="{r.path}">Download</a></td></tr>' for r in shown
    )
    return page(f"<table><thead><tr><th>Date</th><th>Title</th><th>Document</th></tr></thead>{rows}</table>{more}")


def empty_links(shown: Sequence[Release], more: str = "") -> bytes:
    """A link without text lies over the whole entry."""
    entries = "".join(
        f"""<article class="post-entry {"tag-entry" if r.number % 3 == 0 else ""}"><header class="entry-header">
        <h2>{escape(r.headline)}</h2></header><div class="entry-content"><p>{r.summary}</p></div><footer class="entry-footer">
        <span title="{r.day} 09:00:00 +0000 UTC">{_day(r.day)}</span>&nbsp;·&nbsp;<span>2 min</span></footer>
        <a class="entry-link" aria-label="post link to {escape(r.headline)}" href="{r.path}/"></a></article>"""
        for r in shown
    )
    return page(f"{entries}{more}")


def rows_of_three(shown: Sequence[Release], more: str = "") -> bytes:
    def card(r: Release) -> str:
        return f"""<div class="col-md-4"><div class="card"><img alt=""><div class="card-body"><small>{r.day:%d %b %Y}</small>
        <h5 class="card-title"><a href="{r.path}">{escape(r.headline)}</a></h5></div></div></div>"""

    rows = "".join(f'<div class="row">{"".join(map(card, shown[start : start + 3]))}</div>' for start in range(0, len(shown), 3))
    return page(f'<div class="container">{rows}</div>{more}')


#: Maker, and whether its entries have dates.
ALL: dict[str, tuple[Callable[..., bytes], bool]] = {
    "hugo": (hugo_like, True),
    "ghost": (ghost_like, True),
    "wagtail": (wagtail_like, True),
    "plone": (plone_like, True),
    "drupal": (drupal_like, True),
    "sharepoint": (sharepoint_like, True),
    "definition list": (definition_list, True),
    "no wrapper": (without_wrapper, True),
    "undated": (undated, False),
    "leaves": (calendar_leaves, True),
    "cards": (link_round_all, True),
    "line breaks": (line_breaks, True),
    "line breaks, date after": (line_breaks_date_after, True),
    "generic links": (generic_links, True),
    "empty links": (empty_links, True),
    "rows of three": (rows_of_three, True),
}
