import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from reader.cleaning.markdown import to_markdown
from reader.cleaning.pictures import PagePictures
from reader.cleaning.plain import to_text
from reader.cleaning.standardise import standardise

BASE = "https://harbourpost.example/coast/"


def tree(html: str) -> HtmlElement:
    element = lxml.html.fragment_fromstring(html, create_parent="div")
    standardise(element, PagePictures(None, BASE))
    return element


def markdown(html: str) -> str:
    return to_markdown(tree(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Tides <a href='#tides'>¶</a></h2>", "## Tides"),
        ("<p>a <b>b</b> <i>c</i> <code>d</code></p>", "a **b** *c* `d`"),
        ("<p><a href='tower'>t</a></p>", "[t](https://harbourpost.example/coast/tower)"),
        ("<p><a href='javascript:x()'>t</a></p>", "t"),
        ("<pre class='brush: python'>x = 1\n</pre>", "```python\nx = 1\n```"),
        ("<pre><code>a ``` b</code></pre>", "````\na ``` b\n````"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<img src='data:image/gif;base64,R0' data-src='x.jpg' alt='A tower'>", f"![A tower]({BASE}x.jpg)"),
        ("<picture><source srcset='s.webp 1x, l.webp 2x'><img alt='t'></picture>", f"![t]({BASE}l.webp)"),
        ("<blockquote><p>q</p></blockquote>", "> q"),
        (
            "<div class='information-macro information-macro-note'><p class=title>Mind</p><div>q</div></div>",
            "> [!note] Mind\n> q",
        ),
        (
            "<div class='admonitionblock tip'><table><tr><td><div class='title'>Tip</div></td><td>q</td></tr>"
            "</table></div>",
            "> [!tip] Tip\n> q",
        ),
        ("<figure class='gray callout'><div>💡</div><div>q</div></figure>", "> q"),
        ("<pre data-syntaxhighlighter-params='brush: bash; gutter: false'>ls\n</pre>", "```bash\nls\n```"),
        ("<div class='highlight hl-ipython3'><pre>x = 1\n</pre></div>", "```python\nx = 1\n```"),
        (
            "<details><summary><a href='/s'>Source</a><h3>open</h3></summary><p>a</p></details>",
            "### open\n\na",
        ),
        ("<p><a href='#a'>§</a>a</p>", "a"),
        ("<ul><li><span>[1]</span><span>Lund, Birds</span></li></ul>", "- [1] Lund, Birds"),
        (
            "<figure><figcaption><span>A quay.</span><span>Photo: L</span></figcaption></figure>",
            "*A quay. Photo: L*",
        ),
        (
            "<figure><img src='t.jpg' alt='t'><figcaption><p>i <i>j</i> <b>b</b></p></figcaption></figure>",
            f"![t]({BASE}t.jpg)\n\n*i j **b***",
        ),
        ("<figcaption>one<p>- two</p></figcaption>", "*one*\n\n*\\- two*"),
        ("<figcaption><ul><li>a</li></ul></figcaption>", "- a"),
        ("<p>1. not a list</p>", "1\\. not a list"),
        ("<p><b>one</b> <br>&nbsp;</p><p>a<br>&nbsp;<br>b</p>", "**one**\n\na\n\nb"),
        ("<p>the &lt;b&gt; element</p>", "the \\<b> element"),
        (
            "<iframe src='https://www.youtube.com/embed/1' title='Film'></iframe>",
            "[Film](https://www.youtube.com/embed/1)",
        ),
        ("<iframe src='https://ads.example/1'></iframe>", ""),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        (
            "<pre><code><span>int <b>main</b>() </span>{<br>}</code><button>Copy</button></pre>",
            "```\nint main() {\n}\n```",
        ),
        ("<pre><span class='line'>a</span><span class='line'>b</span></pre>", "```\na\nb\n```"),
        (
            "<table><tr><td class='code'><pre><span>a</span><br></pre></td></tr></table>",
            "```\na\n```",
        ),
        (
            "<div class='admonition tip'><p class='admonition-title'>Do</p><p>Oil it.</p></div>",
            "> [!tip] Do\n> Oil it.",
        ),
        ("<div class='alert alert-warning'>Hot</div>", "> [!warning] Warning\n> Hot"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
        ("<p><b>Note:</b>see</p>", "**Note**:see"),
        ("<p><cite>Halm (Harbour Post)</cite>A goat sang.</p>", "Halm (Harbour Post) A goat sang."),
        ("<p><span>f(x)</span>s are drawn.</p>", "f(x)s are drawn."),
        ("<p>one<br>two<br><br>three</p>", "one\\\ntwo\n\nthree"),
        ("<hr><p>a</p><hr><div><hr></div><p>b</p><hr>c<hr><hr>", "a\n\n---\n\nb\n\n---\n\nc"),
        ("<hr>a<hr><img src='w.png'><hr>", f"a\n\n---\n\n![]({BASE}w.png)"),
        ("<p>___</p><p>***</p><p>* * *</p>", "\\_\\_\\_\n\n\\*\\*\\*\n\n\\* * \\*"),
        (
            "<p>a <img src='w.png' alt='The weir.&lt;br&gt;By &lt;i class=a&gt;Oar&lt;/i&gt;'> b</p>",
            f"a ![The weir. By Oar]({BASE}w.png) b",
        ),
        ("<p><img src='w.png' alt='The &lt;ul&gt; of eels'> b</p>", f"![The \\<ul> of eels]({BASE}w.png) b"),
        (
            "<table><tr><td colspan=2>a|b</td></tr><tr><td>1</td><td>x<br>y</td></tr></table>",
            "| a\\|b |  |\n| --- | --- |\n| 1 | x<br>y |",
        ),
    ],
)
def test_element_has_its_markdown(html: str, expected: str) -> None:
    assert markdown(html) == expected


def test_data_table_stays_and_layout_table_goes() -> None:
    data = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert markdown(data) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert markdown("<table><tr><td><p>one</p><p>two</p></td></tr></table>") == "one\n\ntwo"


def test_footnote_and_its_mark_find_each_other() -> None:
    html = "<p>Sand<sup><a href='#fn1'>1</a></sup>.</p><ol><li id='fn1'>Mostly. <a href='#r1'>↩</a></li></ol>"
    assert markdown(html) == "Sand[^1].\n\n[^1]: Mostly."


def test_line_numbers_are_not_code() -> None:
    html = (
        "<table><tr><td class='gutter'><pre>1\n2</pre></td><td class='code'><pre>a\nb</pre></td></tr></table>"
    )
    assert markdown(html) == "```\na\nb\n```"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><code style='white-space: pre'>\na = 1\n  b\n</code></div>", "```\na = 1\n  b\n```"),
        ("<div><code class='hl block'>a = 1</code></div>", "```\na = 1\n```"),
        ("<p>So <code>a = 1\nb</code>.</p>", "So `a = 1 b`."),
        ("<div class='code-block' data-lang='http'>GET /a\n\n> b</div>", "```http\nGET /a\n\n> b\n```"),
        (
            "<div><div><span>java</span><span>Copy code</span></div>"
            "<div><pre><code class='language-java'>a;</code></pre></div></div>",
            "```java\na;\n```",
        ),
        ("<div><div>Python</div><div><pre>a = 1</pre></div></div>", "```python\na = 1\n```"),
        ("<div><pre>a = 1</pre><div class='x'>Copied!</div></div>", "```\na = 1\n```"),
        ("<p>Python</p><pre>a = 1</pre>", "Python\n\n```\na = 1\n```"),
        ("<h3>Console</h3><pre>$ a</pre>", "### Console\n\n```\n$ a\n```"),
    ],
)
def test_code_is_told_from_its_labels_and_without_pre(html: str, expected: str) -> None:
    assert markdown(html) == expected


