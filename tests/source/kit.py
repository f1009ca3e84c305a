"""What the tests of reading share: the usual rules, and an article from its text."""

from sitegen.config.read import parse_config
from sitegen.errors import Diagnostic, arrange, format_diagnostic
from sitegen.source.article import ArticleMeta, Parsed
from sitegen.source.parse import parse_article
from sitegen.source.rules import ParseRules

PATH = "articles/budget.md"
SITE = 'title = "The Daily Example"\nbase_url = "https://news.example.org"\ntimezone = "Europe/Paris"\n'
LOOSE = "[types.report]\nsections = []\n"
HEAD = "title: Council passes budget\ndate: 2026-11-20T09:00:00+01:00\ncategory: world\nauthor: ada\n"
BODY = """\

## What to Know

The council passed its budget on Thursday.

## What Happened

It voted after midnight.

## Why it Matters

Schools can open.
"""


def rules(more: str = "") -> ParseRules:
    """Return the rules of a site.toml that says this besides what it must."""
    config, problems = parse_config(SITE + more)
    assert config is not None, problems
    return ParseRules.of(config)


def parsed(head: str = "", body: str = BODY, *, site: str = "", path: str = PATH, base: str = HEAD) -> Parsed:
    """Parse an article whose YAML front matter is the usual one and `head`."""
    return parse_article(path, f"---\n{base}{head}---\n{body}".encode(), rules(site))


def article(head: str = "", body: str = BODY, *, site: str = "", path: str = PATH, base: str = HEAD) -> ArticleMeta:
    """Return the article that `parsed` gives; it must have one, and nothing to complain of."""
    outcome = parsed(head, body, site=site, path=path, base=base)
    assert outcome.diagnostics == ()
    assert outcome.meta is not None
    return outcome.meta


def codes(outcome: Parsed | tuple[object, tuple[Diagnostic, ...]]) -> list[str]:
    """Return "code line:column" of each diagnostic, in order."""
    found = outcome.diagnostics if isinstance(outcome, Parsed) else outcome[1]
    return [f"{d.code} {d.location.line}:{d.location.column}" for d in arrange(found)]


def shown(text: str | bytes, site: str = "", path: str = PATH) -> str:
    """Return all diagnostics of a file's text, as they are printed."""
    data = text if isinstance(text, bytes) else text.encode()
    found = arrange(parse_article(path, data, rules(site)).diagnostics)
    source = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return "\n".join(format_diagnostic(d, lambda _: source) for d in found)
