"""What `scrapy sources add` does: a site looked at from its address alone, and the source file that comes of it.

`inquiry` asks (through `crawler.probing`) and hands what came to pure functions, one file a question: what a page links to
(`page_look`), which words speak for a press room (`words`), how addresses are built (`shapes`), which pages are sections
(`sections`), which ways cover them (`ways`), which languages and time zone (`tongues`, `zones`), what to call it (`naming`), and
how the file reads (`source_text`).
"""
