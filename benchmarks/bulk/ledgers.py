"""Ledger lines, made up from a fixed seed, as parquet files: the words of the 2010 edition.

They are drawn and written a million at a time, so that the memory does not grow with their number,
and each million from a seed of its own: the first lines are the same in every size. Terms,
documents and the fund are strings, as an application writes them. They are no data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np

SEED = 494
YEAR = 2010
CHUNK = 1_000_000
"""Lines in a file, and lines drawn at a time; a line's values depend on it."""
ROW_GROUP = 122_880

Kind = Literal["complete", "missing"]
KINDS: tuple[Kind, ...] = ("complete", "missing")
MISSING = 0.06
"""How often a value is missing, in the lines that may have missing values."""

FUNDS = ("bok_puskesmas", "bok")
UNITS = 10_000
USUAL_TYPES = (
    "transpor_petugas", "transpor_masyarakat", "bbm_transpor", "penggandaan", "atk", "fotokopi",
    "konsumsi_rapat", "bahan_kontak", "bahan_pmt_penyuluhan", "penginapan", "uang_harian",
    "pelatihan_kader", "pemeliharaan_cold_chain", "bbm_cold_chain",
)  # fmt: skip
"""Drawn four times out of five; otherwise any word of the vocabulary."""
USUAL_ACTIVITIES = (
    "lokakarya_mini", "rapat_desa", "desa_siaga_forum", "operasional_poskesdes",
    "pelayanan_gizi_posyandu", "pelayanan_imunisasi_posyandu", "operasional_kantor",
)  # fmt: skip
"""Drawn three times out of ten; otherwise any word of the vocabulary."""
NO_DOCUMENTS = "-"
"""Says that there are none, as in the ledgers that bokrules reads: an empty cell says nothing."""
DOCUMENTS = (
    NO_DOCUMENTS, "kuitansi", "faktur", "bukti_lain", "surat_tugas", "bukti_terima_transpor",
    "kuitansi;surat_tugas", "bukti_beli_bbm;surat_tugas", "bukti_terima_transpor;surat_tugas",
    "kuitansi;faktur", "kuitansi;bukti_lain", "surat_tugas;sppd;laporan_dinas",
    "kuitansi;rincian_biaya;surat_tugas;sppd;pernyataan_riil;laporan_dinas",
    "kuitansi;rincian_biaya;surat_tugas;sppd;bukti_pengeluaran_riil;laporan_dinas",
    "kuitansi;rincian_biaya;surat_tugas;sppd;bukti_beli_bbm;laporan_dinas",
    "kuitansi;rincian_biaya;surat_tugas;sppd;laporan_dinas", "kuitansi;rincian_biaya;surat_tugas",
    "kuitansi;surat_tugas;laporan_dinas", "undangan;daftar_hadir;notulen",
    "kuitansi;undangan;daftar_hadir;notulen", "kuitansi;faktur;undangan;daftar_hadir;notulen",
    "kuitansi;undangan;daftar_hadir", "kuitansi;daftar_hadir;notulen",
    "faktur;undangan;daftar_hadir;notulen", "kuitansi;daftar_hadir", "daftar_hadir",
    "kuitansi;bukti_terima_transpor", "bukti_pengeluaran_riil", "kuitansi;surat_tugas;sppd",
    "faktur;daftar_hadir",
)  # fmt: skip

FIRST_DAY = date(YEAR, 1, 1)
EPOCH = date(1970, 1, 1)
COLUMNS = (
    "id", "date", "unit", "fund", "expense_type", "activity", "documents", "amount",
    "voucher_amount", "ppn", "pph22", "stamp", "remote", "in_plan", "over_unit_cost",
)  # fmt: skip
NEVER_MISSING = ("id", "unit", "fund")
"""The taxes `ppn` and `pph22` are missing together: they are one fact."""


@dataclass(frozen=True, slots=True)
class Words:
    """The terms that may stand in a line, in the order that lines are drawn in."""

    types: tuple[str, ...]
    activities: tuple[str, ...]

    @classmethod
    def of(cls, taxonomies: Mapping[str, Any]) -> Words:
        """All of an edition's own, by name: the order of its files means nothing."""
        return cls(
            tuple(sorted(taxonomies["belanja"].terms)),
            tuple(sorted(taxonomies["kegiatan"].terms)),
        )


