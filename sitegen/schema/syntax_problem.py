"""What is wrong with the syntax of a text (YAML, TOML, JSON), at its offset in that text."""

from msgspec import Struct

from sitegen.schema.positions import line_and_column
from sitegen.schema.report import Report


class SyntaxProblem(Struct, frozen=True):
    """Something wrong in a text, at an offset. After a duplicate key the text can still be read; after others not."""

    code: str
    message: str
    offset: int
    hint: str = ""

    def report_in(self, text: str, report: Report) -> None:
        line, column = line_and_column(text, self.offset)
        report.at("error", self.code, line, self.message, self.hint, column)


TOO_DEEP = SyntaxProblem("too-deep", "This is nested too deeply.", 0)
TOO_MANY_DIGITS = SyntaxProblem("bad-number", "A number here has too many digits.", 0, "write it as text, in quotes")


def duplicate_key(name: str, offset: int) -> SyntaxProblem:
    message = f"`{name}` is written twice; only one can count."
    return SyntaxProblem("duplicate-key", message, offset, "delete one of them")


def lower_first(sentence: str) -> str:
    """Return another program's sentence as the end of one of ours: "Expected '='." as "expected '='"."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
