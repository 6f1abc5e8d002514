"""A site that scripts build: every address answers the same shell, and an endpoint has the texts."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from sample.document import Document
from sample.generated.site import HTML, Theme, Truth
from sample.generated.stories import stories

_SIZE = 20
_SHELL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Office for Rivers</title></head>
<body><noscript>Please switch JavaScript on.</noscript><div id="root"></div><script>
const root = document.getElementById("root");
const menu = "<header><nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/about'>About</a></nav></header>";
const put = html => { root.innerHTML = menu + "<main>" + html + "</main>"; };
const [, place, slug] = location.pathname.split("/");
const day = text => new Date(text).toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"});
if (place === "about") put("<h1>About</h1><p>The Office for Rivers was founded in 1971.</p>");
else if (slug) fetch("/api/items/" + slug).then(a => a.json()).then(({item}) => {
  document.title = item.title;
  put("<article><h1>" + item.title + "</h1><time datetime='" + item.published_at + "'>" + day(item.published_at) + "</time>" + item.content + "</article>");
});
else fetch("/api/items?page=" + (new URLSearchParams(location.search).get("page") || 1) + "&per_page=SIZE").then(a => a.json()).then(told => {
  put("<h1>News</h1><ul>" + told.data.map(i => "<li><h3><a href='/news/" + i.slug + "'>" + i.title + "</a></h3><time>" + day(i.published_at)
    + "</time><p>" + i.lead + "</p></li>").join("") + "</ul>" + (told.meta.page < told.meta.pages ? "<a rel='next' href='/news?page="
    + (told.meta.page + 1) + "'>Next</a>" : ""));
});
</script></body></html>
""".replace("SIZE", str(_SIZE))


def make(base: str) -> Theme:
    """The theme for this address."""
    posts = stories("scripted", 47, ("en",), zone="Europe/Dublin")
    by_slug = {story.slug: story for story in posts}

    def answer(path: str) -> Document | None:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Document(b"User-agent: *\nDisallow:\n", "text/plain")
        if not parts.path.startswith("/api/"):
            return Document(_SHELL.encode(), HTML)
        slug = parts.path.removeprefix("/api/items").strip("/")
        if slug:
            story = by_slug.get(slug)
            content = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs) if story else ""
            told = story and {
                "item": {"slug": slug, "title": story.headline, "published_at": story.published.isoformat(), "content": content}
            }
            return _json(told) if told else None
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        items = [
            {
                "slug": story.slug,
                "title": story.headline,
                "published_at": story.published.isoformat(),
                "lead": story.paragraphs[0][:90],
            }
            for story in posts[(page - 1) * _SIZE : page * _SIZE]
        ]
        return _json({"data": items, "meta": {"page": page, "pages": -(-len(posts) // _SIZE), "total": len(posts)}})

    truth = tuple(Truth(f"/news/{story.slug}", story) for story in posts)
    return Theme("scripted", answer, truth, ("/", "/news"), zone="Europe/Dublin", needs_browser=True)


def _json(told: object) -> Document:
    return Document(json.dumps(told).encode(), "application/json")
