"""The kinds of books, the roles that their columns play, and how people head them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum

from bokrules.base.messages import Message, msg


class SheetKind(Enum):
    """By the word that a mapping has for it."""

    CASH = "bku"
    BUDGET = "rka"
    PLAN = "rpk"
    PAYEES = "nominatif"
    TAXES = "pajak"
    PRICES = "harga"
    TABLE = "tabel"
    """A plain table whose heads are facts of the vocabulary."""


KIND_WORDS: Mapping[SheetKind, Message] = {
    SheetKind.CASH: msg("cash book (BKU)"),
    SheetKind.BUDGET: msg("budget (RKA/DPA)"),
    SheetKind.PLAN: msg("monthly plan (RPK/POA)"),
    SheetKind.PAYEES: msg("list of payees (daftar nominatif)"),
    SheetKind.TAXES: msg("tax book"),
    SheetKind.PRICES: msg("standard of unit prices"),
    SheetKind.TABLE: msg("plain table"),
}

NUMBER, DATE, VOUCHER, TEXT, ACCOUNT, UNIT = (
    "no", "tanggal", "nomor_bukti", "uraian", "rekening", "satker",
)  # fmt: skip
RECEIVED, SPENT, BALANCE = "penerimaan", "pengeluaran", "saldo"
COEFFICIENTS, QUANTITY, MEASURE, PRICE, AMOUNT = "koefisien", "volume", "satuan", "harga", "jumlah"
ACTIVITY, DETAILS, AIM, TARGET, PLACE, PERFORMER, FUNDING, MONTH = (
    "kegiatan", "rincian", "sasaran", "target", "lokasi", "pelaksana", "pembiayaan", "bulan",
)  # fmt: skip
NAME, NIP, RANK, DESTINATION, DAYS = "nama", "nip", "golongan", "tujuan", "hari"
YEAR, TAX = "tahun", "jenis_pajak"
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip

_NUMBER = ("no", "nomor", "no urut", "nomor urut", "urut", "no.")
_DATE = ("tanggal", "tgl", "tanggal transaksi", "tgl transaksi", "hari tanggal", "tanggal bukti",
         "tgl bukti", "bukti tanggal", "bukti tgl", "tanggal bku", "tgl bln",
         "tanggal bulan", "date")  # fmt: skip
_VOUCHER = (
    "nomor bukti", "no bukti", "bukti", "nomor bukti kas", "no bukti kas", "bukti nomor",
    "bukti no", "kode bukti", "nomor kuitansi", "no kuitansi", "nomor kwitansi", "no kwitansi",
    "no bku", "nomor bku", "no bukti transaksi", "nomor bukti transaksi", "nomor spj", "no spj",
    "no bukti pengeluaran", "bukti kas", "bukti kas no", "bukti kas nomor", "no bkt",
    "nomor bkt", "voucher", "voucher no", "voucher number", "no voucher",
)  # fmt: skip
_TEXT = ("uraian", "keterangan", "uraian transaksi", "uraian kegiatan", "uraian belanja",
         "uraian keterangan", "keterangan uraian", "perincian",
         "perincian transaksi", "description")  # fmt: skip
_ACCOUNT = ("kode rekening", "kode rek", "no rekening", "nomor rekening", "rekening", "kd rek",
            "kd rekening", "kode akun", "akun", "mak", "kode mak", "kode belanja",
            "account code")  # fmt: skip
_UNIT = ("satker", "satuan kerja", "puskesmas", "unit kerja", "nama puskesmas", "unit", "skpd",
         "opd", "puskesmas atau kantor")  # fmt: skip
_AMOUNT = ("jumlah", "jumlah uang", "total", "jumlah harga", "jumlah total", "jumlah biaya",
           "jumlah anggaran", "pagu", "anggaran", "jumlah diterima", "jumlah yang diterima",
           "jumlah dibayar", "jumlah dibayarkan", "jumlah bersih", "diterima", "total harga",
           "total biaya", "uang transport", "uang transpor", "transport", "biaya",
           "total diterima")  # fmt: skip
_MEASURE = ("satuan", "sat", "satuan barang", "unit satuan")
_PRICE = ("harga", "harga satuan", "tarif", "tarif harga", "harga tarif", "biaya satuan",
          "satuan biaya", "satuan harga", "harga per satuan", "besaran",
          "harga sebelum pajak")  # fmt: skip
_ACTIVITY = ("kegiatan", "nama kegiatan", "jenis kegiatan", "uraian kegiatan", "rincian kegiatan",
             "activity", "upaya kesehatan kegiatan")  # fmt: skip

WORDS: Mapping[SheetKind, Mapping[str, tuple[str, ...]]] = {
    SheetKind.CASH: {
        NUMBER: _NUMBER,
        DATE: _DATE,
        VOUCHER: _VOUCHER,
        TEXT: _TEXT,
        ACCOUNT: _ACCOUNT,
        UNIT: _UNIT,
        RECEIVED: ("penerimaan", "debet", "debit", "masuk", "uang masuk", "kas masuk", "diterima",
                   "jumlah penerimaan", "pemasukan", "terima", "receipt", "receipts", "received"),
        SPENT: ("pengeluaran", "kredit", "keluar", "uang keluar", "kas keluar", "dikeluarkan",
                "jumlah pengeluaran", "belanja pengeluaran", "credit", "payment", "payments",
                "spent"),
        BALANCE: ("saldo", "sisa", "saldo kas", "saldo akhir", "sisa kas", "sisa saldo",
                  "sisa uang", "balance"),
    },
    SheetKind.BUDGET: {
        NUMBER: _NUMBER,
        ACCOUNT: (*_ACCOUNT, "kode"),
        TEXT: (*_TEXT, "uraian rincian", "rincian belanja", "uraian rincian belanja",
               "spesifikasi", "rincian perhitungan uraian", "komponen"),
        COEFFICIENTS: ("koefisien", "koefisien volume", "volume koefisien", "rincian perhitungan",
                       "perhitungan", "rincian"),
        QUANTITY: ("volume", "vol", "jumlah volume", "kuantitas", "qty"),
        MEASURE: _MEASURE,
        PRICE: _PRICE,
        AMOUNT: _AMOUNT,
    },
    SheetKind.PLAN: {
        NUMBER: _NUMBER,
        ACTIVITY: _ACTIVITY,
        DETAILS: ("rincian", "rincian belanja", "uraian", "jenis belanja", "kebutuhan",
                  "rincian biaya", "kebutuhan sumber daya", "rincian pelaksanaan",
                  "rincian anggaran",
                  "keterangan"),
        AIM: ("sasaran", "sasaran kegiatan", "kelompok sasaran"),
        TARGET: ("target", "target sasaran", "target kegiatan", "volume", "volume kegiatan"),
        PLACE: ("lokasi", "tempat", "lokasi kegiatan", "tempat pelaksanaan", "lokasi pelaksanaan",
                "tempat kegiatan", "lokasi tempat"),
        PERFORMER: ("pelaksana", "penanggung jawab", "pelaksana kegiatan", "pj", "petugas",
                    "penanggungjawab", "petugas pelaksana"),
        FUNDING: ("pembiayaan", "biaya", "jumlah biaya", "kebutuhan biaya", "jumlah", "anggaran",
                  "kebutuhan anggaran", "total biaya", "jumlah dana", "dana"),
        MONTH: ("bulan", "waktu", "jadwal", "waktu pelaksanaan", "jadwal pelaksanaan",
                "bulan pelaksanaan", "bulan kegiatan"),
        UNIT: _UNIT,
    },
    SheetKind.PAYEES: {
        NUMBER: _NUMBER,
        NAME: ("nama", "nama petugas", "nama penerima", "nama pelaksana", "penerima",
               "nama pegawai", "nama lengkap", "nama nip", "nama peserta"),
        NIP: ("nip", "nip nik", "nomor induk pegawai", "nik"),
        RANK: ("gol", "golongan", "jabatan", "gol jabatan", "golongan jabatan", "pangkat gol",
               "pangkat golongan", "pangkat", "pangkat gol ruang", "gol ruang", "pangkat jabatan"),
        ACTIVITY: (*_ACTIVITY, "uraian", "maksud", "maksud perjalanan", "keperluan"),
        DESTINATION: ("tujuan", "tempat tujuan", "desa", "desa tujuan", "lokasi", "ke",
                      "tujuan perjalanan", "tempat", "desa kelurahan"),
        DATE: (*_DATE, "tanggal pelaksanaan", "tgl pelaksanaan", "tanggal kegiatan",
               "tanggal perjalanan", "tanggal berangkat", "waktu", "waktu pelaksanaan",
               "hari tanggal pelaksanaan"),
        DAYS: ("hari", "jumlah hari", "lama", "lama hari", "lama perjalanan", "jml hari", "lamanya",
               "frekuensi"),
        VOUCHER: _VOUCHER,
        PRICE: _PRICE,
        AMOUNT: _AMOUNT,
        UNIT: _UNIT,
    },
    SheetKind.TAXES: {
        NUMBER: _NUMBER,
        DATE: (*_DATE, "tanggal setor", "tgl setor"),
        VOUCHER: (*_VOUCHER, "nomor kode"),
        TEXT: _TEXT,
        TAX: ("jenis pajak", "pajak", "nama pajak", "macam pajak"),
        RECEIVED: ("penerimaan", "debet", "debit", "dipungut", "pemungutan", "pungutan", "dipotong",
                   "pemotongan", "potongan", "jumlah dipungut", "masuk", "pungut", "potong",
                   "pemotongan pemungutan", "penerimaan dipungut", "jumlah penerimaan"),
        SPENT: ("pengeluaran", "kredit", "disetor", "penyetoran", "setoran", "setor", "keluar",
                "jumlah disetor", "pengeluaran disetor", "jumlah pengeluaran"),
        BALANCE: ("saldo", "sisa", "belum disetor"),
        AMOUNT: ("jumlah", "total", "jumlah pajak"),
        UNIT: _UNIT,
    },
    SheetKind.PRICES: {
        NUMBER: (*_NUMBER, "kode", "kode barang"),
        TEXT: ("uraian", "nama barang", "uraian barang", "jenis barang", "barang",
               "nama barang jasa",
               "uraian nama barang", "nama", "item", "jenis", "uraian jenis barang", "komponen",
               "nama komponen", "jenis belanja"),
        MEASURE: _MEASURE,
        PRICE: (*_PRICE, "harga rp", "standar harga", "batas tertinggi", "harga tertinggi"),
        YEAR: ("tahun", "tahun anggaran"),
    },
    SheetKind.TABLE: {},
}  # fmt: skip
"""The words of heads for each role, without case, dots, brackets and units."""

TITLES: tuple[tuple[re.Pattern[str], SheetKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\bpajak\b", SheetKind.TAXES),
        (r"\bnominatif\b|daftar (penerima(an)?|pembayaran|bayar)\b|tanda terima", SheetKind.PAYEES),
        (r"buku kas|\bbku\b", SheetKind.CASH),
        (r"\brka\b|\bdpp?a\b|rencana kerja dan anggaran|dokumen pelaksanaan"
         r"|rincian anggaran|\brab\b",
         SheetKind.BUDGET),
        (r"\brpk\b|\bpoa\b|plan of action|rencana pelaksanaan kegiatan", SheetKind.PLAN),
        (r"standar (satuan )?(harga|biaya)|satuan harga|\bssh\b|\bsbu\b|\bshst\b",
         SheetKind.PRICES),
    )
)  # fmt: skip
"""What a title or a sheet's name says; the first that is found counts."""


