from __future__ import annotations

import pytest

from press.language_tags import primary


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-GB", "en"), ("zh_Hant_TW", "zh"), ("FR-ch", "fr"), ("mul", "mul"), ("", ""), (None, ""), ("-x", "")],
)
def test_a_tag_begins_with_its_language(tag: str | None, language: str) -> None:
    assert primary(tag) == language
