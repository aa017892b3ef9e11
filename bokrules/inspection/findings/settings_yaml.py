"""The parameters of the checks across lines as a YAML file: what is not in it stays as it is."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.editions.reading import decoded, yaml_entries, yaml_line, yaml_text
from bokrules.editions.yaml_faults import fault_words
from bokrules.inspection.findings.settings import Settings
from bokrules.inspection.opening import file_bytes


def read_settings(path: Path | None) -> Settings:
    """The settings of a file; all as the tool has them without one. Raises UnreadableFile."""
    if path is None:
        return Settings()
    out = Diagnostics()
    text = decoded(file_bytes(path), str(path), out) or ""
    entries = yaml_entries(path, text, codes.BAD_SETTINGS, out) or {}
    for each in out:
        raise _fault(path, each.span.line, each.message, each.help)
    try:
        return Settings.model_validate({name: value for name, (_, value) in entries.items()})
    except ValidationError as fault:
        error = fault.errors()[0]
    what, help_ = fault_words(error, Settings)
    place = ": ".join(map(str, error["loc"]))
    message = msg("{place}: {what}", place=place, what=what)
    raise _fault(path, yaml_line(text, error["loc"]), message, help_)


def settings_text(settings: Settings) -> str:
    """All parameters of all checks, as a file that `read_settings` takes."""
    return yaml_text(settings.model_dump(mode="json"))


def _fault(path: Path, line: int, message: Message, help: Message | None) -> UnreadableFile:
    return UnreadableFile(
        codes.BAD_SETTINGS,
        msg("{file}, line {line}: {message}", file=str(path), line=line, message=message),
        help,
    )
