"""How a page is read: the order in which the witnesses are heard and the fields decided. No rule of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from press import language, urls
from press.extraction import links, plain_text
from press.extraction.body_html import body_html
from press.extraction.deciding import confidence, files, instants, page_kind, parties, pdf_kind
from press.extraction.deciding import headline as headlines
from press.extraction.deciding.body import Body, decide_body
from press.extraction.deciding.closing import kept_of
from press.extraction.deciding.files import HeldText
from press.extraction.deciding.home_zones import home_zones
from press.extraction.deciding.page_kind import Kind
from press.extraction.deciding.subheadline import as_first_paragraph, decide_subheadline, standfirst_of
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.media import media_of
from press.extraction.paragraphs import body_text
from press.extraction.pdf import PdfText, read_pdf
from press.extraction.pdf.as_page import paragraphs_of
from press.extraction.switches import switches
from press.extraction.version import EXTRACTOR_VERSION, version_with
from press.extraction.witnesses import (
    api_answers,
    dates_anywhere,
    layout,
    learned_layout,
    microdata,
    page_head,
    page_words,
    pdf_words,
    script_dates,
    structured_data,
    zone_words,
)
from press.extraction.witnesses import lead as lead_witness
from press.extraction.witnesses.learned_layout import Fitted
from press.grammar.reading import Reading, read
from press.grammar.wire_ids import wire_ids_of
from press.learned_layout import LearnedLayout
from press.page import Lead, Page
from press.release import Extraction, Finding, Testimony
from press.source import Layout, Source


def extract(
    page: Page,
    source: Source | None = None,
    lead: Lead | None = None,
    held: HeldText | None = None,
    layouts: Sequence[LearnedLayout] = (),
) -> Extraction:
    """The page, read. Never raises for any bytes: what cannot be read has its `page_kind` and the reason.

    `held` is the PDF that an earlier reading of the page named as `text_in`, once it has been fetched and read. `layouts` is what
    was learned of the source's pages: where one of them fits, the page is read by it.
    """
    media = media_of(page)
    if media == "unreadable":
        return Extraction(
            page.url, EXTRACTOR_VERSION, "unreadable", f"it is {page.media_type or 'binary data'}, which is not read as a page"
        )
    if not page.body.strip():
        return Extraction(page.url, EXTRACTOR_VERSION, "empty", "the answer has no content")
    if media == "pdf":
        return _pdf(page, source, lead)
    return _text(page, source, lead) if media == "text" else _html(page, source, lead, held, layouts)


def _text(page: Page, source: Source | None, lead: Lead | None) -> Extraction:
    headline, paragraphs = plain_text.read(page)
    hearing = Hearing()
    hearing.add("headline", "first-line", headline, 0.6)
    if lead is not None:
        lead_witness.hear(lead, hearing)
    document = Document.of(replace(page, body=b""))
    return _decided(document, hearing, Body(paragraphs, Finding("plain-text", 0.8)), source, lead)


def _pdf(page: Page, source: Source | None, lead: Lead | None) -> Extraction:
    pdf = read_pdf(page.body)
    if pdf.unread is not None:
        return Extraction(page.url, EXTRACTOR_VERSION, "unreadable", pdf.unread)
    document, hearing = Document.of(replace(page, body=b"")), Hearing()
    if lead is not None:
        lead_witness.hear(pdf_words.lead_about(lead, pdf), hearing)
    languages = _languages(pdf, source, lead)
    pdf_words.hear(pdf, hearing, languages, alone=True)
    headline, _ = headlines.decide(hearing)
    body = Body(paragraphs_of(pdf_words.text_of(pdf, headline, languages)), Finding("pdf", 0.85), pdf)
    return _decided(document, hearing, body, source, lead)


def _languages(pdf: PdfText, source: Source | None, lead: Lead | None) -> tuple[str, ...]:
    """The language in which a PDF's dates are written."""
    only = source.languages[0] if source is not None and len(source.languages) == 1 else None
    spoken = language.of(pdf.body_text[:4000], (lead.language if lead is not None else None) or only)
    return (spoken,) if spoken else ()


