"""`bokrules check --bulk`: millions of rows in; their sums out, and every row into a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.cli import exits
from bokrules.cli.options import TableFormat
from bokrules.cli.output import page, say, write_json
from bokrules.reports.progress import progress_bar

_SIZE = re.compile(r"[1-9][0-9]{0,5} ?(MB|GB|MiB|GiB)")


def check_in_bulk(
    ledger: Path,
    year: str,
    format: TableFormat,  # noqa: A002  (the name of the option)
    out: Sequence[Path],
    partition: Sequence[str],
    memory: str | None,
    delimiter: str | None,
    encoding: str | None,
    units: Path | None,
) -> int:
    """The exit code, as that of `check`."""
    from bokrules.editions import load_edition
    from bokrules.evaluation.bulk.engine import MEMORY
    from bokrules.inspection.bulk.files import check_files
    from bokrules.inspection.units_file import read_ceilings
    from bokrules.reports.bulk_table import print_bulk
    from bokrules.reports.check_table import PIPED_WIDTH

    if format is TableFormat.JSONL:
        raise _invalid("--format jsonl", msg("every row goes to the file that --out names"))
    if len(out) > 1:
        raise _invalid("--out", msg("one file or folder is written in bulk"))
    if memory is not None and not _SIZE.fullmatch(memory):
        raise _invalid("--memory", msg("a size is written like 400MB or 2GB"))
    if partition and not out:
        raise _invalid("--partition", msg("name the folder with --out"))
    target = out[0] if out else None
    edition = load_edition(year)
    ceilings = None if units is None else read_ceilings(units, edition.policy)
    with progress_bar(sys.stderr) as progress:
        result = check_files(
            ledger,
            edition,
            out=target,
            partition_by=partition,
            delimiter=delimiter,
            encoding=encoding,
            memory=memory or MEMORY,
            progress=progress,
            ceilings=ceilings,
        )
    if target is not None:
        say(msg("written: {file}", file=target))
    if format is TableFormat.JSON:
        write_json(result.to_dict())
    else:
        print_bulk(result, page(piped_width=PIPED_WIDTH))
    if result.error_rows:
        return exits.BAD_INPUT
    return exits.FOUND if result.found_something else exits.CLEAN


def _invalid(option: str, hint: Message) -> InvalidValue:
    return InvalidValue(
        codes.INVALID_VALUE,
        msg("{option} cannot be taken here", option=option),
        hint,
    )
