"""Lines around and amid an article that are none of its text, in the languages of the world."""

from __future__ import annotations

import pytest

from reader.cleaning.label_words import says_label
from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_company import article, markdown


@pytest.mark.parametrize(
    "line",
    [
        "यह भी पढ़ें: नाव का किराया बसंत से बढ़ेगा",
        "اقرأ أيضًا: أجرة العبّارة ترتفع في الربيع",
        "Читайте также: Белая дверь разделила город",
        "Baca juga: Tarif perahu naik",
        "Xem thêm: Giá vé phà tăng",
        "Διαβάστε επίσης: Η λευκή πόρτα",
        "Ayrıca oku: Beyaz kapı",
        "関連記事：渡し賃、春から値上げへ",
        "관련기사: 나룻배 요금 오른다",
        "延伸閱讀：白色的門",
        "קראו עוד: הדלת הלבנה",
        "Теги: река, паром",
        "الكلمات المفتاحية: النهر، العبّارة",
        "키워드: 나루, 강",
        "Подписывайтесь на наш Telegram-канал, чтобы не пропустить главное.",
        "لمتابعة أحدث الأخبار اشترك في قناتنا على تليجرام",
        "ताज़ा ख़बरों के लिए हमें फॉलो करें",
        "शेयर करें",
        "공유하기",
    ],
)
def test_a_line_that_leads_away_is_told_in_its_language(line: str) -> None:
    assert says_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Читайте медленно, сказал он, и смотрите в окно.",
        "कहानी यहीं ख़त्म नहीं होती, पढ़ें और सोचें।",
        "タグは赤い。",
        "Jaakko meni kotiin.",
        "Ikuti jalan ini sampai ke sungai.",
        "تابع الحارس السير حتى الجسر.",
    ],
)
def test_a_sentence_of_the_text_is_no_such_line(line: str) -> None:
    assert not says_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Harbour Post. All rights reserved.",
        "Alle Rechte vorbehalten, auch die am Bild.",
        "Copyright ⓒ 나루일보. 무단 전재 및 재배포 금지.",
        "Все права защищены.",
        "© 2024 Harbour Post. All rights reserved. "
        + "This material may not be published or rewritten. " * 4,
    ],
)
def test_the_line_of_rights_under_an_article_goes(line: str) -> None:
    assert line[:20] not in markdown(article("").replace("</div></main>", f"<p>{line}</p></div></main>"))


def test_a_paragraph_on_rights_in_the_middle_of_an_article_stays() -> None:
    line = "The poster said that all rights reserved to the crown had been sold to the harbour, twice. " * 2
    assert line.strip() in markdown(article(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("By Ines Marlow, ines@harbourpost.example", False),
        ("김나루 기자 naru@narudaily.example", False),
        ("Whoever has seen the goat is asked to write to goat@harbourpost.example before May.", True),
        ("goat@harbourpost.example", True),
    ],
)
def test_the_address_of_the_reporter_under_the_text_goes(line: str, stays: bool) -> None:
    body = article("").replace("</div></main>", f"<p>{line}</p></div></main>")
    head = '<title>The book of boats</title><meta name="author" content="Ines Marlow">'
    page = Page("html", f"<html><head>{head}</head><body>{body}</body></html>", Source("page.html"))
    assert (line in clean(page).text) is stays


def test_a_date_glued_to_the_author_goes_with_the_name() -> None:
    line = "<p class=l><span>كتبت: ليلى حداد</span><time>الجمعة 2 يونيو 2023</time></p>"
    head = '<title>The book of boats</title><meta name="author" content="ليلى حداد">'
    body = article("").replace("<h1>The book of boats</h1><div>", f"<h1>The book of boats</h1><div>{line}")
    page = Page("html", f"<html><head>{head}</head><body>{body}</body></html>", Source("page.html"))
    assert "حداد" not in clean(page).text
