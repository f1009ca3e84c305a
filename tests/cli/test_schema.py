"""`sitegen schema`: valid JSON Schemas, which sitegen's own files meet."""

import json
import tomllib

import frontmatter
import pytest
from jsonschema import Draft202012Validator

from sitegen.cli.schema import KINDS
from sitegen.starter.scaffold import load_newsroom


def front_matter(path: str) -> dict[str, object]:
    """Return a starter file's front matter as an editor sees it: dates are text."""
    post = frontmatter.loads(load_newsroom()[path].decode())
    return json.loads(json.dumps(post.metadata, default=str))


def faults(schema: dict[str, object], value: object) -> list[str]:
    return [fault.message for fault in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_valid(run, tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)
    outcome = run("schema", kind)
    assert outcome.code == 0
    schema = json.loads(outcome.out)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]


def undescribed(schema: dict[str, object], path: str = "") -> list[str]:
    """Return the keys of a schema, at any depth, that say nothing about themselves."""
    found = []
    for name, value in schema.items():
        if name == "properties":
            found += [f"{path}{key}" for key, field in value.items() if not field.get("description")]
            found += [key for own, field in value.items() for key in undescribed(field, f"{path}{own}.")]
        elif isinstance(value, dict):
            found += undescribed(value, path)
        elif isinstance(value, list):
            found += [key for item in value if isinstance(item, dict) for key in undescribed(item, path)]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_schema_is_described(run, tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)
    assert undescribed(json.loads(run("schema", kind).out)) == []


def test_the_articles_of_a_new_newsroom_are_valid_and_a_wrong_key_is_not(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    schema = json.loads(run("schema").out)
    articles = [path for path in load_newsroom() if path.startswith("content/articles/")]
    assert len(articles) == 4
    for path in articles:
        assert faults(schema, front_matter(path)) == []
        assert faults(schema, front_matter(path) | {"titel": "x"}) != []


def test_the_settings_of_a_new_newsroom_are_valid(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = tomllib.loads(load_newsroom()["site.toml"].decode())
    assert faults(json.loads(run("schema", "site").out), settings) == []


def test_in_a_newsroom_the_schema_has_its_own_types(run, newsroom):
    root = newsroom()
    with (root / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[types.quiz]\nsections = ["Questions"]\n')
    kinds = json.loads(run("schema", "article", "--root", root).out)["properties"]["type"]["enum"]
    assert {"report", "quiz"} <= set(kinds)


def test_a_root_without_site_toml_is_wrong_usage(run, tmp_path):
    assert run("schema", "article", "--root", tmp_path).code == 2
