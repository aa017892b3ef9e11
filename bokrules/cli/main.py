"""The command line: its commands, its language, and the one place where the program ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from bokrules.base.messages import (
    LANGUAGES,
    Language,
    choose_language,
    current_language,
    msg,
    translate,
)
from bokrules.cli.allocate import allocate
from bokrules.cli.analyze import analyze
from bokrules.cli.assess import assess
from bokrules.cli.audit import audit
from bokrules.cli.boundary import boundary
from bokrules.cli.check import check
from bokrules.cli.checks import checks
from bokrules.cli.choose import choose
from bokrules.cli.columns import columns
from bokrules.cli.coverage import coverage
from bokrules.cli.diff import diff
from bokrules.cli.export import export
from bokrules.cli.failures import exit_code_of, guarded
from bokrules.cli.fmt import fmt
from bokrules.cli.lint import lint
from bokrules.cli.nearest import nearest
from bokrules.cli.new import new
from bokrules.cli.options import Lang
from bokrules.cli.output import prepare_streams
from bokrules.cli.overrule import overrule
from bokrules.cli.reconcile import reconcile
from bokrules.cli.show import show
from bokrules.cli.test import run as test
from bokrules.cli.validate import validate

app = typer.Typer(
    help=msg("The rules of the BOK grant: check spending against the juknis of any year.").template,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("validate", help=msg("Judge one expense.").template)(guarded(validate))
app.command("nearest", help=msg("The smallest changes that make an expense payable.").template)(
    guarded(nearest)
)
app.command("check", help=msg("Judge every row of a ledger.").template)(guarded(check))
app.command("checks", help=msg("The checks across lines, and their parameters.").template)(
    guarded(checks)
)
app.command("choose", help=msg("Say what lines of a ledger are, by their text.").template)(
    guarded(choose)
)
app.command("overrule", help=msg("Decide a row of a ledger yourself, and say why.").template)(
    guarded(overrule)
)
app.command("columns", help=msg("What of a workbook is recognised, and what is not.").template)(
    guarded(columns)
)
app.command("allocate", help=msg("Share out a grant by a formula.").template)(guarded(allocate))
app.command("reconcile", help=msg("A published allocation against its formula.").template)(
    guarded(reconcile)
)
app.command("diff", help=msg("What changes from one edition to another.").template)(guarded(diff))
app.command("analyze", help=msg("What contradicts or changes nothing in an edition.").template)(
    guarded(analyze)
)
app.command(
    "boundary", help=msg("Cases beside every threshold and exception, for an author.").template
)(guarded(boundary))
app.command("audit", help=msg("Recompute published tables.").template)(guarded(audit))
app.command(
    "assess", help=msg("Hold ratios against a scale or a target, and sum them by group.").template
)(guarded(assess))
app.command("lint", help=msg("Find what is wrong in policy files.").template)(guarded(lint))
app.command("fmt", help=msg("Lay out policy files, in either language.").template)(guarded(fmt))
app.command("test", help=msg("Run the examples of editions.").template)(guarded(test))
app.command("coverage", help=msg("Clauses against rules, and rules against examples.").template)(
    guarded(coverage)
)
app.command("show", help=msg("Read an edition, one of its rules, or a word.").template)(
    guarded(show)
)
app.command("export", help=msg("A compiled edition for other systems.").template)(guarded(export))
app.command("new", help=msg("Make next year's edition from another one.").template)(guarded(new))


def _print_version(wanted: bool) -> None:
    if wanted:
        from bokrules import __version__

        print(f"bokrules {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    lang: Annotated[
        Lang | None,
        typer.Option(
            "--lang",
            show_default=False,
            help=msg(
                "Indonesian or English; else BOKRULES_LANG decides, else Indonesian."
            ).template,
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001  (read by its callback)
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=msg("Show the version.").template,
        ),
    ] = False,
) -> None:
    choose_language(lang.value if lang else None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _language_first(list(sys.argv[1:] if arguments is None else arguments))
    prepare_streams()
    try:
        choose_language(_language_of(given))
        command = typer.main.get_command(app)
        _translate_help(command, current_language())
        command.main(args=given, prog_name="bokrules")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except BaseException as fault:
        return exit_code_of(fault)
    finally:
        choose_language(None)
        _flush()
    return 0


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError as fault:
        exit_code_of(fault)


# ---- the language ----

_LANG = "--lang"


_FORMATTER = "fmt"


def _language_first(given: list[str]) -> list[str]:
    """`--lang` may stand anywhere: it is moved before the command.

    Behind the formatter's name it is another option, the language of the files.
    """
    options: list[str] = []
    rest = list(given)
    end = rest.index("--") if "--" in rest else len(rest)
    if _command_of(given) == _FORMATTER:
        end = rest.index(_FORMATTER)
    place = 0
    while place < end:
        width = 2 if rest[place] == _LANG else 1 if rest[place].startswith(f"{_LANG}=") else 0
        if width:
            options += rest[place : place + width]
            del rest[place : place + width]
            end -= width
        else:
            place += 1
    return options + rest


def _command_of(given: list[str]) -> str | None:
    words = zip(["", *given], given, strict=False)
    return next(
        (word for before, word in words if before != _LANG and not word.startswith("-")), None
    )


def _language_of(given: list[str]) -> Language | None:
    """What `--lang` says, for texts that are needed before the options are read."""
    words = [each.removeprefix(f"{_LANG}=") for each in given[:2] if each != _LANG]
    if given and given[0].startswith(_LANG) and words and words[0] in LANGUAGES:
        return words[0]
    return None


def _translate_help(command: Any, language: Language) -> None:
    """Help is written where commands are defined, before anyone could choose a language."""
    for each in (command, *command.params):
        if getattr(each, "help", None):
            each.help = translate(each.help, language)
    for each in getattr(command, "commands", {}).values():
        _translate_help(each, language)
