"""An edition as it was and as it is, where one of its policy files changes: what git compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidPolicy, InvalidValue
from bokrules.base.messages import msg
from bokrules.editions.compiling import compile_files
from bokrules.editions.edition import is_edition
from bokrules.editions.files import read_edition
from bokrules.editions.places import shown
from bokrules.editions.reading import read_text
from bokrules.pipeline import SourceFile
from bokrules.semantics.policy import Policy

ABSENT = "/dev/null"
"""What git names in the place of a file that is not there."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The name of a policy file in the checkout, and its text before and after; None if absent.

    `new_name` is what a file that was renamed is called after.
    """

    name: str
    before: str | None
    after: str | None
    new_name: str | None = None

    @property
    def folder(self) -> Path:
        return Path(self.name).parent

    def policies(self) -> tuple[Policy, Policy]:
        """The edition around the file, with each of the two texts; its other files as they lie.

        Raises InvalidPolicy where one of them does not compile, InvalidValue for a file that lies
        in no edition.
        """
        if not is_edition(self.folder):
            raise InvalidValue(
                codes.UNKNOWN_EDITION,
                msg("{file} lies in no edition", file=self.name),
            )
        return self._with(self.before), self._with(self.after)

    def _with(self, text: str | None) -> Policy:
        out = Diagnostics()
        files = read_edition(self.folder, out)
        if files is None:
            raise _invalid(self.name, out)
        own = shown(Path(self.name))
        names = {own, shown(Path(self.new_name or self.name))}
        layer = files.layers[-1]
        kept = [each for each in layer.files if each.name not in names]
        if text is not None:
            kept.append(SourceFile(own, text))
        changed = replace(files, layers=(*files.layers[:-1], replace(layer, files=tuple(kept))))
        policy = compile_files(changed, out)
        if policy is None:
            raise _invalid(self.name, out)
        return policy


def read_revision(given: Sequence[str]) -> Revision:
    """From what git gives a program that compares: path, old file, hex, mode, new file, hex, mode.

    For a file that was renamed its new name follows.

    Raises InvalidValue for anything else, InvalidPolicy for a file that cannot be read.
    """
    if len(given) < 7:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("git gives seven arguments, here are {n}", n=len(given)),
            msg('set it up with: git config diff.bok.command "bokrules diff --git"'),
        )
    new_name = given[7] if len(given) > 7 else None
    return Revision(given[0], _text(given[1]), _text(given[4]), new_name)


def _text(file: str) -> str | None:
    if file == ABSENT:
        return None
    out = Diagnostics()
    text = read_text(Path(file), out)
    if text is None:
        raise _invalid(file, out)
    return text


def _invalid(name: str, out: Diagnostics) -> InvalidPolicy:
    errors = [each for each in out if each.severity == "error"]
    return InvalidPolicy(
        errors[0].code,
        msg(
            "{file}: {n} errors; the first: {first}",
            file=name,
            n=len(errors),
            first=errors[0].message,
        ),
        errors,
    )
