"""What an answer's headers say of its body: its type, its charset, and how it is coded."""

from __future__ import annotations

from scrapy.http import Response

from archive.warc import coding

#: warcio and pywb read these two codings and no others.
ACCEPT_ENCODING = "gzip, deflate"


def media_type_of(response: Response) -> str | None:
    """The media type without parameters, in lower case; None where the answer names none."""
    header = response.headers.get("Content-Type")
    return header.decode("latin-1").split(";")[0].strip().lower() or None if header else None


def charset_of(response: Response) -> str | None:
    """The charset that Content-Type names, if any."""
    header = response.headers.get("Content-Type")
    if not header:
        return None
    for parameter in header.decode("latin-1").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def decoded(response: Response, most: int) -> Response:
    """The response without its content codings. Raises Unreadable where they are broken, unknown, or hide over `most` bytes."""
    codings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    if not codings:
        return response
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    return response.replace(body=coding.decoded(response.body, codings, most), headers=headers)


def is_text(response: Response) -> bool:
    """Whether a (decoded) answer is JSON, markup or plain text, by its type or, where that is vague, by how it begins."""
    kind = media_type_of(response) or ""
    if "javascript" in kind or "css" in kind:
        return False
    if kind.startswith("text/") or kind.endswith(("json", "xml")):
        return True
    return kind in ("", "application/octet-stream") and response.body[:200].lstrip()[:1] in (b"{", b"[", b"<")
