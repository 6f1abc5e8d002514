"""A lead's witness survives its way through JSON."""

from __future__ import annotations

import json
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.witness import lead_of, witness_of
from press.instant import Instant
from press.page import Attachment, Lead

TEXT = st.none() | st.text(max_size=20)
MINUTES = st.builds(
    Instant,
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 30)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    st.sampled_from([None, "UTC", "+05:30", "Africa/Casablanca"]),
    st.just("minute"),
)
DAYS = st.builds(lambda day: Instant(datetime(day.year, day.month, day.day), None, "day"), st.dates())  # noqa: DTZ001
ATTACHMENTS = st.builds(Attachment, st.text(min_size=1), TEXT, TEXT, st.none() | st.integers(0))
LEADS = st.builds(
    Lead,
    url=st.text(min_size=1),
    way=st.text(min_size=1),
    found_in=TEXT,
    headline=TEXT,
    summary=TEXT,
    body_html=TEXT,
    author=TEXT,
    language=TEXT,
    published=st.none() | MINUTES | DAYS,
    modified=st.none() | MINUTES | DAYS,
    media=st.lists(ATTACHMENTS, max_size=2).map(tuple),
)


@given(LEADS)
def test_a_lead_comes_back_as_it_was(lead: Lead) -> None:
    assert lead_of(lead.url, lead.way, lead.found_in, json.loads(json.dumps(witness_of(lead)))) == lead


def test_what_was_not_said_takes_no_room() -> None:
    assert witness_of(Lead("https://a.example/1", "feed")) == {}
