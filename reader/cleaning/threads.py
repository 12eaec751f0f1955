"""Pages of several hands (threads, questions with answers, live reports): every post, and who wrote it.

Forums of all makes name the box of a post's text alike, and put its writer and its time beside that box: in a
head over it, a column next to it, or a signature under it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.block_words import LABELS
from reader.cleaning.blocks import Blocks, Box
from reader.cleaning.elements.dom import text_line
from reader.cleaning.page_words import names_on
from reader.cleaning.post_names import make_of_post, name_posts
from reader.cleaning.text.times import JOINED, find_time

_BESIDE = re.compile(r"(?:^|[\s_-])side-?(?:bar)?(?:$|[\s_-])")
_LEAST_POSTS = 3
_NEARLY_ALL = 0.75
_OPENING = 60
"""Characters of prose that are not a line about the page."""
_MOST_POSTS = 0.5
_HEAD = 80
"""Characters in a line over a post."""
_LEAST_ODDS = -3.5
_REFUSED = -10.0
"""Odds below this stand for a refusal by name."""

_SURELY_WRITER = re.compile(r"(?:^|\s)(?:author|creator)(?:\s|$)", re.IGNORECASE)
_WRITER = re.compile(
    r"(?:^|[\s_-])(?:author|user-?name|big-?user-?name|poster|commenter|creator|nick-?name|nick|[a-z]{2}-?user|"
    r"display-?name|screen-?name|member-?name|user-details|comment-?user|fn|posted-?by|post-?owner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:^|[\s_-])(?:(?:post|relative)?-?(?:date|time)|time-?stamp|posted|published|date-?line|age)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CLOCK_TAGS = frozenset(["time", "relative-time", "time-ago", "local-time"])
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+\w{2,5})?\W*", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|от|posted by|written by)\s*:?\s+", re.IGNORECASE)
_SAYS = re.compile(
    r"\s+(?:says|said|wrote|writes|disse|schreibt|schrieb|sagt|dit|dice|dijo|ha scritto)\W*$", re.IGNORECASE
)
_DATE_BEHIND = re.compile(r"(?:\s+(?:am|on|le|el|il|at|em))?\s+\d{1,4}\s?[/.:-]\s?\d.*$", re.IGNORECASE)
_LONGEST_NAME = 50
_LONGEST_TIME = 40
_SHORT_AGE = re.compile(r"\d{1,3}\s?(?:s|m|h|d|w|mo|y|min|std|hrs?)\.?", re.IGNORECASE)
_LIVE = re.compile("live", re.IGNORECASE)
"""Reports by the hour say the time of an entry and, mostly, no writer."""
_NEAR_HOLDERS = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote a post, and when."""

    post: HtmlElement
    name: str
    when: str
    """A day of ISO 8601 where the page states one for machines, else as it is printed; may be empty."""


def keep_posts(found: Blocks, odds: Sequence[float], thread: Sequence[Box], kept: list[bool]) -> None:
    """Take every post of a thread, or where most are taken: the shortest answers look like nothing at all.

    Names, dates and counts stand between them.

    Args:
        found: the blocks of a page.
        odds: of each block.
        thread: what `posts_of_thread` found.
        kept: which blocks are taken; changed in place.
    """
    for boxes in _rows_of_posts(found):
        taken = sum(any(kept[box.first : box.last]) for box in boxes)
        is_thread = bool(thread) and boxes[0] is thread[0] and _is_shared(boxes)
        least = _REFUSED if is_thread else _LEAST_ODDS
        if is_thread or (len(boxes) >= _LEAST_POSTS and taken >= _MOST_POSTS * len(boxes)):
            inside = {at for box in boxes for at in range(box.first, box.last)}
            # Over the first post stand its own lines, and perhaps the title of the thread.
            over = boxes[1].first - boxes[0].last + 1
            under = min(_item(boxes[-1], boxes[-2]).last, boxes[-1].last + over)
            for at in range(max(0, boxes[0].first - over), under):
                block = found.blocks[at]
                if at in inside:
                    is_text = 2 * block.linked < block.characters or _names_quoted(found, at)
                    kept[at] = kept[at] or (odds[at] > least and is_text)
                elif len(block.text) <= _HEAD:
                    kept[at] = False
            for box in boxes:
                _leave_head(found, box, kept)


def _leave_head(found: Blocks, post: Box, kept: list[bool]) -> None:
    """Leave out the line of time and writer that reports by the hour have within a post, at its head."""
    for at in range(post.first, post.last - 1):
        block = found.blocks[at]
        parts = [element for element, behind in block.places if not behind]
        is_head = any(part.tag in _CLOCK_TAGS for part in parts) or any(map(_is_writer, parts))
        if len(block.text) > _HEAD or not is_head:
            return
        kept[at] = False


