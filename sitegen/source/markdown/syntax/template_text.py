"""What template languages do to a text before Markdown reads it. Every line keeps its number.

Comments of Liquid, Jinja, Hugo and kramdown go. What Jekyll's and Eleventy's filters make of the path of a link or
picture is that path, since it is of the newspaper itself. What `raw` holds is shown as it is. Code stays as it is.
"""

import re

_CODE = r"""
    \\[`{\\]
  | ^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
  | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
  | (?:\A(?:[ \t]*\n)*|(?<=\n)(?:[ \t]*\n)+)(?P<indented>(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z))+)
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
_PATH = r"""
    \{\{-?\s*(?P<quote>["'])(?P<path>[^"'{}\n]*)(?P=quote)\s*
      (?P<filters>(?:\|\s*(?:url|relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+)-?\}\}
  | (?P<before>[("'=<][ \t]*|\]:[ \t]*)(?:\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\})+(?=/)
"""
_RAW = r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
_FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
_KEPT = re.compile(rf"(?P<code>{_CODE})|(?P<comment>{_COMMENT})", _FLAGS)
_FOUND = re.compile(rf"{_KEPT.pattern}|{_PATH}|{_RAW}", _FLAGS)
_CODE_ONLY = re.compile(_CODE, _FLAGS)
_RAW_TAG = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_HAS_HOST = re.compile(r"[A-Za-z][\w+.-]*:|//|#")
_SIGNS = ("{%", "{{", "{#", "{::")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_PARAGRAPH_END = re.compile(r"(?=\n[ \t]*\n)")
_LATE = "\0"
"""A line break that has to come after the paragraph; no text holds a NUL, see `text.encoded`."""


def evaluate(text: str, foreign: str) -> str:
    """Return a text without comments and, unless `foreign` is to be kept, without what has an effect on text alone.

    Where tags are taken out, those of `raw` are in code too.
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    pieces: list[str] = []
    done = start = 0
    pattern = _KEPT if foreign == "keep" else _FOUND
    while match := pattern.search(text, start):
        if match["indented"] is not None and _is_in_list(text, match.start()):
            start = max(start + 1, match.start("indented"))
            continue
        pieces += text[done : match.start()], _evaluated(match, foreign in {"strip", "drop"})
        done = start = match.end()
    return _put_late_lines("".join([*pieces, text[done:]])) if pieces else text


def _evaluated(match: "re.Match[str]", is_stripped: bool) -> str:
    groups = match.groupdict()
    if groups["comment"] is not None:
        return _lines_of(match)
    if groups.get("path") is not None:
        is_rooted = groups["filters"].split() == ["|", "url"] or _HAS_HOST.match(groups["path"])
        return groups["path"] if is_rooted else "/" + groups["path"].lstrip("/")
    if groups.get("raw") is not None:
        return _literal(groups["raw"])
    if groups.get("before") is not None:
        return match["before"]
    return _RAW_TAG.sub("", match[0]) if is_stripped else match[0]


def _literal(raw: str) -> str:
    """Return a text in which no brace of a tag is one to Markdown's rules; in code all of them are text as they are."""
    pieces: list[str] = []
    done = 0
    for code in _CODE_ONLY.finditer(raw):
        pieces += _escaped(raw[done : code.start()]), code[0]
        done = code.end()
    return "".join([*pieces, _escaped(raw[done:])])


def _escaped(text: str) -> str:
    return text.replace("{{", "&#123;{").replace("{%", "&#123;%")


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
