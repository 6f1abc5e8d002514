"""Properties of single pages that healthy pages of a source do not have, each with the sentence that is said of many such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

from press.health.page_seen import NOT_HAD, PageSeen
from press.health.record import SourceRecord
from press.health.sign import Gravity
from press.language_tags import primary

#: Kinds of pages that stand in for any page of a site; other kinds are pages of their own.
STAND_INS = frozenset({"consent", "error", "form", "unreadable", "empty"})
#: A text is short under this share of what one in twenty usual texts falls short of, and long above this multiple likewise.
SHORT, LONG = 0.5, 4.0
#: Usual pages by which lengths and confidences are judged.
ENOUGH = 12
#: Hours that a page's clock may be from its fetching where it shows the time of its rendering.
RENDERED = 0.05
#: Hours beyond which a date lies in the future, whatever its zone.
A_DAY_AHEAD = 26.0
#: How much less sure a page is than the least sure of the usual ones, and how much less well its layout fits than theirs.
UNSURE, UNFIT = 0.15, 0.4


@dataclass(frozen=True, slots=True)
class Context:
    """What single pages are seen against: the languages of the source, how many addresses have each digest, and the bounds
    within which usual texts, confidences and layouts lie."""

    languages: frozenset[str]
    bodies: Counter[str]
    heads: Counter[str]
    headlines: Counter[str]
    shortest: float
    longest: float
    least_sure: float
    least_fit: float


def context_of(record: SourceRecord, languages: Iterable[str]) -> Context:
    """The context of a source's last pages. `languages` as its file states them; those of several usual pages count too."""
    every = (*record.usual, *record.recent)
    usual = [page for page in record.usual if page.kind == "release"]
    tongues = Counter(primary(page.language) for page in usual if page.language)
    lengths = sorted(page.characters for page in usual)
    sure = sorted(page.confidence for page in usual if page.confidence is not None)
    fits = sorted(page.fit for page in usual if page.fit is not None)
    return Context(
        languages=frozenset({primary(tongue) for tongue in languages} | {tongue for tongue, n in tongues.items() if n > 1}),
        bodies=_addresses(every, lambda page: page.body),
        heads=_addresses(every, lambda page: page.head),
        headlines=_addresses(every, lambda page: page.headline),
        shortest=lengths[len(lengths) // 20] * SHORT if len(lengths) >= ENOUGH else 0.0,
        longest=lengths[-1 - len(lengths) // 20] * LONG if len(lengths) >= ENOUGH else inf,
        least_sure=sure[0] - UNSURE if len(sure) >= ENOUGH else 0.0,
        least_fit=fits[len(fits) // 20] - UNFIT if len(fits) >= ENOUGH else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Property:
    """`applies` to these pages, and a page `has` it; `sentence` is said of the number with it and the number of pages.

    `absolute`: nearly all pages with it are wrong also where nothing is known of the source yet. `ordinary`: pages with it that
    any source may have, counted beside those that were seen.
    """

    word: str
    gravity: Gravity
    applies: Callable[[PageSeen, Context], bool]
    has: Callable[[PageSeen, Context], bool]
    sentence: str
    absolute: bool = False
    ordinary: float = 0.0


def _is_release(page: PageSeen, _: Context) -> bool:
    return page.kind == "release"


def _any(page: PageSeen, _: Context) -> bool:
    return True


def _same(
    digests: Callable[[Context], Counter[str]], of: Callable[[PageSeen], str | None]
) -> Callable[[PageSeen, Context], bool]:
    return lambda page, context: (said := of(page)) is not None and digests(context)[said] > 1


def _is_another_page(page: PageSeen, _: Context) -> bool:
    return page.kind not in STAND_INS and page.kind != "release" and not page.kind.startswith(NOT_HAD)


def _is_of_this_minute(page: PageSeen) -> bool:
    return not page.by_day and page.age is not None and abs(page.age) < RENDERED


PROPERTIES = (
    Property(
        "stand_in",
        "failing",
        _any,
        lambda page, _: page.kind in STAND_INS,
        "{k} of the last {m} pages are {kind} instead of releases",
        absolute=True,
    ),
    Property(
        "not_had",
        "failing",
        _any,
        lambda page, _: page.kind.startswith(NOT_HAD),
        "{k} of the last {m} pages could not be had: {kind}",
        absolute=True,
    ),
    Property(
        "no_release",
        "failing",
        _any,
        _is_another_page,
        "{k} of the last {m} pages read as {kind}, no releases",
    ),
    Property(
        "lost_release",
        "failing",
        lambda page, _: page.again,
        _is_another_page,
        "{k} of the last {m} known releases read as {kind} now",
        absolute=True,
    ),
    Property(
        "same_body",
        "failing",
        _is_release,
        _same(lambda context: context.bodies, lambda page: page.body),
        "{k} of the last {m} pages have the same text as another page",
        absolute=True,
    ),
    Property(
        "same_head",
        "degraded",
        _is_release,
        _same(lambda context: context.heads, lambda page: page.head),
        "the texts of {k} of the last {m} pages begin alike: something stands before them that is none of them",
    ),
    Property(
        "same_headline",
        "degraded",
        _is_release,
        _same(lambda context: context.headlines, lambda page: page.headline),
        "{k} of the last {m} pages have the same headline as another page",
    ),
    Property(
        "short",
        "degraded",
        _is_release,
        lambda page, context: page.characters < context.shortest,
        "the texts of {k} of the last {m} pages are far shorter than before",
    ),
    Property(
        "long",
        "degraded",
        _is_release,
        lambda page, context: page.characters > context.longest,
        "the texts of {k} of the last {m} pages are far longer than before",
    ),
    Property(
        "rendered_now",
        "degraded",
        # New pages of a busy source are minutes old by themselves and say nothing; known ones are not.
        lambda page, _: page.kind == "release" and (page.again or not _is_of_this_minute(page)),
        lambda page, _: _is_of_this_minute(page),
        "{k} of the last {m} pages are dated at the minute in which they were fetched",
    ),
    Property(
        "to_come",
        "degraded",
        _is_release,
        lambda page, _: page.age is not None and page.age < -A_DAY_AHEAD,
        "{k} of the last {m} pages are dated in the future",
    ),
    Property(
        "disputed",
        "degraded",
        _is_release,
        lambda page, _: page.disputed,
        "witnesses disagree on the day of {k} of the last {m} pages",
    ),
    Property(
        "garbled",
        "degraded",
        _is_release,
        lambda page, _: page.garbled,
        "{k} of the last {m} pages were read in a charset that is not theirs",
    ),
    Property(
        "language",
        "degraded",
        _is_release,
        lambda page, context: page.language is not None and primary(page.language) not in context.languages,
        "{k} of the last {m} pages are in a language that this source does not have",
    ),
    Property(
        "unsure",
        "degraded",
        _is_release,
        lambda page, context: page.confidence is not None and page.confidence < context.least_sure,
        "the witnesses agree on {k} of the last {m} pages less than on any before",
    ),
    Property(
        "layout",
        "degraded",
        lambda page, _: page.kind == "release" and page.fit is not None,
        lambda page, context: page.fit is not None and page.fit < context.least_fit,
        "{k} of the last {m} pages are built otherwise than before: the site seems to have been rebuilt",
    ),
    Property(
        "rewritten",
        "degraded",
        lambda page, _: page.again,
        lambda page, _: page.revised,
        "{k} of the last {m} known pages read otherwise than before",
        ordinary=1.0,  # texts are edited, and several at a time
    ),
)


def without(name: str) -> Property:
    """The property of a page that lacks a field which healthy pages have."""
    return Property(
        f"no_{name}",
        "degraded",
        _is_release,
        lambda page, _: name in page.missing,
        f"{name} is missing on {{k}} of the last {{m}} pages",
        absolute=True,
    )


def _addresses(pages: Iterable[PageSeen], of: Callable[[PageSeen], str | None]) -> Counter[str]:
    """How many addresses have a digest."""
    return Counter(said for said, _ in {(of(page), page.page) for page in pages} if said is not None)
