"""`bokrules choose`: what the lines of a ledger with some text name, as an inspector says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import current_language, msg
from bokrules.cli import exits
from bokrules.cli.options import ChoicesYear, Ledger
from bokrules.cli.output import page

if TYPE_CHECKING:
    from bokrules.editions import Edition


def choose(
    ledger: Ledger,
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="[TEXT]",
            show_default=False,
            help=msg("The text of the lines; without values the nearest terms are shown.").template,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME=VALUE]…",
            show_default=False,
            help=msg("belanja, kegiatan; also oleh, tanggal, alasan.").template,
        ),
    ] = None,
    propose: Annotated[
        bool,
        typer.Option(
            "--propose", help=msg("Print the choices as drafts of examples, for authors.").template
        ),
    ] = False,
    year: ChoicesYear = None,
) -> int:
    from bokrules.cli.choosing import known_choices, save_choices, words_of_year
    from bokrules.inspection.classify.choices_file import chosen_of
    from bokrules.reports.proposed_examples import proposed_examples

    edition = words_of_year(year)
    if propose:
        if text is not None:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("--propose takes no text: it prints all choices of the ledger"),
                msg("leave the text out"),
            )
        sys.stdout.write(proposed_examples(known_choices(ledger, edition)))
        return exits.CLEAN
    if text is None or not text.strip():
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("there is no text to choose for"),
            msg("write the text of the lines between quotation marks"),
        )
    if not values:
        _show_candidates(text, edition)
        return exits.CLEAN
    chosen = chosen_of(text, values, edition.policy.vocabulary)
    save_choices(ledger, known_choices(ledger, edition).with_chosen(chosen))
    return exits.CLEAN


def _show_candidates(text: str, edition: Edition) -> None:
    from bokrules.inspection.classify.candidates import candidates

    policy = edition.policy
    found = candidates(text, policy.vocabulary, edition.files.abbreviations)
    report = page()
    for dimension, near in found.items():
        for each in near:
            label = policy.vocabulary.taxonomies[dimension].terms[each.term].label
            words = label.in_language(current_language())
            report.line(f"{dimension}={each.term}  {words}", hanging=2)
