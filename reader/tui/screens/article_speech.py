"""The article read aloud, sentence by sentence, with the one that is spoken marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.tui.screens.article_leaving import LeaveActions

if TYPE_CHECKING:
    from reader.reading.speech import Speaker
    from reader.settings.settings import Settings


class SpeechActions(LeaveActions):
    """Begins and ends reading aloud. `)` and `(` move what is spoken next, too."""

    _settings: Settings
    _speaker: Speaker | None = None

    @property
    def is_speaking(self) -> bool:
        """Whether it is read aloud now."""
        return self._speaker is not None

    def action_read_aloud(self) -> None:
        """Read aloud from the marked sentence or the top of the window on, or stop."""
        if self._stop_speaking():
            return
        from reader.reading.speech import Speaker, speech_command

        command = speech_command(self._settings.speech, self.session.entry.language)
        if command is None:
            self.notify(
                'nothing to speak with: install espeak-ng, or set `speech = "COMMAND"` in config.toml'
            )
            return
        if self.session.sentence is None and self._next_sentence(from_top=True) is None:
            self.notify("there is no sentence from here on")
            return
        self._speaker = Speaker(command)
        self._speak(self._speaker)

    @work(thread=True, exclusive=True, group="speech")
    def _speak(self, speaker: Speaker) -> None:
        sentence = self.app.call_from_thread(self._spoken_sentence)
        problem = ""
        while sentence and not problem and speaker is self._speaker:
            problem = speaker.say(sentence)
            if speaker is self._speaker and not problem:
                sentence = self.app.call_from_thread(self._next_sentence)
        if speaker is self._speaker:
            self.app.call_from_thread(self._end_speaking, problem)

    def _spoken_sentence(self) -> str | None:
        """The text of the marked sentence, which is brought into sight; None when it was let go of."""
        place = self.session.sentence
        if place is None:
            return None
        self.view.reveal(place)
        self.draw()
        from reader.reading.speech import spoken_text

        return spoken_text(self.session.document, place)

    def _next_sentence(self, *, from_top: bool = False) -> str | None:
        if not from_top and self.session.sentence is None:
            return None
        found = self.session.focus_sentence(self.view.top_offset, forward=True)
        return self._spoken_sentence() if found is not None else None

    def _end_speaking(self, problem: str) -> None:
        self._speaker = None
        self._draw_status()
        if problem:
            self.notify(problem, severity="warning")

    def _stop_speaking(self) -> bool:
        """Fall silent; whether there was anything to be heard."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.stop()
            self._draw_status()
        return speaker is not None

    def _let_go(self) -> bool:
        return self._stop_speaking() or super()._let_go()

    def on_screen_suspend(self) -> None:
        """Nothing speaks on behind another screen."""
        self._stop_speaking()

    def on_unmount(self) -> None:
        """Nor after the program."""
        self._stop_speaking()
