import pytest

from reader.cleaning import metadata_sources
from reader.cleaning.metadata import Metadata, read_metadata
from reader.cleaning.names import clean_byline, clean_title
from reader.cleaning.tree import parse_page
from reader.formats.page import Page, Source


def metadata(html: str, url: str | None = "https://harbourpost.example/coast/tower") -> Metadata:
    page = Page("html", html, Source("x.html"), url=url)
    return read_metadata(parse_page(page), page)


@pytest.mark.parametrize(
    ("title", "site", "heading", "expected"),
    [
        ("» The Tower", "Harbour Post", "", "The Tower"),
        ("23.01.2022 - The Tower stands", "Harbour Post", "", "The Tower stands"),
        ("The Tower stands (Harbour Post)", "Harbour Post", "", "The Tower stands"),
        ("The Tower stands (again)", "Harbour Post", "", "The Tower stands (again)"),
        ("The Tower | Harbour Post", "Harbour Post", "", "The Tower"),
        ("Harbour Post: The Tower", "Harbour Post", "", "The Tower"),
        ("The Tower - Harbour Post", "", "The Tower", "The Tower"),
        ("Sand – and what it does", "Harbour Post", "", "Sand – and what it does"),
        ("", "", "The Tower", "The Tower"),
        ("The Tower of Sand ⋆ Marlow", "Marlow", "", "The Tower of Sand"),
        ("The Tower | Harbour Post | Read it now!", "Harbour Post", "", "The Tower"),
        ("Tower - Stones | Lexicon", "", "Tower", "Tower - Stones"),
        ("How the Tower fell - a story", "", "Why the tower fell: a story", "How the Tower fell - a story"),
        ("The Tower -", "", "", "The Tower"),
        ("Blog Archive » The Tower", "", "", "The Tower"),
        ("Die Kritik zu »Der Turm«", "", "", "Die Kritik zu »Der Turm«"),
        ("« On ne sait rien encore »", "", "", "« On ne sait rien encore »"),
        ("The Low Tidings – Salt Lantern", "", "Salt Lantern", "Salt Lantern"),
        ("Retries | Mule – a small job queue", "", "Retries", "Retries"),
    ],
)
def test_title_loses_the_name_of_the_site(title: str, site: str, heading: str, expected: str) -> None:
    assert clean_title(title, site, heading, "harbourpost.example") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["By Ines Marlow"], "Ines Marlow"),
        (["© Ines Marlow Ines Marlow"], "Ines Marlow"),
        (["Von Jette Brahms und Ole Hinrichs"], "Jette Brahms, Ole Hinrichs"),
        (["Ines Marlow", "Ines Marlow"], "Ines Marlow"),
        (["admin"], ""),
        (["Jane Reporter"], "Jane Reporter"),
        (["Ines Marlow, Senior Reporter"], "Ines Marlow"),
        (["Staff Writer"], ""),
        (["https://harbourpost.example/ines"], ""),
        (["Words by Ines Marlow. Photographs by Ole Hinrichs"], "Ines Marlow"),
        (
            ["By María de los Ángeles Ruiz and Jan van der Meer"],
            "María de los Ángeles Ruiz, Jan van der Meer",
        ),
        (["كتبت سلمى الحداد"], "سلمى الحداد"),
        (["מאת דנה לוי"], "דנה לוי"),
        (["文/林小满"], "林小满"),
        (["記者 林小滿／台北報導"], "林小滿"),
        (["山田太郎記者"], "山田太郎"),
        (["김민수 기자"], "김민수"),
        (["Texto: Ana e João Silva"], "Ana, João Silva"),
        (["Oleh Budi Santoso"], "Budi Santoso"),
        (["Ines Marlow @inesmarlow"], "Ines Marlow"),
        (["Ines Marlow, Vice President, Sand Division, Perch Inc"], "Ines Marlow"),
        (["Ines Marlow/SP-X"], "Ines Marlow"),
        (["Von Ines Marlow, dpa"], "Ines Marlow"),
        (["Autorinnen: Ines Marlow"], "Ines Marlow"),
        (["AFP"], "AFP"),
    ],
)
def test_byline_holds_names_alone(names: list[str], expected: str) -> None:
    assert clean_byline(names) == expected


