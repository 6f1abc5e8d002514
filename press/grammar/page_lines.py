"""Lines that a page has beside a release and that change without a hand: counters, ages, stamps of the software, share buttons.

Each rule asks for the whole line. A line that has one word more than its form is somebody's words, and none of these.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from press.dates.months import words_of_months
from press.dates.weekdays import weekdays_of

#: The languages whose sites these phrases were collected from.
LANGUAGES = ("en", "fr", "de", "es", "pt", "ar", "ru", "zh", "ja", "tr", "it", "nl", "id")

_LONGEST, _LONGEST_NOTICE = 120, 500
#: Accents of Latin letters, and what Arabic leaves out at will. A Russian й is a letter, and so is a Japanese が.
_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+|[\u0640\u064b-\u0652]+")
_NUMBER = re.compile(r"(?<!\w)\d{1,3}(?:[.,’'  ]\d{3}){1,4}(?!\w)|\d+(?:[.,]\d{1,2})?(?:(?:k|m|mil|mio|tsd)(?!\w))?")
_CELLS = re.compile(r"\s*[|·•‧∙/]\s*|\s+[-–—]\s+|\s*,\s+")
_AROUND = " \t.:,;!()[]{}*·•|–—-：，。（）►▶»«\u200e\u200f"

#: What is counted, alone with its number. Verbs and small words may stand with them, and count nothing by themselves.
_COUNTED = frozenset(
    ["view", "views", "pageviews", "read", "reads", "reader", "readers", "share", "shares", "comment", "comments", "like",
     "likes", "download", "downloads", "hit", "hits", "visit", "visits", "visitor", "visitors", "click", "clicks",
     "reaction", "reactions", "retweet", "retweets", "repost", "reposts", "favorites", "favourites", "follower",
     "followers", "viewed", "vue", "vues", "lecture", "lectures", "lu", "partage", "partages", "commentaire",
     "commentaires", "consultation", "consultations", "telechargements", "telechargement", "mention", "mentions",
     "visites", "visite", "aufrufe", "aufruf", "kommentare", "kommentar", "seitenaufrufe", "abrufe", "gelesen", "geteilt",
     "zugriffe", "teilungen", "vista", "vistas", "visita", "visitas", "visto", "lecturas", "leido", "compartido",
     "compartidos", "comentario", "comentarios", "visualizaciones", "visualizacion", "descargas", "visualizacoes",
     "visualizacao", "leituras", "acessos", "compartilhamentos", "curtidas", "visualizzazioni", "letture", "condivisioni",
     "commenti", "visualizzato", "letto", "weergaven", "weergave", "bekeken", "reacties", "gelezen", "dilihat", "dibaca",
     "pembaca", "komentar", "tayangan", "goruntulenme", "goruntuleme", "okunma", "okundu", "yorum", "paylasim",
     "просмотров", "просмотра", "просмотры", "просмотр", "прочтений", "комментариев", "комментария", "комментарии",
     "комментарий", "прочитано", "поделились", "مشاهدة", "مشاهدات", "المشاهدات", "قراءة", "قراءات", "القراءات", "زيارة",
     "زيارات", "الزيارات", "تعليق", "تعليقات", "التعليقات", "مشاركة", "مشاركات", "المشاركات", "تحميل", "تحميلات"]
)  # fmt: skip
_WITH_COUNTED = frozenset(
    ["times", "time", "total", "number", "of", "page", "this", "article", "post", "so", "far", "fois", "nombre", "de",
     "des", "du", "mal", "anzahl", "der", "veces", "numero", "vezes", "volte", "totale", "keer", "aantal", "kali",
     "jumlah", "kez", "sayisi", "toplam", "раз", "всего", "количество", "عدد", "مرة", "مرات", "ال"]
)  # fmt: skip
_COUNTED_UNSPACED = re.compile(
    r"(?:(?:本文|文章|本页|已)?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|點閱|访问|訪問|播放|评论|評論|点赞|點讚|转发|轉發|分享"
    r"|观看|觀看)(?:次数|次數|量|数|數|人次|人数)?"
    r"\s?[:：]?\s?#\s?(?:次|人次|人)?|#\s?(?:次|人次|人)?\s?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|评论|評論|点赞|分享"
    r"|觀看|观看)"
    r"|(?:閲覧|アクセス|再生|コメント|シェア|いいね)(?:回数|件数|数)?\s?[:：]?\s?#\s?(?:回|件|人)?|#\s?(?:回|件"
    r"|人)?の?(?:閲覧|コメント|シェア|いいね))"
)

_READING_TIME = re.compile(
    r"(?:(?:estimated |approximate )?reading time|read time|time to read|temps de lecture(?: estime)?|lecture|lesezeit"
    r"|lesedauer"
    r"|tiempo (?:estimado )?de lectura|lectura|tempo (?:estimado )?de leitura|leitura|tempo di lettura|lettura|leestijd"
    r"|waktu baca|okuma suresi|время (?:на )?чтени[ея]|(?:وقت|مدة|زمن) القراءة|阅读(?:时间|时长)|閱讀時間|読了時間"
    r"|この記事は)?\s?[:：]?\s?"
    r"(?:about |approx\.? |ca\.? |env\.? |約|约|~ ?|< ?)?#\s?[-–]?\s?"
    r"(?:min(?:ute|uten|utes|uto|utos|uti|uut|uten|s)?|mn|menit|dk|dakika|мин(?:ут[аыу]?)?|دقيقة|دقائق|分钟|分鐘|分)\.?\s?"
    r"(?P<behind>read(?:ing)?(?: time)?|to read|de lecture|lesezeit|de lectura|de leitura|di lettura|leestijd|lezen|baca"
    r"|okuma|"
    r"чтения|на чтение|(?:لل)?قراءة|阅读|閱讀|で読めます)?"
)
_READING_TIME_SAID = re.compile(r"read|lect|lese|leit|lett|lees|lezen|baca|okuma|чтен|قراءة|القراءة|阅读|閱讀|読|この記事")

_UNIT = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|[smhdw]"
    r"|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?"
    r"|sekunden?|minuten?|stunden?|std|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?"
    r"|segundos?|minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]"
    r"|ann[oi]"
    r"|seconden?|minuut|uur|uren|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|detik|menit|jam|hari|minggu|bulan|tahun"
    r"|saniye|dakika|dk|saat|gun|hafta|ay|yil|секунд[аыу]?|минут[аыу]?|мин|час(?:а|ов)?|д(?:ень|ня|ней)|недел[юиья]"
    r"|месяц(?:а|ев)?"
    r"|года?|лет|ثانية|ثوان|ثواني|دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوم|يوما|يومين|ايام|أيام|اسبوع|أسبوع|اسابيع|شهر"
    r"|شهرين|اشهر|أشهر|سنة|سنوات)"
)
_COUNT = r"(?:#|an?|one|une?|einer?|einem|un[ao]?|uma?|een|satu|bir)"
_AGE = re.compile(
    rf"(?:{_COUNT} ?{_UNIT} (?:ago|fa|geleden|atras|once|назад|(?:yang )?lalu)|(?:il y a|vor|hace|ha|منذ"
    rf"|قبل) (?:{_COUNT} ?)?{_UNIT}"
    r"|#\s?(?:秒|分|分钟|分鐘|小时|小時|時間|天|日|周|週間?|个月|個月|か月|ヶ月|年)前|just now|a l.instant|gerade eben"
    r"|hace un momento|agora mesmo"
    r"|только что"
    r"|الان|الآن|刚刚|剛剛|たった今|az once|baru saja|zojuist|proprio ora|yesterday|today)"
)
_STAMPED = re.compile(
    r"(?:(?:this )?page )?(?:was )?(?:last (?:updated|modified|reviewed|changed|update)|updated|modified|printed"
    r"|date printed|print date"
    r"|date modified|date de modification|derniere (?:mise a jour|modification)|mise? a jour|modifiee?|imprimee?"
    r"|date d.impression"
    r"|(?:zuletzt|letzte) (?:aktualisiert|geandert|aktualisierung|anderung)|aktualisiert|gedruckt|druckdatum|seite gedruckt"
    r"|ultima (?:actualizacion|modificacion|atualizacao|modificacao|modifica)|ultimo aggiornamento|actualizad[oa]"
    r"|modificad[oa]"
    r"|fecha de (?:actualizacion|impresion)|impres[oa]|atualizad[oa]|data d[ae] (?:atualizacao|impressao)|aggiornato"
    r"|modificato|stampato"
    r"|(?:laatst|voor het laatst) (?:bijgewerkt|gewijzigd)|bijgewerkt|gewijzigd|afgedrukt|laatste (?:update|wijziging)"
    r"|(?:terakhir )?(?:diperbarui|diubah)|(?:tanggal )?dicetak|son guncelle(?:me|nme)|guncelle(?:me|nme)|yazdirma|yazdirildi"
    r"|последнее (?:обновление|изменение)|обновлено|изменено|дата (?:обновления|изменения|печати)|распечатано|напечатано"
    r"|(?:تاريخ )?(?:اخر|آخر) (?:تحديث|تعديل)|(?:تم )?(?:التحديث|تحديث)|تاريخ (?:التحديث|الطباعة)|طبع|طبعت"
    r"|最后(?:更新|修改)(?:时间|日期)?|最後更新(?:日期|時間)?|(?:更新|修改|打印|列印)(?:时间|日期|時間)?"
    r"|最終更新(?:日時?)?|更新日時?|印刷日時?)"
)
#: Words that may stand in a date beside its numbers and names.
_IN_DATES = frozenset(
    ["on", "at", "the", "of", "by", "from", "am", "pm", "a", "p", "m", "st", "nd", "rd", "th", "gmt", "utc", "cet", "cest",
     "est", "edt", "pst", "pdt", "bst", "jst", "wib", "h", "hrs", "hours", "le", "la", "l", "au", "um", "uhr", "vom",
     "den", "der", "de", "del", "el", "las", "los", "em", "as", "das", "do", "da", "il", "alle", "ore", "op", "om", "uur",
     "pada", "pukul", "jam", "tarihi", "saat", "в", "от", "г", "года", "время", "في", "بتاريخ", "يوم", "الساعة", "ص", "م",
     "من", "o", "clock", "er", "z", "date", "time", "t", "eat", "cat", "wat", "ist", "msk"]
)  # fmt: skip
_UNSPACED_DATE = re.compile(r"[年月日号號時时分秒点點上下午前後后曜星期一二三四五六日火水木金土\s#:/.\-()（）]{1,40}")
_LETTERS = re.compile(r"[^\W\d_]+")

_NETWORKS = frozenset(
    ["facebook", "twitter", "x", "linkedin", "whatsapp", "telegram", "instagram", "pinterest", "reddit", "tumblr",
     "messenger", "email", "e", "mail", "print", "pdf", "copy", "link", "viber", "vk", "vkontakte", "xing", "threads",
     "bluesky", "mastodon", "weibo", "wechat", "line", "skype", "sms", "rss", "youtube", "flipboard", "pocket", "ok",
     "odnoklassniki", "copylink", "فيسبوك", "تويتر", "واتساب", "تيليجرام", "تلغرام", "لينكدان", "طباعة", "بريد", "ايميل",
     "微信", "微博", "qq空间", "朋友圈", "打印", "фейсбук", "твиттер", "вконтакте", "телеграм"]
)  # fmt: skip
_SHARING = frozenset(
    ["share", "tweet", "post", "pin", "send", "on", "to", "via", "this", "page", "article", "story", "with", "by", "in",
     "the", "copy", "url", "save", "follow", "us", "partager", "partagez", "sur", "par", "envoyer", "tweeter", "imprimer",
     "cet", "cette", "l", "teilen", "auf", "per", "drucken", "compartir", "en", "por", "enviar", "imprimir", "comparte",
     "compartilhar", "no", "na", "pelo", "condividi", "su", "stampa", "invia", "delen", "op", "deel", "bagikan", "ke",
     "di", "cetak", "paylas", "yazdir", "поделиться", "в", "печать", "отправить", "شارك", "مشاركة", "على", "عبر", "انشر",
     "أرسل", "ارسل", "分享到", "分享", "转发", "轉發", "シェア", "シェアする", "ツイート", "印刷"]
)  # fmt: skip
#: Of these one has to be in the line: `Print` alone is none of a release's words either, `In Line with` may be.
_SHARES = frozenset(
    ["share", "tweet", "partager", "partagez", "tweeter", "imprimer", "teilen", "drucken", "compartir", "comparte",
     "compartilhar", "condividi", "delen", "deel", "bagikan", "paylas", "yazdir", "print", "поделиться", "печать", "شارك",
     "مشاركة", "انشر", "分享到", "分享", "转发", "轉發", "シェア", "シェアする", "ツイート"]
)  # fmt: skip
_COOKIES = re.compile(
    r"(?:we use(?: \w{1,20}){0,3} cookies|this (?:web ?)?site uses(?: \w{1,20}){0,3} cookies"
    r"|our (?:web ?)?site uses(?: \w{1,20}){0,2} cookies"
    r"|by (?:continuing|using|clicking|browsing)\b.{0,150}cookies|nous utilisons des cookies"
    r"|ce site (?:web )?utilise des cookies"
    r"|en poursuivant votre navigation\b.{0,150}cookies|wir verwenden cookies|diese (?:web|web-|)s(?:e|)ite (?:verwendet"
    r"|benutzt"
    r"|nutzt) cookies"
    r"|(?:utilizamos|usamos) cookies|este sitio (?:web )?(?:utiliza|usa) cookies|este site (?:utiliza|usa) cookies"
    r"|(?:questo sito|utilizziamo|usiamo)\b.{0,20}\bcookie|(?:wij|we) gebruiken cookies"
    r"|deze (?:web)?site (?:maakt gebruik van|gebruikt) cookies"
    r"|situs (?:web )?ini menggunakan cookie|kami menggunakan cookie|(?:web )?sitemiz(?:de)?\b.{0,30}\bcerez|(?:мы"
    r"|этот сайт|наш сайт) использу\w{1,4}\b.{0,30}\bcookie"
    r"|(?:نستخدم|يستخدم (?:هذا الموقع|موقعنا)) (?:ملفات )?(?:تعريف الارتباط|الكوكيز|كوكيز)|(?:本网站|本網站|我们"
    r"|我們)使用\s?cookie"
    r"|当サイト(?:では|は)\s?(?:cookie|クッキー))"
)
_ADVERT = frozenset(
    ["advertisement", "advertisements", "advertising", "sponsored", "sponsored content", "anzeige", "werbung", "publicite",
     "publicidad", "publicidade", "pubblicita", "advertentie", "iklan", "reklam", "реклама", "إعلان", "اعلان", "广告",
     "廣告", "広告"]
)  # fmt: skip


@lru_cache(maxsize=2048)  # a page is read, and read again, with the same lines
def is_pages_own(line: str) -> bool:
    """Whether a line is the page's and not the publisher's: it has its own form whole, in one of `LANGUAGES`."""
    if len(line) > _LONGEST_NOTICE:
        return False
    said = plain(line)
    if len(said) > _LONGEST:
        return _COOKIES.match(said) is not None
    counted = _NUMBER.sub("#", said)
    return (
        said in _ADVERT
        or _is_counter(counted)
        or _is_reading_time(counted)
        or _is_stamp(counted)
        or _is_share_line(said)
        or _COOKIES.match(said) is not None
    )


def plain(line: str) -> str:
    """In lower case, without accents, marks and what stands around it; every digit a Western one."""
    if not line.isascii():
        line = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", line).lower()))
        line = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in line).replace("ı", "i")
    return " ".join(line.lower().split()).strip(_AROUND)


def _is_counter(counted: str) -> bool:
    """`1,234 views`, `Shares 12`, `512 مشاهدة`, `12 comments · 3 shares`: each part has a number and what it counts."""
    if "#" not in counted:
        return False
    if _COUNTED_UNSPACED.fullmatch(counted):
        return True
    return all(_is_one_counter(part.strip(_AROUND)) or _is_reading_time(part.strip(_AROUND)) for part in _CELLS.split(counted))


def _is_one_counter(part: str) -> bool:
    words = [word.strip(_AROUND) for word in part.split()]
    if sum(word == "#" for word in words) != 1 or len(words) > 7:
        return False
    others = [word for word in words if word not in ("#", "")]
    return any(word in _COUNTED for word in others) and all(word in _COUNTED or word in _WITH_COUNTED for word in others)


def _is_reading_time(counted: str) -> bool:
    return "#" in counted and _READING_TIME.fullmatch(counted) is not None and _READING_TIME_SAID.search(counted) is not None


def _is_stamp(counted: str) -> bool:
    """`Last updated: 3 May 2024`, `Printed on 3/5/2024 10:15`, `2 hours ago`, `Updated 2 hours ago`."""
    if _AGE.fullmatch(counted):
        return True
    match = _STAMPED.match(counted)
    if match is None:
        return False
    rest = counted[match.end() :]
    if rest and (rest[0].isalpha() and rest[0].isascii()):
        return False  # `updatedness`
    rest = rest.strip(_AROUND)
    return bool(_AGE.fullmatch(rest)) or _is_date(rest)


def _is_date(rest: str) -> bool:
    """Numbers, and names of months and weekdays, and nothing else."""
    if "#" not in rest or len(rest) > 60:
        return False
    if _UNSPACED_DATE.fullmatch(rest):
        return True
    return all(word in _IN_DATES or word in _date_names() for word in _LETTERS.findall(rest))


@lru_cache(maxsize=1)
def _date_names() -> frozenset[str]:
    names = words_of_months(LANGUAGES) | {name for language in LANGUAGES for name in weekdays_of(language)}
    return frozenset(word for name in names for word in _LETTERS.findall(plain(name)))


def _is_share_line(said: str) -> bool:
    """`Share on Facebook`, `Tweet`, `Facebook Twitter LinkedIn`: names of networks and words for sharing alone."""
    words = [word for part in _CELLS.split(said) for word in re.split(r"[\s\-:：/|]+", part.strip(_AROUND)) if word]
    if not words or len(words) > 16 or not all(word in _NETWORKS or word in _SHARING for word in words):
        return False
    networks = sum(word in _NETWORKS and word not in ("e", "x", "ok", "line", "link", "copy") for word in words)
    return any(word in _SHARES for word in words) or (networks >= 2 and networks * 2 >= len(words))
