"""The command line: its commands, its language, and the one place where the program ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bokrules.base.messages import (
    LANGUAGES,
    Language,
    choose_language,
    current_language,
    msg,
)
from bokrules.cli.commands import Commands, translate_help
from bokrules.cli.failures import exit_code_of
from bokrules.cli.options import Lang
from bokrules.cli.output import prepare_streams

app = typer.Typer(
    cls=Commands,
    help=msg("The rules of the BOK grant: check spending against the juknis of any year.").template,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


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
        translate_help(command, current_language())
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
