import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.encoding import decode


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf8_is_always_read_as_it_is(text: str) -> None:
    data = text.encode()
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return
    assert decode(data)[0] == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert isinstance(decode(data)[0], str)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1252", "iso-8859-1"), ("cp1251", "windows-1251"), ("cp932", "Shift_JIS"), ("gb18030", "gb2312")],
)
def test_declared_charset_is_believed_when_utf8_fails(encoding: str, declared: str) -> None:
    words = {
        "cp1252": "“Fährmann”",
        "cp1251": "маяк переехал",
        "cp932": "灯台が動いた",
        "gb18030": "灯塔搬家了",
    }[encoding]
    page = f'<meta charset="{declared}"><p>{words}</p>'
    assert words in decode(page.encode(encoding))[0]


def test_lying_charset_does_not_spoil_utf8() -> None:
    page = '<meta charset="iso-8859-1"><p>Fährmann</p>'
    assert "Fährmann" in decode(page.encode())[0]


def test_one_bad_byte_does_not_turn_a_utf8_page_into_latin1() -> None:
    data = ("Fährmänner überqüeren Flüsse, " * 20).encode() + b"\xff<!-- -->" + "ä".encode()
    assert "Fährmänner" in decode(data)[0]


def test_page_cut_within_a_character_stays_utf8() -> None:
    assert decode("Grüße aus Ä".encode()[:-1])[0].startswith("Grüße aus")
