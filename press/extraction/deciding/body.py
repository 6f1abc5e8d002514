"""The body: the source's selectors where they match, else the main text, else what structured data or the page's state have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.extraction.deciding.headline import same
from press.extraction.deciding.stamps import is_stamp
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.main_text.agreement import jaccard, shingles
from press.extraction.main_text.cascade import main_text_of
from press.extraction.main_text.pointers import without_pointers
from press.extraction.paragraphs import Paragraph, body_text, from_text
from press.extraction.pdf.text import PdfText
from press.extraction.witnesses import layout as layout_witness
from press.extraction.witnesses import learned_layout, page_state
from press.extraction.witnesses.learned_layout import Fitted
from press.release import Finding, Testimony
from press.source import Layout

#: JSON-LD's articleBody is often cut, and so are feeds: they are taken only where the page's own text is shorter than this share
#: of them (measured: taking articleBody first lowers F1).
_MUCH_SHORTER = 0.6
_LEAST = 200
#: From here on a witness knows the text without its furniture better than a look at the page can tell it apart.
_SURE = 0.9
#: A sure text that is shorter than this share of the main text may be one of several that the page is put together from.
_NEARLY_ALL = 0.9
#: From here on a learned layout and the finders say the same text with a line more or less.
_AGREES = 0.8


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs, before the grammar has read them, and whose word they are.

    `pdf` is the PDF that they stand in, and `own` the page's own paragraphs where the PDF is a file that the page leads to. `fit`
    is how well the learned layout fits that found them.
    """

    paragraphs: list[Paragraph]
    finding: Finding
    pdf: PdfText | None = None
    own: list[Paragraph] | None = None
    fit: float | None = None


def decide_body(
    document: Document, hearing: Hearing, layout: Layout | None, headline: str | None, learned: Fitted | None = None
) -> Body:
    """The page's body without first lines that only repeat the headline or say when, by whom and where it was published."""
    spoken = (document.html_language,) if document.html_language else ()
    if layout is not None and (own := layout_witness.body(document, layout)):
        return Body(_begun(own, headline, spoken), Finding(layout_witness.WITNESS, 0.98))
    if learned is not None:
        return _learned(document, learned, headline, spoken)
    main = main_text_of(document)
    length = sum(len(paragraph.text) for paragraph in main.paragraphs)
    known = hearing.surest("body")
    if known is not None and known.confidence >= _SURE and len(known.value) >= _NEARLY_ALL * length:
        return Body(_begun(from_text(known.value, document.blocks), headline, spoken), Finding(known.witness, known.confidence))
    if length < _LEAST and not hearing.of("body"):
        page_state.hear(document, hearing, headline)
    others = tuple(Testimony(name, _excerpt(text), 0.5) for name, text in main.others)
    for told in sorted(hearing.of("body"), key=lambda testimony: -len(testimony.value)):
        if len(told.value) >= _LEAST and length < _MUCH_SHORTER * len(told.value):
            mine = (Testimony(main.witness, _excerpt(body_text(main.paragraphs)), 0.3),) if main.paragraphs else ()
            return Body(
                _begun(from_text(told.value, document.blocks), headline, spoken),
                Finding(told.witness, told.confidence, (*mine, *others)),
            )
    sure = round(0.6 + 0.35 * main.agreement, 3) if main.paragraphs else 0.0
    return Body(_begun(main.paragraphs, headline, spoken), Finding(main.witness, sure, others))


def _learned(document: Document, learned: Fitted, headline: str | None, spoken: tuple[str, ...]) -> Body:
    """The text by a learned layout; on a page that is checked, what the finders say beside it where they say something else."""
    sure = 0.6 + 0.35 * learned.layout.agreement
    paragraphs = _begun(learned.paragraphs, headline, spoken)
    main = main_text_of(document) if learned.is_checked else None
    other = body_text(_begun(main.paragraphs, headline, spoken)) if main is not None else ""
    agreement = jaccard(shingles(body_text(paragraphs)), shingles(other)) if main is not None else 1.0
    if main is None or agreement >= _AGREES:
        return Body(paragraphs, Finding(learned_layout.WITNESS, round(sure, 3)), fit=learned.fit)
    others = (Testimony(main.witness, _excerpt(other), 0.5),)
    fit = min(learned.fit, round(agreement, 3))
    return Body(paragraphs, Finding(learned_layout.WITNESS, round(sure * agreement, 3), others), fit=fit)


def _begun(paragraphs: Sequence[Paragraph], headline: str | None, languages: tuple[str, ...]) -> list[Paragraph]:
    """The paragraphs from where the text begins, without last lines that only point to the page's files."""
    first = 0
    while first < len(paragraphs) - 1:
        text = paragraphs[first].text
        again = headline and len(text) < 2 * len(headline) and same(text, headline)
        if not again and not is_stamp(text, languages):
            break
        first += 1
    return without_pointers(paragraphs[first:])


def _excerpt(text: str) -> str:
    """What is kept of a text that was not followed: enough to see how it differs, not a second copy."""
    return text if len(text) <= 300 else f"{text[:200]} … {text[-80:]}"
