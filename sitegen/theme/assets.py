"""A theme's assets: published under a name that holds their fingerprint, so that browsers may keep them forever."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen import digest
from sitegen.errors import Diagnostic
from sitegen.theme.model import Asset
from sitegen.theme.style_sheets import is_part, read_style_sheet
from sitegen.urls import Root


def make_assets(
    files: Mapping[str, Path], root: Root, show_path: Callable[[Path], str]
) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Return the published assets by name, with what is wrong in style sheets.

    A style sheet has the text of those that it imports and the fingerprinted URLs of the assets that it links to. One
    that is only a part of others is not published. `show_path` returns the path by which diagnostics name a file.
    """
    plain = {name: path for name, path in files.items() if not name.endswith(".css")}
    made = {name: _make(name, path, path.read_bytes(), root) for name, path in plain.items()}
    urls = {name: asset.url for name, asset in made.items()}
    diagnostics: list[Diagnostic] = []
    for name, path in files.items():
        if name.endswith(".css") and not is_part(name):
            sheet = read_style_sheet(name, files, urls, show_path)
            diagnostics += sheet.diagnostics
            others = tuple(str(files[other].absolute()) for other in sorted(sheet.imports | sheet.links))
            made[name] = _make(name, path, sheet.text.encode("utf-8"), root, others)
    return dict(sorted(made.items())), diagnostics


def _make(name: str, path: Path, data: bytes, root: Root, depends_on: tuple[str, ...] = ()) -> Asset:
    mark = digest.of_bytes(data)
    stem, dot, ending = name.rpartition(".")
    output = f"assets/{stem}.{mark[:8]}.{ending}" if dot and stem else f"assets/{name}.{mark[:8]}"
    own = data if name.endswith(".css") and data != path.read_bytes() else b""
    return Asset(name, root.url("/" + output), output, str(path.absolute()), mark, own, depends_on)
