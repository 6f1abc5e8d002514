"""Our texts as the HTML that an editor's form would hold, and a picture for the galleries."""

from __future__ import annotations

import hashlib
import struct
import zlib
from html import escape

from benchmarks.cms.texts import Page, Release


def release_html(release: Release) -> str:
    """The body alone: headline and date are the template's affair."""
    parts = []
    for block in release.blocks:
        texts = [escape(text, quote=False) for text in block.texts]
        if block.kind == "list":
            parts.append("<ul>\n" + "".join(f"<li>{text}</li>\n" for text in texts) + "</ul>")
        elif block.kind == "quote":
            parts.append("<blockquote>" + "".join(f"<p>{text}</p>" for text in texts) + "</blockquote>")
        else:
            parts.extend(f"<p>{text}</p>" for text in texts)
    return "\n".join(parts)


def page_html(page: Page, pictures: str) -> str:
    """A page's body. `pictures` is the folder whose 1.png to 4.png a gallery shows."""
    parts = [f"<p>{escape(text, quote=False)}</p>" for text in page.paragraphs]
    if page.kind == "gallery":
        parts += [
            f'<figure><img src="{pictures}/{number}.png" alt="" width="320" height="200">'
            f"<figcaption>{escape(page.title, quote=False)} ({number})</figcaption></figure>"
            for number in range(1, 5)
        ]
    return "\n".join(parts)


def picture(number: int) -> bytes:
    """A PNG of 320 by 200 in one colour that the number chooses."""
    colour = hashlib.sha256(str(number).encode()).digest()[:3]
    rows = (b"\0" + colour * 320) * 200

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 320, 200, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
