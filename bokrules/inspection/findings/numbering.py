"""Whether a unit's vouchers are numbered through the year, or anew every month."""

from __future__ import annotations

from collections.abc import Iterable

from bokrules.inspection.findings.entries import Entry

LEAST_REPEATED = 5
"""So many numbers, and more than half of all, stand in several months where numbering restarts."""

LEAST_REPEATED_PERHAPS = 2
"""So many may be numbering that restarts, in a book with few vouchers."""


class Numbering:
    """Which entries may share a number: those of one unit and year, or of one month of it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        months: dict[tuple[str, int], dict[str, set[int | None]]] = {}
        for each in entries:
            if each.voucher is not None:
                numbers = months.setdefault((each.unit, each.year), {})
                numbers.setdefault(each.voucher, set()).add(each.month)
        self._monthly = frozenset(
            unit_year for unit_year, numbers in months.items() if _restarts(numbers, LEAST_REPEATED)
        )
        self._perhaps = frozenset(
            unit_year
            for unit_year, numbers in months.items()
            if _restarts(numbers, LEAST_REPEATED_PERHAPS)
        )

    def may_restart(self, entry: Entry) -> bool:
        """Whether numbers restart every month, or there are too few of them to tell."""
        return (entry.unit, entry.year) in self._perhaps

    def scope(self, entry: Entry) -> tuple[str, int, int | None]:
        """Unit and year, and the month where numbers restart with it."""
        unit_year = entry.unit, entry.year
        return (*unit_year, entry.month if unit_year in self._monthly else None)


def _restarts(numbers: dict[str, set[int | None]], least: int) -> bool:
    repeated = sum(len(months - {None}) > 1 for months in numbers.values())
    return repeated >= least and 2 * repeated > len(numbers)
