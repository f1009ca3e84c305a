"""One build at a time in one newsroom: a lock of the operating system, which dies with its process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sitegen.errors import BuildFailed, Diagnostic, Location, error

WAIT = 0.2
"""Seconds; a second build says at once that the first one runs."""


@contextmanager
def lock_newsroom(state: Path) -> Iterator[None]:
    """Hold the newsroom's lock. Raises BuildFailed if another process holds it, or where it cannot be made."""
    place = Location(state.name)
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock")
        lock.acquire(timeout=WAIT)
    except Timeout:
        message = "Another build of this newsroom is running."
        raise BuildFailed([error("locked", message, place, "wait for it, or stop it; nothing was changed")]) from None
    except OSError as failure:
        raise BuildFailed([state_not_writable(state.name, failure)]) from None
    try:
        yield
    finally:
        lock.release()


def state_not_writable(name: str, failure: Exception) -> Diagnostic:
    """Return what is said when a file below the state folder of this name cannot be written."""
    message = f"The state of this newsroom cannot be written: {getattr(failure, 'strerror', '') or failure}."
    return error("cannot-write", message, Location(name), "make room, or let the user who builds write there")
