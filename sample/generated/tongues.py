"""The invented sentences of each language. No sentence is anybody's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language's texts are made of: `{place}`, `{other}`, `{thing}`, `{number}` and `{small}` are filled in."""

    places: tuple[str, ...]
    topics: tuple[str, ...]
    headlines: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]


TONGUES = {
    "en": Tongue(
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
    "fr": Tongue(
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
    "es": Tongue(
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
    "ar": Tongue(
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
    "cy": Tongue(
        ("Orlen", "Castraf", "Felport", "Munsi", "Tarnolm", "Belisg", "Cwaro", "Aberister"),
        ("harbyrau", "pontydd", "ysgolion", "dŵr", "rheilffyrdd", "coedwigoedd"),
        (
            "Y Gweinidog yn agor y gwaith newydd ({thing}) yn {place}",
            "{place} yn derbyn {number} miliwn o goronau ar gyfer y rhaglen {thing}",
            "Y gwaith ar y rhaglen {thing} yn {place} i ddechrau yn y gwanwyn",
            "Datganiad ar gau safle {thing} yn {place}",
        ),
        (
            "Cyhoeddodd y Weinyddiaeth Waith heddiw y bydd y safle yn {place} yn cael ei ailadeiladu dros y {number} mis nesaf.",
            "Ar ôl {number} wythnos o archwiliadau, mae'r Weinyddiaeth Waith wedi cyhoeddi ei chanfyddiadau am y safle yn {place}.",
        ),
        (
            "Mae'r contract yn werth {number} miliwn o goronau ac fe'i dyfarnwyd i gonsortiwm o {small} cwmni o'r rhanbarth.",
            "“Ni ddylai neb yn {place} orfod aros yn hwy na hyn,” meddai'r Gweinidog Ilva Tarrent wrth gyngor y dref.",
            "O'r {number} o dai ar lan yr afon, bydd {small} yn cael eu cysylltu yn y cam cyntaf, a'r gweddill y flwyddyn nesaf.",
            "Gall trigolion anfon eu sylwadau at y swyddfa ranbarthol yn {other} tan ddiwedd y mis.",
            "Mae ail gam, y mae'r senedd wedi neilltuo {number} miliwn o goronau ar ei gyfer, yn cynnwys {small} croesfan.",
            "Bydd y Weinyddiaeth yn adrodd i'r cynulliad bob {small} mis nes bod yr olaf o'r {number} mesur wedi'i gwblhau.",
        ),
        ("Y Weinyddiaeth Waith sy'n gyfrifol am {number} adeilad cyhoeddus ac am y ffyrdd rhwng {place} a {other}.",),
    ),
    "de": Tongue(
        ("Orlen", "Kastrau", "Velphafen", "Mundsee", "Tarnholm", "Bellisch", "Quarrau", "Istermünde"),
        ("Häfen", "Brücken", "Schulen", "Wasser", "Bahnen", "Wälder"),
        (
            "Ministerin eröffnet die neue Anlage ({thing}) in {place}",
            "{place} erhält {number} Millionen Kronen für das Programm „{thing}“",
            "Erklärung zur vorläufigen Sperrung in {place} ({thing})",
            "Land und Stadt {place} unterzeichnen Vereinbarung zum Programm „{thing}“",
        ),
        (
            "Das Bauministerium hat heute angekündigt, dass die Anlagen in {place} in den kommenden {number} Monaten erneuert werden.",
            "Nach {number} Wochen Prüfung hat das Bauministerium seine Ergebnisse über den Zustand der Anlagen in {place} vorgelegt.",
        ),
        (
            "Der Auftrag über {number} Millionen Kronen ging an eine Arbeitsgemeinschaft aus {small} Firmen der Region.",
            "„Niemand in {place} soll länger warten müssen“, sagte Ministerin Ilva Tarrent vor dem Rat der Stadt.",
            "Von den {number} Häusern am Fluss werden {small} im ersten Abschnitt angeschlossen, die übrigen im nächsten Jahr.",
            "Anwohner können ihre Anmerkungen bis zum Ende des Monats an das Bezirksamt in {other} senden.",
            "Ein zweiter Abschnitt, für den {number} Millionen Kronen vorgesehen sind, umfasst Beleuchtung und {small} Übergänge.",
            "Die Prüfer zählten {number} Risse in der nördlichen Mauer und raten, schwere Fahrzeuge über {other} zu leiten.",
        ),
        ("Das Bauministerium ist für {number} öffentliche Gebäude und die Straßen zwischen {place} und {other} zuständig.",),
    ),
}  # fmt: skip

#: How each language names the invented ministry, longest first.
MINISTRY = {
    "en": ("The Ministry of Works", "the Ministry of Works", "The Ministry"),
    "fr": ("Le ministère des Travaux", "le ministère des Travaux"),
    "es": ("El Ministerio de Obras", "el Ministerio de Obras"),
    "ar": ("وزارة الأشغال",),
    "cy": ("Y Weinyddiaeth Waith", "y Weinyddiaeth Waith"),
    "de": ("Das Bauministerium", "das Bauministerium"),
}
