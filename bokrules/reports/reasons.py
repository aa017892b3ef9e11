"""Why a row has its outcome, short enough for a table."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, msg
from bokrules.evaluation.verdict import Verdict
from bokrules.reports.verdict_text import REFUSED_EITHER_WAY, field_name, obligations_in
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Declared, Gap, Obligation


def outcome_words(verdict: Verdict) -> Message:
    """The outcome; of an undetermined one that can only be refused, that."""
    if verdict.outcome is Outcome.UNDETERMINED and verdict.only_refusals:
        return REFUSED_EITHER_WAY
    return verdict.outcome.label


def possible_words(possible: tuple[Outcome, ...]) -> Message:
    if set(possible) <= {Outcome.FORBIDDEN, Outcome.UNLISTED}:
        return REFUSED_EITHER_WAY
    return msg("open: {outcomes}", outcomes=[each.label for each in possible])


def reason(verdict: Verdict) -> str:
    """The rules that decided, else what is missing, else the obligations."""
    if verdict.outcome is Outcome.CONDITIONAL:
        unmet = obligations_in(verdict, State.UNMET)
        if unmet:
            return msg("not met: {labels}", labels=[each.label for each in unmet]).text()
    if verdict.outcome in (Outcome.UNDETERMINED, Outcome.CONDITIONAL):
        return str(_needed(verdict))
    labels = "; ".join(each.label for each in verdict.basis)
    if verdict.outcome is Outcome.UNLISTED:
        return msg("not on the list: {labels}", labels=labels).text()
    return labels


def _needed(verdict: Verdict) -> Message | str:
    vague = {each.field for each in verdict.too_general}
    parts: list[Message | str] = []
    absent = [name for name in verdict.missing if name not in vague]
    if absent:
        parts.append(msg("needs {names}", names=[field_name(verdict, name) for name in absent]))
    parts += [
        msg(
            "`{value}` is too general for {field}",
            value=each.value,
            field=field_name(verdict, each.field),
        )
        for each in verdict.too_general
    ]
    parts += [msg("not settled: {label}", label=each.label) for each in verdict.gaps]
    return "; ".join(str(each) for each in parts) if parts else msg("the text leaves it open")


def clauses(verdict: Verdict) -> list[str]:
    """Ids of the clauses behind `reason`, each once."""
    found = (each.clause for rule in _rules(verdict) for each in rule.citations)
    return list(dict.fromkeys(found))


def _rules(verdict: Verdict) -> Iterator[Declared]:
    if verdict.outcome is not Outcome.CONDITIONAL:
        yield from verdict.deciding
        return
    results = verdict.decision.obligations
    unmet = {each.name for each in results if each.state is State.UNMET}
    names = unmet or {each.name for each in results if each.state is State.UNKNOWN}
    for each in verdict.policy.declared:
        if isinstance(each, (Obligation, Gap)) and each.name in names:
            yield each
