"""Every row of a ledger with its class and its rupiah, as one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, is_given, joined_by, number
from bokrules.evaluation.bulk.answers import ANSWERS, CODES, MASK_BITS, Answers
from bokrules.evaluation.bulk.coding import Coding, Owing
from bokrules.evaluation.bulk.odd_rows import ODD_ROWS
from bokrules.evaluation.bulk.source import FILE, ROW, ROW_KEY


@dataclass(frozen=True)
class Judged:
    """The rows of a ledger, judged. Made of the tables of codes, answers and odd rows."""

    coding: Coding
    owing: Sequence[Owing]
    slots: int
    has_odd_rows: bool

    @classmethod
    def of(cls, answers: Answers, *, has_odd_rows: bool) -> Judged:
        return cls(answers.coding, answers.owing(), answers.slots, has_odd_rows)

    def query(self, told: Sequence[str], facts: Sequence[str] = ()) -> exp.Select:
        """Row key, place, id, rupiah, error, the columns `told` of the answer, and some facts."""
        inner = self._joined(told, facts)
        named = {
            "amount": column("amount"),
            "questioned_amount": self._over_slots("questioned"),
            "unsupported_amount": self._over_slots("unsupported"),
        }
        kept = [column(each) for each in (ROW_KEY, ROW, FILE, "id", "class_id", "error")]
        amounts = [
            exp.alias_(self._read_elsewhere(value, name), name) for name, value in named.items()
        ]
        own = [column(fact_column(each)) for each in facts]
        slots = exp.select("*", *self._slot_amounts()).from_(inner.subquery("rows"))
        return exp.select(*kept, *amounts, *(column(each) for each in told), *own).from_(
            slots.subquery("amounts")
        )

    # ---- parts ----

    def _joined(self, told: Sequence[str], facts: Sequence[str]) -> exp.Select:
        coding = self.coding
        columns = coding.codes[0].truths.columns
        known = columns.facts
        further: list[exp.Expr] = [column(ROW), column(FILE)]
        further += [
            exp.alias_(columns.own(name) if name in known else exp.null(), alias)
            for name, alias in (("nilai", "row_amount"), ("id", "row_id"))
        ]
        further += [exp.alias_(columns.own(each), fact_column(each)) for each in facts]
        further += [column(each.name) for each in coding.source.columns]
        coded = coding.query(further).subquery("coded")
        same_code = exp.and_(
            *(
                exp.EQ(this=column(each, "coded"), expression=column(each, "codes"))
                for each in coding.names
            )
        )
        class_id: exp.Expr = column("class_id", "codes")
        row_id: exp.Expr = exp.cast(column("row_id", "coded"), "TEXT")
        amount: exp.Expr = exp.cast(column("row_amount", "coded"), "BIGINT")
        error: exp.Expr = exp.cast(exp.null(), "TEXT")
        if self.has_odd_rows:
            class_id = _either(column("class_id", "odd"), class_id)
            is_odd = is_given(column("row_key", "odd"))
            row_id = exp.Case().when(is_odd, column("id", "odd")).else_(row_id)
            amount = exp.Case().when(is_odd.copy(), column("amount", "odd")).else_(amount)
            error = column("error", "odd")
        chosen = [
            column(ROW_KEY, "coded"), column(ROW, "coded"), column(FILE, "coded"),
            *(column(each.name, "coded") for each in coding.source.columns),
            *(column(fact_column(each), "coded") for each in facts),
            exp.alias_(row_id, "id"), exp.alias_(amount, "amount"), exp.alias_(error, "error"),
            column("class_id", "answers"), column("first_counts", "answers"),
            *(column(each, "answers") for each in (*self._slot_columns(), *told)),
        ]  # fmt: skip
        if self.has_odd_rows:
            chosen += [
                exp.alias_(column(each, "odd"), f"odd_{each}")
                for each in ("row_key", "questioned", "unsupported")
            ]
        query = exp.select(*chosen).from_(coded)
        query = query.join(
            exp.alias_(exp.to_table(CODES), "codes", table=True), on=same_code, join_type="left"
        )
        if self.has_odd_rows:
            same_row = exp.EQ(this=column(ROW_KEY, "odd"), expression=column(ROW_KEY, "coded"))
            query = query.join(
                exp.alias_(exp.to_table(ODD_ROWS), "odd", table=True), on=same_row, join_type="left"
            )
        same_class = exp.EQ(this=column("class_id", "answers"), expression=class_id)
        return query.join(
            exp.alias_(exp.to_table(ANSWERS), "answers", table=True),
            on=same_class,
            join_type="left",
        )

    def _slot_columns(self) -> list[str]:
        words = -(-len(self.owing) // MASK_BITS)
        return [
            name
            for slot in range(self.slots)
            for name in (
                *(f"owes_{slot}_{word}" for word in range(words)),
                f"questions_all_{slot}",
                f"unsupported_all_{slot}",
            )
        ]

    def _slot_amounts(self) -> list[exp.Expr]:
        shortfalls = self.coding.shortfalls(self.owing)
        made: list[exp.Expr] = []
        for slot in range(self.slots):
            owed = joined_by(
                exp.Add, (self._owed(slot, n, each) for n, each in enumerate(shortfalls))
            )
            all_of_it = column("amount")
            for name, otherwise in (("questions_all", owed), ("unsupported_all", number(0))):
                value = (
                    exp.Case(this=column(f"{name}_{slot}"))
                    .when(number(1), all_of_it.copy())
                    .when(number(0), otherwise)
                )
                short = "questioned" if name == "questions_all" else "unsupported"
                made.append(exp.alias_(exp.cast(value, "BIGINT"), f"{short}_{slot}"))
        return made

    def _owed(self, slot: int, place: int, shortfall: exp.Expr) -> exp.Expr:
        word, bit = divmod(place, MASK_BITS)
        bits = exp.BitwiseAnd(this=column(f"owes_{slot}_{word}"), expression=number(1 << bit))
        owes = exp.NEQ(this=exp.paren(bits), expression=number(0))
        return exp.paren(exp.Case().when(owes, shortfall.copy()).else_(number(0)))

    def _over_slots(self, name: str) -> exp.Expr:
        first: exp.Expr = column(f"{name}_0")
        if self.slots == 1:
            return first
        every = exp.array(*(column(f"{name}_{slot}") for slot in range(self.slots)))
        least = exp.func("list_min", every)
        if name == "unsupported":
            return least
        return exp.Case().when(column("first_counts"), first).else_(least)

    def _read_elsewhere(self, value: exp.Expr, name: str) -> exp.Expr:
        """What the reader of rows said, where it read the row."""
        if not self.has_odd_rows or name == "amount":
            return value
        odd = column(f"odd_{name.removesuffix('_amount')}")
        return exp.Case().when(is_given(column("odd_row_key")), odd).else_(value)


def fact_column(name: str) -> str:
    """The column of a fact beside what a row is told."""
    return f"fact_{name}"


def _either(first: exp.Expr, second: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=first, expressions=[second])
