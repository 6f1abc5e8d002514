"""The query of an address: single parameters read and written, everything else left as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import quote, unquote_plus

#: RFC 3986, section 3.4, without what separates parameters: dates and lists of fields stay readable.
_PLAIN = "/?:@!$'()*,;~"


def parameter(url: str, name: str) -> str | None:
    """The value of the first parameter of this name, decoded; None where there is none."""
    return next((value for key, value in parameters(url) if key == name), None)


def parameters(url: str) -> Iterator[tuple[str, str]]:
    """All parameters in their order, decoded."""
    for part in _parts(url):
        key, _, value = part.partition("=")
        yield unquote_plus(key), unquote_plus(value)


def with_parameters(url: str, given: Mapping[str, str], *, without: Collection[str] = ()) -> str:
    """The address with these parameters, each in the place where it stood or at the end; those of `without` are taken out."""
    left = dict(given)
    parts = []
    for part in _parts(url):
        name = unquote_plus(part.partition("=")[0])
        if name in left:
            parts.append(_written(name, left.pop(name)))
        elif name not in given and name not in without:
            parts.append(part)
    parts += [_written(name, value) for name, value in left.items()]
    path = url.partition("#")[0].partition("?")[0]
    return f"{path}?{'&'.join(parts)}" if parts else path


def _parts(url: str) -> Iterable[str]:
    return filter(None, url.partition("#")[0].partition("?")[2].split("&"))


def _written(name: str, value: str) -> str:
    return f"{quote(name, safe='[]' + _PLAIN)}={quote(value, safe=_PLAIN)}"
