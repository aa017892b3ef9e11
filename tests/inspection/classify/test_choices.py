"""An inspector's choices: the file beside the ledger, and what they do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules.base.errors import BokrulesError, InvalidValue, UnknownValue, UnreadableFile
from bokrules.evaluation.row import Place
from bokrules.inspection.classify.choices import Choices, Chosen, Overruled, choices_of
from bokrules.inspection.classify.choices_file import (
    choices_beside,
    choices_path,
    choices_text,
    chosen_of,
    outcome_named,
    read_choices,
)
from bokrules.inspection.classify.classification import Ground, Sureness
from bokrules.inspection.classify.ledger_row import LedgerRow, ledger_row
from bokrules.semantics.outcomes import Outcome
from tests.inspection.classify.small import WORDS, brief, small_classifier, vocabulary_of

VOCABULARY = vocabulary_of(WORDS)
FILE = """# Pemeriksaan Mei

pilihan:
- uraian: Perjalanan ke desa
  belanja: transpor_petugas
  oleh: Sri
  tanggal: 2026-05-01
  alasan: surat tugas
- uraian: Snack rapat
  kegiatan: lokmin
putusan:
- baris: 4
  uraian: Snack rapat
  nilai: 90000
  hasil: tidak tercantum
  alasan: bukan lokakarya mini
- lembar: Mei
  baris: 2
  uraian: Obat
  nilai: null
  hasil: dilarang
  alasan: obat
  oleh: Sri
"""
TRIP = Chosen(
    text="Perjalanan ke desa",
    expense_type="transpor_petugas",
    by="Sri",
    day=date(2026, 5, 1),
    reason="surat tugas",
)
SNACK = Chosen(text="Snack rapat", activity="lokmin")
ROW = Overruled(
    row=4,
    text="Snack rapat",
    amount=90_000,
    outcome=Outcome.UNLISTED,
    reason="bukan lokakarya mini",
)
SHEET = Overruled(
    row=2, sheet="Mei", text="Obat", amount=None, outcome=Outcome.FORBIDDEN, reason="obat", by="Sri"
)


def read(folder: Path, text: str) -> Choices:
    path = folder / "mei.csv.pilihan.yaml"
    path.write_text(text, encoding="utf-8")
    return read_choices(path, VOCABULARY)


def test_a_file_is_read_and_written_as_it_was(tmp_path: Path) -> None:
    choices = read(tmp_path, FILE)
    assert choices == Choices((TRIP, SNACK), (ROW, SHEET), "# Pemeriksaan Mei\n\n")
    assert choices_text(choices) == FILE


def test_its_order_means_nothing_and_its_words_may_be_english(tmp_path: Path) -> None:
    english = """
choices:
  - {activity: lokmin, description: Snack rapat}
  - {description: Perjalanan ke desa, expense_type: transpor_petugas, by: Sri,
     date: 2026-05-01, reason: surat tugas}
overrides:
  - {sheet: Mei, row: 2, description: Obat, amount: null, outcome: forbidden, reason: obat, by: Sri}
  - {row: 4, description: Snack rapat, amount: 90000, outcome: Tidak_Tercantum,
     reason: bukan lokakarya mini}
