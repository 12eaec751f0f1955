"""Formulas, in the shapes that programs of the web leave them in."""

import lxml.html
import pytest

from reader.cleaning.elements.dom import ByName
from reader.cleaning.elements.mathematics import write_formulas
from reader.cleaning.markdown import to_markdown


def markdown(html: str) -> str:
    element = lxml.html.fragment_fromstring(html, create_parent="div")
    write_formulas(ByName(element.iter()))
    return to_markdown(element)


@pytest.mark.parametrize(
    "html",
    [
        # KaTeX
        "<span class='katex'><span class='katex-mathml'><math><semantics><mi>a</mi><annotation "
        "encoding='application/x-tex'>a_1*b</annotation></semantics></math></span>"
        "<span class='katex-html' aria-hidden='true'>a1b</span></span>",
        # MathJax 3 with its second copy for those who hear the page
        "<mjx-container class='MathJax'><mjx-math>a</mjx-math><mjx-assistive-mml><math>"
        "<annotation encoding='application/x-tex'>a_1*b</annotation></math></mjx-assistive-mml>"
        "</mjx-container>",
        # MathJax 2: a drawing, then the source as a script
        "<span class='MathJax_Preview'></span><span class='MathJax'>a1b</span>"
        "<script type='math/tex'>a_1*b</script>",
        # Temml
        "<span class='hurmet-tex' data-entry='a_1*b'><math><mi>a</mi></math></span>",
        # MediaWiki
        "<span class='mwe-math-element'><math alttext='{\\displaystyle a_1*b}'><mi>a</mi></math>"
        "<img src='f.svg' class='mwe-math-fallback-image-inline' alt='{\\displaystyle a_1*b}'></span>",
        # pictures that a service draws
        "<img class='latex' alt='a_1*b' src='/latex.php?latex=a_1%2Ab'>",
        "<img src='https://draw.example/latex.php?latex=a_1*b&bg=ffffff'>",
    ],
)
def test_formula_is_the_tex_that_the_page_states(html: str) -> None:
    assert markdown(f"<p>So {html}.</p>") == "So $a_1*b$."


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<img src='https://draw.example/svg.image?%5Cfrac%7Ba%7D%7Bb%7D'>", r"\frac{a}{b}"),
        ("<img src='https://draw.example/chart?cht=tx&chl=%5Calpha'>", r"\alpha"),
        ("<img src='https://draw.example/formula/%5Cfrac%7Ba%7D%7Bb%7D'>", r"\frac{a}{b}"),
    ],
)
def test_formula_is_read_out_of_the_address_of_its_picture(html: str, address: str) -> None:
    assert markdown(f"<p>So {html}.</p>") == f"So ${address}$."


@pytest.mark.parametrize(
    "html",
    [
        "<img class='math-teacher' src='photo.jpg' alt='A photo of the teacher'>",
        "<img src='https://maths.example/latex/logo.png' alt='Logo'>",
    ],
)
def test_picture_of_something_else_stays_a_picture(html: str) -> None:
    assert markdown(html).startswith("![")


def test_formula_on_its_own_line_is_a_paragraph() -> None:
    html = (
        "<div><p>Thus</p><mjx-container display='true'><math display='block' alttext='E=mc^2'></math>"
        "</mjx-container><p>holds.</p></div>"
    )
    assert markdown(html) == "Thus\n\n$$E=mc^2$$\n\nholds."


@pytest.mark.parametrize(
    ("mathml", "line"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a + 1)/b"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", r"x_i^2"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v\u20d7"),
        ("<munderover><mo>∑</mo><mi>k</mi><mi>n</mi></munderover>", r"∑\_k^n"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a, b)"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>",
            "a b; c",
        ),
        ("<semantics><mi>x</mi><annotation-xml><ci>x</ci></annotation-xml></semantics>", "x"),
    ],
)
def test_mathml_alone_becomes_a_line_of_text(mathml: str, line: str) -> None:
    assert markdown(f"<p><math>{mathml}</math></p>") == line


def test_endless_mathml_is_read_in_bounded_depth() -> None:
    nested = "<mrow>" * 240 + "<mi>x</mi>" + "</mrow>" * 240
    assert markdown(f"<p><math>{nested}</math></p>") == "x"


def letter(sign: str) -> str:
    return f"<mjx-mi><mjx-c class='mjx-c{ord(sign):X} TEX-I'></mjx-c></mjx-mi>"


@pytest.mark.parametrize(
    ("drawn", "line"),
    [
        (f"{letter('𝑎')}<mjx-mo><mjx-c class='mjx-c3D'></mjx-c></mjx-mo>{letter('𝑏')}", "a = b"),
        (
            f"<mjx-msup>{letter('𝑎')}<mjx-script><mjx-mn><mjx-c class='mjx-c32'></mjx-c></mjx-mn>"
            "</mjx-script></mjx-msup>",
            "a^2",
        ),
        (
            "<mjx-mfrac><mjx-frac><mjx-num><mjx-nstrut></mjx-nstrut>"
            f"{letter('𝑎')}</mjx-num><mjx-dbox><mjx-dtable><mjx-line></mjx-line><mjx-row><mjx-den>"
            f"{letter('𝑏')}</mjx-den></mjx-row></mjx-dtable></mjx-dbox></mjx-frac></mjx-mfrac>",
            "a/b",
        ),
        (
            "<mjx-msqrt><mjx-sqrt><mjx-surd><mjx-mo><mjx-c class='mjx-c221A'></mjx-c></mjx-mo></mjx-surd>"
            f"<mjx-box>{letter('𝑎')}</mjx-box></mjx-sqrt></mjx-msqrt>",
            "√a",
        ),
        (
            f"<mjx-msubsup>{letter('𝑎')}<mjx-script>{letter('𝑛')}<mjx-spacer></mjx-spacer>{letter('𝑘')}"
            "</mjx-script></mjx-msubsup>",
            "a_k^n",
        ),
        (
            f"<mjx-munderover><mjx-over>{letter('𝑛')}</mjx-over><mjx-box><mjx-munder><mjx-row><mjx-base>"
            f"{letter('∑')}</mjx-base></mjx-row><mjx-row><mjx-under>{letter('𝑘')}</mjx-under></mjx-row>"
            "</mjx-munder></mjx-box></mjx-munderover>",
            "∑\\_k^n",
        ),
        (
            "<svg><g data-mml-node='math'><g data-mml-node='mfrac'><g data-mml-node='mi'><use data-c='1D44E'>"
            "</use></g><g data-mml-node='mn'><use data-c='32'></use></g><rect></rect></g></g></svg>",
            "a/2",
        ),
    ],
)
def test_formula_that_is_only_drawn_is_read_by_its_letters(drawn: str, line: str) -> None:
    container = f"<mjx-container class='MathJax' jax='CHTML'><mjx-math>{drawn}</mjx-math></mjx-container>"
    assert markdown(f"<p>So {container}.</p>") == f"So {line}."


def test_formula_that_is_drawn_with_its_tex_beside_it_is_that_tex() -> None:
    drawn = f"<mjx-math data-latex='a_1*b'>{letter('𝑎')}</mjx-math>"
    assert markdown(f"<p>So <mjx-container>{drawn}</mjx-container>.</p>") == "So $a_1*b$."


@pytest.mark.parametrize("code", ["110000", "D800", "FFFFFF", "x"])
def test_letter_that_is_none_draws_nothing(code: str) -> None:
    drawn = f"<mjx-container><mjx-mi><mjx-c class='mjx-c{code}'></mjx-c></mjx-mi></mjx-container>"
    assert markdown(f"<p>So it is {drawn}.</p>") == "So it is ."