def test_json_ld_is_trusted_before_meta_and_broken_json_is_mended() -> None:
    found = metadata(
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The Tower",'
        '"author":{"name":"Ines Marlow"},'
        '"datePublished":"2024-03-03",}</script><meta name="author" content="Web Desk"><h1>The Tower</h1>'
    )
    assert (found.title, found.byline, found.published) == ("The Tower", "Ines Marlow", "2024-03-03")


def test_canonical_that_points_home_is_not_believed() -> None:
    assert metadata('<link rel="canonical" href="https://harbourpost.example/">').url == (
        "https://harbourpost.example/coast/tower"
    )


def test_date_and_name_on_lines_of_their_own_are_read() -> None:
    found = metadata(
        "<h1>The Tower</h1><p>By Ines Marlow</p><p>3 March 2024</p><p>The tower was built on sand.</p>"
    )
    assert (found.byline, found.published) == ("Ines Marlow", "2024-03-03")


def test_payment_is_told() -> None:
    script = '<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":"False"}</script>'
    assert metadata(script).is_free is False


@pytest.mark.parametrize("html", ["", "<", "<html>", "<base href='//['>", "<title></title><h1></h1>"])
def test_an_empty_page_says_nothing(html: str) -> None:
    assert metadata(html, None).title == ""


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", '<p class="byline">View all posts by Ines Marlow</p>', "Ines Marlow"),
        ("", '<div class="author">Zeige alle Beiträge von Jette Brahms</div>', "Jette Brahms"),
        ("", '<ul class="author"><li>Stefan Quill</li></ul>', "Stefan Quill"),
        ("", '<span class="author">Por</span> <b class="author">Ana Ruiz</b>', "Ana Ruiz"),
        ("", '<span class="author">Ines Marlow am Samstag, 4. Mai</span>', "Ines Marlow"),
        (
            '<meta name="author" content="imarlow">',
            '<span class="author">Ines I. Marlow</span>',
            "Ines I. Marlow",
        ),
        ('<meta name="author" content="Ines">', '<span class="author">Ines Marlow</span>', "Ines Marlow"),
        (
            '<meta name="author" content="harbourpost.example">',
            '<p class="byline">By Ines Marlow</p>',
            "Ines Marlow",
        ),
        ('<meta name="author" content="Redaktion">', "", "Redaktion"),
        ('<meta name="author" content="Ana Mar&amp;iacute;a">', "", "Ana María"),
        ("", '<div class="comments"><span class="author">Theo says</span></div>', ""),
        ("", '<form><label class="author">Name *</label></form>', ""),
    ],
)
def test_byline_is_a_person_of_this_article(head: str, body: str, expected: str) -> None:
    assert (
        metadata(f"<html><head>{head}</head><body><h1>The Pier</h1>{body}</body></html>").byline == expected
    )


def test_the_printed_headline_is_the_title_where_the_head_words_it_otherwise() -> None:
    page = (
        "<html><head><title>Pier news: what you must know | Harbour Post</title></head>"
        "<body><h1>Storm takes the old pier at Skarrow</h1></body></html>"
    )
    assert metadata(page).title == "Storm takes the old pier at Skarrow"


