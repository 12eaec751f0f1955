"""What stays or goes because of what stands around it."""

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source

LONG = (
    "The harbour master of Sool, a tall woman of few words, keeps a book in which every boat has a page, "
    "and every page has a stain, since she writes it at breakfast, with her elbows in the butter."
)
OTHER = (
    "Visitors may see the book on Sundays. They may not touch it, because the butter has made it fragile, "
    "and they may not ask about page nine, which is about her brother, his boat, and the rock."
)


def markdown(body: str, title: str = "The book of boats") -> str:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return clean(Page("html", page, Source("page.html"))).markdown


def article(middle: str) -> str:
    story = f"<p>{LONG}</p><p>{OTHER}</p>{middle}<p>{OTHER[::-1]}</p><p>{LONG.upper()}</p>"
    menu = "".join(f'<li><a href="/{n}">Part {n} of the harbour</a></li>' for n in range(40))
    return f"<ul class=menu>{menu}</ul><main><h1>The book of boats</h1><div>{story}</div></main>"


def test_a_table_between_paragraphs_stays_however_short_its_cells() -> None:
    cells = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for n, name in enumerate(["Ann", "Bee", "Cod"]))
    found = markdown(article(f'<figure class="table"><table>{cells}</table></figure>'))
    assert "| Ann | 0 |" in found
    assert "| Cod | 2 |" in found


def test_code_behind_another_tab_stays() -> None:
    tabs = (
        '<ul role="tablist"><li role="tab">Linux</li><li role="tab">Windows</li></ul>'
        '<div role="tabpanel"><pre>moor --all</pre></div>'
        '<div role="tabpanel" hidden=""><pre>moor.exe --all</pre></div>'
    )
    found = markdown(article(f'<div class="tabs">{tabs}</div>'))
    assert "moor --all" in found
    assert "moor.exe --all" in found


@pytest.mark.parametrize("words", ["Join 4,000 readers of our letter.", "Kirjeemme joka torstai."])
def test_a_box_with_a_field_for_an_address_goes_in_any_language(words: str) -> None:
    box = f'<div><p>{words}</p><form><input type="email"><button>OK</button></form></div>'
    assert words not in markdown(article(box))


def test_a_list_of_links_goes_with_its_heading() -> None:
    links = "".join(f'<li><a href="/w/{n}">Boat {n}</a></li>' for n in range(2))
    found = markdown(article("") + f"<h2>Related articles</h2><ul>{links}</ul>")
    assert "Boat 1" not in found


def test_a_pull_quote_that_says_again_what_the_text_says_goes() -> None:
    found = markdown(article('<aside class="pullquote"><p>They may not touch it</p></aside>'))
    assert found.count("They may not touch it") == 1


def test_a_note_that_is_folded_away_stays_with_its_title() -> None:
    note = (
        '<div class="callout is-collapsed" data-callout="info"><div class="callout-title">Page nine</div>'
        '<div class="callout-content" style="display: none">'
        "<p>It is about the rock, and was torn.</p></div></div>"
    )
    assert "> [!info] Page nine\n> It is about the rock, and was torn." in markdown(article(note))


def test_nothing_is_left_of_a_line_of_links_that_goes() -> None:
    found = markdown(article("") + '<p><a href="/print">Print</a> | <a href="/back">Back</a></p>')
    assert "|" not in found


def test_a_letter_in_a_typewriters_fount_becomes_paragraphs_and_its_table_stays_as_drawn() -> None:
    lines = [LONG[at : at + 60].strip() for at in range(0, len(LONG), 60)]
    letter = "\n".join(lines) + "\n\n> Is it true?\n\nboat     page\nHeron    9\n\n" + "\n".join(lines)
    found = markdown(f"<h1>The book of boats</h1><pre>{letter}</pre>")
    assert found.count(" ".join(lines)) == 2
    assert "> Is it true?" in found
    assert "```\nboat     page\nHeron    9\n```" in found


def test_code_is_no_letter() -> None:
    code = "\n".join(f"call the harbour master {n} with her number and her book;" for n in range(9))
    assert f"```\n{code}\n```" in markdown(f"<h1>The book of boats</h1><p>{LONG}</p><pre>{code}</pre>")


def test_a_heading_and_a_quote_without_markup_stay_amid_the_text() -> None:
    middle = (
        "<section><b>二、一把伞值不值得修</b></section><div><div>东西坏了先看看，看看再说扔不扔。</div></div>"
    )
    found = markdown(article(middle))
    assert "二、一把伞值不值得修" in found
    assert "看看再说扔不扔" in found


def test_a_call_to_share_amid_the_text_goes() -> None:
    assert "friends" not in markdown(article('<div class="share-box"><p>Share this with friends</p></div>'))


def test_the_name_of_a_file_over_its_code_stays() -> None:
    tabs = (
        '<div role="tabpanel"><div class="box"><div class="box__title">mule.toml</div>'
        "<pre><code>wait = 6</code></pre></div></div>"
    )
    assert "mule.toml\n\n```\nwait = 6\n```" in markdown(article(tabs))


def test_a_chapter_on_sharing_is_no_row_of_buttons() -> None:
    chapter = "".join(f"<p>{text}</p>" for text in (LONG, OTHER, LONG.swapcase()))
    heading = "<h2>Sharing with a single sailor<a href='#x'>¶</a></h2>"
    found = markdown(article(f'<section id="sharing-with-a-single-sailor">{heading}{chapter}</section>'))
    assert "## Sharing with a single sailor" in found
    assert LONG.swapcase() in found


