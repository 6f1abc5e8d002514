"""Two texts side by side: what they share, in which facts they differ, and whether one is a part or a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from press.grammar.corrections import marked
from press.grammar.cuts import is_cut
from press.identity.alignment import Alignment
from press.identity.facts import Facts, after_the_lead, facts_of
from press.identity.headlines import are_one, headline, is_sent_again, name_others
from press.identity.links import are_linked
from press.identity.portrait import Portrait
from press.identity.roles import ISSUERS

#: Shingles of the shorter text that stand in the longer one: an edit of 15 words in 100 leaves .61, of two copies of each .37.
_COPY_SHARES = 0.35
#: Of the words of an edited copy few are new; where every fourth is, a paragraph is shared and the rest is another text.
_OTHER_WORDS = 0.25
#: A part adds little of its own: a heading, a line that leads on. A report that quotes a paragraph has most words of its own.
PART_SHARES = 0.6
#: A page that says itself where the original stands needs less.
_LINKED_SHARES = 0.3
#: A text shorter than this share of the other has only a part of it, or the other has more than this release.
WHOLE = 0.6
#: A text that ends before so much of the other has been told is a part of it, though it has more than half.
_BROKEN_OFF = 0.75
#: Words that a republisher's page adds around a whole release: related headings, a byline, a word on itself.
_FURNITURE = 110
#: Of a long text so large a share may be added: what is written around a text grows with it.
_FURNISHED = 0.25
#: Of the facts of an edited copy so many were replaced at most, and so many for each of its ordinary words that were.
_REPLACED, _REPLACED_BY_WORD, _REPLACED_AT_LEAST = 0.1, 1.2, 0.02
#: Of the facts of a release that is sent again so many are corrected at most.
_CORRECTED = 0.05
#: Where the mark stands before the very headline, of so many words at least, within so many days: a table that was wrong.
_CORRECTED_AT_ONCE, _HEADLINE, _AT_ONCE = 0.25, 4, 3
#: Two pages of one source: a second mailing has so many of the first one's shingles, and one long after it nearly all.
_NEARLY_THE_SAME, _ALL_BUT_THE_SAME = 0.8, 0.95
#: Facts that are as good as equal: one is a slip of the pen, or a correction.
_SLIP = 1
#: Days between two publications beyond which a copy is improbable, and another issue of the same form is not.
_NEAR, _FAR = 14, 60
#: A part begins where the release begins: among the first so many of its shingles, or in this share of them.
_BEGINNING, _BEGINNING_SHARE = 40, 0.25
#: An editor's own lead is no longer than this, in words, and so much of the page follows it; that has the release's words.
_LONGEST_LEAD, _AFTER_LEAD = 80, 0.4


@dataclass
class Pair:
    """Two texts, the shorter one first."""

    part: Portrait
    whole: Portrait
    short: Facts
    long: Facts

    @cached_property
    def common(self) -> frozenset[str]:
        return frozenset(self.short.shingles.keys() & self.long.shingles.keys())

    @cached_property
    def shared(self) -> float:
        return len(self.common) / len(self.short.shingles)

    @cached_property
    def ratio(self) -> float:
        return self.short.words / max(1, self.long.words)  # not shingles: a round-up of one form's releases repeats them

    @cached_property
    def is_furnished(self) -> bool:
        """Whether the longer text adds no more to the shorter one than pages add around a text."""
        return self.long.words - self.short.words <= _FURNITURE and self.ratio >= 1 / 3 and not self._ends_before

    @cached_property
    def _ends_before(self) -> bool:
        """Whether the shorter text is the longer one's beginning and no more: what follows is the release's own."""
        if self.whole.kind not in ISSUERS and not is_cut(self.part.body_text):
            return False
        return self._begins_where_the_other_begins or (self.ratio < WHOLE and self._has_a_lead_of_its_own)

    @cached_property
    def breaks_off(self) -> bool:
        """Whether a republisher's page has an issuer's words to a point and no more, though it has most of them."""
        if self.whole.kind not in ISSUERS or self.part.kind in ISSUERS or self.shared < _NEARLY_THE_SAME:
            return False
        until = max((self.long.shingles[shingle] for shingle in self.common), default=0)
        told = max(self.long.shingles.values())  # where it says something new for the last time: a text may repeat itself
        return until < _BROKEN_OFF * told and self._begins_where_the_other_begins

    @cached_property
    def alignment(self) -> Alignment:
        return Alignment(self.short, self.long)

    @property
    def replaced(self) -> int:
        return self.alignment.count

    @property
    def facts(self) -> int:
        return self.alignment.facts

    @cached_property
    def ordinary_missing(self) -> float:
        """The share of the shorter text's ordinary words that the longer one has not."""
        ordinary = self.short.vocabulary - self.short.numbers - self.short.names
        return len(ordinary - self.long.vocabulary) / max(1, len(ordinary))

    @cached_property
    def _foreign(self) -> int:
        """The shorter text's facts that the longer one has not, nor its headline and issuer."""
        named = self._headlines[1].vocabulary | facts_of(self.whole.issuer or "").vocabulary
        numbers = self.short.numbers - self.long.numbers - named
        return len(numbers) + len(self.short.names - self.long.vocabulary - named)

    @cached_property
    def days_apart(self) -> int:
        if self.part.published_at is None or self.whole.published_at is None:
            return 0
        return abs(self.part.published_at - self.whole.published_at).days

    @cached_property
    def _are_of_one_source(self) -> bool:
        """A source without a kind is a file of records, which may come from anywhere."""
        return self.part.kind is not None and self.part.source_id == self.whole.source_id

    @cached_property
    def is_linked(self) -> bool:
        return are_linked(self.part, self.whole)

    @cached_property
    def contradicts(self) -> bool:
        """Whether they cannot be one: two numbers in the issuer's own series."""
        if "newswire" in (self.part.kind, self.whole.kind):
            return False
        ours, theirs = self.part.release_number, self.whole.release_number
        return ours is not None and theirs is not None and _digits(ours) != _digits(theirs)

    @cached_property
    def corrects(self) -> bool:
        """Whether one is the other sent again, by its own mark: with a figure corrected, and all else as it was."""
        return (
            is_sent_again(self.part, self.whole)
            and self.shared >= _NEARLY_THE_SAME
            and self.days_apart <= _NEAR
            and self.long.words - self.short.words <= max(_FURNITURE, _FURNISHED * self.short.words)
            and self.replaced <= max(_SLIP, (_CORRECTED_AT_ONCE if self._is_corrected_at_once else _CORRECTED) * self.facts)
        )

    @cached_property
    def _is_corrected_at_once(self) -> bool:
        """Whether a mark stands before the very headline of a release of the same source, and of the same days."""
        ours, theirs = marked(self.part.headline), marked(self.whole.headline)
        return (
            "correction" in (ours[0], theirs[0])
            and ours[1].casefold().split() == theirs[1].casefold().split()
            and len(ours[1].split()) >= _HEADLINE
            and self._are_of_one_source
            and self.days_apart <= _AT_ONCE
        )

    @cached_property
    def is_copy(self) -> bool:
        if self.shared < (_LINKED_SHARES if self.is_linked else _COPY_SHARES):
            return False
        if self.shared < PART_SHARES and self.ordinary_missing > _OTHER_WORDS:
            return False
        if (
            self.shared < _ALL_BUT_THE_SAME
            and not self.is_linked
            and 3 * self._foreign > 2 * (len(self.short.numbers) + len(self.short.names))
            and self._foreign > 5
        ):
            return False  # most of what it states is not in the other: a short text of its own with a paragraph of this one
        if self._are_of_one_source and not self.is_linked:
            return self._is_second_page
        if self._headlines_name_others:
            return False
        if self.whole.kind not in ISSUERS and self.long.words - self.short.words > max(_FURNITURE, _FURNISHED * self.short.words):
            return False  # the page has another text beside this one: a round-up
        if self.days_apart > _FAR and not self.is_linked:
            return self.replaced == 0 and self.shared >= PART_SHARES
        if self.days_apart > _NEAR and self.alignment.numbers:
            return self.is_linked or self._have_one_headline
        return self._facts_agree

    @cached_property
    def _facts_agree(self) -> bool:
        if self.replaced <= _SLIP:
            return True
        allowed = min(_REPLACED, _REPLACED_BY_WORD * self.ordinary_missing + _REPLACED_AT_LEAST)
        if self._have_one_headline or self.is_linked:
            allowed = max(allowed, _REPLACED)
        return self.replaced <= allowed * self.facts

    @cached_property
    def _is_second_page(self) -> bool:
        """Of one source: a form is filled in there again and again, so every fact has to agree, and the headline."""
        if self.days_apart > _FAR:
            return self._have_one_headline and self.replaced == 0 and self.shared >= _ALL_BUT_THE_SAME
        if self._headlines_name_others:
            return False
        if self._have_one_headline:
            return self.shared >= _NEARLY_THE_SAME and self._facts_agree
        ours, theirs = (one.vocabulary for one in self._headlines)
        akin = not ours or not theirs or 2 * len(ours & theirs) >= min(len(ours), len(theirs))
        return akin and self.replaced == 0 and self.shared >= PART_SHARES and self.short.numbers == self.long.numbers

    @cached_property
    def is_part(self) -> bool:
        has_own_lead = not self.is_linked and self._has_a_lead_of_its_own
        if self.shared < (_LINKED_SHARES if self.is_linked else PART_SHARES) and not has_own_lead:
            return False
        if self._are_of_one_source and not self.is_linked:
            return False  # a site's own short page about its long one is a page of its own
        if self.days_apart > _NEAR and not self.is_linked:
            return False
        own_lines = 1 + 0.15 * self.facts  # a byline, "read more at"
        if self._foreign > own_lines or not (has_own_lead or self._begins_where_the_other_begins):
            return False
        if not has_own_lead and not self._facts_agree:
            return False
        if self.whole.kind in ISSUERS:
            return True
        if self.part.kind in ISSUERS:
            return self.is_linked and self.long.words - self.short.words <= 2 * _FURNITURE  # else a round-up of several
        return self.is_linked or self._have_one_headline or self._is_cut_from_the_other

    @cached_property
    def _is_cut_from_the_other(self) -> bool:
        """A part is cut from what there is; a round-up comes after the texts in it. Of records that are handed in, whose sources
        say nothing, the times are enough; else the part has to say that it is one."""
        ours, theirs = self.part.published_at, self.whole.published_at
        if ours is None or theirs is None or theirs >= ours:
            return False
        return (self.part.kind is None and self.whole.kind is None) or is_cut(self.part.body_text)

    @cached_property
    def _has_a_lead_of_its_own(self) -> bool:
        """Whether only the first paragraph is in other words, and says nothing that the other text does not."""
        begin = after_the_lead(self.part.body_text, self.part.language)
        rest = [shingle for shingle, at in self.short.shingles.items() if at >= begin]
        both = [shingle for shingle in rest if shingle in self.common]
        if not begin or len(rest) < max(15, _AFTER_LEAD * len(self.short.shingles)) or len(both) < PART_SHARES * len(rest):
            return False
        if min(self.long.shingles[shingle] for shingle in both) >= _BEGINNING + _LONGEST_LEAD or begin > _LONGEST_LEAD:
            return False
        return self._foreign <= 1

    @cached_property
    def _begins_where_the_other_begins(self) -> bool:
        reach = max(_BEGINNING, int(_BEGINNING_SHARE * len(self.short.shingles)))
        opening = [shingle for shingle, at in self.short.shingles.items() if at < reach and shingle in self.common]
        return len(opening) >= 5 and min(self.long.shingles[shingle] for shingle in opening) < _BEGINNING

    @cached_property
    def _headlines(self) -> tuple[Facts, Facts]:
        return headline(self.part), headline(self.whole)

    @cached_property
    def _have_one_headline(self) -> bool:
        return are_one(*self._headlines)

    @cached_property
    def _headlines_name_others(self) -> bool:
        return name_others(*self._headlines, self.short, self.long)

    @cached_property
    def score(self) -> float:
        kept = 1 - self.replaced / max(6, self.facts)
        return round(max(0.0, min(1.0, (self.shared + kept) / 2 + (0.05 if self.is_linked else 0.0))), 4)

    def evidence(self) -> dict[str, Any]:
        found: dict[str, Any] = {"words": round(self.shared, 3)}
        if self.short.numbers:
            found["numbers"] = f"{len(self.short.numbers & self.long.numbers)} of {len(self.short.numbers)}"
        if self.short.names:
            found["names"] = f"{len(self.short.names & self.long.vocabulary)} of {len(self.short.names)}"
        if pairs := (*self.alignment.numbers, *self.alignment.names):
            found["replaced"] = [f"{ours} / {theirs}" for ours, theirs in pairs[:5]]
        if self._have_one_headline:
            found["headline"] = "the same"
        if self.corrects:
            found["mark"] = "a correction or a repeat, by its headline"
        if self.is_linked:
            found["link"] = "one names the other, or both the same original"
        return found


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).casefold()
