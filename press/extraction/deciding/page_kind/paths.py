"""What a page's address says of it: the way home, and words that mean the same on most sites.

Words are the weakest sign, for they are known in few languages only; they count where nothing says that the page is an article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_ONE = r"[^/]+/?(?:page/\d+/?)?$"
_END = r"(?:/|\.\w{3,4}$|$)"
_WORDS = (
    ("tag", re.compile(rf"/(?:tags?|topics?|keywords?|etiquetas?|mots?-cles?|themes?|hashtag)/{_ONE}", re.IGNORECASE)),
    ("author", re.compile(rf"/(?:authors?|autore?s?|auteurs?|contributors?|profiles?|users?)/{_ONE}", re.IGNORECASE)),
    ("search", re.compile(rf"/(?:search|recherche|buscar?|busqueda|suche){_END}", re.IGNORECASE)),
    ("contact", re.compile(rf"/(?:contacts?(?:-us)?|contactez-nous|contacto|kontakt|fale-conosco){_END}", re.IGNORECASE)),
    ("about", re.compile(
        rf"/(?:about(?:-us)?|a-propos|qui-sommes-nous|acerca(?:-de)?|quienes-somos|sobre(?:-nos)?|ueber-uns){_END}",
        re.IGNORECASE)),
    ("legal", re.compile(
        r"/(?:privacy(?:-\w+){0,3}|terms(?:-\w+){0,4}|legal(?:-\w+){0,2}|mentions-legales|aviso-legal"
        rf"|cookies?(?:-\w+){{0,2}}|impressum|imprint|datenschutz\w*|disclaimer|accessibility(?:-statement)?){_END}",
        re.IGNORECASE)),
    ("section", re.compile(
        r"/(?:category|categories|categorie|categoria|section|rubrique|archives?)/(?!\d{3,}(?:/|$))[^/]+/?(?:[^/]+/)?(?:page/\d+/?)?$"
        r"|/page/\d+/?$|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/?$", re.IGNORECASE)),
)  # fmt: skip
#: The site's address, or that of one of its languages; a query names a page behind it.
_HOME = re.compile(r"^/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{3,5})?/?)?$", re.IGNORECASE)

#: A query that names a language and nothing else.
_LANGUAGE = re.compile(
    r"^(?:l|lg|ln|lng|lang|langue|language|lingua|idioma|sprache|locale|hl|set_?lang)=[a-z]{2,3}(?:[-_][a-z]{2,4})?$",
    re.IGNORECASE,
)

_FURTHER = re.compile(r"/page/\d+/?$", re.IGNORECASE)
#: One parameter that counts pages, and no other that could name a page.
_COUNTS = re.compile(r"^(?:page|paged|pagina|seite|start|offset|strona|sayfa)=[1-9]\d*$", re.IGNORECASE)


@lru_cache(maxsize=64)  # a page's address is asked by a dozen rules
def path_of(url: str) -> str:
    """The path with its percent signs read; '' where there is no address."""
    try:
        return unquote(urlsplit(url).path) or "/" if url else ""
    except ValueError:
        return ""


def is_home(url: str) -> bool:
    """Whether this is the address of a whole site, or of it in one language."""
    try:
        query = urlsplit(url).query
        return bool(url) and bool(_HOME.match(path_of(url))) and (not query or bool(_LANGUAGE.match(query)))
    except ValueError:
        return False


def kind_by_path(path: str) -> str | None:
    """The kind of page that the words of the path name, if any."""
    return next((name for name, pattern in _WORDS if pattern.search(path)), None)


def is_further_page(url: str) -> bool:
    """Whether this is the address of a list's second or later page. A text's own later pages are numbered otherwise."""
    try:
        return bool(_FURTHER.search(path_of(url)) or _COUNTS.match(urlsplit(url).query))
    except ValueError:
        return False
