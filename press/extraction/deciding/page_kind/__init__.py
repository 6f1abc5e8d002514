"""Whether a page reads as a release or article, and what it is if it does not. By structure, never by a site's name.

refusals (errors, consent) · said (types in the page's data) · shape (a list of other pages, or a text) · menus (the site's own
menu leads to it) · paths (words of addresses, the weakest sign) --> decision
"""

from press.extraction.deciding.page_kind.decision import decide
from press.extraction.deciding.page_kind.kind import Kind

__all__ = ["Kind", "decide"]
