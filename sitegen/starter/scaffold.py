"""The text of new files: a newsroom, an article, an author, a campaign. Pure, but for the package's own files."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.config.model import ArticleType

SITE = Path(__file__).resolve().parent / "site"
IGNORED = "/.sitegen/\n/output/\n"
"""The .gitignore of a newsroom: what builds write."""


class NewArticle(Struct, frozen=True):
    """What the front matter of a new article says."""

    title: str
    date: dt.datetime
    kind: ArticleType
    category: str = ""
    subcategory: str = ""
    author: str = ""


def newsroom_files() -> dict[str, bytes]:
    """Return path -> bytes of a newsroom that builds at once."""
    paths = sorted(path for path in SITE.rglob("*") if path.is_file())
    files = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in paths}
    return {**files, ".gitignore": IGNORED.encode()}


def article(new: NewArticle, default_type: str) -> str:
    """Return an article's file: a draft with the sections of its type, ready to be filled in."""
    fields = {
        "title": _quoted(new.title),
        "date": new.date.isoformat(timespec="minutes"),
        "category": new.category,
        "subcategory": new.subcategory,
        "author": new.author,
        "type": new.kind.id if new.kind.id != default_type else "",
        "tags": "[]",
        "draft": "true",
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    sections = "".join(f"\n## {section.name}\n" for section in new.kind.sections)
    return "\n".join(["---", *lines, "---", ""]) + (sections or "\n")


def author(identity: str, name: str) -> str:
    """Return an author's file, without a biography."""
    return f"---\nname: {_quoted(name or _words(identity))}\n---\n"


def sponsor(identity: str, name: str) -> str:
    """Return the part of a sponsor's file that comes before its campaigns."""
    return f"name = {_quoted(name or _words(identity))}\n"


def campaign(identity: str, start: dt.date, end: dt.date, slots: Sequence[str]) -> str:
    """Return the part of a sponsor's file that books a campaign."""
    return f"""
[[campaigns]]
id = {_quoted(identity)}
relation = "advertising"                # or underwritten, sponsored, paid-content, hosted
start = {start.isoformat()}
end = {end.isoformat()}                        # exclusive: midnight in the site's zone
slots = [{", ".join(map(_quoted, slots))}]

[campaigns.creative]
text = {_quoted(_words(identity))}
href = "https://sponsor.example/"
"""


def _quoted(text: str) -> str:
    """Return the printable text as a JSON string, which YAML and TOML read alike."""
    return json.dumps(text, ensure_ascii=False)


def _words(identity: str) -> str:
    return " ".join(word.capitalize() for word in identity.split("-"))