_AUXILIARY = re.compile(
    r"\b(?:buku\s+(?:kas\s+)?pembantu|buku\s+(?:kas\s+)?(?:bank|panjar|simpanan)"
    r"|(?:bp|b\.p\.?|pembantu)\s+(?:kas|bank|panjar|tunai|rincian)"
    r"|rekap(?:itulasi)?|register\s+(?:spj|spp|spm|sp2d|penutupan))\b"
    r"|^\s*(?:b\.?\s*)?(?:bank|pembantu|panjar)\s*$",
    re.IGNORECASE,
)


def is_auxiliary(titles: Iterable[str]) -> bool:
    """Whether a title or a sheet's name says that a book repeats lines of the cash book."""
    return any(_AUXILIARY.search(each) for each in titles)


def kind_in(text: str) -> SheetKind | None:
    """The kind of book that a title names."""
    return next((kind for pattern, kind in TITLES if pattern.search(text)), None)


TAX_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bppn\b|pajak pertambahan nilai", "PPN"),
        (r"\bpph\s*(?:ps|psl|pasal)?\s*21\b", "PPh 21"),
        (r"\bpph\s*(?:ps|psl|pasal)?\s*22\b", "PPh 22"),
        (r"\bpph\s*(?:ps|psl|pasal)?\s*23\b", "PPh 23"),
        (r"\bpph\s*(?:(?:ps|psl|pasal)?\s*4(?:\s*ayat)?\s*2|final)(?:\s*final)?\b", "PPh final"),
        (r"\bpajak daerah\b|\bpajak restoran\b|\bpb1\b", "Pajak daerah"),
    )
)
"""The taxes of a tax book, in folded text, by the name that people know them by."""
