"""A theme inherits from another, and a site covers single files of either."""

from pathlib import Path

from sitegen import digest
from sitegen.config.model import Config
from sitegen.pages.templates import MACHINE
from sitegen.theme.load import load
from sitegen.theme.model import Theme
from tests.conftest import write_files


def config(theme: str = "child", **more: object) -> Config:
    return Config("The Daily Example", "https://news.example.org", theme=theme, **more)  # type: ignore[arg-type]


def loaded(root: Path, settings: Config | None = None) -> Theme:
    theme, problems = load(root, settings or config(), MACHINE)
    assert problems == []
    assert theme is not None
    return theme


PNG = b"\x89PNG"
PARENT: dict[str, str | bytes] = {
    "themes/parent/theme.toml": 'name = "parent"\n[params]\naccent = "red"\nwide = true\n',
    "themes/parent/templates/base.html": "parent base",
    "themes/parent/templates/list.html": "parent list",
    "themes/parent/assets/main.css": "p { background: url(img/dot.png) }",
    "themes/parent/assets/img/dot.png": PNG,
    "themes/parent/strings/en.toml": 'by = "By"\nmore = "More"\n',
    "themes/parent/strings/fr.toml": 'by = "Par"\n',
}
CHILD: dict[str, str | bytes] = {
    "themes/child/theme.toml": 'name = "child"\nextends = "parent"\n[params]\naccent = "blue"\n',
    "themes/child/templates/list.html": "child list",
    "themes/child/strings/en.toml": 'by = "Written by"\n',
}


def test_what_a_theme_does_not_have_it_takes_from_the_one_it_extends(tmp_path: Path) -> None:
    theme = loaded(write_files(tmp_path, {**PARENT, **CHILD}))
    assert theme.chain == ("child", "parent")
    assert theme.templates["base.html"].text == "parent base"
    assert theme.templates["list.html"].text == "child list"
    assert theme.templates["list.html"].origin == "themes/child/templates/list.html"
    assert theme.params == {"accent": "blue", "wide": True}


def test_a_sites_parameters_go_before_the_themes(tmp_path: Path) -> None:
    theme = loaded(write_files(tmp_path, {**PARENT, **CHILD}), config(theme_params={"accent": "green"}))
    assert theme.params == {"accent": "green", "wide": True}


def test_a_parameter_that_no_theme_has_or_of_another_type_is_told_at_its_place(tmp_path: Path) -> None:
    given = {"acent": "green", "wide": "no", "accent": True}
    _, problems = load(write_files(tmp_path, {**PARENT, **CHILD}), config(theme_params=given), MACHINE)
    assert [(str(d.location), d.location.key, d.code, d.message, d.hint) for d in problems] == [
        (
            "site.toml", "theme_params.acent", "unknown-key",
            'The theme "child" has no parameter `acent`.', "did you mean `accent`?",
        ),
        ("site.toml", "theme_params.wide", "bad-type", "`wide` in [theme_params] must be true or false.", ""),
        ("site.toml", "theme_params.accent", "bad-type", "`accent` in [theme_params] must be text.", ""),
    ]  # fmt: skip


def test_strings_fall_back_from_the_dialect_to_the_language_to_english(tmp_path: Path) -> None:
    files = {**PARENT, **CHILD, "themes/child/strings/fr-CA.toml": 'more = "Davantage"\n'}
    theme = loaded(write_files(tmp_path, files))
    assert theme.words("en") == {"by": "Written by", "more": "More"}
    assert theme.words("fr") == {"by": "Par", "more": "More"}
    assert theme.words("fr-CA") == {"by": "Par", "more": "Davantage"}
    assert theme.words("fr-CA-x-old") == theme.words("fr-CA")
    assert theme.words("tlh") == theme.words("en")


