"""YAML, TOML and JSON as plain values, through python-frontmatter's handlers, with every problem at its offset."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

from sitegen.schema.positions import json_positions
from sitegen.schema.syntax_problem import TOO_DEEP, TOO_MANY_DIGITS, SyntaxProblem, duplicate_key, lower_first
from sitegen.schema.toml_reader import read_toml
from sitegen.schema.values import PlainScalar, read_plain_scalar

Outcome = tuple[Any, list[SyntaxProblem]]
"""The value (None if it cannot be read, or if there is none) and the problems."""


def read_format(syntax: str, text: str) -> Outcome:
    """Read a text in one of the syntaxes "yaml", "toml", "json"."""
    return _READERS[syntax](text)


@cache
def _handlers() -> dict[str, Any]:
    """python-frontmatter's handlers by name; its TOML one needs an unmaintained package, so TOML gets the standard
    library's reader with the same interface."""
    from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

    class TOMLHandler(BaseHandler):
        FM_BOUNDARY = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
        START_DELIMITER = END_DELIMITER = "+++"

        def load(self, fm: str) -> dict[str, Any]:
            return tomllib.loads(fm, parse_float=_toml_float)

    return {"yaml": YAMLHandler(), "json": JSONHandler(), "toml": TOMLHandler()}


def _read_yaml(text: str) -> Outcome:
    import yaml

    from sitegen.source.front_matter.yaml_errors import explain_yaml
    from sitegen.source.front_matter.yaml_reader import Loader, YamlError

    if not text.isascii():
        for line_break in _LINE_BREAKS:
            text = text.replace(line_break, " ")
    try:
        built = _handlers()["yaml"].load(text, Loader=Loader)
    except YamlError as e:
        return None, [SyntaxProblem(e.code, e.message, e.offset, e.hint)]
    except yaml.YAMLError as e:
        return None, [explain_yaml(e, text)]
    return built.value, [_duplicate(key, offset) for key, offset in built.duplicates]


_LINE_BREAKS = "\x85\u2028\u2029"
"""Line breaks for YAML 1.1 and so for libyaml, but for no editor: they would shift lines and break sentences."""


def _duplicate(key: str, offset: int) -> SyntaxProblem:
    """Return the problem of a dotted key that is written twice in one record."""
    return duplicate_key(key.rpartition(".")[2], offset)


def _read_toml(text: str) -> Outcome:
    value, problem = read_toml(text, 'title = "Council passes budget"', _handlers()["toml"].load)
    return value, [problem] if problem else []


def _toml_float(literal: str) -> Any:
    """Keep a decimal number's own text: a title 1.10 is not 1.1."""
    digits = literal.replace("_", "")
    kept = read_plain_scalar(digits)
    return kept if isinstance(kept, PlainScalar) else float(digits)


def _read_json(text: str) -> Outcome:
    twice = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(pairs)
        twice = twice or len(made) < len(pairs)
        return made

    try:
        value = _handlers()["json"].load(text, object_pairs_hook=members, parse_float=read_plain_scalar)
    except json.JSONDecodeError as e:
        return None, [_explain_json(e, text)]
    except RecursionError:
        return None, [TOO_DEEP]
    except ValueError:
        return None, [TOO_MANY_DIGITS]
    problems: list[SyntaxProblem] = []
    if twice:
        json_positions(text, lambda key, offset: problems.append(_duplicate(key, offset)))
    return value, problems


_LAST_COMMA = re.compile(r",\s*[}\]]")


def _explain_json(error: json.JSONDecodeError, text: str) -> SyntaxProblem:
    comma = text.rfind(",", 0, error.pos + 1)
    if comma >= 0 and (found := _LAST_COMMA.match(text, comma)) and found.end() > error.pos:
        return SyntaxProblem("bad-json", "There is a comma after the last value.", comma, "delete it")
    hint = "JSON allows only double quotes, and no comments"
    return SyntaxProblem("bad-json", f"The JSON cannot be read: {lower_first(error.msg)}.", error.pos, hint)


_READERS: dict[str, Callable[[str], Outcome]] = {"yaml": _read_yaml, "toml": _read_toml, "json": _read_json}
