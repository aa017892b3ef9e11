"""The table of `check`, and its files."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg
from bokrules.evaluation.table import (
    CheckResult,
    Place,
    RowError,
    RowVerdict,
    Source,
    judge_row,
)
from bokrules.reports import check_table
from bokrules.reports.check_files import (
    CSV_COLUMNS,
    write_csv,
    write_jsonl,
)
from bokrules.reports.check_table import print_check
from bokrules.reports.page import Page
from bokrules.reports.progress import progress_bar
from bokrules.reports.whole_files import UnwritableFile, save_text
from tests.helpers import OUTLINE, compiled
from tests.reports.conftest import Terminal

VOCABULARY_OF_IDS = 'fakta id alias id : teks "Nomor"\n'
POLICY = compiled(
    VOCABULARY_OF_IDS
    + """
tertutup belanja "Penggunaan dana" dasar A
boleh transpor "Transpor petugas" untuk belanja transpor_petugas dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila terpencil dasar A.2
larang gaji_honor "Gaji/honor" untuk belanja gaji, honor
  tafsir "Honor narasumber termasuk" dasar B.1, B.2 temuan 1.01.09
celah inap "Penginapan belum jelas" menyentuh boleh untuk belanja penginapan dasar B.3
wajib bukti_transpor "Bukti transpor" untuk belanja transpor_petugas
  bukti kuitansi atau faktur, surat_tugas dasar C.1 temuan 1.04.01
""",
    OUTLINE,
)

COMPLETE = ["kuitansi", "surat_tugas"]
ROWS: list[Mapping[str, object]] = [
    {"id": "1", "belanja": "gaji", "nilai": 500_000},
    {"id": "2", "belanja": "belanja_modal", "nilai": 1_000},
    {"id": "3", "belanja": "imbalan", "nilai": 2_000},
    {"id": "4", "belanja": "konsumsi"},
    {"id": "5", "belanja": "penginapan", "nilai": 3_000},
    {"id": "6", "belanja": "transpor_petugas", "nilai": 4_000, "bukti": []},
    {"id": "7", "belanja": "transpor_petugas", "nilai": 5_000},
    {"id": "8", "belanja": "transpor_petugas", "nilai": 6_000, "bukti": COMPLETE},
    {"belanja": "gajji"},
]


def checked(
    rows: list[Mapping[str, object]], sheets: Mapping[int, str] | None = None
) -> CheckResult:
    """Rows from the second line on; `sheets` names some rows' sheets by their line."""
    found = [
        judge_row(Place(line, (sheets or {}).get(line)), row, [POLICY])
        for line, row in enumerate(rows, start=2)
    ]
    return CheckResult(
        POLICY.edition,
        tuple(each for each in found if isinstance(each, RowVerdict)),
        tuple(each for each in found if isinstance(each, RowError)),
        Source("buku.csv", "a" * 64),
        ("warna",),
    )


def table(result: CheckResult, *, all_rows: bool = False) -> str:
    stream = io.StringIO()
    print_check(result, Page(stream, piped_width=check_table.PIPED_WIDTH), all_rows=all_rows)
    return stream.getvalue()


def test_the_whole_table() -> None:
    assert table(checked(ROWS)) == (
        "Ledger: buku.csv\n"
        f"sha256 {'a' * 64}\n"
        "Checked by: Kepmenkes 494/2010, edition 2010\n"
        f"sha256 {'0' * 64}\n"
        "Columns not used: warna\n"
        "\n"
        "row  id  outcome                   rupiah  clause    why\n"
        "  2  1   forbidden              Rp500.000  B.1, B.2  Gaji/honor\n"
        "  3  2   unlisted                 Rp1.000  A         not on the list: Penggunaan dana\n"
        "  4  3   forbidden or unlisted    Rp2.000  B.1, B.2  `imbalan` is too general for"
        " expense_type\n"
        "  5  4   needs data                        A         needs remote\n"
        "  6  5   needs data               Rp3.000  A         not settled: Penginapan belum jelas\n"
        "  7  6   conditionally allowed    Rp4.000  C.1       not met: Bukti transpor\n"
        "  8  7   conditionally allowed    Rp5.000  C.1       needs documents\n"
        "\n"
        "outcome                     rows     rupiah\n"
        "forbidden                      1  Rp500.000\n"
        "unlisted                       1    Rp1.000\n"
        "needs data                     3    Rp5.000\n"
        "  forbidden or unlisted        1    Rp2.000\n"
        "  open: unlisted, allowed      2    Rp3.000\n"
        "conditionally allowed          2    Rp9.000\n"
        "  an obligation is not met     1    Rp4.000\n"
        "  an obligation is unknown     1    Rp5.000\n"
        "allowed                        1    Rp6.000\n"
        "total                          8  Rp521.000\n"
        "Rows without an amount, counted as Rp0: 1\n"
        "\n"
        "questioned: Rp503.000\n"
        "without evidence: Rp4.000\n"
        "The two overlap: do not add them.\n"
        "\n"
        "Rows that could not be read or judged: 1\n"
        "  - row 10: `belanja`: there is no `gajji` in the vocabulary [BOK502]\n"
        "    did you mean `gaji`?\n"
        "These rows are in no sum.\n"
    )


def test_allowed_rows_too() -> None:
    assert "  9  8   allowed" in table(checked(ROWS), all_rows=True)


def test_no_row_could_be_read() -> None:
    shown = table(checked([{"belanja": "gajih"}]))
    assert "No row could be read.\n" in shown
    assert "Nothing was found" not in shown


