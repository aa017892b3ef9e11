"""`bokrules test`: the examples of editions, run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bokrules.base import codes
from bokrules.base.errors import InvalidPolicy, UnreadableFile
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.failures import report
from bokrules.cli.options import AsFormat, Format, PoliciesPath
from bokrules.cli.output import page, write_json

if TYPE_CHECKING:
    from bokrules.reports.examples_text import ExampleRun


def run(
    path: PoliciesPath = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    from bokrules.editions.linting import edition_folders
    from bokrules.reports.examples_text import examples_document, print_examples

    folders = edition_folders(path)
    if not folders:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{path} holds no edition", path=path or "policies"),
            msg("an edition is a folder with {file}", file="edition.yaml"),
        )
    runs = []
    code = exits.CLEAN
    for folder in folders:
        try:
            outcome = _run(folder)
        except InvalidPolicy as error:
            report(error)
            code = exits.BAD_INPUT
            continue
        runs.append(outcome)
        if outcome.failed or outcome.refuted:
            code = max(code, exits.FOUND)
        elif outcome.not_analysed and code == exits.CLEAN:
            code = exits.LIMIT
    if format is Format.JSON:
        write_json({"editions": [examples_document(each) for each in runs]})
    else:
        report_page = page()
        for each in runs:
            print_examples(each, report_page)
    return code


def _run(folder: Path) -> ExampleRun:
    from bokrules.editions import load_edition
    from bokrules.evaluation.claims import check_claims
    from bokrules.evaluation.examples import distinct, run_examples, ways
    from bokrules.reports.examples_text import ExampleRun

    texts = load_edition(folder).texts
    results = run_examples(texts)
    return ExampleRun(
        texts[0].edition, results, ways(texts, results), distinct(results), check_claims(texts)
    )
