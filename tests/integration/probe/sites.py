"""Sites of different makes, for looks at them from their address alone. Each returns the releases that it has."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.integration.crawl.scripted_site import Answer, Asked, ScriptedSite
from tests.integration.probe.invented import NEWEST, Release, Room, prose, releases


def _home(room: Room, listed: list[Release], path: str = "/", **more: str) -> None:
    cards = "".join(
        f'<li><a href="{one.path}">{escape(one.headline)}</a> <time datetime="{one.at:%Y-%m-%d}">{one.day}</time></li>'
        for one in listed[:3]
    )
    welcome = " ".join(prose(room.language, f"welcome{path}", 1))
    room.page(path, "Home", f"<h1>Welcome</h1><p>{welcome}</p><h2>Latest</h2><ul>{cards}</ul>", **more)


def only_listings(site: ScriptedSite) -> list[Release]:
    """News and speeches, each with further pages; neither feed nor sitemap; events, jobs and a gallery beside them."""
    room = Room(site, menu=[("/", "Home"), ("/about", "About us"), ("/news", "News"), ("/speeches", "Speeches"),
                            ("/events", "Events"), ("/jobs", "Vacancies"), ("/gallery", "Photo gallery")])  # fmt: skip
    news = releases([f"/news/n{number}" for number in range(34)])
    speeches = releases([f"/speeches/s{number}" for number in range(7)], first=100, hours=70)
    for one in (*news, *speeches):
        room.release(one)
    room.listing("/news", "News", news)
    room.listing("/speeches", "Speeches", speeches, per_page=5, page_path="{path}/page/{page}")
    _events(room)
    room.plain("/jobs", "Vacancies")
    room.page(
        "/gallery", "Photo gallery", "<h1>Photo gallery</h1>" + "".join(f'<img src="/p{n}.jpg" alt="Quay">' for n in range(9))
    )
    room.furniture()
    _home(room, news)
    return [*news, *speeches]


def _events(room: Room) -> list[str]:
    paths = [f"/events/quay-day-{number}" for number in range(6)]
    for number, path in enumerate(paths):
        room.event(path, number)
    cards = "".join(
        f'<li><h3><a href="{path}">Open quay day {number}</a></h3><time datetime="2025-07-{10 + number}">{10 + number} July 2025'
        "</time></li>"
        for number, path in enumerate(paths)
    )
    room.page("/events", "Events", f"<h1>Events</h1><ul>{cards}</ul>")
    return paths


def only_a_sitemap(site: ScriptedSite) -> list[Release]:
    """No page lists the releases; a sitemap names them among all other pages."""
    room = Room(site, menu=[("/", "Home"), ("/about", "About us"), ("/services/permits", "Permits")])
    listed = releases([f"/press/{2025 - number // 12}/{number:02d}-harbour" for number in range(30)])
    for one in listed:
        room.release(one)
    services = [f"/services/{name}" for name in ("permits", "moorings", "pilots", "waste", "charts")]
    for path in services:
        room.plain(path, path.rpartition("/")[2].title())
    events = _events(room)
    room.furniture()
    room.page("/", "Home", "<h1>Welcome</h1>" + "".join(f"<p>{text}</p>" for text in prose("en", "home", 3)))
    room.sitemap("/map.xml", ["/", "/about", "/contact", "/privacy", *services, *events, *(one.path for one in listed)])
    room.robots(f"User-agent: *\nDisallow:\nSitemap: {site.base}/map.xml\n")
    return listed


def short_feed_and_listing(site: ScriptedSite) -> list[Release]:
    """A feed with ten items beside a paged listing, and pages that say no date themselves."""
    room = Room(site, menu=[("/", "Home"), ("/press/", "Press releases"), ("/about", "About us")])
    listed = releases([f"/press/item.php?id={400 - number}" for number in range(37)])
    for one in listed:
        room.release(one)
    room.head = '<link rel="alternate" type="application/rss+xml" title="Press releases" href="/press/rss.php">'
    room.listing("/press/", "Press releases", listed, per_page=12, page_path="{path}?start={page}", numbers=False)
    room.feed("/press/rss.php", listed[:10])
    room.furniture()
    _home(room, listed)
    return listed


def three_languages(site: ScriptedSite) -> list[Release]:
    """A press room in English, French and Arabic, each under its own path; `/` leads to `/en/`."""
    names = {"en": ("news", "News"), "fr": ("actualites", "Actualités"), "ar": ("akhbar", "الأخبار")}
    found: list[Release] = []
    for code, (folder, title) in names.items():
        switch = [(f"/{other}/", {"en": "English", "fr": "Français", "ar": "العربية"}[other]) for other in names if other != code]
        room = Room(site, language=code, menu=[(f"/{code}/", "⌂"), (f"/{code}/{folder}/", title), *switch])
        listed = releases([f"/{code}/{folder}/{code}-{number}" for number in range(16)], language=code, first=1)
        for one in listed:
            room.release(one)
        alternates = "".join(
            f'<link rel="alternate" hreflang="{other}" href="/{other}/{names[other][0]}/">' for other in names
        ) if code != "ar" else ""  # fmt: skip
        room.listing(f"/{code}/{folder}/", title, listed, per_page=8, head=alternates)
        _home(room, listed, f"/{code}/")
        found += listed
    Room(site).furniture()
    site.answers["/"] = Answer(status=302, headers={"Location": "/en/"})
    return found


def sections_under_a_hub(site: ScriptedSite) -> list[Release]:
    """A media centre with releases, statements and speeches below it, beside a gallery, a calendar and publications."""
    room = Room(
        site, menu=[("/", "Home"), ("/media", "Media centre"), ("/publications", "Publications"), ("/contact", "Contact")]
    )
    kinds = {"press-releases": ("Press releases", 24), "statements": ("Statements", 11), "speeches": ("Speeches", 9)}
    found: list[Release] = []
    links = "".join(f'<li><a href="/media/{name}">{title}</a></li>' for name, (title, _) in kinds.items())
    links += '<li><a href="/media/gallery">Photo gallery</a></li><li><a href="/media/calendar?month=2025-06">Calendar</a></li>'
    room.page("/media", "Media centre", f"<h1>Media centre</h1><p>{prose('en', 'media', 1)[0]}</p><ul>{links}</ul>")
    for place, (name, (title, count)) in enumerate(kinds.items()):
        listed = releases(
            [f"/media/{name}/{name[:3]}-{number}" for number in range(count)], first=1 + 100 * place, hours=40 + place
        )
        for one in listed:
            room.release(one)
        room.listing(f"/media/{name}", title, listed, page_path="{path}/{page}")
        found += listed
    for number in range(5):
        room.plain(f"/publications/report-{number}", f"Report {number}")
    room.page("/publications", "Publications", "<h1>Publications</h1><ul>" + "".join(
        f'<li><a href="/publications/report-{number}">Report {number} on the state of the quays</a></li>' for number in range(5)
    ) + "</ul>")  # fmt: skip
    room.furniture()
    _home(room, found)
    return found


def under_a_path(site: ScriptedSite) -> list[Release]:
    """A site that stands under `/ministry/` of a host which has another site at its root."""
    room = Room(site, menu=[("/ministry/", "Home"), ("/ministry/news/", "News"), ("/ministry/about/", "About us"),
                            ("/ministry/minister/", "The minister"), ("/ministry/services/", "Services")])  # fmt: skip
    listed = releases([f"/ministry/news/{number}-news/" for number in range(18)])
    for one in listed:
        room.release(one)
    room.listing("/ministry/news/", "News", listed, page_path="{path}page{page}/")
    for path, title in (("about", "About us"), ("minister", "The minister"), ("services", "Services")):
        room.plain(f"/ministry/{path}/", title)
    _home(room, listed, "/ministry/")
    other = Room(site, name="Portal of Ostmark", menu=[("/", "Portal"), ("/weather/", "Weather"), ("/news/", "Portal news")])
    foreign = releases([f"/news/portal-{number}" for number in range(5)], first=900)
    for one in foreign:
        other.release(one)
    other.listing("/news/", "Portal news", foreign)
    _home(other, foreign)
    for path in ("/contact", "/privacy"):
        other.plain(path, path[1:].title())
    return listed


def blog_at_the_root(site: ScriptedSite) -> list[Release]:
    """Posts beside pages at the root, the home page lists them in pages; a sitemap for each kind; tags and authors."""
    room = Room(
        site, name="Harbour Watch", menu=[("/", "Home"), ("/about/", "About"), ("/tag/quays/", "Quays"), ("/contact", "Contact")]
    )
    room.head = '<link rel="alternate" type="application/rss+xml" title="Harbour Watch" href="/rss/">'
    listed = releases([f"/{['dredgers', 'pilots', 'locks'][number % 3]}-return-{number}/" for number in range(33)])
    for one in listed:
        data = {"@context": "https://schema.org", "@type": "Article", "headline": one.headline,
                "datePublished": one.at.isoformat(), "publisher": {"@type": "Organization", "name": "Harbour Watch"}}  # fmt: skip
        room.release(one, head=f'<script type="application/ld+json">{json.dumps(data)}</script>')
    room.listing("/", "Harbour Watch", listed, per_page=8, page_path="/page/{page}/", numbers=False)
    room.listing("/tag/quays/", "Quays", listed[::2], per_page=8, page_path="{path}page/{page}/", numbers=False)
    room.listing("/author/ada/", "Ada", listed[::3], per_page=20)
    room.plain("/about/", "About")
    room.furniture()
    room.feed("/rss/", listed[:15], "Harbour Watch")
    room.sitemap("/sitemap-posts.xml", [one.path for one in listed])
    room.sitemap("/sitemap-pages.xml", ["/", "/about/"])
    room.sitemap("/sitemap-tags.xml", ["/tag/quays/"])
    room.sitemap("/sitemap-authors.xml", ["/author/ada/"])
    room.index("/sitemap.xml", [f"/sitemap-{kind}.xml" for kind in ("pages", "posts", "authors", "tags")])
    room.robots(f"User-agent: *\nSitemap: {site.base}/sitemap.xml\nDisallow: /admin/\n")
    return listed


def static_site(site: ScriptedSite) -> list[Release]:
    """A static site: one sitemap of everything, tag pages among them, feeds of everything and of each tag at `index.xml`."""
    room = Room(site, menu=[("/", "Home"), ("/posts/", "Posts"), ("/tags/", "Tags"), ("/about", "About")])
    listed = releases([f"/posts/note-{number}/" for number in range(26)])
    for one in listed:
        room.release(one)
    room.listing("/posts/", "Posts", listed, page_path="{path}page/{page}/")
    tags = [f"/tags/{name}/" for name in ("tides", "quays", "law", "fish")]
    for place, tag in enumerate(tags):
        head = f'<link rel="alternate" type="application/rss+xml" href="{tag}index.xml">'
        room.listing(tag, tag.strip("/").rpartition("/")[2], listed[place::4], head=head)
        room.feed(f"{tag}index.xml", listed[place::4])
    cloud = "".join(f'<a href="{tag}">{tag.strip("/").rpartition("/")[2]}</a> ' for tag in tags)
    room.page("/tags/", "Tags", f"<h1>Tags</h1><p>{cloud}</p>")
    room.furniture()
    room.feed("/index.xml", listed)
    room.feed("/posts/index.xml", listed)
    room.head = '<link rel="alternate" type="application/rss+xml" href="/index.xml">'
    _home(room, listed)
    room.sitemap("/sitemap.xml", ["/", "/posts/", "/tags/", "/about", *tags, *(one.path for one in listed)])
    return listed


def full_of_traps(site: ScriptedSite) -> list[Release]:
    """Comments' and tags' feeds, an endless calendar, facets, sort orders, a search, an archive by month."""
    room = Room(
        site, menu=[("/", "Home"), ("/newsroom/", "Newsroom"), ("/calendar/2025/06/", "Calendar"), ("/search?q=", "Search")]
    )
    listed = releases([f"/newsroom/{2025 if number < 20 else 2024}/{number}/" for number in range(35)])
    for one in listed:
        room.release(one)
    facets = "".join(f'<li><a href="/newsroom/?topic={name}">{name.title()}</a></li>' for name in ("quays", "fish", "law"))
    sorts = "".join(f'<a href="/newsroom/?sort={name}">{name}</a> ' for name in ("oldest", "title"))
    months = "".join(f'<li><a href="/newsroom/archive/2025/{number:02d}/">{number:02d}/2025</a></li>' for number in range(1, 7))
    extra = f"<aside><h2>Topics</h2><ul>{facets}</ul><p>Sort: {sorts}</p><h2>Archive</h2><ul>{months}</ul></aside>"
    room.head = (
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Tag: fish" href="/tag/fish/feed/">'
    )
    room.listing("/newsroom/", "Newsroom", listed, extra=extra)
    for name in ("topic=quays", "topic=fish", "topic=law", "sort=oldest", "sort=title"):
        room.listing(f"/newsroom/?{name}", "Newsroom", listed[::2], per_page=50)
    for number in range(1, 7):
        room.listing(f"/newsroom/archive/2025/{number:02d}/", "Archive", listed[:3])
    room.feed("/feed/", listed[:10])
    room.feed("/tag/fish/feed/", listed[3:6])
    comments = "".join(
        f"<item><title>Comment {number}</title><link>{site.base}{listed[0].path}#comment-{number}</link></item>"
        for number in range(9)
    )
    feed = f"<rss version='2.0'><channel><title>Comments</title>{comments}</channel></rss>"
    site.answers["/comments/feed/"] = Answer(feed.encode(), "application/rss+xml")
    for year in range(2020, 2031):
        for month in range(1, 13):
            before, after = (year - (month == 1), (month - 2) % 12 + 1), (year + (month == 12), month % 12 + 1)
            days = "".join(f"<td>{day}</td>" for day in range(1, 29))
            room.page(
                f"/calendar/{year}/{month:02d}/", "Calendar",
                f"<h1>{month:02d}/{year}</h1><table><tr>{days}</tr></table>"
                f'<a rel="prev" href="/calendar/{before[0]}/{before[1]:02d}/">Previous</a> '
                f'<a rel="next" href="/calendar/{after[0]}/{after[1]:02d}/">Next</a>',
            )  # fmt: skip
    room.furniture()
    _home(room, listed)
    room.robots("User-agent: *\nDisallow: /search\nDisallow: /calendar/\n")
    return listed


def with_an_interface(site: ScriptedSite) -> list[Release]:
    """A site whose pages name a WordPress REST interface: posts and statements, events, pages."""
    room = Room(site, menu=[("/", "Home"), ("/news/", "News"), ("/about/", "About us"), ("/events/", "Events")])
    room.head = (
        f'<link rel="https://api.w.org/" href="{site.base}/wp-json/">'
        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
    )
    posts = releases([f"/2025/{6 - number // 12:02d}/post-{number}/" for number in range(41)])
    statements = releases([f"/statement/s-{number}/" for number in range(12)], first=500, hours=90)
    for one in (*posts, *statements):
        room.release(one)
    room.listing("/news/", "News", posts, page_path="{path}page/{page}/")
    room.plain("/about/", "About us")
    room.furniture()
    _events(room)
    room.feed("/feed/", posts[:10])
    _home(room, posts)
    kinds = {
        "post": ("posts", "Posts", posts), "statement": ("statements", "Statements", statements),
        "page": ("pages", "Pages", []), "attachment": ("media", "Media", []), "wp_block": ("blocks", "Patterns", []),
    }  # fmt: skip
    _json(site, "/wp-json/", {"name": room.name, "timezone_string": "Europe/Tallinn", "gmt_offset": 3, "namespaces": ["wp/v2"]})
    _json(site, "/wp-json/wp/v2/types", {
        slug: {"slug": slug, "name": name, "rest_base": base, "rest_namespace": "wp/v2", "hierarchical": slug == "page"}
        for slug, (base, name, _) in kinds.items()
    })  # fmt: skip
    for base, _name, listed in kinds.values():
        _collection(site, f"/wp-json/wp/v2/{base}", listed)
    room.robots("User-agent: *\nDisallow: /wp-admin/\n")
    return [*posts, *statements]


def _json(site: ScriptedSite, path: str, value: object) -> None:
    site.answers[path] = Answer(json.dumps(value).encode(), "application/json")


def _collection(site: ScriptedSite, path: str, listed: list[Release]) -> None:
    """A collection of posts as WordPress answers for it, with any query."""

    def answer(asked: Asked) -> Answer:
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        chosen = list(listed)
        if after := query.get("modified_after"):
            chosen = [one for one in chosen if one.at.isoformat()[:19] > after[:19]]
        if query.get("order") == "asc":
            chosen.reverse()
        size, page = int(query.get("per_page", 10)), int(query.get("page", 1))
        posts = [
            {
                "id": one.number, "date": f"{one.at:%Y-%m-%dT%H:%M:%S}", "date_gmt": f"{one.at:%Y-%m-%dT%H:%M:%S}",
                "modified_gmt": f"{one.at:%Y-%m-%dT%H:%M:%S}", "modified": f"{one.at:%Y-%m-%dT%H:%M:%S}",
                "link": site.base + one.path, "title": {"rendered": escape(one.headline)}, "status": "publish",
                "content": {"rendered": "".join(f"<p>{text}</p>" for text in prose(one.language, one.path)), "protected": False},
            }
            for one in chosen[(page - 1) * size : page * size]
        ]  # fmt: skip
        headers = {"X-WP-Total": str(len(chosen)), "X-WP-TotalPages": str(-(-len(chosen) // size))}
        return Answer(json.dumps(posts).encode(), "application/json", headers=headers)

    site.answers[f"{path}?*"] = answer


_FRONT = """
const show = html => { document.getElementById('app').innerHTML = html; };
const menu = '<header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></nav></header>';
const ask = path => fetch(path).then(answer => answer.json());
const card = one => `<li><h3><a href="/news/${one.slug}">${one.title}</a></h3><time datetime="${one.published}">`
  + `${one.published.slice(0, 10)}</time><p>${one.summary}</p></li>`;
