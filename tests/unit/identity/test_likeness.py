"""What is a copy, on invented releases: edits and cuts are, other releases on the same form are not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.identity.likeness import compare
from press.identity.portrait import Portrait
from press.identity.signature import sign

DAY = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)


def form(minister: str, guest: str, country: str, day: str, amount: str, places: str) -> str:
    return (
        f"The Minister of Harbours, {minister}, received the Ambassador of {country}, {guest}, at "
        f"the old customs house on {day}. "
        "The two sides went through the works that both countries have begun along the coast and "
        "agreed to meet again in autumn.\n"
        f"During the meeting {minister} announced a grant of {amount} million crowns for the quays of {places}. "
        "The money comes from the fund for small ports, which parliament set up after the floods, "
        "and is paid out in three parts.\n"
        f"“Our fishermen have waited long enough,” said {minister}. “What we sign today lets them "
        f"land their catch in any weather.”\n"
        f"{guest} thanked the ministry for its patience and said that engineers would come before the end of the summer. "
        "Both delegations then walked to the lock house, where the keepers showed them the new gates and the pumps below them."
    )


TEXT = form("Orla Venn", "Pietro Lanz", "Marovia", "12 May", "4.6", "Tarn and Eskholm")
SIBLING = form("Orla Venn", "Greta Holm", "Sundland", "19 May", "2.1", "Brack and Ystad")
ORIGINAL = Portrait(
    "https://harbours.example/4711", "harbours", "ministry", "Harbour grant for Tarn and Eskholm", TEXT, "en", DAY
)
COPY = replace(ORIGINAL, url="https://daily.example/a", source_id="daily", kind="republisher", headline="Millions for two ports")
WORDS = ["steady", "harbour", "calm", "upon", "later", "rather", "wide", "gladly", "eastern", "toward"]


def edited(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    words = text.split(" ")
    for at, word in enumerate(words):
        if word[:1].islower() and chance.random() < share:
            words[at] = chance.choice(["", chance.choice(WORDS), f"{word} {chance.choice(WORDS)}"])
    return " ".join(words)


def joined(first: Portrait, second: Portrait) -> str | None:
    """As the archive joins: found by a band, then verified; the same from both sides."""
    found, other = compare(first, second), compare(second, first)
    assert (found is None) == (other is None)
    if found is None or other is None or not set(sign(first)) & set(sign(second)):
        return None
    assert (found.kind, found.score, found.evidence) == (other.kind, other.score, other.evidence)
    assert {found.part, other.part} in ({None}, {"first", "second"})
    return found.kind


@pytest.mark.parametrize("seed", range(20))
def test_a_lightly_edited_copy_is_a_copy(seed: int) -> None:
    assert joined(ORIGINAL, replace(COPY, body_text=edited(TEXT, 0.05 + seed / 200, seed))) == "copy"


def test_furniture_around_a_copy_changes_nothing() -> None:
    around = (
        f"By our staff in the port\n{TEXT}\nRead also: Storm delays ferries\nFollow the Daily for more news about ports and fish."
    )
    assert joined(ORIGINAL, replace(COPY, body_text=around)) == "copy"


@pytest.mark.parametrize("paragraphs", [1, 2])
def test_the_first_paragraphs_are_an_excerpt(paragraphs: int) -> None:
    cut = "\n".join(TEXT.split("\n")[:paragraphs]) + "\nRead more"
    found = compare(ORIGINAL, replace(COPY, body_text=cut))
    assert found is not None
    assert (found.kind, found.part) == ("excerpt", "second")
    assert joined(ORIGINAL, replace(COPY, body_text=cut)) == "excerpt"


HANDED_IN = replace(ORIGINAL, source_id="one", kind=None)
LEAD, *REST = TEXT.split("\n")
OWN_LEAD = (
    "Fishermen at Tarn and Eskholm can look forward to new quays: Orla Venn has signed for them on 12 May, with Pietro Lanz "
    "of Marovia looking on, after years of letters from both towns."
)

CLOSING = (
    "The ministry keeps the list of quays that are still to be mended, and reads it out to parliament twice a year. Any town "
    "may ask to be put on it, and pays nothing for the first survey.\nWorks on the moles begin when the herring has passed. "
    "Until then the boats are moored in the inner basin, where the customs launch makes room for them at no charge."
)


def test_an_excerpt_under_a_headline_of_its_own_is_one_wherever_the_whole_stands() -> None:
    half = " ".join(TEXT.split(" ")[:70])
    part = replace(COPY, body_text=f"{half} …", published_at=DAY + timedelta(hours=3))
    assert joined(ORIGINAL, part) == "excerpt"
    on_a_news_site = replace(ORIGINAL, source_id="courier", kind="republisher", body_text=f"{TEXT}\n{CLOSING}")
    assert joined(on_a_news_site, part) == "excerpt"
    assert joined(on_a_news_site, replace(part, body_text=f"{LEAD}\n{REST[0]}")) is None, "nothing says that more was there"
    stopped = replace(part, source_id="two", kind=None, body_text=f"{LEAD}\n{REST[0]}")
    whole = replace(HANDED_IN, body_text=f"{TEXT}\n{CLOSING}")
    assert joined(whole, stopped) == "excerpt"
    assert joined(whole, replace(stopped, published_at=DAY - timedelta(hours=3))) is None, "the longer one may be a round-up"


def test_a_round_up_that_begins_with_a_release_is_later_than_it() -> None:
    body = f"{TEXT}\n{SIBLING}\n{form('Ivo Karst', 'Lea Brandt', 'Norvik', '15 May', '7.3', 'Hell and Dunmore')}"
    round_up = replace(HANDED_IN, url="https://b.example/1", source_id="two", headline="The day in short", body_text=body)
    assert joined(HANDED_IN, replace(round_up, published_at=DAY + timedelta(hours=8))) is None


def test_an_excerpt_may_have_a_lead_of_its_own_that_says_nothing_else() -> None:
    whole = replace(ORIGINAL, body_text=f"{TEXT}\n{CLOSING}")
    part = replace(COPY, body_text=f"{OWN_LEAD}\n{REST[0]}\n{REST[1]}")
    assert joined(whole, part) == "excerpt"
    other = OWN_LEAD.replace("Tarn", "Brack").replace("Pietro Lanz", "Greta Holm").replace("12 May", "30 May")
    assert joined(whole, replace(part, body_text=f"{other}\n{REST[0]}\n{REST[1]}")) is None


def test_a_short_report_around_a_paragraph_is_none() -> None:
    own = "Nobody at the market in Ystad had heard of Karst's plan, and the old skippers laughed when Brandt read it to them.\n"
    assert (
        joined(ORIGINAL, replace(COPY, body_text=f"{own}{REST[1]}\nBut in Dunmore the council of Hell will vote on it in June."))
        is None
    )


@pytest.mark.parametrize("kind", ["ministry", "newswire", "republisher"])
def test_another_release_on_the_same_form_is_none(kind: str) -> None:
    other = replace(COPY, kind=kind, body_text=SIBLING, headline="Harbour grant for Brack and Ystad")  # type: ignore[arg-type]
    assert joined(ORIGINAL, other) is None
    assert joined(ORIGINAL, replace(other, source_id="harbours", published_at=DAY + timedelta(days=7))) is None


@pytest.mark.parametrize("seed", range(10))
def test_an_edited_copy_of_another_release_on_the_form_is_none(seed: int) -> None:
    assert joined(ORIGINAL, replace(COPY, body_text=edited(SIBLING, 0.1, seed))) is None


def test_a_report_that_quotes_a_paragraph_is_none() -> None:
    report = (
        "Fishermen along the coast are not convinced. At the market hall this morning most of them "
        "spoke of promises that came to "
        "nothing, and of quays that were measured twice and never built.\n" + TEXT.split("\n")[2] + "\n"
        "The opposition called the visit a photograph and nothing more. Its speaker on ports asked "
        "where the fund's first part went, "
        "and why the engineers of last year had left before the winter. A vote is expected before the recess."
    )
    assert joined(ORIGINAL, replace(COPY, body_text=report)) is None


def test_a_round_up_of_several_releases_is_none_of_them() -> None:
    third = form("Ivo Karst", "Lea Brandt", "Norvik", "15 May", "7.3", "Hell and Dunmore")
    assert joined(ORIGINAL, replace(COPY, body_text=f"{TEXT}\n{SIBLING}\n{third}")) is None


def test_what_was_replaced_can_be_read() -> None:
    found = compare(ORIGINAL, replace(COPY, body_text=TEXT.replace("4.6 million", "4.8 million")))
    assert found is not None
    assert found.evidence["replaced"] in (["46 / 48"], ["48 / 46"])
    assert found.evidence["numbers"] == "1 of 2"


@pytest.mark.parametrize(
    "headline",
    ["CORRECTION: Harbour grant for Tarn and Eskholm", "/C O R R E C T I O N -- Ministry of Harbours/",
     "CORRECTED AND REPEATED - Harbour grant for Tarn and Eskholm", "Harbour grant for Tarn and Eskholm (Rectificatif)"],
)  # fmt: skip
def test_a_correction_of_the_same_source_is_its_release(headline: str) -> None:
    """Without the mark a form was filled in with another sum."""
    before = "In the release sent earlier today the sum of the grant was wrong. The corrected release follows:\n"
    again = replace(
        ORIGINAL, url="https://harbours.example/4712", headline=headline, body_text=before + TEXT.replace("4.6", "4.8"),
        published_at=DAY + timedelta(hours=5),
    )  # fmt: skip
    assert joined(ORIGINAL, again) == "copy"
    assert joined(ORIGINAL, replace(again, headline="Another harbour grant for both towns")) is None
    assert joined(ORIGINAL, replace(again, body_text=SIBLING)) is None, "a correction of another release on the form"
    assert joined(ORIGINAL, replace(again, headline=f"REPEAT: {ORIGINAL.headline}", body_text=TEXT)) == "copy"


ARABIC = (
    "استقبل وزير الموانئ {minister} سفير {country} في مبنى الجمارك القديم يوم {day} مايو وبحث معه سير الأعمال على الساحل.\n"
    "وأعلن {minister} خلال اللقاء منحة قدرها {amount} مليون لأرصفة الصيد، تصرف من صندوق "
    "الموانئ الصغيرة على ثلاث دفعات خلال هذا العام.\n"
    "وقال {minister} إن الصيادين انتظروا طويلا، وإن ما وقع اليوم يتيح لهم إنزال صيدهم في كل "
    "الأحوال، شاكرا سفير {country} على حضوره.\n"
    "ثم توجه الوفدان إلى بيت الأقفال حيث عرض عليهما الحراس البوابات الجديدة والمضخات القائمة تحتها قبل أن يختتما زيارتهما."
)


def test_facts_decide_where_there_are_no_capitals() -> None:
    ours = ARABIC.format(minister="سالم المرسى", country="ماروفيا", day="12", amount="46")
    theirs = ARABIC.format(minister="نادر البحري", country="سوندلاند", day="19", amount="21")
    original = replace(ORIGINAL, body_text=ours, language="ar", headline=None)
    assert joined(original, replace(COPY, body_text=ours.replace("القديم", "العتيق"), language="ar")) == "copy"
    assert joined(original, replace(COPY, body_text=theirs, language="ar")) is None


def test_a_teaser_is_found_by_its_beginning() -> None:
    long = f"{TEXT}\n" + "\n".join(
        f"Section {n} of the fund's rules names the {w} works that it pays." for n, w in enumerate(WORDS * 6)
    )
    teaser = " ".join(TEXT.split()[:40]) + " …"
    assert joined(replace(ORIGINAL, body_text=long), replace(COPY, body_text=teaser)) == "excerpt"


@pytest.mark.parametrize("text", ["", "7 " * 200_000, "same " * 200_000, "🙂" * 5000, "水" * 100_000, "\n" * 1000])
def test_odd_texts_are_compared_in_bounds(text: str) -> None:
    assert compare(ORIGINAL, replace(COPY, body_text=text)) is None
    sign(replace(COPY, body_text=text))


@given(st.text(max_size=400), st.text(max_size=400))
def test_comparing_is_symmetric(first: str, second: str) -> None:
    joined(replace(ORIGINAL, body_text=first), replace(COPY, body_text=second))
