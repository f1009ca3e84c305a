"""Random themes: templates that show any field of any view, in any kind of page, drawn from the views' own types."""

import datetime as dt
import random
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sitegen.newsroom.cards import Card
from sitegen.pages.values import BodyRef, ResolvedBody
from sitegen.pages.views.registry import NAMES
from sitegen.pages.views.types import get_value_type
from tests.engine.kit import Newsroom

TEMPLATES = (
    "article", "front", "list", "tag", "author", "category", "archive", "page", "corrections", "sponsored", "not_found",
)  # fmt: skip
DEPTH = 4
"""How far from the view a field may be"""

FILTERS: Mapping[str, tuple[str, ...]] = {
    "article": ("{{ page | jsonld(site, article) }}",),
    "list": ("{{ page | jsonld(site, none, cards, subject) }}",),
    "front": ("{{ page | jsonld(site, none, (), none, front) }}",),
}
"""What templates make of whole values"""


def draw_template(rng: random.Random, name: str) -> str:
    """Return the text of a template that shows some fields of some views."""
    shown = [show_field(rng, view, get_value_type(view)) for view in rng.sample(NAMES, rng.randint(1, 4))]
    own = FILTERS.get(name, ())
    return "\n".join([name, *shown, *(rng.sample(own, 1) if own and rng.random() < 0.3 else ())]) + "\n"


def draw_theme(newsroom: Newsroom, rng: random.Random) -> None:
    """Give some of the newsroom's pages other templates."""
    for name in rng.sample(TEMPLATES, rng.randint(1, len(TEMPLATES))):
        newsroom.write(f"themes/paper/templates/{name}.html", draw_template(rng, name))


def show_field(rng: random.Random, expression: str, kind: Any, depth: int = 0) -> str:
    """Return Jinja that shows a field somewhere within a value of this type, wherever there is one."""
    kind = ResolvedBody if kind is BodyRef else kind
    options = [o for o in typing.get_args(kind) if o is not type(None)]
    if isinstance(kind, types.UnionType):
        chosen = options[0] if len(options) == 1 else object
        return f"{{% if {expression} is not none %}}{show_field(rng, expression, chosen, depth)}{{% endif %}}"
    origin = typing.get_origin(kind)
    if origin is tuple:
        item = f"i{depth}"
        inner = show_field(rng, item, options[0], depth + 1)
        return f"{{% for {item} in {expression} %}}{inner} {{% endfor %}}"
    if origin in (dict, Mapping) or (origin and issubclass(origin, Mapping)):
        item = f"i{depth}"
        inner = show_field(rng, f"{expression}[{item}]", options[1], depth + 1)
        return f"{{% for {item} in {expression} %}}{{{{ {item} }}}}={inner} {{% endfor %}}"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and depth < DEPTH:
        fields = dict(fields_of(kind))
        name = rng.choice(sorted(fields))
        return show_field(rng, f"{expression}.{name}", fields[name], depth + 1)
    return f"{{{{ {expression} }}}}"


def fields_of(kind: type[msgspec.Struct]) -> Iterator[tuple[str, Any]]:
    """Yield (name, type) of all that a template may ask of a value: its fields and properties."""
    hints = typing.get_type_hints(kind)
    yield from ((name, hints[name]) for name in kind.__struct_fields__)
    for name in dir(kind):
        attribute = getattr(kind, name, None)
        if isinstance(attribute, property) and not name.startswith("_") and name != "text_paths":
            yield name, typing.get_type_hints(attribute.fget)["return"]


def every_field(view: str) -> list[str]:
    """Return Jinja that shows each field of a view that is at most two steps away; of a card's, one step."""
    return list(_each(view, get_value_type(view), 0))


def _each(expression: str, kind: Any, depth: int) -> Iterator[str]:
    kind = ResolvedBody if kind is BodyRef else kind
    options = [o for o in typing.get_args(kind) if o is not type(None)]
    if isinstance(kind, types.UnionType):
        inner = options[0] if len(options) == 1 else object
        for text in _each(expression, inner, depth):
            yield f"{{% if {expression} is not none %}}{text}{{% endif %}}"
    elif typing.get_origin(kind) is tuple and options[0] not in (Ellipsis, dt.datetime):
        item = f"i{depth}"
        for text in _each(item, options[0], depth):
            yield f"{{% for {item} in {expression} %}}{text} {{% endfor %}}"
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct) and depth < (1 if kind is Card else 2):
        for name, own in fields_of(kind):
            yield from _each(f"{expression}.{name}", own, depth + 1)
    else:
        yield f"{{{{ {expression} }}}}"
