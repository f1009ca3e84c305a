"""A theme's style sheet may be split into parts; readers load one file."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen import digest
from sitegen.config.model import Config
from sitegen.errors import format_diagnostic
from sitegen.pages.templates import MACHINE
from sitegen.theme.load import load
from sitegen.theme.model import Asset, Theme
from tests.conftest import write_files

CONFIG = Config("The Daily Example", "https://news.example.org", theme="evening")


def assets(root: Path, files: dict[str, str]) -> Mapping[str, Asset]:
    """Return the published assets of a theme with these files below assets/."""
    return loaded(write_theme(root, files)).assets


def loaded(root: Path) -> Theme:
    theme, problems = load(root, CONFIG, MACHINE)
    assert problems == []
    assert theme is not None
    return theme


def write_theme(root: Path, files: dict[str, str]) -> Path:
    settings = {"themes/evening/theme.toml": 'name = "evening"\n'}
    return write_files(root, {**settings, **{f"themes/evening/assets/{name}": text for name, text in files.items()}})


def published(root: Path, files: dict[str, str], name: str = "main.css") -> str:
    return text_of(assets(root, files)[name])


def text_of(asset: Asset) -> str:
    return (asset.data or Path(asset.source).read_bytes()).decode()


def problems(root: Path, files: dict[str, str]) -> list[str]:
    _, found = load(write_theme(root, files), CONFIG, MACHINE)
    return [f"{d.location.path[22:]}:{d.location.line}: {d.message} [{d.code}] {d.hint}" for d in found]


def test_an_import_is_replaced_by_the_part_in_its_place(tmp_path: Path) -> None:
    files = {
        "main.css": '/* All */\n@import "_base.css";\n@import "parts/_story.css";\n\nfooter { color: red }\n',
        "_base.css": "/* Base */\nbody { margin: 0 }\n",
        "parts/_story.css": "h1 { margin: 1em }\n",
    }
    expected = "/* All */\n/* Base */\nbody { margin: 0 }\nh1 { margin: 1em }\n\nfooter { color: red }\n"
    assert published(tmp_path, files) == expected


@pytest.mark.parametrize(
    "statement",
    [
        '@import "parts/_a.css";',
        "@import 'parts/_a.css';",
        '@import "./parts/../parts/_a.css";',
        '@import url("parts/_a.css");',
        "@import url( 'parts/_a.css' ) ;",
        "@import url(parts/_a.css);",
        '@IMPORT/* the first */"parts/_a.css" /* of one */;',
        '@import "parts/_a.css"',
    ],
)
def test_every_way_of_writing_an_import_is_known(statement: str, tmp_path: Path) -> None:
    assert published(tmp_path, {"main.css": statement, "parts/_a.css": "p { margin: 0 }\n"}) == "p { margin: 0 }"


def test_a_part_may_import_others_relative_to_itself(tmp_path: Path) -> None:
    files = {
        "css/main.css": '@import "parts/_story.css";',
        "css/parts/_story.css": '@import "text/_lists.css";\n@import "../_quotes.css";\np { margin: 0 }',
        "css/parts/text/_lists.css": "ul { margin: 0 }",
        "css/_quotes.css": "q { margin: 0 }",
    }
    text = published(tmp_path, files, "css/main.css")
    assert text == "ul { margin: 0 }\nq { margin: 0 }\np { margin: 0 }"


def test_a_part_is_not_published_by_itself_but_any_other_style_sheet_is(tmp_path: Path) -> None:
    files = {
        "css/main.css": '@import "_part.css"; @import "code.css";',
        "css/_part.css": "p { margin: 0 }",
        "css/code.css": "pre { margin: 0 }",
        "css/_unused.css": "",
        "js/_helper.js": "",
    }
    assert set(assets(tmp_path, files)) == {"css/main.css", "css/code.css", "js/_helper.js"}
    assert published(tmp_path, files, "css/main.css") == "p { margin: 0 } pre { margin: 0 }"


def test_what_a_part_links_to_is_relative_to_the_part(tmp_path: Path) -> None:
    files = {
        "css/main.css": '@import "parts/_story.css"; a { background: url(dot.png) }',
        "css/parts/_story.css": "b { background: url('../../img/dot.png') } i { background: url(dot.png) }",
        "css/dot.png": "beside main.css",
        "img/dot.png": "in a folder of its own",
    }
    made = assets(tmp_path, files)
    first, second = made["img/dot.png"].url, made["css/dot.png"].url
    expected = (
        f'b {{ background: url("{first}") }} i {{ background: url(dot.png) }} a {{ background: url("{second}") }}'
    )
    assert made["css/main.css"].data.decode() == expected


def test_the_fingerprint_is_that_of_all_parts(tmp_path: Path) -> None:
    files = {"main.css": '@import "_a.css";', "_a.css": '@import "_b.css";', "_b.css": "p { margin: 0 }"}
    before = assets(tmp_path, files)["main.css"]
    after = assets(tmp_path, {**files, "_b.css": "p { margin: 1px }"})["main.css"]
    assert before.digest == digest.of_bytes(b"p { margin: 0 }")
    assert after.digest == digest.of_bytes(b"p { margin: 1px }")
    assert after.url == f"/assets/main.{after.digest[:8]}.css"


def test_an_asset_knows_all_files_that_it_depends_on(tmp_path: Path) -> None:
    files = {
        "main.css": '@import "_a.css"; p { background: url(dot.png) }',
        "_a.css": '@import "_b.css";',
        "_b.css": "i { background: url(line.png) }",
        "dot.png": "dot",
        "line.png": "line",
        "other.png": "other",
    }
    made = assets(tmp_path, files)
    folder = (tmp_path / "themes/evening/assets").absolute()
    assert made["main.css"].source == str(folder / "main.css")
    assert made["main.css"].depends_on == tuple(str(folder / n) for n in ("_a.css", "_b.css", "dot.png", "line.png"))
    assert made["dot.png"].depends_on == ()


def test_a_theme_overrides_a_single_part_of_the_one_it_extends(tmp_path: Path) -> None:
    root = write_files(
        tmp_path,
        {
            "themes/evening/theme.toml": 'name = "evening"\nextends = "morning"\n',
            "themes/evening/assets/css/_footer.css": "footer { color: blue }",
            "themes/morning/theme.toml": 'name = "morning"\n',
            "themes/morning/assets/css/main.css": '@import "_header.css";\n@import "_footer.css";\n',
            "themes/morning/assets/css/_header.css": "header { color: red }",
            "themes/morning/assets/css/_footer.css": "footer { color: red }",
        },
    )
    assert text_of(loaded(root).assets["css/main.css"]) == "header { color: red }\nfooter { color: blue }\n"


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ("print", "@media print {\nP\n}"),
        ("screen and (min-width: 40rem), print", "@media screen and (min-width: 40rem), print {\nP\n}"),
        ("layer", "@layer {\nP\n}"),
        ("layer( theme.base )", "@layer theme.base {\nP\n}"),
        ("supports(display: grid)", "@supports (display: grid) {\nP\n}"),
        ("supports(not (display: grid))", "@supports (not (display: grid)) {\nP\n}"),
        (
            "layer(base) supports(color: rgb(0 0 0)) print",
            "@media print {\n@supports (color: rgb(0 0 0)) {\n@layer base {\nP\n}\n}\n}",
        ),
    ],
)
def test_the_conditions_of_an_import_are_kept(conditions: str, expected: str, tmp_path: Path) -> None:
    files = {"main.css": f'@import "_a.css" {conditions};', "_a.css": "P\n"}
    assert published(tmp_path, files) == expected


def test_what_lies_elsewhere_is_left_to_the_browser(tmp_path: Path) -> None:
    text = (
        '@charset "utf-8";\n@layer base, theme;\n@import "https://fonts.example.org/a.css" screen;\n'
        "@import url(//fonts.example.org/b.css);\n@import '/own/c.css';\n"
    )
    files = {"main.css": text + '@import "_a.css";', "_a.css": '@charset "utf-8";\n@layer theme;\np { margin: 0 }'}
    assert published(tmp_path, files) == text + "@layer theme;\np { margin: 0 }"


def test_a_word_is_not_an_import(tmp_path: Path) -> None:
    text = '/* @import "a.css"; */ p::before { content: "@import \'b.css\'" } i { background: url(x@import.png) }'
    assert published(tmp_path, {"main.css": text}) == text


def test_a_style_sheet_without_imports_and_links_is_published_as_it_is(tmp_path: Path) -> None:
    asset = assets(tmp_path, {"main.css": "p { margin: 0 }"})["main.css"]
    assert (asset.data, asset.depends_on) == (b"", ())


NOT_READ = 'write the path in quotes and end with a semicolon: @import "_header.css";'
TOP = "write it at the top of the style sheet that is published, above its imports of the theme's own files"
PUBLISHED_LATE = "Browsers ignore this import, since other rules come before it in the published style sheet."


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"main.css": '\n@import "_stroy.css";', "_story.css": ""},
            'main.css:2: The theme has no style sheet "_stroy.css". [unknown-import] did you mean `_story.css`?',
        ),
        (
            {"main.css": '@import "parts/_a.css";', "parts/_a.css": '@import "parts/_b.css";', "parts/_b.css": ""},
            'parts/_a.css:1: The theme has no style sheet "parts/parts/_b.css". [unknown-import] '
            "did you mean `_b.css`?",
        ),
        (
            {"main.css": "@import url(../../../secret.txt);"},
            'main.css:1: The theme has no style sheet "../../../secret.txt". [unknown-import] '
            "write the path of a style sheet, relative to this file",
        ),
        (
            {"main.css": '@import "_a.css";', "_a.css": "/* */\n\n@import '_b.css';", "_b.css": "@import '_a.css';"},
            "_b.css:1: Style sheets import each other in a circle: _a.css imports _b.css imports _a.css. "
            "[import-circle] remove one of these imports",
        ),
        (
            {"main.css": '@import "main.css";'},
            "main.css:1: Style sheets import each other in a circle: main.css imports main.css. "
            "[import-circle] remove one of these imports",
        ),
        (
            {"main.css": 'p { margin: 0 }\n@import "_a.css";', "_a.css": ""},
            "main.css:2: Browsers ignore this import, since other rules come before it. "
            "[late-import] move it to the top of the file",
        ),
        (
            {"main.css": '@import "_a.css";\n@import "https://example.org/b.css";', "_a.css": "p { margin: 0 }"},
            f"main.css:2: {PUBLISHED_LATE} [late-import] {TOP}",
        ),
        (
            {"main.css": '@import "_a.css" print;', "_a.css": '@import "https://example.org/b.css";'},
            f"_a.css:1: {PUBLISHED_LATE} [late-import] {TOP}",
        ),
        (
            {"main.css": "@import _a.css;\n@import '_a.css';", "_a.css": ""},
            f"main.css:1: This import cannot be read. [bad-import] {NOT_READ}",
        ),
        (
            {"main.css": '@import "_a.css" supports(display: grid;', "_a.css": ""},
            f"main.css:1: This import cannot be read. [bad-import] {NOT_READ}",
        ),
    ],
)
def test_what_is_wrong_with_an_import_is_an_error(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert problems(tmp_path, files) == [expected]


def test_the_error_shows_the_import(tmp_path: Path) -> None:
    root = write_theme(tmp_path, {"main.css": '/* All */\n  @import "_a.css";\n'})
    _, (problem,) = load(root, CONFIG, MACHINE)
    assert format_diagnostic(problem, lambda path: (root / path).read_text()) == (
        'themes/evening/assets/main.css:2:3: error: The theme has no style sheet "_a.css". [unknown-import]\n'
        "  1 | /* All */\n"
        '  2 |   @import "_a.css";\n'
        "    |   ^\n"
        "  hint: write the path of a style sheet, relative to this file"
    )


def test_a_style_sheet_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    root = write_theme(tmp_path, {"main.css": '@import "_a.css";'})
    (root / "themes/evening/assets/_a.css").write_bytes(b"\xff\xfe")
    _, found = load(root, CONFIG, MACHINE)
    assert [(d.location.path, d.message) for d in found] == [
        ("themes/evening/assets/_a.css", "This style sheet is not UTF-8 text.")
    ]


def test_a_byte_order_mark_is_not_published(tmp_path: Path) -> None:
    files = {"main.css": '\ufeff@import "_a.css";', "_a.css": "\ufeffp { margin: 0 }", "b.css": "\ufeffi { margin: 0 }"}
    assert published(tmp_path, files) == "p { margin: 0 }"
    assert published(tmp_path, files, "b.css") == "i { margin: 0 }"
