# ruff: noqa: E501 (tables of lines in many scripts)
"""Events, posts to fill, calls for tenders and the like: recognised by place, facts and data, in several languages and ways to build."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from press.dates import parse_iso
from press.extraction import extract
from press.page import Lead, Page
from press.release import Extraction

HOST = "https://tides.example"
DAY = parse_iso("2026-05-03T10:00:00Z")
PROSE = {
    "en": "The harbour office invites everybody who lives along the river to look at the plans for the new lock and to say what "
          "they think of them. Staff will answer questions, and drawings of every part of the lock will hang on the walls.",
    "fr": "Le bureau du port invite les riverains à découvrir les plans de la nouvelle écluse et à donner leur avis. Le personnel "
          "répondra aux questions, et les dessins de chaque partie de l'ouvrage seront accrochés aux murs de la grande salle.",
    "es": "La oficina del puerto invita a los vecinos a conocer los planos de la nueva esclusa y a dar su opinión. El personal "
          "responderá a las preguntas, y los dibujos de cada parte de la obra estarán expuestos en las paredes de la sala.",
    "de": "Das Hafenamt lädt alle Anwohner ein, die Pläne der neuen Schleuse anzusehen und ihre Meinung zu sagen. Fachleute "
          "beantworten Fragen, und Zeichnungen aller Teile des Bauwerks hängen an den Wänden des großen Saales.",
    "ar": "يدعو مكتب الميناء جميع سكان ضفتي النهر إلى الاطلاع على مخططات الهويس الجديد وإبداء آرائهم فيها، وسيجيب الموظفون عن "
          "الأسئلة، وستعلق رسوم كل جزء من أجزاء المنشأة على جدران القاعة الكبرى.",
    "ru": "Управление порта приглашает всех жителей побережья ознакомиться с планами нового шлюза и высказать своё мнение. "
          "Сотрудники ответят на вопросы, а чертежи каждой части сооружения будут вывешены на стенах большого зала.",
    "zh": "港务局邀请沿河居民前来了解新船闸的设计方案并提出意见。工作人员将回答各种问题，各部分的图纸将悬挂在大厅的墙上供大家观看。"
          "欢迎所有关心河流未来的人士前来参加，现场还将展示船闸的模型。",
}  # fmt: skip
TITLES = {
    "en": "Plans for the new lock on show", "fr": "Les plans de la nouvelle écluse exposés", "es": "Los planos de la nueva esclusa",
    "de": "Pläne der neuen Schleuse im Rathaus", "ar": "عرض مخططات الهويس الجديد على السكان", "ru": "Планы нового шлюза покажут жителям",
    "zh": "新船闸设计方案向沿河居民公开展示",
}  # fmt: skip


def page(language: str, facts: str = "", head: str = "", around: str = "", body: str = "", text: str | None = None) -> str:
    title = TITLES[language]
    return (
        f"<!doctype html><html lang={language}><head><title>{title}</title>{head}</head><body class='{body}'>{around}"
        f"<main><h1>{title}</h1>{facts}<p>{text if text is not None else PROSE[language]}</p></main></body></html>"
    )


def read(html: str, path: str, lead: Lead | str | None = "sitemap") -> Extraction:
    url = HOST + path
    if isinstance(lead, str):
        lead = Lead(url, lead)
    return extract(Page(url, html.encode(), "text/html", fetched_at=datetime(2026, 5, 20, tzinfo=UTC)), None, lead)


def dated(path: str, way: str = "feed") -> Lead:
    return Lead(HOST + path, way, headline="Plans for the new lock", published=DAY)


def listed(facts: dict[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts.items()) + "</dl>"


def lines(facts: dict[str, str]) -> str:
    return "".join(f"<p><strong>{label}:</strong> {value}</p>" for label, value in facts.items())


EVENTS = {
    "en": {"When": "12 June 2026, 10:00–12:00", "Where": "Town hall, Tolm", "Register": "by 1 June"},
    "fr": {"Date et heure": "12 juin 2026, 10h00", "Lieu": "Mairie de Tolm", "Inscription": "avant le 1er juin"},
    "es": {"Fecha y hora": "12 de junio de 2026", "Lugar": "Ayuntamiento de Tolm", "Inscripción": "hasta el 1 de junio"},
    "de": {"Wann": "12. Juni 2026, 10 Uhr", "Wo": "Rathaus Tolm", "Anmeldung": "bis 1. Juni"},
    "ar": {"الموعد": "12 يونيو 2026", "المكان": "قاعة البلدية", "التسجيل": "قبل 1 يونيو"},
    "ru": {"Когда": "12 июня 2026 года", "Место проведения": "мэрия", "Регистрация": "до 1 июня"},
    "zh": {"时间": "2026年6月12日", "地点": "市政厅", "报名": "6月1日前"},
}
JOBS = {
    "en": {"Grade": "P-3", "Duty station": "Tolm", "Closing date": "1 June 2026", "How to apply": "by letter"},
    "fr": {"Intitulé du poste": "Éclusier", "Type de contrat": "permanent", "Date limite de candidature": "1er juin"},
    "es": {"Puesto": "Esclusero", "Tipo de contrato": "fijo", "Requisitos": "experiencia de dos años"},
    "de": {"Arbeitsort": "Tolm", "Entgeltgruppe": "E 9", "Bewerbungsfrist": "1. Juni 2026"},
    "ru": {"Должность": "шлюзовой", "Заработная плата": "по договору", "Требования": "опыт"},
}
TENDERS = {
    "en": {"Reference number": "TD-2026-14", "Closing date": "1 June 2026, noon", "Contracting authority": "Port of Tolm"},
    "fr": {"Référence du marché": "2026-14", "Date limite de remise des offres": "1er juin 2026", "Pouvoir adjudicateur": "Port"},
    "es": {"Expediente": "14/2026", "Fecha límite de presentación de ofertas": "1 de junio", "Órgano de contratación": "Puerto"},
    "de": {"Vergabenummer": "2026-14", "Angebotsfrist": "1. Juni 2026", "Auftraggeber": "Hafenamt Tolm"},
    "ar": {"رقم المناقصة": "14/2026", "آخر موعد لتقديم العروض": "1 يونيو 2026", "فتح المظاريف": "2 يونيو"},
    "zh": {"项目编号": "2026-14", "投标截止时间": "2026年6月1日", "采购人": "港务局"},
}
FACTS = [(kind, language, facts) for kind, table in (("event", EVENTS), ("job", JOBS), ("tender", TENDERS))
         for language, facts in table.items()]  # fmt: skip
IDS = [f"{kind}-{language}" for kind, language, _ in FACTS]


@pytest.mark.parametrize(("kind", "language", "facts"), FACTS, ids=IDS)
@pytest.mark.parametrize("made", [listed, lines], ids=["dl", "lines"])
def test_a_page_of_facts_is_what_they_are_facts_of_wherever_it_stands(
    kind: str, language: str, facts: dict[str, str], made
) -> None:  # type: ignore[no-untyped-def]
    found = read(page(language, made(facts)), "/node/4711")
    assert (found.page_kind, bool(found.page_kind_reason)) == (kind, True)
    published = "<meta property=article:published_time content=2026-05-03T10:00:00Z><meta property=og:type content=article>"
    assert read(page(language, made(facts), published), "/node/4711").page_kind == kind, "software dates every page"


@pytest.mark.parametrize(("kind", "language", "facts"), FACTS, ids=IDS)
def test_the_same_facts_in_the_press_section_are_a_release(kind: str, language: str, facts: dict[str, str]) -> None:
    path = {"fr": "/fr/communiques-de-presse/12", "es": "/sala-de-prensa/12", "de": "/aktuelles/pressemitteilungen/12"}.get(
        language, "/press-releases/12"
    )
    html = page(language, "<p>2026-05-03</p>" + lines(facts))
    for lead in ("sitemap", "listing", dated(path)):
        assert read(html, path, lead).page_kind == "release"


SECTIONS = {
    "event": ["/events/", "/en/calendar/2026/", "/agenda/", "/veranstaltungen/", "/eventos/", "/evenements/", "/мероприятия/",
              "/فعاليات/", "/tapahtumat/", "/wydarzenia/", "/活动/"],
    "job": ["/jobs/", "/about/careers/", "/stellenangebote/", "/empleo/", "/recrutement/", "/вакансии/", "/وظائف/", "/vacatures/", "/招聘/"],
    "tender": ["/tenders/", "/procurement/open/", "/appels-d-offres/", "/licitaciones/", "/ausschreibungen/", "/закупки/", "/مناقصات/"],
}  # fmt: skip
PLACED = [(kind, path) for kind, paths in SECTIONS.items() for path in paths]


@pytest.mark.parametrize(("kind", "path"), PLACED)
def test_what_stands_in_such_a_section_is_none_though_it_is_dated_and_in_a_feed(kind: str, path: str) -> None:
    html = page("en", "<time datetime=2026-05-03T10:00:00Z>3 May 2026</time>")
    for lead in ("sitemap", "listing", dated(path + "lock"), None):
        found = read(html, path + "lock", lead)
        assert found.page_kind == kind
        assert found.page_kind_reason


@pytest.mark.parametrize("kicker", ["Press release", "PRESSEMITTEILUNG Nr. 12", "Nota de prensa | 3 de mayo", "Communiqué de presse",
                                    "بيان صحفي", "新闻稿", "Пресс-релиз", "Media advisory"])  # fmt: skip
def test_what_calls_itself_a_release_is_one_in_any_section(kicker: str) -> None:
    html = page("en", f"<p>{kicker}</p><time datetime=2026-05-03T10:00:00Z>3 May 2026</time>" + lines(EVENTS["en"]))
    assert read(html, "/events/lock").page_kind == "release"
    assert read(html, "/node/12").page_kind == "release"


def test_an_article_in_a_papers_section_of_that_name_stays_one() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Plans for the new lock on show",'
        '"datePublished":"2026-05-03T10:00:00Z"}</script>'
    )
    html = page("en", "<p>3 May 2026</p>", head, text="</p><p>".join([PROSE["en"]] * 5))
    assert read(html, "/karriere/new-lock").page_kind == "release"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('{"@type":"Event","name":"Plans for the new lock on show","startDate":"2026-06-12"}', "event"),
        ('{"@graph":[{"@type":"WebPage","datePublished":"2026-05-03"},{"@type":"ExhibitionEvent","name":"Plans for the new lock on show"}]}', "event"),
        ('{"@type":"JobPosting","title":"Plans for the new lock on show"}', "job"),
        ('[{"@type":"NewsArticle","headline":"Plans for the new lock on show","datePublished":"2026-05-03"},{"@type":"Event","name":"Fair"}]', "release"),
        ('[{"@type":"Event","name":"Fair"},{"@type":"Event","name":"Market"}]', "release"),
    ],
)  # fmt: skip
def test_what_its_data_describes(head: str, kind: str) -> None:
    html = page("en", "<p>3 May 2026</p>", f'<script type="application/ld+json">{head}</script>')
    assert read(html, "/node/3").page_kind == kind


def test_what_its_elements_describe() -> None:
    html = page("en").replace("<main>", "<main itemscope itemtype='https://schema.org/Event'><span itemprop=name>")
    html = html.replace("<h1>", "").replace("</h1>", "</span><h1>Plans for the new lock on show</h1>")
    assert read(html, "/node/3").page_kind == "event"
    html = page("en").replace("<main>", "<main class=vevent>").replace("<h1>", "<h1 class=summary>")
    assert read(html, "/node/3").page_kind == "event"


def test_a_calendars_file_and_hours_need_no_words() -> None:
    facts = "<p>12.06.2026, 10:00–12:00</p><p><a href='/node/3.ics'>+</a></p>"
    assert read(page("de", facts), "/node/3", None).page_kind == "event"


@pytest.mark.parametrize(
    ("crumbs", "kind"),
    [
        ("<nav aria-label=breadcrumb><a href=/>Start</a> <a href=/x>Veranstaltungen</a></nav>", "event"),
        ("<div class=breadcrumbs><ul><li><a href=/>Inicio</a><li><a href=/x>Ofertas de empleo</a></ul></div>", "job"),
        ("<ol class=breadcrumb><li><a href=/>Home</a></li><li><a href=/x>Tenders</a></li></ol>", "tender"),
        ("<div class=breadcrumb><a href=/>الرئيسية</a> <a href=/x>المناقصات</a></div>", "tender"),
        ("<nav class=menu><a href=/a>News</a><a href=/r>Мероприятия</a></nav>", "event"),
        ("<nav class=menu><a href=/a>News</a><a href=/b aria-current=true>Vacancies</a></nav>", "job"),
        ("<div class=breadcrumb><a href=/>Home</a> <a href=/x>Press releases</a></div><ul><li><a href=/e>Events</a></ul>", "release"),
        ("<nav class=menu><a href=/a>News</a><a href=/e>Events</a><a href=/j>Jobs</a></nav>", "release"),
    ],
)  # fmt: skip
def test_crumbs_and_menus_name_the_section_where_addresses_are_mute(crumbs: str, kind: str) -> None:
    html = page("en", "<p>3 May 2026</p>", around=crumbs)
    assert read(html, "/r/4711").page_kind == kind


def test_crumbs_in_data_name_the_section() -> None:
    trail = (
        '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":'
        '"Home"},{"@type":"ListItem","position":2,"item":{"@id":"/x","name":"Appels d’offres"}},{"@type":"ListItem","name":"x"}]}'
        "</script>"
    )
    assert read(page("fr", "<p>3 mai 2026</p>", trail), "/r/4711").page_kind == "tender"


PICTURES = "".join(f"<figure><img src=/p{n}.jpg><figcaption>Lock, picture {n}</figcaption></figure>" for n in range(9))


def test_pictures_files_and_forms_with_little_text() -> None:
    few = "Pictures of the new lock at Tolm, free for use by the press."
    assert read(page("en", PICTURES, text=few), "/r/7").page_kind == "gallery"
    assert read(page("en", PICTURES), "/fototeca/7").page_kind == "gallery"
    files = "".join(f"<li><a href=/f{n}.pdf>Part {n}</a></li>" for n in range(5))
    assert read(page("en", f"<ul>{files}</ul>", text="The rules of the lock, part by part."), "/r/7").page_kind == "document"
    form = "<form>" + "".join(f"<label>Field {n} <input name=f{n}></label>" for n in range(4)) + "</form>"
    assert read(page("en", form, text="Write to the harbour office by filling in this form."), "/r/7").page_kind == "form"
    for extra in (PICTURES, f"<ul>{files}</ul>", form):
        assert read(page("en", f"<p>3 May 2026</p>{extra}"), "/press/7").page_kind == "release"
        assert read(page("en", extra), "/r/7", dated("/r/7")).page_kind == "release"
