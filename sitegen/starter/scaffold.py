"""The text of new files: a newsroom, an article, an author, a campaign. Reads only the package's own files."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.config.model import ArticleType

SITE = Path(__file__).resolve().parent / "site"
IGNORED = "/.sitegen/\n/output/\n"
"""The .gitignore of a newsroom: what builds write"""


class NewArticle(Struct, frozen=True):
    """The front matter of a new article."""

    title: str
    date: dt.datetime
    kind: ArticleType
    category: str = ""
    subcategory: str = ""
    author: str = ""


def load_newsroom() -> dict[str, bytes]:
    """Return path -> bytes of a newsroom that is ready to build."""
    paths = sorted(path for path in SITE.rglob("*") if path.is_file())
    files = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in paths}
    return {**files, ".gitignore": IGNORED.encode()}


def format_article(new: NewArticle, default_type: str) -> str:
    """Return the file of a draft article with the empty sections of its type."""
    fields = {
        "title": _quote(new.title),
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


def format_author(identity: str, name: str) -> str:
    """Return an author's file without a biography."""
    return f"---\nname: {_quote(name or _capitalize(identity))}\n---\n"


def format_sponsor(identity: str, name: str) -> str:
    """Return the part of a sponsor's file before its campaigns."""
    return f"name = {_quote(name or _capitalize(identity))}\n"


def format_campaign(identity: str, start: dt.date, end: dt.date, slots: Sequence[str]) -> str:
    """Return the part of a sponsor's file for one campaign."""
    return f"""
[[campaigns]]
id = {_quote(identity)}
relation = "advertising"                # or underwritten, sponsored, paid-content, hosted
start = {start.isoformat()}
end = {end.isoformat()}                        # exclusive: midnight in the site's zone
slots = [{", ".join(map(_quote, slots))}]

[campaigns.creative]
text = {_quote(_capitalize(identity))}
href = "https://sponsor.example/"
"""


def _quote(text: str) -> str:
    """Return printable text as a JSON string, which YAML and TOML read in the same way."""
    return json.dumps(text, ensure_ascii=False)


def _capitalize(identity: str) -> str:
    return " ".join(word.capitalize() for word in identity.split("-"))
