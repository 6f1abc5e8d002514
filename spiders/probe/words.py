"""Words by which sites name their press rooms, and those by which they name what is none, in many languages.

Words are the second sign only: they put candidates in order and keep the look at a site short; what a section holds is decided
by its pages. Stems are folded (no case, no accents); a Latin, Cyrillic or Greek stem stands at the beginning of a word, one in a
script that puts no space between words anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

#: Names of releases themselves.
_RELEASES = """
press-release news-release media-release press-statement media-statement press-note press-notice communique comunicado
comunicati comunicato comunicats nota-de-prensa notas-de-prensa nota-de-imprensa notas-de-imprensa notas-a-imprensa
pressemitteil pressemeldung medienmitteil presseerklar presseaussend persbericht pressmeddel pressemeddel pressemeld
tiedotteet tiedote lehdistotied frettatilkynn pressiteade preses-reliz pranesimai-spaudai pranesimas-spaudai
komunikat-prasow komunikaty komunikat tiskov tlacov sajtokozl kozlemeny comunicat-de-presa comunicate-de-presa
basin-acikla basin-bulten siaran-pers kenyataan-media thong-cao press-reliz pressreliz press-releas informations-presse
priopcenj saopstenj saopcenj za-medij njoftim taarifa-kwa пресс-релиз прес-рел пресрел саопшт съобщен повідомлен сообщен
ανακοινωσ δελτι-τυπου δελτια-τυπου بيان بلاغ اعلاميه خبر-صحف اطلاعيه اعلاميۀ הודע 新闻稿 新聞稿 新闻发布 新聞發布
新闻公报 プレスリリース 報道発表 報道資料 보도자료 보도-자료 विज्ञप्ति বিজ্ঞপ্তি ข่าวประชา ข่าวแจก
"""

#: News, statements, speeches, and the rooms where they are kept.
_NEWS = """
news press newsroom presse prensa imprensa stampa sala-stampa pers media medien medias medios mediacent mediaroom
actualite actualites actus actu noticia noticias noticies notizie novita nieuws nyhet nyheter nyheder nyhed uutis
uutiset ajankohtai frettir uudised zinas naujien aktuell aktuelles aktualn aktualit novink zpravy hirek stiri vesti
vijesti novosti lajme haber haberler duyuru berita tin-tuc habari statement statements declaration declarac
dichiarazion erklarung speech speeches discours discurso discorsi rede reden redevoering allocution remarks
announcement announcements annonce annonces anuncio anuncios avviso bekanntmach briefing readout latest nachrichten
meldungen mitteilung mitteilungen bulletin communication comunicacion blog posts articles article stories taler tal
puheet puhe toespraken whats-new what-s-new dispatch dispatches wire newswire wires releases newsfeed depeche depeches
fil-info fil-d-info teletipo dispacci depesche depeschen agenturmeld berichten depesz telegrammer депеш лента برقي 电讯
電訊 快讯 快訊 通讯 速報 속보 новост новин новини вест пресс прес выступлен заявлен речи изказв промов νεα ειδησ τυπο ομιλι اخبار
خبر خطاب تصريح كلم صحاف اعلام مستجد חדשות עיתונות נאומ 新闻 新聞 资讯 資訊 动态 動態 讲话 講話 声明 聲明 公告 发言 発表 ニュース
お知らせ 会見 談話 뉴스 소식 공지
연설 समाचार संबाद সংবাদ ข่าว
"""

#: What dated pages are that are no releases, and what undated pages are.
_OTHERS = """
event events evenement evento eventi agenda calendar kalender calendrier calendario calendari veranstalt termin termine
tapahtum arrangement udalosti wydarzen rendezvenyek esemeny etkinlik acara su-kien dogadjaj konferenc webinar job jobs
career careers vacanc emploi emplois recrutement recruitment empleo empleos carrer carrier stelle stellen karriere
lavoro werken-bij vacature ledige jobb rekryt praca kariera oferte-de-munca locuri-de-munca iş-ilan lowongan tuyen-dung
internship tender tenders procurement appels-d-offres appel-d-offres marches-publics licitac contratacion ausschreib
bandi gare aanbested upphandl udbud hankin przetarg zakazk kozbeszerz achizit ihale lelang dau-thau grants gallery
galleries photo photos foto fotos fotogaler video videos galerie galeria galleria fototeca mediatheque multimedia
podcast imag webcast livestream audio mediathek publication publications publicac publicat pubblicaz veroffentlich
report reports rapport rapports informe informes library document documents documento dokument documentation biblio data
statistic statistik statistique resources ressources downloads guidance faq foire-aux law laws loi lois gesetz gesetze
ley leyes legge leggi legislat legal regulation decret decree about contact contacts kontakt contacto contatti
qui-sommes quienes chi-siamo ueber uber-uns sobre impressum datenschutz privacy cookie cookies accessib terms
mentions-legales aviso-legal sitemap site-map plan-du-site mapa-del-sitio search recherche buscar suche login signin
register subscribe subscri newsletter rss feed feeds comment comments tag tags hashtag author authors auteur autor team
staff people leadership biograph organis organiz organigram histor service services project projects projet programme
program topic topics theme themes category categories categorie categoria download help share print wp-admin wp-login
wp-content cart checkout account profile user users member members feedback reply archive-by forum shop мероприят событ
календар афиш ваканс тендер закуп конкурс фото видео галере публикац документ закон контакт поиск εκδηλωσ φωτογραφ
βιντεο εγγραφ νομοθεσ επικοινων διαγωνισμ فعالي مناسب اجند وظائف توظيف مناقص طلبات-عروض صور فيديو معرض منشورات وثائق
قوانين اتصل بحث من-نحن אירוע דרוש מכרז 活动 活動 日程 招聘 採用 招标 招標 入札 调达 調達 图片 圖片 视频 影片 動画 写真
出版 刊物 法规 法規 法令 联系 聯絡 お問い合わせ 搜索 채용 입찰 행사 사진 영상 자료실 법령 กิจกรรม สมัครงาน จัดซื้อ
"""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0900-\u0dff]")
_NO_WORD = re.compile(r"[\W_]+")
#: Arabic and Hebrew put "and", "the", "in", "for" before the word, in one.
_PREFIXED = re.compile("[\u0590-\u06ff]")
_SIGNS_BEFORE = r"(?:[\u0648\u0641]?(?:\u0627\u0644|\u0628\u0627\u0644|\u0644\u0644|\u0628|\u0644)?|[\u05d4\u05d5\u05d1\u05dc]?)"

#: A link in a menu has a few words; what is longer is a headline, and its words speak of the day's subject.
LONGEST_NAME = 60


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, words with one dash between them and at both ends: `-communiques-de-presse-`."""
    plain = unicodedata.normalize("NFKD", unquote(text).casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) or _UNSPACED.match(sign))
    kept = unicodedata.normalize("NFC", kept).replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ة", "ه")
    return f"-{_NO_WORD.sub('-', kept).strip('-')}-"


