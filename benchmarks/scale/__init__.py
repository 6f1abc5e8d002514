"""What identity costs as the archive grows: invented releases are imported, then single pages are stored and timed.

texts (records, streaming) --> loading (`scrapy import`, its rate) --> looking (one new page at a time) --> weighing (disk, plans)
"""
