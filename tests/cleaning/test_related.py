"""Modules of related stories, found and told apart on pages written for this test."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning.article import Story
from reader.cleaning.related import RelatedModules, find_related
from reader.cleaning.tree import parse_page
from reader.formats.page import Page, Source

URL = "https://news.example.org/2024/05/harbour-bridge-opens-after-long-repair"
PROSE = (
    "The harbour bridge opened again this morning after nine months of repair, and the first ferries "
    "passed below it while a small crowd looked on from the quay."
)


def _find(body: str, title: str = "Harbour bridge opens after long repair") -> RelatedModules:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return find_related(parse_page(Page("html", html, Source("page.html"), url=URL)), title)


def _article(inside: str = "", after: str = "") -> str:
    return (
        f"<main><article><h1>Harbour bridge opens after long repair</h1><p>{PROSE}</p><p>{PROSE}</p>{inside}"
        f"<p>{PROSE}</p><p>{PROSE}</p></article>{after}</main>"
    )


def _items(*slugs: str) -> str:
    return "".join(
        f'<li><a href="/2024/04/{slug}">{slug.replace("-", " ").capitalize()}</a></li>' for slug in slugs
    )


LIST = _items("old-tram-line-returns-to-town", "night-ferry-gets-a-second-boat", "mayor-wants-a-wider-quay")


def _kinds(found: RelatedModules) -> set[str]:
    return {story.kind for story in found.stories}


def _only(found: RelatedModules) -> Story:
    (story,) = found.stories
    return story


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Related stories", "related"),
        ("More on: ferries", "related"),
        ("You may also like", "related"),
        ("Mehr zum Thema", "related"),
        ("Sur le même sujet", "related"),
        ("Articoli correlati", "related"),
        ("Te puede interesar", "related"),
        ("Artigos relacionados", "related"),
        ("Lue myös", "related"),
        ("Читайте также", "related"),
        ("関連記事", "related"),
        ("관련기사", "related"),
        ("相关阅读", "related"),
        ("Lees ook", "related"),
        ("Läs också", "related"),
        ("Zobacz także", "related"),
        ("Most read", "most_read"),
        ("Trending now", "most_read"),
        ("Meistgelesen", "most_read"),
        ("Les plus lus", "most_read"),
        ("I più letti", "most_read"),
        ("Lo más leído", "most_read"),
        ("Mais lidas", "most_read"),
        ("Luetuimmat", "most_read"),
        ("Популярное", "most_read"),
        ("アクセスランキング", "most_read"),
        ("많이 본 뉴스", "most_read"),
        ("Latest news", "section"),
        ("More from the Harbour desk", "section"),
        ("Editor's picks", "section"),
        ("Neueste Artikel", "section"),
        ("À la une", "section"),
        ("Últimas noticias", "section"),
        ("Uusimmat", "section"),
        ("最新ニュース", "section"),
        ("اقرأ أيضًا", "related"),
        ("بیشتر بخوانید", "related"),
        ("ये भी पढ़ें", "related"),
        ("আরও পড়ুন", "related"),
        ("Vezi și", "related"),
        ("Pročitajte još", "related"),
        ("આ પણ વાંચો", "related"),
        ("ಇದನ್ನೂ ಓದಿ", "related"),
        ("यो पनि पढ्नुहोस्", "related"),
        ("Soma zaidi", "related"),
        ("მსგავსი სიახლეები", "related"),
        ("Կարդացեք նաև", "related"),
        ("Həmçinin oxuyun", "related"),
        ("Lexo edhe", "related"),
        ("Tengdar fréttir", "related"),
        ("Ən çox oxunanlar", "most_read"),
        ("Mest lesið", "most_read"),
        ("Најчитани вести", "most_read"),
        ("הנצפות ביותר", "most_read"),
        ("پربازدیدترین‌ها", "most_read"),
        ("أحدث الأخبار", "section"),
    ],
)
def test_heading_decides_the_kind(heading: str, kind: str) -> None:
    found = _find(_article(after=f"<aside><h3>{heading}</h3><ul>{LIST}</ul></aside>"))
    assert len(found.stories) == 3
    assert _kinds(found) == {kind}
    assert {story.module for story in found.stories} == {heading}


def test_short_headlines_in_korean_are_stories() -> None:
    items = "".join(
        f'<li><a href="/p/{n}">브레이크 패드 교체하기 {n}</a><span>2023. 6. 2.</span></li>' for n in "123"
    )
    assert len(_find(_article(after=f"<div><strong>다른 글</strong><ul>{items}</ul></div>")).stories) == 3


def test_story_has_its_absolute_address_and_headline() -> None:
    found = _find(_article(after=f"<section><h2>Related</h2><ul>{LIST}</ul></section>"))
    first = found.stories[0]
    assert first.url == "https://news.example.org/2024/04/old-tram-line-returns-to-town"
    assert first.title == "Old tram line returns to town"


def test_line_in_running_text_is_inline() -> None:
    line = (
        '<p>Read more: <a href="/2024/04/night-ferry-gets-a-second-boat">Night ferry '
        "gets a second boat</a></p>"
    )
    found = _find(_article(inside=line))
    assert _only(found).kind == "inline"
    assert [element.tag for element in found.elements] == ["p"]


def test_several_links_behind_one_label_are_inline() -> None:
    line = (
        "<p><strong>DON'T MISS</strong><br><a "
        'href="/2024/04/night-ferry-gets-a-second-boat">Night ferry gets a '
        'second boat</a> [VIDEO]<br><a href="/2024/04/mayor-wants-a-wider-quay">Mayor '
        "wants a wider quay</a> [MAP]</p>"
    )
    found = _find(_article(inside=line))
    assert [story.kind for story in found.stories] == ["inline", "inline"]


def test_card_between_paragraphs_is_inline() -> None:
    card = (
        '<div class="box"><a href="/2024/04/night-ferry-gets-a-second-boat"><h4>Night '
        "ferry gets a second boat</h4></a></div>"
    )
    assert _only(_find(_article(inside=card))).kind == "inline"


def test_citation_in_a_sentence_is_no_story() -> None:
    sentence = (
        f'<p>{PROSE} The <a href="/2024/04/night-ferry-gets-a-second-boat">night ferry '
        "gets a second boat</a>, too.</p>"
    )
    assert _find(_article(inside=sentence)) == RelatedModules()


@pytest.mark.parametrize(
    "trap",
    [
        '<nav><ul><li><a href="/world-news-and-politics">World news and politics '
        f"today</a></li>{LIST}</ul></nav>",
        '<div class="tags"><h4>Tags</h4><a href="/tag/harbour-bridge-repair">Harbour '
        "bridge repair works</a></div>",
        '<aside><h3>Related topics</h3><a href="/topics/ferries-and-boats-2024">Ferries '
        "and boats of 2024</a></aside>",
        '<aside><h3>Most read</h3><ul></ul><script>fill("most-read")</script></aside>',
        '<aside><h3>Newsletter</h3><a href="/sign/get-the-harbour-news-daily">Get the '
        "harbour news each day</a></aside>",
        '<div class="share"><a '
        'href="https://twitter.com/intent/tweet?text=harbour">Share this story on Twitter</a></div>',
        f'<aside><h3>Related</h3><a href="{URL}#top">Harbour bridge opens after long repair</a></aside>',
        '<div class="author-box"><a href="/author/mira-tolvanen-1234">More articles by '
        "Mira Tolvanen</a></div>",
        '<aside><h3>Related</h3><a href="https://news.example.org/">The Harbour News home page</a></aside>',
        f'<div class="comments"><h3>Comments</h3><ul>{LIST}</ul></div>',
    ],
    ids=[
        "menu",
        "tags",
        "topics",
        "empty heading",
        "newsletter",
        "share",
        "itself",
        "author",
        "home",
        "comments",
    ],
)
def test_what_is_no_story_yields_nothing(trap: str) -> None:
    assert _find(_article(after=trap)) == RelatedModules()


def test_previous_and_next_article_are_section() -> None:
    links = (
        '<nav class="post-navigation"><div class="nav-previous">Previous post: <a '
        'href="/2024/04/old-tram-line-returns">'
        'Old tram line returns</a></div><div class="nav-next">Next post: <a '
        'href="/2024/06/mayor-wants-a-wider-quay">'
        "Mayor wants a wider quay</a></div></nav>"
    )
    found = _find(_article(after=links))
    assert [story.kind for story in found.stories] == ["section", "section"]


@pytest.mark.parametrize(
    "nav",
    [
        "<nav>{prev} {next}</nav>",
        "<nav><ul><li>{prev}</li><li>{next}</li></ul></nav>",
        "<div>{prev} {next}</div>",
        "<p>{prev}</p><p>{next}</p>",
    ],
)
def test_previous_and_next_article_may_be_told_by_their_relation_alone(nav: str) -> None:
    links = nav.format(
        prev='<a rel="prev" href="/2024/old-tram-line-returns"><span>←</span> Old tram line returns</a>',
        next='<a rel="next" href="/2024/mayor-wants-a-wider-quay">Mayor wants a wider quay →</a>',
    )
    stories = _find(_article(after=links)).stories
    assert [(story.title, story.kind) for story in stories] == [
        ("Old tram line returns", "section"),
        ("Mayor wants a wider quay", "section"),
    ]


def test_other_sites_in_a_widget_are_external() -> None:
    links = "".join(
        "<li><a "
        f'href="https://ads{number}.example/2024/ten-odd-facts-about-cheese-{number}">Ten '
        f"odd facts about cheese {number}</a></li>"
        for number in range(4)
    )
    assert _kinds(_find(_article(after=f"<div><h3>From around the web</h3><ul>{links}</ul></div>"))) == {
        "recommended_external"
    }
    assert _kinds(
        _find(_article(after=f'<div class="OUTBRAIN"><h3>You may like</h3><ul>{links}</ul></div>'))
    ) == {"recommended_external"}


@pytest.mark.parametrize(
    "marks", ["yarpp-related", "jp-relatedposts", "related-posts"], ids=["yarpp", "jetpack", "theme"]
)
def test_class_tells_the_kind_where_no_heading_does(marks: str) -> None:
    assert _kinds(_find(_article(after=f'<div class="{marks}"><ul>{LIST}</ul></div>'))) == {"related"}


def test_row_of_headlines_without_heading_is_section() -> None:
    assert _kinds(_find(f"<div><ul>{LIST}</ul></div>" + _article())) == {"section"}


def test_hidden_module_counts() -> None:
    found = _find(
        _article(after=f'<section style="display:none" hidden><h3>Related</h3><ul>{LIST}</ul></section>')
    )
    assert len(found.stories) == 3


def test_headline_beside_an_empty_link_counts() -> None:
    card = (
        '<div class="card"><a href="/2024/04/night-ferry-gets-a-second-boat"></a>'
        "<h4>Night ferry gets a second boat</h4></div>"
    )
    assert _only(_find(_article(after=f"<section><h2>Related</h2>{card}</section>"))).title == (
        "Night ferry gets a second boat"
    )


def test_headline_comes_without_kicker_date_and_teaser() -> None:
    card = (
        '<li><a href="/2024/04/night-ferry-gets-a-second-boat"><span class="kicker">Transport by water</span>'
        '<span class="headline">Night ferry gets a second boat</span><p '
        'class="teaser-text">It sails at nine.</p>'
        '<time datetime="2024-04-02T21:00:00+02:00">2 April</time></a></li>'
    )
    story = _only(_find(_article(after=f"<section><h2>Related</h2><ul>{card}</ul></section>")))
    assert story.title == "Night ferry gets a second boat"
    assert story.published == "2024-04-02T21:00:00+02:00"


def test_source_and_age_come_as_printed() -> None:
    card = (
        '<li><a href="/2024/04/night-ferry-gets-a-second-boat">Night ferry gets a second boat</a>'
        '<span class="source">The Quay Times</span><span>3 hours ago</span></li>'
    )
    story = _only(_find(_article(after=f"<section><h2>Related</h2><ul>{card}</ul></section>")))
    assert (story.source, story.age) == ("The Quay Times", "3 hours ago")


@pytest.mark.parametrize(
    ("title", "printed", "age"),
    [
        ("Night ferry gets a second boat", "Yesterday", "Yesterday"),
        ("Night ferry gets a second boat", "Gestern", "Gestern"),
        ("Night ferry gets a second boat", "2 órája", "2 órája"),
        ("Night ferry ran aground yesterday", "", None),
        ("Night ferry gets a second boat", "It sank yesterday near the quay", None),
    ],
)
def test_a_day_is_an_age_where_it_stands_alone(title: str, printed: str, age: str | None) -> None:
    card = f'<li><a href="/2024/04/night-ferry-gets-a-second-boat">{title}</a><p>{printed}</p></li>'
    story = _only(_find(_article(after=f"<section><h2>Related</h2><ul>{card}</ul></section>")))
    assert story.age == age


def test_module_element_holds_the_heading_and_no_paragraph_of_the_body() -> None:
    found = _find(_article(inside=f'<div class="box"><h3>Related</h3><ul>{LIST}</ul></div>'))
    text = " ".join("".join(element.itertext()) for element in found.elements)
    assert "Related" in text
    assert PROSE not in text


def test_heading_and_list_loose_in_the_body_are_taken_alone() -> None:
    found = _find(_article(inside=f"<h3>Related</h3><ul>{LIST}</ul>"))
    text = " ".join("".join(element.itertext()) for element in found.elements)
    assert "Related" in text
    assert "Mayor wants a wider quay" in text
    assert PROSE not in text


def test_story_that_the_page_carries_comes_whole() -> None:
    other = (
        "The second ferry sails from the western quay at nine in the evening, and nobody "
        "had to wait for it at all."
    )
    whole = "".join(
        f'<h3><a href="/2024/04/night-ferry-number-{n}-sails">Night ferry number {n} sails</a></h3>'
        f"<div>The Quay Times · {n} hours ago</div><p>{other}</p><p>{other} {n}</p>"
        for n in (3, 4)
    )
    found = _find(f"<main><h1>Harbour bridge</h1><p>{PROSE}</p><p>{PROSE}</p><h2>Related</h2>{whole}</main>")
    assert [(story.source, story.age, story.kind) for story in found.stories] == [
        ("The Quay Times", "3 hours ago", "related"),
        ("The Quay Times", "4 hours ago", "related"),
    ]
    assert found.stories[0].text == f"{other}\n\n{other} 3"
    assert PROSE not in " ".join("".join(element.itertext()) for element in found.elements)


def test_tree_stays_as_it_was() -> None:
    from lxml import etree

    page = Page(
        "html", f"<body>{_article(after=f'<h3>Related</h3><ul>{LIST}</ul>')}</body>", Source("p"), url=URL
    )
    tree = parse_page(page)
    before = etree.tostring(tree.root)
    find_related(tree, "")
    assert etree.tostring(tree.root) == before


def test_deep_nesting_ends() -> None:
    depth = 10_000
    links = "".join(
        f'<a href="/2024/04/story-number-{n}-of-many">Story number {n} of many</a>' for n in range(50)
    )
    found = _find("<div>" * depth + f"<h3>Related</h3>{links}" + "</div>" * depth)
    assert isinstance(found, RelatedModules)


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<a href='/a-b-c-d-1234'>",
                "</a>",
                "<h3>Related</h3>",
                "<p>",
                PROSE,
                "<a href='http://['>x y z",
                "<li>",
                "<!-- -->",
                "<time datetime='x'>",
                "Read more: ",
                "<ul class='related'>",
                "\x00",
                "<nav>",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_tag_soup_is_survived(pieces: list[str]) -> None:
    found = _find("".join(pieces))
    assert all(story.title for story in found.stories)


@pytest.mark.parametrize(
    ("markup", "kind", "age"),
    [
        # cards of a carousel, in Turkish
        (
            '<section class="swiper"><h3>İlginizi Çekebilir</h3><div class="swiper-slide"><a href="/haber/saat-neden-11">'
            "<h4>Meydandaki saat neden beş dakika geri kalıyor</h4></a><time>2 gün önce</time></div></section>",
            "related",
            "2 gün önce",
        ),
        # a widget of another firm, in German
        (
            '<div class="OUTBRAIN"><div class="ob-widget-header">Empfohlen von <span>Outbrain</span></div><ul><li>'
            '<a href="https://paid.example/lift-kosten-neu" rel="sponsored">Das zahlen Rentner für den Lift wirklich</a>'
            "</li></ul></div>",
            "recommended_external",
            None,
        ),
        # a numbered list, in Polish
        (
            "<aside><h3>Najczęściej czytane</h3><ol><li><span>1</span>"
            '<a href="/kraj/sowa-biblioteka-12">Sowa nie chce opuścić biblioteki</a><span>3 godziny temu</span></li></ol></aside>',
            "most_read",
            "3 godziny temu",
        ),
        # a list whose heading is its first item, in Vietnamese
        (
            '<ul class="relate"><li class="title-relate">Tin liên quan</li>'
            '<li><a href="/tin/tho-xay-cau-51">Người thợ xây làm việc không lấy tiền</a><i>2 giờ trước</i></li></ul>',
            "related",
            "2 giờ trước",
        ),
    ],
)
def test_modules_of_other_languages_are_told_by_their_headings(
    markup: str, kind: str, age: str | None
) -> None:
    story = _only(_find(_article(after=markup)))
    assert (story.kind, story.age) == (kind, age)


def test_modules_that_a_script_would_fill_yield_nothing() -> None:
    data = '{"items":[{"title":"A ghost of a story in data","url":"/x/ghost-of-a-story"}]}'
    trap = f"<section><h3>Related</h3><div data-props='{data}'></div></section><script>{data}</script>"
    assert _find(_article(after=trap)).stories == ()


def test_a_heading_of_the_text_is_none_of_the_previous_and_next_article() -> None:
    links = (
        '<nav><a rel="prev" href="/2024/old-tram-line-returns">Old tram line returns</a> '
        '<a rel="next" href="/2024/mayor-wants-a-wider-quay">Mayor wants a wider quay</a></nav>'
    )
    found = _find(_article(after=f"<h2>Of rungs</h2>{links}"))
    assert {story.module for story in found.stories} == {""}
    assert all(element.tag != "h2" for element in found.elements)
