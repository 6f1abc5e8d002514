"""What invented releases are made of: sentences by what they tell, in three languages. No sentence is anybody's.

`{…}` is a fact of the event, `[a|b]` a choice of words that an editor might make otherwise. The same kinds of sentence exist in each
language, so that a translation tells the same.
"""

from __future__ import annotations

#: Of each field: its thing and what is counted there, by language.
FIELDS: tuple[dict[str, tuple[str, str]], ...] = (
    {"en": ("irrigation canals", "farming households"), "fr": ("canaux d’irrigation", "ménages agricoles"), "ar": ("قنوات الري", "أسرة فلاحية")},
    {"en": ("vaccination centres", "children under five"), "fr": ("centres de vaccination", "enfants de moins de cinq ans"), "ar": ("مراكز التلقيح", "طفل دون الخامسة")},
    {"en": ("customs posts", "lorry drivers"), "fr": ("postes de douane", "chauffeurs routiers"), "ar": ("المراكز الجمركية", "سائق شاحنة")},
    {"en": ("fishing ports", "boat owners"), "fr": ("ports de pêche", "patrons de barque"), "ar": ("موانئ الصيد", "صاحب مركب")},
    {"en": ("night trains", "passengers a week"), "fr": ("trains de nuit", "voyageurs par semaine"), "ar": ("القطارات الليلية", "مسافر في الأسبوع")},
    {"en": ("solar roofs", "connected schools"), "fr": ("toitures solaires", "écoles raccordées"), "ar": ("الأسقف الشمسية", "مدرسة موصولة")},
    {"en": ("village museums", "catalogued objects"), "fr": ("musées de village", "objets inventoriés"), "ar": ("متاحف القرى", "قطعة مفهرسة")},
    {"en": ("apprentice workshops", "trainees"), "fr": ("ateliers d’apprentissage", "stagiaires"), "ar": ("ورشات التدريب", "متدرب")},
    {"en": ("flood barriers", "riverside homes"), "fr": ("digues", "logements riverains"), "ar": ("حواجز الفيضان", "مسكن على الضفاف")},
    {"en": ("grain stores", "registered growers"), "fr": ("silos à grain", "producteurs inscrits"), "ar": ("مخازن الحبوب", "منتج مسجل")},
    {"en": ("broadband masts", "rural subscribers"), "fr": ("pylônes de réseau", "abonnés ruraux"), "ar": ("أبراج الشبكة", "مشترك في الريف")},
    {"en": ("veterinary clinics", "herders"), "fr": ("cliniques vétérinaires", "éleveurs"), "ar": ("العيادات البيطرية", "مربي ماشية")},
)  # fmt: skip

#: Places and people, in Latin and in Arabic letters.
PLACES = (
    ("Velmar", "فلمار"), ("Osterin", "أوسترين"), ("Kadrune", "كدرون"), ("Tissaly", "تيسالي"), ("Brenoval", "برنوفال"), ("Marrask", "مراسك"),
    ("Solenqua", "سولنكا"), ("Dharvane", "دارفان"), ("Pelligro", "بليغرو"), ("Anzour", "أنزور"), ("Catterby", "كاتربي"), ("Limoux-sur-Arve", "ليمو"),
    ("Nordhaven", "نوردهافن"), ("Qasserit", "قصريت"), ("Tulvane", "تولفان"), ("Erdemont", "إردمون"), ("Wexcombe", "وكسكومب"), ("Rasmoura", "رسمورة"),
    ("Jubrin", "جبرين"), ("Halcyra", "هلسيرة"),
)  # fmt: skip
GIVEN = (
    ("Ines", "إيناس"), ("Tomas", "توماس"), ("Leila", "ليلى"), ("Marek", "ماريك"), ("Oona", "أونا"), ("Yusuf", "يوسف"), ("Clara", "كلارا"),
    ("Idris", "إدريس"), ("Petra", "بترا"), ("Amadou", "أمادو"), ("Sanna", "سانا"), ("Viktor", "فيكتور"),
)  # fmt: skip
FAMILY = (
    ("Valdemarsen", "فالدمارسن"), ("Okonrah", "أوكونرة"), ("Benhadou", "بن حدو"), ("Carswell", "كارسويل"), ("Thibaudin", "تيبودان"),
    ("Rezgani", "رزقاني"), ("Morlaix", "مورلي"), ("Hostrup", "هوستروب"), ("Dembaya", "ديمبايا"), ("Ferrandiz", "فرنديز"),
    ("Jallouq", "جلوق"), ("Winterbourne", "ونتربورن"), ("Sarkova", "ساركوفا"), ("Ngomeli", "نغوميلي"),
)  # fmt: skip

