"""What `scrapy show --diff` prints of a word diff can be read without colours, in any script."""

from __future__ import annotations

import pytest

from commands.shown_release import marked
from press.word_diff import word_diff


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("It opens on Monday.", "It opens on Friday.", "It opens on [-Monday-]{+Friday+}."),
        ("يفتح الميناء يوم الاثنين", "يفتح الميناء يوم الجمعة", "يفتح الميناء يوم [-الاثنين-]{+الجمعة+}"),
        ("港口周一开放", "港口周五开放", "港口周[-一-]{+五+}开放"),
    ],
)
def test_changes_stand_between_signs(old: str, new: str, shown: str) -> None:
    assert marked(word_diff(old, new)).plain == shown


def test_of_a_long_text_the_words_around_a_change_are_shown() -> None:
    shown = marked(word_diff("quay " * 500 + "old" + " pier" * 500, "quay " * 500 + "new" + " pier" * 500)).plain
    assert "[-old-]{+new+}" in shown and len(shown) < 200