"""
    choices = read(tmp_path, english)
    assert (choices.chosen, choices.overruled) == ((TRIP, SNACK), (ROW, SHEET))


def test_a_ledger_without_the_file_has_no_choices(tmp_path: Path) -> None:
    ledger = tmp_path / "mei.csv"
    assert choices_beside(ledger, VOCABULARY) == Choices()
    assert choices_path(ledger) == tmp_path / "mei.csv.pilihan.yaml"
    read(tmp_path, "# nothing yet\n")
    assert choices_beside(ledger, VOCABULARY) == Choices(comments="# nothing yet\n")
    assert choices_text(choices_beside(ledger, VOCABULARY)) == "# nothing yet\n"


def test_one_choice_for_a_text_and_one_decision_for_a_row() -> None:
    again = Chosen(text="SNACK  rapat", expense_type="konsumsi")
    choices = Choices().with_chosen(SNACK).with_chosen(TRIP).with_chosen(again)
    assert choices.chosen == (TRIP, again)
    assert choices.chosen_for(" snack rapat") is again
    assert choices.chosen_for("snack") is None
    decided = choices.with_overruled(SHEET).with_overruled(ROW)
    assert decided.overruled == (ROW, SHEET)
    assert (decided.overruled_at(2, "Mei"), decided.overruled_at(2)) == (SHEET, None)
    assert choices_of([SNACK, TRIP], [SHEET, ROW]) == Choices((TRIP, SNACK), (ROW, SHEET))


def test_a_row_that_moved_is_noticed() -> None:
    assert ROW.is_of("snack  RAPAT", 90_000)
    assert not ROW.is_of("Snack rapat", 95_000)
    assert not ROW.is_of("Snack", 90_000)


def test_a_choice_stands_in_the_place_of_what_was_read() -> None:
    found = small_classifier().classify("Snack dan obat")
    chosen = Chosen(text="Snack dan obat", expense_type="konsumsi_rapat").applied_to(found)
    assert brief(chosen.expense_type) == "konsumsi_rapat by choice, high"
    assert chosen.activity is found.activity
    both = Chosen(text="x", activity="lokmin").applied_to(found)
    assert (both.activity.ground, both.activity.sureness) == (Ground.CHOICE, Sureness.HIGH)
    assert both.expense_type is found.expense_type


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("pilihn: []\n", "line 1: pilihn: there is no such entry (did you mean `pilihan`?)"),
        ("lain: []\n", "line 1: lain: there is no such entry (one of: pilihan, putusan)"),
        ("pilihan: 5\n", "line 1: pilihan: this is no list of entries"),
        ("- a\n", "line 1: the file holds no mapping of names to values"),
        ("pilihan: [\n", "line 2: this is not YAML: "),
        ("pilihan: []\nchoices: []\n", "line 2: choices: there is no such entry"),
        ("pilihan:\n- 5\n", "line 2: pilihan: this is no mapping such as {a: b}"),
        ("pilihan:\n- belanja: obat\n", "line 2: pilihan: uraian: it is missing"),
        (
            "pilihan:\n- uraian: x\n",
            "line 2: pilihan: neither `belanja` nor `kegiatan` is chosen",
        ),
        (
            "pilihan:\n- uraian: x\n  belanja: obatt\n",
            "line 3: pilihan: belanja: there is no `belanja obatt` in the vocabulary"
            " (did you mean `obat`?)",
        ),
        (
            "choices:\n- description: x\n  activity: zzz\n",
            "line 3: choices: kegiatan: there is no `kegiatan zzz` in the vocabulary"
            " (`bokrules show YEAR` lists what it has)",
        ),
        (
            "pilihan:\n- uraian: x\n  belanjaa: obat\n",
            "line 3: pilihan: belanjaa: there is no such entry (did you mean `belanja`?)",
        ),
        (
            "pilihan:\n- uraian: x\n  belanja: obat\n  expense_type: vaksin\n",
            "line 4: pilihan: belanja: `belanja` stands twice (leave one of them out)",
        ),
        (
            "pilihan:\n- uraian: x\n  belanja: obat\n- uraian: X\n  belanja: obat\n",
            "line 4: pilihan: this text or row stands twice (leave one of them out)",
        ),
        (
            "pilihan:\n- uraian: x\n  belanja: obat\n  tanggal: kemarin\n",
            "line 4: pilihan: tanggal: this is no date such as 2010-04-22",
        ),
        (
            "putusan:\n- baris: 2\n  uraian: x\n  nilai: 5\n  hasil: boleh\n  alasan: a\n",
            "line 5: putusan: hasil: there is no outcome `boleh` (one of: dilarang,"
            " tidak tercantum, perlu data, diizinkan bersyarat, diizinkan)",
        ),
        (
            "putusan:\n- baris: 2\n  uraian: x\n  nilai: 5,5\n  hasil: dilarang\n  alasan: a\n",
            "line 4: putusan: nilai: this is no whole number",
        ),
        (
            "putusan:\n- baris: ya\n  uraian: x\n  nilai: 5\n  hasil: dilarang\n  alasan: a\n",
            "line 2: putusan: baris: this is no whole number",
        ),
        (
            "putusan:\n- baris: 2\n  uraian: x\n  nilai: 5\n  hasil: dilarang\n",
            "line 2: putusan: alasan: it is missing",
        ),
        (
            "putusan:\n- {baris: 2, uraian: x, nilai: 5, hasil: dilarang, alasan: a}\n"
            "- {baris: 2, uraian: y, nilai: 5, hasil: dilarang, alasan: a}\n",
            "line 3: putusan: this text or row stands twice (leave one of them out)",
        ),
    ],
)
def test_faults_are_told_with_their_lines(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(tmp_path, text)
    hint = raised.value.hint_message
    said = raised.value.message.text("en") + (f" ({hint.text('en')})" if hint else "")
    assert raised.value.code == "BOK613"
    assert fault in said


def test_words_of_a_choice() -> None:
    made = chosen_of("x", ["belanja=obat", "tanggal=2026-05-01", "alasan=a = b"], VOCABULARY)
    assert made == Chosen(text="x", expense_type="obat", day=date(2026, 5, 1), reason="a = b")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["belanja"], "`belanja` is no NAME=VALUE that is known here (each once, of: "),
        (["belanj=obat"], "`belanj=obat` is no NAME=VALUE that is known here (did you mean"),
        (["belanja="], "`belanja=` is no NAME=VALUE"),
        (["uraian=x"], "`uraian=x` is no NAME=VALUE"),
        (["belanja=obat", "belanja=vaksin"], "`belanja=vaksin` is no NAME=VALUE"),
        (["oleh=Sri"], "neither `belanja` nor `kegiatan` is chosen (write at least one of them)"),
        (["belanja=obat", "tanggal=besok"], "tanggal: this is no date such as 2010-04-22"),
    ],
)
def test_faults_of_a_choice(words: list[str], fault: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        chosen_of("x", words, VOCABULARY)
    hint = raised.value.hint_message
    assert fault in raised.value.message.text("en") + (f" ({hint.text('en')})" if hint else "")


def test_a_choice_of_no_term() -> None:
    with pytest.raises(UnknownValue, match="obatt"):
        chosen_of("x", ["belanja=obatt"], VOCABULARY)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("dilarang", Outcome.FORBIDDEN),
        ("Tidak tercantum", Outcome.UNLISTED),
        ("perlu_data", Outcome.UNDETERMINED),
        ("needs data", Outcome.UNDETERMINED),
        ("diizinkan  bersyarat", Outcome.CONDITIONAL),
        ("allowed", Outcome.ALLOWED),
        ("boleh", None),
    ],
)
def test_outcomes_by_name_and_label(name: str, outcome: Outcome | None) -> None:
    assert outcome_named(name) is outcome


def test_the_row_that_is_decided(tmp_path: Path) -> None:
    ledger = tmp_path / "mei.csv"
    ledger.write_text("uraian,nilai\nSnack,90000\n,5\nObat,banyak\n", encoding="utf-8")
    assert ledger_row(ledger, VOCABULARY, 2) == LedgerRow(Place(2), "Snack", 90_000)
    assert ledger_row(ledger, VOCABULARY, 3) == LedgerRow(Place(3), "", 5)
    with pytest.raises(InvalidValue, match="BOK503"):
        ledger_row(ledger, VOCABULARY, 9)
    with pytest.raises(BokrulesError, match="banyak"):
        ledger_row(ledger, VOCABULARY, 4)


def test_a_row_of_several_sheets(tmp_path: Path) -> None:
    path = tmp_path / "mei.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, text in (("Mei", "Snack"), ("Juni", "Obat")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["uraian", "nilai"])
            sheet.write_row(1, 0, [text, 5])
    june = LedgerRow(Place(2, "Juni"), "Obat", 5)
    assert ledger_row(path, VOCABULARY, 2, "Juni") == june
    with pytest.raises(InvalidValue) as raised:
        ledger_row(path, VOCABULARY, 2)
    assert raised.value.message.text("en").endswith("several sheets have a row 2")
    with pytest.raises(InvalidValue):
        ledger_row(path, VOCABULARY, 2, "Juli")
