"""Invented texts from a seed: releases, and the other things that an office puts on its site. No sentence is anybody's."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal["release", "event", "job", "tender", "page", "gallery"]


@dataclass(frozen=True, slots=True)
class Story:
    """One text. `published` is aware; for an event it is when it takes place. `number` ties the translations of one story."""

    kind: Kind
    number: int
    language: str
    headline: str
    paragraphs: tuple[str, ...]
    published: datetime
    slug: str
    topic: str


@dataclass(frozen=True, slots=True)
class _Tongue:
    places: tuple[str, ...]
    topics: tuple[str, ...]
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]


_TONGUES = {
    "en": _Tongue(
        ("Orlen", "Castrava", "Velport", "Munsea", "Tarnholm", "Bellisk", "Quarrow", "Istermouth"),
        ("harbours", "bridges", "schools", "water", "railways", "forests"),
        (
            "Minister opens the new {thing} in {place}",
            "{place} receives {number} million crowns for its {thing}",
            "Work on the {thing} of {place} begins in spring",
            "Statement on the closure of the {thing} in {place}",
            "Government and {place} sign an agreement on the {thing}",
            "Inspectors report on the {thing} in {place}",
        ),
        (
            "The Ministry of Works announced today that the {thing} in {place} will be rebuilt over the next {number} months.",
            "{place} will have its {thing} back before the winter, the Minister told the town council on the occasion of a visit.",
            "After {number} weeks of inspections the Ministry of Works has published its findings on the {thing} in {place}.",
        ),
        (
            "The contract is worth {number} million crowns and was awarded to a consortium of {small} firms from the region.",
            "“Nobody in {place} should have to wait any longer for a {thing} that can be relied upon,” said Minister Ilva Tarrent.",
            "Of the {number} houses along the river, {small} will be connected in the first phase, the remaining ones by next year.",
            "The engineers counted {number} cracks in the northern wall and recommended that heavy vehicles use the road by {other}.",
            "Residents may send their remarks to the district office in {other} until the end of the month.",
            "A second stage, for which parliament has set aside {number} million crowns, includes lighting and {small} crossings.",
            "The Ministry will report to the assembly every {small} months until the last of the {number} measures is completed.",
        ),
        (
            "The Ministry of Works is responsible for {number} public buildings and for the roads between {place} and {other}.",
            "Further information on the programme is available from the regional office in {other}.",
        ),
    ),
    "fr": _Tongue(
        ("Orlène", "Castrave", "Velport", "Munsée", "Tarnolme", "Bellisque", "Quarreau", "Istremont"),
        ("ports", "ponts", "écoles", "eau", "chemins de fer", "forêts"),
        (
            "La ministre inaugure le nouveau chantier ({thing}) de {place}",
            "{place} reçoit {number} millions de couronnes pour le programme {thing}",
            "Déclaration sur la fermeture provisoire du site {thing} à {place}",
            "Le gouvernement et {place} signent un accord sur le programme {thing}",
        ),
        (
            "Le ministère des Travaux a annoncé aujourd'hui que les installations de {place} seront reconstruites en {number} mois.",
            "Après {number} semaines d'inspection, le ministère des Travaux publie ses conclusions sur la situation à {place}.",
        ),
        (
            "Le marché, d'un montant de {number} millions de couronnes, a été attribué à {small} entreprises de la région.",
            "« Personne à {place} ne devrait attendre davantage », a déclaré la ministre Ilva Tarrent devant le conseil municipal.",
            "Sur les {number} maisons riveraines, {small} seront raccordées dès la première phase, les autres l'an prochain.",
            "Les habitants peuvent adresser leurs observations au bureau de district de {other} jusqu'à la fin du mois.",
            "Une seconde étape, dotée de {number} millions, comprend l'éclairage et {small} passages protégés.",
        ),
        ("Le ministère des Travaux gère {number} bâtiments publics ainsi que les routes entre {place} et {other}.",),
    ),
    "es": _Tongue(
        ("Orlena", "Castrava", "Velpuerto", "Munsea", "Tarnolmo", "Bellisca", "Cuarro", "Istremonte"),
        ("puertos", "puentes", "escuelas", "agua", "ferrocarriles", "bosques"),
        (
            "La ministra inaugura las nuevas obras ({thing}) de {place}",
            "{place} recibe {number} millones de coronas para el programa {thing}",
            "Declaración sobre el cierre temporal de las instalaciones de {place} ({thing})",
            "El Gobierno y {place} firman un acuerdo sobre el programa {thing}",
        ),
        (
            "El Ministerio de Obras anunció hoy que las instalaciones de {place} se reconstruirán en los próximos {number} meses.",
            "Tras {number} semanas de inspección, el Ministerio de Obras publica sus conclusiones sobre la situación en {place}.",
        ),
        (
            "El contrato, por valor de {number} millones de coronas, fue adjudicado a {small} empresas de la región.",
            "«Nadie en {place} debería esperar más tiempo», dijo la ministra Ilva Tarrent ante el consejo municipal.",
            "De las {number} casas junto al río, {small} se conectarán en la primera fase y las demás el año próximo.",
            "Los vecinos pueden enviar sus observaciones a la oficina del distrito de {other} hasta fin de mes.",
            "Una segunda etapa, dotada con {number} millones, incluye alumbrado y {small} pasos protegidos.",
        ),
        ("El Ministerio de Obras administra {number} edificios públicos y las carreteras entre {place} y {other}.",),
    ),
    "ar": _Tongue(
        ("أورلين", "كسترافا", "فيلبورت", "مونسية", "تارنهولم", "بليسك", "كوارو", "إستربون"),
        ("الموانئ", "الجسور", "المدارس", "المياه", "السكك", "الغابات"),
        (
            "الوزيرة تفتتح مشروع {thing} الجديد في {place}",
            "{place} تحصل على {number} مليون كرونة لبرنامج {thing}",
            "بيان بشأن إغلاق مرفق {thing} في {place}",
            "الحكومة ومدينة {place} توقعان اتفاقا حول {thing}",
        ),
        (
            "أعلنت وزارة الأشغال اليوم أن مرافق {thing} في {place} سيعاد بناؤها خلال {number} شهرا قادمة.",
            "بعد {number} أسبوعا من التفتيش نشرت وزارة الأشغال نتائجها حول وضع {thing} في {place}.",
        ),
        (
            "تبلغ قيمة العقد {number} مليون كرونة وقد منح لاتحاد من {small} شركات في المنطقة.",
            "وقالت الوزيرة إلفا تارنت أمام المجلس البلدي إن أحدا في {place} لا ينبغي أن ينتظر أكثر من ذلك.",
            "من بين {number} منزلا على ضفة النهر سيوصل {small} منها في المرحلة الأولى والبقية في العام المقبل.",
            "ويمكن للسكان إرسال ملاحظاتهم إلى مكتب المنطقة في {other} حتى نهاية الشهر.",
        ),
        ("تدير وزارة الأشغال {number} مبنى عاما والطرق الواقعة بين {place} و{other}.",),
    ),
}  # fmt: skip


def stories(
    seed: str, count: int, languages: tuple[str, ...] = ("en",), *, zone: str = "Europe/Oslo", newest: str = "2026-10-30T15:40",
    hours: int = 61,
) -> list[Story]:  # fmt: skip
    """`count` releases, each in every language, the newest first; times are of whole minutes in office hours.

    `hours`: what lies between two of them, on average.
    """
    dice = random.Random(seed)  # noqa: S311 - invented texts are no secret
    at = datetime.fromisoformat(newest).replace(tzinfo=ZoneInfo(zone))
    made: list[Story] = []
    seen: set[str] = set()
    for number in range(count, 0, -1):
        figures = [dice.randint(21, 979) for _ in range(40)]
        made += [_story(seed, number, language, figures, at, seen) for language in languages]
        at -= timedelta(minutes=dice.randint(20, 2 * hours) * 60 + dice.randint(0, 59))
        at = at.replace(hour=dice.randint(8, 17))
    return made


def others(seed: str, kind: Kind, count: int, *, zone: str = "Europe/Oslo") -> list[Story]:
    """What is no release, in English: events to come, vacancies, calls for tenders, galleries."""
    dice = random.Random(f"{seed} {kind}")  # noqa: S311
    made = []
    for number in range(1, count + 1):
        place = dice.choice(_TONGUES["en"].places)
        at = datetime(2026, 12, 1, tzinfo=ZoneInfo(zone)) + timedelta(days=dice.randint(0, 60), hours=dice.randint(8, 18))
        figure = dice.randint(100, 999)
        headline, paragraphs = {
            "event": (
                f"Open day {figure} at the district office of {place}",
                (f"Visitors can see the workshops of {place} and talk to the engineers.", "Entrance is free."),
            ),
            "job": (
                f"Surveyor ({figure}) for the district of {place}",
                (f"We look for a surveyor with {figure % 9 + 2} years of practice.", "Send a letter and two references."),
            ),
            "tender": (
                f"Call for tenders {figure}: supply of gravel to {place}",
                (f"Offers are invited for {figure} tonnes of washed gravel.", "Sealed offers go to the procurement unit."),
            ),
            "gallery": (f"Pictures: the works in {place}, part {figure}", (f"Photographs of the works in {place}.",)),
        }[kind]
        made.append(Story(kind, number, "en", headline, paragraphs, at, slug_of(headline, number), "works"))
    return made


def slug_of(headline: str, number: int) -> str:
    """An address' last part: plain letters, or the number alone for other scripts."""
    plain = unicodedata.normalize("NFKD", headline).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"n-{number}"