#: What headlines say.
HEADLINES = {
    "en": (
        "{n1} {things} to open in {place} by {month}", "{place} to receive {amount1} million for {things}",
        "{org} and {partner} agree on {things} in {place}", "New {things} for {n2} {people} in {place} and {place2}",
        "{person} opens {things} in {place}", "{things_} in {place}: {pct1} per cent of works completed", "{org} calls for offers on {n1} {things}",
        "Inspectors find faults in {n3} {things} near {place2}", "Record season for {things} around {place}",
    ),
    "fr": (
        "{n1} {things} ouvriront à {place} d’ici {month}", "{place} reçoit {amount1} millions pour ses {things}",
        "Accord avec {partner} sur les {things} de {place}", "De nouveaux {things} pour {n2} {people} à {place} et {place2}",
    ),
    "ar": (
        "افتتاح {n1} من {things} في {place} خلال {month}", "{place} تحصل على {amount1} مليون لفائدة {things}",
        "اتفاق مع {partner} حول {things} في {place}", "{things} جديدة لفائدة {n2} {people} في {place} و{place2}",
    ),
}  # fmt: skip

#: Kinds of sentences; the order of a kind's alternatives is the same in no two languages on purpose.
SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "lead": {
        "en": (
            "{org} [announced|made known|said] on {date1} that {n1} {things} [will be opened|are to open] in {place} [over the coming {n4} months|within {n4} months].",
            "[After {n4} months of talks|Following talks that took {n4} months], {org} and {partner} have [settled|agreed] how {things} in {place} [are to be run|will be run] from {date2}.",
            "{n2} {people} in {place} and {place2} [stand to gain|will benefit] from {things} for which {org} [has set aside|reserved] {amount1} million dinars.",
            "[In the presence of|Joined by] {person2} of {partner}, {person} [opened|inaugurated] {n1} {things} in {place} on {date1}.",
        ),
        "fr": (
            "{org} a [annoncé|fait savoir] le {date1} que {n1} {things} [seront ouverts|ouvriront] à {place} au cours des {n4} prochains mois.",
            "À {place} et {place2}, {n2} {people} profiteront de {things} pour lesquels {org} a réservé {amount1} millions de dinars.",
        ),
        "ar": (
            "أعلنت {org} يوم {date1} عن افتتاح {n1} من {things} في {place} خلال الأشهر {n4} القادمة.",
            "يستفيد {n2} {people} في {place} و{place2} من {things} التي خصصت لها {org} مبلغ {amount1} مليون دينار.",
        ),
    },
    "money": {
        "en": (
            "[Of the {amount1} million dinars|Out of a budget of {amount1} million dinars], {amount2} million [come from|are provided by] {partner}; the [rest|remainder] is [drawn from|taken from] the {year} budget.",
            "The [costs|expenses] are [put|estimated] at {amount1} million dinars, {pct1} per cent of which the region of {place2} [bears|pays] itself.",
            "{partner} [lends|advances] {amount2} million dinars at {pct2} per cent [a year|annually], repayable [in|over] {n5} years.",
        ),
        "fr": (
            "Sur les {amount1} millions de dinars, {amount2} millions proviennent de {partner} ; le reste est inscrit au budget {year}.",
            "{partner} prête {amount2} millions de dinars, remboursables en {n5} ans, au taux de {pct2} pour cent.",
        ),
        "ar": (
            "ومن أصل {amount1} مليون دينار يأتي {amount2} مليونا من {partner} والباقي من ميزانية {year}.",
            "وتقرض {partner} مبلغ {amount2} مليون دينار يسدد على مدى {n5} سنة بنسبة {pct2} بالمائة.",
        ),
    },
    "quote": {
        "en": (
            "“[Nobody|No one] who lives in {place2} should [have to travel|need to go] {n6} kilometres for what a town [of this size|like this] can offer,” [said|declared] {person}.",
            "“We [counted|have counted] {n7} complaints in {year}, and [every one|each] of them was [right|justified],” [said|noted] {person}, [adding|who added] that the repairs would be [finished|done] by {date2}.",
            "“[What|Whatever] {place} [decides today|decides], {place2} will [want|ask for] tomorrow,” {person} [told|said to] the {n8} delegates. “[That is why|So] the first {n9} contracts are [short|brief] ones.”",
            "“My [mother|grandmother] [kept|had] {n9} goats above {place}; she would have [laughed|smiled] at the paperwork we [ask for|demand],” {person} [admitted|conceded].",
        ),
        "fr": (
            "« Personne à {place2} ne devrait parcourir {n6} kilomètres pour ce qu’une ville de cette taille peut offrir », a déclaré {person}.",
            "« Nous avons compté {n7} plaintes en {year}, et toutes étaient fondées », a dit {person}, qui promet la fin des réparations pour le {date2}.",
        ),
        "ar": (
            "وقال {person}: «لا ينبغي لأحد في {place2} أن يقطع {n6} كيلومترا من أجل ما يمكن لمدينة بهذا الحجم أن توفره».",
            "وأضاف {person}: «أحصينا {n7} شكوى في سنة {year} وكانت كلها محقة»، وستنتهي الإصلاحات يوم {date2}.",
        ),
    },
    "reply": {
        "en": (
            "{person2}, [speaking for|on behalf of] {partner}, [recalled|pointed out] that {pct2} per cent of the [first|earlier] {things} had [stood idle|been unused] since {year}.",
            "For {person2} of {partner} the [hardest|most difficult] part is [still to come|yet to come]: {n10} [staff|employees] have to be [found|hired] before {date2}.",
            "The [mayor|prefect] of {place2}, {person2}, [asked for|demanded] a second [hearing|meeting], [to be held|which is to take place] on {date2}.",
        ),
        "fr": (
            "{person2}, au nom de {partner}, a rappelé que {pct2} pour cent des premiers {things} étaient inutilisés depuis {year}.",
            "Pour {person2}, de {partner}, le plus difficile reste à venir : {n10} agents doivent être recrutés avant le {date2}.",
        ),
        "ar": (
            "وذكر {person2} باسم {partner} بأن {pct2} بالمائة من {things} الأولى ظلت معطلة منذ سنة {year}.",
            "ويرى {person2} من {partner} أن الأصعب لم يأت بعد إذ يجب انتداب {n10} موظفا قبل {date2}.",
        ),
    },
    "numbers": {
        "en": (
            "A count [made|carried out] in {year} [found|showed] {n11} {people} in the district of {place}, [up|a rise] from {n12} [five years earlier|when they were last counted].",
            "[So far|Until now] {n9} of {n11} sites have been [examined|checked]; [in|at] {n6} of them the [foundations|pumps] [must|have to] be replaced.",
            "[Last year|In the past year] {n12} {people} [used|made use of] the {things} of {place2}, {pct1} per cent more than [in the year before|a year earlier].",
            "{place} [alone|by itself] accounts for {n12} cases, {place2} for {n10}, and the [remaining|other] {n9} are [spread|scattered] over {n8} communes.",
        ),
        "fr": (
            "Un recensement mené en {year} a dénombré {n11} {people} dans le district de {place}, contre {n12} cinq ans plus tôt.",
            "L’an dernier, {n12} {people} ont utilisé les {things} de {place2}, soit {pct1} pour cent de plus.",
        ),
        "ar": (
            "وأظهر تعداد أجري سنة {year} وجود {n11} {people} في منطقة {place} مقابل {n12} قبل خمس سنوات.",
            "وفي العام الماضي استفاد {n12} {people} من {things} في {place2} بزيادة {pct1} بالمائة.",
        ),
    },
    "schedule": {
        "en": (
            "[Works|Building works] [begin|start] on {date2} and [are to last|should take] {n5} weeks; traffic is [led|diverted] by {place2}.",
            "The [first|opening] stage ends on {date2}; a [second one|further stage], with {n9} {things} [more|in addition], [hangs on|depends on] the [vote|decision] of the council of {place2}.",
            "Offers [may be handed in|can be submitted] until {date2}, [noon|midday], at the [office|branch] in {place2}, room {n8}.",
        ),
        "fr": (
            "Les travaux débutent le {date2} et dureront {n5} semaines ; la circulation est déviée par {place2}.",
            "Les offres peuvent être remises jusqu’au {date2}, à midi, au bureau de {place2}, salle {n8}.",
        ),
        "ar": (
            "وتنطلق الأشغال يوم {date2} وتدوم {n5} أسبوعا وتحول حركة المرور عبر {place2}.",
            "وتقبل العروض إلى غاية {date2} في مكتب {place2} القاعة {n8}.",
        ),
    },
    "detail": {
        "en": (
            "[Each|Every one] of the {n1} {things} has [room|space] for {n10} {people} and is [heated|cooled] by a [plant|machine] of {n6} kilowatts.",
            "The [plans|drawings] by {partner} [foresee|provide for] walls of {n9} centimetres, {n10} [windows|doors] and a [roof|terrace] that [carries|holds] {n6} tonnes.",
            "[Applications|Requests] are [answered|dealt with] within {n5} days; [whoever|anyone who] is refused [may|can] appeal to the office in {place2} [within|for] {n9} days.",
            "[Materials|Supplies] [come|are brought] by rail from {place2}, {n6} kilometres [away|to the north], in {n9} [wagons|loads] a day.",
        ),
        "fr": (
            "Chacun des {n1} {things} peut accueillir {n10} {people} et dispose d’une installation de {n6} kilowatts.",
            "Les matériaux arrivent par rail de {place2}, à {n6} kilomètres, à raison de {n9} wagons par jour.",
        ),
        "ar": (
            "ويتسع كل من {n1} من {things} لفائدة {n10} {people} مع تجهيز بقوة {n6} كيلوواط.",
            "وتصل المواد بالسكة من {place2} على بعد {n6} كيلومترا بمعدل {n9} عربات يوميا.",
        ),
    },
    "history": {
        "en": (
            "The {things} of {place} [go back|date back] to {year}, when {n9} [families|traders] [paid|collected] for the first [out of their own pockets|themselves].",
            "A [storm|fire] in {year} [destroyed|ruined] {n6} [roofs|sheds] in {place2}; since then {n10} {people} have [made do|lived] with [provisional|temporary] ones.",
            "An [earlier|older] agreement with {partner}, [signed|concluded] in {year}, [lapsed|ran out] after {n5} months [because|since] {n9} of its {n6} clauses were [disputed|in dispute].",
        ),
        "fr": (
            "Les {things} de {place} remontent à {year}, lorsque {n9} familles avaient financé les premiers.",
            "Une tempête a détruit {n6} toitures à {place2} en {year} ; depuis, {n10} {people} vivent avec des installations provisoires.",
        ),
        "ar": (
            "وتعود {things} في {place} إلى سنة {year} حين مولت {n9} عائلات أولاها.",
            "وقد دمرت عاصفة سنة {year} ما عدده {n6} سقفا في {place2} ومنذ ذلك الحين يعيش {n10} {people} بحلول مؤقتة.",
        ),
    },
    "closing": {
        "en": (
            "A [report|review] is [due|expected] on {date2}; [copies|printed copies] can be [had|obtained] from the office in {place2}.",
            "[The next|Another] meeting with {partner} is [planned|set] for {date2} in {place2}.",
            "{person} will [visit|be in] {place2} on {date2} to [hear|meet] {n9} of the {people}.",
        ),
        "fr": (
            "Un rapport est attendu le {date2} ; il sera disponible au bureau de {place2}.",
            "La prochaine réunion avec {partner} est prévue le {date2} à {place2}.",
        ),
        "ar": ("وينتظر صدور تقرير يوم {date2} في مكتب {place2}.", "ويعقد الاجتماع القادم مع {partner} يوم {date2} في {place2}."),
    },
}  # fmt: skip

