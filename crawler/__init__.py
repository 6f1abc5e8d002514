"""Scrapy's machine room: how a crawl is made, how bytes are kept before anything reads them, how every end is heard."""
