"""The order of a working paper's parts, and its file."""

from __future__ import annotations

from pathlib import Path

from bokrules.base import codes
from bokrules.base.messages import Message, msg
from bokrules.inspection.contents import InspectionContents
from bokrules.reports.whole_files import UnwritableFile, save_data
from bokrules.reports.working_paper.document import WordDocument
from bokrules.reports.working_paper.findings import put_findings, put_rows, put_signatures
from bokrules.reports.working_paper.head import put_files, put_head, put_scope
from bokrules.reports.working_paper.summary import put_balances, put_checks, put_summary

MOST_FINDINGS = 300
"""Told in full: about a hundred pages."""
MOST_ROWS = 1_000
_MOST_OF_NAME = 48
_MOST_OF_SHA256 = 12


def write_working_paper(
    contents: InspectionContents,
    target: Path,
    *,
    most_findings: int = MOST_FINDINGS,
    most_rows: int = MOST_ROWS,
) -> None:
    """A .docx: the same contents give the same bytes. What is over the numbers is counted.

    Raises UnwritableFile, also where the library that writes it is missing.
    """
    save_data(target, working_paper(contents, most_findings, most_rows))


def working_paper(
    contents: InspectionContents, most_findings: int = MOST_FINDINGS, most_rows: int = MOST_ROWS
) -> bytes:
    try:
        document = WordDocument(_title(contents), _about(contents))
    except ImportError:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("Word documents cannot be written, python-docx is missing"),
            msg("install it with: pip install bokrules[inspect]"),
        ) from None
    put_head(contents, document)
    put_scope(contents, document)
    put_summary(contents, document)
    put_balances(contents, document)
    put_checks(contents, document)
    put_findings(contents, document, most_findings)
    put_signatures(document)
    document.landscape()
    put_rows(contents, document, most_rows)
    put_files(contents, document)
    return document.to_bytes(f"bokrules {contents.version}", contents.time)


def _title(contents: InspectionContents) -> Message:
    return msg("Working paper: {name}", name=contents.name)


def _about(contents: InspectionContents) -> str:
    name = contents.name
    cut = name if len(name) <= _MOST_OF_NAME else f"{name[: _MOST_OF_NAME - 1]}…"
    sha256 = contents.sources[0].sha256[:_MOST_OF_SHA256] if contents.sources else ""
    return " · ".join(each for each in (cut, sha256) if each)