const path = location.pathname;
if (path === '/' || path === '/news')
  ask('/api/news?page=1&size=4').then(found => {
    show(`${menu}<main><h1>News</h1><ul>${found.items.map(card).join('')}</ul></main>`);
  });
else if (path.startsWith('/news/'))
  ask('/api/news/' + path.slice(6)).then(one => show(
    `${menu}<main><article><h1>${one.title}</h1><time datetime="${one.published}">`
    + `${one.published.slice(0, 10)}</time>${one.body}</article></main>`));
else show(`${menu}<main><h1>About us</h1><p>We keep the quays of Ostmark.</p></main>`);
"""


def made_by_scripts(site: ScriptedSite, *, readable: bool = False) -> list[Release]:
    """Pages without a word before scripts have run; these ask for JSON. `readable`: the releases' own pages are served whole."""
    room = Room(site, menu=[("/", "Home"), ("/news", "News"), ("/about", "About us")])
    listed = releases([f"/news/dredger-{number}-returns" for number in range(7)])
    shell = Answer(
        b'<!doctype html><html lang="en"><head><title>Harbour Ministry of Ostmark</title></head><body><div id="app"></div>'
        b'<noscript>Please turn scripts on.</noscript><script src="/front.js"></script></body></html>'
    )
    for path in ("/", "/news", "/about"):
        site.answers[path] = shell
    site.answers["/front.js"] = Answer(_FRONT.encode(), "text/javascript")
    for one in listed:
        if readable:
            room.release(one)
        else:
            site.answers[one.path] = shell
        body = "".join(f"<p>{escape(text)}</p>" for text in prose("en", one.path))
        _json(site, f"/api{one.path}", {**_item(one), "body": body})

    def answer(asked: Asked) -> Answer:
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        page, size = int(query.get("page", 1)), int(query.get("size", 4))
        found = {"items": [_item(one) for one in listed[(page - 1) * size : page * size]], "total": len(listed), "page": page}
        return Answer(json.dumps(found).encode(), "application/json")

    site.answers["/api/news?*"] = answer
    return listed