@pytest.mark.parametrize(
    "head",
    [
        "<h1>The tower</h1><h5>Date: </h5>03.11.2021",
        "<h1>The tower</h1><small><span class='icon'></span>&nbsp; 03.11.2021 •</small>",
        "<ul>"
        + "<li>A line of a menu</li>" * 200
        + "</ul><span class='blue'>03.11.2021</span><h1>The tower</h1>",
        "<h1>The tower</h1><h5>Date: </h5>03.11.2021\n" + " " * 90,
        "<h1>Jump to</h1>"
        + "<span>A line of a menu</span>" * 200
        + "<h1>The tower</h1><span>Year</span> <span>2021</span> <span>Date</span> <span>03.11.2021</span>",
        "<h1>The tower</h1><p>Port Lorne, 3. November 2021 – "
        + "The tower was built on sand, they say. " * 4,
        "<h1>The tower</h1><p>3.11.2021 - " + "The tower was built on sand, they say. " * 4,
        '<script type="application/ld+json">{"@type": "HowTo", "datePublished": "2021-11-03T22:06:08:684"}'
        "</script><h1>The tower</h1>",
    ],
    ids=[
        *("behind its label", "behind an icon", "before the heading, below a long menu"),
        *("with the blanks of a template", "below a second heading", "dateline", "dateline without a place"),
        "instructions",
    ],
)
def test_date_is_found_without_an_element_that_says_so(head: str) -> None:
    body = "<p>The tower was built on sand, and everyone knew it, but nobody would say so.</p>" * 3
    page = f"<html lang='de'><title>The tower</title><body>{head}{body}</body></html>"
    assert (metadata(page).published or "")[:10] == "2021-11-03"


@pytest.mark.parametrize(
    ("moment", "line", "published"),
    [
        ("2021-11-04T23:00:00Z", "5. November 2021", "2021-11-05"),
        ("2021-11-04T02:30:00Z", "3. November 2021", "2021-11-03"),
        ("2021-11-04T23:00:00Z", "4. November 2021", "2021-11-04"),
        ("2021-11-04T12:00:00Z", "5. November 2021", "2021-11-04"),
        ("2021-11-04T23:00:00Z", "8. November 2021", "2021-11-04"),
        ("2021-11-04T23:00:00-02:00", "5. November 2021", "2021-11-04"),
    ],
)
def test_moment_in_utc_is_of_the_day_that_the_page_prints(moment: str, line: str, published: str) -> None:
    head = f"<meta property='article:published_time' content='{moment}'>"
    page = f"<html lang='de'><head>{head}</head><body><h1>The tower</h1><span>{line}</span></body></html>"
    assert (metadata(page, "https://harbourpost.example/tower").published or "")[:10] == published
    day = published.replace("-", "/")
    page = f"<html lang='de'><head>{head}</head><body><h1>The tower</h1></body></html>"
    in_address = metadata(page, f"https://harbourpost.example/{day}/tower").published or ""
    assert in_address[:10] == published


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            '<meta property="og:title" content="{{page.title}}"><h1>The Tower of Sand</h1>',
            "The Tower of Sand",
        ),
        (
            '<title>The Tower falls</title><h1><a href="/">Harbour Post</a></h1><h1>The Tower</h1>',
            "The Tower falls",
        ),
        (
            '<title>The "Tower"</title><meta property="og:title" content="The "Tower""><p>Sand.</p>',
            'The "Tower"',
        ),
        (
            '<title>A tower of sand fell</title><meta property="og:title" content="Harbour Post: news">'
            "<h1>A tower of sand fell</h1>",
            "A tower of sand fell",
        ),
        (
            '<title>Tower</title><meta property="dc:title og:image:alt" content="The Tower">',
            "The Tower",
        ),
    ],
)
def test_title_is_not_the_template_nor_the_site(page: str, expected: str) -> None:
    assert metadata(page).title == expected


