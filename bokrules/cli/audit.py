"""`bokrules audit`: published tables recomputed."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.output import page, write_json


class AuditFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help=msg("Tables (csv, xlsx), or the catalogue of a document (yaml).").template,
        ),
    ],
    format: Annotated[  # noqa: A002  (the name of the option)
        AuditFormat,
        typer.Option(
            "--format", help=msg("Text for people, one JSON document, or Markdown.").template
        ),
    ] = AuditFormat.TEXT,
) -> int:
    from bokrules.inspection.audit import audit as audit_files
    from bokrules.reports.audit_markdown import audit_markdown
    from bokrules.reports.audit_text import print_audit

    result = audit_files(*files)
    match format:
        case AuditFormat.JSON:
            write_json(result.to_dict())
        case AuditFormat.MARKDOWN:
            sys.stdout.write(audit_markdown(result))
        case AuditFormat.TEXT:
            print_audit(result, page(piped_width=100))
    return exits.FOUND if result.found_something else exits.CLEAN