def _item(one: Release) -> dict[str, object]:
    return {
        "id": one.number, "slug": one.path.rpartition("/")[2], "title": one.headline, "published": one.at.isoformat(),
        "summary": prose("en", one.path)[0],
    }  # fmt: skip


def listed_by_scripts(site: ScriptedSite) -> list[Release]:
    """The listing is made by scripts, the releases' pages are served whole."""
    return made_by_scripts(site, readable=True)


def one_feed_of_everything(site: ScriptedSite) -> list[Release]:
    """A feed that holds news, speeches, events and the page about the ministry; tag clouds; lists with feeds of their own."""
    room = Room(
        site, menu=[("/", "Home"), ("/news/", "News"), ("/speeches/", "Speeches"), ("/events/", "Events"), ("/about/", "About")]
    )
    news = releases([f"/news/tide-{number}/" for number in range(22)])
    speeches = releases([f"/speeches/words-{number}/" for number in range(14)], first=200, hours=50)
    events = releases([f"/events/day-{number}/" for number in range(8)], first=400, hours=90)
    about = releases(["/about/"], first=600)
    tags = ("tides", "quays", "dredging")
    words = (f'<a href="/tags/{tag}/" style="font-size:{9 + 3 * place}px">{tag}</a>' for place, tag in enumerate(tags))
    cloud = f'<aside class="tags">{" ".join(words)}</aside>'
    for one in (*news, *speeches):
        room.release(one)
    for number, one in enumerate(events):
        room.event(one.path, number)
    room.plain("/about/", "About")
    room.furniture()
    for path, title, listed in (("/news/", "News", news), ("/speeches/", "Speeches", speeches), ("/events/", "Events", events)):
        head = f'<link rel="alternate" type="application/rss+xml" href="{path}index.xml">'
        room.listing(path, title, listed, page_path="{path}page/{page}/", extra=cloud, head=head)
        room.feed(f"{path}index.xml", listed)
    for tag in tags:
        room.listing(f"/tags/{tag}/", tag, [*news[:4], *events[:2]])
    whole = sorted((*news, *speeches, *events, *about), key=lambda one: one.at, reverse=True)
    room.feed("/index.xml", whole)
    room.head = '<link rel="alternate" type="application/rss+xml" title="Harbour Ministry" href="/index.xml">'
    _home(room, whole[:6])
    pages = ["/", "/news/", "/speeches/", "/events/", "/tags/", *(f"/tags/{tag}/" for tag in tags)]
    room.sitemap("/sitemap.xml", [*pages, *(one.path for one in whole)])
    return [*news, *speeches]


