"""The default theme before any page is made of it: whole, light, and asking for no more than it shows."""

import gzip
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from sitegen.config.defaults import PLACES
from sitegen.config.model import Config
from sitegen.engine.inputs.theme_analysis import LANG
from sitegen.pages.filters import FILTERS as MACHINE_FILTERS
from sitegen.pages.templates import MACHINE
from sitegen.pages.views.registry import NAMES
from sitegen.theme.closure import CALLS, Closures, Facts, check, read_facts
from sitegen.theme.environment import make_environment
from sitegen.theme.filters import FILTERS
from sitegen.theme.load import load
from sitegen.theme.locate import packaged_themes
from sitegen.theme.model import Theme

FOLDER = packaged_themes() / "gazette"
VIEWS = (*NAMES, LANG)
LANGUAGES = "ar de en es fa fr he hi it ja ko nl pl pt ru tr uk ur zh zh-Hant".split()
FRAME = {"breaking", "lang", "menus", "page", "site", "t", "theme"}
"""What the frame of every page mentions"""


@cache
def theme() -> Theme:
    loaded, diagnostics = load(Path("no-newsroom"), Config("The Daily Example", "https://news.example.org"), MACHINE)
    assert diagnostics == []
    assert loaded is not None
    return loaded


@cache
def facts() -> Mapping[str, Facts]:
    functions = dict.fromkeys(CALLS, str)
    environment = make_environment(theme().templates, {**FILTERS, **MACHINE_FILTERS}, functions)
    return {name: read_facts(environment, source) for name, source in theme().templates.items()}


def strings(lang: str) -> dict[str, str]:
    return tomllib.loads((FOLDER / "strings" / f"{lang}.toml").read_text(encoding="utf-8"))


def asset(name: str) -> bytes:
    """Return an asset as it is published."""
    made = theme().assets[name]
    return made.data or Path(made.source).read_bytes()


def own_templates() -> list[Path]:
    return sorted((FOLDER / "templates").rglob("*.html"))


def test_it_asks_only_for_what_there_is() -> None:
    assert [str(d) for d in check(theme().templates, facts(), VIEWS, theme().assets)] == []


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("article.html", {"article", "body", "more_in_category", "related", "slots", "top_stories"}),
        ("front.html", {"front", "slots"}),
        ("list.html", {"cards", "pagination", "subject"}),
        ("category.html", {"cards", "pagination", "slots", "subject"}),
        ("language.html", {"cards", "pagination", "slots", "subject"}),
        ("tag.html", {"cards", "pagination", "subject"}),
        ("archive.html", {"archive"}),
        ("page.html", {"content"}),
        ("corrections.html", {"corrections"}),
        ("not_found.html", {"latest"}),
    ],
)
def test_a_page_depends_on_no_view_that_it_does_not_show(template: str, names: set[str]) -> None:
    assert set(Closures(theme().templates, facts(), VIEWS).of(template).names) == FRAME | names


def test_included_blocks_are_no_part_of_a_page() -> None:
    closures = Closures(theme().templates, facts(), VIEWS, ("breaking", "top_stories"))
    assert set(closures.of("article.html").names).isdisjoint({"breaking", "top_stories"})


def test_it_has_a_place_for_every_slot_that_there_may_be() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in own_templates())
    assert {where for where in PLACES if f'"{where}"' not in text} == {"article.body"}
    assert set(tomllib.loads((FOLDER / "theme.toml").read_text(encoding="utf-8"))["slots"]) == set(PLACES)


def test_it_speaks_twenty_languages() -> None:
    assert sorted(path.stem for path in (FOLDER / "strings").glob("*.toml")) == LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_says_everything_with_the_same_places_to_fill(lang: str) -> None:
    def places(words: Mapping[str, str]) -> dict[str, list[str]]:
        return {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}

    assert places(strings(lang)) == places(strings("en"))
    assert all(text.strip() for text in strings(lang).values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_twelve_months(lang: str) -> None:
    assert len(set(strings(lang)["months"].split(", "))) == 12


def test_every_string_is_said_somewhere_and_none_is_missing() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in own_templates())
    mentioned = set(re.findall(r"(?<=[ {(])t\.([a-z_]+)", text)) - {"get"}
    composed = {key for key in strings("en") if key.startswith(("note_", "policy_"))}
    elsewhere = {"months", "month_and_year"}
    assert mentioned | composed | elsewhere == set(strings("en"))


def test_the_style_sheet_fits_the_reader_s_budget() -> None:
    assert len(gzip.compress(asset("css/main.css"), 9)) <= 9 * 1024
    assert len(gzip.compress(asset("css/code.css"), 9)) <= 3 * 1024


def test_every_part_of_the_style_sheet_is_in_it() -> None:
    folder = FOLDER / "assets" / "css"
    used = {Path(path).name for path in theme().assets["css/main.css"].depends_on}
    assert used == {path.name for path in folder.glob("_*.css")}
    assert [path.name for path in folder.glob("*.css") if len(path.read_text(encoding="utf-8").splitlines()) > 60] == []


def test_the_scripts_fit_the_reader_s_budget() -> None:
    scripts = b"".join(asset(f"js/{path.name}") for path in sorted((FOLDER / "assets" / "js").iterdir()))
    assert len(gzip.compress(scripts, 9)) <= 3 * 1024


@pytest.mark.parametrize("sheet", ["css/main.css", "css/code.css"])
def test_a_style_sheet_loads_nothing_else(sheet: str) -> None:
    """Its parts are in it, not fetched."""
    assert re.findall(rb"@import|url\(|@font-face", asset(sheet)) == []


def test_nothing_needs_a_lax_content_policy() -> None:
    """No inline style, no inline script, no handler: `style-src 'self'; script-src 'self'` is enough."""
    inline = re.compile(r"\sstyle=|\son\w+=|<style|<script(?! (?:type=\"module\" src=|type=\"application/ld\+json\"))")
    found = [path.name for path in own_templates() if inline.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_script_is_deferred() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in own_templates())
    assert re.findall(r'<script (?!type="(?:module|application/ld\+json)")', text) == []


def test_every_creative_s_link_says_that_it_is_paid_for() -> None:
    slot = (FOLDER / "templates/parts/slot.html").read_text(encoding="utf-8")
    links = re.findall(r'<a class="creative"[^\n]*', slot)
    assert len(links) == 2
    assert all('rel="sponsored nofollow noopener"' in link for link in links)


def test_the_colour_around_the_page_is_the_page_s() -> None:
    css = asset("css/main.css").decode()
    backgrounds = re.findall(r"--background: (#\w{6});", css)
    assert backgrounds[:2] == [theme().params["colour_light"], theme().params["colour_dark"]]


@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("text", "text-muted", "accent") for ground in ("background", "surface")],
)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(text: str, ground: str, scheme: int) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text of any size."""
    css = asset("css/main.css").decode()
    colours = {name: re.findall(rf"--{name}: (#\w{{6}});", css)[scheme] for name in (text, ground)}
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_code_stands_out_from_its_ground(scheme: int) -> None:
    css = asset("css/code.css").decode()
    ground = re.findall(r"background: (#\w{6})", css)[scheme]
    dark = css.index("@media screen")
    rules = css[dark:] if scheme else css[:dark]
    colours = set(re.findall(r"[{;]color:(#\w{6})", rules))
    assert len(colours) > 5
    assert {colour for colour in colours if contrast(colour, ground) < 4.5} == set()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as #rrggbb (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
