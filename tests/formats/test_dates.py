import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.languages import guess_language
from reader.formats.dates import parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-03T07:30:00+01:00", "2024-03-03T07:30:00+01:00"),
        ("2024-03-03T07:30Z", "2024-03-03T07:30:00+00:00"),
        ("3 March 2024", "2024-03-03"),
        ("Published on March 3rd, 2024", "2024-03-03"),
        ("3. März 2024, 10:15 Uhr", "2024-03-03"),
        ("18 febbraio 2022", "2022-02-18"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("1er août 2023", "2023-08-01"),
        ("3 марта 2024 г.", "2024-03-03"),
        ("2024年3月3日", "2024-03-03"),
        ("2024년 3월 3일", "2024-03-03"),
        ("03.03.2024", "2024-03-03"),
        ("31/12/2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("31 February 2024", None),
        ("nothing here", None),
        ("11 marts 2024", "2024-03-11"),
        ("2024. február 11. 10:20", "2024-02-11"),
        ("2024 m. vasario 11 d.", "2024-02-11"),
        ("2024. gada 11. februāris", "2024-02-11"),
        ("۱۲ مرداد ۱۴۰۲", "2023-08-03"),
        ("پنجشنبه ۲۹ اسفند ۱۳۹۸، ساعت ۱۰:۱۵", "2020-03-19"),
        ("30 اسفند 1399", "2021-03-20"),
        ("1 فروردین ماه 1400", "2021-03-21"),
        ("۳۰ مهر ۱۳۵۷", "1978-10-22"),
        ("۱۲ اسد ۱۴۰۲", "2023-08-03"),
        ("۱۴۰۲/۰۵/۱۲ - ۰۸:۳۰", "2023-08-03"),
        ("1402/13/12", None),
        ("1445/03/12", None),
        ("in 1402 12 boats left", None),
        ("11 de febrer de 2024", "2024-02-11"),
        ("11. фебруар 2024.", "2024-02-11"),
        ("Ngày 11 tháng 2 năm 2024", "2024-02-11"),
        ("الأحد 11 شباط 2024", "2024-02-11"),
        ("١١ فبراير ٢٠٢٤", "2024-02-11"),
        ("15 كانون الثاني 2024", "2024-01-15"),
        ("יום ראשון, 11 בפברואר 2024", "2024-02-11"),
        ("११ फ़रवरी २०२४", "2024-02-11"),
        ("১১ ফেব্রুয়ারি ২০২৪", "2024-02-11"),
        ("11 มี.ค. 2567 10:20 น.", "2024-03-11"),
        ("11 ม.ค. 2567", "2024-01-11"),
        ("令和6年3月18日", "2024-03-18"),
        ("2023. 6. 24. 21:40", "2023-06-24"),
    ],
)
def test_printed_dates_are_read(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


def test_a_name_of_two_months_is_that_of_the_language() -> None:
    assert parse_date("11. listopada 2024.", "hr") == "2024-10-11"
    assert parse_date("11 listopada 2024", "pl") == "2024-11-11"


def test_order_of_day_and_month_follows_the_language() -> None:
    assert parse_date("3/4/2024", "en-US") == "2024-03-04"
    assert parse_date("3/4/2024", "fr") == "2024-04-03"


@given(st.text(max_size=200))
def test_any_text_is_no_danger_and_gives_iso_or_nothing(text: str) -> None:
    found = parse_date(text)
    assert found is None or re.match(r"\d{4}-\d\d-\d\d", found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The tower was built on the sand and it is not safe for the keeper", "en"),
        ("Der Turm steht auf dem Sand und das ist nicht gut für die Ziege", "de"),
        ("La tour est sur le sable et la mer est dans le jardin pour les enfants", "fr"),
        ("灯台が動いた日のこと", "ja"),
        ("灯塔搬到了山上", "zh"),
        ("등대가 언덕으로 이사했다", "ko"),
        ("12345", ""),
    ],
)
def test_language_is_known_by_script_and_common_words(text: str, language: str) -> None:
    assert guess_language(text) == language
