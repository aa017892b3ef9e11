"""A small edition of its own: these tests must not change when a decree's text does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bokrules import Edition, load_edition
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.values import CellReader
from bokrules.semantics.vocabulary import Vocabulary

EDITION = """
id: "2010"
year: 2010
regulation: {kind: Kepmenkes, number: 1/2010}
title: Juknis kecil
signed: 2010-01-01
in_force: {from: 2010-01-01, to: 2010-12-31}
funds: [bok_puskesmas]
completeness: complete
"""

OUTLINE = """
A: {heading: "Yang boleh", page: 1}
B: {heading: "Yang dilarang", page: 2}
C: {heading: "Bukti", page: 3}
"""

RULES = """
tertutup belanja "Penggunaan dana" dasar A
boleh atk "ATK" untuk belanja atk dasar A
larang honor "Honor" untuk belanja honor dasar B temuan 1.01.09
wajib kuitansi "Kuitansi" bukti kuitansi atau faktur dasar C
"""

VOCABULARY = """
belanja atk "Alat tulis kantor" en "Stationery"
belanja honor "Honorarium" en "Fee"
belanja honor_narasumber "Honor narasumber" en "Speaker's fee" termasuk honor
belanja lain "Lain-lain"

kegiatan gizi "Gizi" en "Nutrition"
kegiatan gizi_penyuluhan "Penyuluhan" termasuk gizi
kegiatan kb "Pelayanan KB" en "Family planning"
kegiatan kb_penyuluhan "Penyuluhan" termasuk kb

dana bok_puskesmas "BOK Puskesmas"
dana bok_provinsi "BOK provinsi"

dokumen kuitansi "Kuitansi" en "Receipt"
dokumen surat_tugas "Surat tugas Kepala Puskesmas" en "Duty letter"
dokumen faktur "Faktur, bon toko, atau nota pembelian" en "Invoice"

pajak ppn "PPN" en "Value added tax"
pajak pph22 "PPh pasal 22" en "Income tax, article 22"

pilihan medan "Medan"
  darat "Darat" en "Land"
  laut "Laut" en "Sea"

fakta belanja alias expense_type : belanja "Jenis belanja" en "Expense type"
fakta kegiatan alias activity : kegiatan "Kegiatan" en "Activity"
fakta dana alias fund : dana "Sumber dana" en "Fund"
fakta id alias id : teks "Nomor baris" en "Row id"
fakta tanggal alias date : tanggal "Tanggal" en "Date"
fakta uraian alias description : teks "Uraian" en "Description"
fakta nilai alias amount : rupiah "Nilai" en "Amount"
fakta nilai_kuitansi alias voucher_amount : rupiah "Nilai seluruh kuitansi" bawaan nilai
fakta volume alias quantity : bilangan "Volume" en "Quantity"
fakta jumlah_orang alias persons : orang "Jumlah orang" en "Number of persons"
fakta nomor_bukti alias voucher : teks "Nomor bukti" en "Voucher number"
fakta bukti alias documents : daftar dokumen "Bukti" en "Documents"
fakta pajak alias taxes : rupiah per pajak "Pajak yang disetor" en "Taxes deposited"
fakta meterai alias stamp : rupiah "Bea meterai" en "Stamp duty"
fakta medan alias terrain : medan "Medan" en "Terrain"
fakta terpencil alias remote : ya_tidak "Di desa terpencil" en "In a remote village"
"""


@pytest.fixture(scope="session")
def edition_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    (folder / "common").mkdir()
    (folder / "common" / "kosakata.bok").write_text(VOCABULARY, encoding="utf-8")
    (folder / "2010").mkdir()
    (folder / "2010" / "edition.yaml").write_text(EDITION, encoding="utf-8")
    (folder / "2010" / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    (folder / "2010" / "aturan.bok").write_text(RULES, encoding="utf-8")
    return folder / "2010"


@pytest.fixture(scope="session")
def edition(edition_folder: Path) -> Edition:
    return load_edition(edition_folder)


@pytest.fixture(scope="session")
def vocabulary(edition: Edition) -> Vocabulary:
    return edition.policy.vocabulary


@pytest.fixture(scope="session")
def headers(vocabulary: Vocabulary) -> Headers:
    return Headers(vocabulary)


@pytest.fixture(scope="session")
def reader(vocabulary: Vocabulary) -> CellReader:
    return CellReader(vocabulary)


@pytest.fixture(scope="session")
def column(headers: Headers) -> Callable[[str], Column]:
    """The column of a header that is known."""

    def find(header: str) -> Column:
        found = headers.column(header)
        assert found is not None
        return found

    return find
