"""Roles within a release, and which appearance is shown: functions of the set of its members, never of their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from press import text, urls
from press.grammar.corrections import marked
from press.identity.ties import Tie
from press.release import Role
from press.source import SourceKind

_ROLE_OF_KIND: dict[SourceKind, Role] = {
    "ministry": "original",
    "agency": "original",
    "intergovernmental": "original",
    "newswire": "wire",
    "republisher": "republication",
}
#: Who publishes releases of the own, or for others: what stands there is a release, and no page about one.
ISSUERS: frozenset[SourceKind | None] = frozenset({"ministry", "agency", "intergovernmental", "newswire"})
_RANK: dict[Role, int] = {"original": 0, "wire": 1, "republication": 2, "excerpt": 3}
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Member:
    """An appearance as far as identity looks at it: where it stands, and what its latest revision says.

    `canonical_url` and `original_url` are the copies that the page itself names; `length` is its text's, in bytes of UTF-8.
    """

    appearance_id: UUID
    url: str
    kind: SourceKind | None
    is_release: bool
    published_at: datetime | None
    first_seen_at: datetime
    issuer: str | None = None
    distributor: str | None = None
    wire_ids: tuple[str, ...] = ()
    text_digest: bytes = b""
    headline: str | None = None
    length: int = 0
    canonical_url: str | None = None
    original_url: str | None = None
    is_canceled: bool = False

    @property
    def age(self) -> tuple[datetime, str, UUID]:
        """Earliest published first (a page without a date last), then by address: which of two was seen first depends on which
        site was crawled first, and nothing that is shown should."""
        return self.published_at or _NEVER, self.url, self.appearance_id

    @property
    def place(self) -> tuple[bool, float]:
        """What stands in another page's place: a correction, the latest first. The least is shown."""
        if not self.is_correction:
            return True, 0.0
        return False, -(self.published_at or self.first_seen_at).timestamp()

    @property
    def is_correction(self) -> bool:
        """By the mark of its headline."""
        return marked(self.headline)[0] == "correction"

    @property
    def title(self) -> str:
        """The headline, as titles are compared."""
        return text.normalised(self.headline or "").casefold()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a release shows: its best appearance; issuer, distributor and wire ids are each of the best that names any.
    `is_canceled`: it must not be used any more, by that page's own words or by a notice about it."""

    appearance_id: UUID
    issuer: str | None
    distributor: str | None
    wire_ids: tuple[str, ...]
    is_canceled: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """Which members say of another one that it is what they repeat, by canonical link or by a line of their text."""

    canonical: Mapping[UUID, UUID]
    original: Mapping[UUID, UUID]

    @classmethod
    def of(cls, members: Collection[Member], main_of: Mapping[UUID, UUID] | None = None) -> Naming:
        """`main_of`: variants with the member that stands for each; `members` has both."""
        main_of = main_of or {}
        with_link = [member for member in members if member.canonical_url or member.original_url]
        if not with_link:
            return cls({}, {})
        at = {urls.twin(member.url): main_of.get(member.appearance_id, member.appearance_id) for member in members}
        found: tuple[dict[UUID, UUID], dict[UUID, UUID]] = {}, {}
        for member in with_link:
            own = main_of.get(member.appearance_id, member.appearance_id)
            for named, url in zip(found, (member.canonical_url, member.original_url), strict=True):
                other = at.get(_twin(url)) if url is not None else None
                if other is not None and other != own:
                    named.setdefault(own, other)
        return cls(*found)

    @property
    def named(self) -> set[UUID]:
        """The members that others name."""
        return {*self.canonical.values(), *self.original.values()}

    @property
    def naming(self) -> set[UUID]:
        """The members that name another one."""
        return {*self.canonical, *self.original}


