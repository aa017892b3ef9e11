"""Lists of payees joined to the cash book by the number of the voucher."""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.inspection.books.lines import PayeeLine
from bokrules.inspection.findings.entries import Entry, entries, unit_key
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.numbering import Numbering
from bokrules.inspection.findings.vouchers import voucher_key


class CashByVoucher:
    """The expenses of each voucher number, of whichever unit and year."""

    def __init__(self, inspected: Inspected) -> None:
        self._found: dict[str, list[Entry]] = {}
        expenses = list(entries(inspected))
        self._numbering = Numbering(expenses)
        for each in expenses:
            if each.voucher is not None:
                self._found.setdefault(each.voucher, []).append(each)

    def of(self, payee: PayeeLine) -> list[Entry] | None:
        """The expenses that a line of payees belongs to: of its unit and, if it can be, its year.

        A unit that a sheet does not name can be any. None if those of several units would do, or of
        several months where numbers restart with the month.
        """
        key = voucher_key(payee.voucher)
        unit = unit_key(payee.unit)
        found = self._found.get(key, []) if key is not None else []
        if len(found) == 1:
            return found if not unit or not found[0].unit or found[0].unit == unit else []
        found = [each for each in found if not unit or not each.unit or each.unit == unit]
        first = payee.first_day
        if first is not None:
            found = [each for each in found if each.year == first.year] or found
            if self._has_several(found):
                found = [each for each in found if each.month == first.month] or found
        return None if self._has_several(found) else found

    def _has_several(self, found: Sequence[Entry]) -> bool:
        return len({self._numbering.scope(each) for each in found}) > 1