def _html(
    page: Page, source: Source | None, lead: Lead | None, held: HeldText | None, layouts: Sequence[LearnedLayout]
) -> Extraction:
    document, hearing = Document.of(page), Hearing()
    structured_data.hear(document, hearing)
    page_head.hear(document, hearing)
    microdata.hear(document, hearing)
    api_answers.hear(document, hearing)
    if lead is not None:
        lead_witness.hear(lead, hearing)
    layout_now = _layout(document, hearing, source)
    headlines.hear_headings(document, hearing)
    learned = learned_layout.fitted(document, hearing, layouts)
    if learned is not None:
        learned_layout.hear(document, learned.layout, hearing)
    headline, _ = headlines.decide(hearing)
    _hear_dates(document, hearing, headline)
    body = decide_body(document, hearing, layout_now, headline, learned)
    if held is not None and files.is_held(body.paragraphs, headline, held.pdf):
        body = _held(held, hearing, body, headline, _languages(held.pdf, source, lead))
    extraction = _decided(document, hearing, body, source, lead)
    return _with_layout(extraction, body, learned) if layouts else extraction


def _with_layout(extraction: Extraction, body: Body, learned: Fitted | None) -> Extraction:
    """The extraction with the layout that it was read by, or with the word that none fits."""
    if learned is None or body.finding.witness != learned_layout.WITNESS:
        return replace(extraction, layout_fit=0.0)
    key = learned.layout.key
    return replace(extraction, layout=key, layout_fit=body.fit, extractor_version=version_with(key))


def _held(held: HeldText, hearing: Hearing, own: Body, headline: str | None, languages: tuple[str, ...]) -> Body:
    """The text of the PDF that a page leads to, in place of the few words that the page has."""
    pdf_words.hear(held.pdf, hearing, languages, alone=False)
    mine = (Testimony("page", body_text(own.paragraphs)),) if own.paragraphs else ()
    lines = pdf_words.text_of(held.pdf, headline, languages)
    finding = Finding("pdf", 0.85, (Testimony("attachment", held.url), *mine))
    return Body(paragraphs_of(lines), finding, held.pdf, own.paragraphs)


def _layout(document: Document, hearing: Hearing, source: Source | None) -> Layout | None:
    """The layout of the page's day, heard."""
    if source is None or not source.layouts:
        return None
    published, _ = instants.decide(hearing, "published")
    chosen = layout.layout_for(source.layouts, published.local if published else None)
    layout.hear(document, chosen, hearing)
    return chosen


def _hear_dates(document: Document, hearing: Hearing, headline: str | None) -> None:
    """The dearer witnesses of the date, only as far as the cheap ones leave it open."""
    published, finding = instants.decide(hearing, "published", document.page.fetched_at)
    sure = published is not None and finding is not None and finding.confidence >= 0.85 and published.precision == "minute"
    sure = sure and not instants.is_disputed(published, finding)
    if sure and published is not None and published.zone not in (None, "+00:00"):
        return
    page_words.hear(document, hearing, headline)
    page_words.hear_address(document, hearing)
    microdata.hear_microformats(document, hearing)
    script_dates.hear(document, hearing)
    if not sure and not hearing.of("published"):
        dates_anywhere.hear(document, hearing, headline)
    zone_words.hear(document, hearing)


@dataclass
class _Record:
    """Values and findings, gathered field by field."""

    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Finding] = field(default_factory=dict)

    def put(self, name: str, value: object, finding: Finding | None) -> None:
        if finding is not None and value is not None and (value or value not in ("", ())):
            self.values[name] = value
            self.provenance[name] = confidence.weighed(name, finding)