def _story(seed: str, number: int, language: str, figures: list[int], at: datetime, seen: set[str]) -> Story:
    dice = random.Random(f"{seed} {number} {language}")  # noqa: S311
    tongue = _TONGUES[language]
    at_place = figures[0] % len(tongue.places)
    topic = figures[1] % len(tongue.topics)
    words = {
        "place": tongue.places[at_place],
        "other": tongue.places[(at_place + 3) % len(tongue.places)],
        "thing": tongue.topics[topic],
    }
    left = iter(figures[2:])

    def said(sentence: str) -> str:
        return sentence.format(**words, number=next(left), small=next(left) % 17 + 3)

    headline = said(tongue.headlines[figures[3] % len(tongue.headlines)])
    if headline in seen:
        headline = f"{headline} ({number})"
    seen.add(headline)
    body = dice.sample(tongue.middles, k=min(len(tongue.middles), 3 + figures[4] % 4))
    paragraphs = [said(dice.choice(tongue.openings))]
    paragraphs += [" ".join(map(said, body[first : first + 2])) for first in range(0, len(body), 2)]
    paragraphs.append(said(dice.choice(tongue.endings)))
    slug = slug_of(headline, number) if language in ("en", "fr", "es") else f"{language}-{number}"
    return Story("release", number, language, headline, tuple(paragraphs), at, f"{slug}-{number}", _TONGUES["en"].topics[topic])
