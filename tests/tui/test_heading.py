"""The lines above an article."""

from reader.tui.widgets.heading import Heading


def test_a_date_and_the_minutes_are_not_parted_at_the_end_of_a_row() -> None:
    heading = Heading("Eels", "Contributors of the Weir Project · Weir Foundation · 27 March 2014 · 17 min")
    details = [text for text, role in heading.lines(55) if role == "details"]
    assert details == ["Contributors of the Weir Project · Weir Foundation ·", "27 March 2014 · 17 min"]


def test_long_names_are_parted() -> None:
    heading = Heading("Eels", "Anna Marie Elisabeth Oar-Halm, Brother Reed and others")
    assert len([text for text, role in heading.lines(30) if role == "details"]) == 2
