"""Bytes to fields. `extract` reads a page and says of every field who said so; it never raises for any bytes.

Page --> decoding --> Document (parsed once) --> witnesses --> Hearing --> deciding/ --> Extraction
                                    \\-> main_text (two finders, a cascade) --> grammar (fields and furniture)
"""

from press.extraction.reading import extract
from press.extraction.version import EXTRACTOR_VERSION

__all__ = ["EXTRACTOR_VERSION", "extract"]
