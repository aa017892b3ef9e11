"""What a report rests on: the ledger, the edition, the program, the time, the checks."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bokrules.base import codes
from bokrules.base.errors import BokrulesError, InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectionContents

EPOCH = "SOURCE_DATE_EPOCH"
_DAY_OR_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Stands in every report, so that one can tell what it was made from and make it again.

    `time` is UTC. `checks_not_run` are titles, each with the reason.
    """

    version: str
    time: datetime
    edition: str
    edition_sha256: str
    regulation: str
    source: str
    source_sha256: str
    checks_run: tuple[Message | str, ...] = ()
    checks_not_run: tuple[tuple[Message | str, Message | str], ...] = ()


def stamp_of(contents: InspectionContents) -> Stamp:
    """What the reports of an inspection rest on."""
    source = contents.sources[0]
    return Stamp(
        version=contents.version,
        time=contents.time,
        edition=contents.edition.id,
        edition_sha256=contents.edition.sha256,
        regulation=contents.edition.short_title,
        source=source.name,
        source_sha256=source.sha256,
        checks_run=tuple(each.title for each in contents.checks_run),
        checks_not_run=tuple((each.title, each.why) for each in contents.checks_left_out),
    )


def stamp_time(as_of: str | None) -> datetime:
    """The time of a report, in UTC and whole seconds.

    It is `as_of` (2010-05-14 or 2010-05-14T08:30:00), else the environment's SOURCE_DATE_EPOCH,
    else the clock. Raises InvalidValue.
    """
    if as_of is not None:
        return _given(as_of.strip())
    epoch = os.environ.get(EPOCH)
    if epoch is not None:
        return _since_1970(epoch.strip())
    return datetime.now(UTC).replace(microsecond=0)


def _given(text: str) -> datetime:
    try:
        if _DAY_OR_MOMENT.fullmatch(text):
            return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        pass
    raise _invalid(
        msg("`{text}` is no day or time", text=text),
        msg("write it like 2010-05-14 or 2010-05-14T08:30:00"),
    )


def _since_1970(text: str) -> datetime:
    try:
        if text.isdecimal() and text.isascii():
            return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise _invalid(
        msg("{name} is `{text}`, which is no number of seconds", name=EPOCH, text=text),
        msg("give the seconds since 1970, or unset it"),
    )


def _invalid(message: Message, hint: Message) -> BokrulesError:
    return InvalidValue(codes.INVALID_VALUE, message, hint)
