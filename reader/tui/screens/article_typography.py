"""How the text is set and what stands beside it: each by a key, kept for the next article."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, runtime_checkable

from reader.document.typography import Typography
from reader.settings.settings import Settings
from reader.tui.screens.article_host import ArticleHost

_LEAST_COLUMNS, _MOST_COLUMNS = 30, 160
_LEAST_SIDEBAR, _MOST_SIDEBAR = 20, 80
_STEP_COLUMNS = 4
_BACK_SECONDS = 4


@runtime_checkable
class KeepsSettings(Protocol):
    """A program that keeps settings."""

    settings: Settings
    """As they are now, with what keys changed since the start."""

    def keep_setting(self, name: str, value: int | str) -> None:
        """Keep one for the next article and the next start."""
        ...


class TypographyActions(ArticleHost):
    """Width, edges, spacing, the reading line, the sidebar's place."""

    _settings: Settings

    @property
    def typography(self) -> Typography:
        """How the open article is set."""
        settings = self._settings
        return Typography(
            justified=settings.justify,
            hyphenated=settings.hyphenate,
            language=self.session.entry.language if settings.hyphenate else "",
            row_gap=settings.line_spacing,
            indented=settings.indent_paragraphs,
        )

    def take_settings(self) -> None:
        """Take what keys changed in other articles, before anything is laid out."""
        if isinstance(self.app, KeepsSettings):
            self._settings = self.app.settings
        self.view.set_columns(self._settings.width)
        self._place_sidebar()
        self._set_reading_line()

    def _keep(self, name: str, value: int | bool) -> None:
        self._settings = replace(self._settings, **{name: value})  # type: ignore[arg-type]
        if isinstance(self.app, KeepsSettings):
            self.app.keep_setting(name, value)

    def _say(self, text: str, action: str = "") -> None:
        """Say what holds now, and for keys that are hit by mistake, how it becomes what it was."""
        if self.app.screen is not self:
            return  # the list of settings lies over the article, and shows it
        back = f"; {self._settings.ways_to(action)[0]} again takes it back" if action else ""
        self.notify(text + back, timeout=_BACK_SECONDS if back else 1)

    def action_reading_settings(self) -> None:
        """All of it in one list, changed before one's eyes."""
        from reader.tui.screens.reading_settings import ReadingSettingsScreen

        self.app.push_screen(ReadingSettingsScreen(self, self._settings_now))

    def _settings_now(self) -> Settings:
        return self.app.settings if isinstance(self.app, KeepsSettings) else self._settings

    # -- the text

    def action_wider(self) -> None:
        """Wider column."""
        self._set_columns(_STEP_COLUMNS)

    def action_narrower(self) -> None:
        """Narrower column."""
        self._set_columns(-_STEP_COLUMNS)

    def _set_columns(self, step: int) -> None:
        columns = max(_LEAST_COLUMNS, min(_MOST_COLUMNS, self._settings.width + step))
        self._keep("width", columns)
        self.view.set_columns(columns)
        shown = self.view.layout_now.width
        limit = f"; this window has room for {shown}" if shown < columns else ""
        self._say(f"{columns} columns{limit}")

    def action_justify(self) -> None:
        """Both edges straight, or the right one ragged."""
        self._keep("justify", not self._settings.justify)
        self.view.set_typography(self.typography)
        self._say("both edges straight" if self._settings.justify else "ragged right", "justify")

    def action_hyphenate(self) -> None:
        """Part words, or keep them whole."""
        self._keep("hyphenate", not self._settings.hyphenate)
        self.view.set_typography(self.typography)
        self._say(self._said_of_hyphens(), "hyphenate")

    def _said_of_hyphens(self) -> str:
        from reader.document.hyphens import has_patterns

        if not self._settings.hyphenate:
            return "words stay whole"
        language = self.session.entry.language
        if not language:
            return "words are parted, but this page does not say its language"
        return "words are parted" if has_patterns(language) else f"no patterns are known for {language!r}"

    def action_line_spacing(self) -> None:
        """An empty row between rows, or none."""
        self._keep("line_spacing", 1 - self._settings.line_spacing)
        self.view.set_typography(self.typography)
        self._say("double spacing" if self._settings.line_spacing else "single spacing", "line_spacing")

    def action_indent_paragraphs(self) -> None:
        """Paragraphs told apart by an indent, or by an empty row."""
        self._keep("indent_paragraphs", not self._settings.indent_paragraphs)
        self.view.set_typography(self.typography)
        said = "paragraphs are indented" if self._settings.indent_paragraphs else "paragraphs stand apart"
        self._say(said, "indent_paragraphs")

    # -- the line that is read

    def action_ruler(self) -> None:
        """Tint the row that is read."""
        self._keep("ruler", not self._settings.ruler)
        self._set_reading_line()
        self._say("a ruler on the row that is read" if self._settings.ruler else "no ruler", "ruler")

    def action_focus_mode(self) -> None:
        """Dim all paragraphs but the one that is read."""
        self._keep("focus_mode", not self._settings.focus_mode)
        self._set_reading_line()
        said = "other paragraphs are dimmed" if self._settings.focus_mode else "no paragraph is dimmed"
        self._say(said, "focus_mode")

    def _set_reading_line(self) -> None:
        self.view.set_reading_line(ruled=self._settings.ruler, alone=self._settings.focus_mode)

    # -- what stands beside it

    def action_margin_notes(self) -> None:
        """Notes beside their passages, or in the sidebar alone."""
        self._keep("margin_notes", not self._settings.margin_notes)
        self.fill_marks()
        said = "notes stand beside the text" if self._settings.margin_notes else "no notes beside the text"
        short = self.view.columns_short_of_notes if self._settings.margin_notes else 0
        self._say(f"{said} when the window is {short} columns wider" if short else said, "margin_notes")

    def action_sidebar_side(self) -> None:
        """Sidebar on the other side."""
        self._keep("sidebar_left", not self._settings.sidebar_left)
        self._place_sidebar()
        side = "left" if self._settings.sidebar_left else "right"
        self._say(f"the sidebar stands on the {side}", "sidebar_side")

    def action_sidebar_wider(self) -> None:
        """Wider sidebar."""
        self._set_sidebar(_STEP_COLUMNS)

    def action_sidebar_narrower(self) -> None:
        """Narrower sidebar."""
        self._set_sidebar(-_STEP_COLUMNS)

    def _set_sidebar(self, step: int) -> None:
        wanted = self._settings.sidebar_columns + step
        self._keep("sidebar_columns", max(_LEAST_SIDEBAR, min(_MOST_SIDEBAR, wanted)))
        self._place_sidebar()

    def _place_sidebar(self) -> None:
        self.sidebar.set_class(self._settings.sidebar_left, "left")
        self.sidebar.styles.width = self._settings.sidebar_columns
