"""`nightstand clean`: clean pages without storing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.opening import folders_of, sites_of
from reader.cli.output import print_json, print_line, say, warn
from reader.importing.bringing import clean_path
from reader.importing.collecting import collect_seldom
from reader.importing.results import CleanResult

if TYPE_CHECKING:
    from reader.cleaning.article import Article, Story


@click.command(
    epilog="Examples:\n\n\b\n  nightstand clean page.html\n"
    "  nightstand clean --format jsonl saved/*.html > articles.jsonl\n"
    "  curl -s https://example.org/story | nightstand clean -"
)
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "text", "html", "json", "jsonl"]),
    default="markdown",
    show_default=True,
    help="jsonl prints one object a line, in the order of the arguments.",
)
@click.option(
    "--as",
    "how",
    type=click.Choice(["readable", "text", "raw"]),
    help="readable: the article; text: the whole page as text; raw: the whole body as Markdown. "
    "Else what sites.toml says of the site, or readable.",
)
@click.option("--url", help="Address of the page, when the file does not state it.")
@click.pass_context
def clean(ctx: click.Context, paths: tuple[str, ...], form: str, how: Any, url: str | None) -> None:
    """Clean pages without storing them; `-` is standard input."""
    collect_seldom()
    failed = False
    records = []
    sites = sites_of(folders_of(ctx.obj))
    for result in (result for path in paths for result in clean_path(path, how, url=url, sites=sites)):
        failed = failed or result.article is None
        if form == "jsonl":
            print_line(record_of(result))
        elif form == "json":
            records.append(record_of(result))
        elif result.article is None:
            warn(f"{result.path}: {result.problem}")
        else:
            _print_article(result.article, form)
    if form == "json":
        print_json(records[0] if len(records) == 1 else records)
    ctx.exit(1 if failed else 0)


def _print_article(article: Article, form: str) -> None:
    if form == "html":
        say(_as_html(article))
    elif form == "text":
        say(f"{article.title}\n\n{article.text}" if article.title else article.text)
    else:
        say(f"# {article.title}\n\n{article.markdown}" if article.title else article.markdown)


def _as_html(article: Article) -> str:
    from reader.document.parse import parse_markdown
    from reader.exporting.html import html_page
    from reader.exporting.rendering import document_xhtml, xml_text

    body = f"<h1>{xml_text(article.title)}</h1>\n{document_xhtml(parse_markdown(article.markdown))}"
    return html_page(article.title, body, language=article.language)


def record_of(result: CleanResult) -> dict[str, Any]:
    """One cleaned page as the object that `--format jsonl` prints."""
    article = result.article
    if article is None:
        return {"path": result.path, "error": result.problem}
    return {
        "path": result.path,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "published": article.published,
        "modified": article.modified,
        "age": article.age,
        "language": article.language,
        "description": article.description,
        "topics": list(article.topics),
        "words": article.words,
        "text": article.text,
        "markdown": article.markdown,
        "related": [_story_record(story) for story in article.stories],
        "warnings": list(article.warnings),
    }


def _story_record(story: Story) -> dict[str, Any]:
    return {
        "title": story.title,
        "url": story.url,
        "source": story.source,
        "published": story.published,
        "age": story.age,
        "module": story.module,
        "kind": story.kind,
        "text": story.text,
        "id": None,
    }
