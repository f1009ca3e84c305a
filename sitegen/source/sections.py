"""The sections that an article's type expects, checked against the `##` headings of its body."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from sitegen.config.model import ArticleType, SectionRule
from sitegen.schema import Report, nearest, quote
from sitegen.source.front_matter.content_file import ContentFile
from sitegen.urls import slugify


class Part(Protocol):
    """What is checked of a part of the body."""

    @property
    def title(self) -> str: ...
    @property
    def anchor(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def html(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def list_only(self) -> bool: ...


@lru_cache(maxsize=4096)
def normalize(title: str) -> str:
    """Return a heading as it is compared: case, a colon at its end, kinds of quotes and spaces do not count."""
    plain = title.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
    return " ".join(plain.casefold().split()).rstrip(" :：")


class _Expected(Struct, frozen=True):
    rules: tuple[SectionRule, ...]
    by_name: Mapping[str, int]
    """Normal name -> its place in the order"""
    keys: tuple[str, ...]


_EXPECTED: dict[int, tuple[ArticleType, _Expected]] = {}
"""By the identity of the type: hashing all its sections would take longer than checking them."""


def _expectations(kind: ArticleType) -> _Expected:
    known = _EXPECTED.get(id(kind))
    if known and known[0] is kind:
        return known[1]
    if len(_EXPECTED) > 64:
        _EXPECTED.clear()
    made = _expect(kind)
    _EXPECTED[id(kind)] = (kind, made)
    return made


def _expect(kind: ArticleType) -> _Expected:
    by_name = {normalize(rule.name): n for n, rule in enumerate(kind.sections)}
    return _Expected(kind.sections, by_name, tuple(section_key(rule.name) for rule in kind.sections))


def section_key(name: str) -> str:
    """Return the key that templates know a section by: "What to Know" -> "what-to-know"."""
    return slugify(name)


def check_sections(
    kind: ArticleType, parts: Sequence[Part], report: Report | None, file: ContentFile
) -> tuple[str, ...]:
    """Return the key of each part ("" for the text before the first heading); report what the type does not allow."""
    if report is None or (not kind.sections and kind.other_headings):
        return tuple(part.anchor if part.title else "" for part in parts)
    expected = _expectations(kind)
    places = [expected.by_name.get(normalize(part.title), -1) if part.title else -1 for part in parts]
    misspelt = _report_other_headings(kind, expected, parts, places, report)
    _report_repeated(expected, parts, places, report)
    _report_missing(kind, expected, parts, places, misspelt, report, file)
    for part, place in zip(parts, places, strict=True):
        if place >= 0:
            _report_content(expected.rules[place], part, report)
    return tuple(
        expected.keys[place] if place >= 0 else part.anchor if part.title else ""
        for part, place in zip(parts, places, strict=True)
    )


def _report_other_headings(
    kind: ArticleType, expected: _Expected, parts: Sequence[Part], places: list[int], report: Report
) -> set[int]:
    """Report headings that are not sections: misspelt ones, and any where the type allows no others.

    Returns the places of the sections that were meant by misspelt headings.
    """
    misspelt: set[int] = set()
    absent = {n: rule.name for n, rule in enumerate(expected.rules) if n not in places}
    for part, place in zip(parts, places, strict=True):
        if place >= 0 or not part.title:
            continue
        meant = nearest(normalize(part.title), [normalize(name) for name in absent.values()])
        if meant:
            n = expected.by_name[meant]
            misspelt.add(n)
            absent.pop(n)
            message = f"{quote(part.title)} is not a section of the type {kind.id}."
            hint = f"did you mean {quote(expected.rules[n].name)}?"
            report.at("error", "misspelt-section", part.line, message, hint, 1)
        elif not kind.other_headings:
            known = ", ".join(rule.name for rule in expected.rules) or "none"
            message = (
                f"{quote(part.title)} is not a section of the type {kind.id}, which allows no other `##` headings."
            )
            report.at("error", "other-section", part.line, message, f"its sections: {known}; or write `###`", 1)
    return misspelt


def _report_repeated(expected: _Expected, parts: Sequence[Part], places: list[int], report: Report) -> None:
    """Report sections that come again, and those that come before one that belongs before them."""
    seen: dict[int, int] = {}
    highest = -1
    for part, place in zip(parts, places, strict=True):
        if place < 0:
            continue
        name = expected.rules[place].name
        if place in seen:
            message = f"The section {quote(name)} appears twice; the first time in line {seen[place]}."
            hint = "merge the two, or give this one another heading"
            report.at("error", "repeated-section", part.line, message, hint, 1)
        elif place < highest:
            after = quote(expected.rules[highest].name)
            message = f"The section {quote(name)} comes too late: it belongs before {after}."
            report.at("error", "section-order", part.line, message, f"move it before {after}", 1)
        seen.setdefault(place, part.line)
        highest = max(highest, place)


def _report_missing(
    kind: ArticleType,
    expected: _Expected,
    parts: Sequence[Part],
    places: list[int],
    misspelt: set[int],
    report: Report,
    file: ContentFile,
) -> None:
    """Report required sections that are not there, at the line before which they belong."""
    for n, rule in enumerate(expected.rules):
        if n in places or n in misspelt or not rule.required:
            continue
        following = [part.line for part, place in zip(parts, places, strict=True) if place > n]
        line = following[0] if following else file.last_line
        message = f"The section {quote(rule.name)} is missing: an article of the type {kind.id} needs it."
        report.at("error", "missing-section", line, message, f"add a line `## {rule.name}` and its text", 1)


def _report_content(rule: SectionRule, part: Part, report: Report) -> None:
    """Report a section that is empty where it is required, too short, too long, or no list where it should be one."""
    if rule.required and not part.html.strip():
        message = f"The section {quote(rule.name)} is empty."
        report.at("error", "empty-section", part.line, message, "write its text below the heading", 1)
    elif part.words < rule.min_words:
        message = f"The section {quote(rule.name)} has {part.words} words; it should have {rule.min_words} or more."
        report.at("warning", "short-section", part.line, message, column=1)
    elif 0 < rule.max_words < part.words:
        message = f"The section {quote(rule.name)} has {part.words} words; it should have {rule.max_words} or fewer."
        report.at("warning", "long-section", part.line, message, column=1)
    if rule.list_only and part.html.strip() and not part.list_only:
        message = f"The section {quote(rule.name)} should be a list and nothing else."
        report.at("error", "section-no-list", part.line, message, "begin each line with `- `", 1)
