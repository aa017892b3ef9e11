"""The order of the stages, on one page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.lints.conflict import find_conflicts
from bokrules.evaluation.lints.covered_rule import find_covered_rules
from bokrules.evaluation.lints.idle_exception import find_idle_exceptions
from bokrules.evaluation.lints.never_applies import find_rules_that_never_apply
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.accounting import account_for_clauses
from bokrules.semantics.amending import amended, refuse_edits
from bokrules.semantics.from_syntax import to_policy
from bokrules.semantics.lints.label_against_operator import find_labels_against_operators
from bokrules.semantics.lints.near_duplicate_name import find_near_duplicates
from bokrules.semantics.lints.shared_phrase import find_shared_phrases
from bokrules.semantics.lints.unclear_account import find_unclear_accounts
from bokrules.semantics.lints.unmentioned_expense_type import find_unmentioned_expense_types
from bokrules.semantics.lints.unread_fact import find_unread_facts
from bokrules.semantics.lints.unused_input import find_unused_inputs
from bokrules.semantics.policy import Clause, EditionInfo, Policy
from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations
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


@dataclass(frozen=True, slots=True)
class Linted:
    """A text to be advised on, and the names of the files that the advice may be about.

    With it comes how its phrases and account codes are read.
    """

    policy: Policy
    files: Collection[str]
    abbreviations: Abbreviations = NO_ABBREVIATIONS
    charts: Sequence[Chart] = ()


def compile_policy(
    layers: Sequence[Layer],
    outline: Mapping[str, Clause] | None,
    outline_file: str,
    out: Diagnostics,
    *,
    may_conflict: bool = False,
) -> Policy | None:
    """The policy of the last layer, or None if `out` holds errors, of which none is left out.

    `outline` are the clauses of all layers; those that stand in `outline_file` must be accounted
    for. Without an outline (a file that belongs to no edition) citations are not resolved. With
    `may_conflict` conflicts are not looked for: `analyze` shows them in full.
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
        finder = Finder(policy)  # evaluation, on the reference interpreter and diagrams
        if not may_conflict:
            find_conflicts(finder, out)
        find_idle_exceptions(finder, out)
    return None if out.has_errors else policy


def lint_policies(texts: Sequence[Linted], out: Diagnostics) -> None:
    """Advice on texts that were compiled, beyond what keeps them from being run.

    What one text declares another may use, so some of it is about all of them together.
    """
    for text in texts:
        lint_policy(text, out)
    policies = [text.policy for text in texts]
    files = frozenset(name for text in texts for name in text.files)
    find_unread_facts(policies, files, out)  # semantics
    find_unmentioned_expense_types(policies, files, out)
    find_unused_inputs(policies, files, out)
    find_near_duplicates(policies, files, out)


def lint_policy(text: Linted, out: Diagnostics) -> None:
    """Advice on one text that needs no other."""
    found = Diagnostics()
    find_labels_against_operators(text.policy, found)  # semantics
    find_shared_phrases(text.policy, text.abbreviations, found)
    find_unclear_accounts(text.policy, text.charts, found)
    finder = Finder(text.policy)  # evaluation, on the reference interpreter and diagrams
    find_rules_that_never_apply(finder, found)
    find_covered_rules(finder, found)
    out.extend(each for each in found if each.span.file in text.files)


def _forget_what_follows(out: Diagnostics) -> None:
    """Names that other files miss may stand in a file that was not read to its end."""
    unread = {each.span.file for each in out if each.code in _UNREAD}
    if unread:
        out.drop(lambda each: each.code in _NAMES and each.span.file not in unread)
