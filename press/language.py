"""Which language a text is written in, as a BCP 47 tag."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from press.chinese_script import with_script
from press.language_tags import primary

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z0-9])")
#: Tags that say nothing: undetermined, multiple, none (ISO 639-2), and placeholders of site software.
_SILENT = frozenset({"und", "mul", "zxx", "xx", "xxx"})

#: The script a language is written in, for those where another script proves a page's tag wrong.
_SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "he": "HEBREW", "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "bg": "CYRILLIC", "mk": "CYRILLIC", "be": "CYRILLIC", "el": "GREEK", "hi": "DEVANAGARI", "ne": "DEVANAGARI",
    "mr": "DEVANAGARI",
    "bn": "BENGALI", "ta": "TAMIL", "te": "TELUGU", "th": "THAI", "ko": "HANGUL", "am": "ETHIOPIC", "ti": "ETHIOPIC",
    "ka": "GEORGIAN",
    "hy": "ARMENIAN", "km": "KHMER", "lo": "LAO", "my": "MYANMAR",
}  # fmt: skip
_LATIN = frozenset(
    [
        "en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "id", "ms",
        "vi", "sw", "so", "ca", "eu", "gl", "hr", "sl", "et", "lv", "lt", "is", "ga", "mt", "sq",
    ]
)  # fmt: skip

#: The commonest words of languages that share a script with others. A text of any length is full of its own language's.
_COMMON = {
    "en": "the of and to in is that for it on was with as be by at this are from have",
    "fr": "le la les de des du et à un une est que qui dans pour sur au aux par en",
    "es": "el la los las de del y que en un una es por con para se su al como lo",
    "pt": "o a os as de do da dos das e que em um uma é por com para se no na ao",
    "de": "der die das und in den von zu mit des ist im für auf dem nicht eine ein als sich",
    "it": "il la le i gli di del della e che in un una è per con si da al dei",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om door bij",
    "sv": "och i att det som en på är av för med den till inte om ett har de från vid",
    "da": "og i at det er en til på som de med for af den ikke der var et har fra",
    "nb": "og i å det er en til på som de med for av den ikke der var et har fra at",
    "fi": "ja on ei se että oli joka myös hän mutta kun sekä ovat mukaan tai olla sen kuin",
    "pl": "i w na z do nie się że jest to o od za przez dla po jak przy oraz są",
    "cs": "a v na se je že z do o s k i ve pro za by jako po při nebo",
    "ro": "și în de la a cu pe pentru din că este un o nu mai care să prin sau au",
    "hu": "a az és hogy nem is egy van volt meg ez de csak el mint vagy már ki még",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi kadar en sonra ise her ya",
    "id": "yang dan di dari ini untuk dengan dalam pada itu tidak akan ke oleh juga adalah",
    "sw": "na ya wa kwa ni za katika la kuwa hii cha hiyo alisema wakati baada pia vya",
    "no": "og i å det er en til på som de med for av den ikke der var et har fra at",
    "nn": "og i å det er ein ei til på som dei med for av den ikkje der var eit har frå at",
    "hr": "i u na je se da za od su s iz o će kao koji koje što bi ne ili",
    "bs": "i u na je se da za od su s iz o će kao koji koje što bi ne ili",
    "sr": "i u na je se da za od su s iz o će kao koji koje što bi ne ili",
    "sl": "in je v na za da se so ki z pri tudi po kot bo s od ter do pa",
    "sk": "a v na sa je že s o z do pre ako po za aj od pri sú by tak",
    "ms": "yang dan di ini untuk dengan dalam pada itu tidak akan ke oleh juga adalah bahawa",
    "vi": "và của các là có trong cho được với không những một này đã người từ để về khi đến",
    "lt": "ir kad yra su į iš bei dėl buvo tai bus per nuo kaip apie už ar metų jos jo",
    "lv": "un ir no ar par kas uz tika arī ka lai pēc kā bet tiek līdz vai tas kad nav",
    "et": "ja on et ei ka kui oma mis see oli aga ning või mille eest kes ta ole seda nii",
    "sq": "të e në për me dhe i nga një që se është u do si më ka janë por kjo",
    "ca": "el la els les de del i que en un una és per amb a als no se al com",
    "ru": "и в на с что по не для от из о к как это его за до при также",
    "uk": "і в на з що та не для від до про як за це й його у під також",
    "bg": "и на в за се от да с че по е са до не като това при със",
    "ar": "في من على أن إلى التي عن مع هذا هذه الذي بين كما قد لا ما أو",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم می",
    "ur": "کے میں کی ہے اور سے کا کو اس نے پر ہیں کہ یہ بھی",
}  # fmt: skip
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SPEAKS: dict[str, tuple[str, ...]] = {}  # a word -> the languages among whose commonest it is
for _language, _words in _COMMON.items():
    for _one in _words.split():
        _SPEAKS[_one] = (*_SPEAKS.get(_one, ()), _language)
#: Of a text in its own language a fifth to a half of the words are in these lists, of one in a neighbour's still a tenth.
_OF_ITS_OWN = 0.15
_CLEARLY_MORE = 1.6
#: Fewer words say too little: a headline, a list of names.
_ENOUGH_WORDS = 40
_MOST_WORDS = 150
_WORD = re.compile(r"\w+")

#: Shorter texts carry too little for a detector; below this many letters the page's own word stands.
_ENOUGH_LETTERS = 60
_LOOKED_AT = 250
#: Of Japanese prose a third at least is kana, and none is without; a Chinese text quotes a name in them at most.
_A_KANA_IN = 10
_SAMPLE = 2000
_NO_LETTER = re.compile(r"[\W\d_]+")


def tag(text: str | None) -> str | None:
    """`text` (`en_us`, `pt-br`, `zh-Hant-TW`) as a BCP 47 tag in its usual case, or None where it is no language."""
    match = _TAG.match((text or "").strip())
    if not match or match[1].lower() in _SILENT:
        return None
    language, script, region = match.groups()
    parts = [language.lower()]
    if script:
        parts.append(script.title())
    if region:
        parts.append(region.upper())
    return "-".join(parts)


def of(text: str, hint: str | None = None) -> str | None:
    """The language of `text`: the page's own word (`hint`) unless the text contradicts it, else what py3langid detects.

    `<html lang>` is right on 244 of 257 recorded pages and costs nothing; py3langid is right on .996 of 300-character samples. A
    text contradicts by its script, or, where it has hardly any of the commonest words of the language, by what py3langid and
    the commonest words of another say together. Where text and tag agree on the language, the tag's region is kept (`fr-MA`).
    Chinese is told with the text's script (`zh-Hans`), unless its tag names a region that goes with it.
    """
    found = _spoken(text, tag(hint))
    return with_script(found, text[:_SAMPLE]) if found else None


def _spoken(text: str, hinted: str | None) -> str | None:
    letters = _NO_LETTER.sub("", text[:_LOOKED_AT])
    if hinted and (len(letters) < _ENOUGH_LETTERS or not _contradicts(letters, hinted)):
        return (_other_than(text[:_SAMPLE], hinted) if len(letters) >= _ENOUGH_LETTERS else None) or hinted
    if len(letters) < _ENOUGH_LETTERS // 3:
        return hinted
    return _detected(text[:_SAMPLE])


def _contradicts(letters: str, hinted: str) -> bool:
    """Whether most letters belong to a script that this language is not written in."""
    language, *rest = hinted.split("-")
    if rest and len(rest[0]) == 4:
        return False  # the tag names its script, as in uz-Cyrl: the author knows
    if language in ("ja", "zh"):
        kana = sum(1 for sign in letters if "\u3040" <= sign <= "\u30ff")
        return kana == 0 if language == "ja" else kana * _A_KANA_IN > len(letters)
    script = "LATIN" if language in _LATIN else _SCRIPTS.get(language)
    if script is None:
        return False
    if script == "LATIN" and letters.isascii():
        return False
    own = sum(1 for sign in letters if unicodedata.name(sign, "").startswith(script))
    return own * 4 < len(letters)


def _other_than(text: str, hinted: str) -> str | None:
    """The language that a text is clearly written in instead of the hinted one; None where nothing clearly says so.

    Software that knows one language only writes the same `<html lang>` over texts of all.
    """
    language = primary(hinted)
    if language not in _COMMON:
        return None
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    if len(words) < _ENOUGH_WORDS:
        return None
    own = sum(map(_COMMON_WORDS[language].__contains__, words))
    if sum(map(_SPEAKS.__contains__, words)) < max(_OF_ITS_OWN * len(words), _CLEARLY_MORE * own):
        return None  # there are not enough for any other language
    heard: Counter[str] = Counter()
    for word, times in Counter(filter(_SPEAKS.__contains__, words)).items():
        for spoken in _SPEAKS[word]:
            heard[spoken] += times
    loudest, count = heard.most_common(1)[0] if heard else (language, 0)
    if count < max(_OF_ITS_OWN * len(words), _CLEARLY_MORE * heard[language]):
        return None
    found = _detected(text)
    return found if found in _COMMON and heard[found] == heard[loudest] else None


def _detected(text: str) -> str | None:
    import py3langid  # 130 MB and .2 s: only where the page does not say it

    code: str = py3langid.classify(text)[0]
    return tag(code)
