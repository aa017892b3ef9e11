"""Tables that are right are found right; one wrong digit is found, and nothing else."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.audit import DocumentAudit, audit
from bokrules.inspection.audit.figures import figure
from tests.inspection.audit.findings import of_check

AMOUNTS = st.integers(1, 10**13)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=6)
RECOMPUTED = ("angka_rusak", "selisih", "persen", "kode_ganda", "realisasi_melebihi")


def audited(lines: list[str]) -> DocumentAudit:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tabel.csv"
        head = "kode,nama,alokasi,realisasi,selisih,serapan"
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return audit(path).documents[0]


def line(number: int, amounts: tuple[int, int], slip: int = 0) -> str:
    allocated, realised = max(amounts), min(amounts)
    return ",".join(
        [
            str(1101 + number),
            f"Kab. {chr(ord('A') + number)}",
            figure(Fraction(allocated)),
            figure(Fraction(realised)),
            figure(Fraction(allocated - realised + slip)),
            f'"{figure(Fraction(realised * 100, allocated), 2)}"',
        ]
    )


@given(ROWS)
def test_a_right_table(rows: list[tuple[int, int]]) -> None:
    result = audited([line(number, each) for number, each in enumerate(rows)])
    assert of_check(result, *RECOMPUTED) == []


@given(ROWS, st.data())
def test_one_slip_is_one_finding(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    wrong = data.draw(st.integers(0, len(rows) - 1))
    slip = data.draw(st.integers(1, 10**12))
    lines = [line(number, each, slip if number == wrong else 0) for number, each in enumerate(rows)]
    (found,) = of_check(audited(lines), *RECOMPUTED)
    assert (found.check, found.difference) == ("selisih", figure(Fraction(slip)))
    assert found.cells[0].row == wrong + 2


@given(ROWS)
def test_the_order_of_rows_changes_no_finding(rows: list[tuple[int, int]]) -> None:
    lines = [line(number, each, 1) for number, each in enumerate(rows)]

    def found(given: list[str]) -> set[tuple[str, str, str | None]]:
        findings = of_check(audited(given), *RECOMPUTED, "faktor", "serapan_penuh")
        return {(each.check, each.unit, each.computed) for each in findings}

    assert found(lines) == found(lines[::-1])