def excerpts(members: Collection[Member], ties: Sequence[Tie], attached: Collection[UUID] = ()) -> set[UUID]:
    """Members that have only a part of the release. `attached`: those that belong to it by nothing else.

    Only where a page may have any text: an issuer's own page is what it issued, a wire's what it distributed.
    """
    by_id = {member.appearance_id: member for member in members if member.kind in (None, "republisher")}
    found = set(by_id.keys() & attached)
    wholes: dict[UUID, list[UUID]] = {}
    for tie in ties:
        if tie.part in by_id:
            wholes.setdefault(tie.part, []).append(tie.second if tie.part == tie.first else tie.first)
    inside = {member.appearance_id for member in members}
    for member in sorted((by_id[id_] for id_ in wholes), key=lambda one: (-one.length, one.age)):
        if any(whole in inside and whole not in found for whole in wholes[member.appearance_id]):
            found.add(member.appearance_id)
    texts = {by_id[id_].text_digest for id_ in found} - {b""}
    return found | {id_ for id_, member in by_id.items() if member.text_digest in texts}


def roles(members: Collection[Member], parts: Collection[UUID] = (), naming: Naming | None = None) -> dict[UUID, Role]:
    """Each member's role. `parts` are the excerpts among them, `naming` what they say of one another.

    By its source's kind. Of members whose source has no kind (handed in as a file) the original is the earliest published of
    those that name no other one, first among them one that others name; unless the cluster has a page of an issuer's own site.
    """
    naming = naming or Naming({}, {})
    found: dict[UUID, Role] = {member.appearance_id: _ROLE_OF_KIND[member.kind] for member in members if member.kind is not None}
    handed_in = [member for member in members if member.kind is None]
    found |= {member.appearance_id: "republication" for member in handed_in}
    found |= dict.fromkeys(parts, "excerpt")
    if "original" not in found.values():
        whole = [one for one in handed_in if one.appearance_id not in parts and one.appearance_id not in naming.naming]
        if whole:
            named = naming.named
            first = min(whole, key=lambda one: (one.place, one.appearance_id not in named, one.age))
            found[first.appearance_id] = "original"
    return found


def shown(
    members: Collection[Member], role_of: Mapping[UUID, Role], naming: Naming | None = None, attached: Collection[UUID] = ()
) -> Shown:  # fmt: skip
    """The best appearance is the original, else a wire's, a republication, an excerpt; among equals the latest correction, then
    one that others name as what they repeat, then the oldest. A wire's correction that names the issuer of a page which does not
    have it stands before that page. Notices about the release (of those `attached`) are shown where there is nothing else."""
    named = naming.named if naming is not None else ()
    about = {one.appearance_id for one in members if one.appearance_id in attached and (one.is_canceled or one.is_correction)}
    ranked = sorted(members, key=lambda one: (
        one.appearance_id in about, _RANK[role_of[one.appearance_id]], one.place, one.appearance_id not in named, one.age
    ))  # fmt: skip
    corrected = min((one for one in ranked if _corrects(one, ranked[0], role_of, about)), key=lambda one: one.place, default=None)
    if corrected is not None:
        ranked.remove(corrected)
        ranked.insert(0, corrected)
    best = ranked[0]
    notices = [one for one in members if one.is_canceled and one.appearance_id in about and one is not best]
    return Shown(
        appearance_id=best.appearance_id,
        issuer=next((member.issuer for member in ranked if member.issuer), None),
        distributor=next((member.distributor for member in ranked if member.distributor), None),
        wire_ids=next((member.wire_ids for member in ranked if member.wire_ids), ()),
        is_canceled=best.is_canceled or any(_kills(one, best) for one in notices),
    )


def _corrects(one: Member, best: Member, role_of: Mapping[UUID, Role], about: Collection[UUID]) -> bool:
    """Whether a wire's page is the correction of the `best` one, which its issuer has not made on the own site."""
    return (
        role_of[one.appearance_id] == "wire" and role_of[best.appearance_id] == "original"
        and one.is_correction and not best.is_correction and one.appearance_id not in about
        and one.issuer is not None and best.issuer is not None
        and text.normalised(one.issuer).casefold() == text.normalised(best.issuer).casefold()
    )  # fmt: skip


def _kills(notice: Member, best: Member) -> bool:
    """A correction that was sent after the notice is not what it kills; of others some know the day alone."""
    if notice.published_at is None or best.published_at is None:
        return True
    return notice.published_at >= best.published_at - (timedelta() if best.is_correction else timedelta(days=1))


def _twin(url: str) -> str:
    try:
        return urls.twin(url)
    except ValueError:  # a line of the text may name what is no address
        return url
