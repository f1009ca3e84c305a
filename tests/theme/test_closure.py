"""What a template asks for is read from its syntax, with all that is within its reach."""

from collections.abc import Mapping

from sitegen import digest
from sitegen.theme.closure import Closure, Closures, check, read_facts
from sitegen.theme.environment import make_environment
from sitegen.theme.model import TemplateSource

VIEWS = ("page", "site", "t", "related", "latest", "data", "body", "top_stories", "lang")
FUNCTIONS = {"asset": str, "show": str, "place": str}


def sources(texts: Mapping[str, str]) -> dict[str, TemplateSource]:
    return {n: TemplateSource(n, t, f"themes/x/templates/{n}", digest.of_bytes(t.encode())) for n, t in texts.items()}


def closure(texts: Mapping[str, str], name: str = "page.html", included: tuple[str, ...] = ()) -> Closure:
    templates = sources(texts)
    environment = make_environment(templates, {}, FUNCTIONS)
    facts = {n: read_facts(environment, s) for n, s in templates.items()}
    return Closures(templates, facts, VIEWS, included).of(name)


def problems(texts: Mapping[str, str], views: tuple[str, ...] = ("page", "site", "t", "theme", "lang")) -> list[str]:
    templates = sources(texts)
    environment = make_environment(templates, {}, FUNCTIONS)
    facts = {n: read_facts(environment, s) for n, s in templates.items()}
    found = check(templates, facts, views, ["main.css"])
    return [f"{d.location}: {d.message} [{d.code}] {d.hint}" for d in found]


def test_a_closure_holds_the_names_of_all_that_is_extended_included_and_imported() -> None:
    made = closure(
        {
            "base.html": "{{ site.title }}{% block main %}{% endblock %}",
            "page.html": '{% extends "base.html" %}{% import "m.html" as m %}{% block main %}'
            '{{ m.f(page.title) }}{% include "part.html" %}{% endblock %}',
            "m.html": "{% macro f(x) %}{{ x }}{% endmacro %}",
            "part.html": "{{ related|length }}",
            "other.html": "{{ latest }}",
        }
    )
    assert made.members == ("base.html", "m.html", "page.html", "part.html")
    assert made.names == ("page", "related", "site")


def test_a_shown_template_adds_its_names_but_not_its_value() -> None:
    made = closure(
        {"page.html": '{{ show("parts/card.html", page) }}', "parts/card.html": "{{ card.title }}{{ t.by }}"}
    )
    assert made.names == ("page", "t")


def test_a_placed_block_adds_its_view_unless_it_is_included() -> None:
    texts = {"page.html": '{{ place("top_stories") }}', "blocks/top_stories.html": "{{ top_stories.cards }}"}
    inline = closure(texts)
    assert (inline.names, inline.blocks) == (("top_stories",), ("top_stories",))
    assert inline.members == ("blocks/top_stories.html", "page.html")
    included = closure(texts, included=("top_stories",))
    assert (included.names, included.blocks) == ((), ("top_stories",))
    assert included.members == ("page.html",)


def test_a_template_that_shows_a_body_depends_on_the_template_of_its_slots() -> None:
    made = closure({"page.html": "{{ body.content }}", "parts/slot.html": "{{ slot.href }}{{ t.ad }}"})
    assert made.names == ("body", "t")
    assert "parts/slot.html" in made.members


def test_an_include_by_a_variable_reaches_the_whole_theme() -> None:
    made = closure({"page.html": "{% include page.template %}", "a.html": "{{ latest }}", "b.html": "{{ data }}"})
    assert made.members == ("a.html", "b.html", "page.html")
    assert made.names == ("data", "latest", "page")


def test_assets_are_seen_through_includes() -> None:
    made = closure({"page.html": '{% include "head.html" %}', "head.html": '{{ asset("css/a.css") }}'})
    assert made.assets == ("css/a.css",)


def test_a_changed_member_changes_the_digest_and_no_other_does() -> None:
    texts = {"page.html": '{% include "a.html" %}', "a.html": "1", "b.html": "1"}
    before = closure(texts).digest
    assert closure({**texts, "b.html": "2"}).digest == before
    assert closure({**texts, "a.html": "2"}).digest != before


def test_a_circle_of_includes_has_an_end() -> None:
    assert closure({"page.html": '{% include "a.html" %}', "a.html": '{% include "page.html" %}'}).members == (
        "a.html",
        "page.html",
    )


def test_a_template_that_needs_itself_is_a_diagnostic() -> None:
    hint = "copy the whole template that it covers, or give this one another name"
    assert problems({"page.html": '\n{% extends "page.html" %}'}) == [
        'themes/x/templates/page.html:2: The template "page.html" extends, includes or imports itself. '
        f"[template-circle] {hint}"
    ]
    circle = {"a.html": '{% import "b.html" as b %}', "b.html": 'x {% include "a.html" %}'}
    assert problems(circle) == [
        'themes/x/templates/a.html:1: The template "a.html" extends, includes or imports "b.html", and so itself. '
        f"[template-circle] {hint}",
        'themes/x/templates/b.html:1: The template "b.html" extends, includes or imports "a.html", and so itself. '
        f"[template-circle] {hint}",
    ]


def test_a_template_that_includes_itself_under_a_condition_is_none() -> None:
    menu = '{% if site %}{% include "menu.html" %}{% endif %}{% block x %}{% include "menu.html" %}{% endblock %}'
    assert problems({"menu.html": menu}) == []


def test_a_syntax_error_is_a_diagnostic_at_its_line() -> None:
    assert problems({"page.html": "<p>\n{% if page %}\n"}) == [
        "themes/x/templates/page.html:2: This template cannot be compiled: Unexpected end of template. Jinja was "
        "looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is "
        "'if'. [bad-template] "
    ]


def test_an_unknown_filter_is_a_diagnostic() -> None:
    (found,) = problems({"page.html": "{{ page|shout }}"})
    assert found.startswith("themes/x/templates/page.html:1: This template cannot be compiled: No filter named 'shout'")


def test_an_unknown_name_is_a_diagnostic_with_the_name_that_was_meant() -> None:
    assert problems({"page.html": "<h1>\n{{ sight.title }}"}) == [
        'themes/x/templates/page.html:2: There is no name "sight" for this template. [unknown-name] '
        'did you mean "site"?'
    ]


def test_names_that_the_including_template_sets_are_no_unknown_names() -> None:
    assert (
        problems({"page.html": '{% for x in page.xs %}{% include "i.html" %}{% endfor %}', "i.html": "{{ x }}"}) == []
    )


def test_unknown_templates_blocks_and_assets_are_diagnostics() -> None:
    found = problems(
        {"page.html": '{% include "qqq.txt" %}\n{{ asset("man.css") }}{{ place("top") }}{{ show("zzz.xml", 1) }}'}
    )
    assert [f.split(": ", 1)[1] for f in found] == [
        'There is no asset "man.css" for this template. [unknown-asset] did you mean "main.css"?',
        'There is no template "zzz.xml" for this template. [unknown-template] write a template of the theme',
        'There is no block "top" for this template. [unknown-block] write the name of a template in templates/blocks/',
        'There is no template "qqq.txt" for this template. [unknown-template] write a template of the theme',
    ]


def test_a_theme_function_wants_its_name_in_quotes() -> None:
    (found,) = problems({"page.html": "{{ asset(page.css) }}"})
    assert "asset() needs a name in quotes." in found


def test_an_environment_has_no_randomness() -> None:
    environment = make_environment({}, {}, {})
    assert "lipsum" not in environment.globals
    assert "random" not in environment.filters
