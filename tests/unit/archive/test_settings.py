"""The archive's settings: what the environment may say, and the one line that refuses the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.settings import ArchiveSettings
from press.errors import CannotStart


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = ArchiveSettings.from_environment({"GONE_INTERVAL": "", "DATABASE_URL": " "})
    assert settings == ArchiveSettings()
    assert settings.embedded
    assert settings.archive_dir == Path(__file__).parents[3] / "var"
    assert settings.lease == timedelta(seconds=60)
    assert [span.total_seconds() / 3600 for span in settings.revisit_intervals] == [1, 6, 24, 72, 168, 720, 2160]
    assert (settings.gone_confirmations, settings.gone_interval) == (3, timedelta(days=1))


def test_every_variable_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = ArchiveSettings.from_environment(
        {
            "ARCHIVE_DIR": "there",
            "DATABASE_URL": "postgresql://me:secret@db.example/press",
            "CRAWLER_LEASE": "2.5",
            "GONE_CONFIRMATIONS": "2",
            "GONE_INTERVAL": "0",
            "REVISIT_INTERVALS": "90s, 1.5h,2d",
        }
    )
    assert settings.archive_dir == tmp_path / "there"
    assert settings.database_url == "postgresql://me:secret@db.example/press"
    assert not settings.embedded
    assert settings.lease == timedelta(seconds=2.5)
    assert (settings.gone_confirmations, settings.gone_interval) == (2, timedelta())
    assert settings.revisit_intervals == (timedelta(seconds=90), timedelta(hours=1.5), timedelta(days=2))
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CRAWLER_LEASE", "soon"),
        ("CRAWLER_LEASE", "0"),
        ("CRAWLER_LEASE", "nan"),
        ("CRAWLER_LEASE", "inf"),
        ("CRAWLER_LEASE", "1e300"),
        ("GONE_CONFIRMATIONS", "0"),
        ("GONE_CONFIRMATIONS", "-1"),
        ("GONE_CONFIRMATIONS", "2.5"),
        ("GONE_CONFIRMATIONS", "٣"),
        ("GONE_INTERVAL", "-1"),
        ("GONE_INTERVAL", "1d"),
        ("REVISIT_INTERVALS", "1h,,2h"),
        ("REVISIT_INTERVALS", "0h"),
        ("REVISIT_INTERVALS", "1 week"),
        ("REVISIT_INTERVALS", "99999999999d"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_in_one_line(name: str, value: str) -> None:
    with pytest.raises(CannotStart, match=rf"^{name} ") as caught:
        ArchiveSettings.from_environment({name: value})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["nonsense", "http://db.example/press", "postgresql://me:se%zzcret@h/d", "host=h wrong_key=secret"]
)
def test_a_database_url_that_is_none_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(CannotStart, match="DATABASE_URL is not a PostgreSQL address") as caught:
        ArchiveSettings.from_environment({"DATABASE_URL": url})
    assert "secret" not in str(caught.value)


@given(st.floats(min_value=1, max_value=1e9))
def test_a_frozen_worker_loses_its_transaction_long_before_its_lease(seconds: float) -> None:
    settings = ArchiveSettings(lease=timedelta(seconds=seconds))
    assert settings.idle_in_transaction_timeout <= settings.lease / 4
    assert settings.lock_timeout > settings.idle_in_transaction_timeout
