"""Names of languages as sites write them, in the language itself and in others, and links' words that name one. Pure.

The names are CLDR's (through Babel) in ten languages, and some that sites use beside them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: One language a paragraph: its tag, then its names, folded; a dash stands between the words of one.
_NAMES = """
en: english anglais ingles الانجليزية englisch inglese англиискии 英语 engels انجليزي النسخة-الانجليزية англіиська
fr: francais french frances الفرنسية franzosisch francese французскии 法语 frans فرنسي
es: espanol spanish espagnol espanhol الاسبانية spanisch spagnolo испанскии 西班牙语 spaans castellano castilian
pt: portugues portuguese portugais البرتغالية portugiesisch portoghese португальскии 葡萄牙语 portugees portugues-brasil
ar: العربية arabic arabe arabisch arabo арабскии 阿拉伯语 عربي عربية
de: deutsch german allemand aleman alemao الالمانية tedesco немецкии 德语 duits auf-deutsch
it: italiano italian italien الايطالية italienisch итальянскии 意大利语 italiaans
nl: nederlands dutch neerlandais neerlandes holandes الهولندية niederlandisch olandese нидерландскии 荷兰语 in-het-nederlands
sv: svenska swedish suedois sueco السويدية schwedisch svedese шведскии 瑞典语 zweeds pa-svenska
da: dansk danish danois danes dinamarques الدانمركية danisch danese датскии 丹麦语
nb: norsk-bokmal norwegian-bokmal norvegien-bokmal noruego-bokmal bokmal-noruegues النرويجية-بوكمال norwegisch-bokmal
    norvegese-bokmal норвежскии-букмол 书面挪威语 noors-bokmal norsk norwegian norvegien noruego noruegues norwegisch norvegese
    норвежскии 挪威语 noors
nn: norsk-nynorsk norwegian-nynorsk norvegien-nynorsk
fi: suomi finnish finnois finlandes الفنلندية finnisch finlandese финскии 芬兰语 suomeksi
is: islenska icelandic islandais islandes الايسلندية islandisch islandese исландскии 冰岛语 ijslands
et: eesti estonian estonien estonio estoniano الاستونية estnisch estone эстонскии 爱沙尼亚语 estisch
lv: latviesu latvian letton leton letao اللاتفية lettisch lettone латышскии 拉脱维亚语
lt: lietuviu lithuanian lituanien lituano الليتوانية litauisch литовскии 立陶宛语 litouws
pl: polski polish polonais polaco polones البولندية polnisch polacco польскии 波兰语
cs: cestina czech tcheque checo tcheco التشيكية tschechisch ceco чешскии 捷克语 tsjechisch
sk: slovencina slovak slovaque eslovaco السلوفاكية slowakisch slovacco словацкии 斯洛伐克语 slowaaks
hu: magyar hungarian hongrois hungaro الهنغارية ungarisch ungherese венгерскии 匈牙利语 hongaars
ro: romana romanian roumain rumano romeno الرومانية rumanisch rumeno румынскии 罗马尼亚语 roemeens
bg: български bulgarian bulgare bulgaro البلغارية bulgarisch болгарскии 保加利亚语 bulgaars
sr: српски serbian serbe serbio servio الصربية serbisch serbo сербскии 塞尔维亚语 servisch
hr: hrvatski croatian croate croata الكرواتية kroatisch croato хорватскии 克罗地亚语
bs: bosanski bosnian bosniaque البوسنية bosnisch bosniaco босниискии 波斯尼亚语
sl: slovenscina slovenian slovene esloveno السلوفانية slowenisch sloveno словенскии 斯洛文尼亚语 sloveens
mk: македонски macedonian macedonien macedonio المقدونية mazedonisch macedone македонскии 马其顿语 macedonisch
sq: shqip albanian albanais albanes الالبانية albanisch albanese албанскии 阿尔巴尼亚语 albanees
el: ελληνικα greek grec griego grego اليونانية griechisch greco греческии 希腊语 grieks
tr: turkce turkish turc turco التركية turkisch турецкии 土耳其语 turks
ru: русскии russian russe ruso russo الروسية russisch 俄语
uk: украінська ukrainian ukrainien ucraniano الاوكرانية ukrainisch ucraino украинскии 乌克兰语 oekraiens
be: беларуская belarusian bielorusse bielorruso bielorrusso البيلاروسية belarussisch bielorusso белорусскии 白俄罗斯语
ka: ქართული georgian georgien georgiano الجورجية georgisch грузинскии 格鲁吉亚语
hy: հայերեն armenian armenien armenio الارمنية armenisch armeno армянскии 亚美尼亚语 armeens
az: azərbaycan azerbaijani azerbaidjanais azerbaiyano azerbaijano الاذربيجانية aserbaidschanisch azerbaigiano азербаиджанскии
    阿塞拜疆语 azerbeidzjaans
