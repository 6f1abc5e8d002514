"""What holds of the archive after every decision, whoever made it."""

from __future__ import annotations

from archive.connection import Archive
from tests.integration.archive_store.invented import rows

#: name: a query that finds what must not be there.
_NEVER = {
    "a release without a page, or that shows a page which is not its own": """
        SELECT r.release_id FROM archive.release r
        LEFT JOIN archive.appearance a ON a.appearance_id = r.appearance_id AND a.release_id = r.release_id AND a.main_id IS NULL
        WHERE a.appearance_id IS NULL""",
    "a release that the view does not show": """
        SELECT release_id FROM archive.release EXCEPT SELECT release_id FROM press.release""",
    "a wrong count of appearances": """
        SELECT r.release_id FROM press.release r
        WHERE r.appearance_count <> (SELECT count(*) FROM press.appearance a WHERE a.release_id = r.release_id)""",
    "a variant apart from its page": """
        SELECT a.appearance_id FROM archive.appearance a JOIN archive.appearance m ON m.appearance_id = a.main_id
        WHERE a.release_id IS DISTINCT FROM m.release_id OR m.main_id IS NOT NULL""",
    "an id that is a release and an alias in force": """
        SELECT l.old_release_id FROM archive.release_alias l JOIN archive.release r ON r.release_id = l.old_release_id
        WHERE l.until IS NULL""",
    "an id with two aliases in force": """
        SELECT old_release_id FROM archive.release_alias WHERE until IS NULL GROUP BY old_release_id HAVING count(*) > 1""",
    "an alias that leads nowhere": """
        WITH RECURSIVE chain AS (
            SELECT old_release_id, release_id FROM archive.release_alias WHERE until IS NULL
            UNION
            SELECT c.old_release_id, l.release_id
            FROM chain c JOIN archive.release_alias l ON l.old_release_id = c.release_id AND l.until IS NULL
        )
        SELECT old_release_id FROM chain GROUP BY old_release_id
        HAVING NOT bool_or(release_id IN (SELECT release_id FROM archive.release))""",
    "a gap in the feed": """
        SELECT change_head FROM archive.feed
        WHERE change_head NOT IN (SELECT count(*) FROM archive.change)
           OR change_head NOT IN (SELECT coalesce(max(change_id), 0) FROM archive.change)""",
    "a release whose last change is not the last that names it": """
        SELECT r.release_id FROM archive.release r
        WHERE r.change_id <> (SELECT max(c.change_id) FROM archive.change c WHERE c.release_id = r.release_id
                              OR c.kind = 'split' AND c.other_release_id = r.release_id)""",
    "a release without search words, or a hidden one with some": """
        SELECT r.release_id FROM archive.release r LEFT JOIN archive.search_document d USING (release_id)
        WHERE (r.withdrawn_at IS NULL) <> (d.release_id IS NOT NULL)""",
    "a split that is not kept": """
        SELECT d.decision_id FROM archive.person_decision d
        JOIN archive.appearance l ON l.appearance_id = ANY (d.left_ids)
        JOIN archive.appearance r ON r.appearance_id = ANY (d.right_ids)
        WHERE d.kind = 'split' AND d.undone_at IS NULL AND l.release_id = r.release_id""",
    "a merge that is not kept": """
        SELECT d.decision_id FROM archive.person_decision d
        JOIN archive.appearance l ON l.appearance_id = d.left_ids[1] JOIN archive.appearance r ON r.appearance_id = d.right_ids[1]
        WHERE d.kind = 'merge' AND d.undone_at IS NULL AND l.release_id IS DISTINCT FROM r.release_id""",
}


async def check_sound(archive: Archive) -> None:
    """Fails with the name of what is there and must not be."""
    for name, statement in _NEVER.items():
        found = await rows(archive, statement)
        assert not found, f"{name}: {found}"
