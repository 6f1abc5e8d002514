"""What the parts of a site are called: words of addresses, menus and trails of crumbs, in many languages, by what stands there.

Words are written as people write them; `section_of` compares them without accents, case and punctuation, so that
`appels-d-offres`, “Appels d’offres” and `APPELS_D_OFFRES` are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Kind of section -> its names, parted by commas. `news` holds releases; the others hold what is none.
_NAMES = {
    "news": """
        news, newsroom, news room, press, press room, press releases, press release, press centre, press center,
        press office, media centre, media center, media room, media releases, media release, news releases, releases,
        statements, speeches, announcements, press corner, latest news, blog, posts, post, articles, article, stories,
        story, updates, media advisories, bulletins, artikel, articulo, articulos, artigo, artigos, articolo, articoli,
        artykul, artykuly, clanek, clanky, cikk, artikkel, artikler, artiklar, artikkelit, statya, stati, статьи, статья,
        статті, стаття, مقالات, مقال, 文章, 记事, 記事, 기사, actualites, actualite, communiques, communique,
        communiques de presse, communique de presse, presse, salle de presse, espace presse, discours, declarations,
        annonces, breves, nouvelles, infos, noticias, noticia, sala de prensa, prensa, notas de prensa, nota de prensa,
        comunicados, comunicado, comunicados de prensa, actualidad, boletines, discursos, novedades, avisos de prensa,
        imprensa, sala de imprensa, notas a imprensa, assessoria de imprensa, comunicados de imprensa, aktuelles,
        nachrichten, meldungen, pressemitteilungen, pressemitteilung, pressemeldungen, presseraum, pressebereich,
        medienmitteilungen, medienmitteilung, medien, neuigkeiten, reden, news und presse, notizie, notizia, comunicati,
        comunicati stampa, comunicato stampa, stampa, sala stampa, ufficio stampa, nieuws, nieuwsberichten, persberichten,
        persbericht, pers, actueel, nyheter, nyhet, pressmeddelanden, pressmeddelande, pressrum, aktuellt,
        pressemeldinger, pressemelding, presserom, aktuelt, nyheder, pressemeddelelser, pressemeddelelse, presserum,
        uutiset, tiedotteet, tiedote, ajankohtaista, medialle, aktualnosci, komunikaty, komunikaty prasowe, biuro prasowe,
        dla prasy, wiadomosci, aktuality, tiskove zpravy, tiskova zprava, zpravy, novinky, tlacove spravy, spravy, hirek,
        sajtokozlemenyek, sajtokozlemeny, sajtoszoba, stiri, comunicate, comunicate de presa, noutati, haberler, haber,
        basin bultenleri, basin aciklamalari, duyurular, basin odasi, vijesti, priopcenja, novosti, sporocila za javnost,
        vesti, saopstenja, naujienos, pranesimai spaudai, zinas, pazinojumi, uudised, pressiteated, νεα, δελτια τυπου,
        δελτιο τυπου, ανακοινωσεις, επικαιροτητα, новости, пресс-релизы, пресс-релиз, пресс-служба, пресс-центр,
        сообщения, заявления, press sluzhba, press tsentr, press relizy, новини, пресрелізи, прес-служба, пресцентр,
        новини та події, novyny, новини и съобщения, прессъобщения, вести, أخبار, الأخبار, بيانات صحفية, البيانات الصحفية,
        بيان صحفي, بلاغات, بلاغات صحفية, المركز الإعلامي, مركز الأخبار, تصريحات, akhbar, اخبار, اطلاعیه ها, بیانیه ها,
        خبریں, חדשות, הודעות לעיתונות, דוברות, 新闻, 新闻发布, 新闻中心, 新闻稿, 要闻, 动态, 公告, 最新消息, 新聞, 新聞稿,
        新聞公報, 新聞中心, xinwen, ニュース, お知らせ, 報道発表, プレスリリース, ニュースリリース, 報道発表資料,
        新着情報, 보도자료, 뉴스, 소식, 공지사항, 새소식, ข่าว, ข่าวประชาสัมพันธ์, ข่าวสาร, tin tuc, thong cao bao chi,
        tin tức, berita, siaran pers, siaran media, kenyataan media, habari, taarifa kwa vyombo vya habari, समाचार,
        प्रेस विज्ञप्ति, সংবাদ
    """,
    "event": """
        events, event, calendar, event calendar, calendar of events, events calendar, upcoming events, whats on,
        conferences, webinars, agenda, evenements, evenement, calendrier, manifestations, rendez-vous, conférences,
        eventos, evento, calendario, calendario de eventos, proximos eventos, calendário, calendario de atividades,
        veranstaltungen, veranstaltung, veranstaltungskalender, termine, kalender, terminkalender, eventi, appuntamenti,
        evenementen, evenementenkalender, bijeenkomsten, evenemang, kalendarium, arrangementer, arrangement, begivenheder,
        tapahtumat, tapahtuma, tapahtumakalenteri, wydarzenia, kalendarz, kalendarz wydarzen, akce, udalosti,
        kalendar akci, podujatia, esemenyek, rendezvenyek, naptar, evenimente, etkinlikler, etkinlik, etkinlik takvimi,
        dogadanja, dogodki, renginiai, pasakumi, sundmused, εκδηλωσεις, ημερολογιο, мероприятия, календарь, события,
        афиша, meropriyatiya, заходи, календар, події, събития, فعاليات, الفعاليات, التقويم, أحداث, مواعيد, رویدادها,
        تقویم, אירועים, לוח אירועים, 活动, 活动日历, 活動, 行事曆, 日历, イベント, カレンダー, 催し, 行事, 행사, 행사일정,
        일정, กิจกรรม, ปฏิทิน, ปฏิทินกิจกรรม, su kien, sự kiện, acara, agenda kegiatan, kegiatan, matukio, कार्यक्रम, আয়োজন
    """,
    "job": """
        jobs, job, careers, career, vacancies, vacancy, job opportunities, job vacancies, current vacancies, job openings,
        open positions, recruitment, employment, work with us, working with us, work for us, join us, join our team,
        internships, career opportunities, emploi, emplois, offres d'emploi, offre d'emploi, recrutement, recrutements,
        carrieres, carriere, nous rejoindre, postes vacants, concours et recrutement, empleo, empleos, ofertas de empleo,
        oferta de empleo, trabaja con nosotros, vacantes, bolsa de trabajo, convocatorias de empleo, empleo publico,
        vagas, carreiras, emprego, trabalhe conosco, oportunidades de emprego, stellen, stellenangebote, stellenangebot,
        stellenausschreibungen, karriere, jobs und karriere, offene stellen, stellenmarkt, arbeiten bei uns,
        lavora con noi, offerte di lavoro, opportunita di lavoro, vacatures, vacature, werken bij, lediga jobb,
        lediga tjanster, jobba hos oss, ledige stillinger, ledig stilling, jobb, ledige job, avoimet tyopaikat, tyopaikat,
        rekrytointi, praca, kariera, oferty pracy, volna mista, volne pozicie, allasok, karrier, allaslehetosegek,
        cariere, locuri de munca, posturi vacante, kariyer, is ilanlari, poslovi, zaposlitev, karjera, karijera,
        darbo pasiulymai, vakances, toopakkumised, θεσεις εργασιας, προσληψεις, вакансии, карьера, работа у нас, vakansii,
        вакансії, кар'єра, свободни позиции, вакансии и стажировки, وظائف, الوظائف, فرص عمل, التوظيف, وظائف شاغرة,
        فرص العمل, استخدام, مشاغل, دרושים, משרות, 招聘, 人才招聘, 招聘信息, 诚聘英才, 招募, 職缺, 採用, 採用情報, 求人,
        職員募集, 채용, 채용공고, 채용정보, รับสมัครงาน, ร่วมงานกับเรา, tuyen dung, tuyển dụng, lowongan, lowongan kerja,
        karir, karier, jawatan kosong, nafasi za kazi, ajira, भर्ती, रिक्तियां, চাকরি
    """,
    "tender": """
        tenders, tender, procurement, procurements, tenders and procurement, public procurement, calls for tenders,
        call for tenders, requests for proposals, request for proposals, rfp, rfps, bids, bidding, procurement notices,
        tender notices, contracts, business opportunities, appels d'offres, appel d'offres, marches publics,
        marche public, avis d'appel d'offres, licitaciones, licitacion, contrataciones, contratacion publica,
        contratacion, compras publicas, perfil del contratante, licitacoes, licitacao, compras, contratos,
        concursos publicos, ausschreibungen, ausschreibung, vergabe, vergaben, offentliche ausschreibungen, beschaffung,
        bandi, bandi di gara, gare, gare e appalti, bandi e gare, appalti, aanbestedingen, aanbesteding, inkoop,
        upphandlingar, upphandling, anskaffelser, anbud, udbud, hankinnat, tarjouspyynnot, przetargi,
        zamowienia publiczne, zamowienia, verejne zakazky, vyberova rizeni, verejne obstaravanie, kozbeszerzes,
        kozbeszerzesek, achizitii, achizitii publice, licitatii, ihaleler, ihale, ihale ilanlari, javna nabava,
        javna narocila, javne nabavke, tendery, viesieji pirkimai, iepirkumi, riigihanked, hanked, διαγωνισμοι,
        προμηθειες, προκηρυξεις, закупки, тендеры, госзакупки, конкурсы и закупки, тендери, закупівлі, обществени поръчки,
        zakupki, مناقصات, المناقصات, عطاءات, المشتريات, طلبات العروض, صفقات عمومية, مزايدات, مناقصه, مناقصه ها, מכרזים,
        招标, 招标公告, 采购, 政府采购, 招標, 採購, 招標公告, 入札, 入札情報, 調達, 調達情報, 입찰, 입찰공고, 입찰정보,
        조달, จัดซื้อจัดจ้าง, ประกวดราคา, dau thau, đấu thầu, mua sam, lelang, pengadaan, tender dan lelang, sebut harga,
        zabuni, निविदा, निविदाएं, দরপত্র
    """,
    "gallery": """
        gallery, galleries, photo gallery, photo galleries, image gallery, photos, photo, photo library, picture gallery,
        albums, album, video, videos, video gallery, media gallery, media library, multimedia, image library, webcasts,
        podcasts, phototheque, mediatheque, galerie, galerie photo, galerie photos, videotheque, fototeca, galeria,
        galeria de fotos, galeria de imagenes, fotogaleria, galeria de imagens, videoteca, banco de imagenes, mediathek,
        bildergalerie, bildergalerien, fotogalerie, fotos, bilder, bildarchiv, galleria, galleria fotografica,
        fotogalleria, fotoarchief, beeldbank, bildgalleri, bildbank, galleri, kuvagalleria, kuvapankki, galerie zdjec,
        fotogalleri, galeria zdjec, keptar, galeria foto, fotograf galerisi, foto galeri, video galeri, galerija,
        galerija slika, φωτογραφιες, βιντεο, фотогалерея, фото, видео, фотографии, медиатека, фотоархив, відео, галерея,
        صور, معرض الصور, الصور, فيديو, مكتبة الوسائط, ألبوم الصور, گالری, تصاویر, גלריה, 图片, 图片库, 视频, 圖片集, 相册,
        影片, フォトギャラリー, 写真, 動画, ギャラリー, 사진, 갤러리, 포토갤러리, 동영상, คลังภาพ, แกลเลอรี, ภาพกิจกรรม,
        thu vien anh, thư viện ảnh, galeri, galeri foto, picha, फोटो गैलरी
    """,
    "document": """
        publications, documents, library, downloads, resources, reports, document library, forms, forms and documents,
        legislation, bibliotheque, rapports, telechargements, documentation, formulaires, publicaciones, documentos,
        biblioteca, descargas, informes, formularios, publicacoes, relatorios, publikationen, dokumente,
        veroffentlichungen, broschuren, formulare, pubblicazioni, documenti, modulistica, publicaties, documenten,
        publikationer, dokument, publikasjoner, rapporter, julkaisut, asiakirjat, publikacje, dokumenty, publikace,
        ke stazeni, kiadvanyok, dokumentumok, publicatii, documente, yayinlar, belgeler, dokumenti, leidiniai, dokumentai,
        εκδοσεις, εγγραφα, документы, публикации, документи, публікації, منشورات, وثائق, إصدارات, المكتبة, الوثائق,
        پبلیکیشنز, 出版物, 文件, 下载, 資料, 刊行物, 資料室, 자료실, 간행물, เอกสาร, สิ่งพิมพ์, an pham, tai lieu,
        publikasi, dokumen, nyaraka, machapisho, प्रकाशन
    """,
    "person": """
        people, person, staff, team, our team, our people, leadership, management team, board members, biographies,
        who is who, directory, experts, speakers, equipe, notre equipe, annuaire, direction, equipo, nuestro equipo,
        directorio, autoridades, biografias, diretoria, team und ansprechpartner, mitarbeiter, ansprechpartner, personen,
        mitarbeitende, persone, personale, medewerkers, medarbetare, ansatte, medarbejdere, henkilosto, yhteyshenkilot,
        zespol, kierownictwo, lide, vedeni, munkatarsak, echipa, conducere, ekip, ekibimiz, yonetim, προσωπικο,
        руководство, сотрудники, персоналии, команда, керівництво, فريق العمل, القيادة, الموظفون, 领导, 领导团队, 团队,
        スタッフ, 役員紹介, 임직원, 조직도, บุคลากร, ทีมงาน, lanh dao, pimpinan, wafanyakazi
    """,
    "about": """
        about, about us, who we are, what we do, our mission, our work, faq, faqs, frequently asked questions, help,
        a propos, qui sommes-nous, presentation, missions, organigramme, aide, foire aux questions, acerca de,
        quienes somos, sobre nosotros, sobre nos, nosotros, institucional, organigrama, preguntas frecuentes, quem somos,
        a instituicao, perguntas frequentes, uber uns, ueber uns, wir uber uns, haufige fragen, das ministerium,
        chi siamo, domande frequenti, over ons, wie zijn wij, veelgestelde vragen, om oss, om os, vanliga fragor,
        tietoa meista, meista, keita me olemme, o nas, kim jestesmy, o nas a historie, rolunk, gyik, despre, despre noi,
        cine suntem, hakkinda, hakkimizda, biz kimiz, o nama, apie mus, par mums, meist, σχετικα, ποιοι ειμαστε, о нас,
        о министерстве, об организации, про нас, за нас, من نحن, عن الوزارة, نبذة, نبذة عنا, حول, درباره ما, אודות, 关于,
        关于我们, 關於我們, 机构概况, 会社概要, 概要, 組織概要, 소개, 기관소개, 회사소개, เกี่ยวกับเรา, gioi thieu,
        giới thiệu, tentang, tentang kami, profil, kuhusu, kuhusu sisi, हमारे बारे में
    """,
    "history": """
        history, our history, histoire, notre histoire, historia, geschichte, storia, geschiedenis, historik, tarihce,
        история, 沿革, 연혁, ประวัติ, mission, organisation, organization, biography
    """,
    "contact": """
        contact, contacts, contact us, get in touch, where to find us, nous contacter, contactez-nous, contacto,
        contactos, contactanos, contactenos, contato, fale conosco, kontakt, kontakte, anfahrt, contatti, contattaci,
        neem contact op, kontakta oss, kontakt oss, yhteystiedot, ota yhteytta, kontakty, kapcsolat, elerhetoseg,
        iletisim, bize ulasin, kontaktai, kontakti, επικοινωνια, контакты, связаться с нами, контакти, اتصل بنا,
        تواصل معنا, تماس با ما, צור קשר, 联系我们, 聯絡我們, お問い合わせ, 連絡先, 문의, 찾아오시는길, ติดต่อเรา, ติดต่อ,
        lien he, liên hệ, kontak, hubungi kami, wasiliana nasi, संपर्क
    """,
    "legal": """
        privacy, privacy policy, privacy notice, terms, terms of use, terms and conditions, terms of service, legal,
        legal notice, disclaimer, cookies, cookie policy, accessibility, accessibility statement, copyright,
        mentions legales, confidentialite, politique de confidentialite, accessibilite, donnees personnelles, aviso legal,
        politica de privacidad, accesibilidad, politica de privacidade, acessibilidade, impressum, datenschutz,
        datenschutzerklarung, barrierefreiheit, note legali, informativa privacy, privacyverklaring, toegankelijkheid,
        integritetspolicy, tillganglighet, personvern, tietosuoja, saavutettavuus, polityka prywatnosci,
        ochrana osobnich udaju, adatvedelem, impresszum, politica de confidentialitate, gizlilik, kvkk,
        πολιτικη απορρητου, οροι χρησης, политика конфиденциальности, пользовательское соглашение,
        політика конфіденційності, سياسة الخصوصية, الشروط والأحكام, شروط الاستخدام, حقوق النشر, 隐私政策, 隱私權政策,
        法律声明, プライバシーポリシー, 個人情報保護方針, 利用規約, 개인정보처리방침, 이용약관, นโยบายความเป็นส่วนตัว,
        chinh sach bao mat, kebijakan privasi, sera ya faragha, गोपनीयता नीति
    """,
    "search": """
        search, search results, recherche, resultats de recherche, buscar, busqueda, pesquisa, busca, suche,
        suchergebnisse, cerca, ricerca, zoeken, zoekresultaten, sok, haku, szukaj, wyszukiwarka, vyhledavani, kereses,
        cautare, arama, поиск, пошук, بحث, 搜索, 検索, 검색, ค้นหา, tim kiem, pencarian
    """,
    "section": """
        sitemap, site map, archive, archives, newsletter, newsletters, subscribe, plan du site, lettre d'information,
        mapa del sitio, mapa do site, mappa del sito, inhaltsverzeichnis, sitemap und inhalt, archiv, archivio, archief,
        arkiv, archiwum, archivum, arhiva, arsiv, карта сайта, архив, архів, خريطة الموقع, أرشيف, 网站地图, サイトマップ,
        사이트맵
    """,
    "page": """
        services, our services, projects, our projects, programmes, programs, initiatives, policies, policy areas,
        products, courses, partners, our partners, nos services, projets, programmes et projets, partenaires, demarches,
        servicios, proyectos, programas, tramites, servicos, projetos, leistungen, dienstleistungen, projekte, programme,
        servizi, progetti, diensten, projecten, tjanster, projekt, tjenester, prosjekter, palvelut, hankkeet, uslugi,
        projekty, sluzby, szolgaltatasok, projektek, servicii, proiecte, hizmetler, projeler, usluge, projekti, υπηρεσιες,
        εργα, услуги, проекты, послуги, проєкти, خدمات, الخدمات, مشاريع, برامج, خدمات الکترونیکی, 服务, 项目, サービス,
        事業内容, 서비스, 사업소개, บริการ, dich vu, layanan, huduma, सेवाएं
    """,
}  # fmt: skip

_NOT_WORD = re.compile(r"[\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff]")
#: A section's name has few words; a headline in a trail of crumbs has more.
_MOST_WORDS = 5
_LONGEST = 60


def folded(name: str) -> str:
    """A name without accents, case and punctuation, its words parted by one space."""
    plain = name if name.isascii() else "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if unicodedata.category(sign) != "Mn"
    )  # fmt: skip
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for kind, names in _NAMES.items():
        for name in names.split(","):
            table.setdefault(folded(name), kind)
    return table


_KINDS = _table()
_WITHOUT_SPACES = {name: kind for name, kind in _KINDS.items() if _UNSPACED.search(name) and len(name) >= 2}


#: Sections whose names are common words too: they count where they are the whole name, others where they are a part of it.
_PART_IS_ENOUGH = frozenset(["news", "event", "job", "tender", "gallery", "person"])


def named(name: str) -> str | None:
    """The kind of section that bears just this name."""
    return _KINDS.get(folded(name)) if 0 < len(name) <= _LONGEST else None


@lru_cache(maxsize=8192)
def section_of(name: str) -> str | None:
    """The kind of section that bears this name; None for names that say nothing, or that name two kinds ("News and events")."""
    if not name or len(name) > 3 * _LONGEST:
        return None
    plain = folded(name)
    if (kind := _KINDS.get(plain)) is not None:
        return kind
    words = plain.split()
    if not words or len(plain) > _LONGEST or len(words) > _MOST_WORDS:
        return None
    if _UNSPACED.search(plain):
        found = {kind for known, kind in _WITHOUT_SPACES.items() if known in plain}
        return _only(found)
    found = set()
    number = 0
    while number < len(words):  # the longest name that begins here, then on behind it
        for length in range(min(4, len(words) - number), 0, -1):
            if (kind := _KINDS.get(" ".join(words[number : number + length]))) is not None:
                found.add(kind)
                number += length - 1
                break
        number += 1
    return _only(found)


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 and found <= _PART_IS_ENOUGH else None
