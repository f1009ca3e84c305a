"""Builds of one newsroom, one after the other, in one process."""

from sitegen.engine.build import build
from sitegen.engine.request import Reporter, Request, Result


class Session:
    """Makes the same build again and again; it may keep in memory what it learnt, and what it makes is what `build`
    would."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def build(self, reporter: Reporter | None = None) -> Result:
        """Bring output/ up to date, as `build` does."""
        return build(self._request, reporter)

    def close(self) -> None:
        """Let go of what is held."""
