"""The colours of code: two of Pygments' styles, each colour moved as little as it takes to be read on its background.

WCAG 2.2, 1.4.3 (AA): a contrast of at least 4.5 to 1, measured on the least favourable background a theme may give
code: a light grey instead of white, a dark grey instead of near-black.
"""

import colorsys
from collections.abc import Iterator

from pygments.style import StyleMeta
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES, Token, Whitespace, _TokenType

LIGHT = "#f5f5f5"
DARK = "#222222"
CONTRAST = 4.5

_STEP = 0.01
_Rgb = tuple[float, float, float]


def code_styles() -> dict[str, str]:
    """Return the style sheets for what `.highlight` holds, "light" and "dark"; they set no background."""
    return {
        "light": style_sheet(get_style_by_name("friendly"), LIGHT),
        "dark": style_sheet(get_style_by_name("monokai"), DARK),
    }


def style_sheet(style: StyleMeta, background: str) -> str:
    """Return the style as CSS, one rule for all classes that look the same."""
    plain = _declarations(style, Token, background)
    looks: dict[str, list[str]] = {}
    for kind, name in sorted(STANDARD_TYPES.items(), key=lambda item: item[1]):
        look = _declarations(style, kind, background)
        if name and look and look != plain and kind is not Whitespace:
            looks.setdefault(look, []).append(f".highlight .{name}")
    return "".join(f"{','.join(names)}{{{look}}}\n" for look, names in looks.items())


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, "#rrggbb" each, as WCAG defines it: 1 to 21."""
    light, dark = sorted((_luminance(_rgb(first)), _luminance(_rgb(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, background: str) -> str:
    """Return the colour, darker or lighter by as many steps as it takes to reach CONTRAST on the background."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = -_STEP if _luminance(_rgb(background)) > 0.5 else _STEP
    while contrast(colour, background) < CONTRAST:
        lightness = min(1.0, max(0.0, lightness + step))
        colour = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return colour


def _declarations(style: StyleMeta, kind: _TokenType, background: str) -> str:
    return ";".join(_each(style, kind, background))


def _each(style: StyleMeta, kind: _TokenType, background: str) -> Iterator[str]:
    look = style.style_for_token(kind)
    if look["color"]:
        yield f"color:{readable('#' + look['color'], background)}"
    if look["bold"]:
        yield "font-weight:bold"
    if look["italic"]:
        yield "font-style:italic"
    if look["underline"]:
        yield "text-decoration:underline"


def _rgb(colour: str) -> _Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rgb: _Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(rgb: _Rgb) -> float:
    """Relative luminance, by WCAG 2.2's definition."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
