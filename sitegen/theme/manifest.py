"""theme.toml: what a theme says of itself."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from sitegen.errors import Diagnostic, Location, error
from sitegen.theme.model import DeclaredView

KEYS: Mapping[str, type] = {
    "name": str,
    "title": str,
    "version": str,
    "description": str,
    "license": str,
    "homepage": str,
    "extends": str,
    "params": dict,
    "views": dict,
    "slots": list,
}
VIEW_KEYS: Mapping[str, type] = {"select": str, "where": dict, "category": str, "exclude": str, "limit": int}


class Manifest(Struct, frozen=True):
    params: Mapping[str, Any] = field(default_factory=dict)
    views: Mapping[str, DeclaredView] = field(default_factory=dict)


def extends(root: Path, folder: Path) -> tuple[str, Location]:
    """Return the name of the theme that this one extends ("" for none) and the place that says so."""
    table, place, _ = _load(root, folder)
    name = table.get("extends", "")
    return name if isinstance(name, str) else "", Location(place, key="extends")


def read(root: Path, folder: Path) -> tuple[Manifest, list[Diagnostic]]:
    """Return what the folder's theme.toml says; a folder without one (a site's overrides) says nothing."""
    table, place, problems = _load(root, folder)
    problems = problems + _wrong(table, KEYS, place, "")
    views: dict[str, DeclaredView] = {}
    declared = table.get("views")
    for name, value in (declared if isinstance(declared, dict) else {}).items():
        if not isinstance(value, dict):
            problems.append(_type_problem(place, f"views.{name}", dict))
            continue
        bad = _wrong(value, VIEW_KEYS, place, f"views.{name}.", open_keys=("where",))
        problems += bad
        if not bad:
            views[name] = _view(name, value)
    params = table.get("params")
    return Manifest(params if isinstance(params, dict) else {}, views), problems


def _view(name: str, table: Mapping[str, Any]) -> DeclaredView:
    where = {str(k): str(v) for k, v in table.get("where", {}).items()}
    if "category" in table:
        where["category"] = table["category"]
    return DeclaredView(name, table.get("select", "articles"), where, table.get("exclude", ""), table.get("limit", 0))


def _load(root: Path, folder: Path) -> tuple[dict[str, Any], str, list[Diagnostic]]:
    file = folder / "theme.toml"
    place = file.relative_to(root).as_posix() if file.is_relative_to(root) else f"{folder.name}/theme.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig")), place, []
    except FileNotFoundError:
        return {}, place, []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        return {}, place, [error("bad-toml", f"`theme.toml` is not valid TOML: {failure}.", Location(place, 1))]


def _wrong(
    table: Mapping[str, Any], keys: Mapping[str, type], place: str, prefix: str, open_keys: tuple[str, ...] = ()
) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    for key, value in table.items():
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(keys)}"
            message = f"`theme.toml` has no key `{prefix}{key}`."
            problems.append(error("unknown-key", message, Location(place, key=prefix + key), hint))
        elif not isinstance(value, keys[key]) or isinstance(value, bool):
            problems.append(_type_problem(place, prefix + key, keys[key]))
    return problems


def _type_problem(place: str, key: str, wanted: type) -> Diagnostic:
    name = {str: "a text", int: "a whole number", dict: "a table", list: "a list"}[wanted]
    return error("bad-type", f"`{key}` must be {name}.", Location(place, key=key))
