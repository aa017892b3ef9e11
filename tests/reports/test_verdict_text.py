from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bokrules.evaluation.single import judge
from bokrules.reports.page import Page
from bokrules.reports.verdict_text import print_verdict
from tests.helpers import OUTLINE, compiled
from tests.reports.conftest import Terminal

POLICY = compiled(
    """
tertutup belanja "Penggunaan dana" dasar A
boleh transpor "Transpor petugas" en "Transport of staff" untuk belanja transpor_petugas dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila terpencil dasar A.2
larang gaji_honor "Gaji/honor" untuk belanja gaji, honor
  tafsir "Honor narasumber termasuk" dasar B.1, B.2 temuan 1.01.09
celah modal "Belanja modal belum jelas" menyentuh larang untuk belanja belanja_modal dasar B.3
celah inap "Penginapan belum jelas" menyentuh boleh untuk belanja penginapan dasar B.3
wajib bukti_transpor "Bukti transpor" untuk belanja transpor_petugas
  bukti kuitansi atau faktur, surat_tugas dasar C.1 temuan 1.04.01
wajib ppn "PPN 10%" untuk belanja transpor_petugas bila nilai di atas Rp1.000.000
  setor ppn = 10% * nilai dasar C.2
""",
    OUTLINE,
)


def text(expense: Mapping[str, object], *, trace: bool = False) -> str:
    stream = io.StringIO()
    print_verdict(judge(expense, [POLICY], trace=trace), Page(stream))
    return stream.getvalue()


def test_forbidden() -> None:
    assert text({"belanja": "gaji", "amount": 500_000}) == (
        "FORBIDDEN\n"
        "by Kepmenkes 494/2010, edition 2010\n"
        "\n"
        "The expense\n"
        "  Jenis belanja: Gaji (gaji)\n"
        "  Nilai: Rp500.000\n"
        "\n"
        "Decided by\n"
        "  - Gaji/honor (gaji_honor, forbids)\n"
        "    Kepmenkes 494/2010 B.1, p. 6; B.2, p. 7\n"
        "\n"
        "Amounts\n"
        "  questioned: Rp500.000\n"
        "  without evidence: Rp0\n"
        "\n"
        "How unclear text was read\n"
        "  - Honor narasumber termasuk\n"
        "\n"
        "Finding codes: 1.01.09\n"
    )


def test_the_amount_that_is_questioned_may_not_be_given() -> None:
    assert "  questioned: all of an amount that is not given\n" in text({"belanja": "gaji"})


def test_conditional() -> None:
    expense = {
        "belanja": "transpor_petugas",
        "nilai": 2_000_000,
        "bukti": ["kuitansi"],
        "pajak": {"ppn": 150_000},
    }
    assert text(expense) == (
        "CONDITIONALLY ALLOWED\n"
        "still possible: conditionally allowed\n"
        "by Kepmenkes 494/2010, edition 2010\n"
        "\n"
        "The expense\n"
        "  Jenis belanja: Transpor petugas (transpor_petugas)\n"
        "  Nilai: Rp2.000.000\n"
        "  Bukti: Kuitansi\n"
        "  Pajak yang disetor: PPN Rp150.000\n"
        "\n"
        "Decided by\n"
        "  - Transport of staff (transpor, allows)\n"
        "    Kepmenkes 494/2010 A.1, p. 2\n"
        "\n"
        "Obligations\n"
        "  - not met: Bukti transpor (bukti_transpor)\n"
        "    documents: Kuitansi or Faktur; and Surat tugas\n"
        "    C.1, p. 10\n"
        "  - not met: PPN 10% (ppn)\n"
        "    due Rp200.000, paid Rp150.000, short Rp50.000\n"
        "    C.2, p. 11\n"
        "\n"
        "Amounts\n"
        "  questioned: Rp50.000\n"
        "  without evidence: Rp2.000.000\n"
        "  The two overlap: do not add them.\n"
        "\n"
        "Finding codes: 1.04.01\n"
    )


@pytest.mark.parametrize(
    ("taxes", "words"),
    [
        ({"ppn": 200_000}, "met: PPN 10% (ppn)\n    due Rp200.000, paid Rp200.000\n"),
        (None, "unknown: PPN 10% (ppn)\n    due Rp200.000; what was paid is not given\n"),
    ],
)
def test_taxes(taxes: Mapping[str, int] | None, words: str) -> None:
    assert words in text({"belanja": "transpor_petugas", "nilai": 2_000_000, "pajak": taxes})


