"""A picture is published only with something that shows it."""

from pathlib import Path

from tests.engine.kit import Newsroom, make, story

LEAD = "{src: map.png, alt: A map, caption: 'The *Eagle* --- landed'}"


def published(newsroom: Newsroom) -> set[str]:
    return {path.rpartition("/")[2].partition(".")[0] for path in newsroom.tree() if path.startswith("media/")}


def test_a_picture_of_a_story_under_embargo_stays_unpublished_with_it(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    embargo = {"embargo": "2026-11-23T00:00:00+01:00", "image": "{src: secret.png, alt: Secret}"}
    newsroom.write("content/articles/bundle/index.md", story("Bundle", image=LEAD))
    newsroom.write("content/articles/secret/index.md", story("Secret", **embargo))
    newsroom.write("content/articles/loose.md", story("Loose", **{**embargo, "image": "{src: loose.png, alt: Loose}"}))
    for path in ("bundle/map.png", "bundle/unused.png", "secret/secret.png", "loose.png"):
        newsroom.write(f"content/articles/{path}", b"\x89PNG")
    newsroom.built()
    assert published(newsroom) == {"map"}
    newsroom.built(future=True)
    assert published(newsroom) == {"map", "secret", "loose"}
    newsroom.built()
    assert published(newsroom) == {"map"}


def test_files_of_static_keep_their_names_and_are_always_published(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a", {"content/static/humans.txt": "us", "content/static/a/b.txt": "c"})
    newsroom.built()
    assert newsroom.tree()["humans.txt"] == b"us"
    assert newsroom.tree()["a/b.txt"] == b"c"