def _names_quoted(found: Blocks, at: int) -> bool:
    """Whether a block opens a quote and says who is quoted: `oar said:`, mostly linked to what is quoted."""
    block = found.blocks[at]
    quote: Box | None = block.box
    while quote is not None and quote.tag != "blockquote" and quote.first == at:
        quote = quote.above
    is_first = quote is not None and quote.tag == "blockquote" and quote.first == at < quote.last - 1
    is_line = len(block.text) <= _HEAD and (block.text.endswith(":") or _SAYS.search(block.text) is not None)
    return is_first and is_line


def _is_shared(boxes: Sequence[Box]) -> bool:
    """Whether others say as much as the first: where they do not, it may be an article with comments."""
    return 2 * boxes[0].characters < sum(box.characters for box in boxes)


def _item(post: Box, before: Box) -> Box:
    """The largest box that holds a post and not the one before."""
    while post.above is not None and post.above.first >= before.last:
        post = post.above
    return post


def _rows_of_posts(found: Blocks, names: str | None = None) -> Sequence[Sequence[Box]]:
    """The boxes that hold the texts of posts, those of one make together, in the order of the page."""
    if found.posts is None:
        found.posts = tuple(_posts(found)) if name_posts(names_on(found) if names is None else names) else ()
    return found.posts


def _posts(found: Blocks) -> Iterator[list[Box]]:
    posts: dict[str, list[Box]] = {}
    texts: dict[Box, Box] = {}
    current: Box | None = None
    for box in found.boxes:
        make = make_of_post(box.names) if box.names and box.tag != "p" else None
        if make is not None and not is_beside(box):
            alike = posts.setdefault(make, [])
            if not alike or alike[-1].last <= box.first:
                alike.append(box)
                current = box
        elif current is not None and box.names == "content" and box.last <= current.last:
            texts.setdefault(current, box)
    for boxes in posts.values():
        # Boards that put heads and signatures into the box of a post have another one for its text.
        yield [texts[box] for box in boxes] if all(box in texts for box in boxes) else boxes


def is_beside(box: Box | None) -> bool:
    """Whether a box stands in a column beside the page, where boards say their rules as they say a post."""
    while box is not None:
        if box.tag == "aside" or _BESIDE.search(box.names):
            return True
        box = box.above
    return False


def posts_of_thread(found: Blocks, proses: Sequence[int], names: str) -> Sequence[Box]:
    """The posts of a page that is a thread: they hold nearly all of its prose, and the first of it.

    Some forums call every post a comment, the first as well; elsewhere comments stand under an article.

    Args:
        found: the blocks of a page.
        proses: characters of prose of each block.
        names: what `names_on` says of the page.
    """
    whole, opening = 0, None
    for boxes in _rows_of_posts(found, names):
        if len(boxes) < 2:
            continue
        if opening is None:
            own = [0 if is_beside(b.box) else prose for b, prose in zip(found.blocks, proses, strict=True)]
            whole = sum(own)
            least = _OPENING if max(own) > _OPENING else 0
            opening = next((at for at, prose in enumerate(own) if prose > least), 0)
        held = sum(sum(proses[box.first : box.last]) for box in boxes)
        if held > _NEARLY_ALL * whole and boxes[0].first <= opening < boxes[0].last:
            return boxes
    return []


def speakers(found: Blocks, kept: Sequence[bool]) -> tuple[Speaker, ...]:
    """Say of every post that is taken who wrote it and when, as far as the page does.

    Nothing is said of a page with a single post, nor of a post whose head is a part of the text.

    Args:
        found: the blocks of a page.
        kept: which blocks are taken.
    """
    said: dict[HtmlElement, Speaker] = {}
    around: set[HtmlElement] = set()
    for boxes in _rows_of_posts(found):
        taken = [box for box in boxes if any(kept[box.first : box.last])]
        if len(taken) < 2:
            continue
        heads = _Heads(found, kept, [box.element for box in boxes])
        for box in taken:
            above = list(box.element.iterancestors())
            is_within = box.element in around or not said.keys().isdisjoint(above)
            speaker = None if is_within else heads.speaker(box.element)
            if speaker is not None:
                said[box.element] = speaker
                around.update(above)
    return tuple(said.values())


