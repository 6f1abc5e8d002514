"""press.grammar.notices: a release is killed by its own words, and not by another one's subject."""

from __future__ import annotations

import pytest

from press.grammar.notices import is_kill_notice

TEXT = "The harbour office opened a lock on the coast, the third one that it has built since the flood."


@pytest.mark.parametrize(
    "line",
    [
        "/DISREGARD RELEASE: Tidal Works, Inc./", "MANDATORY KILL", "KILL: Tidal Works opens a lock", "RETRACTION -- Tidal Works",
        "WITHDRAWN", "This press release has been withdrawn.", "Please note: this release was retracted by its issuer.",
        "Ce communiqué de presse a été retiré.", "Nota: comunicado retirado", "Diese Pressemitteilung wurde zurückgezogen.",
        "Questo comunicato è stato annullato.", "تم سحب هذا البيان", "本新闻稿已撤回。",
    ],
)  # fmt: skip
def test_a_notice_in_the_headline_or_the_first_lines(line: str) -> None:
    assert is_kill_notice(line, TEXT)
    assert is_kill_notice("A lock opens", f"{line}\n\n{TEXT}")
    assert not is_kill_notice("A lock opens", "\n\n".join([TEXT, TEXT, TEXT, line]))


@pytest.mark.parametrize(
    "line",
    [
        "Ministry withdraws its licence for the lock", "Retraction of the ice begins early", "Withdrawn: three kinds of boats",
        "Kill rates of the mosquito fall", "The bill has been withdrawn.", "CORRECTION: Tidal Works opens a lock",
        "Annule et remplace le communiqué du 3 mai", "Le projet est retiré", "This release has been sent to all ports", "",
    ],
)  # fmt: skip
def test_a_release_about_a_withdrawal_stays(line: str) -> None:
    assert not is_kill_notice(line, f"{line}\n\n{TEXT}")
