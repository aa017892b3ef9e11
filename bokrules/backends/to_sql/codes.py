"""The codes of cells as SQL: many expenses in, a row key and a code for each out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from bokrules.backends.cell_plan.atoms import Atom, IsPaid, TruthOf
from bokrules.backends.to_sql.atoms import digit_of, places_of_words
from bokrules.backends.to_sql.dialects import column, joined_by, number
from bokrules.backends.to_sql.layout import Layout, Seat
from bokrules.backends.to_sql.truths import Truths
from bokrules.cells.variables import Variable

_COSTLY = (IsPaid, TruthOf)
"""Atoms that are worked out only where they matter."""
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

    def packed(self) -> list[exp.Expression]:
        """The columns that the words are made of, to be chosen from the relation of the facts."""
        made: list[exp.Expression] = []
        for word in range(self.layout.words):
            for place, variable in enumerate(self.layout.plan.closed):
                made.append(
                    exp.alias_(self._packed(word, place, variable), self._name(word, place))
                )
        return made

    def words(self) -> list[exp.Expression]:
        """The words, to be chosen from a relation with the facts and the `packed` columns.

        Where a lookup of `packed` gave a negative number, so is the first word.
        """
        return [exp.alias_(self._word(each), name) for each, name in enumerate(self.names)]

    def over(self, relation: exp.Expression, keep: Sequence[exp.Expression]) -> exp.Select:
        """The columns `keep`, and the code, of each row of a relation with the facts."""
        inner = exp.select("*", *self.packed()).from_(relation)
        return exp.select(*keep, *self.words()).from_(inner.subquery("packed"))

    # ---- parts ----

    def _packed(self, word: int, place: int, variable: Variable) -> exp.Expression:
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

    def _word(self, word: int) -> exp.Expression:
        atoms = [(atom, seat) for atom, seat in self.layout.atoms.items() if seat.word == word]
        cheap = [self._digit(*each) for each in atoms if not isinstance(each[0], _COSTLY)]
        costly = [self._where_it_matters(*each) for each in atoms if isinstance(each[0], _COSTLY)]
        bits = joined_by(exp.BitwiseOr, [*cheap, *costly])
        if not self.layout.closed:
            return exp.cast(bits, "BIGINT")
        kept = exp.paren(exp.BitwiseAnd(this=exp.cast(bits, "BIGINT"), expression=self._mask(word)))
        if word > 0:
            return kept
        high = ((1 << 63) - 1) ^ self.layout.low
        either = joined_by(exp.BitwiseOr, self._columns(word))
        # The sign bit stays: it tells irregular rows.
        above = exp.paren(exp.BitwiseAnd(this=either, expression=number(high - (1 << 63))))
        return exp.paren(exp.BitwiseOr(this=above, expression=exp.paren(kept)))

    def _digit(self, atom: Atom, seat: Seat) -> exp.Expression:
        made = digit_of(atom, self.truths)
        if seat.shift == 0:
            return exp.paren(made)
        if seat.shift + seat.bits > INT_BITS:
            made = exp.cast(exp.paren(made), "BIGINT")
        return exp.paren(exp.Mul(this=exp.paren(made), expression=number(1 << seat.shift)))

    def _where_it_matters(self, atom: Atom, seat: Seat) -> exp.Expression:
        made = self._digit(atom, seat)
        if not self.layout.closed:
            return made
        mask = exp.BitwiseAnd(this=self._mask(seat.word), expression=number(seat.ones))
        matters = exp.NEQ(this=exp.paren(mask), expression=number(0))
        return exp.paren(exp.Case().when(matters, made).else_(number(0)))

    def _columns(self, word: int) -> list[exp.Expression]:
        return [column(self._name(word, each)) for each in range(len(self.layout.closed))]

    def _mask(self, word: int) -> exp.Expression:
        of_atoms = number(self.layout.low) if word == 0 else number((1 << 62) - 1)
        return joined_by(exp.BitwiseAnd, [*self._columns(word), of_atoms])

    def _name(self, word: int, place: int) -> str:
        return f"{self.prefix}_{word}_{place}"
