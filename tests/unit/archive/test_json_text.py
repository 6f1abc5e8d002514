"""An object that is read when it is asked for."""

from __future__ import annotations

import json

import pytest

from archive.json_text import Written


def test_it_is_the_object_that_the_text_says() -> None:
    said = {"words": 0.9, "numbers": "3 of 4", "replaced": ["7 / 8"]}
    written = Written(json.dumps(said))
    assert dict(written) == said
    assert written == Written(json.dumps(said, indent=2))
    assert (len(written), written["numbers"], "link" in written) == (3, "3 of 4", False)


def test_nothing_is_read_before_it_is_asked_for() -> None:
    written = Written("no JSON")
    with pytest.raises(json.JSONDecodeError):
        len(written)
