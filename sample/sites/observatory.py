"""The river observatory's site: its pages are empty until a script has asked a JSON endpoint. No feed or sitemap lists them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sample import postings as texts
from sample.document import Document
from sample.markup import paragraphs, parse, to_html

_SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Velmara River Observatory</title></head>
<body><div id="app"><noscript>This page needs JavaScript.</noscript></div>
<script>
const id = location.pathname.split("/").filter(Boolean)[1];
fetch(id ? "/api/bulletins/" + id : "/api/bulletins").then(answer => answer.json()).then(told => {
  const app = document.getElementById("app");
  app.innerHTML = id
    ? "<article><h1>" + told.headline + "</h1><time datetime='" + told.published + "'>"
      + told.published + "</time>" + told.html + "</article>"
    : "<h1>Bulletins</h1><ul>"
      + told.map(b => "<li><a href='/bulletins/" + b.id + "'>" + b.headline + "</a></li>").join("") + "</ul>";
  document.title = id ? told.headline : "Bulletins";
});
</script></body></html>
"""


def documents(sites: Mapping[str, str]) -> dict[str, Document]:
    """The shell under every page's address, and the endpoint's answers."""
    bulletins: list[dict[str, Any]] = texts.read_toml("observatory.toml")["bulletin"]
    shell = Document(_SHELL.encode(), "text/html; charset=utf-8")
    site: dict[str, Document] = {
        "/robots.txt": Document(b"User-agent: *\nDisallow: /admin/\nCrawl-delay: 0\n", "text/plain"),
        "/": shell,
        "/api/bulletins": _json([{"id": bulletin["id"], "headline": bulletin["headline"]} for bulletin in bulletins]),
    }
    for bulletin in bulletins:
        blocks = parse(bulletin["body"])
        site[f"/bulletins/{bulletin['id']}"] = shell
        site[f"/api/bulletins/{bulletin['id']}"] = _json(
            {
                "id": bulletin["id"],
                "url": f"{sites['observatory']}/bulletins/{bulletin['id']}",
                "headline": bulletin["headline"],
                "published": bulletin["published"].isoformat(),
                "html": to_html(blocks),
                "text": "\n".join(paragraphs(blocks)),
            }
        )
    return site


def _json(told: object) -> Document:
    return Document(json.dumps(told, ensure_ascii=False).encode(), "application/json")
