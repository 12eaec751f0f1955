"""THE table of actions: every key, the help, the palette and the README's list come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActionContext = Literal["everywhere", "library", "article", "visual", "highlights", "picture"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does."""

    name: str
    keys: tuple[str, ...]
    """Default keys, by Textual's names."""
    contexts: tuple[ActionContext, ...]
    sentence: str
    footer: str = ""
    """One or two words for the footer; empty when it does not stand there."""
    of_program: bool = False
    """Done by the program and not by the screen; not in every context, since there the key is another's."""

    @property
    def shown_name(self) -> str:
        """The name as it is typed."""
        return self.name.replace("_", "-")


_E: tuple[ActionContext, ...] = ("everywhere",)
_L: tuple[ActionContext, ...] = ("library",)
_A: tuple[ActionContext, ...] = ("article",)
_V: tuple[ActionContext, ...] = ("visual",)
_AV: tuple[ActionContext, ...] = ("article", "visual")
_H: tuple[ActionContext, ...] = ("highlights",)
_P: tuple[ActionContext, ...] = ("picture",)

ACTIONS: tuple[Action, ...] = (
    # everywhere
    Action("help", ("question_mark", "f1"), _E, "Show the keys of this screen.", "keys"),
    Action("command_line", ("colon",), _E, "Type an action's name, a place (`42%`, a number), or `q`."),
    Action("command_palette", ("ctrl+p",), _E, "Find an action by a few of its letters."),
    Action("undo", ("u",), _E, "Undo the last change of the library."),
    Action("redo", ("ctrl+r",), _E, "Do again what was undone."),
    Action("next_theme", ("T",), ("library", "article", "highlights"), "Change the theme.", of_program=True),
    # library
    Action("cursor_down", ("j", "down"), ("library", "highlights"), "Next line."),
    Action("cursor_up", ("k", "up"), ("library", "highlights"), "Previous line."),
    Action("page_down", ("space", "pagedown", "ctrl+d"), ("library", "highlights"), "A window down."),
    Action("page_up", ("b", "pageup", "ctrl+u"), ("library", "highlights"), "A window up."),
    Action("cursor_top", ("g", "home"), ("library", "highlights"), "First line."),
    Action("cursor_bottom", ("G", "end"), ("library", "highlights"), "Last line."),
    Action("open_entry", ("enter", "l", "right"), ("library", "highlights"), "Open the article.", "open"),
    Action("next_unread", ("n",), _L, "Next unread article."),
    Action("previous_unread", ("p",), _L, "Previous unread article."),
    Action("toggle_read", ("r",), _L, "Mark as read or unread; the cursor stays.", "read"),
    Action("archive", ("e",), _L, "Archive, or take out of the archive.", "archive"),
    Action("star", ("s",), _L, "Give or take the star.", "star"),
    Action("edit_tags", ("t",), _L, "Edit the tags of all that are picked."),
    Action("trash", ("D",), _L, "Put into the trash, or take out of it; `u` brings it back."),
    Action("pick", ("x",), _L, "Pick the article for an action on many."),
    Action("pick_all", ("X",), _L, "Pick all articles, or none."),
    Action(
        "filter", ("slash", "f"), _L, "Find as you type, in titles, texts, highlights and notes.", "filter"
    ),
    Action("clear_filter", ("escape",), _L, "Clear the filter; first, stop an import: what came in stays."),
    Action("next_sort", ("S",), _L, "Sort otherwise: saved, published, minutes, title, site, progress."),
    Action("own_shelf", ("v",), _L, "Choose a shelf of your own."),
    Action("keep_shelf", ("V",), _L, "Keep the filter as a shelf of your own."),
    Action("random_unread", ("R",), _L, "Open an unread article by chance."),
    Action("continue_reading", ("c",), _L, "Go on where you stopped reading last."),
    Action("import_pages", ("I",), _L, "Bring saved pages in."),
    Action("show_highlights", ("H",), ("library", "article"), "All highlights and notes."),
    Action("shelf_unread", ("1",), _L, "Shelf: unread."),
    Action("shelf_reading", ("2",), _L, "Shelf: reading."),
    Action("shelf_archive", ("3",), _L, "Shelf: archive."),
    Action("shelf_starred", ("4",), _L, "Shelf: starred."),
    Action("shelf_trash", ("5",), _L, "Shelf: trash."),
    Action("shelf_all", ("0",), _L, "Shelf: all."),
    Action("edit_entry", ("E",), _L, "Correct title, byline, site, date or address."),
    Action("open_original", ("o",), _L, "Open the article's address in the browser."),
    Action("short_reads", ("m",), _L, "Unread articles of a few minutes."),
    Action("by_site", ("w",), _L, "Articles of one site."),
    Action("by_tag", ("number_sign",), _L, "Articles with one tag."),
    Action("purge", ("P",), _L, "Remove what is in the trash for good; asks first."),
    Action("show_statistics", ("Z",), _L, "What was read, by week, site and tag."),
    Action("paste_article", ("N",), _L, "Paste an article in: a text becomes one."),
    Action("show_doubles", ("M",), _L, "Articles that may be the same: make them one, or tell them apart."),
    Action("quit", ("q",), _L, "Leave the program; from a search for a passage, back to it."),
    # article
    Action("scroll_down_rows", ("j", "down"), _A, "Scroll down; a count before it says how far.", "scroll"),
    Action("scroll_up_rows", ("k", "up"), _A, "Scroll up."),
    Action("window_down", ("space", "pagedown"), _A, "A window down."),
    Action("window_up", ("b", "pageup"), _A, "A window up."),
    Action("half_down", ("d", "ctrl+d"), _A, "Half a window down."),
    Action("half_up", ("ctrl+u",), _A, "Half a window up."),
    Action("to_top", ("g", "home"), _A, "To the beginning; with a count, to so many percent."),
    Action("to_percent", ("percent_sign",), _A, "To so many percent: `42%`."),
    Action("to_end", ("G", "end"), _A, "To the end; with a count, to that paragraph."),
    Action(
        "paragraph_next", ("right_curly_bracket",), _A, "Put the mark at the next paragraph.", "paragraph"
    ),
    Action("paragraph_previous", ("left_curly_bracket",), _A, "Put the mark at the previous paragraph."),
    Action("sentence_next", ("right_parenthesis",), _A, "Put the mark at the next sentence."),
    Action("sentence_previous", ("left_parenthesis",), _A, "Put the mark at the previous sentence."),
    Action("highlight", ("m", "h"), _A, "Highlight the marked sentence or paragraph.", "mark"),
    Action("note", ("a",), _A, "Highlight with a note, or edit the note.", "note"),
    Action("edit_mark", ("enter",), _A, "Edit the note of the highlight here."),
    Action("recolour", ("M",), _A, "Next colour for the highlight here."),
    Action("tag_mark", ("t",), _A, "Tags of the highlight here."),
    Action("accept_mark", ("c",), _A, "Accept where the highlight here was found in a changed text."),
    Action("remove_mark", ("x",), _A, "Remove the highlight here."),
    Action("mark_next", ("right_square_bracket",), _A, "Next highlight."),
    Action("mark_previous", ("left_square_bracket",), _A, "Previous highlight."),
    Action("select_characters", ("v",), _AV, "Select from the caret on.", "select"),
    Action("select_sentences", ("V",), _AV, "Select whole sentences."),
    Action("select_paragraphs", ("ctrl+v",), _AV, "Select whole paragraphs."),
    Action("find", ("slash",), _AV, "Find in the text; in the sidebar, narrow its list.", "find"),
    Action("find_next", ("n",), _AV, "Next hit."),
    Action("find_previous", ("N",), _AV, "Previous hit."),
    Action("jump_back", ("ctrl+o",), _A, "Back to where the last jump began."),
    # ctrl+i is Tab to a terminal, and Tab goes to links.
    Action("jump_forward", ("ctrl+y",), _A, "Forward again."),
    Action(
        "label_mark", ("comma",), _A, "Labels on sentences and paragraphs: one typed highlights.", "mark any"
    ),
    Action("label_link", ("f",), _A, "Labels on links: one typed follows its link."),
    Action(
        "link_next", ("tab",), _A, "To the next link, which Enter follows; in the sidebar, to its next tab."
    ),
    Action("link_previous", ("shift+tab",), _A, "To the previous link, or tab of the sidebar."),
    Action("mark_longer", ("greater_than_sign",), _A, "The highlight here ends a word later."),
    Action("mark_shorter", ("less_than_sign",), _A, "The highlight here ends a word earlier."),
    Action("next_article", ("J",), _A, "Next article of the list."),
    Action("previous_article", ("K",), _A, "Previous article of the list."),
    Action("toggle_sidebar", ("R",), _A, "Related stories: show, focus, hide.", "related"),
    Action("show_outline", ("o",), _A, "Contents."),
    Action("show_links", ("U",), _A, "All links of the article."),
    Action("wider", ("plus",), _A, "Wider column."),
    Action("narrower", ("minus",), _A, "Narrower column."),
    Action(
        "reading_settings", ("O",), _A, "How the text is set: width, edges, spacing, ruler, sidebar, theme."
    ),
    Action("justify", ("B",), _A, "Both edges of the text straight, or the right one ragged."),
    Action("hyphenate", ("Y",), _A, "Part words at the ends of rows, or keep them whole."),
    Action("line_spacing", ("L",), _A, "An empty row between rows, or none."),
    Action("indent_paragraphs", ("I",), _A, "Paragraphs told apart by an indent, or by an empty row."),
    Action("ruler", ("r",), _A, "Reading ruler: tint the row that is read; `j` and `k` move it."),
    Action("focus_mode", ("F",), _A, "Dim all paragraphs but the one that is read."),
    Action("margin_notes", ("C",), _A, "Notes beside their passages where there is room, or not."),
    Action("sidebar_side", ("S",), _A, "Sidebar on the other side."),
    Action("sidebar_wider", ("ctrl+right",), _A, "Wider sidebar."),
    Action("sidebar_narrower", ("ctrl+left",), _A, "Narrower sidebar."),
    Action("zen", ("z",), _A, "The text alone."),
    Action("where", ("equals_sign",), _A, "Where am I?"),
    Action("star_article", ("s",), _A, "Give or take the star."),
    Action("archive_article", ("e",), _A, "Archive and go back."),
    Action("article_note", ("A",), _A, "Note of the whole article."),
    Action("clean_again", ("W",), _A, "This came out wrong: choose another cleaning of the saved page."),
    Action(
        "pipe", ("vertical_line",), _A, "Give the article as Markdown to a command, and show what it says."
    ),
    Action("show_summary", ("full_stop",), _A, "The key sentences, listed and marked in the text."),
    Action(
        "show_terms", ("w",), _A, "Names and terms of the article; one that is chosen leads to its mentions."
    ),
    Action("read_aloud", ("l",), _A, "Read aloud from the marked sentence or from here on, or stop."),
    Action("original", ("p",), _A, "Show the page as it was, as text."),
    Action("show_picture", ("i",), _A, "The next picture here, large."),
    Action("toggle_pictures", ("P",), _A, "Draw pictures in the text, or not."),
    Action("copy", ("y",), _AV, "Copy the selection, else the marked sentence or paragraph."),
    Action("back", ("q",), _A, "Back to where one came from."),
    Action("let_go", ("escape",), _A, "Let go of hits, link, sentence or paragraph, one by one; then back."),
    # visual mode
    Action("visual_left", ("h", "left"), _V, "A character to the left."),
    Action("visual_right", ("l", "right"), _V, "A character to the right."),
    Action("visual_down", ("j", "down"), _V, "A row down."),
    Action("visual_up", ("k", "up"), _V, "A row up."),
    Action("visual_word", ("w",), _V, "Next word."),
    Action("visual_word_back", ("b",), _V, "Previous word."),
    Action("visual_word_end", ("e",), _V, "End of the word."),
    Action("visual_row_start", ("0",), _V, "Start of the row."),
    Action("visual_row_end", ("dollar_sign",), _V, "End of the row."),
    Action("visual_sentence", ("right_parenthesis",), _V, "Next sentence."),
    Action("visual_sentence_back", ("left_parenthesis",), _V, "Previous sentence."),
    Action("visual_paragraph", ("right_curly_bracket",), _V, "Next paragraph."),
    Action("visual_paragraph_back", ("left_curly_bracket",), _V, "Previous paragraph."),
    Action("visual_top", ("g",), _V, "To the beginning."),
    Action("visual_end", ("G",), _V, "To the end."),
    Action("find_sign", ("f",), _V, "To the next place of a character."),
    Action("find_sign_back", ("F",), _V, "To the previous place of a character."),
    Action("till_sign", ("t",), _V, "Up to the next place of a character."),
    Action("till_sign_back", ("T",), _V, "Back to behind the previous place of a character."),
    Action("sign_again", ("semicolon",), _V, "The same character again."),
    Action("sign_again_back", ("comma",), _V, "The same character in the other direction."),
    Action("select_inner", ("i",), _V, "Select around the caret: `w` word, `s` sentence, `p` paragraph."),
    Action("select_around", ("A",), _V, "The same with the blanks behind it."),
    Action("visual_swap", ("o",), _V, "The other end.", "other end"),
    Action("visual_leave", ("escape", "q"), _V, "Leave visual mode.", "leave"),
    Action("visual_highlight", ("m", "enter"), _V, "Highlight the selection.", "mark"),
    Action("visual_yellow", ("1",), _V, "Highlight in yellow.", "colour"),
    Action("visual_green", ("2",), _V, "Highlight in green."),
    Action("visual_blue", ("3",), _V, "Highlight in blue."),
    Action("visual_pink", ("4",), _V, "Highlight in pink."),
    Action("visual_purple", ("5",), _V, "Highlight in purple."),
    Action("visual_note", ("a",), _V, "Highlight with a note.", "note"),
    Action("pipe_selection", ("exclamation_mark",), _V, "Give the selection to a command."),
    Action("search_selection", ("s",), _V, "Search the library for the selection."),
    # highlights
    Action("filter_highlights", ("slash", "f"), _H, "Filter as you type.", "filter"),
    Action("note_highlight", ("a",), _H, "Edit the note.", "note"),
    Action("tag_highlight", ("t",), _H, "Edit the tags.", "tags"),
    Action("close", ("q", "escape"), ("highlights", "picture"), "Back.", "back"),
    Action("recolour_highlight", ("M",), _H, "Next colour."),
    Action("accept_highlight", ("c",), _H, "Accept where it was found in a changed text."),
    Action("review", ("R",), _H, "Read a few old highlights again.", "review"),
    Action("remove_highlight", ("x",), _H, "Remove the highlight; `u` brings it back."),
    Action("copy_highlight", ("y",), _H, "Copy the quote."),
    Action("next_group", ("J",), _H, "First highlight of the next article."),
    Action("previous_group", ("K",), _H, "First highlight of this article, or of the one before."),
    Action("pick_highlight", ("v",), _H, "Pick the highlight for an export."),
    Action("pick_all_highlights", ("V",), _H, "Pick all highlights that are shown, or none."),
    Action(
        "export_highlights",
        ("E",),
        _H,
        "Export what is picked, else all that is shown: file or clipboard.",
        "export",
    ),
    Action("search_quote", ("s",), _H, "Search the library for the quote."),
    # picture
    Action("next_picture", ("n", "j", "right", "space"), _P, "Next picture of the article.", "next"),
    Action("previous_picture", ("p", "k", "left", "b"), _P, "Previous picture.", "previous"),
)


