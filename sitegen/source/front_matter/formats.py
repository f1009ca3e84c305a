"""YAML, TOML and JSON as plain values, through python-frontmatter's handlers, with every problem at its offset."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

from sitegen.schema import dates
from sitegen.schema.marks import json_marks
from sitegen.schema.values import Plain, plain_or_text, quoted
from sitegen.source.front_matter.problem import Problem, duplicate_key

Outcome = tuple[Any, list[Problem]]
"""The value (None if it cannot be read, or if there is none) and the problems."""


def read_format(syntax: str, text: str) -> Outcome:
    """Read a text in one of the syntaxes "yaml", "toml", "json"."""
    return _READERS[syntax](text)


@cache
def _handlers() -> dict[str, Any]:
    """python-frontmatter's handlers by name; its TOML one wants an unmaintained package, so TOML gets the standard
    library's reader behind the same interface."""
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
        return None, [Problem(e.code, e.message, e.offset, e.hint)]
    except yaml.YAMLError as e:
        return None, [explain_yaml(e, text)]
    return built.value, [_duplicate(key, offset) for key, offset in built.duplicates]


_LINE_BREAKS = "\x85\u2028\u2029"
"""Line breaks for YAML 1.1 and so for libyaml, but for no editor: they would shift lines and break sentences."""


def _duplicate(key: str, offset: int) -> Problem:
    """Return the problem of a dotted key that is written twice in one record."""
    return duplicate_key(key.rpartition(".")[2], offset)


_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_LIKE_A_DATE = re.compile(r"\d{4}-\d")
_TOML_PAIR = re.compile(r"\s*([\w.\"'-]+)\s*=\s*([^\s#]+)")


def _read_toml(text: str) -> Outcome:
    try:
        return _handlers()["toml"].load(text), []
    except tomllib.TOMLDecodeError as e:
        return None, [_explain_toml(str(e), text)]
    except RecursionError:
        return None, [Problem("too-deep", "This lies too many levels deep.", 0)]
    except ValueError:
        return None, [Problem("bad-number", "A number here has too many digits.", 0, "write it as text, in quotes")]


def _toml_float(literal: str) -> Any:
    """Keep a decimal number's own text: a title 1.10 is not 1.1."""
    digits = literal.replace("_", "")
    kept = plain_or_text(digits)
    return kept if isinstance(kept, Plain) else float(digits)


def toml_offset(message: str, text: str) -> tuple[str, int]:
    """Return the sentence of a TOMLDecodeError and the offset that it names."""
    place = _TOML_PLACE.search(message)
    if not place:
        return message, 0
    sentence = message[: place.start()]
    if not place[1]:
        return sentence, len(text.rstrip())
    lines = text.split("\n")
    return sentence, sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1


def _explain_toml(message: str, text: str) -> Problem:
    sentence, offset = toml_offset(message, text)
    start = text.rfind("\n", 0, offset) + 1
    pair = _TOML_PAIR.match(text, start)
    if sentence.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
        where = pair.start(1) if pair else start
        name = pair[1] if pair else "a table"
        return duplicate_key(name, where)
    if pair and _LIKE_A_DATE.match(pair[2]):
        return Problem("bad-date", f"`{pair[1]}` is {quoted(pair[2])}, which is no date.", pair.start(2), dates.HINT)
    hint = ""
    if sentence.startswith(("Invalid value", "Expected newline")):
        hint = 'put text in quotes: title = "Council passes budget"'
    elif "bare" in sentence or "Expected '='" in sentence or sentence.startswith("Invalid statement"):
        hint = 'write key = "value"'
    return Problem("bad-toml", f"The TOML cannot be read: {_lowered(sentence)}.", offset, hint)


def _read_json(text: str) -> Outcome:
    twice = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(pairs)
        twice = twice or len(made) < len(pairs)
        return made

    try:
        value = _handlers()["json"].load(text, object_pairs_hook=members, parse_float=plain_or_text)
    except json.JSONDecodeError as e:
        return None, [_explain_json(e, text)]
    except RecursionError:
        return None, [Problem("too-deep", "This lies too many levels deep.", 0)]
    except ValueError:
        return None, [Problem("bad-number", "A number here has too many digits.", 0, "write it as text, in quotes")]
    problems: list[Problem] = []
    if twice:
        json_marks(text, lambda key, offset: problems.append(_duplicate(key, offset)))
    return value, problems


_LAST_COMMA = re.compile(r",\s*[}\]]")


def _explain_json(error: json.JSONDecodeError, text: str) -> Problem:
    comma = text.rfind(",", 0, error.pos + 1)
    if comma >= 0 and (found := _LAST_COMMA.match(text, comma)) and found.end() > error.pos:
        return Problem("bad-json", "A comma stands behind the last value.", comma, "delete it")
    hint = "JSON has double quotes only, and no comments"
    return Problem("bad-json", f"The JSON cannot be read: {_lowered(error.msg)}.", error.pos, hint)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


_READERS: dict[str, Callable[[str], Outcome]] = {"yaml": _read_yaml, "toml": _read_toml, "json": _read_json}
