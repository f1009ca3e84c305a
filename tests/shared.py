"""The conformance suites and archives that lie beside the repository; tests that need them skip without them."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
"""../shared/data from the project's root; CI has it, people who have only the repository may not."""


def needs_shared(name: str) -> pytest.MarkDecorator:
    """Return a mark that skips a test where the folder or file `name` of the shared data is absent."""
    reason = f"needs ../shared/data/{name}, which is not part of the repository"
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=reason)
