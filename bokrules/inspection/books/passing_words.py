"""Which lines of a cash book only move or pass on money: by their words, and never by more.

In doubt a line is an expense. What goes to the regional treasury or to another account is one: it
may be forbidden.
"""

from __future__ import annotations

import re

_PAID_IN = r"(?:telah\s+)?(?:di|me|pe)?(?:setor|nyetor)(?:an|kan)?(?:\s+kembali)?"
_TAX = r"(?:pajak|ppn|pph)(?![^\W\d_])"
_INTEREST = r"(?:bunga|(?:jasa\s+)?giro)\b"
_OF = (
    r"(?:(?:ke|kepada)\s+(?:rek(?:ening)?\.?\s+)?kas\s+(?:umum\s+)?negara\s+)?"
    r"(?:(?:atas|penerimaan|pendapatan|potongan|pungutan|hasil|uang)\s+)*"
)
_STATE = r"\b(?:kas\s+(?:umum\s+)?negara|rkun|kppn|ssbp|sspb)\b"
_MONEY = r"(?:(?:uang|dana|kas|tunai|bok)\s+)"
_BANK = r"(?:rek(?:ening)?\.?\s+)?bank\b(?:\s+(?!untuk|guna|buat|bagi|transpor)[^\W\d_]+){0,4}"
_PASSING = re.compile(
    rf"{_PAID_IN}\s*:?\s*{_OF}(?:{_TAX}|{_INTEREST})"
    rf"|{_TAX}[\w\s./]{{0,20}}\s(?:telah\s+)?(?:disetor(?:kan)?|setor)\b"
    rf"|{_TAX}\s+(?:[\w.]+\s+)?(?:(?:atas|dari|penghasilan)\s+)*{_INTEREST}"
    rf"|(?:{_PAID_IN}|pengembalian|(?:di|me|meng)kembalikan)\b.*{_STATE}"
    rf"|(?:pengambilan|penarikan|ambil|tarik)\s+{_MONEY}*(?:dari|di|pada|lewat|melalui)\s+{_BANK}"
    rf"[\s.,]*$"
    rf"|(?:pengambilan|penarikan|ambil|tarik)\s+{_MONEY}*tunai[\s.,]*$"
    rf"|(?:pergeseran|pemindahan)\s+(?:uang\s+|dana\s+|dari\s+|kas\s+)*(?:di\s+)?"
    rf"(?:bank\s+ke\s+(?:kas\s+)?tunai|(?:kas\s+)?tunai\s+ke\s+(?:kas\s+)?bank)\b"
    rf"|{_PAID_IN}\s+{_MONEY}*(?:ke|di|pada)\s+bank\b"
    rf"(?:\s+(?!untuk|guna|buat|bagi)[^\W\d_]+){{0,4}}[\s.,]*$",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:kas\s+(?:umum\s+)?daerah|kasda|rkud|bud|pad|pendapatan\s+asli|pemda|transfer"
    r"|pemindah\s?bukuan|bendahara\s+umum"
    r"|rek(?:ening)?\.?\s+(?:dinas|dinkes|lain|pribadi|kepala|bendahara|a\.?n|atas\s+nama)"
    r"|(?:ke|kepada)\s+(?:kas\s+)?(?:dinas|dinkes|pemerintah|kabupaten|kota|yayasan)"
    r"|ke\s+(?:no\.?\s+|nomor\s+)?rek(?:ening)?\b(?!\.?\s+kas\s+(?:umum\s+)?negara)"
    r"|(?:pajak|pkb)\s+(?:kendaraan|motor|mobil|bumi|reklame|ambulan)|pkb|stnk|pbb"
    r"|(?:dan|serta|beserta|dengan)\s+(?:biaya|ongkos|beli|bayar|pembayaran|pembelian|transpor\w*"
    r"|honor\w*|konsumsi|belanja|uang))\b|[&+]\s*(?:biaya|ongkos|transpor|honor|konsumsi|belanja)",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"etor|pajak|pp[nh]|ambil|tarik|narik|geser|pindah|embali", re.IGNORECASE)


def passes_on(text: str) -> bool:
    """Whether a line that spends, by its text, only moves money or passes it on."""
    if _MAYBE.search(text) is None:
        return False
    text = " ".join(text.split())
    return _PASSING.match(text) is not None and _KEPT.search(text) is None
