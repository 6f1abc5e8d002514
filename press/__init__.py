"""The knowledge: what a press release is and how it is read. Pure: no network, no database, no crawler.

Everything here runs in a test, on an old capture and in a benchmark exactly as it runs in a crawl.
"""
