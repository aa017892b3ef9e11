"""The parameters of the checks across lines as a YAML file: what is not in it stays as it is."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.editions.reading import yaml_line, yaml_text
from bokrules.editions.yaml_faults import fault_words
from bokrules.inspection.findings.settings import Settings
from bokrules.inspection.yaml_file import line_fault, read_entries


def read_settings(path: Path | None) -> Settings:
    """The settings of a file; all as the tool has them without one. Raises UnreadableFile."""
    if path is None:
        return Settings()
    text, given = read_entries(path, codes.BAD_SETTINGS)
    try:
        return Settings.model_validate(given)
    except ValidationError as fault:
        error = fault.errors()[0]
    what, help_ = fault_words(error, Settings)
    place = ": ".join(map(str, error["loc"]))
    message = msg("{place}: {what}", place=place, what=what)
    line = yaml_line(text, error["loc"])
    raise line_fault(str(path), line, message, help_, codes.BAD_SETTINGS)


def settings_text(settings: Settings) -> str:
    """All parameters of all checks, as a file that `read_settings` takes."""
    return yaml_text(settings.model_dump(mode="json"))
