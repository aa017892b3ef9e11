"""The order of the stages, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.evaluation.conflicts import find_conflicts, find_idle_exceptions
from bokrules.semantics.accounting import account_for_clauses
from bokrules.semantics.amending import amended, refuse_edits
from bokrules.semantics.from_syntax import to_policy
from bokrules.semantics.policy import Clause, EditionInfo, Policy
from bokrules.syntax import ast
from bokrules.syntax.from_text import parse

_UNREAD = frozenset(
    {
        codes.UNREADABLE_FILE,
        codes.BAD_ENCODING,
        codes.EMPTY_FILE,
        codes.TOO_LONG,
        codes.TOO_DEEP,
        codes.CUT_OFF,
    }
)
_NAMES = frozenset(
    {
        codes.UNKNOWN_TERM,
        codes.UNKNOWN_FACT,
        codes.UNKNOWN_EXCEPTION,
        codes.UNKNOWN_RULE,
        codes.UNKNOWN_TYPE,
        codes.NOTHING_SERVES,
        codes.UNKNOWN_NAME,
        codes.UNKNOWN_PERIOD,
        codes.NO_VALUE,
        codes.NOTHING_TO_EDIT,
    }
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A policy file: the name that diagnostics show, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The policy files of an edition, or of a text that amends the layers before it."""

    edition: EditionInfo
    files: Sequence[SourceFile]


def compile_policy(
    layers: Sequence[Layer],
    outline: Mapping[str, Clause] | None,
    outline_file: str,
    out: Diagnostics,
) -> Policy | None:
    """The policy of the last layer, or None if `out` holds errors, of which none is left out.

    `outline` are the clauses of all layers; those that stand in `outline_file` must be accounted
    for. Without an outline (a file that belongs to no edition) citations are not resolved.
    """
    documents: list[ast.Document] = []
    for layer in layers:
        parsed = [parse(each.text, each.name, out) for each in layer.files]  # syntax
        if layer is layers[0]:
            refuse_edits(parsed, out)
            documents = parsed
        else:
            documents = amended(documents, parsed, layer.edition, out)
    policy = to_policy(documents, layers[-1].edition, outline, out)  # semantics
    _forget_what_follows(out)
    if not out.has_errors:
        if outline is not None:
            account_for_clauses(policy, outline_file, out)
        find_conflicts(policy, out)  # evaluation, on the reference interpreter
        find_idle_exceptions(policy, out)
    return None if out.has_errors else policy


def _forget_what_follows(out: Diagnostics) -> None:
    """Names that other files miss may stand in a file that was not read to its end."""
    unread = {each.span.file for each in out if each.code in _UNREAD}
    if unread:
        out.drop(lambda each: each.code in _NAMES and each.span.file not in unread)
