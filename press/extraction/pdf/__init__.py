"""PDF to text: bytes in, headings and paragraphs in reading order out. Pure; the reading processes bound its time and memory.

pdfium --> characters (the one file that speaks with it) --> bidi --> Fragments --> furniture, columns --> lines --> paragraphs
"""

from press.extraction.pdf.reading import read_pdf
from press.extraction.pdf.text import PdfLine, PdfText

__all__ = ["PdfLine", "PdfText", "read_pdf"]
