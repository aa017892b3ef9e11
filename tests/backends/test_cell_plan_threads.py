"""Threads that share a plan get the same classes, each with an id of its own."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product

from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts
from bokrules.editions import load_edition

THREADS = 8


def _expenses() -> list[Facts]:
    fields = {
        "belanja": ("transpor_petugas", "honor", "penggandaan", "penginapan"),
        "kegiatan": ("lokakarya_mini", "imunisasi", "pengobatan"),
        "bukti": (frozenset[str](), frozenset({"kuitansi", "surat_tugas"})),
        "tanggal": (date(2010, 4, 21), date(2010, 4, 22)),
    }
    return [dict(zip(fields, values, strict=True)) for values in product(*fields.values())]


def test_threads_share_a_plan() -> None:
    plan = CellPlan(load_edition(2010).policy)
    expenses = _expenses()

    def decide(_: int) -> list[ResultClass]:
        return [plan.class_of_facts(each) for each in expenses]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(decide, range(THREADS)))
    finally:
        sys.setswitchinterval(before)
    assert all(a is b for each in found for a, b in zip(each, found[0], strict=True))
    assert [each.id for each in plan.classes] == list(range(len(plan.classes)))
    assert [each.id for each in plan.slices.made] == list(range(len(plan.slices.made)))
    assert len({id(each) for each in found[0]}) == len({each.id for each in found[0]}) > 1
