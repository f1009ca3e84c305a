"""From a dotted key to its line and column, long after the file was read."""

from sitegen.errors import Location, error
from sitegen.source.front_matter.locate import pinpoint

YAML = "---\ntitle: x\nauthors:\n  - ada\n  - {id: bo, role: Photos}\n'a.b': {c: 1}\n---\nText\n"
TOML = '+++\ntitle = "x"\nauthors = [\n  "ada",\n  { id = "bo" },\n]\n+++\n'
JSON = '{"title": "x",\n "authors": ["ada", {"id": "bo"}]}\n'
HEADERS = "Title: x\nAuthors: ada\n\nText\n"


def place(path: str, text: str | None, key: str, code: str = "unknown-author") -> tuple[int, int]:
    found = pinpoint(error(code, "x", Location(path, 0, 0, key)), lambda _: text).location
    return found.line, found.column


def test_values_are_found_in_every_syntax() -> None:
    assert place("a.md", YAML, "authors.1.id") == (5, 10)
    assert place("a.md", YAML.replace("\n", "\r\n"), "authors.1.role") == (5, 20)
    assert place("a.md", "\ufeff" + YAML, "title") == (2, 8)
    assert place("a.md", YAML, "a.b.c") == (6, 12)
    assert place("a.md", TOML, "authors.1.id") == (5, 10)
    assert place("a.md", JSON, "authors.1.id") == (2, 28)
    assert place("a.markdown", HEADERS, "authors") == (2, 10)
    assert place("a.toml", "x = 1\n[y]\nz = 2\n", "y.z") == (3, 5)
    assert place("a.yml", "x: 1\ny: {z: 2}\n", "y.z") == (2, 8)
    assert place("a.json", '{"y": {"z": 2}}', "y.z") == (1, 13)


def test_an_unknown_key_is_marked_itself() -> None:
    assert place("a.md", YAML, "authors.1.role", "unknown-key") == (5, 14)


def test_what_is_not_in_the_file_is_marked_at_the_nearest_record() -> None:
    assert place("a.md", YAML, "authors.1.name") == (5, 5)
    assert place("a.md", YAML, "authors.7") == (3, 1)
    assert place("a.md", YAML, "category") == (1, 1)
    assert place("a.md", "", "category") == (1, 1)
    assert place("a.md", "---\na: [\n---\n", "category") == (1, 1)


def test_a_key_that_an_archive_calls_otherwise_is_found_by_that_name() -> None:
    text = "---\ntitle: x\nextra: {preview: a.jpg}\nby: ada\nwords: [b, c]\n---\n"
    spellings = {"image.src": ("photo", "extra.preview"), "authors": ("by",), "tags": ("words",)}

    def at(key: str) -> tuple[int, int]:
        found = pinpoint(error("x", "x", Location("a.md", 0, 0, key)), lambda _: text, spellings).location
        return found.line, found.column

    assert at("image.src") == (3, 18)
    assert at("authors.0") == (4, 5)
    assert at("tags.1") == (5, 12)
    assert at("image.alt") == (1, 1)


def test_a_place_that_is_known_or_cannot_be_looked_up_stays() -> None:
    known = error("x", "x", Location("a.md", 3, 0, "title"))
    assert pinpoint(known, lambda _: YAML) == known
    whole = error("x", "x", Location("a.md"))
    assert pinpoint(whole, lambda _: YAML) == whole
    assert place("a.md", None, "title") == (0, 0)