def test_nothing_found() -> None:
    result = checked([{"belanja": "transpor_petugas", "bukti": COMPLETE}])
    shown = table(replace(result, source=None, ignored_columns=()))
    assert "Nothing was found: every row that could be read is allowed.\n" in shown
    assert "Ledger" not in shown
    assert "Columns not used" not in shown


def test_several_sheets() -> None:
    result = checked([*ROWS[:2], *ROWS[-1:]], {2: "Mei", 3: "Juni", 4: "Juni"})
    shown = table(result)
    assert "row  sheet  id  outcome" in shown
    assert "  2  Mei    1   forbidden" in shown
    assert "  - Juni, row 4: " in shown


def test_an_error_names_its_column_once() -> None:
    error = BokrulesError(codes.UNREADABLE_CELL, msg("unreadable"))
    result = replace(checked([]), errors=(RowError(Place(7, None, "nilai"), error),))
    assert "  - row 7, column nilai: unreadable [BOK606]\n" in table(result)
    stream = io.StringIO()
    write_csv([result], stream)
    assert "nilai: BOK606: unreadable" in stream.getvalue()


def test_a_narrow_terminal_loses_nothing(terminal: Terminal) -> None:
    print_check(checked(ROWS), Page(terminal))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue())
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "Gaji/honor (B.1, B.2)" in shown


def test_a_wide_terminal_has_a_column_of_clauses(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    print_check(checked(ROWS), Page(terminal))
    assert "clause" in terminal.getvalue()
    assert "─" in terminal.getvalue()


def test_a_long_table_is_plain(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_table, "MOST_IN_TABLE", 3)
    print_check(checked(ROWS), Page(terminal))
    assert "─" not in terminal.getvalue()


# ---- files ----


def csv_rows(result: CheckResult) -> list[dict[str, str]]:
    stream = io.StringIO()
    write_csv([result], stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_csv() -> None:
    rows = csv_rows(checked(ROWS))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert rows[0] == {
        "row": "2",
        "sheet": "",
        "id": "1",
        "outcome": "forbidden",
        "label": "forbidden",
        "amount": "500000",
        "questioned_amount": "500000",
        "unsupported_amount": "0",
        "rules": "gaji_honor",
        "citation": "Kepmenkes 494/2010 B.1, p. 6; B.2, p. 7",
        "missing": "",
        "too_general": "",
        "possible": "forbidden",
        "obligations_unmet": "",
        "obligations_unknown": "",
        "gaps": "",
        "finding_codes": "1.01.09",
        "notes": "Honor narasumber termasuk",
        **dict.fromkeys(("expense_type", "activity", "classified_by", "assumed", "overruled"), ""),
        "error": "",
        "file": "",
    }
    assert rows[2]["too_general"] == "expense_type=imbalan"
    assert rows[4]["gaps"] == "inap"
    assert rows[5]["obligations_unmet"] == "bukti_transpor"
    assert rows[6]["obligations_unknown"] == "bukti_transpor"
    assert rows[8]["error"].startswith("BOK502: ")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_text_never_becomes_a_formula(text: str) -> None:
    (row,) = csv_rows(checked([{"id": text, "belanja": "gaji"}]))
    assert row["id"] == f"'{text}"


def test_json_lines() -> None:
    stream = io.StringIO()
    write_jsonl(checked(ROWS), stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [each["row"] for each in rows] == list(range(2, 11))
    assert rows[0]["basis"][0]["rule"] == "gaji_honor"
    assert rows[-1] == {
        "row": 10,
        "id": None,
        "amount": None,
        "outcome": None,
        "error": {
            "code": "BOK502",
            "column": "",
            "message": "`belanja`: there is no `gajji` in the vocabulary",
            "hint": "did you mean `gaji`?",
        },
    }


def test_rows_and_errors_stand_in_the_order_of_the_file() -> None:
    rows = [ROWS[-1], ROWS[0], ROWS[-1], ROWS[0]]
    stream = io.StringIO()
    write_jsonl(checked(rows, {2: "A", 3: "A", 4: "B", 5: "B"}), stream)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(each["sheet"], each["row"]) for each in found] == [
        ("A", 2),
        ("A", 3),
        ("B", 4),
        ("B", 5),
    ]


def test_a_half_written_file_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "temuan.csv"
    target.write_text("old", encoding="utf-8")

    def fail(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UnwritableFile, match="No space left on device"):
        save_text(target, lambda stream: write_csv([checked(ROWS)], stream))
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("temuan.csv", "old")]


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_value: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("bokrules.reports.check_files.harmless", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_text(tmp_path / "temuan.csv", lambda stream: write_csv([checked(ROWS)], stream))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnwritableFile):
        save_text(tmp_path / "temuan.csv", lambda stream: write_csv([checked(ROWS)], stream))


# ---- progress ----


def test_no_bar_where_nobody_watches() -> None:
    with progress_bar(io.StringIO()) as progress:
        assert progress is None


def test_a_bar_for_long_ledgers_only(terminal: Terminal) -> None:
    with progress_bar(terminal) as progress:
        assert progress is not None
        progress(500, 1_500)
        assert terminal.getvalue() == ""
        progress(2_500, None)
        progress(3_000, 5_000)
    assert "checking" in terminal.getvalue()


def test_what_is_worth_a_bar_can_be_said(terminal: Terminal) -> None:
    with progress_bar(terminal, worth_showing=100) as progress:
        assert progress is not None
        progress(1, 100)
        assert terminal.getvalue() == ""
        progress(2, 101)
    assert "checking" in terminal.getvalue()