kk: қазақша қазақ қазақ-тілі kazakh kazajo cazaque الكازاخستانية kasachisch kazako казахскии 哈萨克语 kazachs
ky: кыргызча kyrgyz kirghize kirguis quirguiz القيرغيزية kirgisisch kirghiso киргизскии 柯尔克孜语 kirgizisch
uz: o-zbek uzbek ouzbek uzbeko uzbeque الاوزبكية usbekisch uzbeco узбекскии 乌兹别克语 oezbeeks
tg: тоҷики tajik tadjik tayiko tadjique الطاجيكية tadschikisch tagico таджикскии 塔吉克语 tadzjieks
tk: turkmen-dili turkmen turkmene turcomano turcomeno التركمانية turkmenisch turcomanno туркменскии 土库曼语 turkmeens
mn: монгол mongolian mongol المنغولية mongolisch mongolo монгольскии 蒙古语 mongools
zh: 中文 chinese chinois chino chines الصينية chinesisch cinese китаискии chinees 汉语 漢語 華語
ja: 日本語 japanese japonais japones اليابانية japanisch giapponese японскии 日语 japans
ko: 한국어 korean coreen coreano الكورية koreanisch кореискии 韩语 koreaans
vi: tieng-viet vietnamese vietnamien vietnamita الفيتنامية vietnamesisch вьетнамскии 越南语 vietnamees
th: ไทย thai tailandes التايلاندية thailandisch thailandese таискии 泰语
lo: ລາວ lao laosiano اللاوية laotisch лаосскии 老挝语 laotiaans
km: ខ-ម-រ khmer jemer الخميرية кхмерскии 高棉语
my: မ-န-မ burmese birman birmano birmanes البورمية birmanisch бирманскии 缅甸语 birmaans
id: bahasa-indonesia indonesia indonesian indonesien indonesio الاندونيسية indonesisch indonesiano индонезиискии 印度尼西亚语
ms: bahasa-melayu bahasa-malaysia melayu malay malais malayo malaio الماليزية malaiisch malese малаискии 马来语 maleis
fil: filipino
tl: tagalog
hi: ह-न-द hindi الهندية хинди 印地语
bn: ব-ল bangla bengali البنغالية bengalisch bengalese бенгальскии 孟加拉语 bengaals
ur: اردو urdu ourdou الاوردية урду 乌尔都语
ne: न-प-ल nepali nepalais nepales النيبالية nepalesisch nepalese непальскии 尼泊尔语 nepalees
si: ස-හල sinhala cingalais cingales السنهالية singhalesisch singalese сингальскии 僧伽罗语 singalees
ta: தம-ழ tamil tamoul التاميلية тамильскии 泰米尔语
te: త-ల-గ telugu telougou
ml: മലയ-ള malayalam
kn: ಕನ-ನಡ kannada
mr: मर-ठ marathi
gu: ગ-જર-ત gujarati goudjarati
pa: ਪ-ਜ-ਬ punjabi pendjabi
fa: فارسی persian persan persa الفارسية persisch persiano персидскии 波斯语 perzisch farsi
ps: پښتو pashto pachto pastun البشتو paschtu пушту 普什图语 pasjtoe
ku: kurdish kurde kurdo curdo الكردية kurdisch курдскии 库尔德语 koerdisch
he: עברית hebrew hebreu hebreo hebraico العبرية hebraisch ebraico иврит 希伯来语 hebreeuws
am: አማርኛ amharic amharique amarico الامهرية amharisch амхарскии 阿姆哈拉语 amhaars
ti: ትግርኛ tigrinya tigrigna
om: oromoo oromo
so: soomaali somali الصومالية somalo сомали 索马里语 somalisch
sw: kiswahili swahili suajili suaili السواحلية suaheli суахили 斯瓦希里语
rw: ikinyarwanda kinyarwanda quiniaruanda الكينيارواندا киньяруанда 卢旺达语
rn: ikirundi rundi roundi
ln: lingala
mg: malagasy malgache
ha: hausa haoussa hauca الهوسا haussa хауса 豪萨语
yo: ede-yoruba yoruba ioruba اليوروبا иоруба 约鲁巴语
ig: igbo الايجبو игбо 伊博语
zu: isizulu zulu zoulou الزولو зулу 祖鲁语 zoeloe
xh: isixhosa xhosa
af: afrikaans africaner الافريقانية африкаанс 南非荷兰语
st: sesotho southern-sotho sotho-du-sud
tn: setswana tswana
sn: chishona shona
ny: nyanja chewa
ca: catala catalan catalao الكتالانية katalanisch catalano каталанскии 加泰罗尼亚语 catalaans
eu: euskara basque euskera basco الباسكية baskisch баскскии 巴斯克语
gl: galego galician galicien gallego الجاليكية galicisch galiziano галисиискии 加利西亚语
cy: cymraeg welsh gallois gales الويلزية walisisch gallese валлиискии 威尔士语
ga: gaeilge irish irlandais irlandes الايرلندية irisch irlandese ирландскии 爱尔兰语 iers
gd: gaidhlig scottish-gaelic gaelique-ecossais
mt: malti maltese maltais maltes المالطية maltesisch мальтиискии 马耳他语 maltees
lb: letzebuergesch luxembourgish luxembourgeois
fy: frysk western-frisian frison-occidental
se: davvisamegiella northern-sami same-du-nord
kl: kalaallisut groenlandais
fo: føroyskt faroese feroien
qu: runasimi quechua
gn: avane-e guarani
ay: aymara
ht: kreyol-ayisyen haitian-creole creole-haitien criollo-haitiano haitiano الكريولية-الهايتية haiti-kreolisch creolo-haitiano
    гаитянскии 海地克里奥尔语 haitiaans-creools
