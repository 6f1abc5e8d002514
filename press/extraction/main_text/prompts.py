"""Lines that ask the reader to subscribe, to follow a site elsewhere or to share: they speak for the site, not for the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST, _BEGIN = 400, 60
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: How such a line begins, and what it must name, both compared without accents and in lower case: “Register for the
#: conference” and “Follow the signs” are a release's own words.
_ASKS = re.compile(
    r"\W{0,6}(?:(?:please|now|jetzt|bitte|don.t miss (?:out|a thing|a story)|never miss a story)\W{1,3})?"
    r"(?:sign(?: |-)up|subscribe|follow us|join us on|join our|like us on|get (?:the|our|all|more)\b|receive (?:the|our)"
    r"|abonnier|melden? sie sich|melde dich|folgen sie uns|folge uns|folgt uns|erhalten sie"
    r"|abonnez|inscrivez|suivez|rejoignez|recevez|suscrib|siguenos|sigue a|recibe|unete|assine|inscreva|siga|receba"
    r"|iscriviti|seguici|ricevi|aboneaza|abonati|urmarit|zapisz sie|obserwuj|subskrybuj|prihlaste se|sledujte|iratkozz"
    r"|schrijf (?:je|u) in|meld je aan|volg ons|abonneer|tilmeld|folg os|folg oss|meld deg|folj oss|prenumerera|tilaa"
    r"|подпи|присоединя|чита[йи]те нас|следите за|підпи|долуча|абонира|εγγραφ|ακολουθ|abone ol|bizi takip"
    r"|اشترك|تابعونا|تابعنا|הירשמו|עקבו אחרינו|ติดตาม|สมัครรับ|dang ky|theo doi|ikuti|jiunge"
    r"|订阅|訂閱|关注|關注|扫描|구독|購読|フォロー|メルマガ)"
)
_NAMES = re.compile(
    r"news-?letter|inbox|e-?mail (?:alert|update|list|digest)|mailing list|infolettre|lettre d.information|boletin|newsy\b"
    r"|biuletyn|nyhedsbrev|nyhetsbrev|nieuwsbrief|uutiskirje|zpravodaj|hirlevel|рассылк|розсилк|бюлетин|bulten|النشرة|ניוזלטר"
    r"|จดหมายข่าว|ban tin|whatsapp|telegram|facebook|twitter|instagram|linkedin|youtube|tiktok|google news|google noticias"
    r"|\bon x\b|公众号|公眾號|微信|二维码|뉴스레터|채널|メール|メルマガ|\bline\b"
)
#: What needs to name nothing: it can be nobody else's words.
_ALWAYS = re.compile(
    r"\W{0,6}(?:share this (?:article|story|post)\b|sharing is caring|leave a (?:comment|reply)\b"
    r"|subscribe (?:here|now|today)\b|jetzt abonnieren|abonniere? (?:uns|hier|jetzt)|abonnez-vous|suivez-nous"
    r"|suscribete|suscribase|siguenos|siga-nos|seguici su|compartilhe est|comparte est|partagez cet|teilen sie diesen"
    r"|diesen artikel teilen)"
)


@lru_cache(maxsize=512)  # either finder asks it of the same blocks
def is_prompt(text: str) -> bool:
    """Whether a paragraph is such a line, in any of many languages."""
    if len(text) > _LONGEST:
        return False
    begin = _plain(text[:_BEGIN])
    return _ALWAYS.match(begin) is not None or (_ASKS.match(begin) is not None and _NAMES.search(_plain(text)) is not None)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower())))
