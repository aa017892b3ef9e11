"""The codes of cells as SQL: many expenses in, a row key and a code for each out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from bokrules.backends.cell_plan.atoms import (
    Atom,
    ClassOf,
    HasEvidence,
    InForce,
    IsGiven,
    IsOwn,
)
from bokrules.backends.decision import Value
from bokrules.backends.to_sql.atoms import digit_of, is_cast_truth, places_of_words
from bokrules.backends.to_sql.dialects import column, joined_by, number
from bokrules.backends.to_sql.facts import DOCUMENTS
from bokrules.backends.to_sql.layout import Layout, Seat
from bokrules.backends.to_sql.truths import Truths
from bokrules.cells.variables import Variable

_CHEAP = (IsGiven, IsOwn, InForce)
"""Atoms that cost less than to look where they matter."""
INT_BITS = 31


@dataclass(frozen=True)
class Codes:
    """Builds the query of the codes of one policy. `prefix` keeps its columns apart from others."""

    layout: Layout
    truths: Truths
    prefix: str = "code"

    @property
    def names(self) -> list[str]:
        """The columns of the code, one for each of its words."""
        return [f"{self.prefix}_{word}" for word in range(self.layout.words)]

    def packed(self) -> list[exp.Expr]:
        """The columns that the words are made of, to be chosen from the relation of the facts."""
        made: list[exp.Expr] = []
        for word in range(self.layout.words):
            for place, variable in enumerate(self.layout.plan.closed):
                made.append(
                    exp.alias_(self._packed(word, place, variable), self._name(word, place))
                )
        return made

    def joined(self) -> list[exp.Expr]:
        """What the closed fields say together, to be chosen beside the facts and `packed`."""
        made: list[exp.Expr] = []
        for word in range(self.layout.words) if self.layout.closed else ():
            columns = [column(self._name(word, n)) for n in range(len(self.layout.closed))]
            mask = joined_by(exp.BitwiseAnd, columns)
            if word == 0 and len(columns) == 1:
                # Classes of several fields stand in different bits: there is none in all.
                mask = exp.paren(exp.BitwiseAnd(this=mask, expression=number(self.layout.low)))
            # Engines are quicker with narrow numbers.
            mask = exp.cast(mask, "INT") if self._is_narrow(word) else mask
            made.append(exp.alias_(mask, self._mask_name(word)))
            if word == 0:
                high = number(((1 << 63) - 1) ^ self.layout.low)
                above = joined_by(exp.BitwiseOr, [each.copy() for each in columns])
                both = exp.BitwiseAnd(this=above, expression=high)
                made.append(exp.alias_(both, self._above_name()))
        return made

    def words(self) -> list[exp.Expr]:
        """The words, to be chosen from a relation with the facts and the `joined` columns."""
        return [exp.alias_(self._word(each), name) for each, name in enumerate(self.names)]

    def over(self, relation: exp.Expr, keep: Sequence[exp.Expr]) -> exp.Select:
        """The columns `keep`, and the code, of each row of a relation with the facts."""
        inner = exp.select("*", *self.packed()).from_(relation)
        middle = exp.select("*", *self.joined()).from_(inner.subquery("packed"))
        return exp.select(*keep, *self.words()).from_(middle.subquery("joined"))

    # ---- parts ----

    def _packed(self, word: int, place: int, variable: Variable) -> exp.Expr:
        """The class of a closed field where it stands in the word, and the bits that matter."""
        seat = self.layout.closed[place]
        masks = self.layout.masks[place]
        numbers = [
            mask[word] | (seat.put(chosen) if word == 0 else 0) for chosen, mask in enumerate(masks)
        ]
        missing = next(n for n, each in enumerate(variable.classes) if each.is_missing)
        places = {word: numbers[chosen] for word, chosen in places_of_words(variable).items()}
        return exp.cast(
            self.truths.columns.place_of(variable.name, places, numbers[missing]), "BIGINT"
        )

    def _word(self, word: int) -> exp.Expr:
        bits = self._bits(word)
        if not self.layout.closed:
            return exp.cast(bits, "BIGINT")
        mask = column(self._mask_name(word))
        some = exp.NEQ(this=mask, expression=number(0))
        kept = exp.paren(exp.BitwiseAnd(this=bits, expression=mask.copy()))
        kept = exp.paren(exp.Case().when(some, kept).else_(number(0)))
        if word > 0:
            return exp.cast(kept, "BIGINT") if self._is_narrow(word) else kept
        return exp.paren(exp.BitwiseOr(this=column(self._above_name()), expression=kept))

    def _bits(self, word: int) -> exp.Expr:
        """The digits of all atoms; those that take some work only where they matter."""
        joined: dict[str, list[tuple[Atom, Seat]]] = {}
        costly: dict[object, list[tuple[Atom, Seat]]] = {}
        parts: list[exp.Expr] = []
        constant = 0
        for atom, seat in self.layout.atoms.items():
            if seat.word != word:
                continue
            name = self._finite_fact(atom)
            if name is not None:
                joined.setdefault(name, []).append((atom, seat))
            elif isinstance(atom, IsGiven | IsOwn) and self._is_certain(atom):
                constant |= seat.put(1)
            elif self._is_cheap(atom):
                parts.append(self._digit(atom, seat))
            else:
                costly.setdefault(self._where_matters(seat), []).append((atom, seat))
        parts[:0] = [self._joined(name, of, constant) for name, of in joined.items()]
        parts += map(self._where_they_matter, costly.values())
        if constant and not joined:
            parts.append(number(constant))
        # Narrow numbers first: `|` of two of them stays narrow.
        return joined_by(exp.BitwiseOr, parts)

    def _is_narrow(self, word: int) -> bool:
        """Whether the bits of the atoms of a word fit into an INT."""
        seats = [each for each in self.layout.atoms.values() if each.word == word]
        return all(each.shift + each.bits <= INT_BITS for each in seats)

    def _is_certain(self, atom: IsGiven | IsOwn) -> bool:
        """Whether every row has the fact."""
        columns = self.truths.columns
        if isinstance(atom, IsGiven):
            return not columns.may_be_missing(atom.field)
        return atom.field in columns.never_missing

    def _is_cheap(self, atom: Atom) -> bool:
        if isinstance(atom, ClassOf):
            return self.truths.columns.facts[atom.variable.name].type.kind == "yes_no"
        return isinstance(atom, _CHEAP)

    def _where_matters(self, seat: Seat) -> object:
        """Under which classes an atom matters: those that matter together are worked out so."""
        return tuple(
            tuple(bool(mask[seat.word] & seat.ones) for mask in field)
            for field in self.layout.masks
        )

    def _finite_fact(self, atom: Atom) -> str | None:
        """The fact whose few values tell all of an atom, if there is one."""
        facts = self.truths.columns.facts
        match atom:
            case ClassOf(variable=variable):
                name = variable.name
            case HasEvidence():
                name = DOCUMENTS
            case IsGiven(field=field) | IsOwn(field=field):
                name = field
            case InForce():
                name = "tanggal"
            case _:
                return None
        if name not in facts or (facts[name].default is not None and not isinstance(atom, IsOwn)):
            return None
        return None if self.truths.columns.finite(name) is None else name

    def _joined(self, name: str, atoms: Sequence[tuple[Atom, Seat]], constant: int) -> exp.Expr:
        """All that one fact tells, by its value, and what is the same in every row."""
        plan = self.layout.plan

        def number_of(value: Value | None) -> int:
            facts = {} if value is None else {name: value}
            return sum((seat.put(plan.value_of(atom, facts)) for atom, seat in atoms), constant)

        return self.truths.columns.by_value(name, number_of)

    def _digit(self, atom: Atom, seat: Seat) -> exp.Expr:
        made = digit_of(atom, self.truths)
        if seat.shift == 0:
            return exp.paren(made)
        place = number(1 << seat.shift)
        is_truth = is_cast_truth(made)
        if seat.shift + seat.bits > INT_BITS:
            made = exp.cast(exp.paren(made), "BIGINT")
        if is_truth:
            # All ones or none. A product would be looked at for being too large, row by row.
            ones = exp.paren(exp.Neg(this=exp.paren(made)))
            return exp.paren(exp.BitwiseAnd(this=ones, expression=place))
        return exp.paren(exp.Mul(this=exp.paren(made), expression=place))

    def _where_they_matter(self, atoms: Sequence[tuple[Atom, Seat]]) -> exp.Expr:
        made = joined_by(exp.BitwiseOr, [self._digit(*each) for each in atoms])
        if not self.layout.closed:
            return made
        word = atoms[0][1].word
        ones = sum(seat.ones for _, seat in atoms)
        mask = exp.BitwiseAnd(this=column(self._mask_name(word)), expression=number(ones))
        matters = exp.NEQ(this=exp.paren(mask), expression=number(0))
        return exp.paren(exp.Case().when(matters, made).else_(number(0)))

    def _name(self, word: int, place: int) -> str:
        return f"{self.prefix}_{word}_{place}"

    def _mask_name(self, word: int) -> str:
        return f"{self.prefix}_{word}_mask"

    def _above_name(self) -> str:
        return f"{self.prefix}_above"
