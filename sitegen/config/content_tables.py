"""[content] and [markdown] of site.toml as typed tables: how articles are read."""

from sitegen.config.field_rules import ARTICLE_RULES, RECORD_RULES
from sitegen.config.model import RECORD_FOLDERS, ContentRules, MarkdownOptions
from sitegen.schema import Field, Flag, Integer, ListOf, MapOf, OneOf, Record, Table, Text, Url

TEXT = Text()
STRICTNESS = OneOf(("error", "warning", "ignore"))


def _pairs(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(values.items())


MARKDOWN = Table(
    "the Markdown settings",
    {
        "html": Field(
            OneOf(("clean", "keep", "refuse")), help="Raw HTML: `clean` sanitizes it, `refuse` makes it an error"
        ),
        "smart": Field(Flag(), help="Curly quotation marks and dashes, by the rules of the article's language"),
        "linkify": Field(Flag(), help="URLs in the text become links"),
        "breaks": Field(Flag(), help="A line break in the source is a line break on the page"),
        "foreign": Field(
            OneOf(("warn", "strip", "drop", "keep")),
            help="Shortcodes of other generators: `warn` (shown as written, with a warning), `strip` (removed, with a "
            "warning), `drop` (removed), `keep` (shown as written)",
        ),
        "broken_links": Field(OneOf(("error", "warning")), help="Links and pictures that do not exist"),
        "links": Field(
            MapOf(Url(local=True), '{style = "/style-guide/"}', _pairs),
            help="Labels and URLs: every text can then use `[text][label]`",
        ),
        "missing_alt": Field(STRICTNESS, help="Pictures without alternative text"),
    },
    MarkdownOptions,
)

_FOLDERS = Table(
    "the folders",
    {
        kind: Field(TEXT, example='"topics"', help=f"The folder of {kind} in `content/`", default=f'`"{kind}"`')
        for kind in RECORD_FOLDERS
    },
)
CONTENT = Table(
    "the content rules",
    {
        "articles": Field(
            ListOf(TEXT, "list of folders", '["articles"]', single=True),
            help='Folders in `content/` that contain articles; `"."` means all folders without another meaning',
        ),
        "folders": Field(
            Record(_FOLDERS),
            help="Other names for the folders `authors`, `tags`, `series`, `threads` and `pages`: "
            '`{ tags = "topics" }`',
        ),
        "exclude": Field(
            ListOf(TEXT, "list of glob patterns", '["**/_index.md"]', single=True),
            help="Glob patterns of paths in `content/` that are ignored",
        ),
        "fields": Field(ARTICLE_RULES, help="Where each field of an article comes from"),
        "records": Field(
            Record(RECORD_RULES), help="The same for the files of authors, tags, series, threads and pages"
        ),
        "unknown_keys": Field(
            STRICTNESS, help="Unknown keys in front matter; ignored ones of an article go to `extra`"
        ),
        "duplicate_keys": Field(
            OneOf(("error", "warning")), help="A key that is written twice; with `warning` the last one counts"
        ),
        "unknown_authors": Field(OneOf(("error", "create")), help="Authors without a file"),
        "unknown_categories": Field(OneOf(("error", "create")), help="Categories that are not in site.toml"),
        "duplicate_slugs": Field(
            OneOf(("error", "number")), help="Two articles with the same URL; `number` adds -2, -3..."
        ),
        "headers": Field(Flag(), help="Accept Pelican's `Title: ...` headers without `---` lines"),
        "date_formats": Field(
            ListOf(TEXT, "list of formats", '["%d %B %Y"]', single=True),
            help="Formats, in the notation of Python's strptime, of dates that are not ISO 8601",
        ),
        "html_entities": Field(Flag(), help="Decode `&amp;` and other entities in titles, summaries and names"),
        "strip_markup": Field(
            Flag(), help="Remove Markdown and HTML from titles and summaries: `**user**` becomes `user`"
        ),
        "max_bytes": Field(Integer(1000, 2**31), help="A larger file is an error"),
    },
    ContentRules,
)
