"""Pages that stand in for the one that was asked for: errors, consent walls, proofs that a person reads."""

from __future__ import annotations

import re

from press.extraction.deciding.page_kind.sections import folded

_PARTS = re.compile(r"\s[-|–—·»•]+\s|\s*[|»]\s*|[\n:!]\s|[.!]+$")
_CODE = r"(?:(?:http|error|erreur|fehler|errore|erro|code|status|ошибка|خطأ)[\s#:°-]{0,3}){0,3}(?:40[0134]|410|50[0234])"
_THING = (
    r"(?:(?:oops|sorry|the|this|la|le|esta|a)\W{1,3})?"
    r"(?:page|file|document|url|article|content|resource|p[áa]gina|seite|contenu|صفحة|الصفحة|страница)"
)
_NOT_FOUND = (
    r"(?:(?:(?:was|is|could|can)\s?(?:not|n.t)(?: be)?|not) (?:found|available|exist)|introuvable|non trouvée?|no encontrad[ao]"
    r"|não encontrad[ao]|nicht gefunden|non trovat[ao]|غير موجودة|не найдена)"
)
_ERROR = re.compile(
    rf"(?:{_CODE}\W{{0,3}})?(?:{_THING} (?:(?:you|that|we|requested)\b[\w ,']{{0,50}} )?{_NOT_FOUND}|not found|access denied"
    r"|forbidden|accès refusé|service (?:temporarily )?unavailable|bad (?:request|gateway)"
    r"|(?:internal )?server error|gateway time-?out"
    rf"|unauthorized|error|erreur)\W{{0,3}}(?:{_CODE})?\W{{0,3}}|{_CODE}(?: (?:error|erreur|page))?\W{{0,3}}",
    re.IGNORECASE,
)
#: The same in further languages, and in other words: whole lines, compared without accents, case and punctuation.
_SAYS_SO = """
    page introuvable, page inexistante, cette page n'existe pas, cette page n'existe plus, la page demandée n'existe pas,
    la page demandée est introuvable, la page que vous recherchez est introuvable, contenu introuvable, accès interdit,
    página no encontrada, la página no existe, la página solicitada no existe, esta página no existe, no se encontró la página,
    no se ha encontrado la página, contenido no encontrado, acceso denegado, acceso no autorizado, página inexistente,
    página não encontrada, a página não existe, página não existe, conteúdo não encontrado, acesso negado,
    seite nicht gefunden, seite nicht vorhanden, diese seite existiert nicht, die seite existiert nicht mehr,
    die angeforderte seite wurde nicht gefunden, die seite wurde nicht gefunden, zugriff verweigert, kein zugriff, fehlerseite,
    pagina non trovata, la pagina non esiste, la pagina richiesta non esiste, accesso negato, pagina inesistente,
    pagina niet gevonden, de pagina bestaat niet, deze pagina bestaat niet, de pagina kon niet worden gevonden, geen toegang,
    sidan hittades inte, sidan kunde inte hittas, sidan finns inte, sidan saknas, siden finnes ikke, siden ble ikke funnet,
    fant ikke siden, siden blev ikke fundet, siden findes ikke, siden kunne ikke findes, sivua ei löytynyt, sivua ei löydy,
    sivu ei ole olemassa, nie znaleziono strony, strona nie istnieje, strona nie została znaleziona, strony nie znaleziono,
    stránka nenalezena, stránka nebyla nalezena, stránka neexistuje, stránka sa nenašla, stránka nebola nájdená,
    az oldal nem található, a keresett oldal nem található, pagina nu a fost găsită, pagina nu există, acces interzis,
    sayfa bulunamadı, aradığınız sayfa bulunamadı, erişim engellendi, stranica nije pronađena, stran ni bila najdena,
    puslapis nerastas, lapa nav atrasta, lehte ei leitud, η σελίδα δεν βρέθηκε, η σελίδα δεν υπάρχει,
    страница не найдена, страница не существует, запрашиваемая страница не найдена, доступ запрещен, ошибка 404,
    сторінку не знайдено, сторінка не знайдена, страницата не е намерена, الصفحة غير موجودة, لم يتم العثور على الصفحة,
    الصفحة المطلوبة غير موجودة, عذرا الصفحة غير موجودة, صفحة غير موجودة, صفحه یافت نشد, صفحه مورد نظر یافت نشد,
    הדף לא נמצא, העמוד לא נמצא, 页面不存在, 页面未找到, 找不到页面, 您访问的页面不存在, 頁面不存在, 找不到頁面, 無此網頁,
    ページが見つかりません, お探しのページは見つかりません, お探しのページは見つかりませんでした, ページが見つかりませんでした,
    페이지를 찾을 수 없습니다, 요청하신 페이지를 찾을 수 없습니다, ไม่พบหน้าที่ต้องการ, ไม่พบหน้านี้, không tìm thấy trang,
    trang không tồn tại, halaman tidak ditemukan, ukurasa haukupatikana, पृष्ठ नहीं मिला, পৃষ্ঠাটি পাওয়া যায়নি,
    page not found, this page does not exist, this page doesn't exist, this page no longer exists, page does not exist,
    sorry we couldn't find that page, we can't find that page, we couldn't find this page, the page you requested was not found,
    nothing found, nothing here, permission denied, page unavailable, content unavailable, this content is not available,
    site under maintenance, error page
    """
