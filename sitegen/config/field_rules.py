"""[content.fields] and [content.records]: how an archive's own front matter gives each field of the content model.

That each rule is for a field that exists is checked where the fields are known: in `source.field_names`.
"""

from typing import Any, ClassVar

from msgspec import Struct

from sitegen.config.kinds import Regex, Separator
from sitegen.config.model import RECORD_FOLDERS, FieldRule
from sitegen.schema import Field, Free, Integer, ListOf, MapOf, Record, Report, Table, Text

FIELD_RULE = Table(
    "a field's rule",
    {
        "sources": Field(
            ListOf(Text(), "list of keys", '["tags", "taxonomies.tags"]', single=True),
            help="Keys to look at, in order; `taxonomies.tags` is one within another. The field's own name is last",
        ),
        "folder": Field(
            Integer(1, 50),
            help="If no key has a value: the name of the first (1), second (2)... folder below the articles' folder",
            default="none",
        ),
        "file_name": Field(
            Regex(),
            help="Else the group of this regular expression, matched against the path below the articles' folder",
        ),
        "default": Field(Free(), help="Else this value"),
        "split": Field(Separator(), help="Split the text at this separator"),
        "match": Field(Regex(), help="Take only the group of this regular expression"),
        "values": Field(
            MapOf(Free(), '{"Opinion" = "opinion"}'), help='Replace values; a value that is replaced by `""` is dropped'
        ),
    },
)
_RULES = MapOf(Record(FIELD_RULE), "tables such as [content.fields.tags]")


class FieldRules(Struct, frozen=True):
    """Rules by field; a key or a list of keys alone is a rule that only says where to look."""

    noun: ClassVar[str] = "table of rules"

    def read(self, raw: Any, key: str, report: Report) -> tuple[FieldRule, ...] | None:
        if isinstance(raw, dict):
            raw = {name: {"sources": rule} if isinstance(rule, str | list) else rule for name, rule in raw.items()}
        rules = _RULES.read(raw, key, report)
        return tuple(FieldRule(name=name, **rule) for name, rule in (rules or {}).items())

    def json_schema(self) -> dict[str, Any]:
        return _RULES.json_schema()


ARTICLE_RULES = FieldRules()
RECORD_RULES = Table(
    "the rules of records",
    {kind: Field(FieldRules(), help=f"Where the fields of {kind} come from") for kind in RECORD_FOLDERS},
)