def test_picture_for_readers_without_scripts_stands_in_for_a_placeholder() -> None:
    html = (
        "<p>Here:</p><span><img alt='A lock' src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP'/>\n"
        "<noscript>\n<img alt='A lock' srcset='/lock.png 1x' src='/lock.png'/></noscript></span>"
    )
    assert markdown(html) == "Here:\n\n![A lock](https://harbourpost.example/lock.png)"


def test_picture_that_counts_visits_stays_out() -> None:
    html = "<p>Here.</p><div><noscript><img src='https://count.example/v?id=1'/></noscript></div>"
    assert markdown(html) == "Here."


def test_text_breaks_at_blocks_and_never_within_words() -> None:
    assert to_text(tree("<p>li<b>ght</b>house</p>tail<div>next</div>")) == "lighthouse\n\ntail\n\nnext"


TAGS = st.sampled_from(
    ["p", "div", "ul", "li", "table", "tr", "td", "pre", "blockquote", "a", "b", "h2", "figure", "sup"]
)
NODES = st.recursive(
    st.sampled_from(["word", " ", "1. x", "# y", "<br>", "<img src='x.png' alt='z'>", "*s*", "a|b"]),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=20,
)


@given(NODES)
def test_any_tree_is_converted(html: str) -> None:
    element = tree(html)
    assert isinstance(to_text(element), str)
    assert isinstance(to_markdown(element), str)


def test_words_of_text_and_of_rendered_markdown_are_equal() -> None:
    html = (
        "<h2>Eleven</h2><p>a <b>b</b>, <a href='x'>c</a></p><ol><li>one<ul><li>two</li></ul></li></ol>"
        "<table><tr><th>h</th><th>i</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<pre>x = 1</pre><p>1. end</p>"
    )
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(html))
    words = re.findall(r"\w+", " ".join(map(str, lxml.html.fromstring(rendered).itertext())))
    assert re.findall(r"\w+", to_text(tree(html))) == words


def test_ten_thousand_nested_elements_are_no_danger() -> None:
    element = lxml.html.fromstring("<div>" * 10_000 + "deep" + "</div>" * 10_000)
    standardise(element, PagePictures(None, ""))
    assert isinstance(to_markdown(element), str)
    assert isinstance(to_text(element), str)
