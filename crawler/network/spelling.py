"""One spelling for every way to write a host. Pure."""

from __future__ import annotations

import idna


def host_key(host: str) -> str:
    """The host in lower-case ASCII, without brackets and final dot: what the guard files a host under, and looks it up by.

    Names go through IDNA 2008, as Twisted encodes them, and through IDNA 2003 where that refuses (emoji). A host that neither
    takes stays as it is: it cannot be looked up, but it can be named in an error.
    """
    text = host.strip().removeprefix("[").removesuffix("]").removesuffix(".").lower()
    if text.isascii():
        return text
    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except idna.IDNAError:
        pass
    try:
        return text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return text