def write(folder: Path, rows: int, kind: Kind, words: Words) -> list[Path]:
    """`rows` lines as files of a million; those that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for start in range(0, rows, CHUNK):
        size = min(CHUNK, rows - start)
        path = folder / f"{kind}-{start // CHUNK:04}-{size}.parquet"
        if not path.exists():
            _write(path, columns(start // CHUNK, kind, words, size), words)
        paths.append(path)
    return paths


def columns(chunk: int, kind: Kind, words: Words, size: int = CHUNK) -> dict[str, Any]:
    """The columns of one file as arrays: words by their place in their list, -1 for missing."""
    draw = np.random.default_rng([SEED, KINDS.index(kind), chunk])
    # All are drawn whatever the size, so that a shorter file begins like a longer one.
    whole = _drawn(draw, words)
    found = {"id": np.arange(chunk * CHUNK, (chunk + 1) * CHUNK), **whole}
    if kind == "missing":
        _leave_out(found, draw)
    return {name: found[name][:size] for name in COLUMNS}


def _drawn(draw: Any, words: Words) -> dict[str, Any]:
    amount = _amounts(draw)
    # One line in four is a part of a larger receipt.
    part = draw.random(CHUNK) < 0.25
    voucher = np.where(part, amount + _amounts(draw), amount)
    ppn, pph22 = amount // 10, amount * 15 // 1000
    # One in five pays nothing, one in ten a rupiah too little.
    paid = draw.choice([0, 1, 2], CHUNK, p=[0.2, 0.1, 0.7])
    return {
        "date": draw.integers(_days(FIRST_DAY) + 90, _days(FIRST_DAY) + 370, CHUNK),
        "unit": draw.integers(0, UNITS, CHUNK),
        "fund": draw.choice([0, 1], CHUNK, p=[0.9, 0.1]),
        "expense_type": _terms(draw, words.types, USUAL_TYPES, 0.8),
        "activity": _terms(draw, words.activities, USUAL_ACTIVITIES, 0.3),
        "documents": draw.integers(0, len(DOCUMENTS), CHUNK),
        "amount": amount,
        "voucher_amount": voucher,
        "ppn": np.where(paid == 0, 0, np.maximum(ppn - (paid == 1), 0)),
        "pph22": np.where(paid == 0, 0, pph22),
        "stamp": draw.choice([0, 3000, 6000], CHUNK, p=[0.3, 0.35, 0.35]),
        "remote": (draw.random(CHUNK) < 0.3).astype(np.int8),
        "in_plan": (draw.random(CHUNK) < 0.9).astype(np.int8),
        "over_unit_cost": (draw.random(CHUNK) < 0.1).astype(np.int8),
    }


def _amounts(draw: Any) -> Any:
    """In thousands, from Rp10,000 to Rp3,192,000, the thresholds themselves among them."""
    found = draw.integers(10, 400, CHUNK) * 1000
    large = draw.random(CHUNK) < 0.35
    found = np.where(large, found * 8, found)
    found = np.where(draw.random(CHUNK) < 0.01, 250_000, found)
    return np.where(draw.random(CHUNK) < 0.01, 1_000_000, found)


def _terms(draw: Any, words: tuple[str, ...], usual: tuple[str, ...], share: float) -> Any:
    place = {word: number for number, word in enumerate(words)}
    of_usual = np.array([place[word] for word in usual])[draw.integers(0, len(usual), CHUNK)]
    return np.where(draw.random(CHUNK) < share, of_usual, draw.integers(0, len(words), CHUNK))


def _leave_out(found: dict[str, Any], draw: Any) -> None:
    for name in COLUMNS:
        if name in NEVER_MISSING or name == "pph22":
            continue
        gone = draw.random(CHUNK) < MISSING
        for each in (name, "pph22") if name == "ppn" else (name,):
            found[each] = np.where(gone, -1, found[each])


_WORDS = {"fund": "funds", "expense_type": "types", "activity": "activities", "documents": "papers"}
_FLAGS = ("remote", "in_plan", "over_unit_cost")


def _write(path: Path, found: Mapping[str, Any], words: Words) -> None:
    connection = duckdb.connect()
    connection.execute("SET threads = 1; SET preserve_insertion_order = true")
    connection.register("drawn", dict(found))
    lists = {"funds": FUNDS, "types": words.types, "activities": words.activities}
    lists["papers"] = DOCUMENTS
    for name, values in lists.items():
        connection.execute(f"SET VARIABLE {name} = $1", [list(values)])
    scratch = path.with_suffix(".part")
    connection.execute(
        f"COPY (SELECT {', '.join(_spelt(name) for name in COLUMNS)} FROM drawn) "
        f"TO '{scratch}' (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    connection.close()
    scratch.replace(path)


def _spelt(name: str) -> str:
    if name in _WORDS:
        # An index below 1 gives NULL.
        return f"list_extract(getvariable('{_WORDS[name]}'), nullif({name} + 1, 0)) AS {name}"
    if name == "id":
        return "id"
    if name == "unit":
        return "'P' || lpad(unit::VARCHAR, 5, '0') AS unit"
    if name == "date":
        return "DATE '1970-01-01' + nullif(date, -1)::INTEGER AS date"
    if name in _FLAGS:
        return f"nullif({name}, -1)::BOOLEAN AS {name}"
    return f"nullif({name}, -1)::BIGINT AS {name}"


def expenses(found: Mapping[str, Any], words: Words) -> Iterator[dict[str, Any]]:
    """The lines of `columns` as an application gives them one by one; what is missing is None."""
    lists: dict[str, Sequence[str]] = {
        "fund": FUNDS,
        "expense_type": words.types,
        "activity": words.activities,
        "documents": DOCUMENTS,
    }
    for values in zip(*(found[name].tolist() for name in COLUMNS), strict=True):
        row = {
            name: None if value == -1 else lists[name][value] if name in lists else value
            for name, value in zip(COLUMNS, values, strict=True)
        }
        row |= {name: None if row[name] is None else bool(row[name]) for name in _FLAGS}
        row["unit"] = f"P{row['unit']:05}"
        row["date"] = None if row["date"] is None else EPOCH + timedelta(days=row["date"])
        yield expense_of(row)


def expense_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line as it stands in a file, as `Edition.validate` takes it."""
    papers, ppn = row["documents"], row["ppn"]
    return {
        **{name: value for name, value in row.items() if name not in ("ppn", "pph22")},
        "id": str(row["id"]),
        "documents": None if papers is None else _listed(papers),
        "taxes": None if ppn is None else {"ppn": ppn, "pph22": row["pph22"]},
    }


def _listed(papers: str) -> list[str]:
    return [] if papers == NO_DOCUMENTS else papers.split(";")


def _days(day: date) -> int:
    return (day - EPOCH).days
