"""Scrapy's settings for every crawl of this project. Each departure from Scrapy's default has its reason beside it.

Classes of rooms above this one are named as strings only. `-s NAME=VALUE` on the command line wins over all of these,
but not over robots.txt, its Crawl-delay or Retry-After, which are no settings.
"""

from __future__ import annotations

import os

from crawler.network.scrapy_settings import GUARD_SETTINGS

# Said by the environment (docs/operations.md); `-s` may say it too.
CRAWLER_CONTACT = os.environ.get("CRAWLER_CONTACT", "")
CRAWLER_ALLOW_NETWORKS = os.environ.get("CRAWLER_ALLOW_NETWORKS", "")

BOT_NAME = "press-archive"
COMMANDS_MODULE = "commands"
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "spiders.loader.SourceLoader"  # every file in sources/ is a spider
PRESS_SPIDER = "spiders.press.PressSpider"
PRESS_CATCH_UP = "pipelines.catching_up.catch_up"  # after a visit that learned something of the source

PRESS_VISITS = 0  # visits that a worker makes at once; 0: four a core
# Seconds that a stop waits for visits; glances have ten more, so that a supervisor who gives 30 s kills nobody.
PRESS_GRACE = 15.0

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"  # psycopg needs the asyncio loop

# Requests. The lead table is the only duplicate filter, and none of Scrapy's silent refusals may stand:
# its filters for off-site, over-long and deep addresses drop a request without telling anyone.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
DEPTH_LIMIT = 0
URLLENGTH_LIMIT = 0
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "crawler.no_referer.NoReferer": 700,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
DOWNLOADER = "crawler.turns.TurnsDownloader"  # Scrapy's own lets a burst pass whatever the concurrency
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # a source's politeness.concurrency replaces it
DOWNLOAD_DELAY = 1.0  # seconds; a source's politeness.delay replaces it
DOWNLOAD_DELAY_JITTER = 0.0  # a delay is a promise to the site: never less
CONCURRENT_ITEMS = 1  # of one answer, and a page is one item: Scrapy makes a task for each that might be
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000  # items wait here for their batch to commit

# Bounds.
DOWNLOAD_TIMEOUT = 30.0  # seconds without the whole answer
DOWNLOAD_MAXSIZE = 20_000_000  # bytes, before and after decoding
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page must not become a revision
REDIRECT_MAX_TIMES = 5  # as RFC 9309 has it for robots.txt
PRESS_READING_SECONDS = 5.0  # wall clock a page may take to be read before its process is killed
PRESS_READING_MEGABYTES = 2048  # address space of a reading process
PRESS_READING_PROCESSES = 1
PRESS_MAX_DOCUMENTS = 2000  # discovery documents a visit reads
PRESS_PROBE_REQUESTS = 60  # requests that `scrapy sources add` makes, robots.txt and redirects included
PRESS_PROBE_RENDERED = 120  # and so many more where pages have to be rendered: what their scripts ask counts too

# Pages that a browser builds (sources with render = "browser").
PRESS_BROWSER = ""  # the program; empty: Chromium or its kin on PATH and where systems put them, else Playwright's own
PRESS_RENDER_SECONDS = 20.0  # until a page stands still; waits for a Crawl-delay come on top
PRESS_RENDER_REQUESTS = 200  # that a page's scripts may make; heavy front pages make a hundred
PRESS_RENDER_BYTES = 30_000_000  # of all answers to them
PRESS_RENDER_MEGABYTES = 1500  # memory of the whole browser: it has 300 with one ordinary page
PRESS_RENDER_PAGES = 2  # rendered at once by one process: a page keeps a core busy
PRESS_RENDER_RESTART = 200  # pages after which the browser is replaced, so that what it leaks stays bounded

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # silent
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # not RFC 9309; crawler.gate is
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # asks again at once, and a 429 too
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # crawler.capture decodes
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # goes in circles
    "crawler.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # a capture is read as it is
    "crawler.gate.Gate": 100,
    "crawler.retry.Retry": 550,
    "crawler.capture.CaptureMiddleware": 900,  # nearest to the wire: sees what came, before anything reads or follows it
}
ITEM_PIPELINES = {
    "pipelines.normalise.Normalise": 100,
    "pipelines.validate.Validate": 200,
    "pipelines.identify.Identify": 300,
    "pipelines.store.Store": 400,
}

# What a crawl does not need costs each visit milliseconds (or a port: REMOTE_CONTROL executes code).
EXTENSIONS_BASE: dict[str, int] = {}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
STATS_DUMP = False
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # the visit's row has the figures; Scrapy's are shown to nobody
DOWNLOADER_STATS = False
LOG_LEVEL = "WARNING"
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"  # the lead's row has the reason
LOG_VERSIONS: list[str] = []
MEMUSAGE_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False

for _name, _value in GUARD_SETTINGS.items():
    if isinstance(_value, dict) and isinstance(globals().get(_name), dict):
        globals()[_name] = {**globals()[_name], **_value}
    else:
        globals()[_name] = _value
