"""DESIGN's first promise for any theme: whatever a template shows, the incremental output is the clean one."""

import os
import random
from pathlib import Path

import pytest

from sitegen.pages.views.registry import NAMES
from tests.engine.edits import EDITS
from tests.engine.kit import differences, make
from tests.engine.random_themes import draw_theme, every_field

THEMES = int(os.environ.get("SITEGEN_THEMES", "6"))
"""How many random themes are tried; SITEGEN_THEMES=500 for a long run."""

STEPS = 12
STORY = "content/articles/story-3.md"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(THEMES))
def test_after_every_edit_the_output_of_a_random_theme_is_the_clean_one(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    newsroom = make(tmp_path / "a")
    newsroom.built()
    done: list[str] = []
    for step in range(STEPS):
        edit = draw_theme if step % 4 == 0 else rng.choice(EDITS)
        done.append(edit.__name__)
        edit(newsroom, rng)
        result = newsroom.build()
        clean = newsroom.clean_copy(tmp_path / "clean")
        expected = clean.build()
        assert result.ok == expected.ok, (step, done, newsroom.explain(result), clean.explain(expected))
        assert result.diagnostics == expected.diagnostics, (step, done)
        if result.ok:
            assert differences(newsroom.tree(), clean.tree()) == [], (step, done)


@pytest.mark.slow
def test_random_themes_can_be_built(tmp_path: Path) -> None:
    """Else the tests above would compare nothing but diagnostics."""
    built = 0
    for seed in range(12):
        newsroom = make(tmp_path / str(seed))
        draw_theme(newsroom, random.Random(seed))
        built += newsroom.build().ok
    assert built >= 10


@pytest.mark.slow
@pytest.mark.parametrize("view", NAMES)
def test_no_field_of_a_view_is_stale_after_an_edit_of_a_text(view: str, tmp_path: Path) -> None:
    """The view alone is shown, so that nothing else has its page rendered; every field of it is."""
    newsroom = make(tmp_path / "a", {"themes/paper/templates/article.html": "\n".join(every_field(view))})
    newsroom.built()
    newsroom.replace(STORY, "It happened on a day.", "It so happened on a day.\n\n### And then\n\nThat was it.")
    assert newsroom.built().path == "body_edit"
    clean = newsroom.clean_copy(tmp_path / "clean")
    clean.built()
    assert differences(newsroom.tree(), clean.tree()) == []
