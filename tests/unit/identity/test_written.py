"""press.identity.written: what changes beside a release is no edit, and no sentence of it is ever left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import text
from press.identity.written import digest, written

PROSE = "The ministry opened a lock on the coast on 3 May 2024, the third one that it has built since the flood."

BESIDE = [
    "1,234 views", "Views: 1.2k", "Shares 12", "12 shares · 3 comments", "Comments (3)", "Read 512 times", "Total views: 1 204",
    "512 vues", "Lu 512 fois", "12 partages", "Aufrufe: 512", "512 mal gelesen", "Visto 1.234 veces", "512 visitas",
    "512 visualizações", "512 visualizzazioni", "512 keer bekeken", "Weergaven: 512", "Dilihat 512 kali", "Dibaca: 512",
    "Просмотров: 512", "512 просмотров", "قراءة 512", "عدد المشاهدات: ٥١٢", "512 مشاهدة", "阅读 512", "浏览次数：512",
    "點閱數:512",
    "閲覧数 512", "Okunma: 512", "512 görüntülenme",
    "3 min read", "4 Min Read", "Reading time: 3 minutes", "Temps de lecture : 3 min", "Lesezeit: 3 Minuten",
    "Tiempo de lectura: 3 minutos", "Tempo de leitura: 3 minutos", "Tempo di lettura: 3 minuti", "Leestijd: 3 minuten",
    "Время чтения: 3 минуты", "وقت القراءة: 3 دقائق", "阅读时间：3分钟", "読了時間 3分", "Okuma süresi: 3 dk",
    "Waktu baca 3 menit",
    "2 hours ago", "just now", "Updated 5 minutes ago", "il y a 2 heures", "vor 2 Stunden", "hace 3 días", "há 2 horas",
    "2 ore fa", "2 uur geleden", "2 jam yang lalu", "2 saat önce", "2 часа назад", "منذ 3 أيام", "قبل ساعتين", "2小时前",
    "2時間前",
    "Last updated: 3 May 2024", "Page last updated on 3/5/2024 10:15", "Printed on Friday, 3 May 2024 at 10:15 am",
    "Dernière mise à jour : 3 mai 2024 à 10h15", "Imprimé le 03/05/2024", "Zuletzt aktualisiert am 3. Mai 2024, 10:15 Uhr",
    "Última actualización: 3 de mayo de 2024", "Atualizado em 03/05/2024 às 10h15", "Ultimo aggiornamento: 3 maggio 2024",
    "Laatst bijgewerkt op 3 mei 2024", "Terakhir diperbarui: 3 Mei 2024", "Son güncelleme: 3 Mayıs 2024",
    "Обновлено: 3 мая 2024, 10:15",
    "آخر تحديث: 3 مايو 2024", "最后更新时间：2024年5月3日 10:15", "最終更新日：2024年5月3日",
    "Share", "Share on Facebook", "Tweet", "Facebook Twitter LinkedIn WhatsApp", "Partager sur Facebook", "Auf Facebook teilen",
    "Compartir en WhatsApp", "Поделиться в Telegram", "شارك على فيسبوك", "分享到 微信 微博", "Bagikan ke WhatsApp",
    "We use cookies to make this site work. Learn more.", "Diese Website verwendet Cookies.",
    "يستخدم هذا الموقع ملفات تعريف الارتباط",
    "Advertisement", "Anzeige", "广告", "Subscribe to our newsletter", "Follow us on Facebook",
    "Read also: Three boats for the coast", "À lire aussi : Trois bateaux pour la côte", "Читайте также: Три лодки для берега",
    "اقرأ أيضا: ثلاثة قوارب للساحل",
]  # fmt: skip

STAYS = [
    PROSE, "Shares of the company rose 12 per cent.", "12 ships and 3 boats", "3 comments were received from the ports.",
    "Shares | 1,200",
    "Updated guidance for importers 2024", "Updated 2024 rules", "Last year 1,234 people visited the lock.",
    "See also: Regulation 12",
    "Two hours ago the minister opened the lock.", "3 May 2024", "Print run: 3,000 copies", "In line with the law",
    "The ministry uses cookies on its site only where people agree.", "1,234", "12 per cent", "Minutes of the meeting", "X",
    "Latest figures", "Vor 2 Jahren begann der Bau der Schleuse.", "Hace 3 días llegó el barco.",
    "قبل ساعتين وصلت السفينة إلى الميناء",
    "Total 12,400", "Number of ships: 12", "Reads the law", "Notes",
]  # fmt: skip


@pytest.mark.parametrize("line", BESIDE)
def test_what_stands_beside_a_release_is_not_its_words(line: str) -> None:
    assert digest("On", f"{PROSE}\n\n{line}\n\n{PROSE}!") == digest("On", f"{PROSE}\n\n{PROSE}!")


@pytest.mark.parametrize("line", STAYS)
def test_what_a_publisher_wrote_stays(line: str) -> None:
    assert line in written(f"{PROSE}\n\n{line}\n\n{PROSE}!").split("\n")


@pytest.mark.parametrize(
    "heading",
    [
        "Related news", "Read also", "Latest news", "You may also like", "À lire aussi", "Articles similaires",
        "Lesen Sie auch",
        "Weitere Meldungen", "Noticias relacionadas", "Lea también", "Leia também", "Veja também", "أخبار ذات صلة",
        "اقرأ أيضاً",
        "Читайте также", "Похожие новости", "相关新闻", "延伸閱讀", "関連記事", "İlgili haberler", "Leggi anche",
        "Lees ook", "Baca juga",
        "Berita terkait",
    ],
)  # fmt: skip
def test_titles_under_such_a_heading_come_and_go(heading: str) -> None:
    page = "{}\n\n{}\n\nThree boats for the coast\n\n3 May 2024\n\nA bridge over the sea…"
    other = "{}\n\n{}\n\nA road to the north"
    assert digest("On", page.format(PROSE, heading)) == digest("On", other.format(PROSE, heading)) == digest("On", PROSE)


def test_prose_below_a_list_of_titles_keeps_its_heading() -> None:
    body = f"{PROSE}\n\nRead also\n\nThree boats for the coast\n\nWhat comes next\n\n{PROSE}"
    assert written(body) == f"{PROSE}\nWhat comes next\n{PROSE}"
    assert written(f"Related news\n\n{PROSE}") == f"Related news\n{PROSE}"


def test_a_text_of_such_lines_alone_is_compared_whole() -> None:
    assert written("512 views\n\nShare") == "512 views\n\nShare"
    assert digest("On", "512 views") != digest("On", "513 views")


def test_a_text_without_such_lines_has_the_digest_of_its_words() -> None:
    assert digest("On", f"{PROSE}\n\n{PROSE}!") == text.digest("On", f"{PROSE}\n\n{PROSE}!")


_WORDS = ["the", "views", "shares", "read", "also", "updated", "12", "2024", "hours", "ago", "minister", "مشاهدة", "قراءة", "منذ"]


@given(
    st.lists(st.lists(st.sampled_from(_WORDS), min_size=16, max_size=40), min_size=1, max_size=5),
    st.lists(st.sampled_from(BESIDE), max_size=3),
)
def test_no_sentence_of_prose_is_left_out(said: list[list[str]], beside: list[str]) -> None:
    """Whatever words it has, in whatever company."""
    prose = [f"Harbour {' '.join(words)} harbour." for words in said]
    body = "\n\n".join([*beside, *prose, *beside, "Related news", *prose])
    assert [line for line in written(body).split("\n") if line in prose] == [*prose, *prose]
