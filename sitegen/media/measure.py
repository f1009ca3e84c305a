"""The size of a picture when it is upright, from its header alone."""

import re
from io import BytesIO

_ORIENTATION = 0x0112
"""The EXIF tag (EXIF 2.32, 4.6.4); values 5 to 8 mean that the picture is turned by 90 degrees."""

_SVG_NUMBER = re.compile(r"^\s*([\d.]+)(?:px)?\s*$")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def measure_picture(name: str, data: bytes) -> tuple[int, int]:
    """Return width and height in pixels; (0, 0) for a file that is broken or not a picture."""
    lower = name.lower()
    if lower.endswith(".svg"):
        return _measure_svg(data)
    if not lower.endswith(PICTURES):
        return (0, 0)
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            turned = picture.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return (0, 0)
    return (height, width) if turned else (width, height)


def _measure_svg(data: bytes) -> tuple[int, int]:
    from xml.etree import ElementTree

    try:
        # Only the root's start tag is read: entities declared before it are never expanded.
        _, root = next(iter(ElementTree.iterparse(BytesIO(data), events=("start",))))
    except (ElementTree.ParseError, StopIteration):
        return (0, 0)
    width, height = (_SVG_NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return (round(float(width[1])), round(float(height[1])))
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (0, 0)
    except ValueError:
        return (0, 0)