def all_beside_one_another(site: ScriptedSite) -> list[Release]:
    """News, events and plain pages all stand at the root, alike in the sitemap; the listing counts its pages from 0."""
    room = Room(site, menu=[("/", "Home"), ("/latest-news", "Latest news"), ("/whats-on", "Events"), ("/mission", "Mission")])
    listed = releases([f"/harbour-story-{'abcdefghij'[number % 10]}{number}x" for number in range(31)])
    for one in listed:
        room.release(one)
    events = [f"/quay-day-{'abcdef'[number]}" for number in range(6)]
    for number, path in enumerate(events):
        room.event(path, number)
    cards = "".join(
        f'<li><h3><a href="{path}">Open quay day {number}</a></h3><time datetime="2025-07-{10 + number}">{10 + number} July 2025'
        "</time></li>"
        for number, path in enumerate(events)
    )
    room.page("/whats-on", "Events", f"<h1>Events</h1><ul>{cards}</ul>")
    pages = ["/mission", "/organisation", "/opening-hours", "/complaints"]
    for path in pages:
        room.plain(path, path[1:].replace("-", " ").title())
    room.furniture()
    _number_from_zero(room, listed)
    room.feed("/rss.xml", listed[:10])
    room.head = '<link rel="alternate" type="application/rss+xml" title="Latest news" href="/rss.xml">'
    _home(room, listed)
    room.sitemap("/sitemap.xml", ["/", "/latest-news", "/whats-on", *pages, *events, *(one.path for one in listed)])
    return listed