def _decided(document: Document, hearing: Hearing, body: Body, source: Source | None, lead: Lead | None) -> Extraction:
    spoken = _spoken(document, hearing, body, source)
    texts = [paragraph.text for paragraph in body.paragraphs]
    told, _ = instants.decide(hearing, "published", document.page.fetched_at)
    reading = read(texts, (spoken,) if spoken else (), told.local.date() if told else None)
    paragraphs = [body.paragraphs[number] for number in kept_of(reading, texts)]
    headline, headline_finding = headlines.decide(hearing)
    subheadline, subheadline_finding = decide_subheadline(document, hearing, headline, paragraphs)
    if subheadline_finding is not None and subheadline_finding.witness == "standfirst":
        paragraphs = as_first_paragraph(standfirst_of(document, hearing, headline, paragraphs), paragraphs)
    text = body_text(paragraphs)
    _hear_reading(hearing, reading)
    if body.pdf is not None and body.own is None:
        pdf_words.hear_information(body.pdf, hearing)
    seen_at, zones = document.page.fetched_at, home_zones(document.url, source)
    published, published_finding = instants.decide(hearing, "published", seen_at, zones)
    kind = page_kind.decide(document, hearing, reading, headline, paragraphs, published_finding, source, lead)
    if body.pdf is not None:
        of_page, kind = kind, pdf_kind.decide(body.pdf, reading, document.url, source)
        if body.own is not None and kind.name == "release":
            undated = Kind("document", "the page has nothing but a file, and neither of them is dated")
            kind = of_page if published is not None else undated  # of the page's place, now that it has a text and a day
    own = body.paragraphs if body.own is None else body.own
    attachments = files.with_enclosures(links.attachments(document, own), lead)
    holder = files.holder_of(document, own, headline, kind.name) if body.pdf is None or body.own is not None else None

    record = _Record()
    record.put("headline", headline, headline_finding)
    record.put("subheadline", subheadline, subheadline_finding)
    record.put("body_text", text, body.finding)
    record.put("language", spoken, _language_finding(hearing, spoken))
    record.put("published", published, published_finding)
    record.put("modified", *instants.decide(hearing, "modified", seen_at))
    record.put("issuer", *parties.decide_issuer(hearing, reading, source))
    record.put("distributor", *parties.decide_distributor(hearing, reading))
    grammar = Finding("grammar", 0.85)
    record.put("dateline_place", reading.dateline.place if reading.dateline else None, grammar)
    record.put("dateline_date", reading.dateline.day if reading.dateline else None, grammar)
    page_words.hear_number(document, hearing, headline)
    number = hearing.surest("release_number")
    record.put("release_number", number.value if number else None, hearing.finding("release_number", number) if number else None)
    record.put("embargoed_until", reading.embargo, grammar)
    record.put("boilerplate", reading.boilerplate, grammar)
    record.put("contacts", reading.contacts, grammar)
    record.put("wire_ids", _wire_ids(document, reading), Finding("address", 0.9))
    return Extraction(
        url=document.url,
        extractor_version=EXTRACTOR_VERSION,
        page_kind=kind.name,
        page_kind_reason=kind.reason,
        canonical_url=links.canonical_url(document),
        original_url=urls.join(document.url, reading.original_url) if reading.original_url else None,
        alternates=links.alternates(document, lead),
        switches=switches(document),
        attachments=attachments if holder is None else files.with_holder(attachments, holder),
        text_in=holder.url if holder is not None else None,
        files=files.to_fetch(document, attachments, holder, source),
        body_html=body_html(document, paragraphs),
        confidence=confidence.of_record(record.provenance),
        provenance=record.provenance,
        **record.values,
    )


def _spoken(document: Document, hearing: Hearing, body: Body, source: Source | None) -> str | None:
    """The language of the text: the surest word for it, checked against the text; a source of one language speaks that."""
    said = hearing.surest("language")
    only = source.languages[0] if source is not None and len(source.languages) == 1 else None
    return language.of(body_text(body.paragraphs[:12]), said.value if said else only)


def _language_finding(hearing: Hearing, spoken: str | None) -> Finding | None:
    for testimony in sorted(hearing.of("language"), key=lambda t: -t.confidence):
        if testimony.value == spoken:
            return hearing.finding("language", testimony)
    return Finding("text", 0.94, tuple(hearing.of("language"))) if spoken else None


def _hear_reading(hearing: Hearing, reading: Reading) -> None:
    """What the text states of the release. A dateline's day is the day of issue, where nobody surer speaks."""
    hearing.add("release_number", "grammar", reading.release_number, 0.85)
    if reading.dateline and reading.dateline.day and reading.dateline.is_stated:
        from press.dates import parse_iso

        hearing.add("published", "dateline", parse_iso(reading.dateline.day.isoformat()), 0.68)


def _wire_ids(document: Document, reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*wire_ids_of(document.url), *wire_ids_of(reading.original_url or ""))))
