"""Another extractor over a list of files, in an environment of its own: `python rival.py NAME LIST`, a JSON line a page.

Run as a file, so that nothing of this project is imported: it lives where only the rivals are installed. Each page is decoded and
read as that library's own documentation does it, and its CPU milliseconds are counted without start-up.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[bytes, str], dict[str, Any]]


def trafilatura(*, fast: bool) -> Read:
    from trafilatura import bare_extraction

    def read(body: bytes, url: str) -> dict[str, Any]:
        found = bare_extraction(body, url=url or None, fast=fast, include_comments=False, with_metadata=True)
        if found is None:
            return {}
        return {"headline": found.title, "body_text": found.text, "published_at": found.date, "language": found.language}

    return read


def newspaper4k() -> Read:
    import newspaper

    def read(body: bytes, url: str) -> dict[str, Any]:
        article = newspaper.Article(url or "https://page.example/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        when = article.publish_date
        return {
            "headline": article.title,
            "body_text": article.text,
            "published_at": when.isoformat() if hasattr(when, "isoformat") else None,
            "language": article.meta_lang,
        }

    return read


def resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def read(body: bytes, url: str) -> dict[str, Any]:
        text = bytes_to_str(body, detect_encoding(body))
        return {"body_text": extract_plain_text(text, main_content=True, alt_texts=False, list_bullets=False)}

    return read


RIVALS: dict[str, Callable[[], Read]] = {
    "trafilatura": lambda: trafilatura(fast=False),
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "newspaper4k": newspaper4k,
    "resiliparse": resiliparse,
}


def main(name: str, listed: str) -> None:
    warnings.simplefilter("ignore")
    read = RIVALS[name]()
    lines = [line.partition("\t")[::2] for line in Path(listed).read_text(encoding="utf-8").splitlines()]
    pages = [(path, url, opened(path)) for path, url in lines]
    attempt(read, pages[0][2], pages[0][1])  # what is loaded with the first page is no page's cost
    for path, url, body in pages:
        begun = time.process_time()
        found, fault = attempt(read, body, url)
        spent = (time.process_time() - begun) * 1000
        print(json.dumps({"path": path, "milliseconds": spent, "fault": fault, **found}))


def attempt(read: Read, body: bytes, url: str) -> tuple[dict[str, Any], str | None]:
    """What the rival found, or nothing and the error that it raised: the page then counts as an empty record."""
    try:
        return read(body, url), None
    except Exception as error:  # noqa: BLE001 - another's code: whatever it raises is its answer for this page
        return {}, type(error).__name__


def opened(path: str) -> bytes:
    body = Path(path).read_bytes()
    return gzip.decompress(body) if path.endswith(".gz") else body


if __name__ == "__main__":
    main(*sys.argv[1:])
