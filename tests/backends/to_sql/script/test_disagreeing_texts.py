"""A script of an amended edition: the day selects the text; without one the texts must agree."""

from __future__ import annotations

from datetime import date
from random import Random

from bokrules.editions import Edition, load_edition
from tests.backends.to_sql.script.databases import DuckDB, answers, insert, install
from tests.backends.to_sql.script.test_answers import check, sample

AMENDMENT = """
mengubah "2010"
tambah larang makanan "Konsumsi" untuk belanja konsumsi_rapat dasar X
cabut larang honor dasar X
ganti wajib rpk "Sesuai perencanaan" harus dalam_rpk bukti kuitansi dasar X
"""


def amended() -> Edition:
    return load_edition(2010).amend(
        AMENDMENT,
        id="2010a",
        regulation="1/2010",
        first_day=date(2010, 7, 1),
        clauses={"X": "Perubahan"},
    )
