"""How a source does: what its visits saw, what that would be like if all were well, and the sentence that says what is wrong."""

from press.health.page_seen import PageSeen, page_missed, page_seen
from press.health.record import SourceRecord
from press.health.sign import Sign
from press.health.verdict import Health, Verdict, judge
from press.health.visit_seen import WELL, VisitSeen

__all__ = ["WELL", "Health", "PageSeen", "Sign", "SourceRecord", "Verdict", "VisitSeen", "judge", "page_missed", "page_seen"]
