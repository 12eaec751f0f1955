"""`nightstand site`: how the pages of a site are cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import form_option
from reader.cli.opening import folders_of, sites_of
from reader.cli.output import print_records, say, warn
from reader.errors import NotFound
from reader.settings.sites import CLEANINGS, SELECTORS, host_of

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.settings.sites import SiteRule


@click.group()
def site() -> None:
    """Say how the pages of a site are cleaned: where its articles stand, and what is none of them.

    The rules stand in `sites.toml` in the configuration folder; `nightstand paths` prints it.
    """


@site.command("list", epilog="Example:\n\n\b\n  nightstand site list")
@form_option
@click.pass_context
def list_(ctx: click.Context, form: str) -> None:
    """List the rules; what is wrong with the file is said line by line, and ends with exit status 1."""
    sites = sites_of(folders_of(ctx.obj))
    print_records(map(_record, sites.rules), form, ("host", "as", "body", "strip", "title"))
    ctx.exit(1 if sites.problems else 0)


def _record(rule: SiteRule) -> dict[str, Any]:
    selectors: dict[str, str] = {key: ", ".join(one.css for one in rule.of(key)) for key in SELECTORS}
    return {"host": rule.host, "as": rule.cleaning or "", **selectors}


@site.command(
    epilog="Examples:\n\n\b\n  nightstand site set harbourpost.example --strip .newsletter --strip .poll\n"
    "  nightstand site set harbourpost.example --body '.story-text' --title 'h1.headline'\n"
    "  nightstand site set lyrics.example --as raw\n\n"
    "An empty selector takes back what was said. `nightstand reclean` brings old articles up to date."
)
@click.argument("host")
@click.option("--body", multiple=True, help="CSS selector of the article's text; may be given several times.")
@click.option("--strip", multiple=True, help="CSS selector of what is none of it.")
@click.option("--title", multiple=True, help="CSS selector of the headline.")
@click.option("--as", "how", type=click.Choice(CLEANINGS), help="The cleaning that its pages get.")
@click.pass_context
def set(
    ctx: click.Context,
    host: str,
    body: tuple[str, ...],
    strip: tuple[str, ...],
    title: tuple[str, ...],
    how: Any,
) -> None:
    """Keep a rule for a host and its subdomains, in place of what was said before about the same key."""
    from reader.cleaning.site_rules import selector_problem
    from reader.settings.keeping import keep_site

    said = {key: value for key, value in (("body", body), ("strip", strip), ("title", title)) if value}
    if not said and how is None:
        raise click.UsageError("say --body, --strip, --title or --as")
    given = {key: tuple(filter(str.strip, value)) for key, value in said.items()}
    for key, css in ((key, css) for key, selectors in given.items() for css in selectors):
        if problem := selector_problem(css):
            raise click.UsageError(f"--{key} {problem}")
    folders = folders_of(ctx.obj)
    keep_site(folders.sites_file, _host(host), how, given)
    ctx.exit(1 if sites_of(folders).problems else 0)


def _host(host: str) -> str:
    """The host of an address, or of what stands for one."""
    return host_of(host if "//" in host else f"//{host}")


@site.command(epilog="Example:\n\n\b\n  nightstand site remove harbourpost.example")
@click.argument("host")
@click.pass_obj
def remove(context: Context, host: str) -> None:
    """Take the rule of a host out of the file."""
    from reader.settings.keeping import forget_site

    file = folders_of(context).sites_file
    if not (forget_site(file, host) or forget_site(file, _host(host))):
        raise NotFound(host, "rule")


@site.command(
    epilog="Examples:\n\n\b\n  nightstand site test page.html\n"
    "  nightstand site test page.html --url https://harbourpost.example/tower"
)
@click.argument("path")
@click.option("--url", help="Address of the page, when the file does not state it.")
@click.pass_context
def test(ctx: click.Context, path: str, url: str | None) -> None:
    """Show what the rule of its site finds on a saved page, and what comes out; nothing is kept."""
    from reader.importing.site_trial import try_rules

    sites = sites_of(folders_of(ctx.obj))
    trial = try_rules(path, sites, url)
    if trial.problem:
        warn(f"{path}: {trial.problem}")
        ctx.exit(1)
    say(f"rule of {trial.rule.host} ({trial.rule.place})" if trial.rule else "no rule is for this page")
    for hit in trial.hits:
        say(f"  {hit.key:<6}{hit.css}: {hit.elements} elements, {hit.words} words")
    if trial.article is not None:
        say(f"{trial.article.title}: {trial.article.words} words")
        for warning in trial.article.warnings:
            say(f"  {warning}")
    ctx.exit(1 if sites.problems or any(not hit.elements for hit in trial.hits) else 0)
