from pathlib import Path

from reader.formats.page import Page
from reader.formats.reading import read_pages


def test_page_with_a_line_like_a_header_in_its_scripts_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>Tower</title>\n"
        "<script>var columns = [\nurl,title,tags,folder\n];</script></head>"
        "<body><p>The keeper counted the bricks of the tower.</p></body></html>",
        encoding="utf-8",
    )
    (page,) = read_pages(str(path))
    assert isinstance(page, Page)
    assert "counted the bricks" in page.content
