"""Policies as data that is easy to rewrite, and as the text that the compiler reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.pipeline import Layer, SourceFile, compile_policy
from bokrules.semantics.policy import EditionInfo, Policy

Kind = Literal["boleh", "larang", "wajib", "celah", "batas"]

EDITION = EditionInfo(
    id="2010",
    year=2010,
    regulation="1/2010",
    kind="Kepmenkes",
    title="Petunjuk teknis",
    signed=date(2010, 4, 22),
    first_day=date(2010, 4, 22),
    last_day=date(2010, 12, 31),
    force_clauses=(),
    funds=(),
    partial=False,
    source={},
    topics={},
    sha256="0" * 64,
)


# ---- conditions ----


@dataclass(frozen=True)
class Leaf:
    text: str


@dataclass(frozen=True)
class Inverse:
    operand: Condition


@dataclass(frozen=True)
class Joined:
    word: Literal["dan", "atau"]
    operands: tuple[Condition, ...]


Condition = Leaf | Inverse | Joined
_Change = Callable[[Condition], Condition]


def condition_text(condition: Condition) -> str:
    match condition:
        case Leaf(text=text):
            return text
        case Inverse(operand=operand):
            return f"bukan {_in_parentheses(operand)}"
        case Joined(word=word, operands=operands):
            return f" {word} ".join(_in_parentheses(each) for each in operands)


def _in_parentheses(condition: Condition) -> str:
    return f"({condition_text(condition)})"


def doubly_negated(condition: Condition) -> Condition:
    """Every part negated twice."""
    return Inverse(Inverse(_within(condition, doubly_negated)))


def by_de_morgan(condition: Condition) -> Condition:
    """Every `dan` said with `atau` and `bukan`, and the other way round."""
    match condition:
        case Joined(word=word, operands=operands):
            other: Literal["dan", "atau"] = "atau" if word == "dan" else "dan"
            return Inverse(Joined(other, tuple(Inverse(by_de_morgan(each)) for each in operands)))
        case _:
            return _within(condition, by_de_morgan)


def _within(condition: Condition, change: _Change) -> Condition:
    match condition:
        case Leaf():
            return condition
        case Inverse(operand=operand):
            return Inverse(change(operand))
        case Joined(word=word, operands=operands):
            return Joined(word, tuple(change(each) for each in operands))


# ---- rules ----


@dataclass(frozen=True, kw_only=True)
class Rule:
    kind: Kind
    name: str
    selectors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    when: Condition | None = None
    must: Condition | None = None
    exceptions: tuple[str, ...] = ()
    touches: str = ""
    clauses: tuple[str, ...] = ()
    """Other clauses, as they stand in the file."""

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(dimension for dimension, _ in self.selectors)

    @property
    def text(self) -> str:
        parts = [f'{self.kind} {self.name} "Aturan"']
        if self.touches:
            parts.append(f"menyentuh {self.touches}")
        parts += [f"untuk {dimension} {', '.join(terms)}" for dimension, terms in self.selectors]
        if self.when is not None:
            parts.append(f"bila {condition_text(self.when)}")
        if self.exceptions:
            parts.append(f"kecuali {', '.join(self.exceptions)}")
        parts += self.clauses
        if self.must is not None:
            parts.append(f"harus {condition_text(self.must)}")
        return "\n  ".join([*parts, "dasar A"])


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All declarations of an edition. `closed` are the closed lists as text."""

    vocabulary: tuple[str, ...]
    closed: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = field(default=())

    @property
    def declarations(self) -> list[str]:
        return [*self.vocabulary, *self.closed, *(each.text for each in self.rules)]

    def with_conditions(self, change: _Change) -> Draft:
        """Every condition changed."""
        return replace(
            self,
            rules=tuple(
                replace(
                    each,
                    when=None if each.when is None else change(each.when),
                    must=None if each.must is None else change(each.must),
                )
                for each in self.rules
            ),
        )


def compile_files(
    files: Iterable[Sequence[str]], *, may_conflict: bool = False
) -> tuple[Policy | None, Diagnostics]:
    """The policy of some files, each a list of declarations."""
    out = Diagnostics()
    sources = [
        SourceFile(f"file{number}.bok", "\n\n".join(declarations))
        for number, declarations in enumerate(files)
        if declarations
    ]
    layers = [Layer(EDITION, sources)]
    return compile_policy(layers, None, "outline.yaml", out, may_conflict=may_conflict), out


def compiled(draft: Draft) -> Policy:
    policy, out = compile_files([draft.declarations])
    assert policy is not None, [(each.code, str(each.message)) for each in out]
    return policy


MOST_ROUNDS = 20


def settle(draft: Draft) -> tuple[Draft, Policy]:
    """`draft` with the exceptions that the compiler asks for, and without those it finds idle."""
    for _ in range(MOST_ROUNDS):
        policy, out = compile_files([draft.declarations])
        if policy is not None:
            return draft, policy
        for each in out:
            assert each.code in (codes.CONFLICT, codes.EXCEPTION_NEVER_APPLIES), (
                each.code,
                str(each.message),
                draft.declarations,
            )
            values = dict(each.message.values)
            draft = _with_exception(
                draft,
                str(values["a"]).split()[-1],  # a prohibition or, with its keyword, a gap
                str(values["b"]),
                wanted=each.code == codes.CONFLICT,
            )
    raise AssertionError(f"never settled: {draft.declarations}")


def _with_exception(draft: Draft, forbidding: str, boleh: str, *, wanted: bool) -> Draft:
    def changed(rule: Rule) -> Rule:
        if rule.name != forbidding:
            return rule
        others = tuple(each for each in rule.exceptions if each != boleh)
        return replace(rule, exceptions=(*others, boleh) if wanted else others)

    return replace(draft, rules=tuple(changed(each) for each in draft.rules))