@pytest.mark.parametrize(
    "page",
    [
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},'
        '{"@type":"Person","name":"Ines Marlow"}]}</script>',
        '<meta name="twitter:label1" content="Verfasst von">'
        '<meta name="twitter:data1" content="Ines Marlow">',
        '<title>(2) Ines Marlow on Perch: "The tower is gone"</title>',
        "<h1>The Tower</h1><p>By <a>Ines Marlow</a></p>",
        "<h1>The Tower</h1><strong>von</strong> <span>Ines Marlow</span>",
        "<h1>The Tower</h1><h5>Autor: </h5>Ines Marlow",
        "<h1>The Tower</h1><p>Autorin: Ines Marlow</p>",
        '<h1>The Tower</h1><a href="/author/marlow/">Ines Marlow</a>',
        '<div itemprop="author"><meta itemprop="name" content="Ines Marlow"></div>',
        '<meta name="author" content="Ines"><h1>The Tower</h1><p>Ines Marlow</p>',
        '<meta name="author" content="ines.marlow"><h1>The Tower</h1><p>By Ines Marlow</p>',
        "<h1>The Tower</h1><p>Blogbeitrag von Ines Marlow</p>",
        "<h1>The Tower</h1><byline>Von Ines Marlow, dpa</byline>",
        '<div class="author"><img><p><a href="/p">Ines Marlow</a><time>2022</time>Updated</p></div>',
        '<h1>The Tower</h1><article data-author="Ines Marlow"><p>Sand.</p></article>',
        "<small>04.02.2022 | 13:10 Uhr | Ines Marlow</small><h1>The Tower</h1>",
        f"<h1>The Tower</h1><div><p>{'It stood on sand. ' * 9}</p><p><b><i>Ines Marlow</i></b></p></div>",
        '<meta property="og:title" content="Ines Marlow (@ines@perch.example)"><p>Sand.</p>',
        '<p><span>9 points</span> by <a href="user?id=Ines Marlow">Ines Marlow</a> on Monday</p>',
    ],
)
def test_author_is_read_wherever_a_template_puts_the_name(page: str) -> None:
    assert metadata(page).byline == "Ines Marlow"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('Ines Marlow on Perch: "The tower is gone"', ("The tower is gone", "Ines Marlow")),
        ('(3) Ole on Nest: "The tower is gone" / Nest', ("The tower is gone", "Ole")),
        ('Minister on Taxes: "They will not rise"', ('Minister on Taxes: "They will not rise"', "")),
    ],
)
def test_a_post_is_told_from_a_headline_by_the_network_it_names(
    title: str, expected: tuple[str, str]
) -> None:
    found = metadata(f'<title>{title}</title><meta property="og:site_name" content="Perch"><p>Sand.</p>')
    assert (found.title, found.byline) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<h1>The Tower</h1><p>It stood <em>by</em> <i>the sea</i>.</p>",
        "<h1>The Tower</h1>" + "<p>A line of it.</p>" * 30 + "<p>By <b>The Sea</b></p>",
        '<h1>The Tower</h1><div class="quote"><p>Sand.</p><div class="quote-author">A Keeper</div></div>',
        "<h1>The Tower</h1><p>3 March 2024 | Port Lorne Harbour Office News</p>",
        f"<h1>The Tower</h1><p>{'It stood on sand. ' * 9}</p><p><b>Old Sand</b></p><p>It was sold.</p>",
    ],
)
def test_words_of_the_text_are_no_author(page: str) -> None:
    assert metadata(page).byline == ""


def test_title_in_chinese_that_the_head_joins_to_the_site_is_kept() -> None:
    page = '<title>沙上的灯塔_港口报</title><meta property="og:title" content="沙上的灯塔"><p>x</p>'
    assert metadata(page).title == "沙上的灯塔"


def test_dates_of_several_stories_in_scripts_say_nothing() -> None:
    page = '<script id="s">[{"publishedAt":"2024-03-03"},{"publishedAt":"2024-03-09"}]</script><p>Sand.</p>'
    assert metadata(page).published is None


@pytest.mark.parametrize(
    "page",
    [
        '<h1>The Tower</h1><aside><a href="/b"><time datetime="2020-01-01">x</time></a></aside>'
        "<p>3 March 2024</p>",
        '<article><a href="/a"><time datetime="2024-03-03">x</time></a></article>',
        '<meta name="date" content="2024-03-09"><h1>The Tower</h1><time datetime="2024-03-03">x</time>',
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-01-01"}</script>'
        '<meta property="article:published_time" content="2024-03-03"><h1>The Tower</h1>'
        "<p>3 March 2024</p>",
        '<h1>The Tower</h1><abbr class="published" title="2024-03-03">9 months ago</abbr>',
        "<h1>The Tower</h1>" + "<p>A line of it.</p>" * 30 + "<p>9 March 1914</p><p>3 March 2024</p>",
        '<script id="state">{"post":{"publishedAt":"2024-03-03","views":3}}</script><p>Sand.</p>',
        "<title>The Tower of Sand - Post</title><p>9 March 2024</p>"
        "<h2>The Tower of Sand</h2><p>3 March 2024</p><p>5 April 2024</p>",
    ],
)
def test_date_is_this_article_s_and_as_the_page_shows_it(page: str) -> None:
    assert metadata(page).published == "2024-03-03"