def test_chinese_of_taiwan_and_hong_kong_is_written_in_traditional_characters(tmp_path: Path) -> None:
    strings = {"zh": 'by = "作者"\nmore = "更多报道"\n', "zh-Hant": 'more = "更多報導"\n', "zh-HK": 'by = "文"\n'}
    files = {**PARENT, **CHILD, **{f"themes/child/strings/{tag}.toml": text for tag, text in strings.items()}}
    theme = loaded(write_files(tmp_path, files))
    assert theme.words("zh-TW") == {"by": "作者", "more": "更多報導"}
    assert theme.words("zh-Hant-TW") == theme.words("zh-TW")
    assert theme.words("zh-HK") == {"by": "文", "more": "更多報導"}
    assert theme.words("zh-CN") == {"by": "作者", "more": "更多报道"}


def test_a_site_overrides_single_files_of_a_packaged_theme(tmp_path: Path) -> None:
    packaged = loaded(tmp_path, config("gazette"))
    write_files(tmp_path, {"themes/gazette/templates/not_found.html": "ours"})
    own = loaded(tmp_path, config("gazette"))
    assert own.templates["not_found.html"].text == "ours"
    assert own.templates["not_found.html"].origin == "themes/gazette/templates/not_found.html"
    assert {n for n in own.templates if own.templates[n] != packaged.templates[n]} == {"not_found.html"}
    assert own.assets == packaged.assets


def test_every_theme_stands_on_the_templates_for_machines(tmp_path: Path) -> None:
    theme = loaded(write_files(tmp_path, {**PARENT, **CHILD}))
    assert {"machine/rss.xml", "machine/sitemap.xml", "machine/robots.txt"} <= set(theme.templates)


def test_assets_bear_the_fingerprint_of_their_bytes_and_style_sheets_link_to_them(tmp_path: Path) -> None:
    theme = loaded(write_files(tmp_path, {**PARENT, **CHILD}))
    dot, sheet = theme.assets["img/dot.png"], theme.assets["main.css"]
    assert dot.url == f"/assets/img/dot.{digest.of_bytes(PNG)[:8]}.png"
    assert sheet.data.decode() == f'p {{ background: url("{dot.url}") }}'
    assert sheet.output == f"assets/main.{digest.of_bytes(sheet.data)[:8]}.css"


def test_a_site_in_a_folder_has_its_assets_there(tmp_path: Path) -> None:
    settings = Config("T", "https://example.org/news", theme="child")
    theme = loaded(write_files(tmp_path, {**PARENT, **CHILD}), settings)
    assert theme.assets["img/dot.png"].url.startswith("/news/assets/img/dot.")
    assert theme.assets["img/dot.png"].output.startswith("assets/img/dot.")


def said(root: Path, settings: Config) -> list[str]:
    _, problems = load(root, settings, MACHINE)
    return [f"{d.location.path} {d.location.key}: {d.message} {d.hint}".strip() for d in problems]


def test_a_theme_that_is_not_there_is_said_with_the_one_that_was_meant(tmp_path: Path) -> None:
    assert said(tmp_path, config("gazete")) == ['site.toml theme: There is no theme "gazete". did you mean "gazette"?']


def test_a_parent_that_is_not_there_is_said_in_the_childs_own_file(tmp_path: Path) -> None:
    root = write_files(tmp_path, CHILD)
    assert said(root, config())[0].startswith('themes/child/theme.toml extends: There is no theme "parent".')


def test_themes_that_extend_each_other_are_said(tmp_path: Path) -> None:
    circle = {"themes/parent/theme.toml": 'extends = "child"\n'}
    (problem,) = said(write_files(tmp_path, {**PARENT, **CHILD, **circle}), config())
    assert "extend each other in a circle" in problem


def test_a_template_that_is_no_text_and_strings_that_are_no_toml_are_said(tmp_path: Path) -> None:
    broken = {"themes/parent/templates/bad.html": b"\xff\xfe", "themes/parent/strings/de.toml": "by = Von\n"}
    problems = said(write_files(tmp_path, {**PARENT, **broken}), config("parent"))
    assert [p.split(":")[0] for p in problems] == [
        "themes/parent/templates/bad.html ",
        "themes/parent/strings/de.toml ",
    ]