def test_what_is_missing() -> None:
    shown = text({"belanja": "konsumsi"})
    assert shown.startswith("NEEDS DATA\nstill possible: unlisted, allowed\n")
    assert "Not decided yet\n  - Penggunaan dana (belanja, closed list)\n" in shown
    assert "Needed to decide\n  - Di desa terpencil (remote)\n" in shown


def test_a_value_that_is_too_general() -> None:
    shown = text({"belanja": "imbalan"})
    assert "  - Gaji/honor (gaji_honor, may forbid)\n" in shown
    assert "  - Jenis belanja (expense_type) more exactly than `imbalan`: gaji, honor\n" in shown
    assert "forbidden or unlisted: whatever is still missing, this is not payable\n" in shown


def test_what_the_text_does_not_settle() -> None:
    shown = text({"belanja": "penginapan"})
    assert "No fact of the expense would decide: the text leaves it open.\n" in shown
    assert (
        "What the text does not settle\n"
        "  - Penginapan belum jelas (inap)\n"
        "    Kepmenkes 494/2010 B.3, p. 8\n"
    ) in shown


def test_every_kind_of_value() -> None:
    shown = text(
        {
            "belanja": "transpor_petugas",
            "date": "2010-05-06",
            "description": "a\x1b[2J",
            "documents": [],
            "taxes": {},
            "remote": True,
            "in_plan": False,
            "persons": 3,
            "region": "desa",
        }
    )
    for line in (
        "Tanggal: 2010-05-06",
        "Uraian: a\ufffd[2J",
        "Bukti: none",
        "Pajak yang disetor: none",
        "Di desa terpencil: yes",
        "Tercantum dalam RPK: no",
        "Jumlah orang: 3",
        "Wilayah: Desa (desa)",
        "- met: in force on the day of the expense (masa_berlaku)",
    ):
        assert f"  {line}\n" in shown


def test_a_trace() -> None:
    given = {"belanja": "konsumsi", "bukti": ["faktur"], "pajak": {"ppn": 5}, "terpencil": True}
    shown = text({**given, "nilai": 5}, trace=True)
    tried = shown[shown.index("Every rule tried") :]
    assert "  - konsumsi (allows): true\n    expense_type = konsumsi, remote = yes\n" in tried
    assert "  - gaji_honor (forbids): false\n" in tried
    assert "documents = (faktur)" in tried
    assert "taxes = (ppn Rp5)" in tried
    assert "missing" in text({}, trace=True)


def test_many_candidates_are_cut() -> None:
    terms = "".join(f'belanja jenis{n} "Jenis {n}" termasuk semua\n' for n in range(15))
    policy = compiled(
        f'belanja semua "Semua"\n{terms}larang a "A" untuk belanja jenis3 dasar A', OUTLINE
    )
    stream = io.StringIO()
    print_verdict(judge({"belanja": "semua"}, [policy]), Page(stream))
    assert "and 3 more" in stream.getvalue()


def test_eighty_columns(terminal: Terminal) -> None:
    expense = {"belanja": "transpor_petugas", "uraian": "kata " * 60}
    print_verdict(judge(expense, [POLICY]), Page(terminal))
    assert "\x1b[36mCONDITIONALLY ALLOWED\x1b[0m" in terminal.getvalue()
    assert max(len(line) for line in text(expense).splitlines()) <= 80


def test_what_depends_on_the_date_stands_apart_from_readings() -> None:
    base = POLICY
    later = replace(
        base,
        edition=replace(base.edition, id="2010-07-01", first_day=date(2010, 7, 1)),
        prohibitions=(),
    )
    stream = io.StringIO()
    print_verdict(judge({"belanja": "gaji"}, [base, later]), Page(stream))
    lines = stream.getvalue().split("\n")
    at = lines.index("What depends on the date")
    assert [each.strip() for each in lines[at + 1 : at + 3]] == [
        "- Kepmenkes 494/2010, from 2010-04-22: forbidden",
        "- Kepmenkes 494/2010, from 2010-07-01: unlisted",
    ]
    assert "How unclear text was read" not in lines
