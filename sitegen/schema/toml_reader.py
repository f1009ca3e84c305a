"""TOML as raw values; errors are explained in the words of those who write articles and settings."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

from sitegen.errors import Diagnostic
from sitegen.schema import dates
from sitegen.schema.positions import pinpoint
from sitegen.schema.report import Report
from sitegen.schema.syntax_problem import TOO_DEEP, TOO_MANY_DIGITS, SyntaxProblem, duplicate_key, lower_first
from sitegen.schema.toml_positions import toml_positions
from sitegen.schema.values import quote

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_LIKE_A_DATE = re.compile(r"\d{4}-\d")
_HEADER = re.compile(r"\s*\[+\s*([^\]\n]+?)\s*\]")
_PAIR = re.compile(r"\s*([\w.\"'-]+)\s*=\s*([^\s#]+)")


def read_toml(
    text: str, example: str, load: Callable[[str], dict[str, Any]] = tomllib.loads
) -> tuple[dict[str, Any] | None, SyntaxProblem | None]:
    """Return the raw values of a TOML text, or None and why. `example`: a line of such a file, for the hint."""
    try:
        return load(text), None
    except tomllib.TOMLDecodeError as e:
        return None, _explain(str(e), text, example)
    except RecursionError:
        return None, TOO_DEEP
    except ValueError:
        return None, TOO_MANY_DIGITS


def load_toml(text: str, report: Report, example: str) -> dict[str, Any] | None:
    """Return the raw values of a TOML file, or report why it cannot be read."""
    values, problem = read_toml(text, example)
    if problem:
        problem.report_in(text, report)
    return values


def _explain(message: str, text: str, example: str) -> SyntaxProblem:
    sentence, offset = _place_of(message, text)
    start = text.rfind("\n", 0, offset) + 1
    pair = _PAIR.match(text, start)
    if sentence.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
        name = pair or _HEADER.match(text, start)
        return duplicate_key(name[1], name.start(1)) if name else duplicate_key("a key", start)
    if pair and _LIKE_A_DATE.match(pair[2]):
        message = f"`{pair[1]}` is {quote(pair[2])}, which is not a valid date."
        return SyntaxProblem("bad-date", message, pair.start(2), dates.HINT)
    hint = ""
    if sentence.startswith(("Invalid value", "Expected newline")):
        hint = f"put text in quotes: {example}"
    elif "bare" in sentence or "Expected '='" in sentence or sentence.startswith("Invalid statement"):
        hint = 'write key = "value"'
    return SyntaxProblem("bad-toml", f"The TOML cannot be read: {lower_first(sentence)}.", offset, hint)


def _place_of(message: str, text: str) -> tuple[str, int]:
    """Return the sentence of a TOMLDecodeError and the offset that it names."""
    place = _PLACE.search(message)
    if not place:
        return message, 0
    sentence = message[: place.start()]
    if not place[1]:
        return sentence, len(text.rstrip())
    lines = text.split("\n")
    return sentence, sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1


def pinpoint_toml(report: Report, text: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a TOML file, each with line and column."""
    if not report.diagnostics:
        return ()
    positions = toml_positions(text)
    return tuple(pinpoint(d, d.location.key, positions, text) for d in report.diagnostics)