class _Heads:
    """What stands around the posts of a thread."""

    def __init__(self, found: Blocks, kept: Sequence[bool], posts: Iterable[HtmlElement]) -> None:
        self._taken: set[HtmlElement] = set()
        """Elements that hold a part of the text that is taken."""
        for block, is_kept in zip(found.blocks, kept, strict=True):
            for element, behind in block.places if is_kept else ():
                self._mark(element.getparent() if behind else element)
        self._holders = Counter(holder for post in posts for holder in (post, *post.iterancestors()))

    def _mark(self, element: HtmlElement | None) -> None:
        while element is not None and element not in self._taken:
            self._taken.add(element)
            element = element.getparent()

    def speaker(self, post: HtmlElement) -> Speaker | None:
        """Who wrote a post; None when nothing near it says so."""
        item = post
        for holder in post.iterancestors():
            if self._holders[holder] > 1:
                break
            item = holder
        for region in ([item], self._before(item)):
            elements = [part for top in region for part in top.iter() if part.tag.__class__ is str]
            heads = [part for part in elements if part not in self._taken]
            inside = frozenset(post.iterdescendants())
            name, writer = _stated_name(part for part in elements if part not in inside), None
            if not name:
                name, writer = _printed_name(heads)
            when = _when(heads, writer)
            if name or (when and _LIVE.search(_names(post))):
                return Speaker(post, name, when)
        return None

    def _before(self, item: HtmlElement) -> list[HtmlElement]:
        """What stands between the post before and this one, where heads and posts stand side by side."""
        beside = takewhile(lambda part: not self._holders[part], item.itersiblings(preceding=True))
        return list(beside)[::-1]


def _stated_name(elements: Iterable[HtmlElement]) -> str:
    """The writer as forums state it for their own scripts."""
    stated = (element.get("data-author") or element.get("data-username") or "" for element in elements)
    return next((name for name in map(_as_name, stated) if name), "")


def _printed_name(heads: Sequence[HtmlElement]) -> tuple[str, HtmlElement | None]:
    """The writer as it is printed, and where: what the markup says outright comes before class names."""
    for says_writer in (_is_surely_writer, _is_writer):
        for element in filter(says_writer, heads):
            inner = [part for part in element.iterdescendants() if part.tag.__class__ is str]
            for part in (*filter(_is_name, inner), *filter(_is_link, inner), element):
                # The account may stand beside the name, parted by the style sheet alone.
                name = _as_name(" ".join(map(str, part.itertext())))
                if name:
                    return name, element
    return "", None


def _is_surely_writer(element: HtmlElement) -> bool:
    return any(_SURELY_WRITER.search(element.get(key, "")) for key in ("itemprop", "rel"))


def _is_writer(element: HtmlElement) -> bool:
    return _WRITER.search(_names(element)) is not None


def _is_name(element: HtmlElement) -> bool:
    return element.get("itemprop") == "name" or _WRITER.search(_names(element)) is not None


def _is_link(element: HtmlElement) -> bool:
    return bool(element.tag == "a")


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('itemprop', '')}"


def _as_name(text: str) -> str:
    name = _DATE_BEHIND.sub("", _SAYS.sub("", _BY.sub("", " ".join(text.split())))).strip(" ,:|·•")
    is_name = 0 < len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)) and LABELS.match(name) is None
    return name if is_name and find_time(name) is None else ""


def _when(heads: Sequence[HtmlElement], writer: HtmlElement | None) -> str:
    """The time nearest to the writer's name, else the first."""
    clocks = [element for element in heads if element.tag in _CLOCK_TAGS]
    times = {element: when for element in clocks or heads if (when := _time_of(element))}
    holder = writer
    for _ in range(_NEAR_HOLDERS):
        if holder is None:
            break
        near = next((times[part] for part in holder.iter() if part in times), "")
        if near:
            return near
        holder = holder.getparent()
    return next(iter(times.values()), "")


def _time_of(element: HtmlElement) -> str:
    """The time that an element states; empty when it states none."""
    printed = text_line(element)
    if JOINED.match(printed):
        return ""
    if element.tag not in _CLOCK_TAGS and next(element.iter(*_CLOCK_TAGS), None) is not None:
        return ""  # the element within says it better
    if element.tag in _CLOCK_TAGS or _TIME.search(_names(element)):
        if _CLOCK.fullmatch(printed):
            return printed
        stated = " ".join(element.get(key, "") for key in ("datetime", "content", "title"))
        if day := _ISO_DAY.search(stated):
            return day[0]
        if len(printed) <= _LONGEST_TIME and any(map(str.isdigit, printed)) and not _is_age(printed):
            return printed
    found = find_time(printed) if len(printed) <= _HEAD else None
    return found.text if found is not None and found.kind == "date" else ""


def _is_age(printed: str) -> bool:
    """Whether a time is told from the day of the visit, which a saved page no longer is."""
    found = find_time(printed)
    return _SHORT_AGE.fullmatch(printed) is not None or (found is not None and found.kind == "age")


def name_speakers(said: Iterable[Speaker]) -> None:
    """Set a line before each post that says who wrote it, in place."""
    for speaker in said:
        line = speaker.post.makeelement("p")
        rest = speaker.when
        if speaker.name:
            etree.SubElement(line, "strong").text = speaker.name
            if rest:
                line[0].tail = f" · {rest}"
        else:
            etree.SubElement(line, "strong").text = rest
        line.tail, speaker.post.text = speaker.post.text, None
        speaker.post.insert(0, line)
        if speaker.post.tag == "blockquote":
            speaker.post.tag = "div"  # what stands in it is said, not quoted
