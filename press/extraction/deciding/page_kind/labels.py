"""Labels that stand before short facts: “Where: …”, “Closing date: …”. A page of such facts is an event, a job or a tender.

Words in many languages; what needs no words is read too: a calendar file to take home, and hours from–to beside a day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from press.extraction.blocks import Block
from press.extraction.deciding.page_kind.sections import folded

#: Kind -> fact -> its labels. Facts are counted: “Venue” and “Where” are one. The facts of `release` say that the page is one.
_LABELS: dict[str, dict[str, str]] = {
    "event": {
        "when": """
            when, date and time, dates, start, starts, start date, end, end date, event date, time, times, hours, quand,
            date et heure, horaire, horaires, heure, cuando, fecha y hora, hora, horario, fecha de inicio, inicio, quando,
            data e hora, data e orario, orario, ora, wann, datum und uhrzeit, uhrzeit, beginn, zeit, termin, zeitraum,
            einlass, wanneer, tijd, datum en tijd, nar, tid, tidpunkt, tid og sted, naar, tidspunkt, milloin, aika,
            ajankohta, kiedy, termin wydarzenia, godzina, kdy, cas, kedy, mikor, idopont, cand, ne zaman, tarih ve saat,
            saat, kada, vrijeme, kdaj, kada vyksta, kad, millal, ποτε, ωρα, когда, время, дата и время, начало, коли, час,
            дата та час, кога, متى, الوقت, التوقيت, التاريخ والوقت, الموعد, زمان, מתי, שעה, 时间, 活动时间, 時間,
            日期時間, 開催日時, 日時, 会期, 開催日, 일시, 행사일시, 기간, วันที่และเวลา, เวลา, thoi gian, thời gian, waktu,
            tanggal dan waktu, lini, समय
        """,
        "where": """
            where, venue, location, place, address, event location, lieu, ou, adresse, endroit, donde, lugar, direccion,
            ubicacion, onde, local, wo, ort, veranstaltungsort, adresse und anfahrt, treffpunkt, dove, luogo, sede,
            indirizzo, waar, locatie, plaats, var, plats, hvor, sted, missa, paikka, gdzie, miejsce, kde, misto, miesto,
            hol, helyszin, unde, locatia, nerede, yer, gdje, mjesto, kje, lokacija, vieta, kur, koht, kus, που, τοποθεσια,
            τοπος, где, место, место проведения, адрес, де, місце, място, أين, المكان, مكان الانعقاد, الموقع, مکان, היכן,
            מיקום, 地点, 活动地点, 地點, 場所, 会場, 開催場所, 장소, 행사장소, สถานที่, dia diem, địa điểm, lokasi, tempat,
            wapi, mahali, स्थान
        """,
        "host": """
            organiser, organizer, organised by, organized by, hosted by, host, organisateur, organise par, organizador,
            organiza, organizado por, veranstalter, veranstalterin, organizzatore, organizzato da, organisator, arrangor,
            arrangoer, jarjestaja, organizator, poradatel, szervezo, duzenleyen, διοργανωτης, организатор, організатор,
            المنظم, الجهة المنظمة, 主办方, 主办单位, 主辦單位, 主催, 주최, ผู้จัด, don vi to chuc, penyelenggara
        """,
        "entry": """
            register, registration, registration deadline, tickets, ticket, admission, entry, cost, price, fee, rsvp,
            capacity, inscription, inscriptions, tarif, tarifs, billets, entree, inscripcion, inscripciones, entrada,
            entradas, precio, aforo, inscricao, inscricoes, ingresso, anmeldung, eintritt, kosten, teilnahme,
            teilnahmegebuhr, iscrizione, iscrizioni, ingresso libero, biglietti, aanmelden, toegang, entre, anmalan,
            pamelding, tilmelding, ilmoittautuminen, paasymaksu, rejestracja, wstep, vstupne, registrace, belepo,
            regisztracio, inscriere, kayit, ulaznice, prijava, εισοδος, εγγραφη, регистрация, вход, билеты, реєстрація,
            التسجيل, الدخول, الرسوم, 报名, 报名方式, 費用, 申込, 申込方法, 参加費, 入場料, 定員, 참가비, 신청방법,
            참가신청, ลงทะเบียน, dang ky, pendaftaran, biaya, usajili
        """,
        "audience": """
            audience, who can attend, open to, speakers, speaker, event type, type of event, format, public vise,
            intervenants, publico, ponentes, tipo de evento, zielgruppe, referenten, veranstaltungsart, destinatari,
            relatori, doelgroep, sprekers, malgrupp, kohderyhma, ciljna skupina, программа, участники, المتحدثون,
            الجمهور المستهدف, 主讲人, 対象, 講師, 대상, 강사
        """,
    },
    "job": {
        "grade": """
            grade, level, job grade, pay band, pay scale, salary, salary range, remuneration, wage, compensation,
            grade et salaire, salaire, remuneration mensuelle, traitement, categorie, salario, sueldo, retribucion, nivel,
            remuneracao, salario base, entgeltgruppe, besoldung, gehalt, vergutung, eingruppierung, bezahlung,
            retribuzione, stipendio, livello, salaris, salarisschaal, schaal, lon, lonn, palkka, palkkaus, wynagrodzenie,
            plat, mzda, platova trida, fizetes, ber, salariu, maas, ucret, placa, plaha, atlyginimas, μισθος, зарплата,
            заработная плата, оклад, заробітна плата, الراتب, الدرجة, الدرجة الوظيفية, حقوق, 薪资, 薪资待遇, 待遇, 給与,
            급여, 보수, เงินเดือน, muc luong, gaji
        """,
        "post": """
            duty station, job title, position, position title, post title, vacancy number, job id, job reference,
            vacancy announcement, post number, job number, intitule du poste, poste, lieu d'affectation, lieu de travail,
            puesto, denominacion del puesto, plaza, lugar de trabajo, cargo, local de trabalho, stellenbezeichnung,
            arbeitsort, dienstort, dienststelle, kennziffer, posizione, sede di lavoro, functie, standplaats, befattning,
            tjanst, stilling, arbeidssted, arbejdssted, tehtava, tyopaikan sijainti, stanowisko, miejsce pracy, pozice,
            misto vykonu prace, munkakor, munkavegzes helye, postul, pozisyon, gorev yeri, radno mjesto, pareigos, amats,
            θεση, должность, место работы, посада, місце роботи, المسمى الوظيفي, الوظيفة, مقر العمل, مكان العمل,
            عنوان شغلی, 岗位, 职位, 职位名称, 工作地点, 職種, 勤務地, 직위, 근무지, 채용분야, ตำแหน่ง, vi tri tuyen dung,
            posisi, penempatan
        """,
        "term": """
            contract type, type of contract, contract, employment type, type of employment, working hours, hours per week,
            duration, start date of employment, work schedule, job type, appointment type, type de contrat, contrat,
            temps de travail, duree du contrat, tipo de contrato, contrato, jornada, jornada laboral, carga horaria,
            regime de trabalho, beschaftigungsumfang, arbeitszeit, befristung, vertragsart, beschaftigungsart,
            tipo di contratto, orario di lavoro, dienstverband, contractvorm, uren per week, anstallningsform, omfattning,
            ansettelsesform, tyosuhde, tyosuhteen muoto, rodzaj umowy, wymiar etatu, uvazek, typ uvazku, munkaido,
            tip de contract, calisma sekli, vrsta ugovora, darbo laikas, τυπος συμβασης, тип занятости, занятость,
            график работы, тип зайнятості, نوع العقد, نوع الوظيفة, ساعات العمل, 合同类型, 雇用形態, 勤務時間, 고용형태,
            근무시간, ประเภทการจ้าง, loai hop dong, jenis kontrak
        """,
        "apply": """
            apply, apply by, how to apply, application deadline, deadline for applications, applications close,
            closing date for applications, application, to apply, send your cv, postuler, comment postuler, candidature,
            date limite de candidature, candidatures avant, como postular, postulaciones, presentacion de solicitudes,
            plazo de solicitud, candidaturas, como se candidatar, bewerbung, bewerbungsfrist, bewerbungsschluss, bewerben,
            candidarsi, scadenza candidature, come candidarsi, solliciteren, reageren voor, ansokan, ansok senast,
            sista ansokningsdag, soknadsfrist, ansogningsfrist, hakuaika, hakuaika paattyy, aplikuj,
            termin skladania ofert pracy, jak se prihlasit, jelentkezes, jelentkezesi hatarido, aplica, basvuru,
            son basvuru tarihi, prijave, kandidatavimas, υποβολη αιτησεων, подать заявку, прием заявлений, подати заявку,
            التقديم, آخر موعد للتقديم, طريقة التقديم, 申请方式, 报名截止, 应聘方式, 応募方法, 応募締切, 응모방법,
            접수기간, 지원방법, สมัคร, cach ung tuyen, cara melamar
        """,
        "needs": """
            qualifications, requirements, responsibilities, key responsibilities, duties, education, experience,
            languages required, your profile, your tasks, we offer, qualifications requises, profil recherche,
            missions principales, profil, requisitos, funciones, responsabilidades, formacion, requisitos minimos,
            atribuicoes, ihre aufgaben, ihr profil, wir bieten, anforderungen, requisiti, mansioni, functie-eisen,
            wij bieden, kvalifikationer, arbetsuppgifter, kvalifikasjoner, arbeidsoppgaver, kelpoisuusvaatimukset,
            wymagania, zakres obowiazkow, pozadavky, poziadavky, elvarasok, feladatok, cerinte, responsabilitati,
            aranan nitelikler, uvjeti, reikalavimai, προσοντα, требования, обязанности, условия, вимоги, обов'язки,
            المؤهلات, الشروط, المهام, المسؤوليات, 任职要求, 岗位职责, 応募資格, 仕事内容, 業務内容, 자격요건, 응시자격,
            담당업무, คุณสมบัติ, yeu cau, persyaratan
        """,
    },
    "tender": {
        "number": """
            tender number, tender no, tender reference, reference number, procurement reference,
            procurement reference number, bid number, rfp number, rfq number, notice number, contract number,
            numero de l'appel d'offres, reference du marche, numero du marche, numero de licitacion, expediente,
            numero de expediente, licitacion n, numero do edital, edital, pregao, processo, vergabenummer,
            referenznummer der bekanntmachung, aktenzeichen, cig, numero gara, kenmerk, dossiernummer, diarienummer,
            saksnummer, hankintanumero, numer sprawy, numer postepowania, evidencni cislo zakazky, ihale kayit no,
            evidencijski broj nabave, αριθμος διακηρυξης, номер закупки, номер процедуры, номер закупівлі, رقم المناقصة,
            رقم العطاء, رقم المنافسة, شماره مناقصه, 项目编号, 招标编号, 采购编号, 招標編號, 案号, 公告番号, 入札番号,
            공고번호, 입찰번호, เลขที่ประกาศ, so hieu goi thau, nomor tender, nomor lelang
        """,
        "closing": """
            closing date, closing date and time, deadline, submission deadline, deadline for submission,
            bid submission deadline, deadline for receipt of tenders, bids close, tender closing date, bid closing date,
            offers due, date limite, date limite de depot, date limite de remise des offres, date de cloture,
            fecha limite, fecha de cierre, plazo de presentacion, presentacion de ofertas,
            fecha limite de presentacion de ofertas, data limite, prazo, prazo de entrega das propostas, abgabefrist,
            angebotsfrist, schlusstermin, frist, einreichungsfrist, scadenza, termine di presentazione, scadenza offerte,
            sluitingsdatum, inschrijfdatum, sista anbudsdag, tilbudsfrist, maaraaika, tarjousten jattoaika,
            termin skladania ofert, lhuta pro podani nabidek, lehota na predkladanie ponuk, benyujtasi hatarido,
            ajanlatteteli hatarido, termen limita, termen limita de depunere, son teklif verme tarihi, son basvuru,
            rok za dostavu ponuda, rok za oddajo ponudb, pasiulymu pateikimo terminas, καταληκτικη ημερομηνια,
            προθεσμια υποβολης, срок подачи заявок, окончание подачи заявок, дата окончания, кінцевий строк подання,
            آخر موعد لتقديم العروض, آخر أجل, تاريخ الإغلاق, الموعد النهائي, مهلت ارسال پیشنهادات, 截止日期, 截止时间,
            投标截止时间, 提交截止, 截標日期, 提出期限, 入札書提出期限, 締切, 마감일, 입찰마감, 제출마감, วันปิดรับซอง,
            han nop ho so, batas akhir, batas waktu, mwisho wa kuwasilisha
        """,
        "opening": """
            bid opening, opening date, opening of tenders, opening of bids, tender opening, ouverture des plis,
            apertura de ofertas, apertura de sobres, abertura das propostas, abertura, angebotseroffnung,
            apertura delle offerte, opening inschrijvingen, otwarcie ofert, otevirani obalek, deschiderea ofertelor,
            ihale tarihi, otvaranje ponuda, αποσφραγιση προσφορων, вскрытие конвертов, вскрытие предложений,
            розкриття пропозицій, فتح المظاريف, فتح الأظرفة, 开标时间, 開標日期, 開札, 개찰일시, 개찰, mo thau
        """,
        "buyer": """
            contracting authority, procuring entity, buyer, purchaser, pouvoir adjudicateur, acheteur, maitre d'ouvrage,
            organo de contratacion, entidad contratante, entidad convocante, entidade contratante, orgao contratante,
            auftraggeber, vergabestelle, stazione appaltante, amministrazione aggiudicatrice, aanbestedende dienst,
            upphandlande myndighet, oppdragsgiver, ordregiver, hankintayksikko, zamawiajacy, zadavatel,
            verejny obstaravatel, ajanlatkero, autoritate contractanta, ihaleyi yapan idare, narucitelj, narocnik,
            perkancioji organizacija, αναθετουσα αρχη, заказчик, организатор закупки, замовник, الجهة المشترية,
            صاحب المشروع, مناقصه گزار, 采购人, 招标人, 采购单位, 招標機關, 発注者, 調達機関, 발주기관, 수요기관,
            ben moi thau, pemilik proyek
        """,
        "method": """
            procurement method, procurement type, type of procedure, procedure type, procedure, estimated value,
            contract value, bid security, cpv, cpv code, lot, lots, tender documents, bidding documents, type de marche,
            type de procedure, montant estime, dossier d'appel d'offres, caution provisoire, tipo de contrato publico,
            procedimiento, presupuesto base, valor estimado, pliegos, modalidade, objeto, valor estimado da contratacao,
            verfahrensart, auftragsart, geschatzter auftragswert, vergabeunterlagen, importo a base di gara,
            criterio di aggiudicazione, tipo di procedura, procedurevorm, forfarande, anskaffelsesprosedyre, menettely,
            tryb postepowania, druh zadavaciho rizeni, predpokladana hodnota, becsult ertek, procedura, valoare estimata,
            ihale usulu, vrsta postupka, είδος διαδικασιας, προϋπολογισμος, способ закупки, начальная цена,
            предмет закупки, очікувана вартість, нوع المنافسة, قيمة الوثائق, الضمان الابتدائي, ثمن ملف طلب العروض,
            采购方式, 预算金额, 招标文件, 採購方式, 入札方式, 予定価格, 입찰방법, 추정가격, 기초금액, วิธีการจัดซื้อ,
            ราคากลาง, hinh thuc dau thau, nilai hps
        """,
    },
    "release": {
        "what": """
            what, who, why, quoi, qui, pourquoi, que, quien, por que, was, wer, warum, photo opportunity,
            interview opportunity, media contact, media contacts, press contact, press contacts, media enquiries,
            press enquiries, media inquiries, media registration, accreditation, media accreditation, contact presse,
            contacts presse, contacto de prensa, contacto con medios, pressekontakt, medienkontakt,
            ansprechpartner fur die medien, accreditation presse, acreditacion, akkreditierung, contatti stampa,
            ufficio stampa, perscontact, presskontakt, kontakt dla mediow, kontakt pro media, аккредитация,
            контакты для сми, контакт для прессы, للاستفسارات الإعلامية, للتواصل الإعلامي, 媒体联系, 报道関係者,
            問い合わせ先, 언론문의, 문의처
        """,
    },
}  # fmt: skip

#: “10:00–12:00”, “9.30 am - 4 pm”, “14h00 à 16h30”: hours from–to need no words.
_CLOCK = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?"
_HOURS = re.compile(
    rf"(?<![\d.])(?=\d{{1,2}}[:.h ap])({_CLOCK})\s?(?:[-–—]|to|bis|à|a|do|до)\s?"
    rf"(?=\d{{1,2}}(?:[:.h]\d\d|\s?[ap]\.?m))({_CLOCK})(?![\d.])",
    re.IGNORECASE,
)
#: What a calendar takes: a file, or its address.
_TO_CALENDAR = re.compile(
    r"""href\s*=\s*["']?[^"'>\s]{0,400}?(?:\.ics(?:["'?#\s>])|webcal:|[?&](?:outlook-)?ical=)""", re.IGNORECASE
)
_LABEL_END = re.compile(r"\s*[:：]\s*|\s*\n|\s+[-–—]\s+")
#: What such an end has in it: most lines have none, and no digit either.
_MARK = re.compile("[:：–—-]")
_DIGIT = re.compile(r"\d")
_LONGEST_LABEL = 48
_LONGEST_LINE = 220
#: Words that are also a caption, a crumb or a heading in text: counted only with a colon, or as a term or a table's heading.
_TERMS = frozenset(["dt", "th"])


