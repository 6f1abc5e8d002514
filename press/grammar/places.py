"""What can be the place in a dateline: a name, by the look of its words; and one that needs no date beside it to be one."""

from __future__ import annotations

import re
from functools import lru_cache

from press.grammar.wires import is_agency, sounds_like_a_wire

#: Words of place names that have no capital.
_SMALL = frozenset(
    " ".join(("and of the de du des la le les et do da dos das y e en al el am an der upon sur sous près bei im del di",)).split()
)
#: Words that open a sentence or a label, and no place's name.
_NO_PLACE = frozenset(
    " ".join(
        (
            "on in at from since by today yesterday tomorrow this that these those as for with after before during our we he",
            "she it they its his her i you if when while where who what how why there here not no yes and but or so to under",
            "over until between au aux dans depuis ce cette ces cet hier demain aujourd'hui aujourd’hui par pour avec après",
            "avant pendant notre nous lors en desde hoy ayer mañana este esta estos por para con tras durante nuestro",
            "nosotros según em hoje ontem amanhã desta neste com após nosso seit heute gestern nach vor mit um منذ في اليوم",
            "أمس من إلى على عن مع updated update updates published posted date dated press release news statement embargo",
            "embargoed issued last speech remarks contact contacts fact facts factsheet media photo photos picture video",
            "source headline title subject re note notes notice advisory alert breaking exclusive opinion editorial analysis",
            "watch listen report summary background communiqué communique comunicado nota bulletin newsletter agenda calendar",
            "event events venue time place location q correction corrected reminder urgent immediate invitation memo ref",
            "reference number volume vol issue edition part chapter section figure table page annex appendix step day week",
            "month year quarter results highlights key important warning attention founded established born filed tags topics",
            "categories category author authors editor writer bio about following due thanks despite although because however",
            "moreover meanwhile also according",
        )
    ).split()
)
_DAYS_AND_MONTHS = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février"
    r"|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\.?$",
    re.IGNORECASE,
)
#: Words that stand in the names of places of more than one word.
_OF_PLACES = frozenset(
    " ".join(
        (
            "new san santa santo são sao saint st sainte ste fort ft",
            "port puerto porto los las el la le les north south east west",
            "upper lower lake mount mt grand great little big cape",
            "cabo rio river city town beach springs falls park hills hill",
            "island islands county point valley harbor harbour bay heights",
            "grove creek rock rapids forks ville ridge station village",
            "junction landing center centre bluff canyon mesa vista villa ciudad den hague",
        )
    ).split()
)
#: Bodies known by their initials: a text may open with their name and a dash.
_INITIALS = frozenset(
    " ".join(
        (
            "UNESCO UNICEF UNHCR UNCTAD UNEP UNFPA INTERPOL EUROPOL FRONTEX OECD NATO OPEC ASEAN ECOWAS SADC MERCOSUR NASA",
            "FEMA OSHA FIFA UEFA ICAO UNIDO UNODC IAEA COVID ECOSOC UNAIDS",
        )
    ).split()
)
#: Postal and press forms of the United States' and Canada's parts, as datelines add them.
_REGIONS = frozenset(
    " ".join(
        (
            "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or",
            "pa ri sc sd tn tx ut vt va wa wv wi wy dc pr ab bc mb nb nl ns nt nu on pe qc sk yt d.c. ala ariz ark calif colo",
            "conn del fla ill ind kan mass mich minn miss mont neb nev n.h n.j n.m n.y n.c n.d okla ore r.i s.c s.d tenn wash",
            "w.va wis wyo b.c n.b n.s p.e.i ont que sask alta man alabama alaska arizona arkansas california colorado",
            "connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland",
            "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania",
            "tennessee texas utah vermont virginia washington wisconsin wyoming ontario québec quebec alberta manitoba",
            "saskatchewan",
        )
    ).split()
)
_LANGUAGES = ("en", "fr", "es", "pt", "ar")
_MOST_WORDS, _LONGEST = 11, 90


def is_place(text: str) -> bool:
    """Whether every word could be of a place's name: no lower-case word but the small ones, no digit, no sentence's opening."""
    words = re.split(r"[\s\-/|]+", text.strip(" ()[]"))
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST or any(sign.isdigit() or sign in ':;?!"“”«»' for sign in text):
        return False
    if not all(words) or not words[0][0].isalpha() or words[0][0].islower():
        return False
    first = words[0].strip(",.").lower()
    if first in _NO_PLACE or any(_DAYS_AND_MONTHS.match(word.strip(",")) for word in words[:1]):
        return False
    return all(not word[0].islower() or word.strip(",.") in _SMALL for word in words)


def is_place_alone(text: str, rest: str, languages: tuple[str, ...] = ()) -> bool:
    """Whether `text`, which only a dash parts from `rest`, is a dateline's place without its date: `GENEVA –`, `Reno, Nev. –`.

    Any sentence may open with a name and a dash, so a country, state or province must end it, or it is in capitals and nothing
    that follows is: a headline in capitals and the initials of an office are none. Other languages than English set subjects in
    capitals as often as places: there it must be a place that is known.
    """
    if not is_place(text) or len(text.split()) > 6:
        return False
    follows = rest.lstrip(" \"“”«‘'(")
    if not follows or follows[0].islower() or _share_of_small(rest[:60]) < 0.5:
        return False
    place = text.strip(" ()[]")
    if ends_in_region(place):
        return True
    if not place.isupper() or len(place) < 4 or place in _INITIALS or sounds_like_a_wire(place) or is_agency(place):
        return False
    words = re.findall(r"[^\W\d_]+", place)
    if any(word.lower() in _NO_PLACE for word in words) or len(words) > 4:
        return False
    # A newsletter heads its items in capitals: of several words one must be of the kind that places' names are made of.
    if len(words) > 1 and not (_OF_PLACES & {word.lower() for word in words} or place.lower() in _known() or "/" in place):
        return False
    if languages and not languages[0].startswith("en") and place.lower() not in _known():
        return False
    return place not in rest  # initials come again as they are, a place does not


def ends_in_region(place: str) -> bool:
    """Whether a state, province or country ends the place: `Reno, Nev.`, `Washington D.C.`."""
    return _is_region(place.rpartition(",")[2]) if "," in place else bool(re.search(r"\sD\.?\s?C\.?$", place))


def is_country(text: str) -> bool:
    """Whether a line is a country's name and nothing else."""
    return text.strip(" .").lower() in _countries()


def _share_of_small(text: str) -> float:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(not sign.isupper() for sign in letters) / len(letters) if letters else 0.0


def _is_region(text: str) -> bool:
    name = text.strip(" .").lower()
    if len(name) == 2 and not text.strip(" .").isupper():
        return False
    return name in _REGIONS or name + "." in _REGIONS or name in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    from babel import Locale

    found = {name.lower() for code in _LANGUAGES for key, name in Locale.parse(code).territories.items() if key.isalpha()}
    return frozenset(
        found | {"usa", "u.s.a", "u.s", "uk", "u.k", "uae", "england", "scotland", "wales", "northern ireland", "korea"}
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Countries, and the cities that time zones are called after."""
    from babel import Locale
    from babel.core import get_global

    named = {name.rpartition("/")[2].replace("_", " ").lower() for name in get_global("zone_territories")}
    zones = [Locale.parse(code).time_zones for code in (*_LANGUAGES, "de", "it")]
    return _countries() | named | {str(zone["city"]).lower() for names in zones for zone in names.values() if "city" in zone}
