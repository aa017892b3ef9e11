"""Small policies for tests: a vocabulary, an outline, an edition, and one call to compile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.pipeline import Layer, Linted, SourceFile, compile_policy, lint_policies
from bokrules.semantics.policy import Clause, EditionInfo, Policy

VOCABULARY = """
belanja transpor "Transpor" en "Transport"
  sebutan "ongkos jalan"
belanja transpor_petugas "Transpor petugas" termasuk transpor
belanja transpor_kader "Transpor kader" termasuk transpor
belanja penginapan "Penginapan"
belanja konsumsi "Konsumsi"
belanja imbalan "Imbalan"
belanja gaji "Gaji" termasuk imbalan
belanja honor "Honor" termasuk imbalan
belanja belanja_modal "Belanja modal"
belanja pemeliharaan "Pemeliharaan"
belanja bahan_imunisasi "Bahan imunisasi"
# Two parents: the taxonomies are graphs, not trees.
belanja cold_chain "Pemeliharaan cold chain" termasuk pemeliharaan, bahan_imunisasi

kegiatan promotif "Upaya promotif"
kegiatan imunisasi "Imunisasi" termasuk promotif
kegiatan gizi "Gizi" termasuk promotif
kegiatan rapat "Rapat"

dana bok "BOK"
dana bok_puskesmas "BOK Puskesmas" termasuk bok
dana bok_provinsi "BOK provinsi" termasuk bok

dokumen kuitansi "Kuitansi"
dokumen faktur "Faktur"
dokumen surat_tugas "Surat tugas"

pajak ppn "PPN"
pajak pph22 "PPh 22"

pilihan jenis_wilayah "Jenis wilayah" desa "Desa" kota "Kota" pulau "Pulau"

fakta belanja alias expense_type : belanja "Jenis belanja"
fakta kegiatan alias activity : kegiatan "Kegiatan"
fakta dana alias fund : dana "Sumber dana"
fakta tanggal alias date : tanggal "Tanggal"
fakta uraian alias description : teks "Uraian"
fakta nilai alias amount : rupiah "Nilai"
fakta nilai_kuitansi alias voucher_amount : rupiah "Nilai kuitansi" bawaan nilai
fakta volume alias quantity : bilangan "Volume"
fakta jumlah_orang alias persons : orang "Jumlah orang"
fakta jumlah_hari alias days : hari "Jumlah hari"
fakta bukti alias documents : daftar dokumen "Bukti"
fakta pajak alias taxes : rupiah per pajak "Pajak yang disetor"
fakta meterai alias stamp : rupiah "Meterai"
fakta wilayah alias region : jenis_wilayah "Wilayah"
fakta satker alias office : teks "Puskesmas atau kantor"
fakta terpencil alias remote : ya_tidak "Di desa terpencil"
fakta dalam_rpk alias in_plan : ya_tidak "Tercantum dalam RPK"
"""

EDITION = EditionInfo(
    id="2010",
    year=2010,
    regulation="494/2010",
    kind="Kepmenkes",
    title="Petunjuk teknis",
    signed=date(2010, 4, 22),
    first_day=date(2010, 4, 22),
    last_day=date(2010, 12, 31),
    force_clauses=(),
    funds=("bok_puskesmas",),
    partial=False,
    source={},
    topics={},
    sha256="0" * 64,
)

POLICY_FILE = "policy.bok"
OUTLINE_FILE = "outline.yaml"


def clauses(*ids: str) -> dict[str, Clause]:
    """An outline with these clauses, each on a page of its own, in this order."""
    return {
        each: Clause(id=each, heading=f"Clause {each}", page=number, file=OUTLINE_FILE, line=number)
        for number, each in enumerate(ids, start=1)
    }


OUTLINE = clauses("A", "A.1", "A.2", "A.3", "B", "B.1", "B.2", "B.3", "C", "C.1", "C.2", "C.3")


def compile_text(
    text: str,
    outline: Mapping[str, Clause] | None = None,
    edition: EditionInfo = EDITION,
    vocabulary: str = VOCABULARY,
) -> tuple[Policy | None, list[Diagnostic]]:
    """The policy of `text` beside `vocabulary`, and all that was found, in order.

    Without an outline the citations stand as they are. Any id may be cited: `dasar A`.
    """
    out = Diagnostics()
    files = [SourceFile(POLICY_FILE, text)]
    if vocabulary:
        files.append(SourceFile("vocabulary.bok", vocabulary))
    policy = compile_policy([Layer(edition, files)], outline, OUTLINE_FILE, out)
    return policy, list(out)


def compiled(
    text: str,
    outline: Mapping[str, Clause] | None = OUTLINE,
    edition: EditionInfo = EDITION,
    vocabulary: str = VOCABULARY,
) -> Policy:
    """The policy of `text`, which must have no errors. Warnings pass."""
    policy, found = compile_text(text, outline, edition, vocabulary)
    assert policy is not None, [f"{place(each)} {each.message}" for each in found]
    return policy


def lint_text(text: str, *others: str, edition: EditionInfo = EDITION) -> list[Diagnostic]:
    """The advice on `text`, which must have no errors; `others` are texts of other years."""
    texts = [Linted(compiled(text, None, edition), {POLICY_FILE})]
    texts += [Linted(compiled(each, None, edition), {POLICY_FILE}) for each in others]
    out = Diagnostics()
    lint_policies(texts, out)
    return list(out)


def place(found: Diagnostic) -> str:
    """Code and place of a diagnostic on one line: `BOK101 1:5-1:9`, in the file under test."""
    span = found.span
    return f"{found.code} {span.line}:{span.column}-{span.end_line}:{span.end_column}"


def places(found: Iterable[Diagnostic]) -> list[str]:
    return [place(each) for each in found]


def words(found: Iterable[Diagnostic]) -> list[str]:
    """Codes and messages, where the place is not what a test is about."""
    return [f"{each.code} {each.message}" for each in found]
