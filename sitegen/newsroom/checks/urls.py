"""URLs that two sources would both have, by their slugs or their aliases; aliases with a query."""

from collections.abc import Iterator

from sitegen.errors import Diagnostic, Severity
from sitegen.newsroom.checks.context import CONTENT, CheckContext, locate
from sitegen.newsroom.links.url_paths import Clash

_NUMBER = "number"


def check_urls(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the URLs that two sources would both have. With duplicate_slugs = "number" the second of two articles has
    got another URL, and an alias that is taken is only a warning."""
    numbered = context.site.config.content.duplicate_slugs == _NUMBER
    if not numbered:
        for clash in context.assigned_urls.clashes:
            yield from _check_clash(context, clash)
    for clash, number in context.aliases.clashes:
        stands = context.site.url_paths.get(clash.other, "").rstrip("/").lower() == clash.url_path.rstrip("/").lower()
        what = "the URL of" if stands or clash.named else "an alias of"
        other = clash.named or f"{CONTENT}{clash.other}"
        message = f"The alias {clash.url_path} is already {what} {other}."
        hint = "remove the alias here" if clash.named else "remove the alias from one of the two files"
        yield Diagnostic(
            "warning" if numbered else "error",
            "duplicate-alias",
            message,
            locate(clash.path, f"aliases.{number}"),
            hint,
        )
    for alias, number in context.aliases.queries:
        yield _report_query(alias, number, "warning" if numbered or alias.url_path != "/" else "error")


def _report_query(alias: Clash, number: int, severity: Severity) -> Diagnostic:
    message = f"The alias {alias.named} has a query, but a redirect does not look at what follows the `?`"
    if alias.url_path == "/":
        message += ", and the front page is not redirected."
        hint = "remove the alias; a rule for such URLs belongs into the configuration of the web server"
    else:
        message += f": {alias.url_path} redirects here with any query."
        hint = f"write {alias.url_path}"
    return Diagnostic(severity, "alias-query", message, locate(alias.path, f"aliases.{number}"), hint)


def _check_clash(context: CheckContext, clash: Clash) -> Iterator[Diagnostic]:
    """An expired article no longer has a URL; for a draft it is only a warning."""
    states = {context.states.get(path, "published") for path in (clash.path, clash.other) if not context.is_shown(path)}
    if "expired" in states:
        return
    severity: Severity = "warning" if "draft" in states else "error"
    message = f"This and {CONTENT}{clash.other} would both be published at {clash.url_path}."
    hint = 'give one of them another `slug`, or set duplicate_slugs = "number" under [content] in site.toml'
    yield Diagnostic(severity, "duplicate-slug", message, locate(clash.path, "slug"), hint)
