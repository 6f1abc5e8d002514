"""In which script a Chinese text is written: by the commonest signs that the two scripts write differently."""

from __future__ import annotations

#: Simplified and traditional, pair by pair; no sign of either row is in use in the other script.
_SIMPLIFIED = (
    "国会议对发经产业动时实现这们个为来进过还开关问说话让应该门东车长马见观规设计论记认识书买卖头电网络线级红约组"
    "织结给统济环质员团圆图场块坏坚报护势务劳园远运连边达选递适种税积总与专两严丧丰临丽举义乐习乡亚亲仅从优传伤价"
    "众"
)
_TRADITIONAL = (
    "國會議對發經產業動時實現這們個為來進過還開關問說話讓應該門東車長馬見觀規設計論記認識書買賣頭電網絡線級紅約組"
    "織結給統濟環質員團圓圖場塊壞堅報護勢務勞園遠運連邊達選遞適種稅積總與專兩嚴喪豐臨麗舉義樂習鄉亞親僅從優傳傷價"
    "眾"
)
_HANS, _HANT = frozenset(_SIMPLIFIED), frozenset(_TRADITIONAL)
#: Fewer signs may stand in a quoted name.
_ENOUGH = 5
_CLEARLY = 0.9
_REGIONS = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}


def script_of(text: str) -> str | None:
    """`Hans` or `Hant`; None where a text has too few signs that tell, or some of both."""
    simplified = sum(1 for sign in text if sign in _HANS)
    traditional = sum(1 for sign in text if sign in _HANT)
    told = simplified + traditional
    if told < _ENOUGH or max(simplified, traditional) < _CLEARLY * told:
        return None
    return "Hans" if simplified > traditional else "Hant"


def with_script(tag: str, text: str) -> str:
    """A Chinese tag with the script of the text, where it names none or another one; a region that goes with the script stays."""
    language, *rest = tag.split("-")
    found = script_of(text) if language == "zh" else None
    if found is None:
        return tag
    stated = [part for part in rest if len(part) == 4] or [_REGIONS[part] for part in rest if part in _REGIONS]
    implied = stated[0] if stated else None
    return tag if implied == found else f"{language}-{found}"
