"""What an archive must be after any faults: sound in itself, and the same as after an undisturbed run. All told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from warcio.checker import Checker

Sql = Callable[[str], list[dict[str, Any]]]
State = Mapping[str, Counter[tuple[Any, ...]]]

#: What must not depend on faults. Ids and instants of sighting do; addresses, texts, numbers and ties do not.
SAME = {
    "release": """
        SELECT r.canonical_url, r.headline, r.published_at, r.issuer, r.distributor, r.language, r.pubstatus, r.revision_count,
               r.appearance_count, r.gone_at IS NOT NULL AS gone, r.text_digest
        FROM (SELECT r.*, v.text_digest FROM press.release r LEFT JOIN press.revision v USING (revision_id)) r""",
    "membership": """
        SELECT url, string_agg(url, ' ') OVER (PARTITION BY release_id ORDER BY url
                                               ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS together
        FROM press.appearance""",
    "role": "SELECT url, role, gone_at IS NOT NULL AS gone, moved_to FROM press.appearance",
    "revision": "SELECT url, number, text_digest, headline, release_id IS NULL AS own_news FROM press.revision",
    "translations": """
        SELECT string_agg(canonical_url, ' ' ORDER BY canonical_url) AS together
        FROM press.release WHERE translation_group IS NOT NULL GROUP BY translation_group""",
    "attachment": "SELECT url, sha256, byte_size FROM press.attachment",
    # A page that was stored before the kill is `unchanged` when it is asked again; own news that was seen before its release is
    # `own_news` at first, and `stored` where the release was there.
    "lead": """
        SELECT source_id, url, state,
               CASE WHEN outcome IN ('unchanged', 'own_news') THEN 'stored' ELSE outcome END AS outcome FROM archive.lead""",
    "document": "SELECT source_id, url, etag, last_modified, encode(content_digest, 'hex') AS digest FROM archive.document",
    # A visit that was stopped leaves a source unverified until the next visit; a glance does not verify it.
    "source": "SELECT source_id, replace(health, 'unverified', 'ok') AS health, failures FROM archive.source",
    # Which of a release's pages came first is told as `new`, the others as `appeared`: that goes by the order of the visits.
    # `updated` and `linked` name no page; how often they come goes by the order, too. `reread` comes at the end of the next visit
    # that has anything new where the one that learned was broken off.
    "change": """
        SELECT replace(kind, 'appeared', 'new') AS kind, url FROM press.change
        WHERE kind NOT IN ('updated', 'linked', 'reread')""",
}  # fmt: skip

#: Each finds nothing in a sound archive in which nothing is under way.
SOUND = {
    "an open lead": "SELECT source_id, url, not_before FROM archive.lead WHERE state = 'open'",
    "a source that is held": "SELECT source_id, holder, lease_until FROM archive.source"
    " WHERE visit_id IS NOT NULL OR holder IS NOT NULL OR lease_until IS NOT NULL",
    "a source that is due for ever, or never": "SELECT source_id, next_visit_at, wants_visit FROM archive.source"
    " WHERE next_visit_at IS NULL OR wants_visit OR next_visit_at <= now() OR next_visit_at > now() + interval '400 days'",
    "a visit without an end": "SELECT visit_id, source_id FROM press.visit WHERE outcome IS NULL",
    "a host that is held": "SELECT host, holder, lease_until FROM archive.host WHERE lease_until > clock_timestamp()",
    "a hole in the change feed": "SELECT * FROM"
    " (SELECT change_id, row_number() OVER (ORDER BY change_id) AS should_be FROM press.change) AS c"
    " WHERE change_id <> should_be",
    "a head that is not the feed's": "SELECT change_head FROM press.archive"
    " WHERE change_head <> (SELECT count(*) FROM press.change)",
    "a release that is not `new` once": "SELECT release_id, count(*) FILTER (WHERE kind = 'new') AS news"
    " FROM press.change WHERE release_id IS NOT NULL GROUP BY release_id HAVING count(*) FILTER (WHERE kind = 'new') <> 1",
    "a release without a page": "SELECT release_id FROM press.release WHERE appearance_count = 0",
    "an address in two appearances": "SELECT url, count(*) FROM press.appearance GROUP BY url HAVING count(*) > 1",
    "a revision's number that is not the next": "SELECT * FROM (SELECT url, number,"
    " row_number() OVER (PARTITION BY appearance_id ORDER BY number) AS should_be FROM press.revision) AS r"
    " WHERE number <> should_be",
    "a revision whose capture is missing": "SELECT v.url, v.number FROM press.revision v"
    " LEFT JOIN press.capture c USING (capture_id) WHERE c.capture_id IS NULL",
}  # fmt: skip


def state(sql: Sql) -> State:
    """What must be the same, each row as it stands and how often."""
    return {name: Counter(tuple(row.items()) for row in sql(query)) for name, query in SAME.items()}


def differences(expected: State, found: State) -> list[str]:
    """Rows of the undisturbed run that are missing, and rows that it has not."""
    told = []
    for name in SAME:
        told += [f"{name} missing: {_words(row)}" for row in (expected[name] - found[name]).elements()]
        told += [f"{name} too much: {_words(row)}" for row in (found[name] - expected[name]).elements()]
    return told


def unsound(sql: Sql) -> list[str]:
    """What no archive may show in which nothing is under way."""
    return [f"{name}: {_words(tuple(row.items()))}" for name, query in SOUND.items() for row in sql(query)]


def evidence(sql: Sql) -> str:
    """What became of every lead and visit, to find out how a difference came about."""
    rows = sql(
        "SELECT source_id, url, state, outcome, looks, asked_at, ended_at, not_before, revisit_at, visit_id"
        " FROM archive.lead ORDER BY 1, 2"
    )
    rows += sql(
        "SELECT visit_id, source_id, started_at, finished_at, outcome, detail FROM archive.visit ORDER BY source_id, started_at"
    )
    rows += sql("SELECT change_id, at, kind, url FROM press.change ORDER BY change_id")
    return "\n".join(_words(tuple(row.items())) for row in rows)


def invalid_records(warc: Path) -> list[str]:
    """WARC files that are still open although nobody writes them, and records that warcio does not find valid."""
    files = sorted(warc.glob("*"))
    told = [f"a file that nobody closed: {path.name}" for path in files if not path.name.endswith(".warc.gz")]
    for path in files:
        checker = Checker(_Asked([str(path)]))
        checker.process_all()
        if checker.exit_value:
            told.append(f"warcio check finds {path.name} invalid")
    return told


class _Asked:
    """The command line of `warcio check`."""

    verbose = False

    def __init__(self, inputs: list[str]) -> None:
        self.inputs = inputs


def _words(row: tuple[tuple[str, Any], ...]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row)
