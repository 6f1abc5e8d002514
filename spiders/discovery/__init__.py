"""Discovery: from documents that list releases to leads. Pure: bytes and state in; leads, next documents and new state out.

One small file a kind: `feed_xml` (RSS, Atom), `feed_json`, `feed_malformed`, `sitemap_xml`, `robots`, `listing`; `feed` and
`sitemap` hold what all dialects share.
"""

from spiders.discovery.again import BULK, is_incomplete, unchanged
from spiders.discovery.asking import address_to_ask
from spiders.discovery.document import JSON, Document, Found, Next, State
from spiders.discovery.reading import read
from spiders.discovery.sitemap_children import forget

__all__ = ["BULK", "JSON", "Document", "Found", "Next", "State", "address_to_ask", "forget", "is_incomplete", "read", "unchanged"]
