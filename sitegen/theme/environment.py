"""The Jinja environment of a theme: a function of its sources alone. No clock, no randomness, no disk."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from sitegen.theme.model import TemplateSource

Filters = Mapping[str, Callable[..., Any]]

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
        undefined=StrictUndefined,
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
