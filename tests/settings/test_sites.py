from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings.keeping import forget_site, keep_site
from reader.settings.sites import Sites, load_sites

RULES = """\
# mine
["harbour.example"]   # the post
body = ".story"
strip = [
    ".poll",
    ".newsletter",
]

["letters.harbour.example"]
as = "text"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sites.toml"


def rules_of(file: Path, text: str) -> Sites:
    file.write_text(text, "utf-8")
    return load_sites(file)


def test_a_rule_is_for_its_host_and_what_is_below_it_and_the_longest_host_decides(file: Path) -> None:
    sites = rules_of(file, RULES)
    assert sites.problems == ()
    hosts = {
        url: rule.host if (rule := sites.rule_for(url)) else None
        for url in (
            "https://harbour.example/a",
            "https://www.harbour.example/a",
            "https://news.HARBOUR.example:8080/a?b",
            "https://letters.harbour.example/a",
            "https://notharbour.example/a",
            "https://[broken/a",
            None,
        )
    }
    assert list(hosts.values()) == [
        "harbour.example",
        "harbour.example",
        "harbour.example",
        "letters.harbour.example",
        None,
        None,
        None,
    ]


def test_each_selector_knows_its_line(file: Path) -> None:
    rule = rules_of(file, RULES).rules[0]
    assert [(one.key, one.css, one.place) for one in rule.selectors] == [
        ("body", ".story", f"{file}:3"),
        ("strip", ".poll", f"{file}:5"),
        ("strip", ".newsletter", f"{file}:6"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('["a.example"]\nbody = 3', 2, "body wants a CSS selector"),
        ('["a.example"]\nbody = ["p", ""]', 2, "body wants a CSS selector"),
        ('["a.example"]\n\nkeep = "p"', 3, "there is no 'keep'"),
        ('["a.example"]\nas = "best"', 2, "as wants one of readable, text, raw, not 'best'"),
        ('\n[a.example]\nbody = "p"', 2, 'a host is written in quotes: ["a.example"]'),
        ('["https://a.example/"]\nbody = "p"', 1, "a table is called after a host"),
        ('"a.example" = 3', 1, "wants a table"),
    ],
)
def test_a_wrong_rule_is_left_out_with_file_line_and_reason(
    file: Path, text: str, line: int, said: str
) -> None:
    sites = rules_of(file, f'{text}\n\n["good.example"]\nas = "raw"\n')
    (problem,) = sites.problems
    assert problem.startswith(f"{file}:{line}: ")
    assert said in problem
    assert [rule.host for rule in sites.rules] == ["good.example"]


def test_a_file_that_is_no_toml_or_no_text_gives_no_rules_and_one_line(file: Path) -> None:
    assert load_sites(file) == Sites()
    (problem,) = rules_of(file, '["a.example"]\nbody = \n').problems
    assert problem.startswith(f"{file}:2: ")
    file.write_bytes(b"\xff\xfe\x00")
    (problem,) = load_sites(file).problems
    assert "cannot be read" in problem


def test_keeping_a_rule_leaves_the_rest_as_the_user_wrote_it(file: Path) -> None:
    file.write_text(RULES, "utf-8")
    keep_site(file, "harbour.example", "raw", {"strip": (), "title": ("h1", "h2")})
    keep_site(file, "tide.example", "text")
    text = file.read_text("utf-8")
    assert text.startswith('# mine\n["harbour.example"]   # the post\nbody = ".story"\n')
    first, _, last = load_sites(file).rules
    assert (first.cleaning, [one.css for one in first.selectors]) == ("raw", [".story", "h1", "h2"])
    assert (last.host, last.cleaning) == ("tide.example", "text")
    forget_site(file, "harbour.example")
    forget_site(file, "nobody.example")
    assert [rule.host for rule in load_sites(file).rules] == ["letters.harbour.example", "tide.example"]


def test_a_rule_is_not_kept_in_a_file_that_is_wrong(file: Path) -> None:
    file.write_text("width = [", "utf-8")
    with pytest.raises(SettingsError):
        keep_site(file, "a.example", "raw")
    assert file.read_text("utf-8") == "width = ["
