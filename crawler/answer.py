"""What an answer's headers say of its body."""

from __future__ import annotations

from scrapy.http import Response


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
