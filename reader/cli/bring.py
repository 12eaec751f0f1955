"""`nightstand import`: bring saved pages into the library."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.opening import folders_of, opened_library, sites_of
from reader.cli.output import clear_line, is_interactive, print_line, say, tell
from reader.formats.reading import MAX_DEPTH
from reader.formats.saved_file import MAX_BYTES
from reader.formats.values import is_address
from reader.formats.zips import MAX_MEMBERS, MAX_RATIO, MAX_TOTAL_BYTES
from reader.importing.bringing import count_pages, import_paths
from reader.importing.results import ImportResult
from reader.importing.watching import Watch
from reader.terminal import safe_line

if TYPE_CHECKING:
    from reader.cli.context import Context

_LIMITS = (
    f"Limits: a page of {MAX_BYTES >> 20} MB; an archive of {MAX_MEMBERS:,} files that unpack to "
    f"{MAX_TOTAL_BYTES >> 30} GB and not to {MAX_RATIO} times their size, and archives {MAX_DEPTH} deep. "
    "Mailboxes and web archives of any size are read page by page. A file that is damaged or cut off is read "
    "as far as it goes, and said to be so; encrypted files are left out."
)
_FEW = 20
"""So many results are read as lines; of more, a terminal shows a bar, and what was skipped."""


@click.command(
    "import",
    epilog="Examples:\n\n\b\n  nightstand import page.html\n  nightstand import ~/saved --tag holiday\n"
    "  xclip -o | nightstand import - --url https://example.org/story\n\n" + _LIMITS + "\n\n"
    "Exit status: 0 when every file went in, 1 when some were skipped, 2 on wrong use.",
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--url", help="Address of the page, when the file does not state it.")
@click.option("--tag", "tags", multiple=True, help="Tag for every article; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option(
    "--format", "form", type=click.Choice(["lines", "jsonl"]), default="lines", help="jsonl for scripts."
)
@click.pass_context
def import_(
    ctx: click.Context,
    paths: tuple[str, ...],
    url: str | None,
    tags: tuple[str, ...],
    dry_run: bool,
    form: str,
) -> None:
    """Bring saved pages into the library: files, folders (walked), `-` for standard input."""
    context: Context = ctx.obj
    if url and len(paths) != 1:
        raise click.UsageError("--url goes with one file")
    if url and not is_address(url):
        raise click.UsageError(f"--url {url}: no web address")
    counts: Counter[str] = Counter()
    sites = sites_of(folders_of(context))
    with opened_library(context) as library:
        results = import_paths(library, paths, url=url, tags=tags, dry_run=dry_run, sites=sites)
        total = count_pages(paths) if is_interactive() and form == "lines" else 0
        try:
            for result in _with_bar(results, total) if total > _FEW else results:
                counts[result.outcome] += 1
                if form == "jsonl":
                    print_line(_record(result))
                elif total <= _FEW or _is_told(result):
                    say(_line(result))
        except KeyboardInterrupt:
            tell("\nstopped; what came in is kept, and the same command goes on from there")
            raise
        library.tend()
    if form == "lines" and sum(counts.values()) > 1:
        tell(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    ctx.exit(1 if counts["skipped"] else 0)


def _with_bar(results: Iterator[ImportResult], total: int) -> Iterator[ImportResult]:
    """Results under a progress bar; what is said of one stands above it."""
    with click.progressbar(length=total, label="importing", file=sys.stderr) as bar:
        for result in results:
            if _is_told(result):
                clear_line()
            yield result
            bar.length = max(total, bar.pos + 1)  # a mailbox does not say how many mails it holds
            bar.update(1)


@click.command(epilog="Example:\n\n\b\n  nightstand watch ~/Downloads/pages\n\nEnds with ctrl+c.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tag", "tags", multiple=True, help="Tag for every article; may be given several times.")
@click.option(
    "--seconds", type=click.FloatRange(0.1), default=2.0, show_default=True, help="Between two looks."
)
@click.option("--once", is_flag=True, help="Take in what lies there whole, and end.")
@click.pass_context
def watch(ctx: click.Context, folder: Path, tags: tuple[str, ...], seconds: float, once: bool) -> None:
    """Bring in the pages that are dropped into a folder, as they come."""
    seen = Watch(folder)
    list(seen.look())
    sites = sites_of(folders_of(ctx.obj))
    skipped = False
    with opened_library(ctx.obj) as library:
        while True:
            time.sleep(seconds)
            for result in import_paths(library, list(seen.look()), tags=tags, sites=sites):
                skipped = skipped or result.outcome == "skipped"
                say(_line(result))
            if once:
                ctx.exit(1 if skipped else 0)


@click.command(
    epilog="Example:\n\n\b\n  nightstand fetch https://example.org/story\n\n"
    'Needs the extra: pip install "nightstand[fetch]". Pages over 20 MB are not taken, '
    "and none is waited for longer than a minute. What robots.txt forbids is left, also behind a redirect."
)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.pass_context
def fetch(ctx: click.Context, urls: tuple[str, ...]) -> None:
    """Fetch pages from the web and keep them; nothing else uses the network."""
    from reader.importing.fetching import fetch as fetch_pages

    skipped = False
    sites = sites_of(folders_of(ctx.obj))
    with opened_library(ctx.obj) as library:
        for result in fetch_pages(library, urls, sites=sites):
            skipped = skipped or result.outcome == "skipped"
            say(_line(result))
    ctx.exit(1 if skipped else 0)


def _is_told(result: ImportResult) -> bool:
    return result.outcome == "skipped" or result.maybe is not None


def _line(result: ImportResult) -> str:
    entry, maybe = result.entry, result.maybe
    what = f"{entry.id}  {entry.title}" if entry else result.title or result.problem
    line = f"{result.outcome:<8}{safe_line(result.path)}  {what}"
    if entry is not None and entry.trashed:
        return f"{line}  (in the trash; `nightstand mark {entry.id} --restore` brings it back)"
    if entry is None or maybe is None:
        return line
    merge = f"`nightstand duplicates --merge {maybe.id} {entry.id}`"
    return f"{line}\n        maybe the same as {maybe.id}  {maybe.title}; {merge} makes them one"


def _record(result: ImportResult) -> dict[str, Any]:
    entry = result.entry
    return {
        "path": result.path,
        "status": result.outcome,
        "id": entry.id if entry else None,
        "title": result.title or None,
        "reason": result.problem or None,
        "maybe": result.maybe.id if result.maybe else None,
    }
