"""What must hold within a table, between tables, and of what a text says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from bokrules.inspection.published.conditions import Condition, Measure
from bokrules.inspection.published.roles import Role


@dataclass(frozen=True, slots=True)
class Difference:
    """`column` is `of` minus `minus`."""

    column: str
    of: str
    minus: str


@dataclass(frozen=True, slots=True)
class Quotient:
    """`column` is `of` divided by `by`, in percent."""

    column: str
    of: str
    by: str


@dataclass(frozen=True, slots=True)
class Total:
    """The rows whose `column` prints one of `values` are sums of the others."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """In each row the columns sum to the number of those who answered, stated in a line."""

    columns: tuple[str, ...]
    respondents: int
    line: int


@dataclass(frozen=True, slots=True)
class Bands:
    """`criterion` is the band of `ratio` in a scale of the policy; `words` are abbreviations."""

    ratio: str
    criterion: str
    scale: str
    words: Mapping[str, str] = field(default_factory=dict)
    of: Condition | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """`change` is how far `ratio` moved since the year before, for each of `unit`."""

    ratio: str
    change: str
    direction: str
    unit: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which units the table should hold: how many are stated, and those of a list of regions."""

    of: Condition | None
    stated: int
    line: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The sum of `column` against a cell of another table."""

    column: str
    of: Condition | None
    table: str
    row: tuple[str, str]
    cell: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Intervals:
    """`column` prints the bands of a scale, as `80%-90%` or `>100%`."""

    column: str
    scale: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark without value means in some rows, by lines of the text."""

    of: Condition
    means: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableRules:
    """What is declared of one table; for a table alone what its columns suggest."""

    key: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    quotients: tuple[Quotient, ...] = ()
    total: Total | None = None
    answers: Answers | None = None
    bands: tuple[Bands, ...] = ()
    changes: Changes | None = None
    coverage: Coverage | None = None
    ceilings: tuple[Ceiling, ...] = ()
    intervals: Intervals | None = None
    marks: tuple[Mark, ...] = ()
    sequence: str | None = None
    """The column of printed codes, whose last two digits count within a group."""
    headings: Condition | None = None
    """Rows that are headings and hold no amounts."""


def rules_by_role(columns: Mapping[str, Role]) -> TableRules:
    """What the roles alone suggest: the key, the difference and the quotient."""
    first = {role: name for name, role in reversed(list(columns.items()))}
    spent = first.get(Role.REALISATION) or first.get(Role.NEED)
    allocated, difference = first.get(Role.ALLOCATION), first.get(Role.DIFFERENCE)
    absorbed, realised = first.get(Role.ABSORPTION), first.get(Role.REALISATION)
    key = first.get(Role.CODE) or first.get(Role.NAME)
    return TableRules(
        key=(key,) if key else (),
        differences=(Difference(difference, allocated, spent),)
        if difference and allocated and spent
        else (),
        quotients=(Quotient(absorbed, realised, allocated),)
        if absorbed and realised and allocated
        else (),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows of two tables with the same key print the same in the columns paired."""

    left: str
    right: str
    key: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, Measure], ...]
    of: Condition | None = None
    """Which rows of the left one."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations of the right one."""
    skip_blank: bool = False
    """A blank cell of the left one says nothing."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many rows."""

    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """These rows and no others."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """These rows are the first by a measure, from below or from above."""

    names: tuple[str, ...]
    by: Measure
    highest: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition holds for all, most, some or none of the rows."""

    quantifier: Literal["all", "most", "some", "none"]
    condition: Condition


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The mean, the sum or the single value of a measure is a number, within a tolerance."""

    how: Literal["mean", "sum", "value"]
    measure: Measure
    equals: Fraction | None = None
    within: Fraction = Fraction(0)
    at_most: Fraction | None = None
    at_least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class SameRows:
    """The rows are those of another table, no more and no fewer: by their keys, or by a column of
    each.
    """

    table: str
    by: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of the text itself sum to a number."""

    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """A list of the text has so many more members than an earlier one."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Contradicted:
    """The text says otherwise in other lines."""

    lines: tuple[int, ...]
    says: str


Claim: TypeAlias = (
    Count | Named | Extreme | Holds | Aggregate | SameRows | Parts | Added | Contradicted
)
OF_THE_TEXT = (Parts, Added, Contradicted)
"""Claims that the text alone bears out or refutes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text says of tables, and how that is counted. Lines are of the source."""

    lines: tuple[int, ...]
    says: str
    tables: tuple[str, ...]
    claim: Claim
    where: Condition | None = None
    note: str = ""
    ours: bool = False
    """Another reading of what the text says: shown, never a finding."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What a text says that no table of the document is about, and why not."""

    lines: tuple[int, ...]
    says: str
    why: str
