"""Workbooks made in a test, read with the vocabulary of 2010."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules.editions import load_edition
from bokrules.inspection.books.reading import BookFile, read_books
from bokrules.semantics.vocabulary import Vocabulary

Row: TypeAlias = Sequence[object]
Read: TypeAlias = Callable[..., BookFile]
HEAD = ("NO", "TANGGAL", "NOMOR BUKTI", "URAIAN", "PENERIMAAN", "PENGELUARAN", "SALDO")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_edition(2010).policy.vocabulary


@pytest.fixture
def read(tmp_path: Path, vocabulary: Vocabulary) -> Read:
    """Reads a workbook of the sheets given: their rows by their names."""

    def run(rows: dict[str, Sequence[Row]] | Sequence[Row], /, **options: Any) -> BookFile:
        named = rows if isinstance(rows, dict) else {"Buku": rows}
        return read_books(write(tmp_path / "buku.xlsx", named), vocabulary, **options)

    return run


def write(path: Path, sheets: dict[str, Sequence[Row]]) -> Path:
    """`merge:2 TEXT` is a text over two columns, `down:2 TEXT` one over two rows."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith(("merge:", "down:")):
                    size, _, text = cell.partition(" ")
                    count = int(size.split(":")[1]) - 1
                    below, right = (0, count) if size.startswith("merge") else (count, 0)
                    sheet.merge_range(at, column, at + below, column + right, text)
                elif cell is not None:
                    sheet.write(at, column, cell)
    book.close()
    return path


def messages(file: BookFile) -> list[tuple[int, str, str]]:
    """Row, column and English message of what could not be read."""
    return [
        (each.place.row, each.place.column, each.error.message.text("en")) for each in file.errors
    ]
