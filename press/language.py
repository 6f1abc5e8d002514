"""Which language a text is written in, as a BCP 47 tag."""

from __future__ import annotations

import re
import unicodedata

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

#: Shorter texts carry too little for a detector; below this many letters the page's own word stands.
_ENOUGH_LETTERS = 60
_LOOKED_AT = 250
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
    """The language of `text`: the page's own word (`hint`) unless its script contradicts it, else what py3langid detects.

    `<html lang>` is right on 244 of 257 recorded pages and costs nothing; py3langid is right on .996 of 300-character samples.
    Where text and tag agree on the language, the tag's region is kept (`fr-MA`).
    """
    hinted = tag(hint)
    letters = _NO_LETTER.sub("", text[:_LOOKED_AT])
    if hinted and (len(letters) < _ENOUGH_LETTERS or not _contradicts(letters, hinted)):
        return hinted
    if len(letters) < _ENOUGH_LETTERS // 3:
        return hinted
    return _detected(text[:_SAMPLE])


def _contradicts(letters: str, hinted: str) -> bool:
    """Whether most letters belong to a script that this language is not written in."""
    language, *rest = hinted.split("-")
    if rest and len(rest[0]) == 4:
        return False  # the tag names its script, as in uz-Cyrl: the author knows
    script = "LATIN" if language in _LATIN else _SCRIPTS.get(language)
    if script is None:
        return False
    if script == "LATIN" and letters.isascii():
        return False
    own = sum(1 for sign in letters if unicodedata.name(sign, "").startswith(script))
    return own * 4 < len(letters)


def _detected(text: str) -> str | None:
    import py3langid  # 130 MB and .2 s: only where the page does not say it

    code: str = py3langid.classify(text)[0]
    return tag(code)