#: What an editor puts for a word.
SYNONYMS = {
    "announced": "said", "will": "are going to", "said": "told reporters", "million": "m", "per": "a", "first": "initial", "second": "next",
    "remaining": "other", "costs": "bill", "found": "showed", "until": "up to", "about": "around", "begin": "get under way",
    "because": "as", "month": "four weeks", "new": "fresh", "must": "need to", "since": "from", "office": "bureau", "district": "area",
    "agreement": "deal", "council": "assembly", "report": "paper", "meeting": "session", "replaced": "changed", "works": "building", "that": "which",
    "offers": "bids", "planned": "pencilled in", "answered": "replied to", "walls": "sides", "loads": "trips", "weeks": "wks", "more": "extra",
}  # fmt: skip

#: What a news site writes in its own words around what it quotes; no fact of a release's stands in it.
OWN_WORDS = (
    "Traders at the market shrugged when they were asked about it, and most of them would rather have talked of the rain.",
    "In the tea house by the bridge the regulars disagree loudly, though they have agreed on little else for years.",
    "Our reporter could not reach the contractors, whose telephone rang unanswered through the whole of the afternoon.",
    "Critics on the opposition benches call the plan window dressing, and promise a debate before the recess.",
    "Economists whom this newspaper asked were divided: some see a sensible step, others a costly gesture to voters.",
    "For the people who queued outside in the drizzle the speeches mattered less than the doors, which stayed shut.",
    "A teacher who has watched three such openings says that the ribbon is always new and the roof always leaks.",
    "It is the sort of promise that has been made here before, and the sort of morning on which one wants to believe it.",
    "The unions have kept quiet so far, which in this town means that they are counting heads rather than words.",
    "Whether the money will last through the winter is a question that nobody in the hall wanted to answer aloud.",
    "Shopkeepers along the quay fear a season of dust and barriers, and have asked for their rents to be halved.",
    "Seen from the hill the site is a brown square with a crane in it, and a dog that barks at every lorry.",
)
