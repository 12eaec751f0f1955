"""Texts in old encodings, which nobody declared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.detect import is_binary, unmarked_utf16
from reader.formats.encoding import decode
from reader.formats.guessing import guess_encoding

_TEXTS = {
    "german": "Der alte Fährmann fuhr jeden Morgen über den Fluss. Für die Kinder war er größer als er.",
    "french": "L’été dernier, le phare a été déplacé à la main. Où était la chèvre ? Très loin.",
    "spanish": "El señor que vivía en la montaña compró una piña. ¿Quién lo vio? Volverá mañana.",
    "portuguese": "A mãe não sabia onde estavam os cães; a estação já fechou. É difícil, às três.",
    "danish": "Den gamle færgemand sejlede hver morgen over åen, og ingen vidste, hvor længe. Øen er blå.",
    "english": "The café’s owner said “nobody asked the keeper” — and left. It was a naïve idea.",
    "polish": "Stary przewoźnik każdego ranka przepływał rzekę i nikt nie wiedział, jak długo. Źdźbło, żółć.",
    "czech": "Starý převozník každé ráno přejel řeku a nikdo nevěděl, jak dlouho. Kůň je žluťoučký, říká.",
    "hungarian": "Az öreg révész minden reggel átkelt a folyón, és senki sem tudta, mióta. Őszi szél, űr.",
    "turkish": "Yaşlı kayıkçı her sabah nehri geçerdi ve kimse bunu ne zamandır yaptığını bilmiyordu. Çok.",
    "russian": "Старый паромщик каждое утро переплывал реку, и никто не знал, как долго. Коза осталась дома.",
    "greek": "Ο γέρος περνούσε κάθε πρωί το ποτάμι και κανείς δεν ήξερε πόσο καιρό το έκανε.",
    "hebrew": "הזקן חצה את הנהר בכל בוקר ואיש לא ידע כמה זמן הוא עושה זאת.",
    "arabic": "كان الرجل العجوز يعبر النهر كل صباح ولم يعرف أحد منذ متى يفعل ذلك.",
    "thai": "คนแจวเรือแก่ข้ามแม่น้ำทุกเช้า และไม่มีใครรู้ว่าเขาทำมานานเท่าไรแล้ว",
    "japanese": "港には猫がいた。朝の霧の中で、漁師たちは網を直していた。カタカナもある。",
    "chinese": "老船夫每天早上渡河，没有人知道他做了多久。山羊留在岸边，孩子们觉得他很大。",
    "traditional": "老船夫每天早上渡河，沒有人知道他做了多久。山羊留在岸邊，孩子們覺得他很大。",
    "korean": "늙은 뱃사공은 매일 아침 강을 건넜고, 얼마나 오래 그랬는지 아무도 몰랐다.",
}
_WRITTEN_IN = [
    *((name, "cp1252") for name in ("german", "french", "spanish", "portuguese", "danish", "english")),
    *((name, encoding) for name in ("polish", "czech") for encoding in ("cp1250", "iso8859_2")),
    *(("french", "mac_roman"), ("german", "cp850"), ("hungarian", "cp1250"), ("turkish", "cp1254")),
    *(("russian", encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
    *(("greek", "cp1253"), ("greek", "iso8859_7"), ("hebrew", "cp1255"), ("arabic", "cp1256")),
    *(("arabic", "iso8859_6"), ("thai", "cp874"), ("japanese", "cp932"), ("japanese", "euc_jp")),
    *(("japanese", "iso2022_jp"), ("chinese", "gb18030"), ("traditional", "big5"), ("korean", "cp949")),
]


@pytest.mark.parametrize(("language", "encoding"), _WRITTEN_IN)
@pytest.mark.parametrize("frame", ["{}", '<html><meta charset="utf-8"><a href="/">Home</a><p>{}</p></html>'])
def test_a_text_in_an_old_encoding_is_read(language: str, encoding: str, frame: str) -> None:
    data = frame.format(_TEXTS[language]).encode(encoding, "ignore")
    assert decode(data)[0] == data.decode(encoding)


@pytest.mark.parametrize(
    "words", ["Save £10 today", "© Harbour Post", "the only café here", "a ± 1 b", "naïve", "the café"]
)
def test_one_odd_sign_is_read_as_most_pages_mean_it(words: str) -> None:
    assert decode(words.encode("cp1252"))[0] == words


def test_a_stated_charset_does_not_hide_the_escapes_of_japanese_mail() -> None:
    data = _TEXTS["japanese"].encode("iso2022_jp")
    assert decode(data, "us-ascii")[0] == _TEXTS["japanese"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["german", "polish", "english"])
def test_a_utf16_text_without_its_mark_is_text(language: str, encoding: str) -> None:
    data = _TEXTS[language].encode(encoding)
    assert not is_binary(data)
    assert decode(data)[0] == _TEXTS[language]


@pytest.mark.parametrize("data", [bytes(5000), b"\x00\x01" * 400 + bytes(range(256)), b"a\x00b"])
def test_nuls_alone_make_no_text(data: bytes) -> None:
    assert unmarked_utf16(data) is None


@given(st.binary(max_size=400))
def test_any_bytes_have_a_likeliest_encoding(data: bytes) -> None:
    assert isinstance(data.decode(guess_encoding(data), "replace"), str)
