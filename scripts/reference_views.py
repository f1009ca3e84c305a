"""The reference of views and their values in docs/themes.md, from the table of views and the fields' docstrings."""

import ast
import datetime as dt
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from markupsafe import Markup
from msgspec import Struct

from sitegen.pages.kinds.table import KINDS
from sitegen.pages.values import BodyRef, ResolvedBody
from sitegen.pages.views.registry import NAMES, make_views
from sitegen.pages.views.types import VALUE_TYPES
from sitegen.theme.model import Theme

WORDS: Mapping[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    int: ("number", "numbers"),
    float: ("number", "numbers"),
    bool: ("true or false", "true or false"),
    dt.datetime: ("date and time", "dates and times"),
    Markup: ("HTML", "HTML"),
    Any: ("any value", "any values"),
}
"""Type -> what one and several are called"""

GIVEN_AS: Mapping[Any, Any] = {BodyRef: ResolvedBody}
"""Type of a view's value -> what templates get instead"""

OWN = frozenset({"text_paths", "with_texts", "with_digest"})
"""Methods that are not for templates"""


def shared_views_table() -> str:
    """Return a table of the views that pages of all kinds have."""
    shown = [name for name in NAMES if not _pages_of(name)]
    return _table(("name", "type", "meaning"), ((f"`{name}`", _type_of(name), _meaning_of(name)) for name in shown))


def kind_views_table() -> str:
    """Return a table of the views that only some kinds of pages have."""
    shown = ((name, _pages_of(name)) for name in NAMES)
    rows = ((f"`{name}`", pages, _type_by_kind(name), _meaning_of(name)) for name, pages in shown if pages)
    return _table(("name", "pages", "type", "meaning"), rows)


def values_reference() -> str:
    """Return a section for each type of value that has fields: a sentence and a table of its fields."""
    return "\n\n".join(_section(kind) for kind in sorted(_structs(), key=lambda kind: kind.__name__))


def _section(kind: type[Struct]) -> str:
    sentence = textwrap.fill(_joined(kind.__doc__), 100)
    return f"#### {kind.__name__}\n\n{sentence}\n\n" + _table(("field", "type", "meaning"), _fields(kind))


def _fields(kind: type[Struct]) -> Iterator[tuple[str, str, str]]:
    """Yield name, type and meaning of the fields of a value, then of its properties and methods."""
    meanings, types = _docstrings(kind), get_type_hints(kind)
    for name in kind.__struct_fields__:
        if BodyRef in get_args(types[name]):
            continue  # what templates get of it is another field
        yield f"`{name}`", _name_type(types[name]), meanings.get(name, "")
    for name, member in vars(kind).items():
        function: Any = member.fget if isinstance(member, property) else member
        if inspect.isfunction(function) and name[0] != "_" and name not in OWN:
            given = ", ".join([*inspect.signature(function).parameters][1:])
            call = name if isinstance(member, property) else f"{name}({given})"
            yield f"`{call}`", _name_type(get_type_hints(function)["return"]), _returned(function)


@cache
def _docstrings(kind: type[Struct]) -> Mapping[str, str]:
    """Return the sentences that stand under the fields of a class, by field."""
    body = next(
        node.body
        for node in ast.parse(Path(inspect.getfile(kind)).read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    return {
        field.target.id: _joined(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _structs() -> set[type[Struct]]:
    """Return all types of values that views give, and that their fields have."""
    found: set[type[Struct]] = set()
    pending: list[Any] = list(VALUE_TYPES.values())
    while pending:
        kind = pending.pop()
        kind = GIVEN_AS.get(kind, kind)
        pending += get_args(kind)
        if inspect.isclass(kind) and issubclass(kind, Struct) and kind not in found:
            found.add(kind)
            pending += get_type_hints(kind).values()
    return found


def _pages_of(view: str) -> str:
    """Return the kinds of pages that have a view of their own, "" for a view that all have."""
    return ", ".join(k.name for k in KINDS.values() if view in k.values or (view == "slots" and k.slots))


def _type_of(view: str) -> str:
    return _name_type(VALUE_TYPES[view])


def _type_by_kind(view: str) -> str:
    """Return the type of a view's value on the pages that have it, by kind if it differs."""
    options = VALUE_TYPES[view]
    if not isinstance(options, UnionType) or len(get_args(options)) == 2:
        return _type_of(view).removesuffix(" or none")
    kinds: dict[str, list[str]] = {}
    for kind in KINDS.values():
        if view in kind.values:
            kinds.setdefault(_name_type(get_type_hints(kind.values[view])["return"]), []).append(kind.name)
    return "; ".join(f"{', '.join(names)}: {name}" for name, names in kinds.items())


def _meaning_of(view: str) -> str:
    return _returned(_functions()[view])


@cache
def _functions() -> Mapping[str, Callable[..., object]]:
    return {name: view.compute for name, view in make_views(Theme("", (), {}, {}, {}, {}, {})).items()}


def _returned(function: Callable[..., object]) -> str:
    """Return what a docstring "Return the cards." says that a function returns: "The cards."."""
    text = _joined(function.__doc__).removeprefix("Return ")
    return text[:1].upper() + text[1:]


def _name_type(kind: Any, plural: bool = False) -> str:
    """Return a type in words, with links to the values that have fields."""
    kind = GIVEN_AS.get(kind, kind)
    if isinstance(kind, UnionType):
        options = [_name_type(option, plural) for option in get_args(kind) if option is not NoneType]
        return " or ".join([*options, "none"] if NoneType in get_args(kind) else options)
    if kind in WORDS:
        return WORDS[kind][plural]
    if get_origin(kind) is tuple:
        item, end = get_args(kind)
        return f"list of {_name_type(item, True)}" if end is Ellipsis else f"two {_name_type(item, True)}"
    if get_args(kind):
        return f"{_name_type(get_args(kind)[1], True)} by name"
    return f"[{kind.__name__}](#{kind.__name__.lower()})"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def _cell(text: str) -> str:
    text = text.replace("|", "\\|")
    return text if text.endswith("...") else text.removesuffix(".")


def _joined(text: str | None) -> str:
    return " ".join((text or "").split())
