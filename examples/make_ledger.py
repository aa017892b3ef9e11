"""Writes buku_kas_2010.xlsx from buku_kas_2010.csv: the same rows, laid out for reading.

    python examples/make_ledger.py

The csv is edited by hand, the workbook never. The same csv gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter

LEDGER = Path(__file__).resolve().parent / "buku_kas_2010.csv"
WIDTHS = {
    "id": 5,
    "tanggal": 11,
    "satker": 24,
    "wilayah": 22,
    "uraian": 60,
    "rekening": 19,
    "belanja": 21,
    "kegiatan": 33,
    "volume": 9,
    "harga_satuan": 13,
    "nilai": 13,
    "terpencil": 10,
    "dalam_rpk": 10,
    "nomor_bukti": 13,
    "bukti": 24,
}
NUMBERS = {"id": "0", "volume": "#,##0", "harga_satuan": "#,##0", "nilai": "#,##0"}


def write_workbook(ledger: Path, target: Path) -> None:
    with ledger.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    workbook = xlsxwriter.Workbook(str(target))
    # A fixed date: otherwise the file would differ at every run.
    workbook.set_properties({"title": "Buku kas BOK, contoh", "created": datetime(2010, 4, 22)})
    sheet = workbook.add_worksheet("Buku kas")
    top = workbook.add_format(
        {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        name: workbook.add_format({"num_format": shown, "valign": "top"})
        for name, shown in NUMBERS.items()
    }
    for column, name in enumerate(header):
        sheet.set_column(column, column, WIDTHS[name])
        sheet.write_string(0, column, name, top)
    for number, row in enumerate(rows, start=1):
        for column, (name, cell) in enumerate(zip(header, row, strict=True)):
            if cell and name in NUMBERS:
                sheet.write_number(number, column, int(cell), formats[name])
            elif cell:
                sheet.write_string(number, column, cell, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    workbook.close()


if __name__ == "__main__":
    write_workbook(LEDGER, Path(sys.argv[1]) if len(sys.argv) > 1 else LEDGER.with_suffix(".xlsx"))
