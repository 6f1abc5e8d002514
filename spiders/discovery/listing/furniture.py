"""What stands around a page's own part: menus, footers, side columns, share links; known by tags, roles and names."""

from __future__ import annotations

import re

from spiders.discovery.listing.blocks import Row
from spiders.discovery.listing.tree import Element, Tree

_FURNITURE_TAGS = frozenset(["nav", "footer", "aside", "menu", "header", "form", "select", "dialog"])
_FURNITURE_ROLES = frozenset(
    ["navigation", "menu", "menubar", "contentinfo", "complementary", "search", "banner", "tablist", "dialog"]
)
# Authors name furniture in English in every country: the words are HTML's and the trade's, not a site's. The second kind says
# furniture only where it ends a name: `filter` and `filter-list` do, `filter-results` holds what was filtered.
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menus|submenu|mainmenu|footer|foot|breadcrumbs?|sidebar|aside|widget-area|related|"
    r"popular|trending|most-?(?:read|viewed|popular)|share|sharing|tagcloud|tag-cloud|pagination|pager|paging|calendar|"
    r"lang-?switch(?:er)?|toolbar|topbar|skip|cookie|advert|ads?|sponsors?|partners|comments?|copyright|legal|"
    r"carousel-indicators|subnav|login|search-?form|quick-?links|site-?map|blogroll|byline)(?:$|[\s_-])"
    r"|(?:^|[\s_-])(?:social|tags?|lang|languages?|facets?|filters?|sort|sorting|banner|promo|meta)"
    r"(?:[-_](?:list|menu|bar|block|links|items?|form))?(?:$|\s)"
)


def furniture_around(tree: Tree, row: Row) -> str:
    """The furniture that the row stands in, by tag, role or name; empty where it stands in none."""
    element: Element | None = row.around
    root = row.blocks[0].root
    if len(row.blocks) == 1:
        element = root
    large = len(tree.elements) * 0.6
    while element is not None and element.parent is not None:
        if element.end - element.number > large and element.tag not in ("nav", "footer", "aside"):
            break  # an element that holds most of the page is no furniture, whatever its name
        if element.tag in _FURNITURE_TAGS and not (element.tag in ("header", "form") and _is_large(tree, element)):
            return element.tag
        role = element.said("role").lower()
        if role in _FURNITURE_ROLES:
            return role
        if (
            element.tag not in ("article", "main")
            and (name := _FURNITURE_NAME.search(element.names))
            and not (_is_large(tree, element) or element.tag in ("a", "span", "h2", "h3", "h4", "time"))
        ):
            return name[0].strip()
        element = element.parent
    return ""


def _is_large(tree: Tree, element: Element) -> bool:
    """Whether it holds the page's own part (`content-sidebar-wrap`), by its size or by the main element or heading in it."""
    if (element.end - element.number) * 2 > len(tree.elements):
        return True
    return any(inner.tag in ("main", "h1") for inner in tree.inside(element))
