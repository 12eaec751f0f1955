"""What of a page is its article, for the kinds of page that people save."""

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source

PLACES = ("lighthouse", "harbour", "chapel", "mill", "orchard", "quarry", "ferry", "bakery")


def sentence(place: str) -> str:
    return (
        f"At the {place} nobody had seen the goat since Tuesday, which was strange, because Ines had left "
        f"the gate of the {place} open and a bucket of apples behind it."
    )


STORY = "".join(f"<p>{sentence(place)}</p>" for place in PLACES)
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
FOOT = "<footer><p>© The Quay Times. All rights reserved. <a href='/imprint'>Imprint</a></p></footer>"


def page(main: str, head: str = "") -> str:
    return f"<html><head><title>The goat</title>{head}</head><body>{MENU}{main}{FOOT}</body></html>"


def text_of(html: str) -> str:
    return clean(Page("html", html, Source("x.html"))).text


def holds_the_story(text: str) -> bool:
    return all(sentence(place) in text for place in PLACES)


def test_article_that_stands_twice_is_taken_once() -> None:
    text = text_of(
        page(f"<div class='wide'><div>{STORY}</div></div><div class='narrow'><div>{STORY}</div></div>")
    )
    assert text.count("At the mill") == 1
    assert holds_the_story(text)


def test_run_of_text_for_machines_is_left_out() -> None:
    machine = f"<div><span>{' '.join(map(sentence, PLACES))}</span></div>"
    assert text_of(page(f"<article>{STORY}</article>{machine}")).count("At the mill") == 1


def test_text_split_by_adverts_into_many_boxes_stays_whole() -> None:
    advert = "<div class='ad-slot'><p>Advertisement</p></div>"
    parts = advert.join(f"<div class='part'><p>{sentence(place)}</p></div>" for place in PLACES)
    text = text_of(page(f"<main><h1>The goat</h1>{parts}</main>"))
    assert holds_the_story(text)
    assert "Advertisement" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ines Varga / Quay Pictures",
        "Read also: The mill is closed for the winter",
        "Lesen Sie auch: Die Mühle bleibt im Winter zu",
        "Lea también: El molino cierra en invierno",
        "Das könnte Sie auch interessieren",
        "© 2026 The Quay Times",
    ],
)
def test_line_that_speaks_of_the_page_is_left_out(line: str) -> None:
    text = text_of(page(f"<article>{STORY}<p>{line}</p><p>{sentence('tower')}</p></article>"))
    assert line not in text
    assert sentence("tower") in text


def test_heading_over_what_was_left_out_goes_with_it() -> None:
    links = "".join(f"<li><a href='/story-{n}-of-the-quay'>Story {n} of the quay</a></li>" for n in range(6))
    text = text_of(page(f"<article>{STORY}<h2>Newest from the quay</h2><ul>{links}</ul></article>"))
    assert "Newest from the quay" not in text


def test_table_of_data_is_taken_whole() -> None:
    rows = "".join(
        f"<tr><td><p>{place}</p></td><td><p>{n} goats</p></td></tr>" for n, place in enumerate(PLACES)
    )
    text = text_of(
        page(f"<article>{STORY}<table><tr><th>Place</th><th>Count</th></tr>{rows}</table>{STORY}</article>")
    )
    assert all(f"{n} goats" in text for n in range(len(PLACES)))


def test_table_that_places_a_page_is_no_table_of_data() -> None:
    links = "".join(f"<p><a href='/{n}'>Other matter {n}</a></p>" for n in range(9))
    text = text_of(f"<body><table><tr><td>{links}</td><td><h1>The goat</h1>{STORY}</td></tr></table></body>")
    assert holds_the_story(text)
    assert "Other matter" not in text


def test_recipe_keeps_ingredients_and_steps() -> None:
    recipe = (
        f"<p>{sentence('kitchen')}</p><h2>Ingredients</h2><ul><li>200 g flour</li><li>2 eggs</li><li>a pinch of"
        f" salt</li></ul><h2>Steps</h2><ol><li>Beat the eggs with the salt.</li><li>Stir in the flour, and wait an"
        f" hour.</li></ol><p>{sentence('cellar')}</p>"
    )
    text = text_of(page(f"<article><h1>Goat herd's pancakes</h1>{recipe}</article>"))
    assert all(part in text for part in ("200 g flour", "2 eggs", "Beat the eggs", "Ingredients", "Steps"))


