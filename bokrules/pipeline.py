"""The order of the stages, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.evaluation.conflicts import find_conflicts, find_idle_exceptions
from bokrules.semantics.accounting import account_for_clauses
from bokrules.semantics.from_syntax import to_policy
from bokrules.semantics.policy import Clause, EditionInfo, Policy
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
    }
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A policy file: the name that diagnostics show, and its text."""

    name: str
    text: str


def compile_policy(
    files: Sequence[SourceFile],
    edition: EditionInfo,
    outline: Mapping[str, Clause] | None,
    outline_file: str,
    out: Diagnostics,
) -> Policy | None:
    """The policy of an edition, or None if `out` holds errors. All faults of one run are in `out`.

    Without an outline (a file that belongs to no edition) citations are not resolved.
    """
    documents = [parse(each.text, each.name, out) for each in files]  # syntax
    policy = to_policy(documents, edition, outline, out)  # semantics
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
