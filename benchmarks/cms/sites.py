"""The sites, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.cms.directus_site import Directus
from benchmarks.cms.eleventy_site import Eleventy
from benchmarks.cms.hexo_site import Hexo
from benchmarks.cms.jekyll_site import jekyll, jekyll_large
from benchmarks.cms.nikola_site import Nikola
from benchmarks.cms.pelican_site import Pelican
from benchmarks.cms.plone_site import Plone
from benchmarks.cms.site import Site
from benchmarks.cms.wordpress_site import wordpress, wordpress_bare

SITES: dict[str, Callable[[], Site]] = {
    "wordpress": wordpress,
    "wordpress_bare": wordpress_bare,
    "jekyll": jekyll,
    "jekyll_large": jekyll_large,
    "eleventy": Eleventy,
    "plone": Plone,
    "nikola": Nikola,
    "pelican": Pelican,
    "hexo": Hexo,
    "directus": Directus,
}