def test_lines_of_a_poem_are_kept() -> None:
    verses = "<p>The tide comes in,<br>the tide goes out,<br>the goat looks on.</p>" * 3
    text = text_of(page(f"<article><h1>Tides</h1>{verses}</article>"))
    assert "The tide comes in,\nthe tide goes out,\nthe goat looks on." in text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "ja",
            "港は静かで、九艘の船は夕方の潮が来るまで砂の上に横たわっていた。灯台守は窓から海を見ていた。",
        ),
        ("zh", "港口很安静，九艘船躺在沙滩上，直到傍晚涨潮。守塔人从窗口望着大海，想着明天的天气。"),
        ("th", "ท่าเรือเงียบสงบ เรือเก้าลำนอนอยู่บนทรายจนกระทั่งน้ำขึ้นในตอนเย็น ผู้เฝ้าประภาคารมองทะเลจากหน้าต่าง"),
        (
            "ar",
            "كان الميناء هادئا، وكانت القوارب التسعة راسية على الرمال حتى جاء المد في المساء، ونظر الحارس إلى البحر.",
        ),
        ("he", "הנמל היה שקט, ותשע הסירות שכבו על החול עד שבאה הגאות בערב, ושומר המגדלור הביט אל הים."),
        (
            "ko",
            "항구는 조용했고, 배 아홉 척은 저녁 밀물이 올 때까지 모래 위에 누워 있었다. 등대지기는 바다를 보았다.",
        ),
    ],
)
def test_scripts_of_the_world_are_read_as_prose(language: str, line: str) -> None:
    paragraphs = "".join(f"<p>{line} {number}.</p>" for number in range(6))
    text = text_of(page(f"<article lang='{language}'>{paragraphs}</article>"))
    assert text.count(line) == 6
    assert "Section" not in text


def test_posts_of_a_thread_are_kept() -> None:
    posts = "".join(
        f"<div class='post'><b class='author'>user{n}</b><div class='text'><p>{sentence(place)}</p></div></div>"
        for n, place in enumerate(PLACES)
    )
    assert holds_the_story(text_of(page(f"<div class='thread'><h1>Where is the goat?</h1>{posts}</div>")))


def test_entries_of_a_live_blog_are_kept() -> None:
    entries = "".join(
        f"<div class='live-entry'><time>1{n}:30</time><h2>News from the {place}</h2><p>{sentence(place)}</p></div>"
        for n, place in enumerate(PLACES)
    )
    assert holds_the_story(text_of(page(f"<article class='liveblog'>{entries}</article>")))


def test_text_in_markup_for_readers_without_scripts_is_read() -> None:
    assert holds_the_story(
        text_of(page(f"<div id='app'></div><noscript><article>{STORY}</article></noscript>"))
    )


def test_amp_page_is_read_without_its_sidebar() -> None:
    sidebar = "<amp-sidebar><ul><li>Side matter</li></ul></amp-sidebar><amp-ad>Buy a goat</amp-ad>"
    text = text_of(page(f"{sidebar}<article><amp-img src='a.png'></amp-img>{STORY}</article>"))
    assert holds_the_story(text)
    assert "Side matter" not in text
    assert "Buy a goat" not in text


def test_picture_between_paragraphs_stays_and_one_beside_links_goes() -> None:
    figure = "<figure><img src='https://example.org/goat.jpg'></figure>"
    teaser = (
        "<div class='related'><a href='/other-story'><img src='https://example.org/teaser.jpg'></a></div>"
    )
    article = clean(Page("html", page(f"<article>{STORY}{figure}{STORY}{teaser}</article>"), Source("x")))
    assert "goat.jpg" in article.markdown
    assert "teaser.jpg" not in article.markdown


def test_page_of_one_picture_keeps_it() -> None:
    comic = "<div id='comic'><img src='https://example.org/strip.png' alt='A goat on a roof'></div>"
    article = clean(Page("html", page(f"<main><h1>On the roof</h1>{comic}</main>"), Source("x")))
    assert "strip.png" in article.markdown
    assert article.warnings == ()


def test_comic_is_found_on_a_page_full_of_names_and_says_its_second_text() -> None:
    around = "<h1><a href='/'>Teapot Weather</a></h1><p>A comic about kitchens, Mondays and Thursdays</p>"
    strip = (
        "<div id='comic'><img src='https://example.org/spoons.png' alt='Two spoons' width='900' height='1200' "
        "title='The fork has its side, too.'></div>"
    )
    article = clean(Page("html", page(f"{around}{strip}<h2>Two Spoons</h2>"), Source("x")))
    assert article.markdown == "![Two spoons](https://example.org/spoons.png)\n\nThe fork has its side, too."


def test_video_known_by_its_number_is_a_link() -> None:
    video = "<amp-youtube data-videoid='abc123XYZ00'></amp-youtube>"
    html = page(f"<main><h1>Swim</h1><p>{sentence('bay')}</p>{video}<p>{sentence('quay')}</p></main>")
    assert "(https://www.youtube.com/watch?v=abc123XYZ00)" in clean(Page("html", html, Source("x"))).markdown


def test_the_line_of_rights_under_an_article_is_no_part_of_it() -> None:
    rights = (
        "Copyright 2023 Goat Television Corp. All rights reserved. This material may not be published, "
        "broadcast, rewritten or redistributed, not even by goats who have learned to read and write it."
    )
    text = text_of(page(f"<article>{STORY}<p><em>{rights}</em></p></article>"))
    assert holds_the_story(text)
    assert "Copyright" not in text
