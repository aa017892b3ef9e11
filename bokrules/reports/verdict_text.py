"""A verdict for a person: the outcome, why, what is missing, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce

from bokrules.backends.decision import Facts
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.verdict import ObligationState, TraceEntry, Verdict
from bokrules.reports.draft import print_draft
from bokrules.reports.expression_text import any_of
from bokrules.reports.page import OUTCOME_STYLES, QUIET, STATE_STYLES, Page
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact

REFUSED_EITHER_WAY = msg("forbidden or unlisted")
EFFECTS = {
    "forbid": msg("forbids"),
    "allow": msg("allows"),
    "close": msg("closed list"),
    "gap": msg("gap"),
    "require": msg("requires"),
}
_OPEN_EFFECTS = {"forbid": msg("may forbid"), "allow": msg("may allow")}
_STATE_ORDER = (State.UNMET, State.UNKNOWN, State.MET)
_MOST_CANDIDATES = 12


def print_verdict(verdict: Verdict, page: Page) -> None:
    _outcome(verdict, page)
    _expense(verdict, page)
    _basis(verdict, page)
    _missing(verdict, page)
    _obligations(verdict, page)
    _amounts(verdict, page)
    _limits(verdict, page)
    _remarks(verdict, page)
    if verdict.trace is not None:
        _trace(verdict.trace, page)


def _outcome(verdict: Verdict, page: Page) -> None:
    edition = verdict.policy.edition
    page.line(verdict.label.upper(), style=OUTCOME_STYLES[verdict.outcome])
    if verdict.outcome is Outcome.UNDETERMINED and verdict.only_refusals:
        page.line(
            msg(
                "{either}: whatever is still missing, this is not payable",
                either=REFUSED_EITHER_WAY,
            ),
            style=OUTCOME_STYLES[Outcome.FORBIDDEN],
        )
    elif verdict.outcome in (Outcome.UNDETERMINED, Outcome.CONDITIONAL):
        possible = [each.label for each in verdict.possible]
        page.line(msg("still possible: {outcomes}", outcomes=possible), hanging=2)
    page.line(
        msg("by {regulation}, edition {id}", regulation=edition.short_title, id=edition.id),
        style=QUIET,
    )
    print_draft(edition, page)


def _expense(verdict: Verdict, page: Page) -> None:
    if not verdict.facts:
        return
    page.section(msg("The expense"))
    language = current_language()
    for name, fact in verdict.policy.vocabulary.facts.items():
        if name in verdict.facts:
            label = fact.label.in_language(language)
            value = value_in_words(fact, verdict.facts[name], verdict.policy)
            page.line(f"{label}: {value}", indent=2, hanging=2)


def facts_in_words(facts: Facts, policy: Policy) -> str:
    """Facts on one line, each under the name that its reader uses."""
    language = current_language()
    return ", ".join(
        f"{fact.name_in(language)} = {value_in_words(fact, facts[name], policy)}"
        for name, fact in policy.vocabulary.facts.items()
        if name in facts
    )


def facts_document(facts: Facts, policy: Policy) -> dict[str, object]:
    """Facts by their API names, as `validate` takes them."""
    found: dict[str, object] = {}
    for name, fact in policy.vocabulary.facts.items():
        if name in facts:
            value = facts[name]
            if isinstance(value, frozenset):
                found[fact.alias] = sorted(value)
            elif isinstance(value, Mapping):
                found[fact.alias] = dict(value)
            else:
                found[fact.alias] = value if isinstance(value, (bool, int, str)) else str(value)
    return found


def value_in_words(fact: Fact, value: object, policy: Policy) -> str:
    """A value as its reader writes it, a name of the vocabulary with its label."""
    vocabulary, language = policy.vocabulary, current_language()
    if isinstance(value, bool):
        return str(msg("yes") if value else msg("no"))
    if isinstance(value, int) and fact.type.kind == "rupiah":
        return format_rupiah(value)
    if isinstance(value, frozenset):
        labels = [vocabulary.documents[each].label.in_language(language) for each in sorted(value)]
        return ", ".join(labels) or str(msg("none"))
    if isinstance(value, Mapping):
        taxes = [
            f"{vocabulary.taxes[tax].label.in_language(language)} {format_rupiah(amount)}"
            for tax, amount in value.items()
        ]
        return ", ".join(taxes) or str(msg("none"))
    if isinstance(value, date):
        return value.isoformat()
    found = vocabulary.label_of(fact.name, str(value))
    return f"{found.in_language(language)} ({value})" if found else str(value)


def _basis(verdict: Verdict, page: Page) -> None:
    if not verdict.basis:
        return
    is_open = verdict.outcome is Outcome.UNDETERMINED
    page.section(msg("Not decided yet") if is_open else msg("Decided by"))
    for each in verdict.basis:
        effect = _OPEN_EFFECTS.get(each.effect) if is_open else None
        page.bullet(f"{each.label} ({each.rule}, {effect or EFFECTS[each.effect]})")
        page.line(each.citation, indent=4)


def _missing(verdict: Verdict, page: Page) -> None:
    language, by_name = current_language(), verdict.policy.vocabulary.by_any_name
    vague = {each.field for each in verdict.too_general}
    absent = [name for name in verdict.missing if name not in vague]
    undetermined = verdict.outcome is Outcome.UNDETERMINED
    if absent or vague:
        page.section(msg("Needed to decide") if undetermined else msg("Needed to settle all"))
    elif undetermined:
        page.section(msg("Needed to decide"))
        page.line(msg("No fact of the expense would decide: the text leaves it open."), indent=2)
    for name in absent:
        page.bullet(f"{by_name[name].label.in_language(language)} ({field_name(verdict, name)})")
    for each in verdict.too_general:
        label = by_name[each.field].label.in_language(language)
        page.bullet(
            msg(
                "{label} ({field}) more exactly than `{value}`: {candidates}",
                label=label,
                field=field_name(verdict, each.field),
                value=each.value,
                candidates=_some(each.candidates),
            )
        )


def _some(names: Iterable[str]) -> Message | str:
    every = list(names)
    more = len(every) - _MOST_CANDIDATES
    if more <= 0:
        return ", ".join(every)
    return msg("{names} and {n} more", names=every[:_MOST_CANDIDATES], n=more)


# ---- obligations and amounts ----


def _obligations(verdict: Verdict, page: Page) -> None:
    """Of an expense that is refused in any case only those that are known not to be met."""
    states = _STATE_ORDER[:1] if verdict.only_refusals else _STATE_ORDER
    shown = [each for state in states for each in obligations_in(verdict, state)]
    if not shown:
        return
    page.section(msg("Obligations"))
    for each in shown:
        page.bullet(
            f"{each.state.label}: {each.label} ({each.rule})", style=STATE_STYLES[each.state]
        )
        if each.requires:
            page.line(documents_asked_for(each, verdict), indent=4, hanging=2)
        if each.due is not None:
            page.line(_paid(each), indent=4, hanging=2)
        page.line(each.citation.removeprefix(f"{verdict.policy.edition.short_title} "), indent=4)


def field_name(verdict: Verdict, alias: str) -> str:
    """A field by the name that the reader uses: Indonesian, or the API's in English."""
    return verdict.policy.vocabulary.by_any_name[alias].name_in(current_language())


