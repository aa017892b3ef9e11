"""Small vocabularies and charts, and a classification as one line to compare with."""

from __future__ import annotations

from collections.abc import Mapping

from bokrules.inspection.classify.classification import Classified
from bokrules.inspection.classify.classifier import Classifier
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.vocabulary import Vocabulary
from bokrules.semantics.wording import Abbreviations, words_of
from tests.helpers import compiled

FACTS = """
fakta belanja alias expense_type : belanja "Jenis belanja"
fakta kegiatan alias activity : kegiatan "Kegiatan"
fakta dana alias fund : dana "Sumber dana"
fakta tanggal alias date : tanggal "Tanggal"
fakta uraian alias description : teks "Uraian"
fakta nilai alias amount : rupiah "Nilai"
fakta nilai_kuitansi alias voucher_amount : rupiah "Nilai kuitansi" bawaan nilai
fakta bukti alias documents : daftar dokumen "Bukti"
fakta pajak alias taxes : rupiah per pajak "Pajak"
fakta meterai alias stamp : rupiah "Meterai"
"""

WORDS = """
belanja transpor "Transpor" sebutan "transpor" rekening 5.1.02.04.01.0003
belanja transpor_petugas "Transpor petugas" termasuk transpor sebutan "transpor petugas"
belanja transpor_kader "Transpor kader" termasuk transpor sebutan "transpor … kader"
belanja perjalanan "Perjalanan dinas" sebutan "perjalanan dinas" rekening 5.1.02.04.01.*
belanja vaksin "Vaksin" sebutan "vaksin"
belanja penginapan "Penginapan" sebutan "penginapan", "inap"
belanja konsumsi "Konsumsi" sebutan "konsumsi", "snack"
belanja konsumsi_rapat "Konsumsi rapat" termasuk konsumsi sebutan "snack … lokakarya mini"
belanja pmt "PMT penyuluhan" sebutan "PMT penyuluhan"
belanja modal "Belanja modal" rekening 5.2.02.*
belanja obat "Obat" sebutan "obat" rekening 5.1.02.01.01.0037
belanja apbn_jalan "Perjalanan" rekening 524

kegiatan ambil_vaksin "Pengambilan vaksin" sebutan "pengambilan vaksin"
kegiatan penyuluhan "Penyuluhan" sebutan "penyuluhan"
kegiatan lokmin "Lokakarya mini" sebutan "lokakarya mini"
kegiatan lokakarya "Lokakarya" sebutan "lokakarya"
kegiatan rawat_inap "Rawat inap" sebutan "rawat inap"
kegiatan kehamilan "Pemeriksaan kehamilan" sebutan "ibu hamil"
kegiatan kehamilan_risti "Ibu hamil risiko tinggi" termasuk kehamilan sebutan "ibu hamil … risiko tinggi"
"""  # noqa: E501  (a policy)

SHORT = {
    "bumil": "ibu hamil",
    "resti": "risiko tinggi",
    "transport": "transpor",
    "foto copy": "fotokopi",
    "foto": "gambar",
    "lokmin": "lokakarya mini",
}

APBN = Chart(
    name="apbn", title="bagan APBN", shape="52xxxx", first_year=2010, last_year=2015, names={}
)
OLD = Chart(
    name="lama",
    title="Permendagri 13",
    shape="5.x.x.xx.xx",
    first_year=2016,
    last_year=2020,
    names={},
)
NEW = Chart(
    name="baru",
    title="Permendagri 90",
    shape="5.x.xx.xx.xx.xxxx",
    first_year=2021,
    names={
        "5.1.02.04.01": "Belanja Perjalanan Dinas Dalam Negeri",
        "5.1.02.04.01.0003": "Belanja Perjalanan Dinas Dalam Kota",
        "5.1.02.01.01.0037": "Belanja Obat-Obatan-Obat",
        "5.2": "Belanja Modal",
        "5.2.02.07.01.0001": "Belanja Modal Alat Kedokteran Umum",
    },
)
CHARTS = (APBN, OLD, NEW)


def vocabulary_of(words: str) -> Vocabulary:
    return compiled(words + FACTS, None, vocabulary="").vocabulary


def abbreviations_of(forms: Mapping[str, str]) -> Abbreviations:
    return Abbreviations({words_of(short): words_of(long) for short, long in forms.items()})


def small_classifier() -> Classifier:
    return Classifier(vocabulary_of(WORDS), abbreviations_of(SHORT), CHARTS)


def brief(found: Classified) -> str:
    """`a, b by text, high: "words" | "words" (why)`"""
    parts = [", ".join(found.values) or "-"]
    if found.ground is not None and found.sureness is not None:
        parts.append(f"by {found.ground.value}, {found.sureness.value}")
    line = " ".join(parts)
    if found.words:
        line += ": " + " | ".join(found.words)
    return line if found.why is None else f"{line} ({found.why.text('en')})"
