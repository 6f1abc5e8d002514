"""An invented newsroom: a ministry, a newswire, a republisher and a page built by a script, served over HTTP on loopback.

For the demo (`python -m sample.demo`), for a look in a browser (`python -m sample`) and for the tests:

    newsroom = Newsroom()
    with serve(newsroom) as server:
        folder = write_sources(tmp_path, server)   # a SOURCES_DIR for the crawler
        ...
        newsroom.play("edit")                      # the ministry edits a page silently
        assert server.requests[-1].status == 304

`sample.truth` says what a perfect archive would hold.
"""

from sample.newsroom import Newsroom
from sample.server import Server, serve
from sample.source_files import write_sources

__all__ = ["Newsroom", "Server", "serve", "write_sources"]
