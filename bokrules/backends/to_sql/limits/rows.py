"""The rows that a limit counts or may count: what groups them, and what leaves them undecided.

What a limit is worked out from, agreed with whoever makes the relations:

`rows`: one row for each row of the ledger that may count. `row_key` BIGINT, the order of the file;
`applies` BOOLEAN, the truth of the limit's condition, and `in_force` BOOLEAN, whether the day is
one of a text that has the limit (NULL: not known; rows where one is FALSE are left out here);
`needed` TEXT, the names of the facts that would tell where `applies` is NULL, a comma after each,
or NULL; and the facts under their Indonesian names: `tanggal` DATE, `kegiatan` TEXT,
`jumlah_orang`, `jumlah_jam`, `nilai` BIGINT, and every field that `per` names, with those it is
taken from. Of texts (`satker`, `kejadian`, `penerima`, …) also `satker_key` and so on, if that is
where keys come from.

`whole`: one row on the whole ledger, see `whole.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from bokrules.backends.to_sql.limits.keys import Keys, day_number, text_key
from bokrules.backends.to_sql.limits.statements import Step, column, sql, text, texts
from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg
from bokrules.semantics.limits import Counted, Limit
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Kind
from bokrules.semantics.vocabulary import Fact

DATE, UNIT, FUND, ACTIVITY, EVENT = "tanggal", "satker", "dana", "kegiatan", "kejadian"
PAYEE, PERSONS, HOURS, AMOUNT = "penerima", "jumlah_orang", "jumlah_jam", "nilai"
_GROUPING: frozenset[Kind] = frozenset(
    {"rupiah", "count", "date", "yes_no", "text", "term", "choice"}
)


class NotInSql(BokrulesError):
    """A limit that is not worked out as SQL."""


@dataclass(frozen=True)
class Grouping:
    """A limit, the text that declares it, and how its rows fall into groups."""

    limit: Limit
    policy: Policy
    """The text that declares it."""
    edition: Policy
    """The edition's own text, whose vocabulary groups are made with."""
    keys: Keys = "columns"

    @property
    def year(self) -> int:
        return self.edition.edition.year

    @property
    def by_event(self) -> bool:
        """Whether the rows of one event count together, in the period of its first day."""
        measure = self.limit.measure
        is_times = isinstance(measure, Counted) and measure.unit == "kali"
        return is_times or EVENT in self.limit.fields

    @property
    def places(self) -> list[str]:
        """The columns of what `per` names, in its order."""
        return [f"g{n}" for n in range(len(self.limit.fields))]

    @property
    def known_places(self) -> list[str]:
        """Those that do not name the event."""
        both = zip(self.places, self.limit.fields, strict=True)
        return [place for place, name in both if name != EVENT]

    @property
    def event_place(self) -> str | None:
        """The column of the event, where `per` names it."""
        fields = self.limit.fields
        return f"g{fields.index(EVENT)}" if EVENT in fields else None

    @property
    def group(self) -> list[str]:
        """The columns that together are a group."""
        return [*self.places, "period"]

    def place_of(self, field: str) -> str | None:
        """The column of a field that `per` names."""
        fields = self.limit.fields
        return f"g{fields.index(field)}" if field in fields else None

    def check(self) -> None:
        """Raises NotInSql where `per` names a field that no column can be grouped by."""
        for field in self.limit.fields:
            for fact in sources_of(field, self.edition):
                if fact.type.kind not in _GROUPING:
                    raise NotInSql(
                        codes.INVALID_VALUE,
                        msg(
                            "batas {name}: rows are not grouped by `{field}` in SQL",
                            name=self.limit.name,
                            field=fact.name,
                        ),
                        msg("check this limit without SQL"),
                    )


def sources_of(field: str, policy: Policy) -> list[Fact]:
    """The fact of this name, then those that it is taken from where it is missing."""
    facts = policy.vocabulary.facts
    if field not in facts:
        return []
    found = [facts[field]]
    while (default := found[-1].default) is not None:
        found.append(facts[default])
    return found


def line_steps(grouping: Grouping, rows: exp.Expr) -> list[Step]:
    """`lines`: the rows as they are compared. `judged`: with `why` where they are undecided."""
    return [Step("lines", _lines(grouping, rows)), Step("judged", _judged(grouping))]


