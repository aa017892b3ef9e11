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
        found: dict[tuple[str, int], _Months] = {}
        for each in entries:
            if each.voucher is not None:
                unit_year = each.unit, each.year
                months = found.get(unit_year)
                if months is None:
                    months = found[unit_year] = _Months()
                months.add(each.voucher, each.month)
        self._monthly = frozenset(
            unit_year for unit_year, months in found.items() if months.restart(LEAST_REPEATED)
        )
        self._perhaps = frozenset(
            unit_year
            for unit_year, months in found.items()
            if months.restart(LEAST_REPEATED_PERHAPS)
        )

    def may_restart(self, entry: Entry) -> bool:
        """Whether numbers restart every month, or there are too few of them to tell."""
        return (entry.unit, entry.year) in self._perhaps

    def scope(self, entry: Entry) -> tuple[str, int, int | None]:
        """Unit and year, and the month where numbers restart with it."""
        unit_year = entry.unit, entry.year
        return (*unit_year, entry.month if unit_year in self._monthly else None)


class _Months:
    """The numbers of one unit and year with the first month of each, and those of several."""

    def __init__(self) -> None:
        self._first: dict[str, int | None] = {}
        self._repeated: set[str] = set()

    def add(self, voucher: str, month: int | None) -> None:
        first = self._first.get(voucher)
        if first is None:
            self._first[voucher] = month
        elif month is not None and month != first:
            self._repeated.add(voucher)

    def restart(self, least: int) -> bool:
        """Whether at least so many numbers, and more than half of all, stand in several months."""
        repeated = len(self._repeated)
        return repeated >= least and 2 * repeated > len(self._first)