def _number_from_zero(room: Room, listed: list[Release]) -> None:
    size, pages = 10, -(-len(listed) // 10)
    for number in range(pages):
        cards = "".join(
            f'<div class="row"><span class="title"><a href="{one.path}">{escape(one.headline)}</a></span> '
            f"<span>{one.day}</span></div>"
            for one in listed[number * size : (number + 1) * size]
        )
        links = "".join(
            f'<li><a href="?page={other}" title="Go to page {other + 1}">{other + 1}</a></li>'
            for other in range(pages)
            if other != number
        )
        if number + 1 < pages:
            links += f'<li><a href="?page={number + 1}" rel="next">››</a></li><li><a href="?page={pages - 1}">Last »</a></li>'
        path = "/latest-news" if number == 0 else f"/latest-news?page={number}"
        room.page(path, "Latest news", f'<h1>Latest news</h1><div class="view">{cards}</div><ul class="pager">{links}</ul>')


def names_not_known(site: ScriptedSite) -> list[Release]:
    """No word of the menu is known: the press room is called `aktobi`."""
    room = Room(site, menu=[("/", "Mtavari"), ("/vin-vart", "Vin vart"), ("/aktobi", "Aktobi"), ("/ruka", "Ruka")])
    listed = releases([f"/aktobi/w{number}" for number in range(23)])
    for one in listed:
        room.release(one)
    room.listing("/aktobi", "Aktobi", listed)
    for path in ("/vin-vart", "/ruka"):
        room.plain(path, path[1:].title())
    room.furniture()
    room.page("/", "Mtavari", "<h1>Mtavari</h1>" + "".join(f"<p>{text}</p>" for text in prose("en", "home", 2)))
    return listed


def by_year(site: ScriptedSite) -> list[Release]:
    """A listing of this year's releases, and a page for each year before; nothing else leads to those."""
    room = Room(site, menu=[("/", "Home"), ("/press-releases/", "Press releases"), ("/about", "About us")])
    found: list[Release] = []
    years = "".join(f'<li><a href="/press-releases/{year}/">{year}</a></li>' for year in range(2025, 2019, -1))
    for year in range(2025, 2019, -1):
        newest = NEWEST.replace(year=year)
        listed = releases([f"/press-releases/{year}/r{number}" for number in range(9)], first=100 * (year - 2019), newest=newest)
        for one in listed:
            room.release(one)
        room.listing(f"/press-releases/{year}/", f"Press releases {year}", listed, per_page=50, extra=f"<ul>{years}</ul>")
        if year == 2025:
            room.listing("/press-releases/", "Press releases", listed, per_page=50, extra=f"<h2>Archive</h2><ul>{years}</ul>")
        found += listed
    room.furniture()
    _home(room, found)
    return found


def years_in_two_languages(site: ScriptedSite) -> list[Release]:
    """One listing a year and language, told apart by a query; the year that is shown is no link, and there is but one other."""
    names = {"en": "Press releases", "fr": "Communiqués"}
    found: list[Release] = []
    for code, title in names.items():
        other = "fr" if code == "en" else "en"
        switch = {"en": "English", "fr": "Français"}[other]
        menu = [(f"/?l={code}", "⌂"), (f"/press/?l={code}", title), (f"/?l={other}", switch)]
        room = Room(site, language=code, menu=menu)
        for year in (2025, 2024):
            newest = NEWEST.replace(year=year)
            first = 1 + 100 * (year - 2024)
            listed = releases(
                [f"/press/{year}/{number:04}.html?l={code}" for number in range(11, 0, -1)],
                language=code, first=first, newest=newest,
            )  # fmt: skip
            for one in listed:
                room.release(one)
            turn = " · ".join(
                f"<b>{one}</b>" if one == year else f'<a href="/press/{one}/?l={code}">{one}</a>' for one in (2025, 2024)
            )
            switched = f'<p><a href="/press/?l={other}">{switch}</a></p>'
            for path in (f"/press/{year}/?l={code}", *((f"/press/?l={code}",) if year == 2025 else ())):
                room.listing(path, title, listed, per_page=50, extra=f"<p>{turn}</p>{switched}")
            found += listed
        _home(room, [one for one in found if one.language == code], f"/?l={code}")
    site.answers["/"] = site.answers["/?l=en"]
    return found


def pages_within_a_year(site: ScriptedSite) -> list[Release]:
    """A listing whose further pages end with its year; the years before have pages of their own, to which years lead."""
    room = Room(site, menu=[("/", "Home"), ("/news-releases", "News releases"), ("/about", "About us")])
    found: list[Release] = []
    years = "".join(f'<li><a href="/news-releases/{year}">{year}</a></li>' for year in (2025, 2024, 2023))
    for year in (2025, 2024, 2023):
        listed = releases(
            [f"/news-release/{year}-{number}" for number in range(14, 0, -1)], hours=30, first=100 * (year - 2022),
            newest=NEWEST.replace(year=year),
        )  # fmt: skip
        for one in listed:
            room.release(one)
        if year == 2025:
            room.listing("/news-releases", "News releases", listed, per_page=6, extra=f"<ul>{years}</ul>")
        room.listing(
            f"/news-releases/{year}", "News releases", listed, per_page=6,
            extra=f"<ul>{years}</ul>",
        )  # fmt: skip
        found += listed
    room.furniture()
    _home(room, found)
    return found


def events_alone(site: ScriptedSite) -> list[Release]:
    """Events and vacancies, listed with dates, under a heading that says news; no release at all."""
    room = Room(site, menu=[("/", "Home"), ("/whats-new", "What's new"), ("/about", "About us")])
    for number in range(6):
        room.event(f"/item/day-{number}", number)
    cards = "".join(
        f'<li><h3><a href="/item/day-{number}">Open quay day {number}</a></h3><time datetime="2025-07-{10 + number}">'
        f"{10 + number} July 2025</time></li>"
        for number in range(6)
    )
    room.page("/whats-new", "What's new", f"<h1>What's new</h1><ul>{cards}</ul>")
    room.furniture()
    room.page("/", "Home", "<h1>Welcome</h1><p>Welcome to the quays.</p>")
    return []


def languages_by_query(site: ScriptedSite) -> list[Release]:
    """Two languages that a parameter tells apart, and an events calendar; robots.txt forbids sorted lists."""
    found: list[Release] = []
    for code, title, switch in (("en", "Press releases", ("fr", "Français")), ("fr", "Communiqués de presse", ("en", "English"))):
        room = Room(
            site,
            language=code,
            menu=[(f"/?lang={code}", "⌂"), (f"/press?lang={code}", title), (f"/press?lang={switch[0]}", switch[1])],
        )
        listed = releases([f"/release?id={number}&lang={code}" for number in range(60, 60 - 21, -1)], language=code)
        for one in listed:
            room.release(one)
        room.listing(f"/press?lang={code}", title, listed, per_page=7, page_path="{path}&page={page}")
        _home(room, listed, f"/?lang={code}")
        found += listed
    site.answers["/"] = site.answers["/?lang=en"]
    site.answers["/press"] = site.answers["/press?lang=en"]
    Room(site).furniture()
    Room(site).robots("User-agent: *\nDisallow: /*sort=\n")
    return found


def further_pages_forbidden(site: ScriptedSite) -> list[Release]:
    """robots.txt forbids the listing's further pages; sitemaps of each month, named by an index, have all."""
    room = Room(site, menu=[("/", "Home"), ("/press", "Press releases"), ("/about", "About us")])
    listed = releases([f"/press/{number:03d}" for number in range(64, 0, -1)], hours=60)
    for one in listed:
        room.release(one)
    room.listing("/press", "Press releases", listed)
    room.furniture()
    _home(room, listed)
    months: dict[str, list[str]] = {}
    for one in listed:
        months.setdefault(f"/sitemap-{one.at:%Y-%m}.xml", []).append(one.path)
    for path, listed_there in months.items():
        room.sitemap(path, listed_there)
    room.sitemap("/sitemap-pages.xml", ["/", "/about", "/contact", "/privacy", "/press"])
    room.index("/sitemap.xml", [*months, "/sitemap-pages.xml"])
    room.robots(f"User-agent: *\nDisallow: /*?page=\nSitemap: {site.base}/sitemap.xml\n")
    return listed


def wordless_front(site: ScriptedSite) -> list[Release]:
    """A chooser of languages at the root, with nothing else; press rooms in Arabic and English below it, sections under each."""
    names = {"en": ("English", "Statements", "News"), "ar": ("العربية", "البيانات", "الأخبار")}
    Room(site).page("/", "Ostmark", '<p><a href="/en/">English</a> <a href="/ar/">العربية</a></p>', menu=[])
    found: list[Release] = []
    for code, (_, statements, news) in names.items():
        other = "ar" if code == "en" else "en"
        menu = [(f"/{code}/", "⌂"), (f"/{code}/statements", statements), (f"/{code}/news", news), (f"/{other}/", names[other][0])]
        room = Room(site, language=code, menu=menu)
        for place, (folder, title) in enumerate((("statements", statements), ("news", news))):
            listed = releases([f"/{code}/{folder}/{number}" for number in range(12)], language=code, first=1 + 100 * place)
            for one in listed:
                room.release(one)
            room.listing(f"/{code}/{folder}", title, listed, per_page=6)
            found += listed
        _home(room, found[-12:], f"/{code}/")
    Room(site).furniture()
    return found


def news_and_events_together(site: ScriptedSite) -> list[Release]:
    """One page, below the page about the ministry, lists news and events together; the sitemap has all, staff and topics too."""
    room = Room(
        site, menu=[("/", "Home"), ("/about/", "About"), ("/about/news-events/", "News & Events"), ("/topics/", "Topics")]
    )
    news = releases([f"/about/news/quay-{number}/" for number in range(24)])
    days = releases([f"/about/events/day-{number}/" for number in range(8)], first=300, hours=80)
    for one in news:
        room.release(one)
    for number, one in enumerate(days):
        room.event(one.path, number)
    both = sorted((*news, *days), key=lambda one: one.at, reverse=True)
    room.listing("/about/news-events/", "News & Events", both, per_page=8, page_path="{path}?p={page}")
    staff = [f"/about/staff/{name}/" for name in ("ada-bell", "ben-orr", "cy-low")]
    topics = [f"/topics/{name}/" for name in ("tides", "quays")]
    for path in (*staff, *topics, "/about/", "/topics/"):
        room.plain(path, path.strip("/").rpartition("/")[2].replace("-", " ").title())
    room.furniture()
    _home(room, both)
    pages = ["/", "/about/", "/about/news-events/", "/topics/", *staff, *topics]
    room.sitemap("/sitemap.xml", [*pages, *(one.path for one in both)])
    return news


def only_a_feed(site: ScriptedSite) -> list[Release]:
    """A feed of ten items that no page names, at a usual place; no page lists anything; what is not there answers 200."""
    room = Room(site, menu=[("/", "Home"), ("/about", "About us")])
    listed = releases([f"/n/{number}-harbour" for number in range(10)])
    for one in listed:
        room.release(one)
    room.furniture()
    room.feed("/rss.xml", listed)
    room.page("/", "Home", "<h1>Welcome</h1>" + "".join(f"<p>{text}</p>" for text in prose("en", "home", 3)))
    for path in ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap-index.xml", "/sitemap.txt", "/feed/"):
        room.page(path, "Page not found", "<h1>Page not found</h1><p>There is no such page here.</p>")
    return listed


def full_of_faults(site: ScriptedSite) -> list[Release]:
    """A listing among broken addresses, dates of the year 1, feeds and sitemaps that are none, loops and errors."""
    menu = [("/", "Home"), ("/news", "News"), ("/press", "Press"), ("/media", "Media"), ("/statements", "Statements")]
    menu += [
        (address, "News") for address in ("http://[::1", "https://a:b@x.example/news", "javascript:news()", "//", "/news%zz")
    ]
    room = Room(site, menu=[*menu, ("mailto:press@x.example", "Press"), ("/\N{GRINNING FACE}", "Press")])
    listed = releases([f"/news/{number}" for number in range(14)])
    for one in listed:
        room.release(one)
    feeds = ("/a.rss", "/b.rss", "/c.rss", "http://[x")
    room.head = "".join(f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in feeds)
    room.listing("/news", "News", listed)
    room.furniture()
    dated = "".join(
        f"<item><title>{path}</title><link>{path}</link><pubDate>{date}</pubDate></item>"
        for path, date in (("/about", "Mon, 01 Jan 0001 00:00:00 +0000"), ("/contact", "Fri, 31 Dec 9999 23:59:59 -0100"))
    )
    site.answers["/a.rss"] = Answer(bytes(range(256)) * 40, "application/rss+xml")
    site.answers["/b.rss"] = Answer(f"<rss version='2.0'><channel>{dated}</channel></rss>".encode(), "application/rss+xml")
    site.answers["/c.rss"] = Answer(b"", "application/rss+xml", 200)
    site.answers["/press"] = Answer(status=302, headers={"Location": "/press"})
    site.answers["/media"] = Answer(b"<html" + b"<div>" * 30_000 + b"<a href=/x>News</a>")
    site.answers["/statements"] = Answer(b"\x89PNG\r\n" + bytes(4000), "image/png")
    broken = "<?xml version='1.0'?><urlset><url><loc>http://[::</loc></url><url><loc>/about</loc>"
    site.answers["/sitemap.xml"] = Answer(broken.encode(), "text/xml")
    _home(room, listed)
    return listed