def action_of(name: str) -> Action:
    """The action of a name that is in the table."""
    return next(action for action in ACTIONS if action.name == name)


def actions_of(*contexts: ActionContext) -> tuple[Action, ...]:
    """The actions of these contexts, in the order of the table."""
    return tuple(action for action in ACTIONS if set(action.contexts) & set(contexts))


_SHOWN = {
    "question_mark": "?", "number_sign": "#", "percent_sign": "%", "colon": ":", "full_stop": ".", "slash": "/", "space": "space", "enter": "Enter", "escape": "Esc",
    "right_curly_bracket": "}", "left_curly_bracket": "{", "right_square_bracket": "]",
    "left_square_bracket": "[", "right_parenthesis": ")", "left_parenthesis": "(", "equals_sign": "=",
    "plus": "+", "minus": "-", "dollar_sign": "$", "comma": ",", "semicolon": ";", "greater_than_sign": ">", "less_than_sign": "<",
    "shift+tab": "shift+Tab", "ctrl+right": "ctrl+Right", "ctrl+left": "ctrl+Left", "vertical_line": "|", "exclamation_mark": "!", "down": "Down", "up": "Up", "left": "Left", "right": "Right",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "tab": "Tab",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key as a person writes it: `?` for `question_mark`."""
    return _SHOWN.get(key, key)
