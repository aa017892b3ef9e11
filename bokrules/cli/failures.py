"""What becomes of an error: a clear line, and an exit code. Never a traceback, unless asked for."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import typer

from bokrules.base.errors import BokrulesError, InvalidPolicy
from bokrules.base.messages import Message, msg
from bokrules.cli import exits
from bokrules.cli.output import error_page, say

DEBUG = "BOKRULES_DEBUG"
_Parameters = ParamSpec("_Parameters")


def guarded(command: Callable[_Parameters, int]) -> Callable[_Parameters, None]:
    """A command whose result is its exit code, and whose errors have one."""

    @wraps(command)
    def run(*given: _Parameters.args, **options: _Parameters.kwargs) -> None:
        try:
            code = command(*given, **options)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort):
            raise
        except BaseException as fault:
            code = exit_code_of(fault)
        raise typer.Exit(code)

    return run


def exit_code_of(fault: BaseException) -> int:
    """Say what happened on standard error; the exit code for it."""
    try:
        return _reported(fault)
    except SystemExit:
        raise
    except BrokenPipeError:
        return exits.NOBODY_READS
    except BaseException as second:
        # Even the words for it failed, as without a catalogue of messages.
        with suppress(OSError, ValueError):
            print(f"bokrules: {fault!r}; then {second!r}: please report this", file=sys.stderr)
        return exits.BUG


def _reported(fault: BaseException) -> int:
    match fault:
        case SystemExit():
            raise fault
        case KeyboardInterrupt():
            return exits.INTERRUPTED
        case BrokenPipeError():
            silence()
            return exits.NOBODY_READS
        case BokrulesError():
            report(fault)
            return exits.BAD_INPUT
        case OSError():
            report_system(fault)
            try:
                sys.stdout.flush()
            except OSError:  # a full disk: Python would try again at its end, and fail
                silence()
            return exits.BAD_INPUT
        case _:
            report_bug(fault)
            return exits.BUG


def silence() -> None:
    """Nobody reads standard output: what is still to be flushed goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
    finally:
        os.close(nowhere)


def report(error: BokrulesError) -> None:
    """Code, what is wrong, what to do; of a policy with errors every one of them."""
    from bokrules.cli.expense_json import NotJson
    from bokrules.editions.linting import read_sources
    from bokrules.reports.diagnostics import excerpt, print_diagnostics

    page = error_page()
    page.line(f"bokrules: {error.code}: {error.message}", hanging=2, style="bold red")
    if isinstance(error, NotJson) and error.span is not None:
        for line in excerpt(error.text, error.span):
            page.unwrapped(line)
    if error.hint:
        page.line(msg("help: {help}", help=error.hint), hanging=2)
    if isinstance(error, InvalidPolicy):
        page.line()
        sources = read_sources(each.span.file for each in error.diagnostics)
        print_diagnostics(error.diagnostics, sources, page)


def report_system(fault: OSError) -> None:
    what = fault.strerror or str(fault)
    message: Message = msg("the system refused: {what}", what=what)
    if fault.filename is not None:
        name = Path(os.fsdecode(fault.filename)) if not isinstance(fault.filename, int) else "-"
        message = msg("the system refused: {what}: {file}", what=what, file=name)
    say(msg("bokrules: {message}", message=message))
    _trace_if_asked(fault)


def report_bug(fault: BaseException) -> None:
    from bokrules import __version__

    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    say(
        msg(
            "bokrules {version}: this is a bug in bokrules, please report it: {what}"
            " ({name}=1 shows where)",
            version=__version__,
            what=what,
            name=DEBUG,
        )
    )
    _trace_if_asked(fault)


def _trace_if_asked(fault: BaseException) -> None:
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(fault)
