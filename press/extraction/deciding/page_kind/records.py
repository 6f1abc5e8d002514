"""Pages of facts: an event, a post to fill, a call for tenders, pictures, a person. By their place in the site and their labels.

The place decides: what stands among the news is a release whatever it speaks of, and what stands among the events is none, unless
it calls itself one.
"""

from __future__ import annotations

from press.extraction.deciding.page_kind.evidence import Evidence
from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.deciding.page_kind.signs import has_signs

_RECORDS = ("event", "job", "tender", "gallery", "person")
#: Prose from which a text about an event or a profession, in a newspaper's section of that name, is an article.
_TEXT = 150
_LITTLE = 120
_ENOUGH_FACTS = 3
_FEW_FACTS = 2


def record_of(evidence: Evidence) -> Kind | None:
    """The kind of record that the page is; None where it is none, or where it stands among the news."""
    place = evidence.section
    if place is not None and place.kind in _RECORDS:
        return _among_records(evidence, place.kind, place.how)
    if place is not None and place.kind == "news":
        return None
    return _of_facts(evidence) or _to_come(evidence)


def _of_facts(evidence: Evidence) -> Kind | None:
    if evidence.says_article and evidence.dated:
        return None
    labels = evidence.labels
    kind = labels.most()
    if kind is None or labels.count("release"):
        return None
    # What a post asks for and brings is told of in many texts; a place and an hour, or a number and a last day, are not.
    needed = _ENOUGH_FACTS if kind == "job" or evidence.announced or evidence.dated else _FEW_FACTS
    facts = labels.facts[kind]
    essential = {
        "event": bool(facts & {"when", "hours", "file"}) and bool(facts & {"where", "file"}),
        "job": bool(facts & {"apply", "term", "grade", "post"}),
        "tender": "closing" in facts,
    }[kind]
    if len(facts) < needed or not essential or evidence.calls_itself_release:
        return None
    return Kind(kind, f"it states the facts of {_named(kind)}: {', '.join(sorted(facts))}")


def _to_come(evidence: Evidence) -> Kind | None:
    if (day := evidence.to_come) is not None and not _says_release(evidence):
        return Kind("event", f"it is of {day.local:%Y-%m-%d}, a day that had not come when it was read")
    return None


def _says_release(evidence: Evidence) -> bool:
    """Whether the page's words or data say that it is a release, whatever day is set on it: an embargo, a slip of the pen."""
    return bool(evidence.says_news or has_signs(evidence.reading) or evidence.calls_itself_release)


def _among_records(evidence: Evidence, kind: str, how: str) -> Kind | None:
    if evidence.calls_itself_release:
        return None
    facts = evidence.labels.count(kind)
    article = evidence.says_article and evidence.own >= _TEXT
    if kind in ("gallery", "person"):
        if evidence.own >= _LITTLE and (evidence.dated or evidence.announced):
            return None
    elif article and evidence.dated and not facts:
        return None
    return Kind(kind, how if not facts else f"{how}, and it states facts of {_named(kind)}")


def _named(kind: str) -> str:
    return {"event": "an event", "job": "a post to fill", "tender": "a call for tenders"}.get(kind, kind)
