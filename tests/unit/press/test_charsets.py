"""Bytes to text: charsets that are right, wrong, missing, broken and applied twice. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.extraction.decoding import _once, decode
from press.extraction.document import Document
from press.page import Page

_TEXTS = {
    "windows-1251": "Министр принял делегацию порта и обсудил вопросы сотрудничества. ",
    "koi8-r": "Министр принял делегацию порта и обсудил вопросы сотрудничества. ",
    "windows-1256": "استقبل الوزير اليوم وفدا من الميناء وناقش معه سبل التعاون. ",
    "windows-1255": "השר קיבל היום משלחת מהנמל ודן עמה בשיתוף פעולה. ",
    "windows-1253": "Ο υπουργός υποδέχθηκε σήμερα αντιπροσωπεία του λιμανιού. ",
    "windows-874": "รัฐมนตรีต้อนรับคณะผู้แทนจากท่าเรือในวันนี้และหารือเรื่องความร่วมมือ ",
    "windows-1252": "Le ministre a reçu à Québec une délégation ; l’été sera « chaud » – déjà. ",
    "shift_jis": "外務大臣は本日、港の代表団と会談し、協力について意見を交わしました。",
    "euc-jp": "外務大臣は本日、港の代表団と会談し、協力について意見を交わしました。",
    "iso-2022-jp": "外務大臣は本日、港の代表団と会談し、協力について意見を交わしました。",
    "euc-kr": "장관은 오늘 항구 대표단을 만나 협력 방안을 논의했다. ",
    "gb18030": "部长今天会见了港口代表团，讨论了合作事宜。",
    "big5": "部長今天會見了港口代表團，討論了合作事宜。",
}
#: What Python calls them where it knows the web's name by another.
_CODECS = {"windows-874": "cp874"}


def page(charset: str, label: str | None, times: int = 3) -> bytes:
    meta = f'<meta charset="{label}">' if label else ""
    html = f"<!doctype html><html><head>{meta}<title>Quay</title></head><body><p>{_TEXTS[charset] * times}</p></body></html>"
    return html.encode(_CODECS.get(charset, charset))


@pytest.mark.parametrize("charset", _TEXTS)
def test_a_charset_is_read_by_its_label_on_the_page_or_in_the_header(charset: str) -> None:
    assert _TEXTS[charset] in decode(page(charset, charset))
    assert _TEXTS[charset] in decode(page(charset, None), charset)
    assert _TEXTS[charset] in decode(page(charset, None), None, f"text/html; Charset={charset.upper()}")


@pytest.mark.parametrize("charset", [name for name in _TEXTS if name != "iso-2022-jp"])
@pytest.mark.parametrize("label", [None, "utf-8", "utf-16", "iso-8859-1", "us-ascii", "no-such-charset"])
def test_a_label_that_is_missing_or_that_the_bytes_belie_is_passed_over(charset: str, label: str | None) -> None:
    assert _TEXTS[charset] in decode(page(charset, label))
    assert _TEXTS[charset] in decode(page(charset, None), label)


@pytest.mark.parametrize("charset", [name for name in _TEXTS if name not in ("iso-2022-jp", "windows-1252")])
def test_a_servers_default_does_not_overrule_the_page(charset: str) -> None:
    assert _TEXTS[charset] in decode(page(charset, charset), None, "text/html; charset=ISO-8859-1")


@pytest.mark.parametrize(
    ("label", "charset"),
    [("x-sjis", "shift_jis"), ("Windows-31J", "shift_jis"), ("ks_c_5601-1987", "euc-kr"), ("windows-949", "euc-kr"),
     ("x-gbk", "gb18030"),
     ("GB2312", "gb18030"), ("x-euc-jp", "euc-jp"), ("TIS-620", "windows-874"), ("x-cp1251", "windows-1251"),
     ("Big5-HKSCS", "big5")],
)  # fmt: skip
def test_labels_mean_what_they_mean_on_the_web(label: str, charset: str) -> None:
    assert _TEXTS[charset] in decode(page(charset, label))


@pytest.mark.parametrize("text", _TEXTS.values())
@pytest.mark.parametrize("label", [None, "utf-8", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_16_is_known_with_a_mark_and_without(text: str, label: str | None, mark: str) -> None:
    html = f"<html><head><title>Quay</title></head><body><p>{text}</p></body></html>"
    for order in ("utf-16-le", "utf-16-be"):
        assert decode((mark + html).encode(order), label) == html


def test_a_stray_zero_is_not_utf_16() -> None:
    assert decode("<p>Ñandú\0 y río</p>".encode()) == "<p>Ñandú\0 y río</p>"


@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1"])
def test_broken_bytes_leave_the_rest_as_it_is(label: str | None) -> None:
    sound = "Ñandú, señor. Mañana. ".encode()
    assert decode(sound * 5 + b"\x93 " + sound, label) == "Ñandú, señor. Mañana. " * 5 + "\ufffd " + "Ñandú, señor. Mañana. "
    assert decode(sound * 5 + "ñ".encode()[:1], label).startswith("Ñandú, señor. ")


def test_marks_pasted_from_a_word_processor_are_read_in_ascii_pages_that_say_utf_8() -> None:
    body = b"<meta charset=utf-8><p>We don\x92t wait \x96 \x93now\x94.</p>"
    assert decode(body).endswith("<p>We don’t wait – “now”.</p>")


def test_one_sound_sign_beside_a_broken_one_is_read_as_the_label_says() -> None:
    assert decode("<p>Señor Ñ. ".encode() + b"\xe9 </p>", "utf-8") == "<p>Señor Ñ. \ufffd </p>"


@pytest.mark.parametrize("charset", _TEXTS)
def test_what_was_encoded_twice_is_decoded_twice(charset: str) -> None:
    html = f"<p>{_TEXTS[charset]} “Quay” – déjà</p>"
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in html.encode())
    assert decode(twice.encode()) == html


@pytest.mark.parametrize("text", ["<p>They wrote Ã© for é.</p>", "<p>Ã©</p>", "<p>São João, Ångström, Âme, naïve</p>"])
def test_what_only_looks_so_is_left(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.text("aé–ñ外й \n<", max_size=40))
def test_valid_utf_8_is_read_as_it_is(text: str) -> None:
    for label in (None, "utf-8", "iso-8859-1", "windows-1251"):
        assert decode(text.encode(), label) == text


@given(
    st.binary(max_size=60), st.sampled_from([None, "utf-8", "iso-8859-1", "utf-16", "base64", "iso-2022-jp", "x-user-defined"])
)
def test_no_bytes_fail(body: bytes, label: str | None) -> None:
    assert isinstance(decode(body, label), str)


@given(st.text("aÃ©ÂÀâ€™ðŸé\u0090 <", max_size=30))
def test_one_look_at_the_bytes_passes_over_no_text_that_was_encoded_twice(text: str) -> None:
    assert decode(text.encode()) == _once(text)


@pytest.mark.parametrize("body", [b"<p>plain", "<p>caf\u00e9".encode(), b"<p>a\x00b", "\ufeff<p>\u00e9".encode(), b"<p>caf\xe9"])
def test_the_tree_holds_the_text_that_was_read(body: bytes) -> None:
    document = Document.of(Page("", body, "text/html"))
    assert f"<p>{document.tree.text()}" == document.text
