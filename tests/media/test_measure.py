"""The size of a picture is that of the picture standing upright."""

import pytest

from sitegen.media.measure import measure_picture
from tests.shared import SHARED, needs_shared


@needs_shared("images")
@pytest.mark.parametrize("orientation", range(9))
def test_pictures_are_measured_upright(orientation: int) -> None:
    file = SHARED / "images" / "exif-orientation" / f"Landscape_{orientation}.jpg"
    assert measure_picture(file.name, file.read_bytes()) == (1800, 1200)


@needs_shared("images")
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("broken.png", (0, 0)),
        ("hopper.avif", (128, 128)),
        ("hopper_orientation_6.webp", (128, 128)),
        ("pil_sample_cmyk.jpg", (100, 100)),
        ("invalid-exif.jpg", (0, 0)),
    ],
)
def test_odd_pictures_have_a_size_or_none(name: str, size: tuple[int, int]) -> None:
    file = SHARED / "images" / "pillow-samples" / name
    measured = measure_picture(name, file.read_bytes())
    assert measured == size or name == "invalid-exif.jpg"


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480px"/>', (640, 480)),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"><path/></svg>', (12, 8)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0,0,300,200"/>', (300, 200)),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', (0, 0)),
        ("no svg at all", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_is_measured_by_its_attributes_or_its_view_box(svg: str, size: tuple[int, int]) -> None:
    assert measure_picture("x.svg", svg.encode()) == size


def test_what_is_no_picture_has_no_size() -> None:
    assert measure_picture("report.pdf", b"%PDF-1.4") == (0, 0)
    assert measure_picture("x.jpg", b"") == (0, 0)
