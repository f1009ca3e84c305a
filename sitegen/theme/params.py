"""Checks [theme_params] of site.toml against the names and types of the theme's [params]."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.errors import Diagnostic, Location, error

_TYPES = {bool: "true or false", str: "text", int: "a whole number", float: "a number", list: "a list", dict: "a table"}


def check_params(theme: str, known: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield an error for each parameter that the theme does not have, and for each of another type."""
    for name, value in given.items():
        place = Location("site.toml", key=f"theme_params.{name}")
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
            yield error("unknown-key", f'The theme "{theme}" has no parameter `{name}`.', place, hint)
        elif not _fits(value, known[name]):
            what = _TYPES.get(type(known[name]), "of the type of the theme's own value")
            yield error("bad-type", f"`{name}` in [theme_params] must be {what}.", place)


def _fits(value: Any, own: Any) -> bool:
    """Is the value of the type of the theme's own one? A whole number may stand for any number."""
    return type(value) is type(own) or (type(own) is float and type(value) is int)