def _lines(grouping: Grouping, rows: exp.Expr) -> exp.Query:
    declared = grouping.edition.vocabulary.facts

    def given(name: str, kind: str) -> exp.Expr:
        of = column(name, "r") if name in declared else exp.null()
        return exp.cast(of, kind)

    def key(name: str) -> exp.Expr:
        return text_key(name, grouping.keys) if name in declared else exp.cast(exp.null(), "TEXT")

    unit = exp.case().when("w.names_no_unit", text("")).else_(key(UNIT))
    chosen: list[exp.Expr] = [
        exp.column("row_key", table="r"),
        exp.column("applies", table="r"),
        exp.column("in_force", table="r"),
        exp.column("needed", table="r"),
        exp.alias_(given(DATE, "DATE"), "day"),
        exp.alias_(day_number(given(DATE, "DATE")), "n"),
        exp.alias_(unit, "unit"),
        exp.alias_(given(ACTIVITY, "TEXT"), "activity"),
        exp.alias_(key(EVENT), "event"),
        exp.alias_(key(PAYEE), "payee"),
        exp.alias_(given(PERSONS, "BIGINT"), "persons"),
        exp.alias_(given(HOURS, "BIGINT"), "hours"),
        exp.alias_(given(AMOUNT, "DECIMAL(38, 0)"), "amount"),
    ]
    for place, field in zip(grouping.places, grouping.limit.fields, strict=True):
        if field == UNIT:
            value: exp.Expr = unit.copy()
        elif field == EVENT:
            value = exp.DPipe(this=text("e"), expression=key(EVENT))
        else:
            value = group_key(grouping, field)
        chosen += [
            exp.alias_(value, place),
            exp.alias_(_source_name(grouping, field), f"of_{place}"),
        ]
    query = exp.select(*chosen).from_(exp.alias_(rows.copy(), "r", table=True))
    query = query.join("whole AS w", join_type="cross")
    for flag in ("applies", "in_force"):
        query = query.where(
            exp.NullSafeNEQ(this=exp.column(flag, table="r"), expression=exp.false())
        )
    return query


def group_key(grouping: Grouping, field: str) -> exp.Expr:
    """What a row is grouped by; NULL where it is missing, or more general than the vocabulary."""
    case = exp.case()
    facts = sources_of(field, grouping.edition)
    for fact in facts:
        case = case.when(column(fact.name, "r").is_(exp.null()).not_(), _key(grouping, fact))
    return _key(grouping, facts[0]) if len(facts) == 1 else case


def _key(grouping: Grouping, fact: Fact) -> exp.Expr:
    if fact.type.kind == "text":
        return text_key(fact.name, grouping.keys)
    value = column(fact.name, "r")
    if fact.type.kind == "term":
        taxonomy = grouping.edition.vocabulary.taxonomies[fact.type.of]
        general = [each for each in taxonomy.terms if taxonomy.below(each)]
        if general:
            return exp.case().when(value.copy().isin(*texts(general)), exp.null()).else_(value)
    return value


def _source_name(grouping: Grouping, field: str) -> exp.Expr:
    """The name of the fact whose value is read: the first that is given, else the last."""
    facts = sources_of(field, grouping.edition)
    if len(facts) <= 1:
        return text(field)
    case = exp.case()
    for fact in facts[:-1]:
        case = case.when(column(fact.name, "r").is_(exp.null()).not_(), text(fact.name))
    return case.else_(text(facts[-1].name))


# ---- what leaves a row undecided ----


def _judged(grouping: Grouping) -> exp.Query:
    unmeasured = " AND ".join(f"{name} IS NULL" for name in _measured_by(grouping.limit))
    reasons = [
        ("whether", "applies IS NULL"),
        ("which_text", "in_force IS NULL"),
        *(("in_which", f"{place} IS NULL") for place in grouping.known_places),
        *([("when", "n IS NULL")] if is_timed(grouping.limit) else []),
        *([("how_much", unmeasured)] if unmeasured else []),
    ]
    whens = " ".join(f"WHEN {condition} THEN '{why}'" for why, condition in reasons)
    dated = [cond for why, cond in reasons if why in ("which_text", "when")]
    names = [
        ("applies IS NULL AND needed IS NOT NULL", "needed"),
        (" OR ".join(dated), f"'{DATE},'"),
        *((f"{place} IS NULL", f"of_{place} || ','") for place in grouping.known_places),
        *((unmeasured, f"'{_FACTS[name]},'") for name in _measured_by(grouping.limit)),
    ]
    return sql(f"SELECT *, CASE {whens} END AS why, {names_if(names)} AS missing FROM lines")


def names_if(names: Sequence[tuple[str, str]]) -> str:
    """SQL for one text of all names whose conditions hold."""
    return " || ".join(f"CASE WHEN {when} THEN {name} ELSE '' END" for when, name in names)


def is_timed(limit: Limit) -> bool:
    """Whether a row without a day is in no period."""
    return limit.period not in (None, "tahun")


_FACTS = {"day": DATE, "payee": PAYEE, "persons": PERSONS, "hours": HOURS, "amount": AMOUNT}


def _measured_by(limit: Limit) -> tuple[str, ...]:
    """The columns of which the measure needs one."""
    match limit.measure:
        case Counted(unit="kali"):
            return ()
        case Counted(unit="orang"):
            return ("payee", "persons")
        case Counted(unit="hari"):
            return ("day",)
        case Counted(unit="jam"):
            return ("hours",)
        case _:
            return ("amount",)
