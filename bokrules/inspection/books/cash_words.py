"""Which lines of a cash book are sums, balances carried over, or the end of the page."""

from __future__ import annotations

import re

from bokrules.inspection.books.grid import Row
from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.dates import month_in

STARTS = frozenset(
    {"juml", "tota", "sub ", "sub-", "subt", "subj", "gran", "sald", "sisa", "pind", "akum", "kas ",
     "jml", "jml ", "jml.", "jml:", "jlh", "jlh ", "jlh.", "jlh:", "dipi", "reka", "peng", "pene",
     "j u ", "t o ", "s u "}
)  # fmt: skip
"""The first four letters of all words below: a quick look."""

_SUM = re.compile(r"(?:sub[\s-]*(?:total|jumlah)|grand total|jumlah|total|akumulasi|dipindahkan)\b")
_BALANCE = re.compile(r"(?:saldo|sisa|kas)\b")
_CARRIED = re.compile(
    r"(?:(?:saldo|sisa|kas)\b.*\b(?:awal|lalu|pindahan|sebelumnya|sebelum)\b.*"
    r"|(?:jumlah |total )?pindahan\b.*|pemindahan\b.*)"
)
_FINAL = re.compile(r"(?:saldo|sisa|kas)\b.*\b(?:akhir|ini|sekarang|penutup|per|dipindahkan)\b.*"
                    r"|(?:saldo|sisa)(?: kas| bank| dana| tunai| buku| bok)*")  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_OF_A_SUM = frozenset(
    """
    sub subtotal subjumlah ke total grand jumlah akumulasi kumulatif penerimaan pengeluaran
    debet kredit seluruhnya keseluruhan semua bulan ini lalu s d sd sampai dengan hingga
    halaman tahun anggaran
    dipindahkan pindahan kas dan per triwulan semester minggu i ii iii iv saldo akhir awal
    yang rp bku buku umum hari tanggal tgl sebelumnya ta belanja bok dana
    """.split()  # noqa: SIM905  (a list of this length is read better as a text)
)
_SHORT = re.compile(r"\b(?:jml|jlh)\b\.?")
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_OF_COLUMNS = re.compile(r"(?:rekap(?:itulasi)?|penerimaan|pengeluaran)\b")
_OF_A_UNIT = re.compile(
    r"(?:sub[\s-]*(?:total|jumlah)|jumlah|total)\s+(?:upt[d]?\.?\s+)?(?:puskesmas|pkm)\b"
)
_OF_A_PERIOD = frozenset({"ini", "lalu", "sampai", "sd", "bulan", "halaman", "seluruhnya"})
_NOT_OF_A_PERIOD = frozenset({"bok", "dana", "belanja", "saldo"})
_CLOSING = re.compile(
    r"(?:mengetahui|menyetujui|disetujui|dibuat oleh|diperiksa|diverifikasi|verifikator"
    r"|(?:kepala|plt\.?|plh\.?)\s+(?:uptd?\s+)?(?:puskesmas|pkm|dinas)"
    r"|bendahara\b|pengelola keuangan"
    r"|pengelola bok|ketua tim|kuasa pengguna|pengguna anggaran|nip\b|pada hari ini|ditutup"
    r"|.*\b(?:buku kas|bku)\b.*\bditutup\b|pejabat\b)",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[^\d,]{3,40},\s*[0-9.…_\s]{0,6}\s*([^\W\d_]+)\s+(?:19|20)[0-9]{2}\.?")


def kind_of_words(text: str, month: int | None) -> CashKind | None:
    """SUBTOTAL or CARRIED for words that say so, None for an ordinary line.

    `saldo bulan April` is carried over in a sheet of May, and the end in one of April.
    """
    folded = _folded(text)
    if _CARRIED.fullmatch(folded):
        return CashKind.CARRIED
    named = {found for word in _WORD.findall(folded) if (found := month_in(word))}
    if _SUM.match(folded):
        words = [each for each in _WORD.findall(folded) if not month_in(each)]
        return CashKind.SUBTOTAL if all(each in _OF_A_SUM for each in words) else None
    if _BALANCE.match(folded):
        if len(named) == 1 and month is not None and "bulan" in folded:
            return CashKind.SUBTOTAL if month in named else CashKind.CARRIED
        if _FINAL.fullmatch(folded):
            return CashKind.SUBTOTAL
    return None


def names_sum_of_columns(text: str) -> bool:
    """`Pengeluaran bulan ini`, `Rekapitulasi bulan Mei`, `Jumlah Puskesmas Melati`.

    They are sums, unless they stand in a line of its own: with a date, a voucher or a number.
    """
    folded = _folded(text)
    if _OF_A_UNIT.match(folded):
        return True
    if _OF_COLUMNS.match(folded) is None:
        return False
    every = _WORD.findall(folded)
    words = {each for each in every if not month_in(each)} - {"rekap", "rekapitulasi"}
    told = words & _OF_A_PERIOD or any(month_in(each) for each in every)
    return bool(told) and words <= _OF_A_SUM - _NOT_OF_A_PERIOD


def _folded(text: str) -> str:
    """Lower case, words written in full and without spaces between their letters."""
    evened = " ".join(text.casefold().split())
    found = _SPACED.match(evened)
    if found is not None:
        evened = found[0].replace(" ", "") + evened[found.end() :]
    return " ".join(_SHORT.sub("jumlah", evened).replace("/", " / ").split())


def may_be_sum(text: str) -> bool:
    """It begins as a sum or a balance does, whatever follows."""
    folded = _folded(text)
    return bool(_SUM.match(folded) or _BALANCE.match(folded))


def is_closing(row: Row) -> bool:
    """The block under a book: who saw it, where and when it was signed."""
    for cell in row:
        if type(cell) is str and cell:
            text = " ".join(cell.split())
            if _CLOSING.match(text):
                return True
            found = _PLACE_AND_DAY.fullmatch(text)
            if found is not None and month_in(found[1]):
                return True
    return False
