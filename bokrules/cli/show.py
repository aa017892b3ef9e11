"""`bokrules show`: an edition to read, or what one of its names means."""

from __future__ import annotations

from typing import Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import UnknownValue
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Format
from bokrules.cli.output import page, write_json


def show(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR", help=msg("Year of the edition, or the folder of one.").template
        ),
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            show_default=False,
            help=msg("A rule, a word of the vocabulary, a field, or a clause.").template,
        ),
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    from bokrules.editions import load_edition
    from bokrules.editions.linting import read_sources
    from bokrules.reports import entry_text, policy_text

    texts = load_edition(year).texts
    policy = texts[-1]
    if name is None:
        if format is Format.JSON:
            write_json(policy_text.policy_document(texts))
        else:
            policy_text.print_policy(texts, page())
        return exits.CLEAN
    sources = read_sources(each.span.file for text in texts for each in text.by_name.get(name, []))
    found = entry_text.entries(name, texts, sources)
    if not found:
        raise UnknownValue(
            codes.UNKNOWN_VALUE,
            msg("edition {id} has nothing named `{name}`", id=texts[0].edition.id, name=name),
            did_you_mean(name, entry_text.known_names(texts))
            or msg("`bokrules show {year}` lists what it has", year=year),
        )
    if format is Format.JSON:
        write_json(entry_text.entries_document(found, policy))
    else:
        entry_text.print_entries(found, policy, page())
    return exits.CLEAN
