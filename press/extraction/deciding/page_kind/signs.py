"""What only releases have beside their text: a kicker that says so, an end mark, a line of release, a dateline, a portrait."""

from __future__ import annotations

from collections.abc import Sequence

from press.extraction.blocks import Block
from press.extraction.deciding.page_kind.sections import folded
from press.grammar.furniture import is_end_mark
from press.grammar.reading import Reading

#: A line of its own that calls the page a release, in the singular: the section's name is no sign, a label is.
_CALLED = """
        press release, news release, media release, press statement, media statement, media advisory, press advisory,
        press notice, for immediate release, for release, embargoed, joint statement, press communique,
        communique de presse, communiqué, avis aux médias, invitation presse, invitation aux médias, note aux rédactions,
        pour diffusion immédiate, pour publication immédiate, nota de prensa, comunicado de prensa, aviso a los medios,
        convocatoria de prensa, para publicación inmediata, boletín de prensa, nota à imprensa, comunicado de imprensa,
        comunicado à imprensa, aviso de pauta, para divulgação imediata, pressemitteilung, medienmitteilung,
        presseinformation, presseeinladung, pressetermin, medieneinladung, einladung an die medien,
        zur sofortigen veröffentlichung, comunicato stampa, nota stampa, invito alla stampa, persbericht, perscommuniqué,
        persuitnodiging, pressmeddelande, pressinbjudan, pressemelding, presseinvitasjon, pressemeddelelse,
        presseinvitation, tiedote, lehdistötiedote, mediatiedote, mediakutsu, komunikat prasowy, informacja prasowa,
        zaproszenie dla mediów, tisková zpráva, pozvánka pro média, tlačová správa, sajtóközlemény, sajtómeghívó,
        comunicat de presă, invitație de presă, basın bülteni, basın açıklaması, basın duyurusu, basına davet,
        priopćenje za medije, priopćenje, sporočilo za javnost, saopštenje, pranešimas spaudai, preses relīze,
        pressiteade, δελτίο τύπου, ανακοίνωση τύπου, пресс-релиз, пресс релиз, сообщение для сми, анонс для сми,
        прес-реліз, пресреліз, прессъобщение, بيان صحفي, بلاغ صحفي, بيان صحافي, بلاغ صحافي, للنشر الفوري, دعوة صحفية,
        دعوة للإعلام, اطلاعیه مطبوعاتی, הודעה לעיתונות, 新闻稿, 新聞稿, 新闻公报, 新聞公報, 媒体通知, 采访通知,
        プレスリリース, 報道発表, 報道資料, ニュースリリース, 보도자료, 보도참고자료, 설명자료, ข่าวประชาสัมพันธ์,
        thông cáo báo chí, siaran pers, siaran media, kenyataan media, taarifa kwa vyombo vya habari, प्रेस विज्ञप्ति,
        প্রেস বিজ্ঞপ্তি
    """
_KICKERS = frozenset(map(folded, _CALLED.split(",")))
_LONGEST = 90


def calls_itself_release(blocks: Sequence[Block]) -> str | None:
    """The line that calls the page a release, or ends it as only releases end; None where there is none."""
    for block in blocks:
        text = block.text
        if len(text) > _LONGEST or block.link_share > 0.5:
            continue
        if is_end_mark(text) and "#" in text:
            return text
        first = text.split("\n", 1)[0]
        for part in (first, *_parts(first)):
            if folded(part) in _KICKERS:
                return text
    return None


def _parts(line: str) -> list[str]:
    """A kicker with its number, day or place beside it: `Press release | 3 May 2024`, `PRESSEMITTEILUNG Nr. 12`."""
    for mark in ("|", "·", "•", " – ", " - ", " — ", ":", "：", ",", "/"):
        if mark in line:
            return [line.split(mark, 1)[0], line.rsplit(mark, 1)[1]]
    words = line.split()
    digit = next((number for number, word in enumerate(words) if any(sign.isdigit() for sign in word)), 0)
    return [" ".join(words[:digit]), " ".join(words[: digit - 1])] if digit else []


def has_signs(reading: Reading) -> bool:
    """Whether the text has what releases have, and plain pages mostly have not."""
    dated = reading.dateline and (reading.dateline.day or reading.dateline.wire)  # a place alone heads news agencies' texts too
    return bool(dated or reading.release_number or reading.embargo or (reading.contacts and reading.boilerplate))
