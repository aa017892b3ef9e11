"""Policy files laid out anew: one file, or all those below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Language, msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.places import POLICY_SUFFIX, shown
from bokrules.editions.reading import decoded, read_text
from bokrules.syntax.to_text import to_text


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it should be."""

    path: Path
    text: str

    @property
    def is_changed(self) -> bool:
        return self.path.read_bytes() != self.text.encode()

    def write(self) -> None:
        """All or nothing: written beside the file, it takes its place and its permissions."""
        target = self.path.resolve()
        with target.open("r+b"):
            pass  # a file that is write-protected stays as it is
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
        try:
            unfinished.write_bytes(self.text.encode())
            unfinished.chmod(S_IMODE(target.stat().st_mode))
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)


def format_files(
    files: Iterable[Path], language: Language | None, out: Diagnostics
) -> list[Formatted]:
    """Nothing is written yet. Files with faults, which go to `out`, are left out."""
    found = []
    for path in files:
        faults = Diagnostics()
        source = read_text(path, faults)
        text = None if source is None else to_text(source, shown(path), language, faults)
        if text is not None:
            found.append(Formatted(path, text))
        out.extend(faults)
    return found


def format_bytes(raw: bytes, name: str, language: Language | None, out: Diagnostics) -> str | None:
    """A file's content that is at hand, laid out anew; None if it has faults."""
    source = decoded(raw, name, out)
    return None if source is None else to_text(source, name, language, out)


def policy_files(path: Path | None) -> list[Path]:
    """The file, or all policy files below the folder; without a path below `policies/` here.

    Raises UnreadableFile.
    """
    path = path or Path(POLICIES_FOLDER.name)
    if path.is_dir():
        files = [each for each in sorted(path.rglob(f"*{POLICY_SUFFIX}")) if each.is_file()]
        files = [each for each in files if not _is_hidden(each.relative_to(path))]
    elif path.is_file():
        files = [path] if path.suffix == POLICY_SUFFIX else []
    else:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{path} does not exist", path=path),
            msg("give a policy file, or a folder that holds some"),
        )
    if not files:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{path} is not a policy file, and holds none", path=shown(path)),
            msg("policy files end in {suffix}", suffix=POLICY_SUFFIX),
        )
    return files


def _is_hidden(path: Path) -> bool:
    """As the folders are in which programs keep their own copies."""
    return any(part.startswith(".") for part in path.parts)
