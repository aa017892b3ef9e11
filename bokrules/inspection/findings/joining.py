"""Lists of payees joined to the cash book by the number of the voucher."""

from __future__ import annotations

from bokrules.inspection.books.lines import PayeeLine
from bokrules.inspection.findings.entries import Entry, entries, unit_key
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.vouchers import voucher_key


class CashByVoucher:
    """The expenses of each voucher number, of whichever unit and year."""

    def __init__(self, inspected: Inspected) -> None:
        self._found: dict[str, list[Entry]] = {}
        for each in entries(inspected):
            if each.voucher is not None:
                self._found.setdefault(each.voucher, []).append(each)

    def of(self, payee: PayeeLine) -> list[Entry] | None:
        """The expenses that a line of payees belongs to: of its unit and, if it can be, its year.

        A unit that a sheet does not name can be any. None if those of several units would do.
        """
        key = voucher_key(payee.voucher)
        unit = unit_key(payee.unit)
        found = self._found.get(key, []) if key is not None else []
        if len(found) == 1:
            return found if not unit or not found[0].unit or found[0].unit == unit else []
        found = [each for each in found if not unit or not each.unit or each.unit == unit]
        if payee.first_day is not None:
            of_year = [each for each in found if each.year == payee.first_day.year]
            found = of_year or found
        return None if len({(each.unit, each.year) for each in found}) > 1 else found
