"""How true the records are: `scrapy extract` over recorded pages with known truth, beside other extractors."""
