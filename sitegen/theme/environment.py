"""The Jinja environment of a theme: a function of its sources alone. No clock, no randomness, no disk."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.utils import missing

from sitegen.theme.model import TemplateSource

Filters = Mapping[str, Callable[..., Any]]


class Missing(StrictUndefined):
    """What a template asked for and is not there: any use of it fails, and says what there would have been."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if owner is missing:
            return f"`{name}` is not defined"
        fields = getattr(owner, "__struct_fields__", owner if isinstance(owner, Mapping) else ())
        near = difflib.get_close_matches(str(name), map(str, fields), 1)
        meant = f" (did you mean `{near[0]}`?)" if near else ""
        return f"a {type(owner).__name__} has no `{name}`{meant}"


_RANDOM = ("lipsum",)
"""Globals of Jinja that give another answer each time."""


def make_environment(
    templates: Mapping[str, TemplateSource], filters: Filters, functions: Mapping[str, Callable[..., Any]]
) -> Environment:
    """Return an environment that knows these templates, filters and theme functions, and nothing of the machine."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = templates.get(name)
        return (source.text, source.origin, lambda: True) if source else None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    for name in _RANDOM:
        del environment.globals[name]
    del environment.filters["random"]
    environment.filters.update(filters)
    environment.globals.update(functions)
    return environment
