"""How true the archive is of the invented sites, from the public views alone. Every mistake has its page's address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from tests.acceptance.identity.newsrooms import Page
from tests.acceptance.identity.rendering import Sites

APPEARANCES = "SELECT url, release_id::text AS release_id, role, similarity FROM press.appearance"
RELEASES = (
    "SELECT release_id::text AS release_id, issuer, distributor, translation_group::text AS translation_group FROM press.release"
)
REVISIONS = "SELECT DISTINCT ON (appearance_id) url, distributor FROM press.revision ORDER BY appearance_id, number DESC"


@dataclass
class Score:
    """Counts of what was right and what was asked, and the mistakes in words."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    mistakes: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0

    def count(self, name: str, is_right: bool, mistake: str) -> None:
        self.asked[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.mistakes.append(f"{name}: {mistake}")

    def summary(self, most: int = 60) -> str:
        shares = [f"{name} {self.share(name):.4f} ({self.right[name]}/{self.asked[name]})" for name in sorted(self.asked)]
        return "\n".join([*shares, *self.mistakes[:most]])


def score(sites: Sites, sql: Callable[[str], list[dict[str, Any]]]) -> Score:
    """The archive's memberships, roles, translations, issuers and distributors, against what is true."""
    found = {row["url"]: row for row in sql(APPEARANCES)}
    releases = {row["release_id"]: row for row in sql(RELEASES)}
    named = {row["url"]: row["distributor"] for row in sql(REVISIONS)}
    made = Score()
    url = {page.key: sites.url(page.key) for page in sites.pages}
    at = {page.key: found[url[page.key]]["release_id"] if url[page.key] in found else None for page in sites.pages}
    _pairs(made, sites.pages, at, url)
    members: dict[str, list[Page]] = defaultdict(list)
    for page in sites.pages:
        if page.cluster is not None:
            members[page.cluster].append(page)
            made.count("kept", at[page.key] is not None, url[page.key])
            row = found.get(url[page.key])
            if row is not None:
                made.count("roles", row["role"] == page.role, f"{url[page.key]} is {row['role']}, not {page.role}")
                made.count("distributor of pages", named.get(url[page.key]) == page.distributor,
                           f"{url[page.key]} says {named.get(url[page.key])!r}, not {page.distributor!r}")  # fmt: skip
        else:
            made.count("own news", at[page.key] is None, f"{url[page.key]} ({page.trap or 'own'}) is in a release")
    for several in members.values():
        best = min(several, key=lambda page: ("original", "wire", "republication", "excerpt").index(page.role or "excerpt"))
        release = releases.get(at[best.key] or "")
        if release is None:
            made.count("releases", False, f"{url[best.key]} is no release")
            continue
        right = any(_same_name(release["issuer"], name) for name in best.issuers)
        made.count("issuer", right, f"{url[best.key]}: {release['issuer']!r}, not {best.issuers[:1]}")
        wires = {page.distributor for page in several} - {None}
        right = release["distributor"] in wires if wires else release["distributor"] is None
        made.count("distributor", right, f"{url[best.key]}: {release['distributor']!r}, not {wires or None}")
        for other in best.translations:
            group = releases.get(at[other] or "", {}).get("translation_group")
            made.count(
                "translations", group is not None and group == release["translation_group"], f"{url[best.key]} and {url[other]}"
            )
        if not best.translations:
            made.count("no translation invented", release["translation_group"] is None, url[best.key])
    return made


def _pairs(made: Score, pages: Sequence[Page], at: dict[str, str | None], url: dict[str, str]) -> None:
    """Of pairs that are joined, how many should be (precision), and of those that should be, how many are (recall)."""
    for one, other in combinations(pages, 2):
        true = one.cluster is not None and one.cluster == other.cluster
        joined = at[one.key] is not None and at[one.key] == at[other.key]
        if true:
            made.count("pair recall", joined, f"apart: {url[one.key]} ({one.role}) and {url[other.key]} ({other.role})")
        if joined:
            made.count(
                "pair precision", true, f"joined: {url[one.key]} and {url[other.key]} ({other.trap or one.trap or 'no trap'})"
            )


def _same_name(said: str | None, true: str) -> bool:
    """Whether two spellings name one office: articles and case do not matter."""
    return said is not None and _bare(said) == _bare(true)


def _bare(name: str) -> str:
    bare = name.casefold().strip().replace("'", "’")
    for article in ("the ", "le ", "la ", "l’"):
        bare = bare.removeprefix(article)
    return bare
