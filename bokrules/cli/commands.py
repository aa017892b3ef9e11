"""The commands by name. The module of one is loaded when it is run, or its help is asked for."""

from __future__ import annotations

from collections.abc import Callable
from enum import EnumType
from importlib import import_module
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from bokrules.base.messages import Language, current_language, msg, translate
from bokrules.cli.failures import guarded

HELP = {
    "validate": msg("Judge one expense."),
    "nearest": msg("The smallest changes that make an expense payable."),
    "check": msg("Judge every row of a ledger."),
    "checks": msg("The checks across lines, and their parameters."),
    "choose": msg("Say what lines of a ledger are, by their text."),
    "overrule": msg("Decide a row of a ledger yourself, and say why."),
    "columns": msg("What of a workbook is recognised, and what is not."),
    "allocate": msg("Share out a grant by a formula."),
    "reconcile": msg("A published allocation against its formula."),
    "diff": msg("What changes from one edition to another."),
    "analyze": msg("What contradicts or changes nothing in an edition."),
    "boundary": msg("Cases beside every threshold and exception, for an author."),
    "audit": msg("Recompute published tables."),
    "assess": msg("Hold ratios against a scale or a target, and sum them by group."),
    "lint": msg("Find what is wrong in policy files."),
    "fmt": msg("Lay out policy files, in either language."),
    "test": msg("Run the examples of editions."),
    "coverage": msg("Clauses against rules, and rules against examples."),
    "show": msg("Read an edition, one of its rules, or a word."),
    "new": msg("Make next year's edition from another one."),
    "export": msg("A compiled edition for other systems."),
}
"""In the order of the overview. A command is the function in the module of its name."""
_FUNCTIONS = {"test": "run"}
"""Where the function does not have that name too."""


class _Command(TyperCommand):
    """A command that reads its values plainly."""

    def get_params(self, ctx: Any) -> Any:
        return _read_plainly(super().get_params(ctx))


class Commands(TyperGroup):
    """The program, as the sum of its commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = dict.fromkeys(HELP)

    def get_params(self, ctx: Any) -> Any:
        return _read_plainly(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  (typer's interface)
        if cmd_name in HELP and self.commands[cmd_name] is None:
            self.commands[cmd_name] = command_of(cmd_name)
        return self.commands.get(cmd_name)


def command_of(name: str) -> Any:
    """One command for typer, its help in the current language."""
    function: Callable[..., int] = getattr(
        import_module(f"bokrules.cli.{name}"), _FUNCTIONS.get(name, name)
    )
    command = get_command_from_info(
        CommandInfo(name=name, cls=_Command, callback=guarded(function), help=HELP[name].template),
        pretty_exceptions_short=False,
        rich_markup_mode=None,
    )
    translate_help(command, current_language())
    return command


def translate_help(command: Any, language: Language) -> None:
    """Help is written where commands are defined, before anyone could choose a language."""
    for each in (command, *command.params):
        if getattr(each, "help", None):
            each.help = translate(each.help, language)


class _Plainly:
    """Reads the value of one parameter for typer, which would load pydantic for it.

    A text that is wanted as a text stays as it is, and so does what was not given; the word of a
    choice is that choice. All else is left to typer. Loading pydantic takes longer than a verdict.
    """

    def __init__(self, wanted: object) -> None:
        self.wanted = wanted

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None and not (param.multiple or param.nargs == -1):
            return None
        if isinstance(self.wanted, type) and type(value) is self.wanted and _is_plain(value):
            return value
        if isinstance(self.wanted, EnumType) and value in list(self.wanted):
            return self.wanted(value)
        param._runtime_param = None  # then typer makes its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _is_plain(value: object) -> bool:
    """Not a text with bytes that are no text: those typer refuses."""
    return not isinstance(value, str) or value.isascii() or value.isprintable()


def _read_plainly(parameters: list[Any]) -> list[Any]:
    """The parameters. Versions of typer that read values in another way are left alone."""
    for each in parameters:
        if getattr(each, "_runtime_param", False) is None:
            each._runtime_param = _Plainly(each.type_descriptor.annotation)
    return parameters
