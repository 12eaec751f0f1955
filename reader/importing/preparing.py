"""Pages made ready to be kept: the slow part of an import, which needs no library.

It runs in processes of its own when there are many files, so everything here goes through pickle.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reader.document.document import Document
from reader.document.sketch import Sketch, sketch_of
from reader.errors import NoArticle, PageError, UnreadablePage
from reader.formats.page import Carried, Page
from reader.formats.reading import read_pages
from reader.importing.picturing import pictures_of
from reader.library.kept import Draft, RelatedStory
from reader.settings.sites import NO_SITES, Sites
from reader.terminal import safe_line

if TYPE_CHECKING:
    from reader.cleaning.article import Article, Story
    from reader.cleaning.pipeline import Cleaning

_CUT = "the file was cut off: the end may be missing"
_TITLE_CHARACTERS = 60
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page that is ready to be kept, or why it is not."""

    label: str
    draft: Draft | None = field(default=None, repr=False)
    document: Document | None = field(default=None, repr=False)
    carried: Carried = field(default_factory=Carried, repr=False)
    problem: str = ""
    is_cut: bool = False
    """The page ends in the middle: it does not replace a text."""
    sketch: Sketch = ()
    """Of its text, by which near-equal articles are found; empty for a short one."""


def prepare_file(path: str, url: str | None = None, sites: Sites = NO_SITES) -> Iterator[Prepared]:
    """Read and clean the pages of a file; what is wrong with it, or with one of them, stands in its place."""
    try:
        for found in read_pages(path, url=url):
            yield _of_problem(found) if isinstance(found, PageError) else prepare_page(found, sites)
    except PageError as error:
        yield _of_problem(error)
    except Exception as error:
        # A fault of ours on one file must not stop the other thousand: it is logged, and said.
        _LOG.exception("reading %s failed", path)
        yield Prepared(path, problem=f"reading failed ({type(error).__name__}); see the log")


def _of_problem(error: PageError) -> Prepared:
    return Prepared(error.path, problem=error.reason)


def prepare_page(page: Page, sites: Sites = NO_SITES) -> Prepared:
    """Clean a page, as the user says of its site, and make its document."""
    from reader.document.parse import parse_markdown

    label = label_of(page)
    if page.link_only:
        return Prepared(label, _link_draft(page), parse_markdown(page.content), page.carried)
    try:
        article = clean_page(page, sites=sites)
        if page.kind == "text" and not article.text.strip():
            article = clean_page(page, "text", sites)  # a few words are what somebody wanted to keep
    except PageError as error:
        return _of_problem(error)
    if not article.text.strip():
        return Prepared(label, problem="no article found in it; try `nightstand clean --as text`")
    document = parse_markdown(article.markdown)
    return Prepared(
        label,
        draft_of(article, page, document),
        document,
        page.carried,
        is_cut=page.is_cut,
        sketch=sketch_of(document.text),
    )


def label_of(page: Page) -> str:
    """What to call a page to the user."""
    return f"{page.source.path}:{page.source.member}" if page.source.member else page.source.path


def clean_page(page: Page, how: Cleaning | None = None, sites: Sites = NO_SITES) -> Article:
    """Clean a page, see `cleaning.clean`; where a fault of ours stops that, give it as text and say so.

    Raises:
        NoArticle: that failed too; the log has the reason.
    """
    from reader.cleaning.pipeline import clean

    try:
        return clean(page, how, sites)
    except Exception:
        _LOG.exception("cleaning %s failed", label_of(page))
    try:
        whole = clean(page, "text")
        return replace(whole, warnings=(*whole.warnings, "cleaning failed: this is the whole page as text"))
    except Exception as error:
        raise NoArticle(label_of(page), f"cleaning failed ({type(error).__name__}); see the log") from error


def _first_words(text: str) -> str:
    """What a text without a headline is called in lists: its beginning."""
    line = safe_line(text[: 2 * _TITLE_CHARACTERS])
    if len(line) <= _TITLE_CHARACTERS:
        return line
    begun = line[: _TITLE_CHARACTERS + 1]
    return f"{begun.rpartition(' ')[0] or begun[:-1]}…"


def draft_of(article: Article, page: Page, document: Document) -> Draft:
    """The draft of a cleaned article: its fields, stories and pictures, and the untouched original."""
    return Draft(
        title=(page.title if page.names_are_stated else None) or article.title or _first_words(document.text),
        markdown=article.markdown,
        byline=article.byline or page.byline or "",
        site=article.site or page.site or "",
        url=article.url,
        published=article.published,
        modified=article.modified,
        age=article.age,
        language=article.language or page.language or "",
        description=article.description or page.description or "",
        topics=article.topics,
        stories=tuple(kept_story(story) for story in article.stories),
        pictures=pictures_of(page, document, article.pictures),
        warnings=(*article.warnings, *((_CUT,) if page.is_cut else ())),
        original=page.original,
        original_kind=page.kind,
        **_common(page),
    )


def facts_draft(page: Page) -> Draft:
    """A draft of what a page brings beside its text, for an article that is here already."""
    return Draft(title="", markdown="", **_common(page))


def _link_draft(page: Page) -> Draft:
    return Draft(
        title=page.title or page.url or "",
        markdown=page.content,
        byline=page.byline or "",
        site=page.site or _host(page.url),
        url=page.url,
        published=page.published,
        language=page.language or "",
        description=page.description or "",
        link_only=True,
        **_common(page),
    )


def _common(page: Page) -> dict[str, Any]:
    """What does not depend on the page's text."""
    carried = page.carried
    return {
        "tags": carried.tags,
        "saved": page.saved,
        "source_path": label_of(page),
        "source_sha256": page.source.sha256,
        "state": carried.state or "unread",
        "starred": carried.starred,
        "note": carried.note,
        "progress": carried.progress or 0.0,
    }


def _host(url: str | None) -> str:
    found = re.match(r"https?://(?:www\.)?([^/?#:]+)", url or "")
    return found[1] if found else ""


def kept_story(story: Story) -> RelatedStory:
    """A story of a page in the form that the library keeps."""
    return RelatedStory(
        story.title, story.url, story.source, story.published, story.age, story.module, story.kind, story.text
    )


def unreadable(path: str, reason: str) -> Prepared:
    """A path that led to nothing."""
    return _of_problem(UnreadablePage(path, reason))
