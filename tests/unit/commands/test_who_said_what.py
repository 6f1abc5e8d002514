"""The table "Who said what" of `scrapy show`."""

from __future__ import annotations

from datetime import UTC, datetime

from commands.who_said_what import who_said_what

ROW = {"headline": "The lock opens", "body_text": "word " * 300, "published_at": datetime(2026, 3, 4, 8, tzinfo=UTC)}


def test_the_value_then_its_witness_then_who_says_otherwise_each_value_once() -> None:
    provenance = {
        "body_text": {"witness": "paragraphs", "confidence": 0.95, "others": []},
        "headline": {
            "witness": "h1", "confidence": 0.668, "agreed": ["open-graph", "h1"],
"others": [{"witness": name, "value": "Menu"} for name in ("title", "lead", "title")],
        },
        "published": {"witness": "meta", "confidence": 0.9, "agreed": ["time", "lead"], "others": []},
    }  # fmt: skip
    headline, published, body = who_said_what(provenance, ROW)
    assert headline == ("headline", "0.67", "The lock opens\n  by h1; open-graph says the same\n  but title, lead: Menu")
    assert published == ("published", "0.90", "2026-03-04 08:00 UTC\n  by meta; time, lead say the same")
    assert body[0] == "body text" and "(300 words)" in body[2] and len(body[2]) < 160


def test_a_value_that_was_refused_and_one_without_blanks() -> None:
    provenance = {
        "issuer": {"witness": None, "confidence": 0.0, "others": [], "refused": {"value": "x", "reason": "too short"}},
        "headline": {"witness": "h1", "confidence": 1.0, "others": [{"witness": "title", "value": "长" * 900}]},
    }
    rows = list(who_said_what(provenance, {"headline": None}, ROW))
    assert rows[0][2].startswith("The lock opens") and len(rows[0][2]) < 200
    assert rows[1] == ("issuer", "0.00", "  refused: x (too short)")