_WHOLE = frozenset(map(folded, _SAYS_SO.split(",")))
#: Of both, what passes or is about who asks, and does not say that nothing stands there. A bare “Error” may be either.
_PASSES = re.compile(
    r"access denied|forbidden|accès refusé|service (?:temporarily )?unavailable|bad (?:request|gateway)"
    r"|(?:internal )?server error|gateway time-?out|unauthorized|error|erreur",
    re.IGNORECASE,
)
_PASSING_CODE = re.compile(r"\b(?:40[013]|50[0234])\b")
_SAYS_IT_PASSES = """
    accès interdit, acceso denegado, acceso no autorizado, acesso negado, zugriff verweigert, kein zugriff, fehlerseite,
    accesso negato, geen toegang, acces interzis, erişim engellendi, доступ запрещен, permission denied, site under maintenance,
    error page
    """
_PASSES_SO = frozenset(map(folded, _SAYS_IT_PASSES.split(",")))
_CONSENT = re.compile(
    r"captcha|verify (?:that )?you are (?:a )?human|(?:enable|activate|turn on) (?:cookies|java ?script)|checking your browser"
    r"|before you continue|we value your privacy|are you a robot|unusual traffic|javascript is (?:required|disabled)"
    r"|confirm (?:that )?you(?:'|’)?(?: a)?re (?:not a robot|human)|security check|ddos protection"
    r"|checking if the site connection"
    r"|avant de continuer|activez javascript|activer javascript|vérification de votre navigateur|nous respectons votre vie privée"
    r"|que vous n.êtes pas un robot|antes de continuar|habilit[ae] javascript|active javascript|verificando (?:su|seu) navegador"
    r"|que no (?:eres|es) un robot|valoramos (?:tu|su) privacidad|não é um robô|bevor sie fortfahren|kein roboter sind"
    r"|aktivieren sie (?:bitte )?(?:java ?script|cookies)|(?:javascript|cookies) aktivieren"
    r"|ihr browser wird (?:geprüft|überprüft)"
    r"|prima di continuare|abilita(?:re)? javascript|non sei un robot|schakel javascript in|geen robot bent"
    r"|włącz (?:obsługę )?javascript|nie jesteś robotem|включите javascript|проверка (?:вашего )?браузера|что вы не робот"
    r"|увімкніть javascript|javascript'i etkinleştir|robot olmadığınızı|تفعيل جافا ?سكريبت|لست روبوت|التحقق من المتصفح"
    r"|请(?:启用|开启) ?javascript|正在检查您的浏览器|安全验证|请完成验证"
    r"|javascript ?を有効|ロボットではない|javascript를 활성화|로봇이 아닙니다",
    re.IGNORECASE,
)
_LOOKED_AT = 2000


def says_error(heading: str, *, whole: bool = False) -> bool:
    """Whether a heading, or a part of a title between its separators, is an error's name and nothing else.

    `whole`: no part will do. A number alone in a sentence is none: resolutions, bus lines and amounts have such numbers too.
    """
    return any(map(_is_error, _parts(heading, whole)))


def says_no_such_page(heading: str, *, whole: bool = False) -> bool:
    """Whether what `says_error` of the heading says that nothing stands at the address: no refusal, and no fault that passes."""
    said = [part for part in _parts(heading, whole) if _is_error(part)]
    return bool(said) and not any(
        _PASSING_CODE.search(part) or _PASSES.fullmatch(part.strip(" .!:")) or folded(part) in _PASSES_SO for part in said
    )


def _parts(heading: str, whole: bool) -> list[str]:
    heading = heading[:300].strip()
    return [part.strip() for part in (heading, *(() if whole else _PARTS.split(heading))) if part and part.strip()]


def _is_error(part: str) -> bool:
    return _ERROR.fullmatch(part) is not None or folded(part) in _WHOLE


def asks_for_consent(heading: str, body: str) -> bool:
    """Whether a short page asks for consent, or for a proof that a person reads it."""
    return bool(_CONSENT.search(f"{heading} {body[:_LOOKED_AT]}"))