def test_writer_of_the_post_goes_before_the_keeper_of_the_board() -> None:
    side = '<div class="side"><div class="bottom">created by <a class="author">first_tenant</a></div></div>'
    post = '<p class="tagline">submitted by <a class="author">cellar_question</a></p><p>My wall crumbles.</p>'
    assert metadata(f"<body>{side}<h1>My wall</h1>{post}</body>").byline == "cellar_question"


def test_board_that_heads_every_page_with_its_name() -> None:
    title = "<title>Varnish turns white in the rain - Small Boats Forum</title>"
    body = "<h1>Small Boats Forum</h1><h2>Varnish turns white in the rain</h2><p>I put six coats on.</p>"
    assert metadata(f"<html><head>{title}</head><body>{body}</body></html>").title == (
        "Varnish turns white in the rain"
    )


def test_page_title_that_is_the_site_s_gives_way_to_the_headline_that_is_shared() -> None:
    head = '<title>Harbour Post</title><meta property="og:title" content="Heroines of the Sand">'
    assert metadata(f"<html><head>{head}</head><body><h1>Heroines of the Sand</h1></body></html>").title == (
        "Heroines of the Sand"
    )


def test_names_in_a_row_that_the_style_sheet_parts() -> None:
    name = '<span class="person">{}</span>'
    names = f'<div class="authors">{name.format("Ines Abt")}{name.format("Rafe Holloway")}</div>'
    assert metadata(f"<body><h1>Ducks in line</h1>{names}<p>We watch.</p></body>").byline == (
        "Ines Abt, Rafe Holloway"
    )


@pytest.mark.parametrize("zero", ["1970-01-01T00:00:00+00:00", "1969-12-31T19:00:00-05:00", "1970-01-01"])
def test_the_zero_of_a_clock_is_no_date(zero: str) -> None:
    head = f"<meta property='article:published_time' content='{zero}'>"
    assert metadata(f"<head>{head}</head><body><h1>The goat</h1><p>On the quay.</p></body>").published is None
    time = "<time datetime='2024-03-03'>3 March 2024</time>"
    found = metadata(f"<head>{head}</head><body><h1>The goat</h1>{time}<p>On the quay.</p></body>")
    assert found.published == "2024-03-03"


@pytest.mark.parametrize(
    "anchor", ["<a href='#open'>#</a>", " <a href='#open'>¶</a>", "<a href='#open'>🔗</a>"]
)
def test_title_ends_before_the_link_to_itself(anchor: str) -> None:
    head = "<head><title>Opening a gate | sluice docs</title></head>"
    assert (
        metadata(f"{head}<body><h1>Opening a gate{anchor}</h1><p>By its name.</p></body>").title
        == "Opening a gate"
    )
    sharp = "<head><title>Gates in C#</title></head><body><h1>Gates in C#</h1></body>"
    assert metadata(sharp).title == "Gates in C#"


@pytest.mark.parametrize(("name", "age"), [("age", "2 hours ago"), ("card__age", None)])
def test_the_age_of_a_page_is_not_that_of_a_card_beside_it(name: str, age: str | None) -> None:
    """Boards call the age of a post `age` (the microformat's habit), cards of other stories `card__age`."""
    page = f'<h1>The tower stands</h1><p>It stands.</p><div><span class="{name}">2 hours ago</span></div>'

    assert metadata(page).age == age


def test_a_page_whose_head_says_all_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata_sources, "collect_printed", None)
    head = (
        '<meta name="author" content="Ina Ovenden">'
        '<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">'
    )
    found = metadata(f"<html lang='en'><head>{head}</head><body><p>The tide</p></body></html>")
    assert (found.byline, found.published) == ("Ina Ovenden", "2024-03-05T10:00:00+01:00")
