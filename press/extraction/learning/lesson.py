"""What was learned of a source from a handful of its pages."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from press.extraction.learning.families import families_of
from press.extraction.learning.observation import Observation, observe
from press.extraction.learning.templates import Seen, templates_of
from press.extraction.learning.trial import tried
from press.learned_layout import LearnedLayout
from press.page import Page
from press.source import Source

#: Different texts that a template must have been seen with: two may be alike by chance, and one of three can be left out.
FEWEST = 3
#: Pages that are looked at: more teach nothing that a dozen do not.
MOST_PAGES = 16


@dataclass(frozen=True, slots=True)
class Lesson:
    """The layouts that stood the trial, most pages first, and in one line what was learned from how many, or why nothing was."""

    layouts: tuple[LearnedLayout, ...]
    reason: str


def learn(pages: Sequence[Page], source: Source | None = None) -> Lesson:
    """The layouts of one source's pages. Never raises for any bytes, and depends on no order of the pages."""
    return lesson_of([observe(page, source) for page in pages_to_learn_from(pages)])


def pages_to_learn_from(pages: Sequence[Page]) -> list[Page]:
    """At most MOST_PAGES of the pages, chosen by the digest of their addresses and contents, in that order."""
    return sorted(pages, key=lambda page: hashlib.sha256(page.url.encode("utf-8", "replace") + b"\n" + page.body).digest())[
        :MOST_PAGES
    ]


def lesson_of(observations: Sequence[Observation]) -> Lesson:
    """What these pages teach: those of each host together, and no host of another's."""
    by_host: dict[str | None, list[Observation]] = defaultdict(list)
    for seen in observations:
        if seen.unfit is None:
            by_host[seen.host].append(seen)
    if len(by_host) < 2:
        return _of_host(observations)
    lessons = [_of_host(pages) for _, pages in sorted(by_host.items(), key=lambda one: (-len(one[1]), one[0] or ""))]
    layouts = tuple(layout for lesson in lessons for layout in lesson.layouts)
    if layouts:
        return Lesson(layouts, _learned(layouts, len(observations)))
    return Lesson((), f"{lessons[0].reason}; the pages are of {len(by_host)} hosts, and each is learned from alone")


def _of_host(observations: Sequence[Observation]) -> Lesson:
    fit = [seen for seen in observations if seen.unfit is None]
    total = len(observations)
    if len(fit) < FEWEST:
        return Lesson(
            (), f"nothing learned: {len(fit)} of {total} pages have a text, and it takes {FEWEST}{_refused(observations)}"
        )
    families = families_of(fit)
    if len(set(families)) < FEWEST:
        return Lesson(
            (), f"nothing learned: {len(fit)} of {total} pages have {len(set(families))} different texts, and it takes {FEWEST}"
        )
    pages = [Seen(observation, family) for observation, family in zip(fit, families, strict=True)]
    templates = templates_of(pages, FEWEST)
    if not templates:
        return Lesson((), f"nothing learned: no element holds the text on {FEWEST} of {len(fit)} pages")
    trials = [trial for template in templates if (trial := tried(template)) is not None]
    layouts = tuple(trial.layout for trial in trials if trial.fault is None)
    if not layouts:
        faults = [trial.fault for trial in trials if trial.fault is not None]
        return Lesson(
            (), f"nothing learned: a layout did not stand the trial: {faults[0] if faults else 'its pages share no place'}"
        )
    return Lesson(layouts, _learned(layouts, total))


def _learned(layouts: Sequence[LearnedLayout], total: int) -> str:
    seen = sum(layout.pages for layout in layouts)
    return f"learned {len(layouts)} layout{'s' if len(layouts) > 1 else ''} from {seen} of {total} pages"


def _refused(observations: Sequence[Observation]) -> str:
    """The commonest reason why pages taught nothing."""
    reasons = Counter(seen.unfit for seen in observations if seen.unfit is not None)
    return f"; most others: {reasons.most_common(1)[0][0]}" if reasons else ""
