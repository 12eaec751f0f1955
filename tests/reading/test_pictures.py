import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.library.kept import Picture
from reader.reading.pictures import (
    MAX_PIXELS,
    box_for,
    is_drawable,
    pictures_by_block,
    pixels_of,
    placed_pictures,
    whole_picture,
)
from tests.painting import picture

KEPT = Picture("a.png", "image/png", 640, 400, "0" * 64)
GROUND = (10, 20, 30)


@given(st.integers(32, 30_000), st.integers(16, 30_000), st.integers(8, 200), st.integers(2, 60))
def test_box_fits_and_is_never_empty(width: int, height: int, columns: int, rows: int) -> None:
    box = box_for(replace(KEPT, width=width, height=height), columns, rows)
    assert 1 <= box.columns <= columns
    assert 1 <= box.rows <= rows


def test_box_keeps_proportions_and_does_not_enlarge() -> None:
    assert (box_for(KEPT, 72, 60).columns, box_for(KEPT, 72, 60).rows) == (72, 22)
    assert (box_for(KEPT, 200, 60).columns, box_for(KEPT, 200, 60).rows) == (80, 25)
    assert (box_for(KEPT, 72, 10).columns, box_for(KEPT, 72, 10).rows) == (32, 10)


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_pixels_have_the_colours_of_the_picture(kind: str) -> None:
    pixels = pixels_of(picture(kind), 16, 10, GROUND)
    assert (len(pixels.rgb), pixels.problem) == (16 * 10 * 3, "")
    red, green, blue = pixels.rgb[:3]
    assert red > 180
    assert max(green, blue) < 60


def test_ground_shows_through_what_is_transparent() -> None:
    packed = io.BytesIO()
    Image.new("RGBA", (64, 64), (255, 255, 255, 0)).save(packed, "png")
    assert pixels_of(packed.getvalue(), 4, 4, GROUND).rgb == bytes(GROUND) * 16


def test_picture_of_a_turned_camera_stands_upright_in_its_room() -> None:
    turned = Image.new("RGB", (80, 40), (200, 30, 30))
    turned.paste((20, 40, 220), (0, 0, 40, 40))
    exif = turned.getexif()
    exif[0x0112] = 6  # the top of the scene is at the right edge of the file
    packed = io.BytesIO()
    turned.save(packed, "png", exif=exif)
    rgb = pixels_of(packed.getvalue(), 20, 10, GROUND).rgb
    assert rgb[:3] == bytes(GROUND)  # beside it
    top, bottom = (rgb[3 * place :][:3] for place in (10, 9 * 20 + 10))
    assert (top, bottom) == (bytes((20, 40, 220)), bytes((200, 30, 30)))


@given(st.data())
def test_damaged_bytes_are_a_problem_and_no_fault(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["png", "jpeg", "gif", "webp"]))
    whole = bytearray(picture(kind, (40, 40)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    broken = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    pixels = pixels_of(broken, 8, 8, GROUND)
    assert bool(pixels.rgb) != bool(pixels.problem)
    assert whole_picture(broken)


def test_picture_that_is_gone_or_too_large_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "missing" in pixels_of(None, 8, 8, GROUND).problem
    monkeypatch.setattr("reader.reading.pictures.MAX_PIXELS", 100)
    assert "too large" in pixels_of(picture(), 8, 8, GROUND).problem


def test_icons_drawings_and_giants_are_not_drawn() -> None:
    assert is_drawable(KEPT)
    assert not is_drawable(replace(KEPT, media_type="image/svg+xml", width=0, height=0))
    assert not is_drawable(replace(KEPT, width=16, height=16))
    assert not is_drawable(replace(KEPT, width=30_000, height=MAX_PIXELS // 30_000 + 1))


def test_picture_belongs_to_the_block_of_its_words() -> None:
    document = parse_markdown(
        "One.\n\n![A](a.png)\n\nA caption.\n\nTwo ![B](a.png) ![C](b.png)\n\n# H ![D](a.png)\n"
    )
    assert pictures_by_block(document, [KEPT]) == {1: (KEPT,), 3: (KEPT,)}
    assert [(one.alt, one.caption) for one in placed_pictures(document, [KEPT])] == [
        ("A", "A caption."),
        ("B", ""),
        ("D", ""),
    ]


@given(st.integers(8, 90), st.dictionaries(st.integers(0, 4), st.integers(1, 12)))
def test_rooms_for_pictures_move_rows_and_no_character(width: int, rooms: dict[int, int]) -> None:
    text = "First words here.\n\n- an item\n- another\n\n> quoted words\n\nThe last words of it."
    document = parse_markdown(text)
    plain, roomy = Layout(document, width), Layout(document, width, rooms=rooms)
    assert len(roomy.rows) == len(plain.rows) + sum(rooms.values())
    assert [row for row in roomy.rows if row.picture < 0] == list(plain.rows)
    for offset in range(len(document.text)):
        assert roomy.column_of(offset) == plain.column_of(offset)
        top = roomy.top_row_of(offset)
        assert top <= roomy.row_of(offset)
        assert all(roomy.rows[row].picture >= 0 for row in range(top, roomy.row_of(offset)))
