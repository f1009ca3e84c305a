"""The one clock of a build. Nothing else in sitegen asks what time it is."""

import datetime as dt
from collections.abc import Mapping

from sitegen.config.model import Config
from sitegen.errors import BuildFailed, Location, error

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 in UTC; https://reproducible-builds.org/specs/source-date-epoch/"""


def find_build_time(asked: dt.datetime | None, config: Config, environment: Mapping[str, str]) -> dt.datetime:
    """Return `now`, aware and in the site's zone: as asked, else of the environment, of site.toml, of the machine.

    Raises BuildFailed for a SOURCE_DATE_EPOCH that is not a number.
    """
    epoch = environment.get(SOURCE_DATE_EPOCH, "")
    if asked:
        moment = asked if asked.tzinfo else asked.replace(tzinfo=config.zone)
    elif epoch:
        moment = _from_epoch(epoch)
    else:
        moment = config.now or dt.datetime.now(dt.UTC).replace(microsecond=0)
    return moment.astimezone(config.zone)


def is_pinned(asked: dt.datetime | None, config: Config, environment: Mapping[str, str]) -> bool:
    """Does `find_build_time` return the same instant at each call, because the machine's clock is not asked?"""
    return bool(asked or environment.get(SOURCE_DATE_EPOCH) or config.now)


def _from_epoch(epoch: str) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        message = f'`{SOURCE_DATE_EPOCH}` is "{epoch}", which is not a number of seconds since 1970.'
        place = Location(SOURCE_DATE_EPOCH)
        raise BuildFailed([error("bad-clock", message, place, "unset it, or write a whole number")]) from None
