"""Whose date a date in a listing's row is: the publication's, a later change's, or that of something to come. Invented pages."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_listings import page, plone_like, releases

from spiders.discovery import Document, read
from spiders.discovery.listing import Survey, survey
from spiders.discovery.listing.date_labels import label_before

SITE = "https://works.example"
SHOWN = releases(6)


def seen(body: bytes, language: str = "en") -> Survey:
    return survey(Document(f"{SITE}/news", body, "text/html", None, "listing", language=language))


def rows(row: str, language: str = "en", day: str = "%d/%m/%Y") -> Survey:
    """A listing whose rows are written like `row`: `{a}` its link, `{d}` a day 40 days after the publication, `{p}` that."""
    entries = "".join(
        f"<div class='item'>{row}</div>".format(
            a=f"<h2><a href='{r.path}'>{escape(r.headline)}</a></h2>",
            d=f"{r.day + timedelta(days=40):{day}}",
            p=f"{r.day:{day}}",
        )
        for r in SHOWN
    )
    return seen(page(f"<div class='list'>{entries}</div>", language=language), language)


def days(found: Survey, which: str) -> list[date | None]:
    instants = [getattr(entry, which) for entry in found.entries]
    return [instant.local.date() if instant is not None else None for instant in instants]


NONE: list[date | None] = [None] * len(SHOWN)
PUBLISHED: list[date | None] = [release.day for release in SHOWN]
CHANGED: list[date | None] = [release.day + timedelta(days=40) for release in SHOWN]

MODIFIED = [
    ("en", "by <a href='/author/admin'>admin</a></span> — last modified {d} 10:03 PM"),
    ("en", "<p>Updated: {d}</p>"),
    ("en", "<p><b>Last updated on</b> {d}</p>"),
    ("en", "<p>{d} (updated)</p>"),
    ("es", "<span>por <a href='/a'>admin</a></span> — última modificación {d} 22:03"),
    ("es", "<span>Actualizado el</span> <span>{d}</span>"),
    ("fr", "<p>mis à jour le {d}</p>"),
    ("fr", "<p>Dernière modification : {d}</p>"),
    ("de", "<p>Geändert am {d}</p>"),
    ("de", "<dl><dt>Aktualisiert:</dt><dd>{d}</dd></dl>"),
    ("ar", "<p>آخر تحديث: {d}</p>"),
    ("ru", "<p>Обновлено {d}</p>"),
    ("ja", "<p>更新日:{d}</p>"),
    ("ja", "<p>{d}更新</p>"),
    ("tr", "<p>{d} tarihinde güncellendi</p>"),
    ("en", "<span class='date-modified'>{d}</span>"),
    ("en", "<time itemprop='dateModified' datetime='2026-01-01'>{d}</time>"),
]


@pytest.mark.parametrize(("language", "label"), MODIFIED)
def test_a_change_is_no_publication(language: str, label: str) -> None:
    found = rows("{a}<div>" + label + "</div>", language)
    assert len(found.entries) == len(SHOWN)
    assert days(found, "published") == NONE
    if "itemprop" not in label:
        assert days(found, "modified") == CHANGED
    assert found.sure > 0.6, "a list that says when its pages changed is a dated list"


@pytest.mark.parametrize(("language", "label"), MODIFIED)
@pytest.mark.parametrize("publication", ["<p>{p}</p>", "<p>Published {p}</p>", "<span class='date'>{p}</span>"])
def test_the_publication_is_taken_whatever_stands_first(language: str, label: str, publication: str) -> None:
    for row in (f"{{a}}{publication}<div>{label}</div>", f"{{a}}<div>{label}</div>{publication}"):
        assert days(rows(row, language), "published") == PUBLISHED


def test_both_in_one_line() -> None:
    for line in ("Published {p} | Last updated {d}", "Last updated {d} – published {p}", "{p}, updated {d}"):
        found = rows("{a}<p>" + line + "</p>")
        assert (days(found, "published"), days(found, "modified")) == (PUBLISHED, CHANGED), line


@pytest.mark.parametrize(
    "label",
    ["<p>Deadline: {d}</p>", "<dl><dt>When</dt><dd>{d}</dd></dl>", "<p>Date limite : {d}</p>", "<p>Closing date {d}</p>"],
)
def test_dates_of_what_is_to_come(label: str) -> None:
    found = rows("{a}" + label)
    assert days(found, "published") == NONE
    assert days(found, "modified") == NONE
    assert days(rows("{a}<p>{p}</p>" + label), "published") == PUBLISHED


def test_words_in_a_sentence_are_no_label() -> None:
    found = rows("{a}<p>{p}</p><p>The rules were updated and the deadline was moved.</p>")
    assert days(found, "published") == PUBLISHED


def test_a_class_that_themes_give_to_every_date() -> None:
    assert days(rows("{a}<time class='updated' datetime='2026-01-01'>{p}</time>"), "published") == [date(2026, 1, 1)] * 6


def test_the_page_s_own_change_is_not_inherited() -> None:
    entries = "".join(f"<li><a href='{r.path}'>{escape(r.headline)}</a></li>" for r in SHOWN)
    found = seen(page(f"<div><p>Last updated: 3 May 2026</p><ul>{entries}</ul></div>"))
    assert len(found.entries) == len(SHOWN)
    assert days(found, "published") == NONE


def test_a_lead_says_both() -> None:
    body = plone_like(SHOWN)
    (lead, *_) = read(Document(f"{SITE}/news", body, "text/html", None, "listing"), None).leads
    assert lead.published is not None
    assert lead.modified is not None
    assert lead.published.local.date() == SHOWN[0].day
    assert lead.modified.local.date() == SHOWN[0].day + timedelta(days=40)


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_any_text_before_a_date(text: str) -> None:
    assert label_before(text) in (None, "published", "modified", "other")