def test_a_box_of_warnings_that_is_marked_as_an_alert_stays() -> None:
    box = '<div class="alert alert-danger" role="alert"><p>The rock is nearer than it looks.</p></div>'
    assert "> The rock is nearer than it looks." in markdown(article(box))


def test_the_date_on_a_line_of_its_own_over_the_text_goes() -> None:
    head = '<meta property="article:published_time" content="2023-12-28T07:00:00Z">'
    page = f"<html><head>{head}<title>Boats</title></head><body>{article('')}</body></html>"
    page = page.replace("<div><p>", "<div><p>28 December 2023</p><p>", 1)
    assert "28 December" not in clean(Page("html", page, Source("page.html"))).markdown


@pytest.mark.parametrize("service", ["twitter-tweet", "bluesky-embed", "instagram-media"])
def test_a_post_of_a_service_stays_whole_beside_the_text_that_speaks_of_it(service: str) -> None:
    post = f'<blockquote class="{service}"><p>on. boats. dot. com.</p>— Ann (@ann) 18 May 2023</blockquote>'
    found = markdown(article(f"<div>{post}</div><div>{post.replace('boats', 'rocks')}</div>"))
    assert "> on. boats. dot. com." in found
    assert "> on. rocks. dot. com." in found
    assert found.count("(@ann)") == 2


def test_a_post_of_a_service_away_from_the_text_goes() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>on. boats. dot. com.</p>— Ann (@ann) 18 May 2023</blockquote>'
    )
    assert "dot. com" not in markdown(article("") + f"<aside><h2>Our feed</h2>{post}</aside>")


@pytest.mark.parametrize(
    "line",
    [
        "Updated Nov 19, 6:55 AM; Posted Nov 19, 6:51 AM",
        "Aktualisiert am 28.12.2023, 18:36 Uhr",
        "quinta-feira, 28 de dezembro de 2023 às 7:13",
    ],
)
def test_a_line_of_dates_over_the_text_goes(line: str) -> None:
    head = '<meta property="article:published_time" content="2023-12-28T07:00:00Z">'
    page = f"<html><head>{head}<title>Boats</title></head><body>{article('')}</body></html>"
    page = page.replace("<div><p>", f"<div><p>{line}</p><p>", 1)
    assert line[-12:] not in clean(Page("html", page, Source("page.html"))).markdown


def test_a_sentence_with_the_day_of_the_article_stays() -> None:
    head = '<meta property="article:published_time" content="2023-12-28T07:00:00Z">'
    line = "The harbour opened on 28 December 2023."
    page = f"<html><head>{head}<title>Boats</title></head><body>{article('')}</body></html>"
    page = page.replace("<div><p>", f"<div><p>{line}</p><p>", 1)
    assert line in clean(Page("html", page, Source("page.html"))).markdown


def test_every_cell_of_an_endless_table_stays() -> None:
    rows = "".join(
        f"<tr><td>{n}.</td><td>Boat {n * 7}</td><td>{n % 60} min</td></tr>" for n in range(1, 1200)
    )
    found = markdown(article(f"<table>{rows}</table>"))
    assert all(f"| Boat {n * 7} |" in found for n in range(1, 1200))


def test_every_cell_of_an_endless_table_of_links_goes() -> None:
    rows = "".join(
        f'<tr><td><a href="/a{n}">Part {n}</a></td><td><a href="/b{n}">Shop {n}</a></td></tr>'
        for n in range(1200)
    )
    assert "Shop" not in markdown(f'<div id="sitemap"><table>{rows}</table></div>' + article(""))


@pytest.mark.parametrize("kicker", ["Sool", "Harbours & boats"])
def test_the_title_goes_with_the_words_that_editors_set_over_it(kicker: str) -> None:
    head = f"<h1><span>{kicker}</span> The book of boats</h1>"
    story = f"{head}<p>{LONG}</p><p>{OTHER}</p><p>{LONG.upper()}</p>"
    assert "book of boats" not in markdown(f"<article>{story}</article>")


def test_a_table_with_a_label_before_it_stays_between_paragraphs() -> None:
    cells = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for n, name in enumerate(["Ann", "Bee", "Cod"]))
    found = markdown(
        article(f"<div><div class='prompt'>Out[2]:</div><div><table>{cells}</table></div></div>")
    )
    assert "| Ann | 0 |" in found


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Sign up to The Long Water", "The best of our writing on rivers, in your inbox every Friday."),
        ("Newsletter", "Das Beste vom Hafen, jeden Freitag per E-Mail. Hinweise zum Datenschutz."),
        ("Inscrivez-vous", "Chaque vendredi, la lettre du port dans votre boîte."),
    ],
)
def test_a_box_that_asks_to_subscribe_goes_whole(head: str, words: str) -> None:
    found = markdown(article(f"<figure class='e1'><div><h2>{head}</h2><p>{words}</p></div></figure>"))
    assert words not in found
    assert head not in found


def test_a_paragraph_behind_one_that_asks_to_subscribe_stays() -> None:
    found = markdown(article(f"<p>Subscribe to the newsletter of the harbour.</p><p>{LONG[::-1]}</p>"))
    assert LONG[::-1] in found