@lru_cache(maxsize=8192)
def press_weight(text: str) -> int:
    """3: names releases; 2: names news, statements or a press room; 0: neither. Of a link's text or a path's segment."""
    plain = folded(text)
    if len(plain) > LONGEST_NAME + 2:
        return 0
    return 3 if _RELEASES_AT.search(plain) else 2 if _NEWS_AT.search(plain) else 0


@lru_cache(maxsize=8192)
def names_other(text: str) -> bool:
    """Whether the words name what is no press room: events, jobs, tenders, galleries, publications, the site's own pages."""
    plain = folded(text)
    return len(plain) <= LONGEST_NAME + 2 and bool(_OTHERS_AT.search(plain))


def _stems(words: str) -> re.Pattern[str]:
    spaced: list[str] = []
    anywhere: list[str] = []
    prefixed: list[str] = []
    for word in words.split():
        stem = folded(word)[1:-1]
        target = anywhere if _UNSPACED.search(stem) else prefixed if _PREFIXED.search(stem) else spaced
        target.append(re.escape(stem))
    parts = []
    if spaced:
        whole = [stem for stem in spaced if len(stem) <= 4]  # a short stem would begin too many other words
        longer = [stem for stem in spaced if len(stem) > 4]
        parts.append(rf"-(?:{'|'.join(whole)})-" if whole else "")
        parts.append(rf"-(?:{'|'.join(longer)})" if longer else "")
    if prefixed:
        parts.append(rf"-{_SIGNS_BEFORE}(?:{'|'.join(prefixed)})")
    if anywhere:
        parts.append("|".join(anywhere))
    return re.compile("|".join(part for part in parts if part))


_RELEASES_AT, _NEWS_AT, _OTHERS_AT = _stems(_RELEASES), _stems(_NEWS), _stems(_OTHERS)
