"""Reads a theme: its layers from the bottom to the top, so that what lies higher covers what lies lower."""

import difflib
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from sitegen import digest
from sitegen.config.model import Config
from sitegen.errors import Diagnostic, Location, error
from sitegen.files import scan
from sitegen.theme import locate, manifest
from sitegen.theme.assets import make_assets
from sitegen.theme.model import DeclaredView, TemplateSource, Theme
from sitegen.theme.params import check_params
from sitegen.urls import Root

TEXT_LIMIT = 1_000_000
"""Bytes of a template; a larger file in templates/ is surely something else."""


class _Layers(Struct):
    """What the layers read so far add up to."""

    templates: dict[str, TemplateSource] = field(default_factory=dict)
    assets: dict[str, Path] = field(default_factory=dict)
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    views: dict[str, DeclaredView] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def load(root: Path, config: Config, base: Path) -> tuple[Theme | None, list[Diagnostic]]:
    """Return the theme that site.toml names, with everything that is wrong in its files.

    `base` is the folder of sitegen's own templates, the lowest layer of every theme.
    """
    chain, diagnostics = _chain(root, config.theme)
    if not chain:
        return None, diagnostics
    layers = _Layers(diagnostics=diagnostics)
    _read_templates(layers, root, base, "machine/")
    for name in reversed(chain):
        for folder in reversed(locate.layers(root, name)):
            _read_layer(layers, root, folder)
    layers.diagnostics += check_params(config.theme, layers.params, config.theme_params)
    params = {**layers.params, **config.theme_params}
    assets, problems = make_assets(layers.assets, Root.of(config.base_url), partial(shown_path, root))
    layers.diagnostics += problems
    theme = Theme(config.theme, tuple(chain), layers.templates, assets, layers.strings, params, layers.views)
    return theme, layers.diagnostics


def _chain(root: Path, name: str) -> tuple[list[str], list[Diagnostic]]:
    """Return the theme's name and those it extends, nearest first."""
    chain: list[str] = []
    place = Location("site.toml", key="theme")
    while name:
        folders = locate.layers(root, name)
        if not folders:
            return [], [_theme_not_found(root, name, place)]
        if name in chain:
            message = f"The themes {' and '.join(chain)} extend each other in a circle."
            return [], [error("theme-circle", message, place, "remove one `extends`")]
        chain.append(name)
        name = ""
        for folder in reversed(folders):
            own, place = manifest.extends(root, folder)
            name = own or name
    return chain, []


def _theme_not_found(root: Path, name: str, place: Location) -> Diagnostic:
    known = locate.available(root)
    near = difflib.get_close_matches(name, known, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}; or create the folder themes/{name}/"
    return error("unknown-theme", f'There is no theme "{name}".', place, hint)


def _read_layer(layers: _Layers, root: Path, folder: Path) -> None:
    _read_templates(layers, root, folder / "templates", "")
    for found in sorted(scan(folder / "assets"), key=lambda f: f.path):
        layers.assets[found.path] = folder / "assets" / found.path
    for file in sorted((folder / "strings").glob("*.toml")):
        _read_strings(layers, root, file)
    own, problems = manifest.read_manifest(root, folder)
    layers.params.update(own.params)
    layers.views.update(own.views)
    layers.diagnostics += problems


def _read_templates(layers: _Layers, root: Path, folder: Path, prefix: str) -> None:
    for found in sorted(scan(folder), key=lambda f: f.path):
        path = folder / found.path
        origin = shown_path(root, path)
        if found.path.endswith((".py", ".pyc")):
            continue
        data = path.read_bytes() if found.stamp.size <= TEXT_LIMIT else b"\xff"
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            message = "This template is not UTF-8 text."
            layers.diagnostics.append(error("bad-template", message, Location(origin, 1), "save it as UTF-8"))
            continue
        name = prefix + found.path
        layers.templates[name] = TemplateSource(name, text, origin, digest.of_bytes(text.encode("utf-8")))


def _read_strings(layers: _Layers, root: Path, file: Path) -> None:
    place = Location(shown_path(root, file), 1)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        layers.diagnostics.append(error("bad-toml", f"This file is not valid TOML: {failure}.", place))
        return
    wrong = [key for key, value in table.items() if not isinstance(value, str)]
    message = "`{}` must be a text, as every string of a theme."
    layers.diagnostics += [error("bad-type", message.format(k), Location(place.path, key=k)) for k in wrong]
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    layers.strings[file.stem] = {**layers.strings.get(file.stem, {}), **texts}


def shown_path(root: Path, path: Path) -> str:
    """Return how diagnostics name a theme's file: below the newsroom's root, else from the package's folder."""
    for base in (root, locate.packaged_themes(), locate.PACKAGE.parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()
