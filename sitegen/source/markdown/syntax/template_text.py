"""What template languages do to a text before Markdown reads it: comments go, as Liquid, Jinja, Hugo and kramdown write
them. Code stays as it is. Every line keeps its number."""

import re

_CODE = r"""
    \\[`{\\]
  | ^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
  | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
  | (?:\A|(?<=\n)(?:[ \t]*\n)+)(?P<indented>(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z))+)
"""
_COMMENT = r"""
    \{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}
  | \{%-?\s*\#(?:(?!%\}).)*%\}
  | \{\{%\s*comment\s*%\}\}.*?\{\{%\s*/\s*comment\s*%\}\}
  | \{\{<\s*comment\s*>\}\}.*?\{\{<\s*/\s*comment\s*>\}\}
  | \{\{-?\s*/\*.*?\*/\s*-?\}\}
  | \{\#[^{}]*\#\}
  | \{\#[-\s](?:(?!\#\}).)*\#\}
  | \{::comment\}.*?\{:/(?:comment)?\}
"""
_FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
_FOUND = re.compile(rf"(?P<code>{_CODE})|(?P<comment>{_COMMENT})", _FLAGS)
_SIGNS = ("{%", "{{", "{#", "{::")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_PARAGRAPH_END = re.compile(r"(?=\n[ \t]*\n)")
_LATE = "\0"
"""A line break that has to come after the paragraph; no text holds a NUL, see `text.encoded`."""


def evaluate(text: str) -> str:
    """Return a text without comments."""
    if not any(sign in text for sign in _SIGNS):
        return text
    pieces: list[str] = []
    done = start = 0
    while match := _FOUND.search(text, start):
        if match["indented"] is not None and _is_in_list(text, match.start()):
            start = max(start + 1, match.start("indented"))
            continue
        pieces += text[done : match.start()], _evaluated(match)
        done = start = match.end()
    return _put_late_lines("".join([*pieces, text[done:]])) if pieces else text


def _evaluated(match: "re.Match[str]") -> str:
    return _lines_of(match) if match["comment"] is not None else match[0]


def _lines_of(comment: "re.Match[str]") -> str:
    """Return the line breaks of a comment. One within a paragraph does not end it: they come after the paragraph."""
    text, lines = comment.string, comment[0].count("\n")
    before = text[text.rfind("\n", 0, comment.start()) + 1 : comment.start()]
    after = text[comment.end() :].partition("\n")[0]
    return (_LATE if before.strip() and after.strip() else "\n") * lines


def _put_late_lines(text: str) -> str:
    if _LATE not in text:
        return text
    return "".join(part.replace(_LATE, "") + "\n" * part.count(_LATE) for part in _PARAGRAPH_END.split(text))


def _is_in_list(text: str, end: int) -> bool:
    """Do indented lines after `end` go on with the item of a list?"""
    for line in reversed(text[:end].split("\n")):
        if line.strip() and not line.startswith(("    ", "\t")):
            return line.startswith(" ") or bool(_LIST_ITEM.match(line))
    return False
