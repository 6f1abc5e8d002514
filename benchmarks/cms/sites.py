"""The sites, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.cms.site import Site
from benchmarks.cms.wordpress_site import WordPress

SITES: dict[str, Callable[[], Site]] = {
    "wordpress": WordPress,
}
