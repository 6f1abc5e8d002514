"""The guard: which addresses may be connected to, and the place where it is enforced.

rules            pure: may this IP address be connected to
spelling         one spelling for every way to write a host
overrides        pure: hosts that are served elsewhere, for tests and replays
refusal          the guard's own error
resolver         the reactor's name resolver: every connection asks it, and connects to what it judged
handler          Scrapy's HTTP handler behind the guard; turns a refusal into its own error
scrapy_settings  what a crawl must set so that nothing goes round it
"""
