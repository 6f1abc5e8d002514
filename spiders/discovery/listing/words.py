"""Words of many languages for the few things that structure alone does not say, compared in folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from press.dates.months import folded

_NEXT = """
next|next page|older|older posts|older entries|older articles|older news|older items|older post|previous entries
previous posts|earlier posts|earlier|suivant|suivante|suivants|suivantes|page suivante|articles plus anciens
articles anciens|plus anciens|messages plus anciens|articles precedents|publications plus anciennes|siguiente
siguientes|pagina siguiente|siguiente pagina|proximo|proxima|proximos|entradas antiguas|entradas anteriores|anteriores
mas antiguos|mas antiguas|noticias anteriores|seguent|seguinte|pagina seguinte|proxima pagina|posts antigos
mais antigos|mais antigas|seguintes|mensagens antigas|post piu vecchi|articoli precedenti|articoli meno recenti
successivo|successiva|pagina successiva|avanti|prossima|prossimo|seguente|pagina seguente|weiter|nachste|naechste
nachste seite|naechste seite|nachster|vorwarts|altere|altere beitrage|altere artikel|altere eintrage|aeltere beitraege
volgende|volgende pagina|oudere berichten|ouder|neste|neste side|neste sida|naesta|nasta|nasta sida|naeste|næste
næste side|aldre|aldre inlagg|aeldre|ældre|eldre|eldre innlegg|seuraava|seuraava sivu|vanhemmat|naesta sida
naesta siða|nastepna|nastepny|nastepne|nastepna strona|dalej|starsze|starsze wpisy|nasledujici|nasledujuca|nasledujuce
dalsi|dalsia|dalsie|starsi|starsi prispevky|starsie|kovetkezo|kovetkezo oldal|regebbi|urmatoarea|urmatorul|urmatoare
pagina urmatoare|articole mai vechi|sljedeca|sljedece|sljedeci|sledeca|sledece|sledeci|naslednja|naprej|starije
starejse|jargmine|vanemad|nakamais|nakama|kitas|kitas puslapis|tolesne|sonraki|sonraki sayfa|ileri|eski|daha eski
berikutnya|selanjutnya|halaman berikutnya|lama|pos lama|seterusnya|sau|tiep|trang sau|tiep theo|cu hon|susunod
ifuatayo|inayofuata|na gaba|volgende bladsy|hurrengoa|tjetra|tjeter|tijdlijn|следующая|следующий|следующие
следующая страница|далее|вперед|вперёд|старые записи|предыдущие записи|дальше|наступна|наступні|наступная|далі|старіші
старіші записи|следваща|следващи|по-стари|следна|следни|следно|следећа|постари|старији|επομενη|επομενο|επομενα
επομενη σελιδα|παλαιοτερα|παλιοτερα|التالي|التالية|الصفحة التالية|اللاحق|اقدم|مقالات اقدم|المقالات الاقدم|تدوينات اقدم
السابقة المقالات|بعدي|بعدی|صفحه بعد|صفحه بعدی|بعد|قديمي|قدیمی تر|اگلا|اگلا صفحہ|پرانی|הבא|הבאה|לעמוד הבא|הדף הבא
עמוד הבא|ישנות יותר|अगला|अगले|अगला पृष्ठ|पुराने|पुरानी पोस्ट|परवर्ती|পরবর্তী|পরের|পুরোনো|पुढील|அடுத்த|அடுத்து|తదుపరి
ಮುಂದಿನ|അടുത്ത|આગળ|ਅਗਲਾ|ඊළඟ|अर्को|ถัดไป|หน้าถัดไป|หน้าต่อไป|เก่ากว่า|ຕໍ່ໄປ|បន្ទាប់|နောက်သို့|နောက်|下一页|下一頁|下页|下頁|后一页
後一頁|次へ|次ページ|次のページ|次|前の記事一覧|古い記事|以前の記事|다음|다음 페이지
다음페이지|이전 글|შემდეგი|հաջորդ|հաջորդը|ቀጣይ|ቀጣዩ|дараах|дараагийн|keyingi
келесі|кийинки|növbəti|sonrakı
"""
_MORE = """
load more|show more|see more|view more|more results|more news|more posts|more articles|more|load more news
load more posts|load older|charger plus|afficher plus|voir plus|plus de resultats|plus d'actualites|plus d'articles
charger la suite|cargar mas|ver mas|mostrar mas|mas noticias|mas resultados|carregar mais|ver mais|mostrar mais
mais noticias|carica altri|mostra altri|carica altro|mostra altro|altri risultati|mehr laden|mehr anzeigen
weitere laden|weitere anzeigen|weitere ergebnisse|weitere meldungen|meer laden|meer tonen|toon meer|vis mer|vis flere
last inn flere|visa fler|ladda fler|vis mere|indlaes flere|nayta lisaa|lataa lisaa|zaladuj wiecej|pokaz wiecej|wiecej
nacist dalsi|zobrazit dalsi|nacitat dalsie|tovabbiak|tobb betoltese|incarca mai multe|vezi mai multe|ucitaj jos
prikazi vise|daha fazla|daha fazla yukle|daha fazla goster|muat lebih banyak|muat lainnya|lihat lainnya
tampilkan lebih banyak|xem them|tai them|показать еще|показать ещё|загрузить еще|загрузить ещё|еще|ещё|показати більше
завантажити ще|покажи още|зареди още|περισσοτερα|φορτωση περισσοτερων|المزيد|تحميل المزيد|عرض المزيد|بیشتر
بارگذاری بیشتر|مزید|טען עוד|עוד|और देखें|और लोड करें|আরও দেখুন|আরও
ดูเพิ่มเติม|โหลดเพิ่ม|加载更多|載入更多|查看更多|更多|もっと見る|さらに表示
더보기|더 보기
"""
_PREVIOUS = """
previous|prev|previous page|newer|newer posts|newer entries|back|precedent|precedente|precedents|page precedente
articles plus recents|anterior|pagina anterior|entradas recientes|entradas siguientes|zuruck|vorherige|vorige
neuere beitrage|forrige|foregaende|edellinen|poprzednia|poprzedni|predchozi|predchadzajuca|elozo|anterioara|prethodna
onceki|sebelumnya|truoc|предыдущая|предыдущие|назад|попередня|предишна|προηγουμενη|السابق|السابقة|الصفحة السابقة|قبلی
صفحه قبل|הקודם|पिछला|পূর্ববর্তী|ก่อนหน้า|上一页|上一頁|前へ|이전
"""
_FIRST_LAST = """
first|last|first page|last page|premier|premiere|dernier|derniere|premiere page|derniere page|primero|primera|ultimo
ultima|primeira|prima|erste|letzte|eerste|laatste|forste|siste|sidste|forsta|sista|pierwsza|ostatnia|prvni|posledni
prva|posledna|elso|utolso|prima pagina|ultima pagina|первая|последняя|перша|остання|в начало|в конец|начало|конец
الاولى|الاخيرة|الأخيرة|اول|آخر|首页|末页|尾页|首頁|最後|最初|처음|마지막|ilk|son|pertama|terakhir|หน้าแรก|หน้าสุดท้าย|শেষ|প্রথম|अंतिम|प्रथम|पहला|آخرین|اولین|אחרון|ראשון|πρωτη|τελευταια|последна|първа|cuoi|dau
"""

_ARROWS_ON = frozenset("›»→>⟩〉▶►▸▷⇒❯❱⟶➔➜➤➡﹥＞≫⟫》⇉⏩⏵") | {">>"}
_ARROWS_BACK = frozenset("‹«←<⟨〈◀◄◂◁⇐❮❰⟵⬅﹤＜≪⟪《⇇⏪⏴") | {"<<"}
#: Beside a single one, a double arrow leads to the end of the row.
_DOUBLE = frozenset("»≫⟫》⇉⏩«≪⟪《⇇⏪") | {">>", "<<", "››", "‹‹", "⟩⟩", "⟨⟨", "❯❯", "❮❮"}
_TO_THE_END = re.compile(r"[>»›→▶]+\s?[|❘]|[|❘]\s?[<«‹←◀]+")
#: Signs that ask for a picture or for letters, and for a direction of writing.
_WITHOUT_STYLE = re.compile("[\ufe0e\ufe0f\u200b-\u200f\u061c]")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def _set_of(words: str) -> frozenset[str]:
    return frozenset(folded(word.strip()) for word in re.split(r"[|\n]", words) if word.strip())


NEXT, MORE, PREVIOUS, FIRST_LAST = _set_of(_NEXT), _set_of(_MORE), _set_of(_PREVIOUS), _set_of(_FIRST_LAST)

#: Old: pages that go back in time are the next ones of a list that is newest first, whatever arrow stands beside the word.
_OLDER = re.compile(
    r"old|earlier|ancien|antigu|antig|vecch|alter|oud|aldre|eldre|starsz|starsi|vech|eski|lama|стар|предыд"
    r"ущие записи|палаи|παλ|اقدم|قدیم|ישנ|पुरान|পুরোনো|เก่า|古|以前|이전 글|precedents|anteriores|previous (?:entries|posts)"
)


@lru_cache(maxsize=2048)
def says(text: str) -> str | None:
    """`next`, `more`, `previous` or `end` (first, last) where a link's whole text says no more than that; else None."""
    if not text or len(text) > 40:
        return None
    plain = _WITHOUT_STYLE.sub("", " ".join(folded(text).split()))
    if plain in _ARROWS_ON or plain.replace(" ", "") in _ARROWS_ON:
        return "next"
    if plain in _ARROWS_BACK or plain.replace(" ", "") in _ARROWS_BACK:
        return "previous"
    if _TO_THE_END.fullmatch(plain):
        return "end"
    words = _EDGE.sub("", plain)
    if words in NEXT:
        return "next"
    if words in MORE:
        return "more"
    if words in PREVIOUS:
        return "previous"
    return "end" if words in FIRST_LAST else None


def is_double(text: str) -> bool:
    """Whether a text is a double arrow alone."""
    return text.replace(" ", "") in _DOUBLE


@lru_cache(maxsize=2048)
def begins(text: str) -> str | None:
    """What a short text begins with: "more upcoming events", "older articles from 2019". Weak: the address has to agree."""
    if not text or len(text) > 50:
        return None
    words = _EDGE.sub("", " ".join(folded(text).split())).split()
    for length in (3, 2, 1):
        start = " ".join(words[:length])
        if length < len(words) <= 5 and start in (MORE | NEXT | PREVIOUS):
            return "more" if start in MORE else "next" if start in NEXT else "previous"
    return None


def is_older(text: str) -> bool:
    return bool(_OLDER.search(folded(text)))
