"""From a JSON answer that a page asked for to a description of it: where its releases are, and how to ask for more.

Found by structure: a list of objects that have an address, a headline and mostly a date. Names of members only tip the balance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from press.language import tag
from press.source import Answer
from spiders.discovery.document import Document
from spiders.discovery.json_answer import parse
from spiders.discovery.json_dates import instant_of
from spiders.discovery.json_shape_address import Addressing, address_of
from spiders.discovery.json_shape_paging import first_page, paging_of

#: Bounds on looking: answers of scripts hold whole sites.
_MOST_NODES, _DEEPEST, _MOST_LISTS, _MOST_LOOKED_AT, _MOST_FIELDS = 20_000, 8, 40, 50, 400

_TITLE = re.compile(r"title|headline|heading|\bname\b|subject|titre|titul|titel|titol|otsikko|başlık|baslik|judul", re.I)
_TEASER = re.compile(r"summary|excerpt|teaser|lead\b|abstract|intro|standfirst|description|deck|chapo|resum|subtitle", re.I)
_BODY = re.compile(r"body|content|text|html|article", re.I)
_PUBLISHED = re.compile(r"publi|release|posted|issued|display|\bdate\b|datum|fecha|\bdata\b|tarih|live", re.I)
_CREATED = re.compile(r"creat|insert|added|upload", re.I)
_MODIFIED = re.compile(r"modif|updat|chang|revis|edited|refresh", re.I)
_NO_RELEASE = re.compile(r"expir|valid|start|begin|\bend|ends|until|deadline|closing|event|birth|unpublish|archiv", re.I)
_LANGUAGE = re.compile(r"lang|locale|\bhl\b", re.I)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TAGS = re.compile(r"<[a-z!/][^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Described:
    """A list of releases in an answer, as a source's file would describe it.

    `url` is the address for the way: the one asked, set to its first page, without what only keeps caches away. `score`, 0 to 1,
    is how sure it is that these are releases whose addresses are right; `evidence` says why in words that a person can check.
    `addresses` are those of the items, as the description gives them. `total` is the number of items that the answer speaks of,
    `newest` the instant of the newest item.
    """

    url: str
    answer: Answer
    score: float
    evidence: tuple[str, ...]
    items: int
    addresses: tuple[str, ...]
    total: int | None = None
    newest: datetime | None = None


def describe(url: str, body: bytes, *, pages_seen: Sequence[str] = (), language: str | None = None) -> list[Described]:
    """Descriptions of the lists of releases in the answer `body` to `url`, best first; none where nothing looks like one.

    `pages_seen` are addresses of links on the page whose script asked: with them items that hold no address, but a slug or an
    id, find the address that is made of it. `language` (BCP 47) is for dates in words.
    """
    data = parse(Document(url, body, None, None, "json"), Counter())
    found = []
    for path, items in sorted(_lists(data), key=lambda pair: -len(pair[1]))[:_MOST_LISTS]:
        described = _describe(url, data, path, items, pages_seen, language)
        if described is not None:
            found.append(described)
    return sorted(found, key=lambda described: (-described.score, -described.items))[:5]


def _lists(data: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of objects in the answer, with the path to it."""
    waiting: list[tuple[str, Any, int]] = [("", data, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        path, value, depth = waiting.pop(0)
        if isinstance(value, list):
            objects = [entry for entry in value if isinstance(entry, dict)]
            if objects and len(objects) * 5 >= len(value) * 4:
                yield path, objects
            children = [(str(number), entry) for number, entry in enumerate(value[:3])]
        elif isinstance(value, dict):
            children = list(value.items())
        else:
            continue
        if depth < _DEEPEST:
            waiting += [
                (f"{path}.{name}" if path else name, entry, depth + 1)
                for name, entry in children[:_MOST_FIELDS]
                if isinstance(entry, dict | list)
            ]


def _describe(
    url: str, data: Any, path: str, items: list[dict[str, Any]], pages_seen: Sequence[str], language: str | None
) -> Described | None:
    looked_at = items[:_MOST_LOOKED_AT]
    columns = _columns(looked_at)
    addressing = address_of(url, columns, looked_at, pages_seen)
    dates = {name: share for name, values in columns.items() if (share := _dated(values, len(looked_at), language)) >= 0.5}
    headline = _headline(columns, len(looked_at), set(dates))
    if addressing is None or headline is None:
        return None
    dates.pop(headline, None)  # "Bulletin of 3 March 2026" states a date, and is a headline
    published, modified = _date_fields(dates)
    texts = _texts(columns, {headline, addressing.field})
    paging = paging_of(url, data, path, len(items))
    answer = Answer(
        items=path,
        url=addressing.written,
        headline=headline,
        summary=texts.get("summary"),
        body=texts.get("body"),
        published=published,
        modified=modified,
        language=_language(columns, len(looked_at)),
        **paging.described,
    )
    score, evidence = _judged(len(items), addressing, headline, columns, published, dates)
    moments = [found.at() for value in columns.get(published or "", {}).values() if (found := instant_of(value, language))]
    evidence += paging.evidence
    newest = max(moments, default=None)
    way = first_page(url, paging)
    return Described(way, answer, score, tuple(evidence), len(items), addressing.addresses, paging.total, newest)


def _columns(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[int, Any]]:
    """For each path in an item what stands there, by the item's number; lists and dates' objects are looked into too."""
    columns: dict[str, dict[int, Any]] = {}
    for number, item in enumerate(items):
        waiting: list[tuple[str, Any, int]] = [("", item, 0)]
        count = 0
        while waiting and count < _MOST_FIELDS:
            path, value, depth = waiting.pop(0)
            count += 1
            if isinstance(value, dict) and depth < 5:
                waiting += [
                    (f"{path}.{name}" if path else name, inner, depth + 1)
                    for name, inner in value.items()
                    if isinstance(name, str)
                ]
            elif isinstance(value, list) and depth < 4:
                waiting += [(f"{path}.0", value[0], depth + 1)] if value else []
            elif isinstance(value, str | int | float) and not isinstance(value, bool) and path:
                columns.setdefault(path, {})[number] = value
    return columns


def _dated(values: Mapping[int, Any], count: int, language: str | None) -> float:
    """The share of the items that have a date there; 0 where other things stand there too."""
    dated = sum(1 for value in values.values() if _may_be_date(value) and instant_of(value, language) is not None)
    return dated / count if dated >= len(values) * 0.8 else 0.0


def _may_be_date(value: Any) -> bool:
    return not isinstance(value, str) or 6 <= len(value) <= 60


def _headline(columns: Mapping[str, Mapping[int, Any]], count: int, dates: set[str]) -> str | None:
    """The member that reads like a headline in most of the items, and differently in each."""
    best, best_score = None, 0.0
    for path, values in columns.items():
        texts = [_TAGS.sub("", value).strip() for value in values.values() if isinstance(value, str)]
        if len(texts) < count * 0.8 or not texts or (path in dates and not _TITLE.search(path)):
            continue
        like = sum(1 for text in texts if _reads_like_a_headline(text)) / len(texts)
        different = len(set(texts)) / len(texts)
        named = 0.6 if _TITLE.search(path.rpartition(".")[2]) or re.search(r"title\.\w+$", path, re.I) else 0.0
        named -= 0.3 if _TEASER.search(path) or _BODY.search(path.rpartition(".")[2]) else 0.0
        score = like + named - 0.05 * path.count(".")
        if like >= 0.5 and different >= 0.7 and score > best_score:
            best, best_score = path, score
    return best


def _reads_like_a_headline(text: str) -> bool:
    if not 8 <= len(text) <= 300 or "\n" in text or text.startswith(("http://", "https://", "/", "{")):
        return False
    return len(text.split()) >= 2 or len(_UNSPACED.findall(text)) >= 5


def _date_fields(dates: Mapping[str, float]) -> tuple[str | None, str | None]:
    """Which of the dates is that of publication, which that of change."""

    def rank(path: str) -> tuple[int, float, int]:
        name = path.rpartition(".")[2]
        whole = path if name in ("date", "value", "iso", "0", "timestamp") else name
        if _NO_RELEASE.search(re.sub("publish|release", "", whole, flags=re.I)):
            kind = 9
        elif _MODIFIED.search(whole):
            kind = 5
        elif _PUBLISHED.search(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", whole)):
            kind = 0
        elif _CREATED.search(whole):
            kind = 3
        else:
            kind = 2
        return kind, -dates[path], path.count(".")

    ordered = sorted(dates, key=rank)
    published = next((path for path in ordered if rank(path)[0] < 5), None)
    modified = next((path for path in ordered if rank(path)[0] == 5), None)
    return published, modified


def _texts(columns: Mapping[str, Mapping[int, Any]], taken: set[str]) -> dict[str, str]:
    """The members that hold a summary and the whole text."""
    found: dict[str, str] = {}
    lengths: dict[str, float] = {}
    for path, values in columns.items():
        texts = [value for value in values.values() if isinstance(value, str)]
        if path in taken or not texts or len(texts) * 2 < len(values):
            continue
        length = sum(map(len, texts)) / len(texts)
        named = re.sub(r"\.(?:rendered|html|value|processed|plain)$", "", path)
        name = named.rpartition(".")[2]
        spaced = sum(1 for text in texts if len(text.split()) > 8 or len(_UNSPACED.findall(text)) > 20)
        if spaced * 2 < len(texts):
            continue
        if _TEASER.search(name):
            role = "summary"
        elif _BODY.search(name) and length > 200:
            role = "body"
        else:
            continue
        if length > lengths.get(role, 0):
            found[role], lengths[role] = path, length
    return found


def _language(columns: Mapping[str, Mapping[int, Any]], count: int) -> str | None:
    for path, values in sorted(columns.items(), key=lambda pair: pair[0].count(".")):
        if _LANGUAGE.search(path.rpartition(".")[2]) and len(values) * 2 >= count:
            tags = [tag(value) if isinstance(value, str) and len(value) <= 12 else None for value in values.values()]
            if all(tags):
                return path
    return None


def _judged(
    count: int,
    addressing: Addressing,
    headline: str,
    columns: Mapping[str, Mapping[int, Any]],
    published: str | None,
    dates: Mapping[str, float],
) -> tuple[float, list[str]]:
    evidence = [f"{count} items", addressing.evidence, f"headline in {headline}"]
    score = 0.3 * addressing.sure + 0.2
    if published is not None:
        score += 0.35 * dates[published]
        evidence.append(f"date in {published} of {round(dates[published] * 100)} % of the items")
    else:
        evidence.append("no date")
    words = [len(str(value).split()) for value in columns[headline].values()]
    if sum(words) / len(words) >= 4:
        score += 0.05
    score += 0.1 * min(count, 5) / 5
    return round(min(score, 1.0), 3), evidence
