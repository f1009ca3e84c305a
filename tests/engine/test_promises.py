"""DESIGN's first promise: after any sequence of edits the incremental output is the clean one, byte for byte."""

import os
import random
from pathlib import Path

import pytest

from tests.engine.edits import EDITS
from tests.engine.kit import differences, make

SCRIPTS = int(os.environ.get("SITEGEN_SCRIPTS", "12"))
"""How many random edit scripts are run; SITEGEN_SCRIPTS=500 for a long run."""

STEPS = 25


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_after_every_step_of_a_random_script_the_output_is_the_clean_one(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    newsroom = make(tmp_path / "a")
    newsroom.built()
    done = []
    for step in range(STEPS):
        edit = rng.choice(EDITS)
        done.append(edit.__name__)
        edit(newsroom, rng)
        result = newsroom.build()
        clean = newsroom.clean_copy(tmp_path / "clean")
        expected = clean.build()
        assert result.ok == expected.ok, (step, done, newsroom.explain(result), clean.explain(expected))
        assert result.diagnostics == expected.diagnostics, (step, done)
        assert result.next_change_at == expected.next_change_at
        if result.ok:
            assert differences(newsroom.tree(), clean.tree()) == [], (step, done)


def test_a_second_build_renders_and_writes_nothing(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    first = newsroom.built()
    assert len(first.rendered) == first.pages
    second = newsroom.built()
    assert (second.rendered, second.written, second.deleted, second.parsed) == ((), (), (), 0)
    assert second.unchanged == first.pages
