"""`bokrules choose`: what the lines of a ledger with some text name, as an inspector says."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import current_language, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.cli import exits
from bokrules.cli.options import ChoicesYear, Ledger
from bokrules.cli.output import page

if TYPE_CHECKING:
    from bokrules.editions import Edition
    from bokrules.inspection.classify.choices import Chosen

_NAMES = ("belanja", "kegiatan", "oleh", "tanggal", "alasan")


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
    chosen = _chosen(text, values, edition)
    save_choices(ledger, known_choices(ledger, edition).with_chosen(chosen))
    return exits.CLEAN


def _chosen(text: str, values: Iterable[str], edition: Edition) -> Chosen:
    from pydantic import ValidationError

    from bokrules.editions.yaml_faults import fault_words
    from bokrules.inspection.classify.choices import Chosen
    from bokrules.inspection.classify.choices_file import ChosenEntry, unknown_term

    given: dict[str, str] = {}
    for each in values:
        name, equals, value = each.partition("=")
        if name not in _NAMES or not equals or not value or name in given:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("`{text}` is no NAME=VALUE that is known here", text=each),
                did_you_mean(name, _NAMES) or msg("each once, of: {names}", names=list(_NAMES)),
            )
        given[name] = value
    for dimension in ("belanja", "kegiatan"):
        terms = edition.policy.vocabulary.taxonomies[dimension].terms
        if dimension in given and given[dimension] not in terms:
            raise InvalidValue(
                codes.UNKNOWN_VALUE, *unknown_term(dimension, given[dimension], terms)
            )
    if not {"belanja", "kegiatan"} & set(given):
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("neither `belanja` nor `kegiatan` is chosen"),
            msg("write at least one of them"),
        )
    try:
        entry = ChosenEntry.model_validate({"uraian": text, **given})
    except ValidationError as fault:
        what, help_ = fault_words(fault.errors()[0], ChosenEntry)
        place = str(fault.errors()[0]["loc"][0])
        raise InvalidValue(
            codes.INVALID_VALUE, msg("{place}: {what}", place=place, what=what), help_
        ) from None
    return Chosen(
        text=text,
        expense_type=entry.belanja,
        activity=entry.kegiatan,
        by=entry.oleh,
        day=entry.tanggal,
        reason=entry.alasan,
    )


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
