"""What the filters go by: units, months, codes and outcomes, as attributes of rows and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from bokrules.evaluation.row import Place
from bokrules.inspection.contents import InspectedRow, InspectionContents, Month
from bokrules.inspection.findings.finding import Finding
from bokrules.semantics.outcomes import Outcome

NONE = "-"


@dataclass(frozen=True, slots=True)
class Marks:
    """The units in their order; rows, and codes of findings, by the place of the row."""

    units: dict[str | None, str]
    rows: dict[Place, InspectedRow]
    codes: dict[Place, list[str]]
    """Of the findings that name a row."""

    def of_row(self, row: InspectedRow) -> str:
        """As attributes of its element."""
        return _attributes(
            outcomes=[row.outcome],
            units=[self.units[row.unit]],
            codes=[*row.codes, *self.codes.get(row.row.place, ())],
            months=[month_mark(row.month)],
            amount=row.row.amount,
        ) + _sums(row)

    def of_finding(self, finding: Finding) -> str:
        """Its rows lend it their outcomes and months, and their units where it names none."""
        own = [self.rows[each] for each in finding.rows if each in self.rows]
        units = [finding.unit] if finding.unit is not None else [each.unit for each in own]
        return _attributes(
            outcomes=[each.outcome for each in own],
            units=[self.units[each] for each in units or [None]],
            codes=[finding.code] if finding.code else [],
            months=[month_mark(each.month) for each in own],
            amount=finding.amount,
        )


def marks_of(contents: InspectionContents) -> Marks:
    names: list[str | None] = [name for name, _ in contents.units]
    names += [each.unit for each in contents.rows]
    names += [each.unit for each in contents.findings]
    numbers = {name: str(number) for number, name in enumerate(dict.fromkeys(names))}
    numbers[None] = NONE
    codes: dict[Place, list[str]] = {}
    for each in contents.findings:
        for place in each.rows if each.code else ():
            codes.setdefault(place, []).append(each.code or "")
    return Marks(numbers, {each.row.place: each for each in contents.rows}, codes)


def month_mark(month: Month | None) -> str:
    return NONE if month is None else f"{month.year:04}-{month.month:02}"


def codes_in(contents: InspectionContents) -> list[str]:
    codes = [each.code for each in contents.findings if each.code]
    return sorted({*codes, *(code for each in contents.rows for code in each.codes)})


def _attributes(
    *,
    outcomes: Iterable[Outcome],
    units: Iterable[str],
    codes: Iterable[str],
    months: Iterable[str],
    amount: int | None,
) -> str:
    return (
        f'data-o="{_joined(outcomes)}" data-u="{_joined(units)}" data-c="{_joined(codes)}"'
        f' data-m="{_joined(months)}" data-n="{amount or 0}"'
    )


def _joined(values: Iterable[str]) -> str:
    return escape(" ".join(dict.fromkeys(values)) or NONE)


def _sums(row: InspectedRow) -> str:
    parts = (("q", row.questioned), ("s", row.unsupported))
    return "".join(f' data-{name}="{amount}"' for name, amount in parts if amount)
