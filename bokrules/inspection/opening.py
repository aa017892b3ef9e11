"""The bytes of a file, or why it cannot be read."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg


def unreadable(name: str, why: Message | str, hint: Message) -> UnreadableFile:
    """Why a file cannot be read, and what to do."""
    return UnreadableFile(
        codes.UNREADABLE_FILE, msg("{file} cannot be read: {why}", file=name, why=why), hint
    )


def file_bytes(path: Path) -> bytes:
    """Raises UnreadableFile; of a pipe or a device at once, for it may never end."""
    try:
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            raise UnreadableFile(
                codes.UNREADABLE_FILE,
                msg("{file} is no regular file", file=str(path)),
                msg("save what it gives as a file, and give that"),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("there is no file {file}", file=str(path)),
            msg("look at the name and the folder"),
        ) from None
    except (OSError, ValueError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else None
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{file} cannot be read: {why}", file=str(path), why=why or str(fault)),
        ) from None
