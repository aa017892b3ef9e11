"""Where commands write: reports to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bokrules.base.messages import Message

if TYPE_CHECKING:
    from bokrules.reports.page import Page


def prepare_streams() -> None:
    """UTF-8 where no terminal says otherwise; what cannot be spelt is replaced, not fatal.

    A program started without standard output or standard error writes nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (to the end)
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def page(*, piped_width: int | None = None) -> Page:
    """Standard output, to write a report on."""
    from bokrules.reports.page import PIPED_WIDTH, Page

    return Page(sys.stdout, piped_width=piped_width or PIPED_WIDTH)


def error_page() -> Page:
    from bokrules.reports.page import Page

    return Page(sys.stderr)


def write_json(document: object) -> None:
    """One JSON document, and nothing else."""
    write_plain(json_text(document))


def json_text(document: object) -> str:
    """A JSON document as it stands on standard output, or in a file."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_plain(text: str) -> None:
    """Text that is the output itself, not a report for people."""
    sys.stdout.write(text)


def say(message: Message) -> None:
    """A remark to the person at the keyboard."""
    from bokrules.reports.page import printable

    print(printable(message.text()), file=sys.stderr)