def obligations_in(verdict: Verdict, state: State) -> list[ObligationState]:
    return [each for each in verdict.obligations if each.state is state]


def documents_asked_for(obligation: ObligationState, verdict: Verdict) -> Message:
    """`kuitansi or faktur; and surat tugas`, by their labels."""
    language, documents = current_language(), verdict.policy.vocabulary.documents
    groups: list[Message | str] = []
    for group in obligation.requires:
        groups.append(any_of(documents[name].label.in_language(language) for name in group))
    asked = reduce(lambda a, b: msg("{a}; and {b}", a=a, b=b), groups)
    return msg("documents: {documents}", documents=asked)


def _paid(obligation: ObligationState) -> Message:
    due = format_rupiah(obligation.due or 0)
    if obligation.paid is None:
        return msg("due {due}; what was paid is not given", due=due)
    paid = format_rupiah(obligation.paid)
    if not obligation.shortfall:
        return msg("due {due}, paid {paid}", due=due, paid=paid)
    short = format_rupiah(obligation.shortfall)
    return msg("due {due}, paid {paid}, short {short}", due=due, paid=paid, short=short)


def _amounts(verdict: Verdict, page: Page) -> None:
    if verdict.questioned_amount == 0 and verdict.unsupported_amount == 0:
        return
    page.section(msg("Amounts"))
    page.line(
        msg("questioned: {amount}", amount=_amount(verdict.questioned_amount)), indent=2, hanging=2
    )
    page.line(
        msg("without evidence: {amount}", amount=_amount(verdict.unsupported_amount)),
        indent=2,
        hanging=2,
    )
    if verdict.questioned_amount != 0 and verdict.unsupported_amount != 0:
        page.line(msg("The two overlap: do not add them."), indent=2)


def _amount(amount: int | None) -> Message | str:
    return msg("all of an amount that is not given") if amount is None else format_rupiah(amount)


# ---- limits, notes, gaps, codes, trace ----


def _limits(verdict: Verdict, page: Page) -> None:
    """Of an expense that is refused in any case none: its row is a finding already."""
    if not verdict.limits or verdict.only_refusals:
        return
    page.section(msg("Counts, or may count, towards limits that a ledger decides"))
    for each in verdict.limits:
        page.bullet(f"{each.label} ({each.rule}): {each.measure}")
        page.line(each.citation, indent=4)


def _remarks(verdict: Verdict, page: Page) -> None:
    if verdict.gaps:
        page.section(msg("What the text does not settle"))
        for gap in verdict.gaps:
            page.bullet(f"{gap.label} ({gap.gap})")
            if gap.citation:
                page.line(gap.citation, indent=4)
    if verdict.date_notes:
        page.section(msg("What depends on the date"))
        for note in verdict.date_notes:
            page.bullet(note)
    readings = [each for each in verdict.notes if each not in verdict.date_notes]
    if readings:
        page.section(msg("How unclear text was read"))
        for note in readings:
            page.bullet(note)
    if verdict.finding_codes:
        page.line()
        page.line(msg("Finding codes: {codes}", codes=list(verdict.finding_codes)), hanging=2)


def _trace(trace: Iterable[TraceEntry], page: Page) -> None:
    page.section(msg("Every rule tried"))
    for entry in trace:
        truth = {True: msg("true"), False: msg("false"), None: msg("unknown")}[entry.truth]
        page.bullet(f"{entry.rule} ({EFFECTS[entry.effect]}): {truth}")
        reads = [f"{name} = {_read(value)}" for name, value in entry.reads.items()]
        if reads:
            page.line(", ".join(reads), indent=4, hanging=2)


def _read(value: object) -> str:
    if value is None:
        return str(msg("missing"))
    if isinstance(value, bool):
        return str(msg("yes") if value else msg("no"))
    if isinstance(value, frozenset):
        return f"({', '.join(sorted(value))})"
    if isinstance(value, Mapping):
        return f"({', '.join(f'{tax} {format_rupiah(paid)}' for tax, paid in value.items())})"
    return str(value)