dv: ދ-ވ-ހ-ބ-ސ divehi maldivien
dz: ར-ང-ཁ dzongkha
bo: བད-ས-ད tibetan tibetain
ug: يۇيغۇرچە uyghur ouighour
zh-Hans: 简体中文 简体 简中
zh-Hant: 繁體中文 繁体中文 繁體 繁中 正體中文
"""
#: Three letters, where they are not those of ISO 639.
_CODES = {
    "eng": "en", "fra": "fr", "fre": "fr", "esp": "es", "spa": "es", "por": "pt", "ara": "ar", "deu": "de", "ger": "de",
    "ita": "it",
    "rus": "ru", "рус": "ru", "укр": "uk", "қаз": "kk", "kaz": "kk", "ukr": "uk", "chi": "zh", "zho": "zh", "jpn": "ja",
    "kor": "ko", "tur": "tr",
    "cn": "zh", "jp": "ja", "kr": "ko", "no": "nb",
}  # fmt: skip
#: What a link says beside a language's name: "Read this release in French", "Version française", "Lire en français".
_BESIDE_IT = """
read this in the page release article document statement press news text story view see switch to change language available
also version change translation translated of a an on lire voir en cette ce page le la l article communique texte disponible
aussi traduction afficher passer au vers leer ver este esta articulo comunicado pagina disponible tambien traduccion al el
ler neste em este nota texto versao traducao para o a auf lesen diese seite artikel sprache wechseln zu deutsche leggi questo
in versione pagina lees dit bericht het las pa svenska читать на версия языке страница اقرا هذا هذه الخبر البيان باللغة اللغة
النسخة نسخة في الصفحة الى عرض 阅读 版 版本 閱讀
"""
_BESIDE = frozenset(_BESIDE_IT.split())
#: How languages are called where they stand beside a noun, and inside a sentence.
_FORMS = {
    "francaise": "fr", "anglaise": "en", "espagnole": "es", "arabe": "ar", "allemande": "de", "portugaise": "pt",
    "chinoise": "zh",
    "russe": "ru", "italienne": "it", "inglesa": "en", "francesa": "fr", "arabic": "ar", "espanola": "es", "portuguesa": "pt",
    "arabica": "ar", "chinesa": "zh", "china": "zh", "rusa": "ru", "englische": "en", "deutsche": "de", "franzosische": "fr",
    "английском": "en", "русском": "ru", "французском": "fr", "украинском": "uk", "английская": "en", "русская": "ru",
    "بالعربية": "ar", "بالانجليزية": "en", "بالفرنسية": "fr", "الانكليزية": "en", "بالانكليزية": "en", "英文": "en", "法文": "fr",
    "英文版": "en", "中文版": "zh", "法文版": "fr", "日文": "ja", "韩文": "ko", "俄文": "ru", "阿拉伯文": "ar", "西班牙文": "es",
}  # fmt: skip

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0900-\u0dff]")
_WORD = re.compile(r"[^\W_]+")
#: A switch says hardly more than the language; what is longer is a headline.
LONGEST = 60
_MOST_WORDS = 9


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    tag = ""
    for part in _NAMES.split():
        if part.endswith(":"):
            tag = part[:-1]
            if "-" not in tag:
                found[tag] = tag
        else:
            found.setdefault(part.replace("-", " "), tag)
    return found | _CODES


_TAGS = _table()


@lru_cache(maxsize=4096)
def named(text: str) -> str | None:
    """The tag of the language whose name or code the text is: `fr` for "Français", "FR", "French"."""
    return _TAGS.get(_folded(text)) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def offered(text: str) -> str | None:
    """The tag of the one language that a link's words offer: "Français", "FR | Français", "Read this release in French"."""
    if not text or len(text) > LONGEST:
        return None
    plain = _folded(text)
    if whole := _TAGS.get(plain) or _FORMS.get(plain):
        return whole
    words = plain.split()
    if not words or len(words) > _MOST_WORDS:
        return None
    found: set[str] = set()
    rest: list[str] = []
    for word in words:
        tag = _FORMS.get(word) or (_TAGS.get(word) if len(word) > 3 or not word.isascii() else None)
        if tag is not None:
            found.add(tag)
        else:
            rest.append(word)
    if len(found) != 1:
        return None
    tag = next(iter(found))
    # A region ("English (US)") and the code beside the name ("FR Français") say no more than the name does.
    return tag if all(word in _BESIDE or word == tag or len(word) == 2 for word in rest) else None


def _folded(text: str) -> str:
    """Lower case without accents, one blank between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) or _UNSPACED.match(sign))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", kept)))


def is_code(text: str) -> bool:
    """Whether a part of an address is a language's code, with a region or script or without: `fr`, `pt-br`, `zh_Hant`."""
    first, *rest = text.replace("_", "-").casefold().split("-")
    if len(rest) > 2 or not 2 <= len(first) <= 3 or first not in _TAGS:
        return False
    return all(part.isalpha() and 2 <= len(part) <= 4 for part in rest)