def _table() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, facts in _LABELS.items():
        for fact, names in facts.items():
            for name in names.split(","):
                table[folded(name)].append((kind, fact))
    return dict(table)


_FACTS = _table()


def states_fact(label: str) -> bool:
    """Whether a line with this label states a fact of an event, a post, a tender or a release: what, who, when, where."""
    return folded(label) in _FACTS


@dataclass
class Labels:
    """Which facts of which kind the page states. A calendar's file and hours from–to are facts of an event."""

    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def count(self, kind: str) -> int:
        return len(self.facts[kind]) if kind in self.facts else 0

    def most(self) -> str | None:
        """The kind with the most facts; None where there are none, or where two have as many."""
        kinds = sorted(("event", "job", "tender"), key=self.count, reverse=True)
        return kinds[0] if self.count(kinds[0]) > self.count(kinds[1]) else None


def labels_of(blocks: Sequence[Block], markup: str) -> Labels:
    """The facts that the lines of a page state; `markup` is searched for a calendar's file."""
    found = Labels()
    for block in blocks:
        text = block.text
        if len(text) > _LONGEST_LINE:
            continue
        for line in text.split("\n") if "\n" in text else (text,):
            if len(line) <= _LONGEST_LABEL or _MARK.search(line, 0, _LONGEST_LABEL + 2):
                for kind, fact in _facts_in(line, block.tag in _TERMS or block.is_heading):
                    found.facts[kind].add(fact)
        if len(text) <= 120 and _DIGIT.search(text) and _HOURS.search(text):
            found.facts["event"].add("hours")
    if found.count("event") and to_calendar(markup):
        found.facts["event"].add("file")
    return found


def to_calendar(markup: str) -> bool:
    """Whether the page offers an event to the reader's calendar."""
    return any(sign in markup for sign in ("webcal:", ".ics", "ical=")) and bool(_TO_CALENDAR.search(markup))


@lru_cache(maxsize=4096)  # a site's pages share their menus and labels
def _facts_in(line: str, titled: bool) -> tuple[tuple[str, str], ...]:
    """The facts, with their kinds, that the label of a line states."""
    return tuple(_FACTS.get(_label_in(line, titled), ()))


def _label_in(line: str, titled: bool) -> str:
    """The label that a line begins with, or is. `titled`: the line is a heading, or a term that is explained."""
    if len(line) > _LONGEST_LABEL and not _LABEL_END.search(line, 0, _LONGEST_LABEL + 2):
        return ""
    beginning = line[: _LONGEST_LABEL + 4].strip()
    head = _LABEL_END.split(beginning, 1) if _MARK.search(beginning) else [beginning]
    if len(head) == 2 or titled or len(line) <= _LONGEST_LABEL:
        label = head[0]
        return folded(label) if 0 < len(label) <= _LONGEST_LABEL else ""
    return ""
