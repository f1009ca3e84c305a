"""What the parser's rules find wrong, noted in markdown-it's `env` until the renderer turns it into diagnostics."""

from collections.abc import MutableMapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from sitegen.errors import Severity

KEY = "problems"


class TextProblem(Struct, frozen=True):
    severity: Severity
    code: str
    line: int
    """Counts from 0, in the text"""
    message: str
    hint: str = ""


def add_problem(env: MutableMapping[str, Any], problem: TextProblem) -> None:
    env.setdefault(KEY, []).append(problem)


def did_you_mean(name: str, known: list[str]) -> str:
    """Return "did you mean `x`?", or all the names there are."""
    close = get_close_matches(name.lower(), known, n=1)
    return f"did you mean `{close[0]}`?" if close else "write one of: " + ", ".join(known)
