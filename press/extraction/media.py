"""What a payload is, by its first bytes before what its header says."""

from __future__ import annotations

from typing import Literal

from press.page import Page

#: The mark of a PDF; readers look for it in the first 1,024 bytes, for some servers send something before it.
_PDF = b"%PDF-"
_BEFORE_PDF = 1024
_BINARY = (
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"ID3",
    b"\xd0\xcf\x11\xe0",
    b"OggS",
    b"wOF",
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--", b"<div", b"<p")
#: A text may have a stray NUL; binary data is full of them.
_NUL_SHARE = 0.02
_LOOKED_AT = 4096


def media_of(page: Page) -> Literal["html", "text", "pdf", "unreadable"]:
    """How to read the payload. HTML for all that could be HTML: servers send it under every name."""
    head = page.body[:_LOOKED_AT]
    if head.startswith(_PDF):
        return "pdf"
    if head.startswith(_BINARY):
        return "unreadable"
    media_type = (page.media_type or page.headers.get("content-type") or "").split(";")[0].strip().lower()
    if media_type == "application/pdf" and _PDF in head[:_BEFORE_PDF]:
        return "pdf"
    if not head.startswith(_BOMS) and head.count(b"\x00") > _NUL_SHARE * len(head) > 0:
        return "unreadable"
    start = head.lstrip().lower()
    if any(start.startswith(mark) for mark in _MARKUP):
        return "html"
    if media_type.startswith(("image/", "audio/", "video/", "font/")) or media_type in (
        "application/pdf",
        "application/zip",
        "application/json",
    ):
        return "unreadable"
    return "text" if media_type == "text/plain" else "html"
