"""A theme's assets: published under a name that holds their fingerprint, so that browsers may keep them forever."""

import posixpath
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sitegen import digest
from sitegen.theme.model import Asset
from sitegen.urls import Root

_CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")


def make_assets(files: Mapping[str, Path], root: Root) -> dict[str, Asset]:
    """Return the assets by name. In style sheets, `url(...)` of another asset becomes its fingerprinted URL."""
    plain = {name: path for name, path in files.items() if not name.endswith(".css")}
    made = {name: _make(name, path, path.read_bytes(), root, False) for name, path in plain.items()}
    for name, path in files.items():
        if name.endswith(".css"):
            text = path.read_text(encoding="utf-8-sig")
            linked = _CSS_URL.sub(partial(_linked, sheet=name, assets=made), text)
            made[name] = _make(name, path, linked.encode("utf-8"), root, linked != text)
    return dict(sorted(made.items()))


def _make(name: str, path: Path, data: bytes, root: Root, changed: bool) -> Asset:
    mark = digest.of_bytes(data)
    stem, dot, ending = name.rpartition(".")
    output = f"assets/{stem}.{mark[:8]}.{ending}" if dot and stem else f"assets/{name}.{mark[:8]}"
    return Asset(name, root.url("/" + output), output, str(path.absolute()), mark, data if changed else b"")


def _linked(match: "re.Match[str]", sheet: str, assets: Mapping[str, Asset]) -> str:
    target = match[2].strip()
    asset = assets.get(posixpath.normpath(posixpath.join(posixpath.dirname(sheet), target)))
    return f'url("{asset.url}")' if asset else match[0]
