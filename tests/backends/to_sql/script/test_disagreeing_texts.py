"""A script of an amended edition: the day selects the text; without one the texts must agree."""

from __future__ import annotations

from datetime import date
from random import Random

from bokrules.backends.decision import Facts
from bokrules.editions import Edition, load_edition
from tests.backends.to_sql.script.databases import DuckDB, answers, insert, install
from tests.backends.to_sql.script.test_answers import check, sample

AMENDMENT = """
mengubah 2010 "Perubahan" dasar X
tambah larang penggandaan "Penggandaan" untuk belanja penggandaan dasar X
cabut larang honor dasar X
ganti wajib rpk "Sesuai perencanaan" harus dalam_rpk bukti kuitansi dasar X
ganti wajib pajak_pembelian "Pajak" untuk belanja bahan_kontak setor ppn = 20% * nilai dasar X
"""


def amended() -> Edition:
    return load_edition(2010).amend(
        AMENDMENT,
        id="2010a",
        regulation="1/2010",
        first_day=date(2010, 7, 1),
        clauses={"X": "Perubahan"},
    )


def test_as_the_reference_says() -> None:
    policies = amended().texts
    random = Random(7)
    expenses = sample(policies[0], random, 400)
    undated = [
        {name: value for name, value in facts.items() if name != "tanggal"} for facts in expenses
    ]
    kinds = ("honor", "penggandaan", "bahan_kontak", "transpor")
    undated = [{**facts, "belanja": random.choice(kinds)} for facts in undated]
    check(policies, [*expenses, *undated])


def test_texts_that_disagree_ask_for_the_day() -> None:
    honor: Facts = {"belanja": "honor", "kegiatan": "imunisasi", "nilai": 500_000}
    edition = amended()
    database = DuckDB()
    exported = install(database, edition.texts)
    days = (None, date(2010, 5, 1), date(2010, 7, 1))
    insert(
        database, exported, [honor if day is None else {**honor, "tanggal": day} for day in days]
    )
    undated, before, after = answers(database, exported)
    assert (undated.outcome, undated.basis, undated.missing) == ("undetermined", [], ["date"])
    assert undated.possible[0] == "forbidden"
    assert before.outcome == "forbidden"
    assert before.questioned == 500_000
    assert after.outcome != "forbidden"
