"""`No. 123/2024`, `CP-24/456`, `IP/24/1234`: the number an office gives its release."""

from __future__ import annotations

import re

from press.dates import parse

_LABEL = (
    r"(?:(?:press|news|media) )?(?:release|statement|communiqu[ée](?: de presse| officiel| final)?"
    r"|comunicado(?: de (?:prensa|imprensa)| oficial)?"
    r"|nota (?:de prensa|à imprensa|de imprensa|informativa)|bulletin|communication|avis|بيان(?: صحفي)?|بلاغ(?: صحفي)?|خبر صحفي)"
)
_NO = (
    r"(?:N[o°º](?:\.|(?![^\W\d_]))|Nº|nos?\.|Nr(?:\.|(?![^\W\d_]))"
    r"|Num(?:ber|éro|ero)?\.?|Número|Ref(?:erence)?\.?(?: No\.?)?|#|رقم|عدد)"
)
_NUMBER = r"(?P<{}>[A-Z]{{0,6}}[\-/ ]?\d{{1,6}}(?:\s?[\-/.]\s?\w{{1,8}}){{0,4}})"
#: A day or a mark of immediate release may stand behind the number.
_AFTER = r"\W{0,3}(?:[-–—|,(]\s?(?P<after>[^\n]{4,40}))?$"

_LABELLED = re.compile(
    rf"^\W{{0,3}}(?:{_LABEL}\s{{0,2}})?{_NO}\s{{0,2}}[:：]?\s{{0,2}}{_NUMBER.format('number')}{_AFTER}", re.IGNORECASE
)
#: Without `No.` the number has a year or an office's letters in it, or the label is never anything but a label.
_WITHOUT_NO = re.compile(
    rf"^\W{{0,3}}{_LABEL}\s{{0,2}}[:：]?\s{{0,2}}"
    r"(?P<number>[A-Z]{0,6}[\-/ ]?\d{1,6}\s?[/\-]\s?\d{2,6}(?:[\-/]\w{1,8})?)\W{0,3}$",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"^(?:comunicado(?: de prensa)?|communiqué(?: de presse)?|nota de prensa|press release|news release"
    r"|بلاغ|بيان صحفي)\s(?P<number>\d{1,4})\W{0,2}$",
    re.IGNORECASE,
)
#: The number within a year; up to twelve it may be a month.
_OF_YEAR = re.compile(r"^(?:1[3-9]|[2-9]\d|\d{3,4})/(?:19|20)\d\d$")
_FOR_RELEASE = re.compile(r"immediate release|diffusion immédiate|(?:difusión|publicación) inmediata", re.IGNORECASE)
_BARE = re.compile(r"^(?!IS[SB]N)[A-Z]{2,8}[-/ ]{1,2}\d{2,4}[-/]\d{1,6}(?:[-/]\w{1,6})?$")


def release_number_of(line: str) -> str | None:
    """The number, where the whole line is one; None for other lines."""
    line = line.strip()
    if len(line) > 100:
        return None
    for form in (_LABELLED, _WITHOUT_NO, _PLAIN):
        match = form.match(line)
        if match and _is_no_text(match.groupdict().get("after")):
            return "".join(match["number"].split(" ")) if "/" in match["number"] else match["number"].strip()
    return line if _BARE.match(line) or _OF_YEAR.match(line) else None


def _is_no_text(after: str | None) -> bool:
    return not after or bool(_FOR_RELEASE.search(after)) or parse(after.strip(" )")) is not None
