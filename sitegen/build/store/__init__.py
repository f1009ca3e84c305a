"""What one build leaves for the next, in one SQLite file under .sitegen/."""

from sitegen.build.store.checksums import Unreadable
from sitegen.build.store.store import FileRecord, OutputRecord, Store, lacks_room

__all__ = ["FileRecord", "OutputRecord", "Store", "Unreadable", "lacks_room"]
